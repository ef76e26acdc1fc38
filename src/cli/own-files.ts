// Names that are files: modules with a demo of the user's own, and saved recordings.

import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { DemoError } from "../demos/check-demo.ts";
import { type Demo, defineDemo, type GivenDemo, type Variant } from "../demos/define-demo.ts";
import { registered } from "../demos/registry.ts";
import type { Recording } from "../recording/index.ts";
import { MOST_SAVED, SavedSize, TOO_MUCH_SAVED } from "../recording/saved-size.ts";
import { BrokenModule, UsageError } from "./errors.ts";
import { isSaved } from "./file-names.ts";
import { provideLibrary } from "./own-library.ts";
import { type Recorder, type Run, recorderFor, runOf } from "./runs.ts";
import type { Job } from "./sources.ts";
import { systemSentence, withFaults } from "./system-fault.ts";
import { thrownText } from "./thrown-text.ts";

/** A demo, and the copy of the library that can run it. */
export interface LoadedDemo {
	readonly demo: Demo;
	readonly recorder: Recorder;
	/** Where its source lies; absent for the demos of the course. */
	readonly folder?: string;
}

/**
 * Loads the demo that a module of the user's own exports: as `demo`, or as its only export of that kind; else the coroutine function
 * that it exports as `main`, as a demo of one variant.
 * @throws {UsageError} if there is no such file or no such demo in it
 */
export async function loadOwnDemo(path: string, cwd: string): Promise<LoadedDemo> {
	const url = pathToFileURL(resolve(cwd, path)).href;
	const exported = await importModule(path, url);
	const demos = Object.values(exported).filter(isMeantAsDemo);
	const demo = exported.demo ?? demos[0] ?? demoOfMain(path, exported.main);
	if (demo === undefined) {
		throw new UsageError(
			`${path} exports no demo; export a coroutine function as main, or a demo that defineDemo made`,
		);
	}
	if (demos.length > 1 && demo !== exported.demo) {
		throw new UsageError(`${path} exports several demos; call the one to run "demo"`);
	}
	return {
		demo: definedIn(path, demo),
		recorder: await recorderFor(url),
		folder: dirname(resolve(cwd, path)),
	};
}

/** A program without numbers. */
function demoOfMain(path: string, main: unknown): GivenDemo | undefined {
	if (typeof main !== "function") return undefined;
	const name = basename(path).replace(/\.[cm]?[jt]s$/, "");
	return { name, variants: [{ name: "main", main: () => main() }] };
}

function definedIn(path: string, demo: unknown): Demo {
	try {
		// Whatever it is: what is no demo is refused there.
		return defineDemo(demo as GivenDemo);
	} catch (error) {
		throw error instanceof DemoError ? new UsageError(`${path}: ${error.message}`) : error;
	}
}

async function importModule(path: string, url: string): Promise<Record<string, unknown>> {
	requireModule(path, url);
	await provideLibrary(url);
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
	if (code === "ERR_MODULE_NOT_FOUND") return new UsageError(`${path}: ${firstLine(error)}`);
	if (code === "ERR_UNSUPPORTED_DIR_IMPORT") {
		return new UsageError(`${path} is a folder; name the module in it`);
	}
	if (code === "ERR_UNKNOWN_FILE_EXTENSION") {
		const { node } = process.versions;
		const [, file = ""] = / for (.+)$/.exec((error as Error).message) ?? [];
		const isOwn = file === fileURLToPath(url);
		const what = isOwn ? path : `${basename(file)}, which ${path} needs`;
		return new UsageError(`Node ${node} can't load ${what}; compile it first, or use Node 22.18 or newer`);
	}
	if (error instanceof Error && error.name === "DemoError")
		return new UsageError(`${path}: ${error.message}`);
	const place = error instanceof SyntaxError ? await syntaxPlace(url) : placeIn(error);
	const where = place === null ? "" : ` (${place})`;
	return new BrokenModule(`${path} can't be loaded: ${thrownText(error)}${where}`, { cause: error });
}

