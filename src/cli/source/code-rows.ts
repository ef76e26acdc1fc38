// Lines of code as rows, with the colours of the charts, so that a theme is for both.

import type { ShjToken } from "@speed-highlight/core";
import type { Role } from "../../text/paint.ts";
import { blank, type Piece, piece, type Row } from "../../text/row.ts";
import { startOf, textWidth } from "../../text/width.ts";
import type { Language } from "./program.ts";

const ROLES: Partial<Record<ShjToken, Role>> = {
	bool: "cleaning-up",
	class: "ready",
	cmnt: "faint",
	func: "name",
	kwd: "heading",
	num: "cleaning-up",
	str: "waiting",
	type: "ready",
};

const GRAMMARS = { typescript: "ts", python: "py" } as const;

/** Two columns are enough to see the levels of these programs. */
export const TAB = "  ";
/** A line that goes on below stands in deeper by this much. */
const DEEPER = 4;

/** The lines of some code. Without `isColored` nothing is loaded that knows the language. */
export async function codeRows(code: string, language: Language, isColored: boolean): Promise<Row[]> {
	const rows: Piece[][] = [[]];
	const add = (text: string, role: Role) => {
		for (const [index, line] of text.split(/\r?\n/).entries()) {
			if (index > 0) rows.push([]);
			if (line !== "") rows.at(-1)?.push(piece(line.replaceAll("\t", TAB), role));
		}
	};
	if (isColored) {
		const { tokenize } = await import("@speed-highlight/core");
		await tokenize(code, GRAMMARS[language], (token, type) => {
			add(token, type === undefined ? "plain" : (ROLES[type] ?? "plain"));
		});
	} else {
		add(code, "plain");
	}
	return rows;
}

/** A line of code in rows of at most `width` columns, broken at spaces where there are any; further rows stand in deeper. */
export function foldedCode(row: Row, width: number): Row[] {
	const text = row.map((one) => one.text).join("");
	if (textWidth(text) <= width) return [row];
	const indent = /^ */.exec(text)?.[0].length ?? 0;
	const deeper = Math.min(indent + DEEPER, Math.floor(width / 2));
	const rows: Row[] = [];
	for (let from = 0; from < text.length; ) {
		const room = Math.max(1, rows.length === 0 ? width : width - deeper);
		const end = from + lengthThatFits(text.slice(from), room, rows.length === 0 ? indent : 0);
		const part = slice(row, from, end);
		rows.push(rows.length === 0 ? part : [blank(deeper), ...part]);
		from = end;
		while (text[from] === " ") from += 1;
	}
	return rows;
}

/** How many characters of a text fit, up to the last space behind the indent. */
function lengthThatFits(text: string, room: number, indent: number): number {
	if (textWidth(text) <= room) return text.length;
	const longest = Math.max(1, startOf(text, room).length);
	const space = text.lastIndexOf(" ", longest);
	return space > indent ? space : longest;
}

function slice(row: Row, from: number, to: number): Row {
	const pieces: Piece[] = [];
	let at = 0;
	for (const { text, role } of row) {
		const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
		if (part !== "") pieces.push({ text: part, role });
		at += text.length;
	}
	return pieces;
}
