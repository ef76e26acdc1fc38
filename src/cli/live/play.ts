import ora from "ora";
import type { Recording } from "../../recording/recording.ts";
import type { TimelineOptions, ViewOptions } from "../../timeline/index.ts";
import type { Context } from "../context.ts";
import { Interrupted } from "../interrupted.ts";
import type { Job } from "../jobs.ts";
import { courseRecorder } from "../recorder.ts";
import { momentOf, type Playing } from "./frame.ts";
import { horizonOf } from "./horizon.ts";
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

/**
 * Runs the variants of a job on the wall clock and shows on a terminal how they go on. `q` stops it: then there are the
 * recordings so far, the last of them cut short.
 * @throws {Interrupted} on Ctrl-C, with the terminal as it was
 */
export async function playJob(job: Job, options: PlayOptions): Promise<Recording[]> {
	const stop = new AbortController();
	const interrupted = new AbortController();
	const stage = new Stage(options.context.out, process.stdin, {
		onKey: (key) => key === "q" && stop.abort(new Error("stopped")),
		onInterrupt: () => interrupted.abort(),
	});
	const signal = AbortSignal.any([stop.signal, interrupted.signal]);
	stage.open();
	try {
		return await Promise.race([playAll(job, stage, signal, options), interruption(interrupted.signal)]);
	} finally {
		stage.close();
	}
}

/** Rejects when the signal comes. */
function interruption(signal: AbortSignal): Promise<never> {
	return new Promise((_resolve, reject) => {
		signal.addEventListener("abort", () => reject(new Interrupted()), { once: true });
	});
}

async function playAll(
	job: Job,
	stage: Stage,
	signal: AbortSignal,
	options: PlayOptions,
): Promise<Recording[]> {
	const recordings: Recording[] = [];
	for (const index of job.variants.keys()) {
		if (!signal.aborted) {
			recordings.push(await play(job, index, stage, signal, options));
		}
	}
	return recordings;
}

async function play(
	job: Job,
	index: number,
	stage: Stage,
	signal: AbortSignal,
	options: PlayOptions,
): Promise<Recording> {
	const { speed, window, look, context } = options;
	const { demo, recorder = courseRecorder, parameters, seed } = job;
	const name = job.variants[index]?.name ?? "";
	const run = recorder.recordLive(demo, name, { parameters, seed, speed, signal, places: true });
	const playing: Playing = { job, index, run, horizon: horizonOf(job), window };
	const began = performance.now();
	const spinner = ora({ isEnabled: false, color: false });
	const draw = () => {
		const at = ((performance.now() - began) / 1000) * speed;
		const moment = momentOf(playing, at, (context.out.rows ?? USUAL_ROWS) - 2, look());
		spinner.text = moment.now;
		stage.show([...moment.lines, "", statusLine(spinner.frame(), look())]);
	};
	draw();
	const timer = setInterval(draw, FRAME);
	try {
		return await run.ended;
	} finally {
		clearInterval(timer);
	}
}

/** What runs now, and the key that stops it. */
function statusLine(now: string, { columns }: ViewOptions): string {
	const hint = "q: stop";
	const room = columns - 1 - hint.length - 2;
	const text =
		now.length > room ? `${now.slice(0, Math.max(0, room - 3))}...` : now.padEnd(Math.max(0, room));
	return `${text}  ${hint}`;
}
