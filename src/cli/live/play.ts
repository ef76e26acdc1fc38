// Runs that are played on a terminal while they go on.

import ora from "ora";
import { withDefaults } from "../../demos/parameters.ts";
import { sections } from "../../demos/sections.ts";
import { History } from "../../history/history.ts";
import { buildTimeline } from "../../history/lanes/build-timeline.ts";
import type { TimelineOptions } from "../../history/timeline.ts";
import { type Recording, type Seconds, toMicroseconds } from "../../recording/index.ts";
import type { LiveRun } from "../../recording/record-live.ts";
import { Random } from "../../runtime/index.ts";
import { cutEnd, padEnd, textWidth } from "../../text/width.ts";
import { describeMoment } from "../../views/prose/describe-moment.ts";
import { renderFrame, renderLines } from "../../views/render.ts";
import type { VariantView, ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { courseRecorder, liveOptions, programFor, type Run, runOf } from "../runs.ts";
import type { Job } from "../sources.ts";
import { holdTerminal } from "../terminal.ts";
import { Stage } from "./stage.ts";

/** The time between two pictures, in milliseconds. */
const FRAME = 100;

/** The rows of a terminal that does not say how many it has. */
const USUAL_ROWS = 24;

export interface PlayOptions {
	/** Virtual seconds in each second. */
	readonly speed: number;
	readonly window: TimelineOptions;
	/** The display at this moment: a terminal may be resized. */
	readonly display: () => ViewOptions;
	readonly context: Context;
}

/** The signals that end a run that is played. */
interface Controls {
	/** `q`: the runs end with what was played so far. */
	readonly stopped: AbortSignal;
	/** Ends the run itself, when it is no longer shown. */
	readonly closed: AbortSignal;
}

/**
 * Runs the variants of a job on the wall clock and shows on a terminal how they go on. `q` stops it: then there are the
 * recordings so far, the last of them cut short.
 * @throws {Interrupted} on Ctrl-C, with the terminal as it was
 */
export async function playJob(job: Job, options: PlayOptions): Promise<Run[]> {
	const [stop, close] = [new AbortController(), new AbortController()];
	const stage = new Stage(options.context.out, process.stdin);
	try {
		return await holdTerminal(stage, (held) => {
			stage.listen({
				onKey: (key) => key === "q" && stop.abort(),
				onInterrupt: held.interrupt,
				onSuspend: held.suspend,
			});
			return playAll(job, stage, { stopped: stop.signal, closed: close.signal }, options);
		});
	} finally {
		close.abort();
	}
}

/** Null, when the signal comes. */
function aborted(signal: AbortSignal): Promise<null> {
	return new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
}

async function playAll(job: Job, stage: Stage, controls: Controls, options: PlayOptions): Promise<Run[]> {
	const runs: Run[] = [];
	for (const index of job.variants.keys()) {
		if (!controls.stopped.aborted && !controls.closed.aborted) {
			runs.push(await play(job, index, stage, controls, options));
		}
	}
	return runs;
}

async function play(
	job: Job,
	index: number,
	stage: Stage,
	{ stopped, closed: signal }: Controls,
	options: PlayOptions,
): Promise<Run> {
	const { speed, window, display, context } = options;
	const { recorder = courseRecorder } = job;
	const name = job.variants[index]?.name ?? "";
	const run = recorder.recordLive(programFor(job, name), { ...liveOptions(job, speed), signal });
	const playing: Playing = { job, index, run, horizon: horizonOf(job), window };
	const began = performance.now();
	const now = () => ((performance.now() - began) / 1000) * speed;
	const spinner = ora({ isEnabled: false, color: false, spinner: display().ascii ? "line" : "dots" });
	const draw = () => {
		const moment = momentOf(playing, now(), (context.out.rows ?? USUAL_ROWS) - 2, display());
		spinner.text = moment.now;
		stage.show([...moment.lines, "", statusLine(spinner.frame(), display())]);
	};
	draw();
	const timer = setInterval(draw, FRAME);
	try {
		return runOf((await Promise.race([run.ended, aborted(stopped)])) ?? cutShort(run, now()));
	} finally {
		clearInterval(timer);
	}
}

/** What has happened by now. What still happens while the run is left is no part of it. */
function cutShort(run: LiveRun, now: Seconds): Recording {
	const { header, facts } = run.soFar();
	const end = { kind: "end", how: "stopped", at: toMicroseconds(now), by: "interrupt" } as const;
	return { header, facts: Array.from(facts), end };
}

/** What runs now, and the key that stops it. */
export function statusLine(now: string, { columns }: ViewOptions): string {
	const hint = "q: stop";
	const room = Math.max(0, columns - 1 - textWidth(hint) - 2);
	return `${padEnd(cutEnd(now, room, "..."), room)}  ${hint}`;
}

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

/** The screen of a run at `at`, at most `rows` high. */
export function momentOf(playing: Playing, at: Seconds, rows: number, display: ViewOptions): Moment {
	const variant = viewAt(playing, at);
	const printed = renderLines(variant.lines.slice(-rows), display).split("\n").slice(0, -1);
	const reserved = Math.min(printed.length + 1, Math.floor(rows * LINES_PART));
	const { name, title, section } = playing.job.demo;
	const demo = { name, title, section, why: "", next: [] };
	const view = { demo, sections: sections.length, variants: [variant] };
	const chart = renderFrame(view, 0, at, { ...display, rows: rows - reserved });
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
