// The parts of a whole view, in their order, as rows.

import { blank, justified, piece, type Row, widthOf } from "../../text/row.ts";
import { cutEnd, plainLine } from "../../text/width.ts";
import { type RunView, sectionText, type VariantView, type ViewOptions, variantAt } from "../view.ts";
import { closingRows } from "./closing-rows.ts";
import { type Layout, layoutOf, MARGIN } from "./layout.ts";
import { legend, type Meaning } from "./legend.ts";
import { outsideRows } from "./line-rows.ts";
import { variantRows } from "./variant-rows.ts";

/** One variant on a page of its own: its lines, if they are wanted, its chart, and the legend. @throws {RangeError} if there is no such variant. */
export function oneVariantRows(view: RunView, index: number, options: ViewOptions): Row[] {
	const seen = new Set<Meaning>();
	const layout = layoutOf(view, options);
	const rows = variantPart(variantAt(view, index), options, { layout, seen });
	const meanings = legend(seen, layout);
	return meanings.length === 0 ? rows : [...rows, [], ...meanings];
}

export function headingRows(view: RunView, options: ViewOptions): Row[] {
	return headingOf(view, layoutOf(view, options));
}

/** What comes after the charts, without the legend. */
export function closingRowsOf(view: RunView, options: ViewOptions): Row[] {
	return closingRows(view, layoutOf(view, options), new Set());
}

/** The whole view, an empty line between its parts. */
export function runRows(view: RunView, options: ViewOptions): Row[] {
	const seen = new Set<Meaning>();
	const layout = layoutOf(view, options);
	const variants = view.variants.flatMap((variant) => [
		...outsidePart(variant.printedBefore, options, layout),
		[],
		...variantPart(variant, options, { layout, seen }),
	]);
	const after = outsidePart(view.printedAfter, options, layout);
	return [...headingOf(view, layout), ...variants, ...after, [], ...closingRows(view, layout, seen)];
}

function outsidePart(lines: readonly string[] = [], options: ViewOptions, layout: Layout): Row[] {
	const { lines: wanted = false } = options;
	const rows = wanted === false ? [] : outsideRows(lines, wanted, layout);
	return rows.length === 0 ? [] : [[], ...rows];
}

interface Part {
	readonly layout: Layout;
	readonly seen: Set<Meaning>;
}

function variantPart(variant: VariantView, { lines = false }: ViewOptions, { layout, seen }: Part): Row[] {
	return variantRows(variant, { layout, seen: (meaning) => seen.add(meaning), lines });
}

/** `fetch · wait in turn, or all at once        section 2 of 7` */
function headingOf(view: RunView, { glyphs, width, hasRightColumn }: Layout): Row[] {
	const { demo } = view;
	const title = plainLine(demo.title);
	const lead = [
		blank(MARGIN),
		piece(plainLine(demo.name), "heading"),
		piece(title === "" ? "" : ` ${glyphs.dot} `),
	];
	if (demo.section === 0) return [[...lead, piece(cutEnd(title, width - widthOf(lead), glyphs.ellipsis))]];
	const section = [piece(sectionText(view), "faint")];
	const row = hasRightColumn ? justified([...lead, piece(title)], section, width) : null;
	if (row) return [row];
	const below = [blank(MARGIN), ...section];
	return [[...lead, piece(cutEnd(title, width - widthOf(lead), glyphs.ellipsis))], below];
}
