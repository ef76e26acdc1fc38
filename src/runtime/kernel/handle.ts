import { type DueTimer, NO_TASK, type Seconds } from "../observer.ts";
import type { EventLoop, Timed } from "./event-loop.ts";
import { functionName } from "./value-text.ts";

// What waits for its turn, or for its time, and is no task.

/** A callback that the loop is to run. CPython: events.py, Handle */
export class Handle {
	readonly #loop: EventLoop;
	#callback: (() => void) | null;

	/** @internal Use `callSoon`. */
	constructor(loop: EventLoop, callback: () => void) {
		this.#loop = loop;
		this.#callback = callback;
	}

	/** Takes the callback back. CPython: events.py, Handle.cancel */
	cancel(): void {
		this.#callback = null;
	}

	/** Whether the callback was taken back. CPython: events.py, Handle.cancelled */
	cancelled(): boolean {
		return this.#callback === null;
	}

	/** @internal */
	get name(): string {
		return this.#callback === null ? "" : functionName(this.#callback);
	}

	/** @internal Its turn has come. */
	run(): void {
		const { observer } = this.#loop;
		// Also where it was taken back: its place in the queue is free now.
		if (observer !== null) this.#loop.callbackStarts(observer, NO_TASK);
		const callback = this.#callback;
		if (callback === null) return;
		try {
			callback();
		} catch (error) {
			const own = functionName(callback);
			const name = own === "" ? "a callback" : `callback ${own}`;
			this.#loop.callExceptionHandler({ message: `Exception in ${name}`, exception: error, handle: this });
		}
	}
}

const NOT_SET = -1;

/** A callback for a time. CPython: events.py, TimerHandle */
export class TimerHandle extends Handle implements Timed {
	readonly #timers: { cancel(slot: number): void };
	readonly #when: Seconds;
	#slot = NOT_SET;

	/** @internal Use `callLater` or `callAt`. */
	constructor(loop: EventLoop, callback: () => void, when: Seconds) {
		super(loop, callback);
		this.#timers = loop.timers;
		this.#when = when;
	}

	/** The loop's time at which it is due, in seconds. CPython: events.py, TimerHandle.when */
	when(): Seconds {
		return this.#when;
	}

	/** Takes the callback back, and its timer out. CPython: events.py, TimerHandle.cancel */
	override cancel(): void {
		super.cancel();
		if (this.#slot === NOT_SET) return;
		this.#timers.cancel(this.#slot);
		this.#slot = NOT_SET;
	}

	/** @internal Its slot in the heap of timers. */
	set(slot: number): this {
		this.#slot = slot;
		return this;
	}

	/** @internal It was taken out of the heap. */
	due(): void {
		this.#slot = NOT_SET;
	}

	/** @internal */
	dueTimer(): DueTimer {
		return { callback: "call", label: this.name };
	}
}

/** A timer of the runtime's own: of `timeout`, `wait` and `asCompleted`. */
export class Alarm implements Timed {
	readonly #loop: EventLoop;
	#action: (() => void) | null;
	#slot = NOT_SET;

	/** Calls `action` at the loop's time `when`; in the next turn, if that has come already. */
	constructor(loop: EventLoop, when: Seconds, action: () => void) {
		this.#loop = loop;
		this.#action = action;
		if (when > loop.time()) this.#slot = loop.timers.push(when, this);
		else {
			loop.observer?.callbackQueued("limit", "", NO_TASK);
			loop.ready.push(this);
		}
	}

	cancel(): void {
		this.#action = null;
		if (this.#slot !== NOT_SET) this.#loop.timers.cancel(this.#slot);
		this.#slot = NOT_SET;
	}

	due(): void {
		this.#slot = NOT_SET;
	}

	dueTimer(): DueTimer {
		return { callback: "limit", label: "" };
	}

	run(): void {
		const { observer } = this.#loop;
		if (observer !== null) this.#loop.callbackStarts(observer, NO_TASK);
		this.#action?.();
	}
}
