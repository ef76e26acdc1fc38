import { describe, expect, test } from "vitest";
import { UNICODE } from "../../src/text/glyphs.ts";
import { axisLabels, axisLine } from "../../src/views/chart/axis.ts";
import type { Layout } from "../../src/views/chart/layout.ts";
import { stemsFor } from "../../src/views/chart/stems.ts";

/** A layout whose ticks are so many cells apart, beginning at `from` ticks of a second. */
function layoutWith(apart: number, ticks: number, { from = 0, width = 60, step = 1 } = {}): Layout {
	const scale = {
		from: from * step,
		to: (from + ticks) * step,
		perSecond: apart / step,
		last: ticks * apart,
	};
	return {
		width,
		glyphs: UNICODE,
		labelWidth: 0,
		stems: stemsFor(0, 0, UNICODE),
		chart: 2,
		scale: { ...scale, tick: { step, cells: apart } },
		hasRightColumn: false,
		namesOptions: true,
	};
}

const textOf = (row: readonly { readonly text: string }[]) => row.map(({ text }) => text).join("");

describe("the numbers of an axis", () => {
	test.each([
		[3, 4, 0, 1, "  0  1  2  3  4 s"],
		[2, 8, 0, 1, "  0   2   4   6   8 s"],
		[2, 8, 5, 1, "  5   7   9   11  13 s"],
		[4, 5, 8, 1, "  8   9   10  11  12  13 s"],
		[3, 5, 8, 1, "  8     10    12 s"],
		[1, 30, 0, 1, "  0    5    10   15   20   25   30 s"],
		[4, 3, 0, 0.001, "  0   1   2   3 ms"],
		[4, 3, 0, 0.000001, "  0   1   2   3 µs"],
		[10, 3, 0, 0.01, "  0         0.01      0.02      0.03 s"],
	])(
		"at ticks %i apart, %i of them from %i on, each of %d seconds, do not touch",
		(apart, ticks, from, step, line) => {
			expect(textOf(axisLabels(layoutWith(apart, ticks, { from, step })))).toBe(line);
		},
	);

	test("have no unit, nor a last one, where there is no room for it", () => {
		const lines = [13, 12].map((width) => textOf(axisLabels(layoutWith(4, 2, { width }))));
		expect(lines).toEqual(["  0   1   2 s", "  0   1"]);
	});
});

describe("the line of an axis", () => {
	test("ends at its last tick, or goes on where tasks wait for ever", () => {
		expect([null, 4, 9].map((stuckAt) => textOf(axisLine(layoutWith(4, 2), stuckAt)))).toEqual([
			"  ├───┼───┤",
			"  ├───┼┄┄┄┄┄",
			"  ├───┼───┼─┄┄┄┄┄",
		]);
	});
});
