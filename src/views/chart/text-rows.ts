// Paragraphs with a heading word before them.

import type { Role } from "../../text/paint.ts";
import { blank, piece, type Row } from "../../text/row.ts";
import { padEnd, plainLine, wrapped } from "../../text/width.ts";
import { MARGIN } from "./layout.ts";

/** Lines longer than this are hard to read, however wide the screen. */
const COMFORT = 74;
const HEAD = 7;

function paragraphWidth(width: number, indent: number): number {
	return Math.min(width, COMFORT) - indent;
}

/** `Why    The waits overlap, …`, further lines under the first. */
export function headed(head: string, text: string, width: number, role: Role = "heading"): Row[] {
	const indent = MARGIN + HEAD;
	return wrapped(text, paragraphWidth(width, indent)).map((line, i) => [
		blank(MARGIN),
		piece(padEnd(i === 0 ? head : "", HEAD), role),
		piece(line),
	]);
}

/** `DEADLOCK at 2.00 s: …`, further lines under the first. */
export function withHeadWord(head: string, text: string, width: number): Row[] {
	const lines = wrapped(`${head} ${text}`, paragraphWidth(width, MARGIN));
	// The narrowest chart is wider than any head.
	return lines.map((line, i) =>
		i > 0
			? [blank(MARGIN), piece(line)]
			: [blank(MARGIN), piece(head, "bad"), piece(line.slice(head.length))],
	);
}

/** Lines of plain text under a margin. */
export function indented(text: string, indent: number, width: number, role: Role = "plain"): Row[] {
	return wrapped(plainLine(text), paragraphWidth(width, indent)).map((line) => [
		blank(indent),
		piece(line, role),
	]);
}
