import { describe, expect, test } from "vitest";
import type { Lane } from "../../src/history/timeline.ts";
import { type Glyphs, glyphsOf, UNICODE } from "../../src/text/glyphs.ts";
import { deepestOf, prefixesOf, stemsFor } from "../../src/views/chart/stems.ts";

const lanesOf = (...parents: number[]) => parents.map((parent) => ({ parent }) as Lane);

/** The tree in so many columns, each lane as an x. */
function drawn(lanes: Lane[], room: number, glyphs: Glyphs = UNICODE): string[] {
	return prefixesOf(lanes, stemsFor(deepestOf(lanes), room, glyphs)).map((prefix) => `${prefix}x`);
}

describe("the lines of a tree", () => {
	/** Four deep; the second level goes on below. */
	const lanes = lanesOf(-1, 0, 1, 2, 3, 3, 1, 0, 7, -1);

	test("show whose each lane is", () => {
		expect(drawn(lanes, 8)).toEqual([
			"x",
			"├ x",
			"│ ├ x",
			"│ │ └ x",
			"│ │   ├ x",
			"│ │   └ x",
			"│ └ x",
			"└ x",
			"  └ x",
			"x",
		]);
	});

	test("stand closer where there is less room", () => {
		const close = ["x", "├ x", "│├ x", "││└ x", "││ ├ x", "││ └ x", "│└ x", "└ x", " └ x", "x"];
		expect([drawn(lanes, 7), drawn(lanes, 5)]).toEqual([close, close]);
	});

	test("end where there is none: what lies deeper hangs below the deepest level shown", () => {
		expect(drawn(lanes, 4)).toEqual([
			"x",
			"├ x",
			"│├ x",
			"││… x",
			"││… x",
			"││… x",
			"│└ x",
			"└ x",
			" └ x",
			"x",
		]);
		expect(drawn(lanes, 2)).toEqual(["x", "… x", "… x", "… x", "… x", "… x", "… x", "… x", "… x", "x"]);
	});

	test("are never wider than the room, in ASCII neither", () => {
		const deep = lanesOf(...Array.from({ length: 40 }, (_, index) => index - 1));
		for (const glyphs of [UNICODE, glyphsOf({ ascii: true })])
			for (let room = 4; room < 90; room += 1)
				for (const line of drawn(deep, room, glyphs)) expect(line.length).toBeLessThanOrEqual(room + 1);
	});

	test("are those of the lanes that are there, whatever depth they had among more", () => {
		const shown = [
			{ parent: -1, depth: 0 },
			{ parent: 0, depth: 7 },
		] as Lane[];
		expect(drawn(shown, 4)).toEqual(["x", "└ x"]);
	});
});
