import type { Awaitable, ResultOf } from "../kernel/awaitable.ts";
import { getRunningLoop } from "../kernel/current.ts";
import type { EventLoop } from "../kernel/event-loop.ts";
import {
	CANCELLED,
	CallbackListener,
	type EndState,
	type Future,
	PENDING,
	RAISED,
} from "../kernel/future.ts";
import { type FutureId, NO_FUTURE, type TaskId, type Wait } from "../observer.ts";
import { StandingFuture, tasksWait, tellEnded } from "./stand-for.ts";

/**
 * Awaits `awaitable` so that cancelling the wait does not cancel it; a coroutine becomes a task. CPython: tasks.py, shield
 * @throws {RuntimeError} if no loop runs
 */
export function shield<A extends Awaitable<unknown>>(awaitable: A): Future<ResultOf<A>> {
	const loop = getRunningLoop();
	const inner = loop.ensureFuture<ResultOf<A>>(awaitable as Awaitable<ResultOf<A>>);
	if (inner.done()) return inner;
	const outer = new ShieldingFuture(loop, inner);
	const listener = new CallbackListener("shield", () => follow(inner, outer));
	inner.listen(listener);
	const forget = () => {
		if (!inner.done()) inner.unlisten(listener);
	};
	outer.listen(new CallbackListener("shield", forget));
	outer.isAsked = false;
	return outer;
}

class ShieldingFuture<T> extends StandingFuture<T> {
	readonly #inner: Future<T>;
	readonly #id: FutureId;

	constructor(loop: EventLoop, inner: Future<T>) {
		super(loop);
		this.#inner = inner;
		this.#id = loop.observer?.futureMade("shield", [inner], this) ?? NO_FUTURE;
	}

	override get futureId(): FutureId {
		return this.#id;
	}

	/** @internal */
	override get endedBy(): TaskId {
		return this.#inner.endedBy;
	}

	/** It ends, by nobody's hand. */
	follow(state: EndState, value: unknown): void {
		if (this.state === PENDING) this.settle(state, value);
	}

	/** @internal */
	override settle(state: EndState, value: unknown): void {
		tellEnded(this, state, value);
		super.settle(state, value);
	}

	override describeWait(): Wait {
		return tasksWait("shield", new Set([this.#inner]), { future: this.#id });
	}
}

/** The inner future is done: the outer ends as it did, unless it was cancelled before. */
function follow<T>(inner: Future<T>, outer: ShieldingFuture<T>): void {
	if (outer.state === CANCELLED) {
		if (inner.state === RAISED) inner.exception();
	} else if (inner.state === CANCELLED) outer.follow(CANCELLED, null);
	else if (inner.state === RAISED) outer.setException(inner.exception());
	else outer.setResult(inner.result());
}
