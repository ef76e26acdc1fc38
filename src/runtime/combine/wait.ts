import { checkedOptions, checkedSeconds, checkedSeveral } from "../kernel/arguments.ts";
import type { Coroutine } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { builtIn, builtInKind } from "../kernel/define-coroutine.ts";
import { ValueError } from "../kernel/errors.ts";
import type { Body } from "../kernel/frame.ts";
import { CallbackListener, Future } from "../kernel/future.ts";
import { Alarm } from "../kernel/handle.ts";
import { cancelFor } from "../kernel/task.ts";
import { Parking } from "../kernel/waiter.ts";
import type { CancelOrigin, Seconds, TasksWait, Until } from "../observer.ts";
import { labelOf, tasksWait } from "./stand-for.ts";

const RETURN_WHEN = ["ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"] as const;

/** When {@link wait} ends: when all are done, or one is, or one has failed. CPython: tasks.py, wait */
export type ReturnWhen = (typeof RETURN_WHEN)[number];

/** Options of {@link wait}. */
export interface WaitOptions {
	/** Seconds; null or absent: no limit. Nothing is raised and nothing cancelled when it passes. */
	readonly timeout?: Seconds | null;
	/** Default: `ALL_COMPLETED`. */
	readonly returnWhen?: ReturnWhen;
}

/** What {@link wait} answers: of each set, the order is that in which they were given. */
export interface WaitResult<F> {
	/** Those that are done, however they ended. */
	readonly done: Set<F>;
	/** Those that go on. */
	readonly pending: Set<F>;
}

const UNTIL: { readonly [When in ReturnWhen]: Until } = {
	ALL_COMPLETED: "all",
	FIRST_COMPLETED: "first",
	FIRST_EXCEPTION: "first-error",
};

const KIND = builtInKind("wait", (given: Iterable<unknown>) => labelOf("wait", given));

/**
 * Waits until futures or tasks are done, as `returnWhen` says, or the timeout passes; cancels nothing. CPython: tasks.py, wait
 * @throws {TypeError} if one is no future
 * @throws {ValueError} if there is none, or `returnWhen` is unknown
 */
export function wait<F extends Future<unknown>>(
	futures: Iterable<F>,
	options: WaitOptions = {},
): Coroutine<WaitResult<F>> {
	checkedOptions("wait", options, 'wait([…], { timeout: 1, returnWhen: "FIRST_COMPLETED" })');
	checkedSeconds("a timeout", options.timeout);
	return builtIn(KIND, waitBody(futures, options), [futures]);
}

function* waitBody<F extends Future<unknown>>(given: Iterable<F>, options: WaitOptions): Body<WaitResult<F>> {
	const futures = checkedFutures(checkedSeveral("wait", given, [options]));
	const { timeout = null, returnWhen = "ALL_COMPLETED" } = options;
	if (!RETURN_WHEN.includes(returnWhen)) throw new ValueError(`Invalid return_when value: ${returnWhen}`);
	yield* waitUntilDone(futures, timeout, returnWhen);
	const done = new Set<F>();
	const pending = new Set<F>();
	for (const future of futures) (future.done() ? done : pending).add(future);
	return { done, pending };
}

function checkedFutures<F extends Future<unknown>>(given: Iterable<F>): Set<F> {
	const futures = new Set(given);
	if (futures.size === 0) throw new ValueError("Set of Tasks/Futures is empty.");
	for (const future of futures) {
		if (!(future instanceof Future))
			throw new TypeError("Passing coroutines is forbidden, use tasks explicitly.");
	}
	return futures;
}

/** CPython: tasks.py, _wait */
function* waitUntilDone(
	futures: ReadonlySet<Future<unknown>>,
	timeout: Seconds | null,
	returnWhen: ReturnWhen,
): Body<void> {
	const loop = getRunningLoop();
	const deadline = timeout === null ? null : loop.time() + timeout;
	const parking = new Parking(() => tasksWait("wait", futures, { until: UNTIL[returnWhen], deadline }));
	let left = futures.size;
	const listener = new CallbackListener("wait", (future) => {
		left -= 1;
		if (
			left <= 0 ||
			returnWhen === "FIRST_COMPLETED" ||
			(returnWhen === "FIRST_EXCEPTION" && hasFailed(future))
		) {
			alarm?.cancel();
			parking.wake("result");
		}
	});
	const alarm = deadline === null ? null : new Alarm(loop, deadline, () => parking.wake("timer"));
	for (const future of futures) future.listen(listener);
	try {
		yield* parking;
	} finally {
		alarm?.cancel();
		for (const future of futures) future.unlisten(listener);
	}
}

function hasFailed(future: Future<unknown>): boolean {
	return !future.cancelled() && future.exception() !== null;
}

/**
 * Cancels `future` on behalf of `origin`, and waits until it is done, so that a cancellation of the wait itself is not lost.
 * CPython: tasks.py, _cancel_and_wait
 */
export function* cancelAndWait(future: Future<unknown>, by: TasksWait, origin: CancelOrigin): Body<void> {
	const parking = new Parking(() => tasksWait(by, new Set([future])));
	const listener = new CallbackListener("wait", () => {
		parking.wake("result");
	});
	future.listen(listener);
	try {
		cancelFor(future, origin);
		yield* parking;
	} finally {
		future.unlisten(listener);
	}
}
