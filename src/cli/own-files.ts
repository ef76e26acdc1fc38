// Names that are files: modules with a demo of the user's own, and saved recordings.

import { createReadStream } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
	type Demo,
	defineDemo,
	type GivenDemo,
	type GivenVariant,
	type Variant,
} from "../demos/define-demo.ts";
import { registered } from "../demos/registry.ts";
import type { Recording } from "../recording/index.ts";
import { BrokenModule, UsageError } from "./errors.ts";
import { quoted } from "./option-values.ts";
import { type Recorder, type Run, recorderFor, runOf } from "./runs.ts";
import type { Job } from "./sources.ts";

/** Whether a name given on the command line is that of a file: it has a folder or the ending of a module. */
export function isPath(name: string): boolean {
	return /[\\/]|\.[cm]?[jt]s$/.test(name);
}

/** Whether a name given on the command line is that of a Python script. */
export function isScript(name: string): boolean {
	return /\.pyw?$/.test(name);
}

/** Whether a name given on the command line is that of a file of recordings. */
export function isSaved(name: string): boolean {
	return /\.jsonl?$/.test(name);
}

/** A demo, and the copy of the library that can run it. */
export interface LoadedDemo {
	readonly demo: Demo;
	readonly recorder: Recorder;
	/** Where its source lies; absent for the demos of the course. */
	readonly folder?: string;
}

/**
 * Loads the demo that a module of the user's own exports: as `demo`, or as its only export of that kind.
 * @throws {UsageError} if there is no such file or no such demo in it
 */
export async function loadOwnDemo(path: string, cwd: string): Promise<LoadedDemo> {
	const url = pathToFileURL(resolve(cwd, path)).href;
	const exported = await importModule(path, url);
	const demos = Object.values(exported).filter(isDemo);
	const demo = isDemo(exported.demo) ? exported.demo : demos[0];
	if (demo === undefined) {
		throw new UsageError(`${path} exports no demo; export one that defineDemo made`);
	}
	const twice = demo.variants.find(
		({ name }, index) => demo.variants.findIndex((one) => one.name === name) < index,
	);
	if (twice !== undefined) throw new UsageError(`${path} has two variants called ${quoted(twice.name)}`);
	if (demos.length > 1 && demo !== exported.demo) {
		throw new UsageError(`${path} exports several demos; call the one to run "demo"`);
	}
	return { demo: defineDemo(demo), recorder: await recorderFor(url), folder: dirname(resolve(cwd, path)) };
}

async function importModule(path: string, url: string): Promise<Record<string, unknown>> {
	if (isSaved(path)) throw new UsageError(`${path} is JSON; only run shows saved runs, again`);
	try {
		return await import(url);
	} catch (error) {
		throw await explained(error, path, url);
	}
}

/** Why a module can't be loaded. */
async function explained(error: unknown, path: string, url: string): Promise<Error> {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	const missing = error instanceof Error && "url" in error ? error.url === url : false;
	if (code === "ERR_MODULE_NOT_FOUND" && missing) return new UsageError(`no file ${path}`);
	if (code === "ERR_MODULE_NOT_FOUND") return new UsageError(`${path}: ${missingImport(error)}`);
	if (code === "ERR_UNSUPPORTED_DIR_IMPORT") {
		return new UsageError(`${path} is a folder; name the module in it`);
	}
	if (code === "ERR_UNKNOWN_FILE_EXTENSION") {
		const { node } = process.versions;
		return new UsageError(`Node ${node} can't load ${path}; compile it first, or use Node 22.18 or newer`);
	}
	const fault = error instanceof SyntaxError ? await syntaxReport(error, url) : ownStack(error);
	return new BrokenModule(`${path} can't be loaded\n${fault}`, { cause: error });
}

/** Node's first line on it, and what helps with the library itself. */
function missingImport(error: unknown): string {
	const [line = ""] = String(error instanceof Error ? error.message : error).split("\n");
	const isLibrary = line.includes("'async-lessons'");
	return isLibrary
		? "it can't find async-lessons; install it in its folder: npm install async-lessons"
		: line;
}

function isDemo(value: unknown): value is GivenDemo {
	if (typeof value !== "object" || value === null || !("name" in value && "variants" in value)) {
		return false;
	}
	return Array.isArray(value.variants) && value.variants.length > 0 && value.variants.every(isVariant);
}

