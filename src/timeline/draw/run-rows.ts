// The parts of a whole view, in their order, as rows.

import { cutEnd, plainLine } from "../text-width.ts";
import { variantAt } from "../variant-at.ts";
import type { RunView, VariantView, ViewOptions } from "../view.ts";
import { closingRows } from "./closing-rows.ts";
import { type Layout, layoutOf, MARGIN } from "./layout.ts";
import type { Meaning } from "./legend.ts";
import { lineRows } from "./line-rows.ts";
import { blank, justified, piece, type Row, widthOf } from "./row.ts";
import { variantRows } from "./variant-rows.ts";

/** How many sections the lesson has. */
const SECTIONS = 7;

/** One variant's lines, if they are wanted, and its chart. @throws {RangeError} if there is no such variant. */
export function oneVariantRows(
	view: RunView,
	index: number,
	options: ViewOptions,
	seen = new Set<Meaning>(),
): Row[] {
	const variant = variantAt(view, index);
	const layout = layoutOf(view, options);
	const drawing = { layout, seen: (meaning: Meaning) => seen.add(meaning), numbers: index === 0 };
	return [...printedLines(variant, options, layout), ...variantRows(variant, drawing)];
}

/** The whole view, an empty line between its parts. */
export function runRows(view: RunView, options: ViewOptions): Row[] {
	const seen = new Set<Meaning>();
	const variants = view.variants.flatMap((_, index) => [[], ...oneVariantRows(view, index, options, seen)]);
	const layout = layoutOf(view, options);
	return [...headingOf(view, layout), ...variants, [], ...closingRows(view, layout, seen)];
}

function printedLines(variant: VariantView, options: ViewOptions, layout: Layout): Row[] {
	const lines = options.lines ? lineRows(variant.recording.lines, layout) : [];
	return lines.length === 0 ? [] : [...lines, []];
}

/** `fetch · wait in turn, or all at once        section 2 of 7` */
function headingOf({ demo }: RunView, { glyphs, width, sided }: Layout): Row[] {
	const title = plainLine(demo.title);
	const lead = [blank(MARGIN), piece(demo.name, "heading"), piece(title === "" ? "" : ` ${glyphs.dot} `)];
	if (demo.section === 0) return [[...lead, piece(cutEnd(title, width - widthOf(lead), glyphs.ellipsis))]];
	const section = [piece(`section ${demo.section} of ${SECTIONS}`, "faint")];
	const row = sided ? justified([...lead, piece(title)], section, width) : null;
	if (row) return [row];
	const below = [blank(MARGIN), ...section];
	return [[...lead, piece(cutEnd(title, width - widthOf(lead), glyphs.ellipsis))], below];
}
