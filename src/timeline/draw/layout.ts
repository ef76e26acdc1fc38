// Where the columns of a run's charts lie: one layout for all variants, so that lengths compare by eye.

import type { Seconds } from "../../runtime/events.ts";
import { textWidth } from "../text-width.ts";
import type { Timeline } from "../timeline.ts";
import type { RunView, ViewOptions } from "../view.ts";
import { BEYOND } from "./actor-cells.ts";
import { ASCII, type Glyphs, UNICODE } from "./glyphs.ts";
import { cellOf, type Scale, scaleFor } from "./scale.ts";
import { prefixesOf } from "./tree.ts";

export interface Layout {
	/** No line is wider. */
	readonly width: number;
	readonly glyphs: Glyphs;
	readonly labelWidth: number;
	/** The column of the first cell. */
	readonly chart: number;
	readonly scale: Scale;
	/** Whether there is a right-hand column. */
	readonly sided: boolean;
}

export const MARGIN = 2;
const GAP = 2;
/** From so many columns on there is a right-hand column. */
const SIDED = 60;
/** Below so many columns no chart is drawn. */
export const LEAST_COLUMNS = 40;
/** Wide enough for `cancelled after 2.00 s`. */
const SIDE = 22;

export function layoutOf(view: RunView, options: ViewOptions): Layout {
	const timelines = view.variants.map((variant) => variant.timeline);
	const glyphs = options.ascii ? ASCII : UNICODE;
	const width = Math.max(1, options.columns - 1);
	const sided = options.columns >= SIDED;
	const labelWidth = Math.min(
		widestLabel(timelines, glyphs),
		Math.max(8, Math.floor(options.columns * 0.28)),
	);
	const chart = MARGIN + labelWidth + GAP;
	// Without a right-hand column one cell stays for an end that had to move on.
	const side = sided ? Math.min(SIDE, Math.floor(options.columns * 0.28)) : 1;
	const cells = Math.max(4, width - chart - side);
	const scale = scaleOf(timelines, cells, width - chart, glyphs);
	return { width, glyphs, labelWidth, chart, scale, sided };
}

function widestLabel(timelines: readonly Timeline[], glyphs: Glyphs): number {
	const widths = timelines.flatMap((timeline) => {
		const prefixes = prefixesOf(timeline.lanes, glyphs);
		const lanes = timeline.lanes.map((lane, i) => textWidth(prefixes[i] ?? "") + textWidth(lane.label));
		return [...lanes, ...timeline.strips.map((strip) => strip.name.length)];
	});
	return widths.reduce((widest, one) => Math.max(widest, one), 1);
}

/** What is drawn beyond the end of a run that is stuck has to fit, too. */
function scaleOf(timelines: readonly Timeline[], cells: number, room: number, glyphs: Glyphs): Scale {
	const from = Math.min(...timelines.map((timeline) => timeline.window.from));
	const to = Math.max(...timelines.map((timeline) => timeline.window.to));
	const ends = timelines.filter(isStuck).map((timeline) => timeline.elapsed);
	for (let tried = cells; tried > 4; tried--) {
		const scale = scaleFor(from, to, tried);
		if (ends.every((end) => fits(scale, end, room, glyphs))) return scale;
	}
	return scaleFor(from, to, 4);
}

function fits(scale: Scale, end: Seconds, room: number, glyphs: Glyphs): boolean {
	return cellOf(scale, end) + BEYOND + 2 + glyphs.neverWoke.length <= room;
}

/** Whether it ended with somebody waiting for ever. */
export function isStuck(timeline: Timeline): boolean {
	return timeline.outcome.kind === "deadlock" && timeline.window.to >= timeline.elapsed;
}