/** Refuses what is no module by its name: nothing of it is loaded. */
function requireModule(path: string, url: string): void {
	if (isSaved(path)) throw new UsageError(`${path} is JSON; only run shows saved runs, again`);
	if (/\.[cm]?[jt]s$/.test(path)) return;
	const what = withFaults(`can't read ${path}`, "name another file", () =>
		statSync(new URL(url), { throwIfNoEntry: false }),
	);
	if (what === undefined) throw new UsageError(`no file ${path}`);
	if (what.isDirectory()) throw new UsageError(`${path} is a folder; name the module in it`);
	throw new UsageError(
		`${path} is neither a module (.js, .mjs, .ts) nor a recording (.json, .jsonl), by its name`,
	);
}

function firstLine(error: unknown): string {
	return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}

function isMeantAsDemo(value: unknown): boolean {
	return typeof value === "object" && value !== null && "variants" in value;
}

/** Where a module has an error of its syntax, which Node says only when it checks the file. */
async function syntaxPlace(url: string): Promise<string | null> {
	const { spawnSync } = await import("node:child_process");
	const { stderr } = spawnSync(process.execPath, ["--check", fileURLToPath(url)], { encoding: "utf8" });
	const [line = ""] = stderr.split("\n");
	return /:\d+$/.test(line) ? basename(line) : null;
}

/** The first place in a file of the user's own. */
function placeIn(error: unknown): string | null {
	const lines = error instanceof Error && typeof error.stack === "string" ? error.stack.split("\n") : [];
	const isOurs = (line: string) => /node:|[\\/]node_modules[\\/]|[\\/]dist[\\/]/.test(line);
	const line = lines.find((one) => /^\s+at .*:\d+:\d+\)?$/.test(one) && !isOurs(one)) ?? "";
	const [, file = "", number] = /([^\\/(]+):(\d+):\d+\)?$/.exec(line) ?? [];
	return number === undefined ? null : `${file}:${number}`;
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
	const reader = new RecordingReader(null, new SavedSize());
	try {
		readTexts(resolve(cwd, path), MOST_SAVED.all * MOST_BYTES, (text) => reader.read(text));
		reader.close();
		return reader.recordings;
	} catch (error) {
		if (error instanceof RecordingError) throw new UsageError(`${path}: ${error.message}`);
		const sentence = systemSentence(error);
		throw sentence === null ? error : new UsageError(`can't read ${path}: ${sentence}`);
	}
}

/** A character has no more in UTF-8. */
const MOST_BYTES = 3;
const PIECE = 2 ** 20;

/** Hands over the text of a file piece by piece. @throws {UsageError} if it is no file, or too large */
function readTexts(path: string, most: number, take: (text: string) => void): void {
	const what = statSync(path);
	if (!what.isFile() && !what.isDirectory())
		throw new UsageError(`can't read ${path}: it is no file; save the run in one`);
	if (what.size > most) throw new UsageError(`can't read ${path}: ${TOO_MUCH_SAVED}`);
	const file = openSync(path, "r");
	try {
		const decoder = new TextDecoder();
		const piece = new Uint8Array(PIECE);
		for (let count = readSync(file, piece); count > 0; count = readSync(file, piece))
			take(decoder.decode(piece.subarray(0, count), { stream: true }));
		take(decoder.decode());
	} finally {
		closeSync(file);
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

/** A demo for runs whose own is not in the course. A script that has not run yet has none. */
function demoOf(name: string, runs: readonly Run[]): Demo {
	const names = [...new Set(runs.map(({ recording }) => recording.header.variant))];
	const [first = savedVariant(name), ...others] = names.map(savedVariant);
	return { ...SAVED, name, title: pythonText(runs), variants: [first, ...others] };
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

/** What is not known of a demo whose runs were saved. */
const SAVED = defineDemo({ name: "saved", variants: [{ name: "saved", main: neverRun }] });

function savedVariant(name: string): Variant {
	return { ...SAVED.variants[0], name };
}

/** The variant of this name. A demo of the course may have lost it since it was recorded: then its name is all that is known. */
function variantOf(demo: Demo, name: string): Variant {
	return demo.variants.find((variant) => variant.name === name) ?? savedVariant(name);
}

function neverRun(): never {
	throw new Error("a saved run is not run again");
}
