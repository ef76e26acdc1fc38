// How many tasks were in each state, over equal slices of the window: the cost of an interval does not depend on its length.

import type { Fact, Seconds, TaskId } from "../recording/index.ts";
import { endOfBody } from "./endings.ts";
import type { History } from "./history.ts";
import type { Reader } from "./replay.ts";
import type { LiveState, Task } from "./task.ts";
import type { Strip, Window } from "./timeline.ts";
import type { World } from "./world.ts";

const STATES = ["running", "ready", "waiting", "blocked", "awaiting"] as const satisfies readonly LiveState[];
const ENDS = ["done", "failed", "cancelled"] as const;

/** Far more than a terminal has columns, so that a cell is hit to a fraction of its width. */
const SLICES = 4096;

/** Below this share of a slice, a task is a rounding error. */
const LEAST = 1e-6;

/** Counts the tasks of a run in each state; main is left out. */
export class Density implements Reader {
	readonly #main: TaskId;
	readonly #window: Window;
	readonly #perSecond: number;
	/** By state and slice: how many more cover this slice wholly than the one before. */
	readonly #steps = byState(() => new Float64Array(SLICES + 1));
	/** By state and slice: what those add that cover it in part. */
	readonly #parts = byState(() => new Float64Array(SLICES + 1));
	readonly #ends = new Map<string, Uint32Array>(ENDS.map((name) => [name, new Uint32Array(SLICES + 1)]));
	readonly #most = byState(() => 0);

	constructor({ main }: History, window: Window) {
		this.#main = main;
		this.#window = window;
		const { from, to } = window;
		this.#perSecond = to > from ? SLICES / (to - from) : 0;
	}

	passing(at: Seconds, { now, tasks }: World): void {
		if (now >= this.#window.to || at <= this.#window.from) return;
		const main = tasks.get(this.#main)?.state;
		for (const state of STATES) {
			const others = tasks.counts[state] - (state === main ? 1 : 0);
			if (others > this.#most[state]) this.#most[state] = others;
		}
	}

	leaving({ id, state, since }: Readonly<Task>, to: Seconds, fact: Fact | null): void {
		if (id === this.#main || state === "ended") return;
		this.#stay(state, since, to);
		if (fact?.kind === "task-ended") this.#ended(endOfBody(fact.ending), fact.at);
	}

	strips(): Strip[] {
		const states = STATES.map((name) => this.#strip(name));
		const ends = ENDS.map((name) => this.#endStrip(name));
		return [...states, ...ends].filter((strip) => strip.most > 0);
	}

	/** A task was in `state` from `from` to `to`. */
	#stay(state: LiveState, from: Seconds, to: Seconds): void {
		const a = this.#place(from);
		const b = this.#place(to);
		if (b <= a) return;
		const steps = this.#steps[state];
		const parts = this.#parts[state];
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

	/** A task ended so; what happens after the window is not known in it. */
	#ended(end: string, at: Seconds): void {
		if (at > this.#window.to) return;
		const slice = Math.min(SLICES - 1, Math.floor(this.#place(at)));
		const ends = this.#ends.get(end);
		if (ends) ends[slice] = (ends[slice] ?? 0) + 1;
	}

	#place(at: Seconds): number {
		return Math.min(SLICES, Math.max(0, (at - this.#window.from) * this.#perSecond));
	}

	#strip(name: LiveState): Strip {
		const counts = new Uint32Array(SLICES);
		let whole = 0;
		let most = this.#most[name];
		for (let slice = 0; slice < SLICES; slice++) {
			whole += this.#steps[name][slice] ?? 0;
			const count = Math.ceil(whole + (this.#parts[name][slice] ?? 0) - LEAST);
			counts[slice] = count;
			most = Math.max(most, count);
		}
		return { name, most, counts };
	}

	#endStrip(name: (typeof ENDS)[number]): Strip {
		const counts = new Uint32Array(SLICES);
		let so = 0;
		for (let slice = 0; slice < SLICES; slice++) {
			so += this.#ends.get(name)?.[slice] ?? 0;
			counts[slice] = so;
		}
		return { name, most: so, counts };
	}
}

function byState<T>(make: () => T): Record<LiveState, T> {
	return { running: make(), ready: make(), waiting: make(), blocked: make(), awaiting: make() };
}

function add(array: Float64Array, index: number, amount: number): void {
	array[index] = (array[index] ?? 0) + amount;
}
