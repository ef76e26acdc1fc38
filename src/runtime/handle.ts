import type { EventLoop } from "./event-loop.ts";
import type { Seconds } from "./events.ts";

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

	/** @internal Its turn has come. */
	run(): void {
		const callback = this.#callback;
		if (callback === null) return;
		this.#loop.trace?.callback(callback.name);
		try {
			callback();
		} catch (error) {
			const name = callback.name === "" ? "a callback" : `callback ${callback.name}`;
			this.#loop.callExceptionHandler({ message: `Exception in ${name}`, exception: error, handle: this });
		}
	}
}

const NOT_SET = -1;

/** A callback for a time. CPython: events.py, TimerHandle */
export class TimerHandle extends Handle {
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
}