function isVariant(value: unknown): value is GivenVariant {
	const isObject = typeof value === "object" && value !== null;
	return isObject && "name" in value && "main" in value && typeof value.main === "function";
}

/** What Node says when it only checks the file: the line, and where in it. On an import it says neither. */
async function syntaxReport(error: SyntaxError, url: string): Promise<string> {
	const { spawnSync } = await import("node:child_process");
	const { stderr } = spawnSync(process.execPath, ["--check", fileURLToPath(url)], { encoding: "utf8" });
	const [report = ""] = stderr.split(/\n\s+at /);
	return report.includes("SyntaxError") ? report.trimEnd() : String(error);
}

/** The stack without the frames that loaded the module. */
function ownStack(error: unknown): string {
	if (!(error instanceof Error) || error.stack === undefined) return String(error);
	const isOurs = (line: string) => /^\s+at .*(?:node:internal|\/dist\/cli\/|Promise\.all \()/.test(line);
	const lines = error.stack.split("\n").filter((line) => !isOurs(line));
	return lines.join("\n");
}

/** What was run, and what happened. */
export interface SavedRun {
	readonly job: Job;
	readonly runs: readonly Run[];
}

/**
 * The runs in a file of recordings, by program.
 * @throws {UsageError} if it can't be read, or holds something else
 */
export async function readSaved(path: string, cwd: string): Promise<SavedRun[]> {
	const recordings = await recordingsIn(path, cwd);
	if (recordings.length === 0) {
		throw new UsageError(`${path} holds no recordings`);
	}
	const names = [...new Set(recordings.map(({ header }) => header.program))];
	return names.map((name) => {
		const runs = recordings.filter(({ header }) => header.program === name).map(runOf);
		return { job: jobOfRuns(name, runs), runs };
	});
}

/** The file may be longer than a text can be, so it is read in pieces. What checks recordings is loaded where there are any. */
async function recordingsIn(path: string, cwd: string): Promise<readonly Recording[]> {
	const [{ RecordingReader }, { RecordingError }] = await Promise.all([
		import("../recording/read.ts"),
		import("../recording/recording-error.ts"),
	]);
	const reader = new RecordingReader();
	try {
		for await (const piece of createReadStream(resolve(cwd, path), { encoding: "utf8" }))
			reader.read(String(piece));
		reader.close();
		return reader.recordings;
	} catch (error) {
		if (error instanceof RecordingError) throw new UsageError(`${path}: ${error.message}`);
		throw error instanceof Error && "code" in error
			? new UsageError(`can't read ${path}: ${error.code}`)
			: error;
	}
}

/** What was run, as its runs tell it. */
export function jobOfRuns(name: string, runs: readonly Run[]): Job {
	const headers = runs.map(({ recording }) => recording.header);
	const isPython = headers.some(({ language }) => language === "python");
	const demo = (isPython ? undefined : registered(name)) ?? demoOf(name, runs);
	const variants = headers.map(({ variant }) => variantOf(demo, variant));
	const { parameters = {}, seed = 0 } = headers[0] ?? {};
	return { demo, variants, parameters, seed };
}

/** A demo for runs whose own is not in the course. */
function demoOf(name: string, runs: readonly Run[]): Demo {
	const [first = "", ...others] = runs.map(({ recording }) => recording.header.variant);
	const variants = [savedVariant(first), ...others.map(savedVariant)] as const;
	return defineDemo({ name, title: pythonText(runs), variants });
}

/** `CPython 3.13.0`, and whose clock counted where that was not the virtual one; nothing for what is not Python. */
function pythonText(runs: readonly Run[]): string {
	const [first] = runs;
	if (first?.recording.header.language !== "python") return "";
	const { runtime } = first.recording.header;
	return runs.some(isByWallClock) ? `${runtime}, by the wall clock` : runtime;
}

function isByWallClock({ recording, history }: Run): boolean {
	return recording.header.clock === "wall" || history.indexed("clock-switched").length > 0;
}

function savedVariant(name: string): GivenVariant {
	return { name, main: neverRun };
}

/** The variant of this name. A demo of the course may have lost it since it was recorded: then its name is all that is known. */
function variantOf(demo: Demo, name: string): Variant {
	const [unknown] = defineDemo({ name: demo.name, variants: [savedVariant(name)] }).variants;
	return demo.variants.find((variant) => variant.name === name) ?? unknown;
}

function neverRun(): never {
	throw new Error("a saved run is not run again");
}
