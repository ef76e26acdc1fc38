// What a wait for several tasks, and a future that stands for others, tell of themselves.

import { type EndState, type Future, PENDING, settled } from "../kernel/future.ts";
import { type FutureId, NO_FUTURE, NO_TASK, type TaskId, type TasksWait, type Wait } from "../observer.ts";

/** Those of `futures` that are not done: the tasks, and the futures that stand for others; each once. */
export function pendingOf(futures: Iterable<Future<unknown>>): { of: TaskId[]; futures: FutureId[] } {
	const of: TaskId[] = [];
	const standing: FutureId[] = [];
	for (const future of new Set(futures)) {
		if (future.state !== PENDING) continue;
		if (future.taskId !== NO_TASK) of.push(future.taskId);
		else if (future.futureId !== NO_FUTURE) standing.push(future.futureId);
	}
	return { of, futures: standing };
}

/** A wait for the end of those of `futures` that are not done. By default it has no deadline, and is over when all have ended. */
export function tasksWait(
	by: TasksWait,
	futures: ReadonlySet<Future<unknown>>,
	more: Partial<Pick<Extract<Wait, { kind: "tasks" }>, "until" | "deadline" | "future">> = {},
): Wait {
	let count = 0;
	for (const future of futures) if (future.state === PENDING) count += 1;
	return {
		kind: "tasks",
		by,
		...pendingOf(futures),
		count,
		until: "all",
		deadline: null,
		future: NO_FUTURE,
		...more,
	};
}

/** `future` is about to end. */
export function tellEnded(future: Future<unknown>, state: EndState, value: unknown): void {
	if (future.futureId === NO_FUTURE) return;
	future.loop.observer?.futureEnded(future.futureId, settled(state), value);
}
