import { describe, expect, test } from "vitest";
import type { Level, ResourceLane, Strip } from "../../src/history/timeline.ts";
import { type Glyphs, glyphsOf, UNICODE } from "../../src/text/glyphs.ts";
import { Cells } from "../../src/views/chart/cells.ts";
import { drawResource, drawStrip } from "../../src/views/chart/level-cells.ts";
import { markedLines } from "../marked.ts";
import { level, shared, strip } from "./by-hand.ts";

interface Part {
	readonly until?: number;
	readonly from?: number;
	readonly last?: number;
	readonly stuckAt?: number | null;
	readonly glyphs?: Glyphs;
}

/** Cells of a second each, those from 0 to 10 with a meaning. */
function drawing({ until = 10, from = 0, last = 10, stuckAt = null, glyphs = UNICODE }: Part) {
	const scale = { from, to: from + last, perSecond: 1, last, tick: { step: 1, cells: 1 } };
	return { cells: new Cells(18), scale, glyphs, until, stuckAt };
}

type Kind = ResourceLane["resource"];

function drawn(
	kind: Kind,
	levels: readonly Level[],
	part: Part = {},
	more: Partial<ResourceLane> = {},
): Cells {
	const given = drawing(part);
	drawResource(shared(kind, { levels, ...more }), given);
	return given.cells;
}

const textOf = (cells: Cells) =>
	cells
		.pieces()
		.map(({ text }) => text)
		.join("");

describe("a lock", () => {
	const hold = (from: number, to: number, holder = "alice") => level(from, to, 1, holder);

	test("is a line for as long as it is held, that begins with as much of the holder's name as there is room for", () => {
		const holds = [hold(1, 9), hold(1, 7), hold(1, 6), hold(1, 3), hold(1, 2), hold(1, 2.1), hold(1.9, 1.9)];
		expect(holds.map((one) => textOf(drawn("lock", [one])))).toEqual([
			" alice───",
			" alice─",
			" alic─",
			" a─",
			" │",
			" a─",
			" │",
		]);
		const others = ["取得する", "é\tx", ""].map((holder) => textOf(drawn("lock", [hold(1, 6, holder)])));
		expect(others).toEqual([" 取得─", " é x──", " ─────"]);
	});

	test("is drawn up to what is known, and within the part that is drawn", () => {
		const holds = [hold(1, 4, "a"), hold(5, 30, "b")];
		const known = [0.9, 1, 2.5, 5, 6.5, 40].map((until) => textOf(drawn("lock", holds, { until })));
		expect(known).toEqual(["", " │", " a─", " a── │", " a── b─", " a── b─────"]);
		expect(textOf(drawn("lock", holds, { from: 2, last: 6, until: 40 }))).toBe("── b───");
	});

	test("that is held when the run is stuck is held for ever", () => {
		const holds = [hold(1, 4, "a"), hold(5, 8, "b")];
		expect([7.9, 8, 8.1, null].map((stuckAt) => textOf(drawn("lock", holds, { stuckAt })))).toEqual([
			" a── b────────",
			" a── b────────",
			" a── b──",
			" a── b──",
		]);
		expect(textOf(drawn("lock", [hold(8, 8, "b")], { stuckAt: 8 }))).toBe("        b─────");
	});

	test("has the holder's name in the colour of names, and an event has none", () => {
		const rows = [
			drawn("lock", [hold(1, 6, "取"), hold(7, 7)]),
			drawn("event", [level(1, 4, 1), level(6, 6, 1)]),
		];
		expect(`\n${markedLines(rows.map((cells) => cells.pieces()))}`).toMatchInlineSnapshot(`
			"
			 <name>取<><faint>─── │<>
			 <faint>───  │<>
			"
		`);
		expect(rows.map((cells) => [...new Set(cells.meanings())])).toEqual([["held"], ["set"]]);
	});
});

