import { getRunningLoop } from "./current.ts";
import { makeCancelledError } from "./errors.ts";
import type { Awaitable, EventLoop, Runnable } from "./event-loop.ts";
import type { TaskId, Wait } from "./events.ts";
import { CANCELLED, Future, type Listener, PENDING, RAISED, RETURNED } from "./future.ts";

export interface GatherOptions {
	/** Errors take their place among the results. Default: the first error is raised, and the others run on. */
	readonly returnExceptions?: boolean;
}

/** What awaiting each of `Xs` answers, in their order. */
export type Results<Xs extends readonly unknown[]> = {
	-readonly [K in keyof Xs]: Xs[K] extends Awaitable<infer T> ? T : never;
};

/**
 * Starts all of `awaitables` at once, and answers the future of their results in the order given. Cancelling it cancels them.
 * The same awaitable given twice runs once. asyncio: gather
 * @throws {RuntimeError} if no loop runs
 * @throws {TypeError} if one can't be awaited
 */
export function gather<const Xs extends readonly Awaitable<unknown>[]>(
	awaitables: Xs,
	options: { readonly returnExceptions: true },
): Future<{ -readonly [K in keyof Xs]: Results<Xs>[K] | Error }>;
export function gather<const Xs extends readonly Awaitable<unknown>[]>(
	awaitables: Xs,
	options?: GatherOptions,
): Future<Results<Xs>>;
export function gather(
	awaitables: readonly Awaitable<unknown>[],
	options: GatherOptions = {},
): Future<unknown> {
	return gatherOn(getRunningLoop(), awaitables, options);
}

/** The same on a loop that need not run. */
export function gatherOn(
	loop: EventLoop,
	awaitables: readonly Awaitable<unknown>[],
	options: GatherOptions,
): Future<unknown> {
	const children = startAll(loop, awaitables);
	const outer = new GatheringFuture(
		loop,
		children.all,
		options.returnExceptions ?? false,
		children.different.length,
	);
	if (children.all.length === 0) outer.settle(RETURNED, []);
	// Those that are done count at once, but only when all the others are listened to.
	const done = children.different.filter((child) => child.state !== PENDING);
	for (const child of children.different) if (child.state === PENDING) child.listen(outer);
	for (const child of done) outer.childDone(child);
	return outer;
}

/** Each of `awaitables` as a future, and these without repetition. */
function startAll(
	loop: EventLoop,
	awaitables: readonly Awaitable<unknown>[],
): { all: Future<unknown>[]; different: Future<unknown>[] } {
	const futures = new Map<Awaitable<unknown>, Future<unknown>>();
	const all: Future<unknown>[] = [];
	for (const awaitable of awaitables) {
		let future = futures.get(awaitable);
		if (future === undefined) {
			future = loop.ensureFuture(awaitable);
			futures.set(awaitable, future);
		}
		all.push(future);
	}
	return { all, different: [...futures.values()] };
}

/** CPython: tasks.py, _GatheringFuture */
class GatheringFuture extends Future<unknown> implements Listener {
	readonly #children: readonly Future<unknown>[];
	readonly #returnExceptions: boolean;
	#left: number;
	#cancelRequested = false;

	constructor(
		loop: EventLoop,
		children: readonly Future<unknown>[],
		returnExceptions: boolean,
		different: number,
	) {
		super(loop);
		this.#children = children;
		this.#returnExceptions = returnExceptions;
		this.#left = different;
	}

	/** It asks the children to stop, and is cancelled when they have. */
	override cancel(message?: string | null): boolean {
		if (this.state !== PENDING) return super.cancel();
		let accepted = false;
		for (const child of this.#children) accepted = child.cancel(message) || accepted;
		if (accepted) this.#cancelRequested = true;
		return accepted;
	}

	futureDone(child: Future<unknown>): void {
		this.loop.ready.push(new ChildDone(this, child));
	}

	childDone(child: Future<unknown>): void {
		this.#left -= 1;
		if (this.state !== PENDING) {
			if (child.state === RAISED) child.exception();
		} else if (!this.#returnExceptions && child.state === CANCELLED)
			this.settle(RAISED, child.makeCancelledError());
		else if (!this.#returnExceptions && child.state === RAISED) this.settle(RAISED, child.exception());
		else if (this.#left === 0) this.#finish();
	}

	override describeWait(): Wait {
		const of: TaskId[] = [];
		for (const child of new Set(this.#children))
			if (child.state === PENDING && child.actor !== 0) of.push(child.actor);
		return { kind: "tasks", by: "gather", of, count: this.#children.length };
	}

	#finish(): void {
		const results = this.#children.map(resultOf);
		if (this.#cancelRequested) {
			// Asked to stop, it does, whatever became of the children. CPython: issue 32684
			this.settle(RAISED, (this.#children.at(-1) as Future<unknown>).makeCancelledError());
		} else this.settle(RETURNED, results);
	}
}

/** The turn in which a gathering learns that a child is done. */
class ChildDone implements Runnable {
	readonly #gathering: GatheringFuture;
	readonly #child: Future<unknown>;

	constructor(gathering: GatheringFuture, child: Future<unknown>) {
		this.#gathering = gathering;
		this.#child = child;
	}

	run(): void {
		this.#child.loop.trace?.actsFor(this.#child.actor);
		this.#gathering.childDone(this.#child);
	}
}

function resultOf(child: Future<unknown>): unknown {
	if (child.state === RETURNED) return child.value;
	if (child.state === RAISED) return child.exception();
	return makeCancelledError(typeof child.value === "string" ? child.value : null);
}
