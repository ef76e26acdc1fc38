import { type ColorLevel, colorLevel } from "./color-level.ts";
import type { Context, Environment } from "./context.ts";

/** How wide a page may be drawn. */
export const COLUMNS = { least: 20, greatest: 1000, usual: 80 } as const;

/** The options that say how a page looks. */
export interface PageOptions {
	readonly width?: number;
	readonly ascii?: boolean;
	readonly color?: boolean;
}

/** What can be shown where stdout goes. */
export interface Page {
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
