import type { Answer } from "../program.ts";

const LINES_BEFORE = 20;
const LINES_AFTER = 6;

/** Whether two answers are the same, line for line and time for time. */
export function isSame(expected: Answer, ours: Answer): boolean {
	return firstDifference(linesOf(expected), linesOf(ours)) === -1;
}

/** What both said up to the first difference, then what CPython said (-) and what we said (+). */
export function printDifference(expected: Answer, ours: Answer): string {
	const [theirs, own] = [linesOf(expected), linesOf(ours)];
	const at = firstDifference(theirs, own);
	const from = Math.max(0, at - LINES_BEFORE);
	return [
		...(from > 0 ? [`  (${from} lines)`] : []),
		...theirs.slice(from, at).map((line) => `  ${line}`),
		...some(theirs.slice(at)).map((line) => `- ${line}`),
		...some(own.slice(at)).map((line) => `+ ${line}`),
	].join("\n");
}

function linesOf({ log, outcome, elapsed }: Answer): string[] {
	return [...log.map(([at, who, text]) => `${at} ${who} ${text}`), `ended at ${elapsed}: ${outcome}`];
}

/** Where they part, -1 if they do not. The last lines always tell that a log ended. */
function firstDifference(theirs: readonly string[], ours: readonly string[]): number {
	const at = theirs.findIndex((line, index) => line !== ours[index]);
	return at === -1 && ours.length > theirs.length ? theirs.length : at;
}

function some(lines: readonly string[]): string[] {
	const more = lines.length - LINES_AFTER;
	return more > 1 ? [...lines.slice(0, LINES_AFTER), `(${more} more)`] : [...lines];
}
