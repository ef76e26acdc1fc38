// The screen of a run that goes on.

import type { Demo } from "../../demos/define-demo.ts";
import { sections } from "../../demos/sections.ts";
import { History } from "../../history/history.ts";
import { buildTimeline } from "../../history/lanes/build-timeline.ts";
import type { TimelineOptions } from "../../history/timeline.ts";
import type { Recording, Seconds } from "../../recording/index.ts";
import { cutEnd, padEnd, textWidth } from "../../text/width.ts";
import { describeMoment } from "../../views/prose/describe-moment.ts";
import { renderFrame, renderLines } from "../../views/render.ts";
import type { VariantView, ViewOptions } from "../../views/view.ts";

/** One run on the wall clock. */
export interface Playing {
	readonly demo: Pick<Demo, "name" | "title" | "section">;
	readonly summary: string;
	/** What has happened so far. */
	readonly soFar: () => Recording;
	/** How long the axis is, in seconds; it is stretched when time goes beyond. */
	readonly horizon: Seconds;
	readonly window: TimelineOptions;
}

/** A screen of a run as it stands at the time `at`, and what goes on, in words. */
export interface Moment {
	readonly lines: readonly string[];
	readonly now: string;
}

/** The lines printed last stand above the chart; they never take more than this part of the screen. */
const LINES_PART = 1 / 3;

/** The screen of a run at `at`, at most `rows` high. */
export function momentOf(playing: Playing, at: Seconds, rows: number, display: ViewOptions): Moment {
	const variant = viewAt(playing, at);
	const printed = renderLines(variant.lines.slice(-rows), display).split("\n").slice(0, -1);
	const reserved = Math.min(printed.length + 1, Math.floor(rows * LINES_PART));
	const demo = { ...playing.demo, why: "", next: [] };
	const view = { demo, sections: sections.length, variants: [variant] };
	const chart = renderFrame(view, 0, at, { ...display, rows: rows - reserved });
	const room = rows - chart.length - 1;
	const lines = room < 1 || printed.length === 0 ? [] : [...printed.slice(-room), ""];
	return { lines: [...lines, ...chart], now: describeMoment(variant.timeline, at) };
}

/** The run so far, drawn as if it stayed as it is up to the end of the axis. */
function viewAt({ summary, soFar, horizon, window }: Playing, at: Seconds): VariantView {
	const end = horizonAt(horizon, at);
	const recording = soFar();
	const history = new History(recording, end);
	return {
		name: recording.header.variant,
		summary,
		work: "",
		measure: "",
		timeline: buildTimeline(history, { ...window, to: window.to ?? end }),
		lines: history.lines,
		findings: [],
	};
}

/** Doubled until the time fits. */
function horizonAt(horizon: Seconds, at: Seconds): Seconds {
	return at < horizon ? horizon : horizonAt(horizon * 2, at);
}

/** What goes on now, and the key that stops it. */
export function statusLine(now: string, hint: string, { columns }: ViewOptions): string {
	const room = Math.max(0, columns - 1 - textWidth(hint) - 2);
	return `${padEnd(cutEnd(now, room, "..."), room)}  ${hint}`;
}
