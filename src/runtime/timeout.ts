import { Alarm } from "./alarm.ts";
import type { Coroutine } from "./coroutine.ts";
import { currentTask, getRunningLoop } from "./current.ts";
import { builtIn, builtInKind } from "./define-coroutine.ts";
import { CancelledError, RuntimeError, TimeoutError } from "./errors.ts";
import type { Seconds } from "./events.ts";
import type { Body } from "./frame.ts";
import type { Task } from "./task.ts";

type State = "created" | "active" | "expiring" | "expired" | "finished";

/** A body that runs inside of something: a bare generator function, or a coroutine function. */
export type Scoped<A extends unknown[], T> = (...args: A) => Body<T> | Coroutine<T>;

/** A time limit on a body. CPython: timeouts.py, Timeout */
export class Timeout {
	#state: State = "created";
	#when: Seconds | null;
	#alarm: Alarm | null = null;
	#task: Task<unknown> | null = null;
	#cancelling = 0;

	/** @internal Use `timeout` or `timeoutAt`. */
	constructor(when: Seconds | null) {
		this.#when = when;
	}

	/** The loop's time at which the body is cancelled, in seconds; null: never. CPython: timeouts.py, Timeout.when */
	when(): Seconds | null {
		return this.#when;
	}

	/** Whether the limit has passed. CPython: timeouts.py, Timeout.expired */
	expired(): boolean {
		return this.#state === "expiring" || this.#state === "expired";
	}

	/** Sets another limit, in the loop's time; null: none. CPython: timeouts.py, Timeout.reschedule @throws {RuntimeError} if the body has ended, or the limit has passed */
	reschedule(when: Seconds | null): void {
		if (this.#state === "created") throw new RuntimeError("Timeout has not been entered");
		if (this.#state !== "active") throw new RuntimeError(`Cannot change state of ${this.#state} Timeout`);
		this.#when = when;
		this.#alarm?.cancel();
		this.#alarm = when === null ? null : new Alarm(getRunningLoop(), when, () => this.#expire());
	}

	/** @internal */
	enter(): void {
		const task = currentTask();
		if (task === null) throw new RuntimeError("Timeout should be used inside a task");
		this.#state = "active";
		this.#task = task;
		this.#cancelling = task.cancelling();
		this.reschedule(this.#when);
	}

	/** @internal The body ended. Whether what it raised is this timeout's own cancellation. */
	exit(error: unknown): boolean {
		this.#alarm?.cancel();
		this.#alarm = null;
		if (this.#state === "active") this.#state = "finished";
		if (this.#state !== "expiring") return false;
		this.#state = "expired";
		// Others may have asked the task to stop in the meantime: then it is theirs to be raised.
		const isOwn = (this.#task as Task<unknown>).uncancel() <= this.#cancelling;
		return isOwn && error instanceof CancelledError;
	}

	#expire(): void {
		this.#task?.cancel();
		this.#state = "expiring";
		this.#alarm = null;
	}
}

const KIND = builtInKind("timeout");

/**
 * Runs `body`, and answers what it returns; after `delay` seconds it is cancelled. null and absent: no limit. CPython: timeouts.py, timeout
 * @throws {TimeoutError} if the limit passed
 */
export function timeout<T>(delay: Seconds | null | undefined, body: Scoped<[Timeout], T>): Coroutine<T> {
	return builtIn(
		KIND,
		timeoutBody(() => (delay === null || delay === undefined ? null : getRunningLoop().time() + delay), body),
	);
}

/** As {@link timeout}, with the loop's time `when` instead of a delay. CPython: timeouts.py, timeout_at */
export function timeoutAt<T>(when: Seconds | null | undefined, body: Scoped<[Timeout], T>): Coroutine<T> {
	return builtIn(
		KIND,
		timeoutBody(() => when ?? null, body),
	);
}

function* timeoutBody<T>(when: () => Seconds | null, body: Scoped<[Timeout], T>): Body<T> {
	const limit = new Timeout(when());
	limit.enter();
	let result: T;
	try {
		result = yield* body(limit);
	} catch (error) {
		if (limit.exit(error)) throw new TimeoutError("", { cause: error });
		throw error;
	}
	limit.exit(null);
	return result;
}
