// The part of a program that is given: the checker puts other numbers into it, so it has to stay as it is.

import type { Language } from "./exercise.ts";

const BEGINNING = /^\s*(#|\/\/) given: do not change\s*$/;
const END = /^\s*(#|\/\/) end of given\s*$/;

/** The lines between which the given part stands, for people. */
function givenMarks(language: Language): readonly [beginning: string, end: string] {
	const comment = language === "python" ? "#" : "//";
	return [`${comment} given: do not change`, `${comment} end of given`];
}

/** A program, cut at the lines with the marks: own, given, own, … */
export interface Cut {
	/** One more than there are given parts, the marks at their ends included. */
	readonly own: readonly string[][];
	readonly given: readonly string[][];
}

/** Null: there is no given part, or one has no end. */
export function cut(text: string): Cut | null {
	const own: string[][] = [[]];
	const given: string[][] = [];
	let isGiven = false;
	for (const line of text.split(/\r?\n/)) {
		if (isGiven && END.test(line)) {
			isGiven = false;
			own.push([line]);
		} else if (isGiven) given.at(-1)?.push(line.trimEnd());
		else {
			own.at(-1)?.push(line);
			if (!BEGINNING.test(line)) continue;
			isGiven = true;
			given.push([]);
		}
	}
	return isGiven || given.length === 0 ? null : { own, given };
}

/** How many lines of a program stand before the given part of that number, counted from 0. */
function linesBefore({ own, given }: Cut, part: number): number {
	return own.slice(0, part + 1).flat().length + given.slice(0, part).flat().length;
}

/** How the given part of a program differs from that of the start program. */
export interface GivenChange {
	/** In words, a sentence without a full stop. */
	readonly text: string;
	/** The line at which it does; null: there is none. */
	readonly line: number | null;
	/** What stood there at first, as it stood there; null: nothing. */
	readonly was: string | null;
}

/** Null: what counts in the given part is the same. What a formatter changes does not count. */
export function givenChange(text: string, start: string, language: Language): GivenChange | null {
	const [wanted, found] = [cut(start), cut(text)];
	if (wanted === null) return null;
	if (found === null || found.given.length !== wanted.given.length) {
		const [beginning, end] = givenMarks(language);
		return {
			text: `the lines "${beginning}" and "${end}" are not where they were: put them back`,
			line: null,
			was: null,
		};
	}
	for (const [part, lines] of wanted.given.entries()) {
		const before = linesBefore(found, part);
		const change = partChange(found.given[part] ?? [], lines, language);
		if (change === null) continue;
		const line = before + change.index + 1;
		return change.was === null
			? { text: "this was added to the given part: take it out", line, was: null }
			: { text: "the given part is not as it was: put it back", line, was: change.was };
	}
	return null;
}

/** The first line of a given part that is another one, from 0, and what stood there at first. */
function partChange(
	own: readonly string[],
	wanted: readonly string[],
	language: Language,
): { readonly index: number; readonly was: string | null } | null {
	const [was, is] = [signsIn(wanted, language), signsIn(own, language)];
	const at = was.findIndex(({ sign }, index) => sign !== is[index]?.sign);
	const first = at < 0 ? was.length : at;
	if (first === was.length && first === is.length) return null;
	const index = is[first]?.index ?? own.length;
	// What was added to a line stands behind what was there.
	const same = index === is[first - 1]?.index ? first - 1 : first;
	return { index, was: wanted[was[same]?.index ?? wanted.length] ?? null };
}

/** A part of a line that means something. */
interface Sign {
	readonly sign: string;
	/** The line that it begins in, from 0. */
	readonly index: number;
}

/** Texts, comments, names and numbers, and single other characters. */
const SIGNS: Readonly<Record<Language, RegExp>> = {
	python: /(["'])\1\1[\s\S]*?\1{3}|(["'])(?:\\.|(?!\2)[^\\\n])*\2|#.*|[\w.]+|[^\s\w]/gu,
	javascript:
		/(["'])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\[\s\S]|[^\\`])*`|\/\/.*|\/\*[\s\S]*?\*\/|[\w.$]+|[^\s\w]/gu,
};
const COMMENT: Readonly<Record<Language, RegExp>> = { python: /^#/, javascript: /^\/[/*]/ };
const TEXT = /^("""|'''|["'`])([\s\S]*)\1$/;

/** A program with spaces in the place of its texts and comments, in which nothing is code. Its lines stay where they are. */
export function codeIn(program: string, language: Language): string {
	return program.replace(SIGNS[language], (sign) =>
		TEXT.test(sign) || COMMENT[language].test(sign) ? sign.replace(/[^\r\n]/g, " ") : sign,
	);
}

/** What formatters put in and take out. */
const FORM = /^[();,\\]?$/;

/** It is the given part of the start program that is run, so what is left out here can do no harm. */
function signsIn(lines: readonly string[], language: Language): Sign[] {
	const text = lines.join("\n");
	return [...text.matchAll(SIGNS[language])].flatMap(({ 0: whole, index }) => {
		if (COMMENT[language].test(whole)) return [];
		const sign = TEXT.exec(whole)?.[2]?.replaceAll(/\\(["'`])/g, "$1") ?? numberIn(whole);
		if (FORM.test(sign)) return [];
		return [{ sign, index: text.slice(0, index).split("\n").length - 1 }];
	});
}

/** `2.0` and `2` are the same. */
function numberIn(sign: string): string {
	return /^[\d.]/.test(sign) && !Number.isNaN(Number(sign)) ? String(Number(sign)) : sign;
}

/**
 * The program with another given part: that between the marks of `twin`, or all of it where it has none. Places stay true: it has
 * as many lines as before. Null: one of them has not the given parts that the other has.
 */
export function withGiven(text: string, twin: string): string | null {
	const program = cut(text);
	const given = cut(twin)?.given ?? [twin.replace(/\r?\n$/, "").split(/\r?\n/)];
	if (program === null || program.given.length !== given.length) return null;
	return program.own
		.flatMap((own, index) => [...own, ...fitted(given[index] ?? [], program.given[index]?.length ?? 0)])
		.join("\n");
}

/** So many lines, as far as empty ones can be added or left out. */
function fitted(lines: readonly string[], length: number): string[] {
	let more = lines.length - length;
	const fewer = lines.filter((line) => line !== "" || more-- <= 0);
	return [...fewer, ...Array.from({ length: length - fewer.length }, () => "")];
}

/** How many lines the given parts have in all, marks not counted. */
export function givenLength(text: string): number {
	return cut(text)?.given.flat().length ?? 0;
}

/** The lines of the given part that another one has in their place, as they stand there. */
export function givenDifference(start: string, twin: string): string[] {
	const shown = new Set(cut(start)?.given.flat());
	const other = withGiven(start, twin) ?? "";
	return (cut(other)?.given.flat() ?? []).filter((line) => !shown.has(line));
}

/** Whether a line of a program, counted from 1, is in its given part. */
export function isGivenLine(text: string, line: number): boolean {
	const program = cut(text);
	if (program === null) return false;
	return program.given.some((lines, part) => {
		const first = linesBefore(program, part) + 1;
		return line >= first && line < first + lines.length;
	});
}
