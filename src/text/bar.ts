import type { Glyphs } from "./glyphs.ts";

/** A bar of so many cells, to an eighth of one where there are characters for it, else to a whole one; never shorter than a sliver. */
export function bar(cells: number, { bar: whole, eighths }: Glyphs): string {
	const parts = Math.max(1, Math.round(cells * 8));
	return whole.repeat(Math.floor(parts / 8)) + (eighths[(parts % 8) - 1] ?? "");
}
