import { type Coroutine, CREATED } from "./coroutine.ts";
import type { Place } from "./events.ts";
import type { Task } from "./task.ts";

interface Made {
	readonly coroutine: Coroutine<unknown>;
	readonly by: Task<unknown> | null;
	readonly place: Place | null;
}

const SWEEP_FROM = 1024;

/** Coroutines that nobody has awaited so far. Each knows itself whether it was, so they are only gone through now and then. */
export class Unawaited {
	#made: Made[] = [];
	#sweepAt = SWEEP_FROM;

	add(coroutine: Coroutine<unknown>, by: Task<unknown> | null, place: Place | null): void {
		if (this.#made.length >= this.#sweepAt) this.#sweep();
		this.#made.push({ coroutine, by, place });
	}

	/** Takes those out that are still left, in the order in which they were made. */
	take(): Made[] {
		this.#sweep();
		const left = this.#made;
		this.#made = [];
		return left;
	}

	#sweep(): void {
		this.#made = this.#made.filter(({ coroutine }) => coroutine.state === CREATED);
		this.#sweepAt = Math.max(SWEEP_FROM, this.#made.length * 2);
	}
}
