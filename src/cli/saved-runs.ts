import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Demo, defineDemo, type GivenVariant, type Variant } from "../demos/define-demo.ts";
import { registered } from "../demos/registry.ts";
import type { Recording } from "../recording/index.ts";
import { readRecordings } from "../recording/read.ts";
import { RecordingError } from "../recording/recording-error.ts";
import { UsageError } from "./errors.ts";
import { type Run, runOf } from "./runs.ts";
import type { Job } from "./sources.ts";

/** What was run once, and what happened. */
export interface SavedRun {
	readonly job: Job;
	readonly runs: readonly Run[];
}

/**
 * The runs in a file of recordings, by program.
 * @throws {UsageError} if it can't be read, or holds something else
 */
export function readSaved(path: string, cwd: string): SavedRun[] {
	const recordings = recordingsIn(textOf(path, cwd), path);
	if (recordings.length === 0) {
		throw new UsageError(`${path} holds no recordings`);
	}
	const names = [...new Set(recordings.map(({ header }) => header.program))];
	return names.map((name) =>
		savedRun(
			name,
			recordings.filter(({ header }) => header.program === name),
		),
	);
}

function textOf(path: string, cwd: string): string {
	try {
		return readFileSync(resolve(cwd, path), "utf8");
	} catch (error) {
		throw error instanceof Error && "code" in error
			? new UsageError(`can't read ${path}: ${error.code}`)
			: error;
	}
}

function recordingsIn(text: string, path: string): Recording[] {
	try {
		return readRecordings(text);
	} catch (error) {
		throw error instanceof RecordingError ? new UsageError(`${path}: ${error.message}`) : error;
	}
}

function savedRun(name: string, recordings: readonly Recording[]): SavedRun {
	const demo = registered(name) ?? unknownDemo(name, recordings);
	const variants = recordings.map(({ header }) => variantOf(demo, header.variant));
	const { parameters = {}, seed = 0 } = recordings[0]?.header ?? {};
	return { job: { demo, variants, parameters, seed }, runs: recordings.map(runOf) };
}

/** A recording may outlive its demo, or come from one of somebody else's. */
function unknownDemo(name: string, recordings: readonly Recording[]): Demo {
	const [first = "", ...others] = recordings.map(({ header }) => header.variant);
	return defineDemo({ name, variants: [ranOnce(first), ...others.map(ranOnce)] });
}

function ranOnce(name: string): GivenVariant {
	return { name, main: neverRun };
}

function variantOf(demo: Demo, name: string): Variant {
	return demo.variants.find((variant) => variant.name === name) ?? { ...demo.variants[0], name, summary: "" };
}

function neverRun(): never {
	throw new Error("a saved run is not run again");
}
