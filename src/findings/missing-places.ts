import type { History } from "../history/history.ts";
import { type Fact, NO_TASK, type TaskId } from "../recording/index.ts";
import type { Finding, PlaceSource } from "./finding.ts";

/** More lines than this are of no use to anybody, and each costs a stack. */
const MOST = 10_000;

/**
 * The numbers of the facts that would have to say where they happened, so that each finding has its lines. A wait may
 * have no line in the program: then the line where its task was made stands in for it, and both are asked for.
 */
export function missingPlaces(findings: readonly Finding[], history: History): number[] {
	const { facts } = history.recording;
	const isKnown = (fact: number | undefined) => fact !== undefined && hasPlace(facts.at(fact));
	const sources = findings.flatMap(sourcesOf).filter(({ source }) => !isKnown(source.fact));
	const own = sources.flatMap(({ source }) => source.fact ?? []);
	const tasks = sources.flatMap(({ source: { task = NO_TASK }, before }) =>
		task === NO_TASK ? [] : [{ task, before }],
	);
	return [...new Set([...own, ...factsOfTasks(tasks, history)])].slice(0, MOST);
}

interface Source {
	readonly source: PlaceSource;
	/** The fact before which a wait is looked for. */
	readonly before: number;
}

function sourcesOf({ source, waiting = [], index }: Finding): Source[] {
	const own = source === null ? [] : [{ source, before: index }];
	return [...own, ...waiting.map(({ taskId }) => ({ source: { task: taskId }, before: index }))];
}

interface Wanted {
	readonly task: TaskId;
	readonly before: number;
}

/** For each of the tasks the fact of its last wait before another fact, and that of its creation, if the wait says no place. */
function factsOfTasks(all: readonly Wanted[], history: History): number[] {
	const { length, recording } = history;
	const { facts } = recording;
	// How it is at the end is known without reading the facts.
	const wanted = all.filter(
		({ task, before }) => before < length || (history.task(task)?.place ?? null) === null,
	);
	const inOrder = [...wanted].sort((a, b) => a.before - b.before);
	const tasks = new Set(wanted.map(({ task }) => task));
	/** By task: its facts that lack a place which is to be looked for. */
	const lacking = new Map<TaskId, readonly number[]>();
	const made = new Map<TaskId, readonly number[]>();
	let index = 0;
	return inOrder.flatMap(({ task, before }) => {
		for (; index < Math.min(before, length); index += 1) {
			const fact = facts.at(index);
			if (fact === undefined || !tasks.has(fact.task)) continue;
			const lacks = hasPlace(fact) ? [] : [index];
			if (fact.kind === "task-created") {
				made.set(fact.task, lacks);
				lacking.set(fact.task, lacks);
			} else if (fact.kind === "suspended")
				lacking.set(fact.task, hasPlace(fact) ? [] : [...(made.get(fact.task) ?? []), index]);
		}
		return lacking.get(task) ?? [];
	});
}

function hasPlace(fact: Fact | undefined): boolean {
	return fact !== undefined && "place" in fact && fact.place !== undefined;
}
