import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Demo, defineDemo, type GivenDemo, type GivenVariant } from "../demos/define-demo.ts";
import { BrokenModule, UsageError } from "./errors.ts";
import { quoted } from "./option-values.ts";
import { type Recorder, recorderFor } from "./runs.ts";

/** Whether a name given on the command line is that of a file: it has a folder or the ending of a module. */
export function isPath(name: string): boolean {
	return /[\\/]|\.[cm]?[jt]s$/.test(name);
}

/** Whether a name given on the command line is that of a file of recordings. */
export function isSaved(name: string): boolean {
	return /\.jsonl?$/.test(name);
}

/** A demo, and who can run it. */
export interface LoadedDemo {
	readonly demo: Demo;
	readonly recorder: Recorder;
	/** Where its source lies; absent of those of the course. */
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
	const { moduleFault } = await import("./module-fault.ts");
	return new BrokenModule(path, moduleFault(error, url), error);
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
