// Which cell stands for which time. A cell begins at its own time and ends where the next begins.

import type { Seconds } from "../../recording/index.ts";
import { textWidth } from "../../text/width.ts";

export interface Scale {
	/** The time at which the first cell begins; a tick stands there. */
	readonly from: Seconds;
	readonly to: Seconds;
	readonly perSecond: number;
	/** The cell of `to`, the last one with a meaning. */
	readonly last: number;
	readonly tick: { readonly step: Seconds; readonly cells: number };
}

/** What differs by less is the same place: sums of floats are not exact. */
const SLACK = 1e-6;

/** The distance of ticks, in cells, at which their labels read best. */
const BEST_APART = 10;

/** The scale that fits `from` to `to` into `cells` cells, such that a tick of 1, 2 or 5 × 10ⁿ seconds is a whole number of cells. */
export function scaleFor(from: Seconds, to: Seconds, cells: number): Scale {
	let best: Scale | null = null;
	let bestScore = Number.NEGATIVE_INFINITY;
	for (const step of steps(to - from, cells)) {
		const scale = withStep(from, to, cells, step);
		const score = scale ? worth(scale, from, cells) : bestScore;
		if (scale && score > bestScore) [best, bestScore] = [scale, score];
	}
	return best ?? { from, to, perSecond: 1, last: 0, tick: { step: 1, cells: BEST_APART } };
}

/** Ticks that could do: from one a cell to one in all. */
function steps(span: Seconds, cells: number): Seconds[] {
	if (!(span > 0)) return [];
	const least = Math.floor(Math.log10(span / cells));
	const most = Math.ceil(Math.log10(span)) + 1;
	const all: Seconds[] = [];
	for (let power = least; power <= most; power++)
		for (const digit of [1, 2, 5]) all.push(Number(`${digit}e${power}`));
	return all;
}

function withStep(from: Seconds, to: Seconds, cells: number, step: Seconds): Scale | null {
	const origin = Math.floor(from / step + SLACK) * step;
	const ticks = (to - origin) / step;
	const apart = Math.floor((cells - 1) / ticks + SLACK);
	if (apart < 1 || ticks < 1 - SLACK) return null;
	const perSecond = apart / step;
	return {
		from: origin,
		to,
		perSecond,
		last: Math.floor((to - origin) * perSecond + SLACK),
		tick: { step, cells: apart },
	};
}

/** Full use of the width first, then ticks neither crowded nor far apart. */
function worth(scale: Scale, from: Seconds, cells: number): number {
	const label = textWidth(tickLabel(scale, Math.ceil((scale.to - scale.from) / scale.tick.step)));
	const used = (scale.to - from) * scale.perSecond;
	const crowded = scale.tick.cells < label + 2 ? 1 : 0;
	return used / cells - 0.08 * Math.abs(Math.log2(scale.tick.cells / BEST_APART)) - crowded;
}

/** The cell in which a time lies, be it drawn or not. */
export function cellOf(scale: Scale, at: Seconds): number {
	return Math.floor((at - scale.from) * scale.perSecond + SLACK);
}

/** The last cell that a stretch up to `to` touches, if it began before that. */
export function lastCellOf(scale: Scale, to: Seconds): number {
	return Math.ceil((to - scale.from) * scale.perSecond - SLACK) - 1;
}

/** The factor between seconds and the unit of the axis, and its name. */
export function unitOf(scale: Scale): { readonly factor: number; readonly name: string } {
	if (scale.tick.step >= 0.01) return SECONDS;
	return scale.tick.step >= 1e-5 ? MILLISECONDS : MICROSECONDS;
}

const SECONDS = { factor: 1, name: "s" };
const MILLISECONDS = { factor: 1e3, name: "ms" };
const MICROSECONDS = { factor: 1e6, name: "us" };

/** The number at a tick, without its unit. */
export function tickLabel(scale: Scale, tick: number): string {
	const value = (Math.round(scale.from / scale.tick.step) + tick) * scale.tick.step * unitOf(scale).factor;
	const rounded = Number(value.toPrecision(12));
	// Long before it would be wider than the way to the next tick.
	return Math.abs(rounded) < 1e9 ? String(rounded) : rounded.toExponential();
}
