// An axis on which an instant is as wide as it has turns, and the time between instants is to scale: under virtual time nearly all
// that happens takes no time.

import { firstOf, type Seconds } from "../../recording/index.ts";
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
	const times = [...new Set(places.flatMap(({ times }) => [...times]))].sort((a, b) => a - b);
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
	const runs = books.map((book) => positions(book, placesOf(book), left, turn));
	return { runs, instants, turn, width: x };
}

/** The steps of a run, in columns: there may be a hundred thousand. */
interface Places {
	readonly began: Float64Array;
	readonly at: Float64Array;
	/** The how-many-th of the turns of the instant it is in which it begins, and in which it ends; -1: it takes no room. */
	readonly first: Int32Array;
	readonly last: Int32Array;
	/** When anything happens. */
	readonly times: ReadonlySet<Seconds>;
	/** How many turns each instant has. */
	readonly counts: ReadonlyMap<Seconds, number>;
}

const known = new WeakMap<StepBook, Places>();

function placesOf(book: StepBook): Places {
	const before = known.get(book);
	if (before !== undefined) return before;
	const { steps } = book;
	const [began, at] = [new Float64Array(steps.length), new Float64Array(steps.length)];
	const [first, last] = [new Int32Array(steps.length), new Int32Array(steps.length)];
	const times = new Set<Seconds>();
	const counts = new Map<Seconds, number>();
	const next = (instant: Seconds) => {
		const count = counts.get(instant) ?? 0;
		counts.set(instant, count + 1);
		return count;
	};
	let now = Number.NaN;
	for (let index = 0; index < steps.length; index += 1) {
		const step = steps.at(index);
		for (const time of [step.began, step.at]) if (time !== now) times.add(time);
		now = step.at;
		began[index] = step.began;
		at[index] = step.at;
		const takesRoom = step.kind !== "clock" && step.kind !== "loop";
		const own = takesRoom ? next(step.began) : -1;
		first[index] = own;
		last[index] = takesRoom && step.at !== step.began ? next(step.at) : own;
	}
	const places = { began, at, first, last, times, counts };
	known.set(book, places);
	return places;
}

function positions(
	{ steps }: StepBook,
	{ began, at, first, last }: Places,
	left: ReadonlyMap<Seconds, number>,
	turn: number,
): UnfoldedRun {
	const x0 = new Float64Array(steps.length);
	const x1 = new Float64Array(steps.length);
	const leftOf = (time: Seconds | undefined) => left.get(time ?? 0) ?? 0;
	let end = 0;
	for (let index = 0; index < steps.length; index += 1) {
		const slot = first[index] ?? 0;
		if (slot < 0) {
			const isClock = steps.kindOf(index) === "clock";
			const x = isClock || index === 0 ? leftOf(at[index]) : (x1[index - 1] ?? 0);
			x0[index] = x;
			x1[index] = x;
		} else {
			x0[index] = leftOf(began[index]) + slot * turn;
			x1[index] = leftOf(at[index]) + ((last[index] ?? 0) + 1) * turn;
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
