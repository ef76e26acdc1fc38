import type { TaskId } from "../recording/index.ts";

/** Whom each task waits for. Only tasks that have not ended are in it. */
export type Dependencies = ReadonlyMap<TaskId, readonly TaskId[]>;

/** The first ring of tasks that wait for each other, in order of creation of its first; empty if there is none. */
export function ringIn(waits: Dependencies): TaskId[] {
	const done = new Set<TaskId>();
	for (const task of waits.keys()) {
		const ring = ringFrom(task, waits, done);
		if (ring !== null) return ring;
	}
	return [];
}

/** A walk in depth that keeps its own path, since a chain of waits can be longer than the stack is deep. */
function ringFrom(start: TaskId, waits: Dependencies, done: Set<TaskId>): TaskId[] | null {
	const path: { id: TaskId; next: Iterator<TaskId> }[] = [];
	const onPath = new Set<TaskId>();
	const enter = (id: TaskId) => {
		const next = waits.get(id);
		if (next === undefined || done.has(id)) return;
		onPath.add(id);
		path.push({ id, next: next[Symbol.iterator]() });
	};
	enter(start);
	for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
		const { done: exhausted, value: id } = top.next.next();
		if (exhausted === true) {
			done.add(top.id);
			onPath.delete(top.id);
			path.pop();
		} else if (onPath.has(id)) {
			return path.slice(path.findIndex((step) => step.id === id)).map((step) => step.id);
		} else enter(id);
	}
	return null;
}
