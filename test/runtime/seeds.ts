import { Random } from "../../src/runtime/index.ts";

/** Always the same seeds, and one that nobody has tried. Tests print theirs in their names, so that it can be added here. */
export const SEEDS = [1, 2, 3, 4, 5, Date.now() % 2 ** 32];

/** Random choices for a property test. */
export class Choices {
	readonly #random: Random;

	constructor(seed: number) {
		this.#random = new Random(seed);
	}

	/** From 0, 1 not included. */
	number(): number {
		return this.#random.random();
	}

	/** A whole number below `limit`, from 0. */
	below(limit: number): number {
		return this.#random.randint(0, limit - 1);
	}

	/** True so often: 0.25 is once in four times. */
	chance(share: number): boolean {
		return this.#random.random() < share;
	}

	/** One of them. */
	one<T>(items: readonly T[]): T {
		return items[this.below(items.length)] as T;
	}
}
