// Where a program stands, read from the platform's stacks.

import type { Place } from "../runtime/observer.ts";

/** Answers where in the sources a place in a built file comes from; the same place where nothing says so. */
export type SourcePlaces = (place: Place) => Place;

/** How many frames to ask for. Each costs microseconds, and nearly always the first few are enough to get out of the runtime. */
const FEW = 9;
const MANY = 32;

/** A frame of the runtime, in its folder of that name, whatever it was bundled into. */
const RUNTIME = /[\\/]runtime[\\/](?:(?:kernel|combine|sync)[\\/])?[\w-]+\.[jt]s$/;
/** The function of a turn: below it stands who runs the loop, which has nothing to do with what happens in it. */
const LOOP_TURN = /(?:^|[ .])turn$/;

/** One frame of a stack: the function's name, and where it stands. */
interface StackFrame extends Place {
	readonly name: string;
}

/** Where this library lies, as stacks name it: some bundles have no `import.meta.url`, and source maps may tell otherwise. */
let ownFolder: string | null = null;

/** Whether a file is the runtime's. */
const runtimeFiles = new Map<string, boolean>();

/**
 * Where the program stands that has called into the runtime at this moment; null if that can't be told. It is called by an
 * observer, so the stack has frames of the observer, then of the runtime, then of the program.
 */
export function herePlace(): Place | null {
	const place = placeWithin(FEW);
	return place === undefined ? (placeWithin(MANY) ?? null) : place;
}

/** The first place beyond the runtime's frames among so many; undefined if there is none among them. */
function placeWithin(most: number): Place | null | undefined {
	let isInside = false;
	for (const frame of framesAbove(herePlace, most)) {
		if (frame === null) continue;
		if (isOfRuntime(frame.file)) {
			if (LOOP_TURN.test(frame.name)) return null;
			isInside = true;
		} else if (isInside) return placeOf(frame);
	}
	return undefined;
}

/** Where an error was thrown: the first place in its stack that is the program's own; null if that can't be told. */
export function placeOfError(error: Error): Place | null {
	if (typeof error.stack !== "string") return null;
	for (const line of error.stack.split("\n", MANY)) {
		const frame = parsed(line);
		if (frame !== null && !isOfRuntime(frame.file)) return placeOf(frame);
	}
	return null;
}

function isOfRuntime(file: string): boolean {
	let known = runtimeFiles.get(file);
	if (known === undefined) {
		ownFolder ??= libraryFolder();
		known = file.startsWith(ownFolder) && RUNTIME.test(file);
		runtimeFiles.set(file, known);
	}
	return known;
}

function placeOf({ file, line, column }: StackFrame): Place {
	return { file, line, column };
}

/** The frames above the call of `callee`, so many at most, whatever the program allows for its own. Null: one without a place. */
function* framesAbove(callee: (...args: never[]) => unknown, most: number): Generator<StackFrame | null> {
	const stack = stackAbove(callee, most);
	// V8 hands frames over as they are: a text would have to be made of all of them, and read again.
	if (typeof stack === "string") for (const line of stack.split("\n")) yield parsed(line);
	else for (const site of stack) yield frameOf(site);
}

function stackAbove(callee: (...args: never[]) => unknown, most: number): string | readonly NodeJS.CallSite[] {
	if (Error.captureStackTrace === undefined) return new Error().stack ?? "";
	const { stackTraceLimit, prepareStackTrace } = Error;
	const holder: { stack?: string | readonly NodeJS.CallSite[] } = {};
	Error.stackTraceLimit = most;
	Error.prepareStackTrace = (_error, sites) => sites;
	Error.captureStackTrace(holder, callee);
	const { stack } = holder;
	Error.stackTraceLimit = stackTraceLimit;
	Error.prepareStackTrace = prepareStackTrace as NonNullable<typeof prepareStackTrace>;
	return stack ?? "";
}

function frameOf(site: NodeJS.CallSite): StackFrame | null {
	const file = site.getFileName();
	if (file == null || file.startsWith("node:")) return null;
	const [line, column] = [site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0];
	return { name: site.getFunctionName() ?? "", file: pathOf(file), line, column };
}

const IN_PARENTHESES = /^(.*)\((.+):(\d+):(\d+)\)$/;
const BARE = /^(.*)(?:at (?:async )?|@)([^()]+):(\d+):(\d+)$/;

/** A line of a stack as text. */
function parsed(text: string): StackFrame | null {
	const match = IN_PARENTHESES.exec(text) ?? BARE.exec(text.trimEnd());
	const [, name = "", file = "", line, column] = match ?? [];
	if (match === null || file.startsWith("node:")) return null;
	return { name: name.trim(), file: pathOf(file), line: Number(line), column: Number(column) };
}

function pathOf(file: string): string {
	return file.startsWith("file://") ? decodeURI(file.slice("file://".length)) : file;
}

/** The folder that has this file's, `recording`, or the bundle's chunk, beside `runtime`. */
function libraryFolder(): string {
	const [file = ""] = Array.from(framesAbove(stackAbove, FEW), (frame) => frame?.file ?? "").filter(Boolean);
	return file.slice(0, file.lastIndexOf("/") + 1).replace(/recording\/$/, "");
}
