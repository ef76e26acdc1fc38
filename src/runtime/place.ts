import type { Place } from "./events.ts";

/** How many frames to ask for. Each costs microseconds, and nearly always the first few are enough to get out of the runtime. */
const FEW = 7;
const MANY = 30;
const IN_PARENTHESES = /\((.+):(\d+):(\d+)\)$/;
const BARE = /(?:at (?:async )?|@)([^()]+):(\d+):(\d+)$/;

const LOOP_TURN = /\bturn[ @]/;
/** The frame of a turn: below it stands who runs the loop, which has nothing to do with what happens in it. */
const BOTTOM = "bottom";

/** What a line of a stack says, which is the same each time. `null`: nothing that can be shown. */
const known = new Map<string, Place | typeof BOTTOM | null>();

/** Where the runtime lies, as stacks name it: some bundles have no `import.meta.url`, and source maps may tell otherwise. */
let ownFolder: string | null = null;

/** Where the program, not the runtime, stands at this moment; null if that can't be told. */
export function herePlace(): Place | null {
	const place = placeWithin(FEW);
	return place === undefined ? (placeWithin(MANY) ?? null) : place;
}

/** The first place outside of the runtime among so many frames; undefined if there is none among them. */
function placeWithin(frames: number): Place | null | undefined {
	for (const line of stackFrom(herePlace, frames)) {
		const place = placeOf(line);
		if (place === BOTTOM) return null;
		if (place !== null) return place;
	}
	return undefined;
}

/** The lines of the stack above the call of `callee`, so many at most, whatever the program allows for its own. */
function stackFrom(callee: (...args: never[]) => unknown, frames: number): string[] {
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = frames;
	const error = new Error();
	// Elsewhere than in V8 what lies below can't be left out: it is the runtime's own, and passed over.
	Error.captureStackTrace?.(error, callee);
	Error.stackTraceLimit = limit;
	return (error.stack ?? "").split("\n");
}

function placeOf(line: string): Place | typeof BOTTOM | null {
	let place = known.get(line);
	if (place === undefined) {
		place = parsed(line);
		known.set(line, place);
	}
	return place;
}

function parsed(line: string): Place | typeof BOTTOM | null {
	ownFolder ??= folderOfThis();
	const place = located(line);
	if (place === null || !place.file.startsWith(ownFolder)) return place;
	return LOOP_TURN.test(line) ? BOTTOM : null;
}

function located(line: string): Place | null {
	const match = IN_PARENTHESES.exec(line) ?? BARE.exec(line.trimEnd());
	if (match === null || match[1]?.startsWith("node:")) return null;
	const name = match[1] as string;
	const file = name.startsWith("file://") ? decodeURI(name.slice("file://".length)) : name;
	return { file, line: Number(match[2]), column: Number(match[3]) };
}

function folderOfThis(): string {
	const places = stackFrom(stackFrom, FEW).map(located);
	const file = places.find((place) => place !== null)?.file ?? "";
	return file.slice(0, file.lastIndexOf("/") + 1);
}
