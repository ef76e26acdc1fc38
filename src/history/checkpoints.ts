import type { Facts } from "../recording/index.ts";
import { World } from "./world.ts";

/** At least so many facts lie between two checkpoints. */
const LEAST_APART = 1024;
/** So many facts lie between two for each thing that is copied, so that all copies together are no larger than the facts. */
const APART = 4;

/** Copies of the world at some moments, made on the way when a later moment is asked for. */
export class Checkpoints {
	readonly #facts: Facts;
	/** How many facts each has taken in, ascending, and its world. */
	readonly #made: { readonly facts: number; readonly world: World }[] = [{ facts: 0, world: new World() }];

	/** The number of facts from which on there is to be another. */
	#next = apart(new World());

	constructor(facts: Facts) {
		this.#facts = facts;
	}

	/** The world after the first `count` facts: a new one, the caller's own. */
	after(count: number): World {
		const { facts, world: start } = this.#before(count);
		const world = start.copy();
		for (let index = facts; index < count; index += 1) {
			if (index >= this.#next) {
				this.#made.push({ facts: index, world: world.copy() });
				this.#next = index + apart(world);
			}
			const fact = this.#facts.at(index);
			if (fact !== undefined) world.apply(fact);
		}
		return world;
	}

	/** The last one that has taken in no more than `count` facts. */
	#before(count: number): { readonly facts: number; readonly world: World } {
		let low = 0;
		let high = this.#made.length - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((this.#made[middle]?.facts ?? 0) <= count) low = middle;
			else high = middle - 1;
		}
		return this.#made[low] ?? { facts: 0, world: new World() };
	}
}

function apart(world: World): number {
	return Math.max(LEAST_APART, APART * world.size);
}
