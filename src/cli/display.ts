import type { ThemeName } from "../text/chalk-paint.ts";
import { type Paint, unpainted } from "../text/paint.ts";
import type { ViewOptions } from "../views/view.ts";
import { type ColorLevel, colorLevel } from "./color-level.ts";
import type { Context, Environment } from "./context.ts";
import { didYouMean } from "./did-you-mean.ts";
import { UsageError } from "./errors.ts";
import { quoted } from "./option-values.ts";

/** How wide a page may be drawn. */
export const COLUMNS = { least: 20, greatest: 1000, usual: 80 } as const;

/** The options that say how a page looks. */
interface PageOptions {
	readonly width?: number;
	readonly ascii?: boolean;
	readonly color?: boolean;
}

/** What can be shown where stdout goes. */
interface Page {
	readonly columns: number;
	readonly ascii: boolean;
	readonly colorLevel: ColorLevel;
}

/** The page that the options, the terminal and the environment ask for, in this order. */
export function pageOf(options: PageOptions, { out, env }: Context): Page {
	return {
		columns: options.width ?? usableColumns(out.columns ?? Number(env.COLUMNS)),
		ascii: options.ascii ?? !isUnicode(env),
		colorLevel: colorLevel({ flag: options.color, env, isTerminal: out.isTerminal }),
	};
}

function usableColumns(columns: number): number {
	return Number.isInteger(columns) && columns > 0
		? Math.min(Math.max(columns, COLUMNS.least), COLUMNS.greatest)
		: COLUMNS.usual;
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
	const [{ Chalk }, { chalkPaint }] = await Promise.all([import("chalk"), import("../text/chalk-paint.ts")]);
	return chalkPaint(new Chalk({ level: colorLevel }), theme);
}

/** The options that say how the views look. */
export interface LookOptions extends PageOptions {
	readonly theme?: string;
}

/** How the views are to draw. */
export async function viewOptionsOf(options: LookOptions, context: Context): Promise<ViewOptions> {
	const page = pageOf(options, context);
	return { columns: page.columns, ascii: page.ascii, paint: await paintOf(page, themeOf(options.theme)) };
}

/** The same at this moment, each time it is called: a terminal may be resized. */
export function lookNow(look: ViewOptions, options: LookOptions, context: Context): () => ViewOptions {
	return () => ({ ...look, columns: pageOf(options, context).columns });
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
