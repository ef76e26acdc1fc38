import { type Coroutine, CREATED } from "../runtime/kernel/coroutine.ts";
import type { FutureId, Place, Standing, TaskId } from "../runtime/observer.ts";

/** A coroutine that was made: by whom, as which, and where. */
export interface Made {
	readonly coroutine: Coroutine<unknown>;
	readonly by: TaskId;
	/** 1 for the first that was made. */
	readonly ordinal: number;
	readonly place: Place | null;
}

const SWEEP_FROM = 1024;

/** A future that stands for others: who made it, and as which. */
export interface MadeFuture {
	readonly future: Standing;
	readonly by: TaskId;
	readonly id: FutureId;
}

/** Futures for which nobody has cared so far. They know that themselves, too. */
export class Unasked {
	#made: MadeFuture[] = [];
	#sweepAt = SWEEP_FROM;

	add(made: MadeFuture): void {
		if (this.#made.length >= this.#sweepAt) {
			const left = this.take();
			this.#made = left;
			this.#sweepAt = Math.max(SWEEP_FROM, left.length * 2);
		}
		this.#made.push(made);
	}

	/** Takes those out that are still left, in the order in which they were made. */
	take(): MadeFuture[] {
		const left = this.#made.filter(({ future }) => !future.isAsked);
		this.#made = [];
		return left;
	}
}

/** Coroutines that nobody has awaited so far. Each knows itself whether it was, so they are only gone through now and then. */
export class Unawaited {
	#coroutines: Coroutine<unknown>[] = [];
	#makers: TaskId[] = [];
	#ordinals: number[] = [];
	#count = 0;
	readonly #places = new WeakMap<Coroutine<unknown>, Place>();
	#sweepAt = SWEEP_FROM;

	/** The ordinal of the next. */
	get next(): number {
		return this.#count + 1;
	}

	add(coroutine: Coroutine<unknown>, by: TaskId, place: Place | null): void {
		if (this.#coroutines.length >= this.#sweepAt) this.#sweep();
		this.#count += 1;
		this.#coroutines.push(coroutine);
		this.#makers.push(by);
		this.#ordinals.push(this.#count);
		if (place !== null) this.#places.set(coroutine, place);
	}

	/** Takes those out that are still left, in the order in which they were made. */
	take(): Made[] {
		this.#sweep();
		const left = this.#coroutines.map((coroutine, index) => ({
			coroutine,
			by: this.#makers[index] ?? 0,
			ordinal: this.#ordinals[index] ?? 0,
			place: this.#places.get(coroutine) ?? null,
		}));
		this.#coroutines = [];
		this.#makers = [];
		this.#ordinals = [];
		return left;
	}

	#sweep(): void {
		const [coroutines, makers, ordinals] = [this.#coroutines, this.#makers, this.#ordinals];
		let left = 0;
		for (let index = 0; index < coroutines.length; index += 1) {
			const coroutine = coroutines[index] as Coroutine<unknown>;
			if (coroutine.state !== CREATED) continue;
			coroutines[left] = coroutine;
			makers[left] = makers[index] ?? 0;
			ordinals[left] = ordinals[index] ?? 0;
			left += 1;
		}
		coroutines.length = left;
		makers.length = left;
		ordinals.length = left;
		this.#sweepAt = Math.max(SWEEP_FROM, left * 2);
	}
}
