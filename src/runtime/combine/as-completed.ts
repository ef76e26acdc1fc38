import { checkedOptions, checkedSeconds, checkedSeveral } from "../kernel/arguments.ts";
import type { Awaitable, ResultOf } from "../kernel/awaitable.ts";
import { type Coroutine, trackCreated } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { builtIn, builtInKind } from "../kernel/define-coroutine.ts";
import { TimeoutError } from "../kernel/errors.ts";
import type { EventLoop } from "../kernel/event-loop.ts";
import type { Body } from "../kernel/frame.ts";
import { CallbackListener, type Future } from "../kernel/future.ts";
import { Alarm } from "../kernel/handle.ts";
import { RingBuffer } from "../kernel/ring-buffer.ts";
import type { Suspended } from "../kernel/suspension.ts";
import { ListedWaiter, WaitList } from "../kernel/wait-list.ts";
import { type FutureId, NO_FUTURE, type Seconds, type Standing, type Wait } from "../observer.ts";
import { tasksWait } from "./stand-for.ts";

/** Options of {@link asCompleted}. */
export interface AsCompletedOptions {
	/** Seconds for all of them together; null or absent: no limit. */
	readonly timeout?: Seconds | null;
}

const KIND = builtInKind("asCompleted");

/**
 * Starts all of `awaitables` at once, and answers coroutines of their results, to be awaited one after the other: the first is
 * that of whichever is done first. Of those that are done already, the one given first comes first.
 * Each raises what its awaitable raised, and TimeoutError once the limit has passed. CPython: tasks.py, as_completed
 * @throws {TypeError} if it is given one awaitable, or one that can't be awaited
 */
export function asCompleted<A extends Awaitable<unknown>>(
	awaitables: Iterable<A>,
	options?: AsCompletedOptions,
): IterableIterator<Coroutine<ResultOf<A>>>;
export function asCompleted(
	awaitables: Iterable<Awaitable<unknown>>,
	options: AsCompletedOptions = {},
	...others: readonly unknown[]
): IterableIterator<Coroutine<unknown>> {
	checkedSeveral("asCompleted", awaitables, [options, ...others]);
	checkedOptions("asCompleted", options, "asCompleted([…], { timeout: 1 })");
	checkedSeconds("a timeout", options.timeout);
	return new Completions(awaitables, options.timeout ?? null);
}

/** CPython: tasks.py, _AsCompletedIterator */
class Completions<T> implements Standing, IterableIterator<Coroutine<T>> {
	/** In order of completion; null stands for one that did not come in time. */
	readonly done = new RingBuffer<Future<T> | null>();
	readonly waiters = new WaitList();
	readonly #todo: Set<Future<T>>;
	readonly #listener: CallbackListener;
	readonly #alarm: Alarm | null;
	readonly #deadline: Seconds | null;
	readonly #loop: EventLoop;
	readonly #id: FutureId;
	#left: number;
	/** Whether anybody has gone through them. */
	isAsked = false;

	constructor(awaitables: Iterable<Awaitable<T>>, timeout: Seconds | null) {
		const loop = getRunningLoop();
		this.#loop = loop;
		this.#todo = new Set(Array.from(new Set(awaitables), (awaitable) => loop.ensureFuture(awaitable)));
		this.#left = this.#todo.size;
		this.#listener = new CallbackListener("asCompleted", (future) => this.#complete(future as Future<T>));
		this.#id = loop.observer?.futureMade("asCompleted", this.#todo, this) ?? NO_FUTURE;
		for (const future of this.#todo) future.listen(this.#listener);
		this.#deadline = timeout === null ? null : loop.time() + timeout;
		const isLimited = this.#deadline !== null && this.#todo.size > 0;
		this.#alarm = isLimited ? new Alarm(loop, this.#deadline, () => this.#giveUp()) : null;
		if (this.#todo.size === 0) loop.observer?.futureEnded(this.#id, "returned", undefined);
	}

	[Symbol.iterator](): this {
		return this;
	}

	next(): IteratorResult<Coroutine<T>, undefined> {
		this.isAsked = true;
		if (this.#left === 0) return { done: true, value: undefined };
		this.#left -= 1;
		return { done: false, value: builtIn(KIND, resultOfNext(this)) };
	}

	describeWait(): Wait {
		return tasksWait("asCompleted", this.#todo, {
			until: "first",
			deadline: this.#deadline,
			future: this.#id,
		});
	}

	#complete(future: Future<T>): void {
		if (!this.#todo.delete(future)) return;
		if (this.#todo.size === 0) this.#loop.observer?.futureEnded(this.#id, "returned", undefined);
		this.#add(future);
		if (this.#todo.size === 0) this.#alarm?.cancel();
	}

	#giveUp(): void {
		this.#loop.observer?.futureEnded(this.#id, "raised", new TimeoutError());
		for (const future of this.#todo) {
			future.unlisten(this.#listener);
			this.#add(null);
		}
		this.#todo.clear();
	}

	#add(future: Future<T> | null): void {
		this.done.push(future);
		this.waiters.shift()?.wake(future === null ? "timer" : "result");
	}
}

function* resultOfNext<T>(completions: Completions<T>): Body<T> {
	const future = yield* trackCreated(new NextCompletion(completions));
	if (future === null) throw new TimeoutError();
	return future.result();
}

/** A wait for whichever is done next. */
class NextCompletion<T> extends ListedWaiter<Future<T> | null> {
	readonly #completions: Completions<T>;

	constructor(completions: Completions<T>) {
		super();
		this.#completions = completions;
	}

	get name(): string {
		return "asCompleted";
	}

	describeWait(): Wait {
		return this.#completions.describeWait();
	}

	protected begin(): IteratorResult<Suspended, Future<T> | null> {
		if (this.#completions.done.length > 0) return this.resume();
		return this.suspendIn(this.#completions.waiters);
	}

	protected resume(): IteratorResult<Suspended, Future<T> | null> {
		const { done } = this.#completions;
		if (done.length === 0) return this.begin();
		return this.answer(done.shift() as Future<T> | null);
	}

	protected override onFailure(): void {
		if (!this.isCancelled && this.#completions.done.length > 0)
			this.#completions.waiters.shift()?.wake("handed");
	}
}
