import type { CancelOrigin, TaskId, Wait } from "../observer.ts";
import { kindOf } from "./arguments.ts";
import { inOwnWords, PROMISE_SENTENCE, refusedYield } from "./engine-errors.ts";
import { CancelledError, makeCancelledError, RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event-loop.ts";
import { type Frame, isGenerator } from "./frame.ts";
import {
	CANCELLED,
	type EndState,
	Future,
	type Listener,
	messageText,
	PENDING,
	RAISED,
	RETURNED,
	settled,
} from "./future.ts";
import { running } from "./running.ts";
import { Refusal, SUSPENDED, type Waitable } from "./suspension.ts";
import { attempted, lookable, textOf } from "./value-text.ts";

// A task's flags and its count of requests to cancel share a field: with a million tasks, each field is 8 MB to be moved about.
const STARTED = 1;
const MUST_CANCEL = 2;
const ONE_REQUEST = 4;

/** What tasks were cancelled with that were ready or ran: asyncio keeps it, and gather raises it for a child that went on. */
const messages = new WeakMap<Task<unknown>, string>();

/** Nothing is to be thrown: no thrown value can be this one. */
const NOTHING = Symbol("nothing");

/**
 * A coroutine that runs on its own, beside the others. Made by `createTask`.
 *
 * It keeps the stack of the coroutines that await each other in it and resumes the innermost directly.
 * While not done: either it is in the ready queue or `waitingFor` is set. Never neither; both only between a wake and its turn.
 * CPython: tasks.py, Task
 */
export class Task<out T> extends Future<T> implements Listener {
	/** Its number within the loop; named tasks are counted too. */
	readonly id: TaskId;
	/** What it is suspended on; kept until it runs again, since that holds the error it may end with. */
	waitingFor: Waitable | null = null;
	/** @internal Its index in the loop's list of tasks that are not done. */
	listIndex = 0;
	/** @internal The innermost frame that has begun; at first, and once it is done, the outermost, which has its label. */
	frame: Frame<unknown>;
	private flags = 0;
	/** @internal The number of `Task-N`, or the name it was given. */
	name: string | number;

	/** @internal Use `createTask`. */
	constructor(loop: EventLoop, id: TaskId, frame: Frame<unknown>, name: string | number) {
		super(loop);
		this.id = id;
		this.frame = frame;
		this.name = name;
	}

	/** The name it was given, or `Task-N`. CPython: tasks.py, Task.get_name */
	getName(): string {
		return typeof this.name === "number" ? `Task-${this.name}` : this.name;
	}

	/** Names it; what is not a string is made one. CPython: tasks.py, Task.set_name */
	setName(name: unknown): void {
		this.name = textOf(name);
		this.loop.observer?.taskRenamed(this);
	}

	/** What lanes and messages call it: the name given, else the coroutine's label. */
	get label(): string {
		if (typeof this.name === "string") return this.name;
		let frame = this.frame;
		while (frame.parent !== null) frame = frame.parent;
		return frame.label || this.getName();
	}

	/**
	 * Asks it to stop: a CancelledError is raised at the await where it stands, when its turn comes. It may clean up, and may even
	 * refuse. False if it is done. CPython: tasks.py, Task.cancel
	 */
	override cancel(message?: string | null): boolean {
		const text = messageText(message);
		const accepted = this.state === PENDING;
		if (this.loop.observer !== null) this.loop.observer.cancelRequested(this, text, accepted);
		if (!accepted) return super.cancel();
		this.flags += ONE_REQUEST;
		if (this.waitingFor?.cancelWait(text)) return true;
		// It is in the ready queue, or runs: the error is raised at its next turn, or at its next await.
		this.flags |= MUST_CANCEL;
		// The message waits where the result will be.
		this.value = text;
		if (text === null) messages.delete(this);
		else messages.set(this, text);
		return true;
	}

	/** How many requests to cancel it were made and not taken back. CPython: tasks.py, Task.cancelling */
	cancelling(): number {
		return this.flags >> 2;
	}

	/** Takes one request to cancel it back, and answers how many are left. CPython: tasks.py, Task.uncancel */
	uncancel(): number {
		if (this.cancelling() > 0) {
			this.flags -= ONE_REQUEST;
			if (this.cancelling() === 0) this.flags &= ~MUST_CANCEL;
			this.loop.observer?.cancelTakenBack(this, this.cancelling());
		}
		return this.cancelling();
	}

	/** @throws {RuntimeError} always: a task's result is its coroutine's */
	override setResult(): never {
		throw new RuntimeError("Task does not support set_result operation");
	}

	/** @throws {RuntimeError} always: a task's error is its coroutine's */
	override setException(): never {
		throw new RuntimeError("Task does not support set_exception operation");
	}

	/** @internal */
	override get swallowedMessage(): string | null {
		return messages.get(this) ?? null;
	}

	/** @internal */
	override get taskId(): TaskId {
		return this.id;
	}

	/** @internal What it awaits is done. */
	futureDone(future: Future<unknown>): void {
		const { observer } = this.loop;
		if (observer !== null) {
			if (future.raisesCancelled) observer.taskCancelled(this, null);
			else observer.taskWoken(this, "result");
		}
		this.loop.ready.push(this);
	}

	/** @internal Its turn has come; once it is done, that of who waits for its end. */
	override run(): void {
		if (this.state === PENDING) this.step(NOTHING);
		else super.run();
	}

	/** @internal Its turn has come, and what it yielded is refused with `error`. */
	runWith(error: Error): void {
		this.step(error);
	}

	/** @internal */
	override describeWait(): Wait {
		return { kind: "task", of: this.id };
	}

	private step(thrown: unknown): void {
		const { observer } = this.loop;
		let error = (this.flags & MUST_CANCEL) !== 0 ? this.cancellation(thrown) : thrown;
		if (observer !== null) observer.taskResumed(this);
		this.waitingFor = null;
		running.task = this;
		let frame = this.frame;
		let value: unknown;
		if ((this.flags & STARTED) === 0) {
			this.flags |= STARTED;
			try {
				frame.claim();
			} catch (reused) {
				this.end(RAISED, reused);
				return;
			}
			frame.begin(null);
		}
		for (;;) {
			let result: IteratorResult<unknown, unknown>;
			try {
				// throw() is there: a body is a generator, or one of our own iterators.
				result = error === NOTHING ? frame.body.next(value) : (frame.body as Generator<unknown>).throw(error);
			} catch (thrown) {
				const caught = lookable(thrown);
				const raised = caught instanceof TypeError ? inOwnWords(caught, error) : caught;
				frame.end(false, raised);
				const { parent } = frame;
				this.frame = parent ?? frame;
				if (parent === null) {
					if (raised instanceof CancelledError) this.end(CANCELLED, raised);
					else this.end(RAISED, raised);
					return;
				}
				frame = parent;
				error = raised;
				continue;
			}
			if (result === SUSPENDED) break;
			if (result.done !== true) {
				this.yielded(result.value);
				return;
			}
			value = result.value;
			frame.end(true, value);
			const { parent } = frame;
			this.frame = parent ?? frame;
			if (parent === null) {
				this.returned(value);
				return;
			}
			frame = parent;
			error = NOTHING;
		}
		running.task = null;
		if (observer !== null) observer.taskSuspended(this);
		// Cancelled while it ran: the wait it has just begun is what ends. CPython: tasks.py, __step_run_and_handle_result
		if (
			(this.flags & MUST_CANCEL) !== 0 &&
			(this.waitingFor as unknown as Waitable).cancelWait(this.value as string | null)
		) {
			this.flags &= ~MUST_CANCEL;
		}
	}

	/** What is thrown for a request to cancel: the wait's own CancelledError if it ended with one. */
	private cancellation(thrown: unknown): unknown {
		this.flags &= ~MUST_CANCEL;
		if (this.loop.observer !== null) this.loop.observer.taskCancelled(this, this.value as string | null);
		if (thrown instanceof CancelledError) return thrown;
		return this.waitingFor?.takeCancelledError() ?? makeCancelledError(this.value as string | null);
	}

	/** It yielded by hand: undefined gives up a turn, anything else is an error. */
	private yielded(value: unknown): void {
		const { loop } = this;
		running.task = null;
		if (this.waitingFor !== null) {
			this.waitingFor.forget(this);
			this.waitingFor = null;
		}
		if (loop.observer !== null) loop.observer.taskSuspended(this);
		if (value === undefined) loop.ready.push(this);
		else {
			const error = badYield(lookable(value));
			loop.observer?.yieldRefused?.(this.frame.body, error);
			loop.ready.push(new Refused(this, error));
		}
	}

	private returned(value: unknown): void {
		if ((this.flags & MUST_CANCEL) !== 0) {
			// Cancelled in its very last turn, with no await left to raise it at.
			this.end(CANCELLED, this.value);
		} else this.end(RETURNED, value);
	}

	private end(state: EndState, value: unknown): void {
		this.flags &= ~MUST_CANCEL;
		if (this.loop.observer !== null) this.loop.observer.taskEnded(this, settled(state), value);
		this.loop.forgetTask(this);
		this.settle(state, value);
		running.task = null;
	}
}

/** @internal Asks `task` to stop, on behalf of `origin`. */
export function cancelFor(task: Future<unknown>, origin: CancelOrigin): boolean {
	const { observer } = task.loop;
	if (observer === null) return task.cancel();
	observer.cancelsFor(origin);
	const accepted = task.cancel();
	observer.cancelsFor(null);
	return accepted;
}

/** The turn in which a task learns that what it yielded can't be waited for. */
class Refused {
	private readonly task: Task<unknown>;
	private readonly error: Error;

	constructor(task: Task<unknown>, error: Error) {
		this.task = task;
		this.error = error;
	}

	run(): void {
		this.task.runWith(this.error);
	}
}

function insteadOfYielding(value: unknown): string {
	if (value instanceof Promise) return PROMISE_SENTENCE;
	if (Array.isArray(value)) return "To await several: yield* gather([…])";
	return "yield* awaits a coroutine, a task or a future, and a bare yield gives up one turn";
}

function badYield(value: unknown): Error {
	if (value instanceof Refusal) return value.error;
	if (value instanceof Future) return refusedYield("yield was used instead of yield* with a future", true);
	if (attempted(() => isGenerator(value)) === true)
		return refusedYield("yield was used instead of yield* with a coroutine", true);
	return refusedYield(`Task got bad yield: ${kindOf(value)}. ${insteadOfYielding(value)}`, false);
}
