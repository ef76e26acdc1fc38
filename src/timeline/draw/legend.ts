// What the characters mean: only those that appear.

import type { Role } from "../paint.ts";
import type { State } from "../timeline.ts";
import type { Glyphs } from "./glyphs.ts";
import { piece, type Row, widthOf } from "./row.ts";

/** Something that a chart may show and a legend explain. */
export type Meaning =
	| State
	| "instant"
	| "done"
	| "failed"
	| "cancelled"
	| "delivered"
	| "never-woke"
	| "decides"
	| "heights"
	| "held";

interface Entry {
	readonly meaning: Meaning;
	readonly glyph: (glyphs: Glyphs) => string;
	readonly role: Role;
	readonly words: string;
}

const state = (name: State) => (glyphs: Glyphs) => glyphs.states[name];

/** In the order of a legend. */
export const ENTRIES: readonly Entry[] = [
	{ meaning: "instant", glyph: (g) => g.instant, role: "running", words: "runs" },
	{ meaning: "running", glyph: state("running"), role: "running", words: "runs, and nobody else can" },
	{ meaning: "ready", glyph: state("ready"), role: "ready", words: "waits for its turn" },
	{ meaning: "waiting", glyph: state("waiting"), role: "waiting", words: "timer or I/O" },
	{ meaning: "blocked", glyph: state("blocked"), role: "blocked", words: "held up: lock, permit, queue" },
	{ meaning: "awaiting", glyph: state("awaiting"), role: "awaiting", words: "awaits another" },
	{ meaning: "delivered", glyph: (g) => g.delivered, role: "cancelled", words: "is told to stop" },
	{ meaning: "cleaning-up", glyph: state("cleaning-up"), role: "cleaning-up", words: "cleans up" },
	{ meaning: "done", glyph: (g) => g.done, role: "plain", words: "done" },
	{ meaning: "failed", glyph: (g) => g.failed, role: "failed", words: "failed" },
	{ meaning: "cancelled", glyph: (g) => g.cancelled, role: "cancelled", words: "cancelled" },
	{ meaning: "never-woke", glyph: (g) => g.neverWoke, role: "bad", words: "never wakes" },
	{ meaning: "decides", glyph: (g) => g.decides, role: "good", words: "decides the total" },
	{ meaning: "held", glyph: (g) => g.held, role: "faint", words: "holds the lock" },
	{
		meaning: "heights",
		glyph: (g) => (g.heights.at(0) ?? "") + (g.heights.at(3) ?? "") + (g.heights.at(-1) ?? ""),
		role: "plain",
		words: "how many, up to the most",
	},
];

/** Lines of a legend no wider than `width`. */
export function legend(seen: ReadonlySet<Meaning>, glyphs: Glyphs, width: number): Row[] {
	const rows: Row[] = [];
	for (const entry of ENTRIES.filter((one) => seen.has(one.meaning))) {
		const item = [piece(entry.glyph(glyphs), entry.role), piece(` ${entry.words}`, "faint")];
		const last = rows.at(-1);
		if (last && widthOf(last) + 2 + widthOf(item) <= width)
			rows[rows.length - 1] = [...last, piece("  "), ...item];
		else rows.push([piece("  "), ...item]);
	}
	return rows;
}
