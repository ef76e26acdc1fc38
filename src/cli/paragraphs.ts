import { type Role, unpainted } from "../text/paint.ts";
import { plainLine, textWidth, wrapped } from "../text/width.ts";
import type { ViewOptions } from "../views/view.ts";

const MARGIN = 2;
/** Lines that go on stand in by this much more. */
const DEEPER = 4;

/** A command and what it is for: side by side where both fit, else one below the other. */
export function commandText(command: string, remark: string, look: ViewOptions): string {
	const { columns, paint = unpainted } = look;
	const margin = " ".repeat(MARGIN);
	const whole = MARGIN + textWidth(command) + 4 + textWidth(remark);
	if (whole < columns) {
		return `${margin}${command}    ${paint("faint", remark)}\n`;
	}
	const room = Math.max(8, columns - 1 - MARGIN - DEEPER);
	const deeper = margin + " ".repeat(DEEPER);
	const [first = "", ...rest] = wrapped(command, room);
	const below = [...rest, ...wrapped(remark, room).map((line) => paint("faint", line))];
	return [margin + first, ...below.map((line) => deeper + line)].map((line) => `${line}\n`).join("");
}

/** Text broken between words, each line indented. */
export function paragraph(text: string, { columns }: ViewOptions, indent = MARGIN): string {
	const lines = wrapped(plainLine(text), Math.max(20, columns - 1 - indent));
	return lines.map((line) => `${" ".repeat(indent)}${line}\n`).join("");
}

/** The same in a colour, without colouring the margin. */
export function paintedParagraph(text: string, role: Role, look: ViewOptions): string {
	const { paint = unpainted } = look;
	return paragraph(text, look).replace(/\S.*/g, (line) => paint(role, line));
}

/** Text after a word of five letters: on one line where it fits, else broken, with what follows below its beginning. */
export function hanging(text: string, look: ViewOptions): string {
	const indent = 9;
	return textWidth(text) + indent < look.columns
		? `${plainLine(text)}\n`
		: paragraph(text, look, indent).trimStart();
}
