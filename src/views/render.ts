// The views of a run as text for a terminal.

import type { Line } from "../history/lines.ts";
import type { Seconds } from "../recording/index.ts";
import { glyphsOf } from "../text/glyphs.ts";
import { unpainted } from "../text/paint.ts";
import { printed, type Row } from "../text/row.ts";
import { frameRows } from "./chart/frame-rows.ts";
import { LEAST_COLUMNS } from "./chart/layout.ts";
import { paletteRows } from "./chart/legend.ts";
import { lineRows, outsideRows } from "./chart/line-rows.ts";
import { closingRowsOf, headingRows, oneVariantRows, runRows } from "./chart/run-rows.ts";
import { describeClosing, describeHeading, describeRun, describeVariant } from "./prose/describe-run.ts";
import { MOST_LINES } from "./shown-lines.ts";
import type { FrameOptions, RunView, ViewOptions } from "./view.ts";

/** The whole view of a run: heading, the chart of every variant on one axis, legend, comparison, why, next. Ends with a line feed, as all of these do. */
export function renderRun(view: RunView, options: ViewOptions): string {
	if (options.columns < LEAST_COLUMNS) return describeRun(view, options);
	return text(runRows(view, options), options);
}

/** The line above the charts, for printing the parts one by one. */
export function renderHeading(view: RunView, options: ViewOptions): string {
	if (options.columns < LEAST_COLUMNS) return describeHeading(view, options);
	return text(headingRows(view, options), options);
}

/** One variant's chart with its notes, reports and legend, on the axis that all variants of the view share. @throws {RangeError} if there is no such variant. */
export function renderVariant(view: RunView, index: number, options: ViewOptions): string {
	if (options.columns < LEAST_COLUMNS) return describeVariant(view, index, options);
	return text(oneVariantRows(view, index, options), options);
}

/** Comparison bars, why, next. */
export function renderClosing(view: RunView, options: ViewOptions): string {
	if (options.columns < LEAST_COLUMNS) return describeClosing(view, options);
	return text(closingRowsOf(view, options), options);
}

/** The lines that the program printed, each with its virtual time and task. Empty if there are none. */
export function renderLines(lines: readonly Line[], options: ViewOptions): string {
	const page = pageOf(options);
	return text(lineRows(lines, options.lines ?? MOST_LINES, page), options);
}

/** What a script printed outside of its runs. */
export function renderOutside(lines: readonly string[], options: ViewOptions): string {
	const page = pageOf(options);
	return text(outsideRows(lines, options.lines ?? true, page), options);
}

/** The chart of one variant as it stands at the time `at`, as lines without line feeds, never more than `rows` of them. @throws {RangeError} if there is no such variant. */
export function renderFrame(view: RunView, index: number, at: Seconds, options: FrameOptions): string[] {
	return printed(frameRows(view, index, at, options), options.paint ?? unpainted);
}

/** Every character and colour of the charts with its meaning. */
export function renderPalette(options: ViewOptions): string {
	return text(paletteRows(options), options);
}

function pageOf(options: ViewOptions) {
	const { columns, namesOptions = true } = options;
	return { width: Math.max(1, columns - 1), glyphs: glyphsOf(options), namesOptions };
}

function text(rows: readonly Row[], options: ViewOptions): string {
	return printed(rows, options.paint ?? unpainted)
		.map((line) => `${line}\n`)
		.join("");
}
