import ora from "ora";
import type { TimelineOptions } from "../../history/timeline.ts";
import { type Recording, type Seconds, toMicroseconds } from "../../recording/index.ts";
import type { LiveRun } from "../../recording/record-live.ts";
import { cutEnd, padEnd, textWidth } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { Interrupted } from "../errors.ts";
import { courseRecorder, programFor, type Run, runOf } from "../runs.ts";
import type { Job } from "../sources.ts";
import { horizonOf, momentOf, type Playing } from "./frame.ts";
import { Stage } from "./stage.ts";

/** Between two pictures, in milliseconds. */
const FRAME = 100;

/** Of a terminal that does not say. */
const USUAL_ROWS = 24;

export interface PlayOptions {
	/** Virtual seconds in each second. */
	readonly speed: number;
	readonly window: TimelineOptions;
	/** How it looks at this moment: a terminal may be resized. */
	readonly look: () => ViewOptions;
	readonly context: Context;
}

/** What a run that is played reacts to. */
interface Controls {
	/** `q`: what was played so far is what there is. */
	readonly stopped: AbortSignal;
	/** Ends the run itself, when nobody watches any more. */
	readonly left: AbortSignal;
}

/**
 * Runs the variants of a job on the wall clock and shows on a terminal how they go on. `q` stops it: then there are the
 * recordings so far, the last of them cut short.
 * @throws {Interrupted} on Ctrl-C, with the terminal as it was
 */
export async function playJob(job: Job, options: PlayOptions): Promise<Run[]> {
	const [stop, interrupt, leave] = [new AbortController(), new AbortController(), new AbortController()];
	const stage = new Stage(options.context.out, process.stdin, {
		onKey: (key) => key === "q" && stop.abort(),
		onInterrupt: () => interrupt.abort(),
	});
	stage.open();
	try {
		const controls = { stopped: stop.signal, left: leave.signal };
		const ended = await Promise.race([playAll(job, stage, controls, options), aborted(interrupt.signal)]);
		if (ended === null) {
			throw new Interrupted();
		}
		return ended;
	} finally {
		stage.close();
		leave.abort();
	}
}

/** Null, when the signal comes. */
function aborted(signal: AbortSignal): Promise<null> {
	return new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
}

async function playAll(job: Job, stage: Stage, controls: Controls, options: PlayOptions): Promise<Run[]> {
	const runs: Run[] = [];
	for (const index of job.variants.keys()) {
		if (!controls.stopped.aborted && !controls.left.aborted) {
			runs.push(await play(job, index, stage, controls, options));
		}
	}
	return runs;
}

async function play(
	job: Job,
	index: number,
	stage: Stage,
	{ stopped, left: signal }: Controls,
	options: PlayOptions,
): Promise<Run> {
	const { speed, window, look, context } = options;
	const { recorder = courseRecorder, seed, stacks = false } = job;
	const name = job.variants[index]?.name ?? "";
	const run = recorder.recordLive(programFor(job, name), { seed, speed, signal, stacks, places: true });
	const playing: Playing = { job, index, run, horizon: horizonOf(job), window };
	const began = performance.now();
	const now = () => ((performance.now() - began) / 1000) * speed;
	const spinner = ora({ isEnabled: false, color: false, spinner: look().ascii ? "line" : "dots" });
	const draw = () => {
		const moment = momentOf(playing, now(), (context.out.rows ?? USUAL_ROWS) - 2, look());
		spinner.text = moment.now;
		stage.show([...moment.lines, "", statusLine(spinner.frame(), look())]);
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
function statusLine(now: string, { columns }: ViewOptions): string {
	const hint = "q: stop";
	const room = Math.max(0, columns - 1 - textWidth(hint) - 2);
	return `${padEnd(cutEnd(now, room, "..."), room)}  ${hint}`;
}
