import type { Awaitable, ResultOf } from "./awaitable.ts";
import type { Coroutine } from "./coroutine.ts";
import { getRunningLoop } from "./current.ts";
import { builtIn, builtInKind } from "./define-coroutine.ts";
import { CancelledError, TimeoutError } from "./errors.ts";
import type { Seconds } from "./events.ts";
import type { Body } from "./frame.ts";
import { timeout } from "./timeout.ts";
import { cancelAndWait } from "./wait.ts";

const KIND = builtInKind("waitFor");

/**
 * Awaits `awaitable`, for `limit` seconds at most; then it is cancelled. null and absent: no limit. CPython: tasks.py, wait_for
 * @throws {TimeoutError} if the limit passed
 */
export function waitFor<A extends Awaitable<unknown>>(
	awaitable: A,
	limit?: Seconds | null,
): Coroutine<ResultOf<A>> {
	const hasTime = limit === null || limit === undefined || limit > 0;
	const given = awaitable as Awaitable<ResultOf<A>>;
	return builtIn(KIND, hasTime ? waitAtMost(given, limit) : waitForNothing(given));
}

function waitAtMost<T>(awaitable: Awaitable<T>, limit: Seconds | null | undefined): Body<T> {
	return (function* (): Body<T> {
		return yield* timeout(limit, function* () {
			return yield* awaitable;
		});
	})();
}

/** With no time at all, what is not done is cancelled before it can begin. */
function* waitForNothing<T>(awaitable: Awaitable<T>): Body<T> {
	const future = getRunningLoop().ensureFuture(awaitable);
	if (future.done()) return future.result();
	yield* cancelAndWait(future, "waitFor");
	try {
		return future.result();
	} catch (error) {
		if (error instanceof CancelledError) throw new TimeoutError("", { cause: error });
		throw error;
	}
}
