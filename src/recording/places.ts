// Where a program stands, read from the platform's stacks.

import { fieldOf } from "../runtime/kernel/value-text.ts";
import type { Place } from "../runtime/observer.ts";

/** Answers where in the sources a place in a built file comes from; the same place where nothing says so. */
export type SourcePlaces = (place: Place) => Place;

/** How many frames to ask for. Each costs microseconds, and nearly always the first few are enough to get out of the runtime. */
const FEW = 9;
const MANY = 32;
const IN_PARENTHESES = /\((.+):(\d+):(\d+)\)$/;
const BARE = /(?:at (?:async )?|@)([^()]+):(\d+):(\d+)$/;

/** A frame of the runtime, in its folder of that name, whatever it was bundled into. */
const RUNTIME = /[\\/]runtime[\\/](?:(?:kernel|combine|sync)[\\/])?[\w-]+\.[jt]s$/;
const LOOP_TURN = /\bturn[ @]/;
/** The frame of a turn: below it stands who runs the loop, which has nothing to do with what happens in it. */
const BOTTOM = "bottom";
/** A frame of the runtime. */
const INSIDE = "inside";

/** What a line of a stack says, which is the same each time. `null`: nothing that can be shown. */
const known = new Map<string, Place | typeof BOTTOM | typeof INSIDE | null>();

/** Where this library lies, as stacks name it: some bundles have no `import.meta.url`, and source maps may tell otherwise. */
let ownFolder: string | null = null;

/**
 * Where the program stands that has called into the runtime at this moment; null if that can't be told. It is called by an
 * observer, so the stack has frames of the observer, then of the runtime, then of the program.
 */
export function herePlace(): Place | null {
	const place = placeWithin(FEW);
	return place === undefined ? (placeWithin(MANY) ?? null) : place;
}

/** The first place beyond the runtime's frames among so many; undefined if there is none among them. */
function placeWithin(frames: number): Place | null | undefined {
	let isInside = false;
	for (const line of stackFrom(herePlace, frames)) {
		const place = known.get(line) ?? placeOf(line);
		if (place === BOTTOM) return null;
		if (place === INSIDE) isInside = true;
		else if (place !== null && isInside) return place;
	}
	return undefined;
}

/** Where an error was thrown: the first place in its stack that is the program's own; null if that can't be told. */
export function placeOfError(error: Error): Place | null {
	const stack = fieldOf(error, "stack");
	if (typeof stack !== "string") return null;
	for (const line of stack.split("\n", MANY)) {
		const place = /^\s*at |@/.test(line) ? placeOf(line) : null;
		// Raised by the runtime between two turns of the program: below stands who runs the loop.
		if (place === BOTTOM) return null;
		if (place !== null && typeof place === "object") return place;
	}
	return null;
}

/** The lines of the stack above the call of `callee`, so many at most, whatever the program allows for its own. */
function stackFrom(callee: (...args: never[]) => unknown, frames: number): string[] {
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = frames;
	const { stack = "" } = capturedAbove(callee);
	Error.stackTraceLimit = limit;
	return stack.split("\n");
}

/** What has a stack. In V8 it need not be an Error, which would take a stack of its own first: a third of the cost. */
function capturedAbove(callee: (...args: never[]) => unknown): { readonly stack?: string } {
	// Elsewhere what lies below can't be left out: it is this library's own, and passed over.
	if (Error.captureStackTrace === undefined) return new Error();
	const holder: { readonly stack?: string } = {};
	Error.captureStackTrace(holder, callee);
	return holder;
}

function placeOf(line: string): Place | typeof BOTTOM | typeof INSIDE | null {
	let place = known.get(line);
	if (place === undefined) {
		place = parsed(line);
		known.set(line, place);
	}
	return place;
}

function parsed(line: string): Place | typeof BOTTOM | typeof INSIDE | null {
	ownFolder ??= libraryFolder();
	const place = located(line);
	if (place === null || !place.file.startsWith(ownFolder) || !RUNTIME.test(place.file)) return place;
	return LOOP_TURN.test(line) ? BOTTOM : INSIDE;
}

function located(line: string): Place | null {
	const match = IN_PARENTHESES.exec(line) ?? BARE.exec(line.trimEnd());
	if (match === null || match[1]?.startsWith("node:")) return null;
	const name = match[1] as string;
	const file = name.startsWith("file://") ? decoded(name.slice("file://".length)) : name;
	return { file, line: Number(match[2]), column: Number(match[3]) };
}

/** A message may hold what looks like a place. */
function decoded(path: string): string {
	try {
		return decodeURI(path);
	} catch (error) {
		if (error instanceof URIError) return path;
		throw error;
	}
}

/** The folder that has this file's, `recording`, or that of the bundled library, or the chunk of the commands, beside `runtime`. */
function libraryFolder(): string {
	const places = stackFrom(stackFrom, FEW).map(located);
	const file = places.find((place) => place !== null)?.file ?? "";
	return file.slice(0, file.lastIndexOf("/") + 1).replace(/(?:recording|library)\/$/, "");
}
