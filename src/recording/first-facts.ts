import type { Fact } from "./facts.ts";
import type { Facts } from "./recording.ts";

/** The first of a run's facts, so many of them. */
export class FirstFacts implements Facts {
	readonly length: number;
	readonly #all: Facts;

	constructor(all: Facts, length: number) {
		this.#all = all;
		this.length = Math.min(length, all.length);
	}

	at(index: number): Fact | undefined {
		const from = index < 0 ? this.length + index : index;
		return from >= 0 && from < this.length ? this.#all.at(from) : undefined;
	}

	*[Symbol.iterator](): Iterator<Fact> {
		for (let index = 0; index < this.length; index += 1) yield this.#all.at(index) as Fact;
	}
}
