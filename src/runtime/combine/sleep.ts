import { noSeconds } from "../kernel/arguments.ts";
import { BEGUN, CLAIMED, Coroutine, CREATED, ENDED, trackCreated } from "../kernel/coroutine.ts";
import { ValueError } from "../kernel/errors.ts";
import type { Timed } from "../kernel/event-loop.ts";
import { running } from "../kernel/running.ts";
import { DONE, notAwaited, type Suspended, TURN } from "../kernel/suspension.ts";
import type { Task } from "../kernel/task.ts";
import { Waiter } from "../kernel/waiter.ts";
import { type DueTimer, NO_TASK, type Seconds, type Wait } from "../observer.ts";

const NOT_SET = -1;

/** Suspends for `delay` seconds, then answers `result`; 0 or less gives up one turn. CPython: tasks.py, sleep @throws {ValueError} if NaN */
export function sleep(delay: Seconds): Coroutine<void>;
export function sleep<T>(delay: Seconds, result: T): Coroutine<T>;
export function sleep(delay: Seconds, result?: unknown): Coroutine<unknown> {
	if (delay === 0 && result === undefined) {
		const { turn } = running;
		if (turn === null || running.turnOf !== running.task) return trackCreated(new Turn());
		running.turn = null;
		turn.state = CREATED;
		return turn;
	}
	if (typeof delay !== "number") throw noSeconds("a delay", delay);
	return trackCreated(new Sleep(delay, result));
}

/** `sleep(0)`: it waits for its task's next turn and has nothing to remember but whether that has come. */
class Turn extends Coroutine<void> {
	get name(): string {
		return "sleep";
	}

	get label(): string {
		return this.name;
	}

	next(): IteratorResult<Suspended, void> {
		if (this.state === CLAIMED) {
			this.state = BEGUN;
			return TURN;
		}
		if (this.state !== BEGUN) throw notAwaited();
		this.state = ENDED;
		// Where nobody observes, the task's next one is this one, begun anew: making one takes about as long as the turn itself. The
		// price: a program that awaits an old one again, after it has made a new one, has the error at the new one.
		if (running.loop?.observer === null) {
			running.turn = this;
			running.turnOf = running.task;
		}
		return DONE;
	}

	throw(error: unknown): never {
		this.state = ENDED;
		throw error;
	}

	return(): never {
		throw notAwaited();
	}
}

class Sleep extends Waiter<unknown> implements Timed {
	private readonly delay: Seconds;
	private readonly result: unknown;
	private slot = NOT_SET;

	constructor(delay: Seconds, result: unknown) {
		super();
		this.delay = delay;
		this.result = result;
	}

	get name(): string {
		return "sleep";
	}

	/** It was taken out of the heap of timers. */
	due(): void {
		this.slot = NOT_SET;
	}

	dueTimer(): DueTimer {
		return { task: (this.task as Task<unknown>).id };
	}

	/** Its time has come. */
	run(): void {
		if (this.wake("timer")) return;
		// Cancelled since it was due: its place in the queue is free now.
		const { observer } = (this.task as Task<unknown>).loop;
		observer?.callbackStarted(NO_TASK);
	}

	describeWait(): Wait {
		const { loop } = this.task as Task<unknown>;
		// Out of the heap already, its time has come, or it was cancelled: the task is ready.
		return { kind: "sleep", until: this.slot === NOT_SET ? loop.time() : loop.timers.when(this.slot) };
	}

	protected begin(): IteratorResult<Suspended, unknown> {
		const delay = this.delay;
		if (delay <= 0) return this.giveUpTurn();
		if (Number.isNaN(delay)) throw new ValueError("Invalid delay: NaN (not a number)");
		const suspended = this.suspend();
		const { loop } = this.task as Task<unknown>;
		this.slot = loop.timers.push(loop.time() + delay, this);
		return suspended;
	}

	protected resume(): IteratorReturnResult<unknown> {
		return this.answer(this.result);
	}

	protected override onCancel(): void {
		if (this.slot === NOT_SET) return;
		(this.task as Task<unknown>).loop.timers.cancel(this.slot);
		this.slot = NOT_SET;
	}
}