describe("what has a level", () => {
	const steps = (count: number) => Array.from({ length: count + 1 }, (_, i) => level(i, i + 1, i));

	test("is as high as its part of what there can be, or of the most there was", () => {
		const kinds = ["semaphore", "queue", "signals", "condition", "barrier"] as const;
		expect(new Set(kinds.map((kind) => textOf(drawn(kind, steps(8), {}, { capacity: 8 }))))).toEqual(
			new Set([" ▁▂▃▄▅▆▇█"]),
		);
		const sizes = [
			{ capacity: 0, most: 8 },
			{ capacity: 16, most: 8 },
			{ capacity: 3, most: 8 },
			{ capacity: 1000, most: 8 },
			{ capacity: 0, most: 0 },
		];
		expect(sizes.map((size) => textOf(drawn("queue", steps(8), {}, size)))).toMatchInlineSnapshot(`
			[
			  " ▁▂▃▄▅▆▇█",
			  " ▁▁▂▂▃▃▄▄",
			  " ▃▆██████",
			  " ▁▁▁▁▁▁▁▁",
			  " ████████",
			]
		`);
		expect(textOf(drawn("queue", steps(9), { glyphs: glyphsOf({ ascii: true }) }, { most: 9 }))).toBe(
			" 123456789",
		);
	});

	test("shows the most there was in a cell, up to what is known", () => {
		const levels = [
			level(0, 1.5, 1),
			level(1.5, 2.5, 3),
			level(2.5, 2.5, 4),
			level(2.5, 4, 2),
			level(4, 20, 0),
		];
		const known = [0, 1.4, 1.5, 3, 10].map((until) => textOf(drawn("queue", levels, { until }, { most: 4 })));
		expect(known).toMatchInlineSnapshot(`
			[
			  "▂",
			  "▂▂",
			  "▂▆",
			  "▂▆█",
			  "▂▆█▄      ",
			]
		`);
		expect(textOf(drawn("queue", [level(3, 30, 4)], { until: 40, from: 2, last: 5 }, { most: 4 }))).toBe(
			" █████",
		);
	});

	test("has the colour of names", () => {
		const cells = drawn("queue", steps(2), {}, { most: 2 });
		expect([markedLines([cells.pieces()]), new Set(cells.meanings())]).toEqual([
			"<name> ▄█<>\n",
			new Set(["heights"]),
		]);
	});
});

describe("a strip", () => {
	function stripped(one: Strip, part: Part & { readonly window?: { from: number; to: number } } = {}): Cells {
		const given = drawing(part);
		drawStrip(one, part.window ?? { from: 0, to: 10 }, given);
		return given.cells;
	}

	const waiting = strip("waiting", 4, 0, 1, 2, 3, 4, 3, 2, 1, 0, 4);

	test("shows in each cell the most there was in it", () => {
		expect(textOf(stripped(waiting))).toBe(" ▂▄▆█▆▄▂ █");
		const twice = strip("waiting", 4, ...Array.from(waiting.counts).flatMap((count) => [count, 0]));
		const flipped = strip("waiting", 4, ...Array.from(waiting.counts).flatMap((count) => [0, count]));
		const half = strip("waiting", 4, 0, 1, 2, 3, 4);
		expect([twice, flipped, half].map((one) => textOf(stripped(one)))).toMatchInlineSnapshot(`
			[
			  " ▂▄▆█▆▄▂ █",
			  " ▂▄▆█▆▄▂ █",
			  "  ▂▂▄▄▆▆██",
			]
		`);
	});

	test("begins and ends with its window, and with what is known", () => {
		const known = [0, 1, 2.5, 9.5].map((until) => textOf(stripped(waiting, { until })));
		expect(known).toMatchInlineSnapshot(`
			[
			  "",
			  " ",
			  " ▂▄",
			  " ▂▄▆█▆▄▂ █",
			]
		`);
		const window = { from: 2.5, to: 7.5 };
		expect(
			[{ window }, { window, from: 2, until: 6 }, { window, from: 4 }].map((part) =>
				textOf(stripped(waiting, part)),
			),
		).toMatchInlineSnapshot(`
			[
			  "   ▄█▆▂█",
			  " ▄█▆",
			  "█▆▂█",
			]
		`);
	});

	test("of ends has a cell for the end itself, of states none", () => {
		const names = [
			"done",
			"failed",
			"cancelled",
			"ready",
			"running",
			"blocked",
			"awaiting",
			"cleaning-up",
		] as const;
		const rows = names.map((name) => stripped(strip(name, 4, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4)).pieces());
		expect(`\n${markedLines(rows)}`).toMatchInlineSnapshot(`
			"
			  ▂▂▄▄▆▆███
			<failed>  ▂▂▄▄▆▆███<>
			<cancelled>  ▂▂▄▄▆▆███<>
			<ready>  ▂▂▄▄▆▆██<>
			<running>  ▂▂▄▄▆▆██<>
			<blocked>  ▂▂▄▄▆▆██<>
			<awaiting>  ▂▂▄▄▆▆██<>
			<cleaning-up>  ▂▂▄▄▆▆██<>
			"
		`);
	});

	test("means heights only where there are some", () => {
		expect(
			[strip("ready", 4, 0, 0), strip("ready", 4, 0, 1)].map((one) => stripped(one).meanings().length),
		).toEqual([0, 5]);
	});
});
