import { MOST_LINES } from "../views/shown-lines.ts";
import { UsageError } from "./errors.ts";
import type { Language } from "./source/program.ts";

/** `NAME=VALUE` of `--set`; not yet checked against the parameters of a demo. */
export interface Setting {
	readonly name: string;
	readonly value: number;
}

/** How many columns a page may have. */
export const WIDTHS = { least: 20, greatest: 1000, usual: 80 } as const;

/** A width that a page may have: the nearest to what is given, the usual one where that is no width. */
export function usableColumns(columns: number): number {
	return Number.isInteger(columns) && columns > 0
		? Math.min(Math.max(columns, WIDTHS.least), WIDTHS.greatest)
		: WIDTHS.usual;
}

/** Seeds are whole numbers from 0 to this. */
export const GREATEST_SEED = 0xffffffff;

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A reader of whole numbers within bounds, both included, for the option or argument called `name`. */
export function wholeNumber(name: string, least: number, greatest: number): (text: string) => number {
	return (text) => {
		const value = readDecimal(text);
		if (value === null || !Number.isInteger(value) || value < least || value > greatest) {
			throw new UsageError(`${name} wants a whole number from ${least} to ${greatest}, not ${quoted(text)}`);
		}
		return value;
	};
}

/** A reader of numbers of `least` or more. */
export function numberFrom(name: string, least: number, what: string): (text: string) => number {
	return (text) => {
		const value = readDecimal(text);
		if (value === null || value < least) {
			throw new UsageError(`${name} wants ${what}, not ${quoted(text)}`);
		}
		return value;
	};
}

/** Reads the speed of `--live`: how many virtual seconds pass in one of the wall clock. */
export function readSpeed(text: string): number {
	const value = readDecimal(text);
	if (value === null || value <= 0 || value > 1000) {
		throw new UsageError(`--live wants a speed above 0 and up to 1000, not ${quoted(text)}`);
	}
	return value;
}

/** Reads the language of `--source`. */
export function readLanguage(text: string): Language {
	const language = LANGUAGES.find((one) => one === text);
	if (language === undefined) {
		throw new UsageError(
			`--source wants ${LANGUAGES.join(" or ")}, not ${quoted(text)}; without either it comes after the names`,
		);
	}
	return language;
}

const LANGUAGES: readonly Language[] = ["typescript", "python"];

/** Reads `--set NAME=VALUE`, adding it to those before it. */
export function addSetting(text: string, before: readonly Setting[] = []): readonly Setting[] {
	const split = text.indexOf("=");
	if (split < 1) {
		throw new UsageError(`--set wants NAME=VALUE, not ${quoted(text)}`);
	}
	const name = text.slice(0, split);
	const value = readDecimal(text.slice(split + 1));
	if (value === null) {
		throw new UsageError(`--set ${name} wants a number, not ${quoted(text.slice(split + 1))}`);
	}
	return [...before, { name, value }];
}

/** Reads `--lines NUMBER` or `--lines all`: how many printed lines are shown. */
export function readLines(text: string): number {
	if (text === "all") return MOST_LINES;
	const value = readDecimal(text);
	if (value === null || !Number.isInteger(value) || value < 1 || value > MOST_LINES) {
		throw new UsageError(
			`--lines wants a whole number from 1 to ${MOST_LINES}, or all, not ${quoted(text)}; --no-lines shows none`,
		);
	}
	return value;
}

/** Collects an option that may be given several times. */
export function addText(text: string, before: readonly string[] = []): readonly string[] {
	return [...before, text];
}

/** A decimal number as people write it; null for `1e999`, `0x10`, `NaN` and the empty text. */
export function readDecimal(text: string): number | null {
	const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
	return Number.isFinite(value) ? value : null;
}

/** The text as it was typed; in quotes unless it is one plain word. */
export function quoted(text: string): string {
	return /^[\w./=+-]+$/.test(text) ? text : JSON.stringify(text);
}

/** The speed of `--live [speed]`, which is 1 where no number is given; undefined without the option. */
export function speedOf(live: number | true | undefined): number | undefined {
	return live === true ? 1 : live;
}
