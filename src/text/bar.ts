import type { Glyphs } from "./glyphs.ts";

/** A bar of `cells` cells, to an eighth of one where there are characters for it, else to a whole one; never shorter than a sliver. */
export function bar(cells: number, glyphs: Glyphs): string {
	const parts = Math.max(1, Math.round(cells * 8));
	const rest = parts % 8;
	return glyphs.bar.repeat(Math.floor(parts / 8)) + (rest === 0 ? "" : partOfCell(rest / 8, glyphs));
}

/** The sign of a cell that is filled in part, from its left edge on: at least a sliver. */
export function partOfCell(part: number, { bar: whole, eighths }: Glyphs): string {
	const count = Math.max(1, Math.round(part * 8));
	return eighths[count - 1] ?? whole;
}
