import type { ThemeName, ViewOptions } from "../timeline/index.ts";
import type { Context } from "./context.ts";
import { didYouMean } from "./did-you-mean.ts";
import { quoted } from "./option-values.ts";
import { type PageOptions, pageOf } from "./page.ts";
import { paintOf } from "./paint.ts";
import { UsageError } from "./usage-error.ts";

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
