import type { EventLoop, Timed } from "./event-loop.ts";
import { NO_TASK, type Seconds } from "./events.ts";

const NOT_SET = -1;

/** A time limit of the runtime's own: what `callAt` makes for a program, without showing up in its trace. */
export class Alarm implements Timed {
	readonly #loop: EventLoop;
	#action: (() => void) | null;
	#slot = NOT_SET;

	/** Calls `action` at the loop's time `when`; in the next turn, if that has come already. */
	constructor(loop: EventLoop, when: Seconds, action: () => void) {
		this.#loop = loop;
		this.#action = action;
		if (when <= loop.time()) loop.ready.push(this);
		else this.#slot = loop.timers.push(when, this);
	}

	cancel(): void {
		this.#action = null;
		if (this.#slot !== NOT_SET) this.#loop.timers.cancel(this.#slot);
		this.#slot = NOT_SET;
	}

	due(): void {
		this.#slot = NOT_SET;
	}

	run(): void {
		this.#loop.trace?.actsFor(NO_TASK);
		this.#action?.();
	}
}
