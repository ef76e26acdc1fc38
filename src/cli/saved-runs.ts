import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Demo, defineDemo, type GivenVariant, type Variant } from "../demos/define-demo.ts";
import { registered } from "../demos/registry.ts";
import type { Recording } from "../recording/index.ts";
import { readRecording } from "../recording/read.ts";
import { RecordingError } from "../recording/recording-error.ts";
import { UsageError } from "./errors.ts";
import type { Job } from "./sources.ts";

/** Whether a name given on the command line is that of a file of recordings. */
export function isSaved(name: string): boolean {
	return name.endsWith(".json");
}

/** What was run once, and what happened. */
export interface SavedRun {
	readonly job: Job;
	readonly recordings: readonly Recording[];
}

/**
 * The runs in a file that `run --save` wrote, by demo.
 * @throws {UsageError} if it can't be read, or holds something else
 */
export function readSaved(path: string, cwd: string): SavedRun[] {
	const recordings = linesOf(path, cwd).map((line, index) => recordingIn(line, `${path}, line ${index + 1}`));
	if (recordings.length === 0) {
		throw new UsageError(`${path} holds no recordings`);
	}
	const names = [...new Set(recordings.map(({ demo }) => demo))];
	return names.map((name) =>
		runOf(
			name,
			recordings.filter(({ demo }) => demo === name),
		),
	);
}

function linesOf(path: string, cwd: string): string[] {
	try {
		const lines = readFileSync(resolve(cwd, path), "utf8").split("\n");
		return lines.filter((line) => line.trim() !== "");
	} catch (error) {
		throw error instanceof Error && "code" in error
			? new UsageError(`can't read ${path}: ${error.code}`)
			: error;
	}
}

function recordingIn(line: string, where: string): Recording {
	try {
		return readRecording(line);
	} catch (error) {
		throw error instanceof RecordingError ? new UsageError(`${where}: ${error.message}`) : error;
	}
}

function runOf(name: string, recordings: readonly Recording[]): SavedRun {
	const demo = registered(name) ?? unknownDemo(name, recordings);
	const variants = recordings.map(({ variant }) => variantOf(demo, variant));
	const { parameters = {}, seed = 0 } = recordings[0] ?? {};
	return { job: { demo, variants, parameters, seed }, recordings };
}

/** A recording may outlive its demo, or come from one of somebody else's. */
function unknownDemo(name: string, recordings: readonly Recording[]): Demo {
	const [first = "", ...others] = recordings.map(({ variant }) => variant);
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
