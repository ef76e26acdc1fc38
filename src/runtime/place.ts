import type { Place } from "./events.ts";

/** Deep enough to get from a wait out of the runtime's own frames. */
const FRAMES = 16;
const IN_PARENTHESES = /\((.+):(\d+):(\d+)\)$/;
const BARE = /(?:at (?:async )?|@)([^()]+):(\d+):(\d+)$/;

/** Below this frame stands who runs the loop, which has nothing to do with what happens in it. */
const LOOP_TURN = /\b(?:EventLoop\.)?turn[ @]/;

const OWN_FOLDER = withoutScheme(new URL(".", import.meta.url).href);

function withoutScheme(file: string): string {
	return decodeURI(file.replace(/^file:\/\//, ""));
}

/** Where the program, not the runtime, stands at this moment; null if that can't be told. */
export function herePlace(): Place | null {
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = FRAMES;
	const { stack } = new Error();
	Error.stackTraceLimit = limit;
	if (stack === undefined) return null;
	for (const line of stack.split("\n")) {
		if (LOOP_TURN.test(line)) return null;
		const place = placeOf(line);
		if (place !== null && !place.file.startsWith(OWN_FOLDER)) return place;
	}
	return null;
}

function placeOf(line: string): Place | null {
	const match = IN_PARENTHESES.exec(line) ?? BARE.exec(line.trimEnd());
	if (match === null || match[1]?.startsWith("node:")) return null;
	return { file: withoutScheme(match[1] as string), line: Number(match[2]), column: Number(match[3]) };
}
