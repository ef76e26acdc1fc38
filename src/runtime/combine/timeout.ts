import { checkedAnswer, checkedBody, checkedSeconds } from "../kernel/arguments.ts";
import type { Scoped } from "../kernel/awaitable.ts";
import type { Coroutine } from "../kernel/coroutine.ts";
import { currentTask, getRunningLoop } from "../kernel/current.ts";
import { builtIn, builtInKind } from "../kernel/define-coroutine.ts";
import { CancelledError, RuntimeError, TimeoutError } from "../kernel/errors.ts";
import type { Body } from "../kernel/frame.ts";
import { Alarm } from "../kernel/handle.ts";
import { cancelFor, type Task } from "../kernel/task.ts";
import { type LimitEnd, type LimitId, NO_LIMIT, type Seconds } from "../observer.ts";

type State = "created" | "active" | "expiring" | "expired" | "finished";

/** A time limit on a body. CPython: timeouts.py, Timeout */
export class Timeout {
	#state: State = "created";
	#when: Seconds | null;
	#alarm: Alarm | null = null;
	#task: Task<unknown> | null = null;
	#cancelling = 0;
	/** @internal The observer's number for it. */
	limit: LimitId = NO_LIMIT;

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
		getRunningLoop().observer?.limitRescheduled(this.limit, when);
		this.#set(when);
	}

	/** @internal `delay`: the seconds that were asked for, null where a time was. */
	enter(delay: Seconds | null): void {
		const task = currentTask();
		if (task === null) throw new RuntimeError("Timeout should be used inside a task");
		this.#state = "active";
		this.#task = task;
		this.#cancelling = task.cancelling();
		this.limit = task.loop.observer?.limitSet(delay, this.#when) ?? NO_LIMIT;
		this.#set(this.#when);
	}

	/** @internal The body ended. Whether what it raised is this timeout's own cancellation. */
	exit(failed: boolean, error: unknown): boolean {
		const { observer } = (this.#task as Task<unknown>).loop;
		const isOwn = this.#leave() && error instanceof CancelledError;
		observer?.limitLeft(this.limit, this.#endOf(isOwn, failed, error), error);
		return isOwn;
	}

	#endOf(isOwn: boolean, failed: boolean, error: unknown): LimitEnd {
		if (isOwn) return "timed-out";
		if (failed) return error instanceof CancelledError ? "cancelled" : "other-error";
		return this.expired() ? "swallowed" : "in-time";
	}

	/** Whether it is this timeout alone that has cancelled the task. */
	#leave(): boolean {
		this.#alarm?.cancel();
		this.#alarm = null;
		if (this.#state === "active") this.#state = "finished";
		if (this.#state !== "expiring") return false;
		this.#state = "expired";
		// Others may have asked the task to stop in the meantime: then it is theirs to be raised.
		return (this.#task as Task<unknown>).uncancel() <= this.#cancelling;
	}

	#set(when: Seconds | null): void {
		this.#when = when;
		this.#alarm?.cancel();
		this.#alarm = when === null ? null : new Alarm(getRunningLoop(), when, () => this.#expire());
	}

	#expire(): void {
		const task = this.#task as Task<unknown>;
		task.loop.observer?.limitExpired(this.limit);
		cancelFor(task, { kind: "limit", limit: this.limit });
		this.#state = "expiring";
		this.#alarm = null;
	}
}

const AT_KIND = builtInKind("timeout", (when: Seconds | null) =>
	when === null ? "timeout" : `timeout at ${when} s`,
);
const KIND = builtInKind("timeout", (delay: Seconds | null) =>
	delay === null ? "timeout" : `timeout of ${delay} s`,
);

/**
 * Runs `body`, and answers what it returns; after `delay` seconds it is cancelled. null and absent: no limit. CPython: timeouts.py, timeout
 * @throws {TimeoutError} if the limit passed
 */
export function timeout<T>(delay: Seconds | null | undefined, body: Scoped<[Timeout], T>): Coroutine<T> {
	checkedSeconds("a timeout", delay);
	return builtIn(KIND, timeoutBody(delay ?? null, true, checkedBody("timeout", body)), [delay ?? null]);
}

/** As {@link timeout}, with the loop's time `when` instead of a delay. CPython: timeouts.py, timeout_at */
export function timeoutAt<T>(when: Seconds | null | undefined, body: Scoped<[Timeout], T>): Coroutine<T> {
	checkedSeconds("a time", when);
	return builtIn(AT_KIND, timeoutBody(when ?? null, false, checkedBody("timeoutAt", body)), [when ?? null]);
}

function* timeoutBody<T>(given: Seconds | null, isDelay: boolean, body: Scoped<[Timeout], T>): Body<T> {
	const limit = new Timeout(given !== null && isDelay ? getRunningLoop().time() + given : given);
	limit.enter(isDelay ? given : null);
	let result: T;
	try {
		result = yield* checkedAnswer("timeout", body(limit));
	} catch (error) {
		if (limit.exit(true, error)) throw new TimeoutError("", { cause: error });
		throw error;
	}
	limit.exit(false, undefined);
	return result;
}
