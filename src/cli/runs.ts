import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { buildTimeline } from "../history/lanes/build-timeline.ts";
import type { TimelineOptions } from "../history/timeline.ts";
import type { Recording } from "../recording/index.ts";
import { record } from "../recording/record.ts";
import { recordLive } from "../recording/record-live.ts";
import { plainRecording } from "../recording/write.ts";
import type { RunView } from "../views/view.ts";
import { packageUrl } from "./package-files.ts";
import type { Progress } from "./progress.ts";
import type { Job } from "./sources.ts";

/** Runs the variants of a job, one after the other, under virtual time. */
export async function recordJob(job: Job, progress: Progress): Promise<Recording[]> {
	const { demo, recorder = courseRecorder, variants, parameters, seed, stacks = false } = job;
	const recordings: Recording[] = [];
	for (const { name } of variants) {
		await progress.at(`${demo.name}: ${name}`);
		recordings.push(recorder.record(demo, name, { parameters, seed, stacks, places: true }));
	}
	return recordings;
}

/** Runs the variants of a job, one after the other, on the wall clock. */
export async function recordJobLive(job: Job, speed: number, progress: Progress): Promise<Recording[]> {
	const { demo, recorder = courseRecorder, variants, parameters, seed, stacks = false } = job;
	const options = { parameters, seed, speed, stacks, places: true };
	const recordings: Recording[] = [];
	for (const { name } of variants) {
		await progress.at(`${demo.name}: ${name}, on the wall clock`);
		recordings.push(await recorder.recordLive(demo, name, options).ended);
	}
	return recordings;
}

/** What the views are given of a job's runs. */
export function viewOf(
	{ demo, variants }: Job,
	recordings: readonly Recording[],
	options: TimelineOptions,
): RunView {
	return {
		demo,
		variants: recordings.map((recording, index) => ({
			name: recording.variant,
			summary: variants[index]?.summary ?? "",
			fix: variants[index]?.fix,
			timeline: buildTimeline(recording, options),
			recording,
		})),
	};
}

/** One JSON document for the runs of one demo. */
export function runDocument(job: Job, recordings: readonly Recording[]): unknown {
	return {
		format: "async-lessons/run",
		version: 1,
		demo: job.demo.name,
		seed: job.seed,
		parameters: recordings[0]?.parameters ?? {},
		variants: recordings.map((recording) => variantDocument(plainRecording(recording))),
	};
}

function variantDocument({
	variant,
	elapsed,
	asPromised,
	outcome,
	lines,
	events,
	diagnoses,
}: Recording): unknown {
	return { name: variant, elapsed, asPromised, outcome, lines, events, diagnoses };
}

/** Who runs demos: one copy of the library. A demo can be run by that copy alone which its coroutines were made with. */
export interface Recorder {
	readonly record: typeof record;
	readonly recordLive: typeof recordLive;
}

/** The copy that the demos of the course are made with. */
export const courseRecorder: Recorder = { record, recordLive };

/** The copy that a module at `url` gets when it imports async-lessons; this package's, if it can't get one by that name. */
export async function recorderFor(url: string): Promise<Recorder> {
	return import(libraryFor(url));
}

function libraryFor(url: string): string {
	try {
		return pathToFileURL(createRequire(url).resolve("async-lessons")).href;
	} catch {
		return packageUrl("dist/index.js").href;
	}
}
