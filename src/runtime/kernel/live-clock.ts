import type { Seconds } from "../observer.ts";
import { kindOf } from "./arguments.ts";
import { ValueError } from "./errors.ts";
import type { Clock } from "./event-loop.ts";

/** The longest delay that a platform's timer takes, in milliseconds: 2^31 - 1. */
const LONGEST_DELAY = 2_147_483_647;

/** How long turns may follow each other, in milliseconds, before the platform gets a chance to do its own work. */
const LONGEST_BURST = 10;

/** The wall clock: `speed` seconds of the loop pass in each second. The one place that knows the platform's clock and timers. */
export class LiveClock implements Clock {
	readonly speed: number;
	readonly #start = performance.now();
	#wake: (() => void) | null = null;
	#isWoken = false;

	/** @throws {ValueError} if `speed` is not greater than 0 */
	constructor(speed: number) {
		if (typeof speed !== "number")
			throw new TypeError(`a speed is a number greater than 0, not ${kindOf(speed)}`);
		if (!(speed > 0 && speed < Number.POSITIVE_INFINITY))
			throw new ValueError(`a speed is a number greater than 0, not ${speed}`);
		this.speed = speed;
	}

	now(): Seconds {
		return ((performance.now() - this.#start) / 1000) * this.speed;
	}

	/** The loop's time at which a burst of turns that begins now has lasted long enough. */
	endOfBurst(): Seconds {
		return this.now() + (LONGEST_BURST / 1000) * this.speed;
	}

	/** Keeps the thread for `seconds` of the loop's time, which is what a blocking call does. */
	block(seconds: Seconds): void {
		const until = this.now() + seconds;
		while (this.now() < until);
	}

	/** Gives the thread back until the loop's time `when`, or until {@link wake}; Infinity waits for that alone. */
	async wait(when: Seconds): Promise<void> {
		if (!this.#isWoken) {
			await new Promise<void>((resolve) => {
				const timer = this.#setTimer(when, resolve);
				this.#wake = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
		this.#wake = null;
		this.#isWoken = false;
	}

	/** Something has happened outside that the loop is to look at. */
	wake(): void {
		this.#isWoken = true;
		this.#wake?.();
	}

	#setTimer(when: Seconds, done: () => void): ReturnType<typeof setTimeout> | undefined {
		if (when === Number.POSITIVE_INFINITY) return undefined;
		// Rounded up: a timer that fires early would only be set again.
		const delay = Math.ceil(((when - this.now()) / this.speed) * 1000);
		return setTimeout(done, Math.min(Math.max(0, delay), LONGEST_DELAY));
	}
}
