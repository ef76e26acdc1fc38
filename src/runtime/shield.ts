import type { Awaitable, ResultOf } from "./awaitable.ts";
import { getRunningLoop } from "./current.ts";
import type { EventLoop } from "./event-loop.ts";
import type { Wait } from "./events.ts";
import { CANCELLED, CallbackListener, Future, RAISED } from "./future.ts";
import { tasksWait } from "./wait.ts";

/**
 * Awaits `awaitable` so that cancelling the wait does not cancel it; a coroutine becomes a task. CPython: tasks.py, shield
 * @throws {RuntimeError} if no loop runs
 */
export function shield<A extends Awaitable<unknown>>(awaitable: A): Future<ResultOf<A>> {
	const loop = getRunningLoop();
	const inner = loop.ensureFuture<ResultOf<A>>(awaitable as Awaitable<ResultOf<A>>);
	if (inner.done()) return inner;
	const outer = new ShieldingFuture(loop, inner);
	const listener = new CallbackListener(() => follow(inner, outer));
	inner.listen(listener);
	outer.addDoneCallback(() => {
		if (!inner.done()) inner.unlisten(listener);
	});
	return outer;
}

class ShieldingFuture<T> extends Future<T> {
	readonly #inner: Future<T>;

	constructor(loop: EventLoop, inner: Future<T>) {
		super(loop);
		this.#inner = inner;
	}

	override describeWait(): Wait {
		return tasksWait("shield", [this.#inner]);
	}
}

/** The inner future is done: the outer ends as it did, unless it was cancelled before. */
function follow<T>(inner: Future<T>, outer: Future<T>): void {
	if (outer.state === CANCELLED) {
		if (inner.state === RAISED) inner.exception();
	} else if (inner.state === CANCELLED) outer.cancel();
	else if (inner.state === RAISED) outer.setException(inner.exception());
	else outer.setResult(inner.result());
}
