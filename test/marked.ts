import type { Paint } from "../src/text/paint.ts";
import { printed, type Row } from "../src/text/row.ts";

/** Colours that can be read: `<good>Fix<>`. */
export const marked: Paint = (role, text) => (role === "plain" ? text : `<${role}>${text}<>`);

/** The lines of rows, with their roles. */
export function markedLines(rows: readonly Row[]): string {
	return printed(rows, marked)
		.map((line) => `${line}\n`)
		.join("");
}
