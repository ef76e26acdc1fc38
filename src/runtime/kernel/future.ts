import { type CallbackKind, type FutureId, NO_FUTURE, NO_TASK, type TaskId, type Wait } from "../observer.ts";
import { CancelledError, InvalidStateError, makeCancelledError, RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event-loop.ts";
import { running } from "./running.ts";
import { notAwaited, Refusal, SUSPENDED, type Suspended, suspendOn, type Waitable } from "./suspension.ts";
import type { Task } from "./task.ts";
import { functionName, lookable, textOf } from "./value-text.ts";

/** @internal */
export const PENDING = 0;
/** @internal */
export const RETURNED = 1;
/** @internal */
export const RAISED = 2;
/** @internal */
export const CANCELLED = 3;

/** @internal How a future has ended. */
export type EndState = typeof RETURNED | typeof RAISED | typeof CANCELLED;

/** How a future has ended. */
export type Settled = "returned" | "raised" | "cancelled";

const SETTLED: { readonly [S in EndState]: Settled } = {
	[RETURNED]: "returned",
	[RAISED]: "raised",
	[CANCELLED]: "cancelled",
};

/** @internal In words, for the observer. */
export function settled(state: EndState): Settled {
	return SETTLED[state];
}

/** @internal It is called as soon as a future is done, and schedules what has to follow. */
export interface Listener {
	futureDone(future: Future<unknown>): void;
}

/** @internal A listener that is called in a turn of its own. It asks for that with `callInTurn`. */
export interface TurnListener extends Listener {
	/** What it is there for. */
	readonly kind: CallbackKind;
	/** The name of a callback of the program's own; else empty. */
	readonly label: string;
	call(future: Future<unknown>): void;
}

/** What runs when a future is done: in a turn of its own, as every callback of asyncio. */
export type DoneCallback<T> = (future: Future<T>) => void;

/**
 * A value that will be there later: the one thing that suspends. Made by `loop.createFuture()`, awaited with `yield*`.
 * CPython: futures.py, Future
 */
export class Future<out T> implements Waitable {
	/** @internal */
	readonly loop: EventLoop;
	/** @internal */
	state: typeof PENDING | EndState = PENDING;
	/** @internal Of RETURNED the result, of RAISED the error. Of CANCELLED the error to be raised first, else the message. */
	value: unknown = null;
	/**
	 * Most futures have one listener, so a set is made for the second only. Once it is done: who is to be called in the turn for
	 * which the future stands in the ready queue itself.
	 */
	private listeners: Listener | Set<Listener> | null = null;

	/** @param loop default: the one that runs. `loop.createFuture()` makes one that says what it stands for. @throws {RuntimeError} if none runs */
	constructor(loop: EventLoop = runningLoop()) {
		this.loop = loop;
	}

	/** The loop it belongs to. CPython: futures.py, Future.get_loop */
	getLoop(): EventLoop {
		return this.loop;
	}

	/** Whether it has a result or an error, or was cancelled. CPython: futures.py, Future.done */
	done(): boolean {
		return this.state !== PENDING;
	}

	/** Whether it was cancelled. CPython: futures.py, Future.cancelled */
	cancelled(): boolean {
		return this.state === CANCELLED;
	}

	/**
	 * Its result. CPython: futures.py, Future.result
	 * @throws what it was given as its error
	 * @throws {CancelledError} if it was cancelled
	 * @throws {InvalidStateError} if it is not done
	 */
	result(): T {
		if (this.state === RETURNED) return this.value as T;
		if (this.state === RAISED) throw this.retrieve();
		if (this.state === CANCELLED) throw this.makeCancelledError();
		throw new InvalidStateError("Result is not ready.");
	}

	/**
	 * Its error, or null if it has a result. CPython: futures.py, Future.exception
	 * @throws {CancelledError} if it was cancelled
	 * @throws {InvalidStateError} if it is not done
	 */
	exception(): unknown {
		if (this.state === RETURNED) return null;
		if (this.state === RAISED) return this.retrieve();
		if (this.state === CANCELLED) throw this.makeCancelledError();
		throw new InvalidStateError("Exception is not set.");
	}

	/**
	 * Ends it with a result, and schedules its callbacks. CPython: futures.py, Future.set_result
	 * @throws {InvalidStateError} if it is done
	 */
	setResult(result: NoInfer<T>): void {
		this.requirePending();
		this.settle(RETURNED, result);
	}

	/**
	 * Ends it with an error, and schedules its callbacks. Anything can be an error; of an Error's class an instance is made.
	 * CPython: futures.py, Future.set_exception
	 * @throws {InvalidStateError} if it is done
	 */
	setException(error: unknown): void {
		this.requirePending();
		this.settle(RAISED, isErrorClass(error) ? new error() : lookable(error));
	}

	/** Cancels it, and schedules its callbacks. False if it is done already. CPython: futures.py, Future.cancel */
	cancel(message?: string | null): boolean {
		if (this.state !== PENDING) {
			if (this.state === RAISED) this.retrieve();
			return false;
		}
		this.settle(CANCELLED, messageText(message));
		return true;
	}

	/** Calls `callback` with the future in the turn after it is done. CPython: futures.py, Future.add_done_callback */
	addDoneCallback(callback: DoneCallback<T>): void {
		if (typeof callback !== "function")
			throw new TypeError(`a callback is a function, not ${typeof callback}`);
		this.listen(new CallbackListener("done", callback as DoneCallback<unknown>, functionName(callback)));
	}

	/** Removes each registration of `callback`, and answers how many there were. CPython: futures.py, Future.remove_done_callback */
	removeDoneCallback(callback: DoneCallback<T>): number {
		const registered = [...this.eachListener()].filter(
			(listener) => listener instanceof CallbackListener && listener.callback === callback,
		);
		for (const listener of registered) this.unlisten(listener);
		return registered.length;
	}

	/** Awaits it: `yield* future`. */
	[Symbol.iterator](): Iterator<Suspended, T, unknown> {
		return this;
	}

	/** @internal Its own iterator: whether an await begins or goes on follows from its state alone. */
	next(): IteratorResult<Suspended, T> {
		if (this.state === RETURNED) return { done: true, value: this.value as T };
		if (this.state !== PENDING) throw this.state === RAISED ? this.retrieve() : this.makeCancelledError();
		const refused = this.refusal(running.task);
		if (refused !== null) return { done: false, value: refused as unknown as Suspended };
		this.listen(suspendOn(this));
		return SUSPENDED;
	}

	/** @internal */
	throw(error: unknown): never {
		if (this.state === RAISED) this.retrieve();
		throw error;
	}

	/** @internal */
	return(): never {
		throw notAwaited();
	}

	/** The task that it is. */
	get taskId(): TaskId {
		return NO_TASK;
	}

	/** @internal The task that has acted when it is done. */
	get endedBy(): TaskId {
		return this.taskId;
	}

	/** @internal Its number, where it stands for other futures and there is an observer. */
	get futureId(): FutureId {
		return NO_FUTURE;
	}

	/** @internal Somebody cares for it: noted where it stands for others. */
	noteAsked(): void {}

	/** @internal */
	listen(listener: Listener): void {
		if (this.state !== PENDING) listener.futureDone(this);
		else if (this.listeners === null) this.listeners = listener;
		else if (this.listeners instanceof Set) this.listeners.add(listener);
		else this.listeners = new Set([this.listeners, listener]);
	}

	/** @internal */
	hasListener(listener: Listener): boolean {
		return this.listeners === listener || (this.listeners instanceof Set && this.listeners.has(listener));
	}

	/** @internal */
	unlisten(listener: Listener): void {
		if (this.state !== PENDING) return;
		if (this.listeners instanceof Set) this.listeners.delete(listener);
		else if (this.listeners === listener) this.listeners = null;
	}

	/** @internal Ends it and tells its listeners. */
	settle(state: EndState, value: unknown): void {
		this.state = state;
		this.value = value;
		if (state === RAISED) this.loop.unretrieved.add(this);
		const listeners = this.listeners;
		if (listeners === null) return;
		this.listeners = null;
		if (listeners instanceof Set) for (const listener of listeners) listener.futureDone(this);
		else listeners.futureDone(this);
	}

	/** @internal Calls `listener` in a turn of its own. It is done, and takes that turn itself where it can, so that nothing is made for it. */
	callInTurn(listener: TurnListener): void {
		this.loop.observer?.callbackQueued(listener.kind, listener.label, this.taskId);
		if (this.listeners !== null) this.loop.ready.push(new DoneCall(listener, this));
		else {
			this.listeners = listener;
			this.loop.ready.push(this);
		}
	}

	/** @internal The turn has come. */
	run(): void {
		const listener = this.listeners as TurnListener;
		this.listeners = null;
		callListener(listener, this);
	}

	/** @internal The error that cancelled it is raised once, later askers get a new one. CPython: futures.py, _make_cancelled_error */
	makeCancelledError(): Error {
		const { value } = this;
		if (this.state !== CANCELLED) return makeCancelledError(this.swallowedMessage);
		if (!(value instanceof CancelledError)) return makeCancelledError(value as string | null);
		this.value = null;
		return value;
	}

	/** @internal */
	cancelWait(message: string | null): boolean {
		return this.cancel(message);
	}

	/** @internal The message of a cancellation that a task was thrown and did not end with. */
	get swallowedMessage(): string | null {
		return null;
	}

	/** @internal Whether it has ended with a CancelledError: it was cancelled, or was given one as its error, as gather is. */
	get raisesCancelled(): boolean {
		return this.state === CANCELLED || (this.state === RAISED && this.value instanceof CancelledError);
	}

	/** @internal */
	takeCancelledError(): Error | null {
		if (!this.raisesCancelled) return null;
		return this.state === CANCELLED ? this.makeCancelledError() : (this.retrieve() as Error);
	}

	/** @internal */
	forget(task: Task<unknown>): void {
		this.unlisten(task);
	}

	/** @internal */
	describeWait(): Wait {
		return { kind: "future", label: "" };
	}

	private refusal(task: Task<unknown> | null): Refusal | null {
		if (task === null) return null;
		if ((task as unknown) === this) return new Refusal(new RuntimeError("Task cannot await on itself"));
		if (task.loop !== this.loop) {
			return new Refusal(new RuntimeError(`${task.getName()} awaits a future attached to a different loop`));
		}
		return null;
	}

	private retrieve(): unknown {
		this.loop.unretrieved.delete(this);
		return this.value;
	}

	private requirePending(): void {
		if (this.state !== PENDING) throw new InvalidStateError("the future is done already");
	}

	private eachListener(): Iterable<Listener> {
		if (this.listeners === null) return [];
		return this.listeners instanceof Set ? this.listeners : [this.listeners];
	}
}

/** @internal What `cancel` was given, as a text. */
export function messageText(message: unknown): string | null {
	return message === null || message === undefined ? null : textOf(message);
}

function runningLoop(): EventLoop {
	if (running.loop === null) throw new RuntimeError("no running event loop");
	return running.loop;
}

/** A future that says what it stands for: `loop.createFuture("the reply")`. */
export class LabelledFuture<out T> extends Future<T> {
	private readonly label: string;

	constructor(loop: EventLoop, label: string) {
		super(loop);
		this.label = textOf(label);
	}

	override describeWait(): Wait {
		return { kind: "future", label: this.label };
	}
}

/** @internal A function called in a turn of its own once a future is done. */
export class CallbackListener implements TurnListener {
	readonly kind: CallbackKind;
	readonly callback: DoneCallback<unknown>;
	readonly label: string;

	constructor(kind: CallbackKind, callback: DoneCallback<unknown>, label = "") {
		this.kind = kind;
		this.callback = callback;
		this.label = label;
	}

	futureDone(future: Future<unknown>): void {
		future.callInTurn(this);
	}

	call(future: Future<unknown>): void {
		this.callback(future);
	}
}

/** A turn that the future can't take itself, since it takes another already. */
class DoneCall {
	private readonly listener: TurnListener;
	private readonly future: Future<unknown>;

	constructor(listener: TurnListener, future: Future<unknown>) {
		this.listener = listener;
		this.future = future;
	}

	run(): void {
		callListener(this.listener, this.future);
	}
}

function callListener(listener: TurnListener, future: Future<unknown>): void {
	const { loop } = future;
	if (loop.observer !== null) loop.callbackStarts(loop.observer, future.endedBy);
	try {
		listener.call(future);
	} catch (error) {
		loop.callExceptionHandler({ message: "Exception in a done callback", exception: error, future });
	}
}

function isErrorClass(value: unknown): value is new () => Error {
	return typeof value === "function" && (value === Error || value.prototype instanceof Error);
}
