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
/** Colours, as a theme paints them. */
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, "g");

// What terminals take for commands, in seven bits and in eight.
const CSI = `(?:${ESCAPE}\\[|\\x9b)[0-?]*[ -/]*[@-~]`;
/** Titles, links, the clipboard: up to a bell or a string terminator. */
const STRINGS = `(?:${ESCAPE}[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\x1b\\x80-\\x9f]*(?:\\x07|\\x9c|${ESCAPE}\\\\)`;
const COMMANDS = new RegExp(`${CSI}|${STRINGS}`, "g");

/** Control characters, and what Unicode has for ends of lines. */
const CONTROLS = /[\p{Control}\u2028\u2029]+/gu;
/** They change the order in which a line is read. */
const TURNS = /\p{Bidi_Control}+/gu;
/** Halves of characters, and what no document may hold. */
const BROKEN = /[\p{Surrogate}\ufffe\uffff]/gu;
const SUSPECT = /[\p{Control}\p{Bidi_Control}\p{Surrogate}\u2028\u2029\ufffe\uffff]/u;

/**
 * A text from outside as one line that drives no terminal and breaks no document. Call it before a text is measured or broken; `piece`
 * calls it for every text of a row.
 */
export function plainLine(text: string): string {
	if (!SUSPECT.test(text)) return text;
	return text.replace(COMMANDS, "").replace(CONTROLS, " ").replace(TURNS, "").replace(BROKEN, "\ufffd");
}

/** The same for a text of several lines, which stay apart. */
export function plainLines(text: string): string {
	return text
		.split(/\r?\n/)
		.map((line) => line.replaceAll("\t", "    "))
		.map(plainLine)
		.join("\n");
}

/** The columns that a text takes which a theme has painted. */
export function paintedWidth(text: string): number {
	return textWidth(text.replace(COLOURS, ""));
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

/** A text is segmented in pieces of so many code units: the segmenter's time grows with the square of the length. */
const PIECE = 512;

/** What is seen as single characters. Most runs never cut a text, and making a segmenter takes milliseconds. */
export function charactersOf(text: string): string[] {
	if (NARROW.test(text)) return text.split("");
	segmenter ??= new Intl.Segmenter();
	const characters: string[] = [];
	for (let from = 0; from < text.length; ) {
		const piece = Array.from(segmenter.segment(text.slice(from, from + PIECE)), ({ segment }) => segment);
		// The last may go on behind the piece.
		if (from + PIECE < text.length && piece.length > 1) piece.pop();
		for (const character of piece) {
			characters.push(character);
			from += character.length;
		}
	}
	return characters;
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

/** The word in parts of at most `width` columns. A character wider than that is left out: there is no line for it. */
function pieces(word: string, width: number): string[] {
	if (textWidth(word) <= width) return [word];
	const parts: string[] = [];
	let part = "";
	let used = 0;
	for (const character of charactersOf(word)) {
		const more = textWidth(character);
		if (more > width) continue;
		if (used + more > width) {
			parts.push(part);
			part = "";
			used = 0;
		}
		part += character;
		used += more;
	}
	return part === "" ? parts : [...parts, part];
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
	for (const { 0: sequence, index } of text.matchAll(COLOURS)) {
		parts.push([text.slice(end, index), false], [sequence, true]);
		end = index + sequence.length;
	}
	return [...parts, [text.slice(end), false]];
}
