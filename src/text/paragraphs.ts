// Text between the margins of a page.

import { type Paint, type Role, unpainted } from "./paint.ts";
import { paintedWidth, plainLine, textWidth, wrapped } from "./width.ts";

/** How wide a page is, and its colours. */
export interface Page {
	readonly columns: number;
	/** Default: no colour. */
	readonly paint?: Paint | undefined;
}

const MARGIN = 2;
/** Further lines of a command are indented by this much more. */
const DEEPER = 4;

/** A command and what it is for: side by side where both fit, else one below the other. */
export function commandText(command: string, remark: string, page: Page): string {
	const { columns, paint = unpainted } = page;
	const margin = " ".repeat(MARGIN);
	const whole = MARGIN + textWidth(command) + 4 + textWidth(remark);
	if (whole < columns) {
		return `${margin}${command}    ${paint("faint", remark)}\n`;
	}
	const room = columns - 1 - MARGIN - DEEPER;
	const deeper = margin + " ".repeat(DEEPER);
	const [first = "", ...rest] = wrapped(command, room);
	const below = [...rest, ...wrapped(remark, room).map((line) => paint("faint", line))];
	return [margin + first, ...below.map((line) => deeper + line)].map((line) => `${line}\n`).join("");
}

/** Text broken between words, each line indented. */
export function paragraph(text: string, { columns }: Page, indent = MARGIN): string {
	const lines = wrapped(plainLine(text), columns - 1 - indent);
	return lines.map((line) => `${" ".repeat(indent)}${line}\n`).join("");
}

/** The same in a colour, without colouring the margin. */
export function paintedParagraph(text: string, role: Role, page: Page): string {
	const { paint = unpainted } = page;
	return paragraph(text, page).replace(/\S.*/g, (line) => paint(role, line));
}

/** Text after a word of five letters: on one line where it fits, else broken, with what follows below its beginning. */
export function hanging(text: string, page: Page): string {
	const indent = 9;
	return textWidth(text) + indent < page.columns
		? `${plainLine(text)}\n`
		: paragraph(text, page, indent).trimStart();
}

/** Paragraphs from the first column on, an empty line between. Empty ones are left out. */
export function paragraphs(texts: readonly string[], columns: number): string {
	return texts
		.filter((text) => text !== "")
		.map((text) => `${wrapped(plainLine(text), columns - 1).join("\n")}\n`)
		.join("\n");
}

/** A page whose lines are broken where they are too wide, between words; further lines stand as deep as the first. */
export function fittedPage(page: string, columns: number): string {
	const lines = page.split("\n").flatMap((line) => {
		if (paintedWidth(line) < columns) return [line];
		const [, indent = "", text = ""] = /^(\s*)(.*)$/.exec(line) ?? [];
		const margin = " ".repeat(Math.min(textWidth(indent), Math.floor(columns / 3)));
		return wrapped(text, columns - 1 - margin.length).map((part) => margin + part);
	});
	return lines.join("\n");
}
