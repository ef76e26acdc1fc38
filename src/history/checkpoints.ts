import { type Facts, firstOf } from "../recording/index.ts";
import { World } from "./world.ts";

/** At least so many facts lie between two checkpoints. */
const LEAST_APART = 1024;
/** So many facts lie between two for each thing that is copied, so that all copies together are no larger than the facts. */
const APART = 4;

/** So many moments that were asked for of late are kept beside these, each so many facts before it: who goes back and forth asks for its neighbours next. */
const MOST_RECENT = 4;
const BEFORE_RECENT = 64;

/** Copies of the world at some moments, made on the way when a later moment is asked for. */
export class Checkpoints {
	readonly #facts: Facts;
	/** How many facts each has taken in, ascending, and its world. */
	readonly #made: { readonly facts: number; readonly world: World }[] = [{ facts: 0, world: new World() }];

	/** Copies near the moments that were asked for last, the latest last. */
	readonly #recent: { readonly facts: number; readonly world: World }[] = [];

	/** The number of facts from which on there is to be another. */
	#next = apart(new World());

	constructor(facts: Facts) {
		this.#facts = facts;
	}

	/** The world after the first `count` facts: a new one, the caller's own. */
	after(count: number): World {
		const { facts, world: start } = this.#nearest(count);
		const world = start.copy();
		const isFar = count - facts > 2 * BEFORE_RECENT;
		for (let index = facts; index < count; index += 1) {
			if (isFar && index === count - BEFORE_RECENT) this.#keep(index, world.copy());
			if (index >= this.#next) {
				this.#made.push({ facts: index, world: world.copy() });
				this.#next = index + apart(world);
			}
			const fact = this.#facts.at(index);
			if (fact !== undefined) world.apply(fact);
		}
		return world;
	}

	#keep(facts: number, world: World): void {
		this.#recent.push({ facts, world });
		if (this.#recent.length > MOST_RECENT) this.#recent.shift();
	}

	#nearest(count: number): { readonly facts: number; readonly world: World } {
		let nearest = this.#before(count);
		for (const one of this.#recent) if (one.facts <= count && one.facts > nearest.facts) nearest = one;
		return nearest;
	}

	/** The last one that has taken in no more than `count` facts. */
	#before(count: number): { readonly facts: number; readonly world: World } {
		const after = firstOf(this.#made.length, (index) => (this.#made[index]?.facts ?? 0) > count);
		return this.#made[after - 1] ?? { facts: 0, world: new World() };
	}
}

function apart(world: World): number {
	return Math.max(LEAST_APART, APART * world.size);
}
