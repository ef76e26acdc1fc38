// Where the columns of a run's charts lie: one layout for all variants, so that lengths compare by eye. And the lines of the tree before the labels.

import type { Lane, Timeline } from "../../history/timeline.ts";
import { type Glyphs, glyphsOf } from "../../text/glyphs.ts";
import { plainLine, textWidth } from "../../text/width.ts";
import type { RunView, ViewOptions } from "../view.ts";
import { BEYOND } from "./actor-cells.ts";
import { cellOf, type Scale, scaleFor } from "./scale.ts";

export interface Layout {
	/** No line is wider. */
	readonly width: number;
	readonly glyphs: Glyphs;
	readonly labelWidth: number;
	/** The column of the first cell. */
	readonly chart: number;
	readonly scale: Scale;
	/** Whether there is a right-hand column. */
	readonly hasRightColumn: boolean;
}

export const MARGIN = 2;
const GAP = 2;
/** The least number of columns with a right-hand column. */
const RIGHT_COLUMN_FROM = 60;
/** The least number of columns with a chart. */
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
	const hasRightColumn = options.columns >= RIGHT_COLUMN_FROM;
	const labelWidth = Math.min(
		widestLabel(timelines, glyphs),
		Math.max(8, Math.floor(options.columns * 0.28)),
	);
	const chart = MARGIN + labelWidth + GAP;
	// Without a right-hand column one cell stays for an end that had to move on.
	const side = hasRightColumn ? Math.min(SIDE, Math.floor(options.columns * 0.28)) : 1;
	const cells = Math.max(LEAST_CELLS, width - chart - side);
	const scale = scaleOf(timelines, cells, { room: width - chart, hasRightColumn }, glyphs);
	return { width, glyphs, labelWidth, chart, scale, hasRightColumn };
}

function widestLabel(timelines: readonly Timeline[], glyphs: Glyphs): number {
	const widths = timelines.flatMap((timeline) => {
		const prefixes = prefixesOf(timeline.lanes, glyphs);
		const lanes = timeline.lanes.map(
			(lane, i) => textWidth(prefixes[i] ?? "") + textWidth(plainLine(lane.label)),
		);
		return [...lanes, ...timeline.strips.map((strip) => textWidth(strip.name))];
	});
	return widths.reduce((widest, one) => Math.max(widest, one), 1);
}

/** What is drawn beyond the end of a run that is stuck has to fit, too, with what its tasks want beside it. */
function scaleOf(
	timelines: readonly Timeline[],
	cells: number,
	{ room, hasRightColumn }: { readonly room: number; readonly hasRightColumn: boolean },
	glyphs: Glyphs,
): Scale {
	const from = Math.min(...timelines.map((timeline) => timeline.window.from));
	const to = Math.max(...timelines.map((timeline) => timeline.window.to));
	const beyond = BEYOND + 2 + textWidth(glyphs.neverWoke);
	const needs = timelines
		.filter(isStuck)
		.map((one) => ({ end: one.elapsed, cells: beyond + (hasRightColumn ? remarkWidth(one) : 0) }));
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

/** Whether it ended with tasks that wait for ever. */
export function isStuck(timeline: Timeline): boolean {
	return timeline.outcome.kind === "deadlock" && timeline.window.to >= timeline.elapsed;
}

/** Deeper trees than this are shown from the inside only. */
const DEEPEST = 6;

/** For each lane the lines before its label that show whose it is, in the order of the lanes. */
export function prefixesOf(lanes: readonly Lane[], glyphs: Glyphs): string[] {
	const last = lastOnes(lanes);
	const stems: string[] = [];
	return lanes.map((lane, index) => {
		const above = lane.parent === -1 ? "" : (stems[lane.parent] ?? "");
		if (lane.parent === -1) {
			stems[index] = "";
			return "";
		}
		const { fork, last: corner, through, none } = glyphs.tree;
		stems[index] = deepest(above + (last[index] ? none : through), glyphs);
		return deepest(above + (last[index] ? corner : fork), glyphs);
	});
}

function deepest(prefix: string, glyphs: Glyphs): string {
	return prefix.slice(-DEEPEST * glyphs.tree.fork.length);
}

/** Whether each lane is the last of its siblings. */
function lastOnes(lanes: readonly Lane[]): boolean[] {
	const followed = new Set<number>();
	const last = lanes.map(() => false);
	for (let index = lanes.length - 1; index >= 0; index--) {
		const parent = lanes[index]?.parent ?? -1;
		last[index] = !followed.has(parent);
		followed.add(parent);
	}
	return last;
}
