// How many tasks were in each state, over equal slices of the window: the cost of an interval does not depend on its length.

import type { Seconds } from "../../runtime/events.ts";
import type { Strip } from "../timeline.ts";
import { ENDS, STATES } from "./states.ts";

/** Far more than a terminal has columns, so that a cell is hit to a fraction of its width. */
const SLICES = 4096;

/** Below this share of a slice, a task is a rounding error. */
const LEAST = 1e-6;

export class Density {
	readonly #from: Seconds;
	readonly #to: Seconds;
	readonly #perSecond: number;
	/** By state and slice: how many more cover this slice wholly than the one before. */
	readonly #steps = STATES.map(() => new Float64Array(SLICES + 1));
	/** By state and slice: what those add that cover it in part. */
	readonly #parts = STATES.map(() => new Float64Array(SLICES + 1));
	readonly #ends = ENDS.map(() => new Uint32Array(SLICES + 1));
	readonly #most = STATES.map(() => 0);

	constructor(from: Seconds, to: Seconds) {
		this.#from = from;
		this.#to = to;
		this.#perSecond = to > from ? SLICES / (to - from) : 0;
	}

	/** A task was in `state` from `from` to `to`. */
	stay(state: number, from: Seconds, to: Seconds): void {
		const a = this.#place(from);
		const b = this.#place(to);
		const steps = this.#steps[state];
		const parts = this.#parts[state];
		if (b <= a || !steps || !parts) return;
		const first = Math.floor(a);
		const last = Math.floor(b);
		if (first === last) {
			add(parts, first, b - a);
			return;
		}
		add(parts, first, first + 1 - a);
		add(parts, last, b - last);
		add(steps, first + 1, 1);
		add(steps, last, -1);
	}

	/** So many are in `state` at once, for some time. */
	atOnce(state: number, count: number): void {
		if (count > (this.#most[state] ?? 0)) this.#most[state] = count;
	}

	/** A task ended so; what happens after the window is not known in it. */
	ended(end: number, at: Seconds): void {
		if (at > this.#to) return;
		const slice = Math.min(SLICES - 1, Math.floor(this.#place(at)));
		const ends = this.#ends[end];
		if (ends) ends[slice] = (ends[slice] ?? 0) + 1;
	}

	strips(): Strip[] {
		const states = STATES.map((name, state) => this.#strip(name, state));
		const ends = (["done", "failed", "cancelled"] as const).map((name, end) => this.#endStrip(name, end));
		return [...states, ...ends].filter((strip) => strip.most > 0);
	}

	#place(at: Seconds): number {
		return Math.min(SLICES, Math.max(0, (at - this.#from) * this.#perSecond));
	}

	#strip(name: Strip["name"], state: number): Strip {
		const counts = new Uint32Array(SLICES);
		let whole = 0;
		let most = this.#most[state] ?? 0;
		for (let slice = 0; slice < SLICES; slice++) {
			whole += this.#steps[state]?.[slice] ?? 0;
			const count = Math.ceil(whole + (this.#parts[state]?.[slice] ?? 0) - LEAST);
			counts[slice] = count;
			most = Math.max(most, count);
		}
		return { name, most, counts };
	}

	#endStrip(name: Strip["name"], end: number): Strip {
		const counts = new Uint32Array(SLICES);
		let so = 0;
		for (let slice = 0; slice < SLICES; slice++) {
			so += this.#ends[end]?.[slice] ?? 0;
			counts[slice] = so;
		}
		return { name, most: so, counts };
	}
}

function add(array: Float64Array, index: number, amount: number): void {
	array[index] = (array[index] ?? 0) + amount;
}
