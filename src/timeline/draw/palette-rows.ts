// Every character of the charts in its colour, with its meaning.

import { cutEnd } from "../text-width.ts";
import type { ViewOptions } from "../view.ts";
import { ASCII, UNICODE } from "./glyphs.ts";
import { MARGIN } from "./layout.ts";
import { ENTRIES } from "./legend.ts";
import { blank, padded, piece, type Row } from "./row.ts";

const SAMPLE = 12;

export function paletteRows({ columns, ascii }: ViewOptions): Row[] {
	const glyphs = ascii ? ASCII : UNICODE;
	return ENTRIES.map(({ meaning, glyph, role, words }) => {
		const sample = piece(meaning in glyphs.states ? glyph(glyphs).repeat(SAMPLE) : glyph(glyphs), role);
		const text = cutEnd(words, Math.max(0, columns - 1 - MARGIN - SAMPLE - 2), "");
		return [...padded([blank(MARGIN), sample], MARGIN + SAMPLE + 2), piece(text)];
	});
}
