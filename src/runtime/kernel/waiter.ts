import type { Wait, WakeKind } from "../observer.ts";
import { BEGUN, CLAIMED, Coroutine, ENDED, INTERRUPTED, WOKEN } from "./coroutine.ts";
import { makeCancelledError } from "./errors.ts";
import { notAwaited, SUSPENDED, type Suspended, suspendOn, TURN, type Waitable } from "./suspension.ts";
import type { Task } from "./task.ts";

/** What waits were cancelled with, where that was something: a field in each would be moved about for nothing. */
const messages = new WeakMap<Waiter<unknown>, string>();

/**
 * One wait of one task: the coroutine, its iterator, and what the task is suspended on, all in one object.
 * asyncio makes a future here, which no program ever sees.
 */
export abstract class Waiter<out T> extends Coroutine<T> implements Waitable {
	/** @internal The task that waits, once it does. */
	task: Task<unknown> | null = null;

	get label(): string {
		return this.name;
	}

	/** Whether the task waits still: neither woken nor cancelled. */
	get isWaiting(): boolean {
		return this.state === BEGUN;
	}

	/** Whether it was cancelled, rather than woken. */
	get isCancelled(): boolean {
		return this.state === INTERRUPTED;
	}

	next(): IteratorResult<Suspended, T> {
		if (this.state === CLAIMED) {
			// Whatever begin() does short of suspending ends it, an error too.
			this.state = ENDED;
			return this.begin();
		}
		if (this.state === WOKEN) return this.resume();
		if (this.state === INTERRUPTED) throw this.failed(this.cancelledError());
		throw notAwaited();
	}

	throw(error: unknown): never {
		throw this.failed(error);
	}

	return(): never {
		throw notAwaited();
	}

	/** Ends the wait: the task is ready. Only the first call counts, and none after a cancellation. */
	wake(kind: WakeKind): boolean {
		if (this.state !== BEGUN) return false;
		this.state = WOKEN;
		const task = this.task as Task<unknown>;
		const { loop } = task;
		if (loop.observer !== null) loop.observer.taskWoken(task, kind);
		loop.ready.push(task);
		return true;
	}

	cancelWait(message: string | null): boolean {
		if (this.state !== BEGUN) return false;
		this.state = INTERRUPTED;
		if (message !== null) messages.set(this, message);
		this.onCancel();
		const task = this.task as Task<unknown>;
		const { loop } = task;
		if (loop.observer !== null) loop.observer.taskCancelled(task, message);
		loop.ready.push(task);
		return true;
	}

	takeCancelledError(): Error | null {
		return this.state === INTERRUPTED ? this.cancelledError() : null;
	}

	forget(): void {
		this.state = INTERRUPTED;
		this.onCancel();
		this.onFailure(null);
	}

	abstract describeWait(): Wait;

	/** The first turn: answers on the spot, or {@link suspend}s. */
	protected abstract begin(): IteratorResult<Suspended, T>;

	/** The task runs again after it was woken: answers, or suspends once more. */
	protected abstract resume(): IteratorResult<Suspended, T>;

	/** It was cancelled; the task has not run yet. */
	protected onCancel(): void {}

	/** The task runs again, to be thrown `error`. */
	protected onFailure(_error: unknown): void {}

	protected suspend(): IteratorYieldResult<Suspended> {
		this.task = suspendOn(this);
		this.state = BEGUN;
		return SUSPENDED;
	}

	/** Waits for nothing but its next turn. */
	protected giveUpTurn(): IteratorYieldResult<Suspended> {
		this.state = WOKEN;
		return TURN;
	}

	protected answer(value: T): IteratorReturnResult<T> {
		this.state = ENDED;
		return { done: true, value };
	}

	private cancelledError(): Error {
		return makeCancelledError(messages.get(this) ?? null);
	}

	private failed(error: unknown): unknown {
		this.onFailure(error);
		this.state = ENDED;
		return error;
	}
}

/** A wait that somebody else ends with `wake`: asyncio's `waiter = loop.create_future()` inside a coroutine. */
export class Parking extends Waiter<void> {
	private readonly describe: () => Wait;

	constructor(describe: () => Wait) {
		super();
		this.describe = describe;
	}

	get name(): string {
		return "wait";
	}

	describeWait(): Wait {
		return this.describe();
	}

	protected begin(): IteratorYieldResult<Suspended> {
		return this.suspend();
	}

	protected resume(): IteratorReturnResult<void> {
		return this.answer(undefined);
	}
}
