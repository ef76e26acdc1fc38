import type { History } from "../history/history.ts";
import type { Fact, TaskId } from "../recording/index.ts";
import type { Finding, PlaceSource } from "./finding.ts";

/** More findings than this have no use for a line: nobody reads so many. */
const MOST = 1_000;

/** The numbers of the facts that would have to say where they happened, so that each finding has its lines. */
export function missingPlaces(findings: readonly Finding[], history: History): number[] {
	const missing = findings.flatMap(placeless).slice(0, MOST);
	const facts = missing.flatMap(({ source }) => ("fact" in source ? [source.fact] : []));
	const tasks = missing.flatMap(({ source, before }) =>
		"task" in source ? [{ task: source.task, before }] : [],
	);
	return [...new Set([...facts, ...lastWaits(tasks, history)])];
}

interface Missing {
	readonly source: PlaceSource;
	/** The fact before which a wait is looked for. */
	readonly before: number;
}

function placeless({ place, source, waiting = [], index }: Finding): Missing[] {
	const own = place === null && source !== null ? [{ source, before: index }] : [];
	const ofWaiting = waiting.filter((one) => one.place === null);
	return [...own, ...ofWaiting.map(({ taskId }) => ({ source: { task: taskId }, before: index }))];
}

/** For each of the tasks the fact of its last wait before another fact, or that of its creation. */
function lastWaits(
	wanted: readonly { readonly task: TaskId; readonly before: number }[],
	history: History,
): number[] {
	if (wanted.length === 0) return [];
	const left = [...wanted].sort((a, b) => a.before - b.before);
	const last = new Map<TaskId, number>();
	const found: number[] = [];
	const take = (index: number) => {
		for (; left[0] !== undefined && left[0].before <= index; left.shift()) {
			const wait = last.get(left[0].task);
			if (wait !== undefined) found.push(wait);
		}
	};
	history.replay(
		{
			before(fact: Fact, index: number) {
				take(index);
				if (fact.kind === "suspended" || fact.kind === "task-created") last.set(fact.task, index);
			},
		},
		new Set(wanted.map(({ task }) => task)),
	);
	take(Number.POSITIVE_INFINITY);
	return found;
}
