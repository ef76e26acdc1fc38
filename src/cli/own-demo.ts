import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Demo, defineDemo, type GivenDemo, type GivenVariant } from "../demos/define-demo.ts";
import { type Recorder, recorderFor } from "./recorder.ts";
import { UsageError } from "./usage-error.ts";

/** Whether a name given on the command line is that of a file: it has a folder or the ending of a module. */
export function isPath(name: string): boolean {
	return /[\\/]|\.[cm]?[jt]s$/.test(name);
}

/** A demo, and who can run it. */
export interface LoadedDemo {
	readonly demo: Demo;
	readonly recorder: Recorder;
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
	if (demos.length > 1 && demo !== exported.demo) {
		throw new UsageError(`${path} exports several demos; call the one to run "demo"`);
	}
	return { demo: defineDemo(demo), recorder: await recorderFor(url) };
}

async function importModule(path: string, url: string): Promise<Record<string, unknown>> {
	try {
		return await import(url);
	} catch (error) {
		throw explained(error, path, url);
	}
}

/** Why a module can't be loaded, where that is not its own fault. */
function explained(error: unknown, path: string, url: string): unknown {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	const missing = error instanceof Error && "url" in error ? error.url === url : false;
	if (code === "ERR_MODULE_NOT_FOUND" && missing) {
		return new UsageError(`no file ${path}`);
	}
	if (code === "ERR_UNSUPPORTED_DIR_IMPORT") {
		return new UsageError(`${path} is a folder; name the module in it`);
	}
	if (code === "ERR_UNKNOWN_FILE_EXTENSION") {
		const { node } = process.versions;
		return new UsageError(`Node ${node} can't load ${path}; compile it first, or use Node 22.18 or newer`);
	}
	return error;
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
