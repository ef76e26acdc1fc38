// Runs: how jobs are run, and what is kept and shown of them.

import { fileURLToPath } from "node:url";
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
import { FactLines } from "../recording/fact-lines.ts";
import { jsonText, type Recording } from "../recording/index.ts";
import { plainValue } from "../recording/plain-value.ts";
import type { Program } from "../recording/program.ts";
import { type Recorded, startRecording } from "../recording/record.ts";
import { type RecordLiveOptions, recordLive } from "../recording/record-live.ts";
import { getRunningLoop, print } from "../runtime/index.ts";
import type { RunView, VariantView } from "../views/view.ts";
import { packageUrl } from "./files.ts";
import { breakOffOnce, type Interruption, recordToEnd } from "./interruption.ts";
import { libraryFor } from "./own-library.ts";
import type { OwnProcess } from "./own-process.ts";
import type { OwnScript, ScriptRequest } from "./own-script.ts";
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
	return runIn(new History(recording));
}

/** The run of a history. */
function runIn(history: History): Run {
	const { recording } = history;
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
	readonly startRecording: typeof startRecording;
	readonly recordLive: typeof recordLive;
	readonly print: typeof print;
	readonly getRunningLoop: typeof getRunningLoop;
}

/** The copy that made the demos of the course. */
export const courseRecorder: Recorder = { startRecording, recordLive, print, getRunningLoop };

/** The copy that a module at `url` imports as async-lessons; this package's, if it finds none by that name. */
export async function recorderFor(url: string): Promise<Recorder> {
	return import(libraryFor(url));
}

/** One variant of a job as a program to record. */
export function programFor({ demo, parameters, folder }: Job, variant: string): Program {
	return programOf(demo, variant, parameters, folder ?? fileURLToPath(packageUrl("src/demos")));
}

/**
 * Runs the variants of a job, one after the other, under virtual time. If that is interrupted, the last run is the one that was
 * broken off.
 */
export async function recordJob(job: Job, progress: Progress, interruption: Interruption): Promise<Run[]> {
	if (job.script !== undefined) return recordScriptJob(job, job.script, {}, progress, interruption);
	const runs: Run[] = [];
	for (const { name } of job.variants) {
		if (interruption.happened) break;
		await progress.at(`${job.demo.name}: ${name}`);
		const run = await interruption.during(() => recordVariant(job, name, interruption));
		interruption.noteEnd(run.recording);
		runs.push(run);
	}
	return runs;
}

/** Runs the script of a job, as `how` says, to its end or as far as it comes. */
export async function recordScriptJob(
	{ demo, seed, until }: Job,
	script: OwnScript,
	how: ScriptRequest,
	progress: Progress,
	interruption: Interruption,
): Promise<Run[]> {
	await progress.at(demo.name);
	const request = { ...how, seed, ...(until === undefined ? {} : { until }) };
	const runs = await interruption.during(() => script.record(request, interruption, () => progress.clear()));
	for (const run of runs) interruption.noteEnd(run.recording);
	return runs;
}

async function recordVariant(job: Job, variant: string, interruption: Interruption): Promise<Run> {
	const { recorder = courseRecorder, ownProcess, parameters, seed, stacks = false, until } = job;
	const options = { seed, stacks, ...(until === undefined ? {} : { until }) };
	if (ownProcess !== undefined) {
		const run = runIn(await ownProcess.record({ variant, parameters, ...options }, interruption));
		return withPlacesOf(ownProcess, run, interruption);
	}
	const take = recorder.startRecording(programFor(job, variant), {
		...options,
		places: true,
		onOverflow: breakOffOnce(),
	});
	return runOf(await recordToEnd(take, interruption));
}

/** Runs the variants of a job, one after the other, on the wall clock. */
export async function recordJobLive(
	job: Job,
	speed: number,
	progress: Progress,
	interruption: Interruption,
): Promise<Run[]> {
	if (job.script !== undefined)
		return recordScriptJob(job, job.script, { live: true }, progress, interruption);
	const { demo, recorder = courseRecorder, variants } = job;
	const runs: Run[] = [];
	for (const { name } of variants) {
		await progress.at(`${demo.name}: ${name}, on the wall clock`);
		runs.push(runOf(await recorder.recordLive(programFor(job, name), liveOptions(job, speed)).ended));
	}
	return runs;
}

/** Findings about a large run may lack their places: the process that ran it is asked as long as it is there. */
async function withPlacesOf(ownProcess: OwnProcess, run: Run, interruption: Interruption): Promise<Run> {
	const { recording, history } = run;
	if (recording.facts.length <= FEW_FACTS || interruption.happened) return run;
	const missing = missingPlaces(run.findings, history);
	if (missing.length === 0) return run;
	await ownProcess.fillPlaces(recording, missing, interruption);
	return runOf(recording);
}

/** All facts of so short a run have their places, where they have any. */
const FEW_FACTS = 500;

/** How a job is recorded on the wall clock. */
export function liveOptions({ seed, stacks = false, until }: Job, speed: number): RecordLiveOptions {
	return { seed, speed, stacks, places: true, ...(until === undefined ? {} : { until }) };
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

/** One JSON document for the runs of one demo, in pieces: it may be longer than a text can be. */
export function* runDocument({ demo, seed }: Job, runs: readonly Run[]): Generator<string, void> {
	const parameters = runs[0]?.recording.header.parameters;
	const head = { format: "async-lessons/run", version: 2, demo: demo.name, seed, parameters };
	yield `${jsonText(head).slice(0, -1)},"variants":[`;
	for (const [index, run] of runs.entries()) {
		if (index > 0) yield ",";
		yield* variantDocument(run);
	}
	yield "]}\n";
}

function* variantDocument({ recording, history, findings }: Run): Generator<string, void> {
	const { outcome, elapsed } = history;
	const head = {
		name: recording.header.variant,
		elapsed,
		asPromised: asExpected(history),
		outcome: outcome.kind === "returned" ? { ...outcome, value: plainValue(outcome.value) } : outcome,
	};
	yield `${jsonText(head).slice(0, -1)},"lines":[`;
	yield* joined(history.lines, (line) => jsonText(line));
	yield `],"findings":${jsonText(findings)},"facts":[`;
	const lines = new FactLines();
	yield* joined(recording.facts, (fact) => lines.of(fact).trimEnd());
	yield "]}";
}

/** So many characters make a piece. */
const LONGEST_PIECE = 1_000_000;

function* joined<T>(items: Iterable<T>, text: (item: T) => string): Generator<string, void> {
	let piece = "";
	let comma = "";
	for (const item of items) {
		piece += comma + text(item);
		comma = ",";
		if (piece.length < LONGEST_PIECE) continue;
		yield piece;
		piece = "";
	}
	yield piece;
}
