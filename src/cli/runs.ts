// Runs: how jobs are run, and what is kept and shown of them.

import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Demo, Variant } from "../demos/define-demo.ts";
import { asExpected } from "../demos/expectation.ts";
import { programOf } from "../demos/program.ts";
import { sections } from "../demos/sections.ts";
import { tell, tellVariant } from "../demos/tell.ts";
import type { Finding } from "../findings/finding.ts";
import { findingsOf } from "../findings/findings.ts";
import { missingPlaces } from "../findings/missing-places.ts";
import { History } from "../history/history.ts";
import { buildTimeline } from "../history/lanes/build-timeline.ts";
import type { TimelineOptions } from "../history/timeline.ts";
import { plainFact, type Recording } from "../recording/index.ts";
import type { Program } from "../recording/program.ts";
import { type Recorded, record } from "../recording/record.ts";
import { recordLive } from "../recording/record-live.ts";
import type { RunView, VariantView } from "../views/view.ts";
import { packageUrl } from "./files.ts";
import type { Progress } from "./progress.ts";
import type { Job } from "./sources.ts";

/** One run: what was recorded of it, and its history, from which all that is shown is read. */
export interface Run {
	readonly recording: Recording;
	readonly history: History;
	/** What is wrong with it. Found on the first read. */
	readonly findings: readonly Finding[];
}

/** Reads a recording. */
export function runOf(recording: Recording | Recorded): Run {
	const history = new History(recording);
	let findings: readonly Finding[] | undefined;
	return {
		recording,
		history,
		get findings() {
			findings ??= withPlaces(findingsOf(history), history);
			return findings;
		},
	};
}

/** Findings about a large run may lack their places. They are filled in if the program can be run again. */
function withPlaces(findings: readonly Finding[], history: History): readonly Finding[] {
	const { recording } = history;
	if (!("fillPlaces" in recording)) return findings;
	const missing = missingPlaces(findings, history);
	if (missing.length === 0) return findings;
	(recording as Recorded).fillPlaces(missing);
	return findingsOf(new History(recording));
}

/** Whether all of them ended as their demos promise. */
export function allAsExpected(runs: readonly Run[]): boolean {
	return runs.every(({ history }) => asExpected(history));
}

/** One copy of the library, to run demos. Only the copy that made a demo's coroutines can run it. */
export interface Recorder {
	readonly record: typeof record;
	readonly recordLive: typeof recordLive;
}

/** The copy that made the demos of the course. */
export const courseRecorder: Recorder = { record, recordLive };

/** The copy that a module at `url` imports as async-lessons; this package's, if it finds none by that name. */
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

/** One variant of a job as a program to record. */
export function programFor({ demo, parameters, folder }: Job, variant: string): Program {
	return programOf(demo, variant, parameters, folder ?? fileURLToPath(packageUrl("src/demos")));
}

/** Runs the variants of a job, one after the other, under virtual time. */
export async function recordJob(job: Job, progress: Progress): Promise<Run[]> {
	const { demo, recorder = courseRecorder, variants, seed, stacks = false } = job;
	const runs: Run[] = [];
	for (const { name } of variants) {
		await progress.at(`${demo.name}: ${name}`);
		runs.push(runOf(recorder.record(programFor(job, name), { seed, stacks, places: true })));
	}
	return runs;
}

/** Runs the variants of a job, one after the other, on the wall clock. */
export async function recordJobLive(job: Job, speed: number, progress: Progress): Promise<Run[]> {
	const { demo, recorder = courseRecorder, variants, seed, stacks = false } = job;
	const runs: Run[] = [];
	for (const { name } of variants) {
		await progress.at(`${demo.name}: ${name}, on the wall clock`);
		runs.push(
			runOf(await recorder.recordLive(programFor(job, name), { seed, speed, stacks, places: true }).ended),
		);
	}
	return runs;
}

/** What the views are given of a job's runs. */
export function viewOf({ demo, variants }: Job, runs: readonly Run[], options: TimelineOptions): RunView {
	const { name, title, section } = demo;
	const views = runs.map((run, index) => variantView(demo, variants[index], run, options));
	return {
		demo: { name, title, section, ...tell(demo, runs) },
		sections: sections.length,
		variants: views,
	};
}

/** What the views are given of one run. */
export function variantView(
	demo: Demo,
	variant: Variant | undefined,
	run: Run,
	options: TimelineOptions,
): VariantView {
	const { recording, history } = run;
	// First: this reads all facts, and what is asked later finds them read.
	const timeline = buildTimeline(history, options);
	return {
		name: recording.header.variant,
		...tellVariant(demo, variant, run),
		timeline,
		lines: history.lines,
		findings: run.findings,
	};
}

/** One JSON document for the runs of one demo. */
export function runDocument({ demo, seed }: Job, runs: readonly Run[]): unknown {
	return {
		format: "async-lessons/run",
		version: 2,
		demo: demo.name,
		seed,
		parameters: runs[0]?.recording.header.parameters,
		variants: runs.map(variantDocument),
	};
}

function variantDocument({ recording, history, findings }: Run): unknown {
	return {
		name: recording.header.variant,
		elapsed: history.elapsed,
		asPromised: asExpected(history),
		outcome: history.outcome,
		lines: history.lines,
		findings,
		facts: Array.from(recording.facts, plainFact),
	};
}
