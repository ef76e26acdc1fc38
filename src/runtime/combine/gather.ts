import { checkedOptions, checkedSeveral } from "../kernel/arguments.ts";
import type { Awaitable, ResultOf } from "../kernel/awaitable.ts";
import { Coroutine, CREATED } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { makeCancelledError } from "../kernel/errors.ts";
import type { EventLoop } from "../kernel/event-loop.ts";
import { isGenerator } from "../kernel/frame.ts";
import {
	CANCELLED,
	type EndState,
	Future,
	PENDING,
	RAISED,
	RETURNED,
	type TurnListener,
} from "../kernel/future.ts";
import { type FutureId, NO_FUTURE, NO_TASK, type TaskId, type Wait } from "../observer.ts";
import { pendingOf, StandingFuture, tellEnded } from "./stand-for.ts";

/** Options of {@link gather}. */
export interface GatherOptions {
	/** Errors take their place among the results. Default: the first error is raised, and the others run on. */
	readonly returnExceptions?: boolean;
}

/** What awaiting each of `Xs` answers, in their order. */
export type Results<Xs extends readonly unknown[]> = { -readonly [K in keyof Xs]: ResultOf<Xs[K]> };

/** What `returnExceptions` answers: results, and in their place whatever was thrown, which need not be an Error. */
export type ResultsOrThrown<Xs extends readonly unknown[]> = { -readonly [K in keyof Xs]: unknown };

/**
 * Starts all of `awaitables` at once, and answers the future of their results in the order given. Cancelling it cancels them.
 * The same awaitable given twice runs once. CPython: tasks.py, gather
 * @throws {RuntimeError} if no loop runs
 * @throws {TypeError} if one can't be awaited
 */
export function gather<const Xs extends readonly Awaitable<unknown>[]>(
	awaitables: Xs,
	options: { readonly returnExceptions: true },
): Future<ResultsOrThrown<Xs>>;
export function gather<const Xs extends readonly Awaitable<unknown>[]>(
	awaitables: Xs,
	options?: GatherOptions,
): Future<Results<Xs>>;
export function gather(
	awaitables: readonly Awaitable<unknown>[],
	options: GatherOptions = {},
	...others: readonly unknown[]
): Future<unknown> {
	const loop = getRunningLoop();
	if (!Array.isArray(awaitables)) checkedList(awaitables, [options, ...others]);
	checkedOptions("gather", options, "gather([…], { returnExceptions: true })");
	return gatherOn(loop, awaitables, options);
}

/** A generator is awaited itself, and not gone through. */
function checkedList(given: unknown, others: readonly unknown[]): void {
	if (isGenerator(given) && !(given instanceof Coroutine || given instanceof Future))
		throw new TypeError("gather takes an array, not a generator: gather([first, second])");
	checkedSeveral("gather", given, others);
}

/** The same on a loop that need not run. */
export function gatherOn(
	loop: EventLoop,
	awaitables: readonly Awaitable<unknown>[],
	options: GatherOptions,
): Future<unknown> {
	const outer = new GatheringFuture(loop, options.returnExceptions ?? false);
	outer.begin(awaitables);
	return outer;
}

/** CPython: tasks.py, _GatheringFuture */
class GatheringFuture extends StandingFuture<unknown> implements TurnListener {
	private readonly children: Future<unknown>[] = [];
	private id: FutureId = NO_FUTURE;
	private readonly returnExceptions: boolean;
	private left = 0;
	/** The last of them that has ended. */
	private latest: Future<unknown> | null = null;
	private cancelRequested = false;

	constructor(loop: EventLoop, returnExceptions: boolean) {
		super(loop);
		this.returnExceptions = returnExceptions;
	}

	get kind(): "gather" {
		return "gather";
	}

	get label(): string {
		return "";
	}

	override get futureId(): FutureId {
		return this.id;
	}

	/** @internal */
	override get endedBy(): TaskId {
		return this.latest?.endedBy ?? NO_TASK;
	}

	/** Starts all, each once. Those that are done already count when all the others have been started. */
	begin(awaitables: readonly Awaitable<unknown>[]): void {
		const seen = new Started(awaitables, this.children);
		const done: Future<unknown>[] = [];
		for (const awaitable of awaitables) {
			const child = seen.taskOf(awaitable) ?? this.loop.ensureFuture(awaitable);
			this.children.push(child);
			if (child.hasListener(this)) continue;
			this.left += 1;
			if (child.state === PENDING) child.listen(this);
			else {
				child.noteAsked();
				done.push(child);
			}
		}
		this.id = this.loop.observer?.futureMade("gather", this.children, this) ?? NO_FUTURE;
		for (const child of done) this.call(child);
		if (awaitables.length === 0) this.settle(RETURNED, []);
	}

	/** It asks the children to stop, and is cancelled when they have. */
	override cancel(message?: string | null): boolean {
		if (this.state !== PENDING) return super.cancel();
		this.noteAsked();
		let accepted = false;
		for (const child of this.children) accepted = child.cancel(message) || accepted;
		if (accepted) this.cancelRequested = true;
		return accepted;
	}

	futureDone(child: Future<unknown>): void {
		child.callInTurn(this);
	}

	/** A child is done. */
	call(child: Future<unknown>): void {
		this.left -= 1;
		this.latest = child;
		if (this.state !== PENDING) {
			if (child.state === RAISED) child.exception();
		} else if (!this.returnExceptions && child.state === CANCELLED)
			this.settle(RAISED, child.makeCancelledError());
		else if (!this.returnExceptions && child.state === RAISED) this.settle(RAISED, child.exception());
		else if (this.left === 0) this.finish();
	}

	/** @internal */
	override settle(state: EndState, value: unknown): void {
		tellEnded(this, state, value);
		super.settle(state, value);
	}

	override describeWait(): Wait {
		const members = new Set(this.children);
		return {
			kind: "tasks",
			by: "gather",
			...pendingOf(members),
			count: members.size,
			until: this.returnExceptions ? "all" : "first-error",
			deadline: null,
			future: this.id,
		};
	}

	private finish(): void {
		const results = this.children.map(resultOf);
		if (this.cancelRequested) {
			// It was asked to stop, so it does, however the children ended. CPython: issue 32684
			this.settle(RAISED, (this.children.at(-1) as Future<unknown>).makeCancelledError());
		} else this.settle(RETURNED, results);
	}
}

/** Finds the task of a coroutine that is given a second time, which hardly ever happens: nothing is noted until it may have. */
class Started {
	private readonly awaitables: readonly Awaitable<unknown>[];
	private readonly children: readonly Future<unknown>[];
	private readonly tasks = new Map<Awaitable<unknown>, Future<unknown>>();
	/** How many children have been noted. */
	private noted = 0;

	constructor(awaitables: readonly Awaitable<unknown>[], children: readonly Future<unknown>[]) {
		this.awaitables = awaitables;
		this.children = children;
	}

	taskOf(awaitable: Awaitable<unknown>): Future<unknown> | undefined {
		// What no task was made of yet has not been given before; a future is its own task.
		if (awaitable instanceof Future || (awaitable instanceof Coroutine && awaitable.state === CREATED))
			return undefined;
		for (; this.noted < this.children.length; this.noted += 1) {
			this.tasks.set(
				this.awaitables[this.noted] as Awaitable<unknown>,
				this.children[this.noted] as Future<unknown>,
			);
		}
		return this.tasks.get(awaitable);
	}
}

function resultOf(child: Future<unknown>): unknown {
	if (child.state === RETURNED) return child.value;
	if (child.state === RAISED) return child.exception();
	return makeCancelledError(typeof child.value === "string" ? child.value : null);
}
