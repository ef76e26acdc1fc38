import { type Coroutine, CREATED } from "./coroutine.ts";
import type { Place } from "./events.ts";
import type { Task } from "./task.ts";

/** A coroutine that was made, by whom, and where. */
export interface Made {
	readonly coroutine: Coroutine<unknown>;
	readonly by: Task<unknown> | null;
	readonly place: Place | null;
}

const SWEEP_FROM = 1024;

/** Coroutines that nobody has awaited so far. Each knows itself whether it was, so they are only gone through now and then. */
export class Unawaited {
	#coroutines: Coroutine<unknown>[] = [];
	#makers: (Task<unknown> | null)[] = [];
	readonly #places = new WeakMap<Coroutine<unknown>, Place>();
	#sweepAt = SWEEP_FROM;

	add(coroutine: Coroutine<unknown>, by: Task<unknown> | null, place: Place | null): void {
		if (this.#coroutines.length >= this.#sweepAt) this.#sweep();
		this.#coroutines.push(coroutine);
		this.#makers.push(by);
		if (place !== null) this.#places.set(coroutine, place);
	}

	/** Takes those out that are still left, in the order in which they were made. */
	take(): Made[] {
		this.#sweep();
		const left = this.#coroutines.map((coroutine, index) => ({
			coroutine,
			by: this.#makers[index] ?? null,
			place: this.#places.get(coroutine) ?? null,
		}));
		this.#coroutines = [];
		this.#makers = [];
		return left;
	}

	#sweep(): void {
		const coroutines = this.#coroutines;
		const makers = this.#makers;
		let left = 0;
		for (let index = 0; index < coroutines.length; index += 1) {
			const coroutine = coroutines[index] as Coroutine<unknown>;
			if (coroutine.state !== CREATED) continue;
			coroutines[left] = coroutine;
			makers[left] = makers[index] ?? null;
			left += 1;
		}
		coroutines.length = left;
		makers.length = left;
		this.#sweepAt = Math.max(SWEEP_FROM, left * 2);
	}
}
