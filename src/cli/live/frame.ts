import { withDefaults } from "../../demos/parameters.ts";
import { History } from "../../history/history.ts";
import { buildTimeline } from "../../history/lanes/build-timeline.ts";
import type { TimelineOptions } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import type { LiveRun } from "../../recording/record-live.ts";
import { Random } from "../../runtime/index.ts";
import { describeMoment } from "../../views/prose/describe-moment.ts";
import { renderFrame, renderLines } from "../../views/render.ts";
import type { VariantView, ViewOptions } from "../../views/view.ts";
import type { Job } from "../sources.ts";

/** One variant of a job that runs on the wall clock. */
export interface Playing {
	readonly job: Job;
	readonly index: number;
	readonly run: LiveRun;
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

/** What there is to see of a run at `at`, on a screen of so many rows. */
export function momentOf(playing: Playing, at: Seconds, rows: number, look: ViewOptions): Moment {
	const variant = viewAt(playing, at);
	const printed = renderLines(variant.lines, look).split("\n").slice(0, -1);
	const reserved = Math.min(printed.length + 1, Math.floor(rows * LINES_PART));
	const view = { demo: playing.job.demo, variants: [variant] };
	const chart = renderFrame(view, 0, at, { ...look, rows: rows - reserved });
	const room = rows - chart.length - 1;
	const lines = room < 1 || printed.length === 0 ? [] : [...printed.slice(-room), ""];
	return { lines: [...lines, ...chart], now: describeMoment(variant.timeline, at) };
}

/** The run so far, drawn as if it stayed as it is up to the end of the axis. */
function viewAt({ job, index, run, horizon, window }: Playing, at: Seconds): VariantView {
	const end = horizonAt(horizon, at);
	const soFar = run.soFar();
	const history = new History(soFar, end);
	return {
		name: soFar.header.variant,
		summary: job.variants[index]?.summary ?? "",
		timeline: buildTimeline(history, { ...window, to: window.to ?? end }),
		lines: history.lines,
		findings: [],
	};
}

/** Doubled until the time fits. */
function horizonAt(horizon: Seconds, at: Seconds): Seconds {
	return at < horizon ? horizon : horizonAt(horizon * 2, at);
}

/** The axis of a run that promises nothing, in seconds. */
const USUAL: Seconds = 5;

/** How long the longest variant of a job promises to take. */
export function horizonOf({ demo, variants, parameters, seed }: Job): Seconds {
	const values = withDefaults(demo, parameters);
	const times = variants.map((variant) => {
		const promised = variant.elapsed(values, new Random(seed));
		return typeof promised === "number" ? promised : promised.atMost;
	});
	return Math.max(...times.map((time) => (time > 0 && time < Number.POSITIVE_INFINITY ? time : USUAL)));
}
