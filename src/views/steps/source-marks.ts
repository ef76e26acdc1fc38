// Which lines of the source have to do with a step, and where the tasks are.

import { NO_TASK, type Place, type TaskId } from "../../recording/index.ts";
import type { StepBook } from "./book.ts";

/** `here`: the turn ended there. `did`: it did something there. `came`: it went on from there. */
export type Mark = "here" | "did" | "came";

export interface SourceMarks {
	/** Null: none is known. */
	readonly file: string | null;
	/** The line to look at; 0: none. */
	readonly focus: number;
	/** By line, of that file. */
	readonly marks: ReadonlyMap<number, Mark>;
	/** By line, of that file: who stands there. */
	readonly tasks: ReadonlyMap<number, readonly TaskId[]>;
	/** Whether the step has a line, and not only those who wait. */
	readonly isKnown: boolean;
}

/** After the first `facts` facts. */
export function sourceMarks(book: StepBook, index: number, facts: number): SourceMarks {
	const step = book.step(index);
	const marks = new Map<number, Mark>();
	const standings = book.standings(step.kind === "end" ? step.from : facts);
	let file: string | null = null;
	let focus = 0;
	const mark = (place: Place, kind: Mark) => {
		if (file === null) file = place.file;
		if (place.file !== file) return;
		if (marks.get(place.line) !== "here") marks.set(place.line, kind);
		if (kind === "here" || focus === 0) focus = place.line;
	};
	const acts = book.acts(index).filter(({ from }) => from < facts);
	const end = acts.findLast(({ kind, places }) => kind === "ends" && places.length > 0);
	// The file in which the turn ends is the one to show.
	for (const place of end?.places ?? []) mark(place, "here");
	for (const act of acts) for (const place of act.places) mark(place, act === end ? "here" : "did");
	for (const finding of book.findings(index))
		if (finding.place !== null && step.kind !== "end") mark(finding.place, "did");
	const came =
		step.task === NO_TASK ? null : (book.standings(step.from).moment.task(step.task)?.place ?? null);
	if (came !== null && !marks.has(came.line)) mark(came, "came");
	const isKnown = marks.size > 0;
	const ring = step.kind === "end" ? standings.ring : new Set<TaskId>();
	const standing = [...standings.moment.tasks()].flatMap(({ id, place, ran, made }) => {
		const known = place ?? (ran ? null : made.place);
		return known ? [{ id, place: known }] : [];
	});
	// Of a deadlock in several files that one is shown in which the ring closed.
	file ??= (standing.find(({ id }) => ring.has(id)) ?? standing[0])?.place.file ?? null;
	const tasks = new Map<number, TaskId[]>();
	for (const { id, place } of standing) {
		if (place.file !== file) continue;
		const known = tasks.get(place.line);
		if (known === undefined) tasks.set(place.line, [id]);
		else known.push(id);
		if (!isKnown && (focus === 0 || ring.has(id))) focus = place.line;
	}
	return { file, focus, marks, tasks, isKnown };
}
