import { checkedSeconds } from "../kernel/arguments.ts";
import type { Awaitable, ResultOf } from "../kernel/awaitable.ts";
import type { Coroutine } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { builtIn, builtInKind } from "../kernel/define-coroutine.ts";
import { CancelledError, TimeoutError } from "../kernel/errors.ts";
import { type Body, isGenerator } from "../kernel/frame.ts";
import { noCoroutine } from "../kernel/frame-of.ts";
import { type LimitEnd, NO_LIMIT, type Seconds } from "../observer.ts";
import { labelOf } from "./stand-for.ts";
import { timeout } from "./timeout.ts";
import { cancelAndWait } from "./wait.ts";

const KIND = builtInKind("waitFor", (given: unknown) => labelOf("waitFor", [given]));

/**
 * Awaits `awaitable`, for `limit` seconds at most; then it is cancelled. null and absent: no limit. CPython: tasks.py, wait_for
 * @throws {TimeoutError} if the limit passed
 */
export function waitFor<A extends Awaitable<unknown>>(
	awaitable: A,
	limit?: Seconds | null,
): Coroutine<ResultOf<A>> {
	checkedSeconds("a limit", limit);
	const hasTime = limit === null || limit === undefined || limit > 0;
	const given = awaitable as Awaitable<ResultOf<A>>;
	return builtIn(KIND, hasTime ? waitAtMost(given, limit) : waitForNothing(given, limit), [awaitable]);
}

function waitAtMost<T>(awaitable: Awaitable<T>, limit: Seconds | null | undefined): Body<T> {
	return (function* (): Body<T> {
		if (!isGenerator(awaitable)) throw noCoroutine(awaitable);
		return yield* timeout(limit, function* () {
			return yield* awaitable;
		});
	})();
}

/** With no time at all, what is not done is cancelled before it can begin. */
function* waitForNothing<T>(awaitable: Awaitable<T>, seconds: Seconds): Body<T> {
	const loop = getRunningLoop();
	const future = loop.ensureFuture(awaitable);
	if (future.done()) return future.result();
	const limit = loop.observer?.limitSet(seconds, loop.time()) ?? NO_LIMIT;
	loop.observer?.limitExpired(limit);
	const left = (how: LimitEnd, error?: unknown) => loop.observer?.limitLeft(limit, how, error);
	try {
		yield* cancelAndWait(future, "waitFor", { kind: "limit", limit });
	} catch (error) {
		left(error instanceof CancelledError ? "cancelled" : "other-error", error);
		throw error;
	}
	try {
		const result = future.result();
		left("swallowed");
		return result;
	} catch (error) {
		const isOwn = error instanceof CancelledError;
		left(isOwn ? "timed-out" : "other-error", error);
		throw isOwn ? new TimeoutError("", { cause: error }) : error;
	}
}
