// Where the columns of a run's charts lie: one layout for all variants, so that lengths compare by eye.

import type { Timeline } from "../../history/timeline.ts";
import { type Glyphs, glyphsOf } from "../../text/glyphs.ts";
import { plainLine, textWidth } from "../../text/width.ts";
import type { RunView, ViewOptions } from "../view.ts";
import { BEYOND } from "./actor-cells.ts";
import { cellOf, type Scale, scaleFor } from "./scale.ts";
import { deepestOf, prefixesOf, type Stems, stemsFor } from "./stems.ts";

export interface Layout {
	/** No line is wider. */
	readonly width: number;
	readonly glyphs: Glyphs;
	readonly labelWidth: number;
	readonly stems: Stems;
	/** The column of the first cell. */
	readonly chart: number;
	readonly scale: Scale;
	/** Whether there is a right-hand column. */
	readonly hasRightColumn: boolean;
	/** Whether the options that show more are named. */
	readonly namesOptions: boolean;
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
/** Parts of the page that labels take at most: as a rule, and where a deep tree stands before them. */
const LABELS = 0.28;
const DEEP_LABELS = 0.4;
/** Room that a deep tree leaves to the labels. */
const LEAST_LABEL = 10;

export function layoutOf(view: RunView, options: ViewOptions): Layout {
	const timelines = view.variants.map((variant) => variant.timeline);
	const glyphs = glyphsOf(options);
	const width = options.columns - 1;
	const hasRightColumn = options.columns >= RIGHT_COLUMN_FROM;
	const { stems, labelWidth } = labelColumn(timelines, options.columns, glyphs);
	const chart = MARGIN + labelWidth + GAP;
	// Without a right-hand column one cell stays for an end that had to move on.
	const side = hasRightColumn ? Math.min(SIDE, Math.floor(options.columns * 0.28)) : 1;
	const cells = width - chart - side;
	const scale = scaleOf(timelines, cells, { room: width - chart, hasRightColumn }, glyphs);
	const { namesOptions = true } = options;
	return { width, glyphs, labelWidth, stems, chart, scale, hasRightColumn, namesOptions };
}

/** Labels with the tree before them: as wide as the widest, up to a part of the page. */
function labelColumn(
	timelines: readonly Timeline[],
	columns: number,
	glyphs: Glyphs,
): Pick<Layout, "stems" | "labelWidth"> {
	const deepest = Math.max(0, ...timelines.map(({ lanes }) => deepestOf(lanes)));
	const whole = stemsFor(deepest, Number.POSITIVE_INFINITY, glyphs);
	const part = (of: number) => Math.floor(columns * of);
	const limit = Math.max(
		part(LABELS),
		Math.min(part(DEEP_LABELS), deepest * whole.last.length + LEAST_LABEL),
	);
	const widest = widestLabel(timelines, whole);
	if (widest <= limit) return { stems: whole, labelWidth: widest };
	const room = limit - Math.min(LEAST_LABEL, Math.floor(limit / 2));
	const stems = stemsFor(deepest, room, glyphs);
	return { stems, labelWidth: Math.min(limit, widestLabel(timelines, stems)) };
}

function widestLabel(timelines: readonly Timeline[], stems: Stems): number {
	const widths = timelines.flatMap((timeline) => {
		const prefixes = prefixesOf(timeline.lanes, stems);
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
