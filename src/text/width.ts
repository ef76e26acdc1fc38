// How many columns a text takes in a terminal, and texts made to fit.

import stringWidth from "fast-string-width";

/** Characters that take one column wherever they stand: ASCII, Latin, arrows, lines, blocks, shapes. East-Asian terminals may differ on the latter, which is what the ASCII form is for. */
const NARROW =
	/^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2190-\u2193\u2200-\u22ff\u2500-\u25fc\u2713\u2717\u2026\u00d7]*$/;

/** The columns that a text takes. */
export function textWidth(text: string): number {
	return NARROW.test(text) ? text.length : stringWidth(text);
}

const ESCAPE = "\x1b";
/** What terminals take for commands: colours, the place of the cursor. */
const ESCAPES = new RegExp(`${ESCAPE}\\[[0-9;?]*[ -/]*[@-~]`, "g");

/** Control characters, and what Unicode has for ends of lines. */
const CONTROLS = /[\p{Control}\u2028\u2029]+/gu;

/** A text from outside as one line, without control characters and escape sequences. Call it before a text is measured or broken; `piece` calls it for every text of a row. */
export function plainLine(text: string): string {
	return text.replace(ESCAPES, "").replace(CONTROLS, " ");
}

/** The columns that a text takes which has escape sequences for colours in it. */
export function paintedWidth(text: string): number {
	return textWidth(text.replace(ESCAPES, ""));
}

/** `text` made `width` columns wide by spaces at its end. */
export function padEnd(text: string, width: number): string {
	return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** `text` made `width` columns wide by spaces before it. */
export function padStart(text: string, width: number): string {
	return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}

let segmenter: Intl.Segmenter | undefined;

/** What is seen as single characters. Most runs never cut a text, and making a segmenter takes milliseconds. */
export function charactersOf(text: string): string[] {
	segmenter ??= new Intl.Segmenter();
	return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The longest beginning that takes no more than `width` columns. */
export function startOf(text: string, width: number): string {
	let start = "";
	let used = 0;
	for (const character of charactersOf(text)) {
		used += textWidth(character);
		if (used > width) break;
		start += character;
	}
	return start;
}

function endOf(text: string, width: number): string {
	const characters = charactersOf(text);
	let end = "";
	while (characters.length > 0) {
		const longer = characters.pop() + end;
		if (textWidth(longer) > width) break;
		end = longer;
	}
	return end;
}

/** `text` if it fits into `width` columns, else its start and end with `ellipsis` between. */
export function cutMiddle(text: string, width: number, ellipsis: string): string {
	if (textWidth(text) <= width) return text;
	const room = width - textWidth(ellipsis);
	if (room < 2) return startOf(text, width);
	const end = endOf(text, Math.floor(room / 2));
	return startOf(text, room - textWidth(end)) + ellipsis + end;
}

/** `text` if it fits into `width` columns, else its start and `ellipsis`. */
export function cutEnd(text: string, width: number, ellipsis: string): string {
	if (textWidth(text) <= width) return text;
	const room = width - textWidth(ellipsis);
	return room < 1 ? startOf(text, width) : startOf(text, room) + ellipsis;
}

/** Lines of at most `width` columns, broken at spaces; a word that is wider is broken where it must be. */
export function wrapped(text: string, width: number): string[] {
	const room = Math.max(1, width);
	const lines: string[] = [];
	let line: string[] = [];
	let used = 0;
	for (const word of words(text).flatMap((one) => pieces(one, room))) {
		const more = textWidth(word);
		if (line.length > 0 && used + 1 + more > room) {
			lines.push(line.join(" "));
			line = [];
		}
		used = line.length === 0 ? more : used + 1 + more;
		line.push(word);
	}
	return line.length === 0 ? lines : [...lines, line.join(" ")];
}

function words(text: string): string[] {
	return text.split(/\s+/).filter((word) => word !== "");
}

function pieces(word: string, width: number): string[] {
	const parts: string[] = [];
	let rest = word;
	while (textWidth(rest) > width) {
		// A character wider than the line is left out: there is no line for it.
		const part = startOf(rest, width) || startOf(rest, 2);
		if (textWidth(part) <= width) parts.push(part);
		rest = rest.slice(part.length);
	}
	return rest === "" ? parts : [...parts, rest];
}

/** Lines of at most `width` columns, broken anywhere. The text may have escape sequences for colours in it: they take no room. */
export function folded(text: string, width: number): string[] {
	const lines = [""];
	let room = width;
	for (const [part = "", isEscape] of paintedParts(text)) {
		for (const character of isEscape ? [part] : charactersOf(part)) {
			const columns = isEscape ? 0 : textWidth(character);
			if (columns > room) {
				lines.push("");
				room = width;
			}
			lines.push((lines.pop() ?? "") + character);
			room -= columns;
		}
	}
	return lines;
}

/** The text in parts: escape sequences, and what stands between them. */
function paintedParts(text: string): [part: string, isEscape: boolean][] {
	const parts: [string, boolean][] = [];
	let end = 0;
	for (const { 0: sequence, index } of text.matchAll(ESCAPES)) {
		parts.push([text.slice(end, index), false], [sequence, true]);
		end = index + sequence.length;
	}
	return [...parts, [text.slice(end), false]];
}
