import { Alarm } from "./alarm.ts";
import type { Awaitable, ResultOf } from "./awaitable.ts";
import { announced, Coroutine } from "./coroutine.ts";
import { getRunningLoop } from "./current.ts";
import { builtIn, builtInKind } from "./define-coroutine.ts";
import { TimeoutError } from "./errors.ts";
import type { Seconds, Wait } from "./events.ts";
import type { Body } from "./frame.ts";
import { CallbackListener, Future } from "./future.ts";
import { RingBuffer } from "./ring-buffer.ts";
import type { Suspended } from "./suspension.ts";
import { tasksWait } from "./wait.ts";
import { ListedWaiter, WaitList } from "./wait-list.ts";

/** What {@link asCompleted} may be told. */
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
	options: AsCompletedOptions = {},
): IterableIterator<Coroutine<ResultOf<A>>> {
	if (awaitables instanceof Future || awaitables instanceof Coroutine) {
		throw new TypeError("expected several awaitables, not one");
	}
	return new Completions(awaitables as Iterable<Awaitable<ResultOf<A>>>, options.timeout ?? null);
}

/** CPython: tasks.py, _AsCompletedIterator */
class Completions<T> implements IterableIterator<Coroutine<T>> {
	/** In order of completion; null stands for one that did not come in time. */
	readonly done = new RingBuffer<Future<T> | null>();
	readonly waiters = new WaitList();
	readonly #todo: Set<Future<T>>;
	readonly #listener: CallbackListener;
	readonly #alarm: Alarm | null;
	#left: number;

	constructor(awaitables: Iterable<Awaitable<T>>, timeout: Seconds | null) {
		const loop = getRunningLoop();
		this.#todo = new Set(Array.from(new Set(awaitables), (awaitable) => loop.ensureFuture(awaitable)));
		this.#left = this.#todo.size;
		this.#listener = new CallbackListener((future) => this.#complete(future as Future<T>));
		for (const future of this.#todo) future.listen(this.#listener);
		const isLimited = timeout !== null && this.#todo.size > 0;
		this.#alarm = isLimited ? new Alarm(loop, loop.time() + timeout, () => this.#giveUp()) : null;
	}

	[Symbol.iterator](): this {
		return this;
	}

	next(): IteratorResult<Coroutine<T>, undefined> {
		if (this.#left === 0) return { done: true, value: undefined };
		this.#left -= 1;
		return { done: false, value: builtIn(KIND, resultOfNext(this)) };
	}

	describeWait(): Wait {
		return tasksWait("asCompleted", this.#todo);
	}

	#complete(future: Future<T>): void {
		if (!this.#todo.delete(future)) return;
		this.#add(future);
		if (this.#todo.size === 0) this.#alarm?.cancel();
	}

	#giveUp(): void {
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
	const future = yield* announced(new NextCompletion(completions));
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
		const suspended = this.suspend();
		this.#completions.waiters.add(this);
		return suspended;
	}

	protected resume(): IteratorResult<Suspended, Future<T> | null> {
		const { done } = this.#completions;
		if (done.length === 0) return this.begin();
		return this.answer(done.shift() as Future<T> | null);
	}

	protected override onCancel(): void {
		this.#completions.waiters.remove(this);
	}

	protected override onFailure(): void {
		if (!this.isCancelled && this.#completions.done.length > 0)
			this.#completions.waiters.shift()?.wake("handed");
	}
}
