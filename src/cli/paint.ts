import type { Paint, ThemeName } from "../timeline/index.ts";
import { unpainted } from "../timeline/paint.ts";
import type { Page } from "./page.ts";

/** Paints in the colours that the page can show. chalk is loaded only where there are any. */
export async function paintOf({ colorLevel }: Page, theme: ThemeName = "ansi"): Promise<Paint> {
	if (colorLevel === 0) {
		return unpainted;
	}
	const [{ Chalk }, { chalkPaint }] = await Promise.all([
		import("chalk"),
		import("../timeline/theme/chalk-paint.ts"),
	]);
	return chalkPaint(new Chalk({ level: colorLevel }), theme);
}
