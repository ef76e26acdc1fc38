// A line of a view before it is printed: pieces of text with their roles. The terminal and the SVG printer print the same rows.

import type { Paint, Role } from "./paint.ts";
import { plainLine, textWidth } from "./width.ts";

export interface Piece {
	readonly text: string;
	readonly role: Role;
}

export type Row = readonly Piece[];

/** Lets a text into a row, wherever it comes from: without control characters and escape sequences. */
export function piece(text: string, role: Role = "plain"): Piece {
	return { text: plainLine(text), role };
}

export function blank(width: number): Piece {
	return piece(" ".repeat(Math.max(0, width)));
}

export function widthOf(row: Row): number {
	return row.reduce((width, one) => width + textWidth(one.text), 0);
}

/** `row` made as wide as `column`, so that what follows begins there. */
export function padded(row: Row, column: number): Row {
	return [...row, blank(column - widthOf(row))];
}

/** `right` at the right edge `width`, with two columns between; null if that does not fit. */
export function justified(left: Row, right: Row, width: number): Row | null {
	const room = width - widthOf(left) - widthOf(right);
	return room < 2 ? null : [...left, blank(room), ...right];
}

/** Lines with no spaces at their ends. */
export function printed(rows: readonly Row[], paint: Paint): string[] {
	return rows.map((row) =>
		trimmed(row)
			.map(({ role, text }) => paintedText(paint, role, text))
			.join(""),
	);
}

/** Spaces have no colour, so that a search for a line's text does not meet escape codes around them. */
function paintedText(paint: Paint, role: Role, text: string): string {
	return role === "plain" || text.trim() === "" ? text : paint(role, text);
}

/** Without blanks at the end, and with neighbours of one role joined; blanks to what stands before, but not to a moment, whose ground is painted. */
export function trimmed(row: Row): Row {
	const joined: Piece[] = [];
	for (const one of row) {
		const last = joined.at(-1);
		const isBlank = one.text.trim() === "" && last?.role !== "now";
		if (last && (last.role === one.role || isBlank) && one.text !== "")
			joined[joined.length - 1] = { text: last.text + one.text, role: last.role };
		else if (one.text !== "") joined.push(one);
	}
	const last = joined.at(-1);
	if (!last) return joined;
	const text = last.text.trimEnd();
	if (text !== "") return [...joined.slice(0, -1), { text, role: last.role }];
	return trimmed(joined.slice(0, -1));
}
