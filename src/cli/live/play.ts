// Runs of a demo that are played on a terminal while they go on.

import { withDefaults } from "../../demos/parameters.ts";
import { type Recording, type Seconds, toMicroseconds } from "../../recording/index.ts";
import type { LiveRun } from "../../recording/record-live.ts";
import { Random } from "../../runtime/index.ts";
import { courseRecorder, liveOptions, programFor, type Run, runOf } from "../runs.ts";
import type { Job } from "../sources.ts";
import { holdTerminal } from "../terminal.ts";
import { animated, type PlayOptions } from "./animation.ts";
import { Stage } from "./stage.ts";

/** The axis of a run that promises nothing, in seconds. */
export const USUAL_HORIZON: Seconds = 5;

/** The signals that end a run that is played. */
interface Controls {
	/** `q`: the runs end with what was played so far. */
	readonly stopped: AbortSignal;
	/** Ends the run itself, when it is no longer shown. */
	readonly closed: AbortSignal;
}

/**
 * Runs the variants of a job on the wall clock, so many virtual seconds in each second, and shows on a terminal how they go on. `q`
 * stops it: then there are the recordings so far, the last of them cut short.
 * @throws {Interrupted} on Ctrl-C, with the terminal as it was
 */
export async function playJob(job: Job, speed: number, options: PlayOptions): Promise<Run[]> {
	const [stop, close] = [new AbortController(), new AbortController()];
	const stage = new Stage(options.context.out, options.context.input);
	try {
		return await holdTerminal(stage, (held) => {
			stage.listen({
				onKey: (key) => key === "q" && stop.abort(),
				onInterrupt: held.interrupt,
				onSuspend: held.suspend,
			});
			return playAll(job, speed, stage, { stopped: stop.signal, closed: close.signal }, options);
		});
	} finally {
		close.abort();
	}
}

/** Null, when the signal comes. */
function aborted(signal: AbortSignal): Promise<null> {
	return new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
}

async function playAll(
	job: Job,
	speed: number,
	stage: Stage,
	controls: Controls,
	options: PlayOptions,
): Promise<Run[]> {
	const runs: Run[] = [];
	for (const index of job.variants.keys()) {
		if (!controls.stopped.aborted && !controls.closed.aborted) {
			runs.push(await play(job, index, speed, stage, controls, options));
		}
	}
	return runs;
}

async function play(
	job: Job,
	index: number,
	speed: number,
	stage: Stage,
	{ stopped, closed: signal }: Controls,
	options: PlayOptions,
): Promise<Run> {
	const { demo, variants, recorder = courseRecorder } = job;
	const { name = "", summary = "" } = variants[index] ?? {};
	const run = recorder.recordLive(programFor(job, name), { ...liveOptions(job, speed), signal });
	const { soFar, ended } = run;
	const playing = { demo, summary, soFar, horizon: horizonOf(job), window: options.window };
	const began = performance.now();
	const now = () => ((performance.now() - began) / 1000) * speed;
	const scene = () => ({ playing, at: now() });
	const last = await animated(stage, scene, "q: stop", options, () =>
		Promise.race([ended, aborted(stopped)]),
	);
	return runOf(last ?? cutShort(run, now()));
}

/** What has happened by now. What still happens while the run is left is no part of it. */
function cutShort(run: LiveRun, now: Seconds): Recording {
	const { header, facts } = run.soFar();
	const end = { kind: "end", how: "stopped", at: toMicroseconds(now), by: "interrupt" } as const;
	return { header, facts: Array.from(facts), end };
}

/** How long the longest variant of a job promises to take. */
export function horizonOf({ demo, variants, parameters, seed }: Job): Seconds {
	const values = withDefaults(demo, parameters);
	const times = variants.map((variant) => {
		const promised = variant.elapsed(values, new Random(seed));
		return typeof promised === "number" ? promised : promised.atMost;
	});
	return Math.max(
		...times.map((time) => (time > 0 && time < Number.POSITIVE_INFINITY ? time : USUAL_HORIZON)),
	);
}
