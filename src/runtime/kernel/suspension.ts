import type { Wait } from "../observer.ts";
import { RuntimeError } from "./errors.ts";
import { running } from "./running.ts";
import type { Task } from "./task.ts";

/** What a coroutine yields while it waits. It carries nothing: `task.waitingFor` says what it waits for. */
export interface Suspended {
	readonly suspended: true;
}

/** The one iterator result that says "suspended", known by identity. It passes through every `yield*` as it is. */
export const SUSPENDED: IteratorYieldResult<Suspended> = Object.freeze({
	done: false,
	value: Object.freeze({ suspended: true }),
});

/** The iterator result of giving up one turn; a bare `yield` answers its like. */
export const TURN: IteratorYieldResult<never> = Object.freeze({ done: false, value: undefined as never });

/** The iterator result of what ends without a value. */
export const DONE: IteratorReturnResult<void> = Object.freeze({ done: true, value: undefined });

/** Yielded where an awaitable can't be waited for: the task is thrown `error`, a turn later, as in asyncio. */
export class Refusal {
	readonly error: Error;

	constructor(error: Error) {
		this.error = error;
	}
}

/** What a task can be suspended on. */
export interface Waitable {
	/** Asks the wait to end with a CancelledError. False if it has ended already. */
	cancelWait(message: string | null): boolean;
	/** The CancelledError with which it ended, to be thrown once; null if it ended otherwise. */
	takeCancelledError(): Error | null;
	/** Forgets the task, which turned out not to be suspended. */
	forget(task: Task<unknown>): void;
	/** What the task waits for, as data. */
	describeWait(): Wait;
}

/**
 * Suspends the running task on `waitable`, which is to wake the task that is answered.
 * @throws {RuntimeError} outside of a task, or where the task waits already: an awaitable was looped over, not awaited
 */
export function suspendOn(waitable: Waitable): Task<unknown> {
	const task = running.task;
	if (task === null)
		throw new RuntimeError("an awaitable can be awaited only in a coroutine that a task runs");
	if (task.waitingFor !== null) throw notAwaited();
	task.waitingFor = waitable;
	if (task.loop.observer !== null) task.loop.observer.taskWillWait();
	return task;
}

/** Takes back the running task's suspension, whose `yield*` never came: something looped over an awaitable. */
export function notAwaited(): RuntimeError {
	const task = running.task;
	if (task !== null && task.waitingFor !== null) {
		task.waitingFor.forget(task);
		task.waitingFor = null;
	}
	return new RuntimeError(
		"an awaitable is awaited with yield*: it can't be spread, destructured or looped over",
	);
}
