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

/** How the given part of a program differs from that of the start program, in words; null: it does not. */
export function givenChange(text: string, start: string, language: Language): string | null {
	const [wanted, found] = [cut(start), cut(text)];
	if (wanted === null) return null;
	if (found === null || found.given.length !== wanted.given.length)
		return `the lines "${givenMarks(language).join('" and "')}" are not where they were`;
	for (const [part, lines] of wanted.given.entries()) {
		const own = found.given[part] ?? [];
		const index = lines.findIndex((line, at) => line !== own[at]);
		if (index < 0 && own.length === lines.length) continue;
		const before = found.own.slice(0, part + 1).flat().length + found.given.slice(0, part).flat().length;
		const number = before + (index < 0 ? lines.length : index) + 1;
		return index < 0
			? `line ${number} was added to the given part`
			: `line ${number} is of the given part, and was "${(lines[index] ?? "").trim()}"`;
	}
	return null;
}

/**
 * The program with another given part: that between the marks of `twin`, or all of it where it has none.
 * Null: one of them has not the given parts that the other has.
 */
export function withGiven(text: string, twin: string): string | null {
	const program = cut(text);
	const given = cut(twin)?.given ?? [twin.replace(/\r?\n$/, "").split(/\r?\n/)];
	if (program === null || program.given.length !== given.length) return null;
	return program.own.flatMap((own, index) => [...own, ...(given[index] ?? [])]).join("\n");
}

/** How many lines the given parts have in all, marks not counted. */
export function givenLength(text: string): number {
	return cut(text)?.given.flat().length ?? 0;
}
