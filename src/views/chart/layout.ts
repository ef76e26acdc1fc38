// Where the columns of a run's charts lie: one layout for all variants, so that lengths compare by eye.

import type { Timeline } from "../../history/timeline.ts";
import { type Glyphs, glyphsOf } from "../../text/glyphs.ts";
import { textWidth } from "../../text/width.ts";
import type { RunView, ViewOptions } from "../view.ts";
import { BEYOND } from "./actor-cells.ts";
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
/** A remark that is wider does not take more from the chart. */
const WIDEST_REMARK = 34;
/** No chart is narrower. */
const LEAST_CELLS = 4;

export function layoutOf(view: RunView, options: ViewOptions): Layout {
	const timelines = view.variants.map((variant) => variant.timeline);
	const glyphs = glyphsOf(options);
	const width = Math.max(1, options.columns - 1);
	const sided = options.columns >= SIDED;
	const labelWidth = Math.min(
		widestLabel(timelines, glyphs),
		Math.max(8, Math.floor(options.columns * 0.28)),
	);
	const chart = MARGIN + labelWidth + GAP;
	// Without a right-hand column one cell stays for an end that had to move on.
	const side = sided ? Math.min(SIDE, Math.floor(options.columns * 0.28)) : 1;
	const cells = Math.max(LEAST_CELLS, width - chart - side);
	const scale = scaleOf(timelines, cells, { room: width - chart, sided }, glyphs);
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

/** What is drawn beyond the end of a run that is stuck has to fit, too, with what its tasks want beside it. */
function scaleOf(
	timelines: readonly Timeline[],
	cells: number,
	{ room, sided }: { readonly room: number; readonly sided: boolean },
	glyphs: Glyphs,
): Scale {
	const from = Math.min(...timelines.map((timeline) => timeline.window.from));
	const to = Math.max(...timelines.map((timeline) => timeline.window.to));
	const beyond = BEYOND + 2 + glyphs.neverWoke.length;
	const needs = timelines
		.filter(isStuck)
		.map((one) => ({ end: one.elapsed, cells: beyond + (sided ? remarkWidth(one) : 0) }));
	for (let tried = cells; tried > LEAST_CELLS; tried--) {
		const scale = scaleFor(from, to, tried);
		if (needs.every((need) => cellOf(scale, need.end) + Math.min(need.cells, room - LEAST_CELLS) <= room))
			return scale;
	}
	return scaleFor(from, to, LEAST_CELLS);
}

/** As wide as its widest remark and the gap before it, but not so wide that no chart is left. */
function remarkWidth({ lanes }: Timeline): number {
	const widest = lanes.reduce((most, lane) => Math.max(most, textWidth(lane.remark)), 0);
	return Math.min(widest, WIDEST_REMARK) + GAP;
}

/** Whether it ended with somebody waiting for ever. */
export function isStuck(timeline: Timeline): boolean {
	return timeline.outcome.kind === "deadlock" && timeline.window.to >= timeline.elapsed;
}
