// How things are shown: the page, its width, signs and colours, and the part of a run that is drawn.

import { WriteStream } from "node:tty";
import { parseLaneChoice } from "../history/lanes/lane-choice.ts";
import type { LaneChoice, TimelineOptions } from "../history/timeline.ts";
import { type Paint, unpainted } from "../text/paint.ts";
import type { ThemeName } from "../text/themes.ts";
import type { ViewOptions } from "../views/view.ts";
import type { Context, Environment, Output } from "./context.ts";
import { didYouMean } from "./did-you-mean.ts";
import { UsageError } from "./errors.ts";
import { quoted, usableColumns } from "./option-values.ts";
import type { DisplayOptions, RunOptions } from "./options.ts";

/** What can be shown on stdout. */
interface Page {
	readonly columns: number;
	readonly ascii: boolean;
	readonly colorLevel: ColorLevel;
}

/** The page that the options, the terminal and the environment ask for, in this order. */
export function pageOf(options: DisplayOptions, { out, env }: Context): Page {
	return {
		columns: options.width ?? usableColumns(out.columns ?? Number(env.COLUMNS)),
		ascii: options.ascii ?? !isUnicode(env),
		colorLevel: colorLevel({ flag: options.color, env, isTerminal: out.isTerminal }),
	};
}

/**
 * Whether the locale's characters are Unicode: true unless the first of LC_ALL, LC_CTYPE and LANG that is set says
 * otherwise. Windows has no such variables, and its consoles are Unicode.
 */
export function isUnicode(env: Environment): boolean {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
	return process.platform === "win32" || !locale || /utf-?8/i.test(locale);
}

/** Paints in the colours that the page can show. chalk is loaded only where there are any. */
async function paintOf({ colorLevel }: Page, theme: ThemeName = "ansi"): Promise<Paint> {
	if (colorLevel === 0) {
		return unpainted;
	}
	const [{ Chalk }, { chalkPaint }] = await Promise.all([import("chalk"), import("../text/themes.ts")]);
	return chalkPaint(new Chalk({ level: colorLevel }), theme);
}

/** How the views are to draw on this page. */
export async function displayOf(options: DisplayOptions, context: Context): Promise<ViewOptions> {
	const page = pageOf(options, context);
	return { columns: page.columns, ascii: page.ascii, paint: await paintOf(page, themeOf(options.theme)) };
}

/** Gives the display with the width that the terminal has when it is called: a terminal may be resized. */
export function resizable(
	display: ViewOptions,
	options: DisplayOptions,
	context: Context,
): () => ViewOptions {
	return () => ({ ...display, columns: pageOf(options, context).columns });
}

/** The rows of a terminal that does not say how many it has. */
const USUAL_ROWS = 24;

/** How many rows a terminal has now. */
export function rowsOf({ rows }: Output): number {
	return rows ?? USUAL_ROWS;
}

const THEMES: readonly ThemeName[] = ["ansi", "okabe-ito"];

function themeOf(name: string | undefined): ThemeName {
	const theme = name === undefined ? "ansi" : THEMES.find((one) => one === name);
	if (theme === undefined) {
		const hint = didYouMean(name ?? "", THEMES);
		throw new UsageError(`no theme called ${quoted(name ?? "")}${hint}; there is ${THEMES.join(", ")}`);
	}
	return theme;
}

/** How many colours may be used: none, 16, 256, or all. The numbers are chalk's. */
export type ColorLevel = 0 | 1 | 2 | 3;

export interface ColorChoice {
	/** `--color` or `--no-color`; undefined where neither was given. */
	readonly flag: boolean | undefined;
	readonly env: Environment;
	readonly isTerminal: boolean;
}

/** The flag decides; without it FORCE_COLOR, then NO_COLOR, then TERM=dumb, then whether it is a terminal. */
export function colorLevel({ flag, env, isTerminal }: ColorChoice): ColorLevel {
	if (flag !== undefined) {
		return flag ? terminalLevel(env) : 0;
	}
	const forced = forcedLevel(env);
	if (forced !== null) return forced;
	const without = Boolean(env.NO_COLOR) || env.TERM === "dumb" || !isTerminal;
	return without ? 0 : terminalLevel(env);
}

/** As Node and chalk read it: `0` and `false` turn colour off, nothing and `true` turn it on, a number says how many. The rest says nothing. */
function forcedLevel(env: Environment): ColorLevel | null {
	switch (env.FORCE_COLOR) {
		case "0":
		case "false":
			return 0;
		case "1":
			return 1;
		case "2":
			return 2;
		case "3":
			return 3;
		case "":
		case "true":
			return terminalLevel(env);
		default:
			return null;
	}
}

/** How many colours the terminal says that it can show, at least 16. */
function terminalLevel(env: Environment): ColorLevel {
	const { FORCE_COLOR, NO_COLOR, NODE_DISABLE_COLORS, ...own } = env;
	const bits = WriteStream.prototype.getColorDepth(own);
	return bits === 24 ? 3 : bits === 8 ? 2 : 1;
}

/** The part of a run to draw. @throws {UsageError} if there is no such part */
export function windowOf({ lanes, from, to }: Pick<RunOptions, "lanes" | "from" | "to">): TimelineOptions {
	if (to === 0) throw new UsageError("--to 0 leaves nothing to draw; it wants seconds above 0");
	if (from !== undefined && to !== undefined && from >= to) {
		throw new UsageError(`--from ${from} must be before --to ${to}`);
	}
	return { lanes: lanes === undefined ? undefined : laneChoice(lanes), from, to };
}

function laneChoice(text: string): LaneChoice {
	const choice = parseLaneChoice(text);
	if (choice === null) {
		throw new UsageError(`--lanes wants a number, all, failed, or slowest:NUMBER, not ${quoted(text)}`);
	}
	return choice;
}
