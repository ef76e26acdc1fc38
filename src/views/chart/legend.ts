// What the characters mean: only those that appear, and that are not told beside them.

import type { State } from "../../history/timeline.ts";
import { type Glyphs, glyphsOf } from "../../text/glyphs.ts";
import type { Role } from "../../text/paint.ts";
import { blank, padded, piece, type Row, widthOf } from "../../text/row.ts";
import { cutEnd } from "../../text/width.ts";
import type { ViewOptions } from "../view.ts";
import { type Layout, MARGIN } from "./layout.ts";

/** The meaning of a sign, for the legend. */
export type Meaning =
	| State
	| "instant"
	| "call"
	| "done"
	| "failed"
	| "cancelled"
	| "delivered"
	| "never-woke"
	| "decides"
	| "heights"
	| "held"
	| "set";

interface Entry {
	readonly meaning: Meaning;
	readonly glyph: (glyphs: Glyphs) => string;
	readonly role: Role;
	readonly words: string;
}

const state = (name: State) => (glyphs: Glyphs) => glyphs.states[name];

/** In the order of a legend. */
const ENTRIES: readonly Entry[] = [
	{ meaning: "instant", glyph: (g) => g.instant, role: "running", words: "runs" },
	{ meaning: "running", glyph: state("running"), role: "running", words: "runs, and nobody else can" },
	{ meaning: "ready", glyph: state("ready"), role: "ready", words: "waits for its turn" },
	{ meaning: "waiting", glyph: state("waiting"), role: "waiting", words: "timer or I/O" },
	{ meaning: "blocked", glyph: state("blocked"), role: "blocked", words: "held up: lock, permit, queue" },
	{ meaning: "awaiting", glyph: state("awaiting"), role: "awaiting", words: "awaits a task or future" },
	{
		meaning: "call",
		glyph: ({ call }) => call.start + call.line + call.end,
		role: "awaiting",
		words: "a call within its task",
	},
	{ meaning: "delivered", glyph: (g) => g.delivered, role: "cancelled", words: "is told to stop" },
	{
		meaning: "cleaning-up",
		glyph: state("cleaning-up"),
		role: "cleaning-up",
		words: "told to stop, goes on",
	},
	{ meaning: "done", glyph: (g) => g.done, role: "plain", words: "done" },
	{ meaning: "failed", glyph: (g) => g.failed, role: "failed", words: "failed" },
	{ meaning: "cancelled", glyph: (g) => g.cancelled, role: "cancelled", words: "cancelled" },
	{ meaning: "never-woke", glyph: (g) => g.neverWoke, role: "bad", words: "never wakes" },
	{ meaning: "decides", glyph: (g) => g.decides, role: "good", words: "decides the total" },
	{ meaning: "held", glyph: (g) => g.held, role: "faint", words: "holds the lock" },
	{ meaning: "set", glyph: (g) => g.held, role: "faint", words: "the event is set" },
	{
		meaning: "heights",
		glyph: ({ heights }) => [heights.at(0), heights.at(3), heights.at(-1)].join(""),
		role: "plain",
		words: "how many, up to the most",
	},
];

/** Ends that need no words, or have them at the right of their lanes. */
function areKnown({ hasRightColumn }: Layout): ReadonlySet<Meaning> {
	return new Set(hasRightColumn ? ["done", "failed", "cancelled"] : ["done"]);
}

/** Lines of a legend no wider than the page. */
export function legend(seen: ReadonlySet<Meaning>, layout: Layout): Row[] {
	const { glyphs, width } = layout;
	const known = areKnown(layout);
	const rows: Row[] = [];
	for (const entry of ENTRIES.filter(({ meaning }) => seen.has(meaning) && !known.has(meaning))) {
		const item = [piece(entry.glyph(glyphs), entry.role), piece(` ${entry.words}`, "faint")];
		const last = rows.at(-1);
		if (last && widthOf(last) + 2 + widthOf(item) <= width)
			rows[rows.length - 1] = [...last, piece("  "), ...item];
		else rows.push([piece("  "), ...item]);
	}
	return rows;
}

const SAMPLE = 12;

/** Every character of the charts in its colour, with its meaning. */
export function paletteRows({ columns, ascii }: ViewOptions): Row[] {
	const glyphs = glyphsOf({ ascii });
	return ENTRIES.map(({ meaning, glyph, role, words }) => {
		const sample = piece(meaning in glyphs.states ? glyph(glyphs).repeat(SAMPLE) : glyph(glyphs), role);
		const text = cutEnd(words, Math.max(0, columns - 1 - MARGIN - SAMPLE - 2), "");
		return [...padded([blank(MARGIN), sample], MARGIN + SAMPLE + 2), piece(text)];
	});
}
