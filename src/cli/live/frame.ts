import type { LiveRun } from "../../recording/record-live.ts";
import type { Seconds } from "../../runtime/index.ts";
import {
	buildTimeline,
	describeMoment,
	renderFrame,
	renderLines,
	type TimelineOptions,
	type VariantView,
	type ViewOptions,
} from "../../timeline/index.ts";
import type { Job } from "../jobs.ts";

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
	const printed = renderLines(variant.recording, look).split("\n").slice(0, -1);
	const reserved = Math.min(printed.length + 1, Math.floor(rows * LINES_PART));
	const view = { demo: playing.job.demo, variants: [variant] };
	const chart = renderFrame(view, 0, at, { ...look, rows: rows - reserved });
	const room = rows - chart.length - 1;
	const lines = room < 1 || printed.length === 0 ? [] : [...printed.slice(-room), ""];
	return { lines: [...lines, ...chart], now: describeMoment(variant.timeline, at) };
}

/** The run so far, drawn as if it stayed as it is up to the end of the axis. */
function viewAt({ job, index, run, horizon, window }: Playing, at: Seconds): VariantView {
	const soFar = run.soFar();
	const end = horizonAt(horizon, at);
	const recording = { ...soFar, elapsed: end };
	const timeline = buildTimeline(recording, { ...window, to: window.to ?? end });
	return { name: soFar.variant, summary: job.variants[index]?.summary ?? "", timeline, recording };
}

/** Doubled until the time fits. */
function horizonAt(horizon: Seconds, at: Seconds): Seconds {
	return at < horizon ? horizon : horizonAt(horizon * 2, at);
}
