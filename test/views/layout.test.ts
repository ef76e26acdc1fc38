import { describe, expect, test } from "vitest";
import type { Timeline } from "../../src/history/timeline.ts";
import { UNICODE } from "../../src/text/glyphs.ts";
import { axisLabels, axisLine } from "../../src/views/chart/axis.ts";
import { type Layout, layoutOf } from "../../src/views/chart/layout.ts";
import { stemsFor } from "../../src/views/chart/stems.ts";
import { actor, life, runView, strip, timeline, variant } from "./by-hand.ts";

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
		[1, 24, 1000, 1, "  1000      1010      1020 s"],
		[1, 18, 99_995, 1, "  99995     100005 s"],
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

describe("the columns of a chart", () => {
	/** A tree so many levels deep, the labels as wide as asked. */
	const tree = (deepest: number, width: number) =>
		Array.from({ length: deepest + 1 }, (_, i) =>
			actor({ label: "x".repeat(width), parent: i - 1, depth: i }),
		);

	/** How wide labels are, where the first cell and the cell of the end are, and how many levels are shown. */
	const columns = (
		lanes: readonly ReturnType<typeof actor>[],
		width: number,
		more: Partial<Timeline> = {},
	) => {
		const layout = layoutOf(runView([variant({ timeline: timeline({ lanes, ...more }) })]), {
			columns: width,
		});
		return [layout.labelWidth, layout.chart, layout.chart + layout.scale.last, layout.stems.levels];
	};

	test("leave labels as much room as they need, up to a part of the page, and more to deep trees", () => {
		const widths = [40, 59, 60, 78, 79, 100, 200];
		const trees = { flat: tree(0, 4), wide: tree(1, 40), deep: tree(5, 4), "wide and deep": tree(12, 40) };
		const rows = Object.entries(trees).map(([name, lanes]) => {
			const all = widths.map((width) => columns(lanes, width).join(" ").padEnd(13));
			return `${name.padEnd(14)} ${all.join("").trimEnd()}\n`;
		});
		expect(
			`\n${" ".repeat(15)}${widths.map((width) => `${width}`.padEnd(13)).join("")}\n${rows.join("")}`,
		).toMatchInlineSnapshot(`
			"
			               40           59           60           78           79           100          200          
			flat           4 8 36 0     4 8 53 0     4 8 42 0     4 8 53 0     4 8 53 0     4 8 73 0     4 8 168 0
			wide           12 16 36 1   16 20 56 1   16 20 42 1   21 25 55 1   22 26 54 1   28 32 76 1   42 46 176 1
			deep           14 18 36 5   14 18 56 5   14 18 42 5   14 18 53 5   14 18 53 5   14 18 73 5   14 18 168 5
			wide and deep  16 20 37 6   23 27 55 12  24 28 42 12  31 35 55 12  31 35 55 12  34 38 76 12  56 60 170 12
			"
		`);
	});

	test("are as wide as the widest label, with the tree before it, or the widest name of a strip", () => {
		expect([
			columns([], 80)[0],
			columns([...tree(1, 3), actor({ label: "five5" })], 80)[0],
			columns([...tree(1, 3), actor({ label: "取得する" })], 80)[0],
			columns(tree(0, 3), 80, { strips: [strip("cancelled", 0)] })[0],
			columns(tree(0, 22), 80)[0],
			columns(tree(0, 23), 80)[0],
			columns([...tree(3, 1), actor({ label: "x".repeat(22) })], 80)[0],
			columns([...tree(8, 1), actor({ label: "x".repeat(40) })], 80)[0],
		]).toMatchInlineSnapshot(`
			[
			  1,
			  5,
			  8,
			  9,
			  22,
			  22,
			  22,
			  26,
			]
		`);
	});

	test("end where there is room for what is drawn beyond the end of a run that is stuck, and its remark", () => {
		const stuck = (remark: string) => [
			actor({ remark, lives: [life(0, 10, "never-woke")], stuck: "blocked" }),
			actor({ remark: "x" }),
		];
		const deadlock = { outcome: { kind: "deadlock" } } as const;
		const remarks = [0, 14, 20, 34, 35, 100].map((length) => "x".repeat(length));
		const rows = [59, 60, 80, 120].map((width) =>
			remarks.map((remark) => columns(stuck(remark), width, deadlock)[2]),
		);
		expect(rows.map((row) => row.join(" "))).toMatchInlineSnapshot(`
			[
			  "47 47 47 47 47 47",
			  "42 35 29 15 15 15",
			  "52 52 47 35 35 35",
			  "92 92 87 72 72 72",
			]
		`);
	});
});
