// An axis on which an instant is as wide as it has turns, and the time between instants is to scale: under virtual time nearly all
// that happens takes no time.

import { firstOf } from "../../history/bisect.ts";
import type { Seconds } from "../../recording/index.ts";
import type { StepBook } from "./book.ts";

export interface UnfoldOptions {
	/** The width of the whole axis, if it fits. */
	readonly room: number;
	/** The widths that a turn may have, the best first. Where none fits: the last one, and the axis is longer than the room. 0: to scale. */
	readonly turns: readonly number[];
	/** The part of the room that turns may take. */
	readonly share: number;
	/** Whether all widths are whole numbers. */
	readonly whole: boolean;
}

/** Where the steps of a run begin and end. */
export interface UnfoldedRun {
	readonly x0: Float64Array;
	readonly x1: Float64Array;
	readonly end: number;
}

export interface Unfolded {
	readonly runs: readonly UnfoldedRun[];
	/** Where instants begin and end. */
	readonly instants: readonly { readonly at: Seconds; readonly left: number; readonly right: number }[];
	/** The width of a turn; 0: all is to scale. */
	readonly turn: number;
	readonly width: number;
}

/** The axis of a run, or of several on one. */
export function unfold(books: readonly StepBook[], { room, turns, share, whole }: UnfoldOptions): Unfolded {
	const places = books.map(placesOf);
	const times = [...new Set(places.flatMap(({ times }) => times))].sort((a, b) => a - b);
	const slots = new Map<Seconds, number>();
	for (const { counts } of places)
		for (const [at, count] of counts) slots.set(at, Math.max(count, slots.get(at) ?? 0));
	const total = [...slots.values()].reduce((sum, count) => sum + count, 0);
	const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
	const gaps = Math.max(0, times.length - 1);
	const least = whole ? gaps : 0;
	const turn =
		turns.find((width) => total * width + least <= room * (span > 0 ? share : 1)) ?? turns.at(-1) ?? 1;
	const scale = span > 0 ? Math.max(0, room - total * turn) / span : 0;
	const left = new Map<Seconds, number>();
	let x = 0;
	let before = times[0] ?? 0;
	const instants = times.map((at) => {
		const gap = (at - before) * scale;
		x += at === before ? 0 : whole ? Math.max(1, Math.floor(gap)) : gap;
		before = at;
		left.set(at, x);
		const right = x + (slots.get(at) ?? 0) * turn;
		const instant = { at, left: x, right };
		x = right;
		return instant;
	});
	const runs = places.map(({ steps }) => positions(steps, left, turn));
	return { runs, instants, turn, width: x };
}

interface Place {
	/** When it begins and ends, and the how-many-th of the turns of these instants it is; null: it takes no room. */
	readonly slot: {
		readonly began: Seconds;
		readonly first: number;
		readonly at: Seconds;
		readonly last: number;
	} | null;
	readonly at: Seconds;
	readonly isClock: boolean;
}

function placesOf({ steps }: StepBook): {
	readonly steps: readonly Place[];
	readonly times: readonly Seconds[];
	readonly counts: ReadonlyMap<Seconds, number>;
} {
	const counts = new Map<Seconds, number>();
	const next = (at: Seconds) => {
		const count = counts.get(at) ?? 0;
		counts.set(at, count + 1);
		return count;
	};
	const times: Seconds[] = [];
	const places = Array.from({ length: steps.length }, (_, index): Place => {
		const { kind, began, at } = steps.at(index);
		times.push(began, at);
		if (kind === "clock" || kind === "loop") return { slot: null, at, isClock: kind === "clock" };
		const first = next(began);
		return { slot: { began, first, at, last: at === began ? first : next(at) }, at, isClock: false };
	});
	return { steps: places, times: [...new Set(times)], counts };
}

function positions(steps: readonly Place[], left: ReadonlyMap<Seconds, number>, turn: number): UnfoldedRun {
	const x0 = new Float64Array(steps.length);
	const x1 = new Float64Array(steps.length);
	let end = 0;
	for (const [index, { slot, at, isClock }] of steps.entries()) {
		if (slot === null) {
			const x = isClock || index === 0 ? (left.get(at) ?? 0) : (x1[index - 1] ?? 0);
			x0[index] = x;
			x1[index] = x;
		} else {
			x0[index] = (left.get(slot.began) ?? 0) + slot.first * turn;
			x1[index] = (left.get(slot.at) ?? 0) + (slot.last + 1) * turn;
		}
		end = Math.max(end, x1[index] ?? 0);
	}
	return { x0, x1, end };
}

/** Where a fact lies: the beginning of a turn, or its end. What follows from a turn is so at its end. */
export function xOfFact(book: StepBook, { x0, x1, end }: UnfoldedRun, fact: number): number {
	if (fact >= book.history.length) return end;
	const step = book.steps.ofFact(fact);
	const isBeginning = book.history.recording.facts.at(fact)?.kind === "resumed";
	return (isBeginning ? x0[step] : x1[step]) ?? 0;
}

/** Where a time lies. */
export function xOfTime({ instants }: Unfolded, at: Seconds): number {
	const after = Math.max(
		1,
		firstOf(instants.length, (index) => (instants[index]?.at ?? 0) > at),
	);
	const [one, next] = [instants[after - 1], instants[after]];
	if (one === undefined) return 0;
	if (next === undefined || at <= one.at) return one.right;
	return one.right + ((at - one.at) / (next.at - one.at)) * (next.left - one.right);
}
