import type { Seconds, TaskId } from "../observer.ts";

/** Thrown into a task to stop it. A bare `catch` catches it too: catch by class, and throw it on. CPython: exceptions.py, CancelledError */
export class CancelledError extends Error {
	override readonly name: string = "CancelledError";
}

/** A time limit passed. CPython: exceptions.py, TimeoutError */
export class TimeoutError extends Error {
	override readonly name: string = "TimeoutError";
}

/** An operation that the future's state does not allow. CPython: exceptions.py, InvalidStateError */
export class InvalidStateError extends Error {
	override readonly name: string = "InvalidStateError";
}

/** Something was used as it must not be used. Python: RuntimeError */
export class RuntimeError extends Error {
	override readonly name: string = "RuntimeError";
}

/** An argument of the right kind with a wrong value. Python: ValueError */
export class ValueError extends Error {
	override readonly name: string = "ValueError";
}

/** `putNowait` on a full queue. CPython: queues.py, QueueFull */
export class QueueFull extends Error {
	override readonly name: string = "QueueFull";
}

/** `getNowait` on an empty queue. CPython: queues.py, QueueEmpty */
export class QueueEmpty extends Error {
	override readonly name: string = "QueueEmpty";
}

/** A queue that has been shut down takes and gives no more. CPython: queues.py, QueueShutDown */
export class QueueShutDown extends Error {
	override readonly name: string = "QueueShutDown";
}

/** The barrier was reset or aborted while tasks waited at it. CPython: exceptions.py, BrokenBarrierError */
export class BrokenBarrierError extends RuntimeError {
	override readonly name: string = "BrokenBarrierError";
}

/** Nothing is ready and no timer is set: the program can never go on. Its message says what each task waits for. asyncio would hang here. */
export class DeadlockError extends Error {
	override readonly name: string = "DeadlockError";
}

/** The loop turns without end and its clock stands still. asyncio would spin here. */
export class LivelockError extends Error {
	override readonly name: string = "LivelockError";
	/** How many turns passed at one instant. */
	readonly turns: number;
	/** The tasks that were ready in the last of them, in order of creation. */
	readonly busy: readonly TaskId[];

	constructor(message: string, turns: number, busy: readonly TaskId[]) {
		super(message);
		this.turns = turns;
		this.busy = busy;
	}
}

/** What stops a run before its end: a time is reached, or its observer wants no more. */
export type StoppedBy = "until" | "bound";

/** A run was stopped before its end: nothing is cancelled, no `finally` runs. asyncio would go on. */
export class StoppedError extends Error {
	override readonly name: string = "StoppedError";
	readonly by: StoppedBy;
	/** The loop's time, in seconds. */
	readonly at: Seconds;

	constructor(message: string, by: StoppedBy, at: Seconds) {
		super(message);
		this.by = by;
		this.at = at;
	}
}

/** A CancelledError without a stack: its place would be the scheduler's, and taking it is most of the cost of a cancellation. */
export function makeCancelledError(message: string | null): CancelledError {
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = 0;
	try {
		return new CancelledError(message ?? "");
	} finally {
		Error.stackTraceLimit = limit;
	}
}
