import { describe, expect, test } from "vitest";
import { cellOf, lastCellOf, scaleFor, tickLabel, unitOf } from "../../src/views/chart/scale.ts";

describe("a scale", () => {
	test.each([
		[0, 4.5, 46, [0, 1, 10, 45]],
		[0, 1, 46, [0, 0.2, 9, 45]],
		[0, 1, 11, [0, 1, 10, 10]],
		[0, 1, 4, [0, 1, 3, 3]],
		[0, 1, 2, [0, 1, 1, 1]],
		[0, 3, 200, [0, 0.2, 13, 195]],
		[0, 7, 60, [0, 1, 8, 56]],
		[0, 2500, 70, [0, 500, 13, 65]],
		[0, 0.00001, 50, [0, 0.000002, 9, 45]],
		[0, 1e9, 50, [0, 2e8, 9, 45]],
		[1.7, 4.1, 46, [1.5, 0.5, 8, 41]],
		[3.5, 7.25, 57, [3.5, 0.5, 7, 52]],
		[10, 11, 60, [10, 0.2, 11, 55]],
		[10.05, 10.15, 60, [10.05, 0.05, 29, 58]],
		[1e6, 1e6 + 1, 100, [1e6, 0.1, 9, 90]],
	])(
		"from %d to %d on %i cells begins at a tick, and has whole cells between ticks",
		(from, to, cells, wanted) => {
			const scale = scaleFor(from, to, cells);
			const apart = scale.tick.cells;
			expect([Number(scale.from.toPrecision(12)), scale.tick.step, apart, scale.last]).toEqual(wanted);
			expect(scale.perSecond).toBeCloseTo(apart / scale.tick.step, 6);
		},
	);

	test("of no time at all, or of no cells, has one cell of a second", () => {
		const one = { perSecond: 1, last: 0, tick: { step: 1, cells: 10 } };
		expect([scaleFor(2, 2, 46), scaleFor(0, 5, 1)]).toEqual([
			{ from: 2, to: 2, ...one },
			{ from: 0, to: 5, ...one },
		]);
	});
});

test("a cell begins with its own time and ends where the next begins, whatever sums of floats are", () => {
	const scale = { from: 1, to: 6, perSecond: 2, last: 10, tick: { step: 1, cells: 2 } };
	const times = [0.9, 1, 1.49, 1.4999999, 1.5, 1.5000001, 2, 5.99, 6, 7];
	expect(times.map((at) => cellOf(scale, at))).toEqual([-1, 0, 0, 1, 1, 1, 2, 9, 10, 12]);
	expect(times.map((at) => lastCellOf(scale, at))).toEqual([-1, -1, 0, 0, 0, 0, 1, 9, 9, 11]);
});

test("the numbers of an axis have the unit in which they are short", () => {
	const labels = [50, 1, 0.01, 0.005, 1e-5, 5e-6, 1e-9].map((step) => {
		const scale = { from: 3 * step, to: 9 * step, perSecond: 1, last: 9, tick: { step, cells: 1 } };
		return `${tickLabel(scale, 0)} ${tickLabel(scale, 4)} ${unitOf(scale).name}`;
	});
	expect(labels).toEqual([
		"150 350 s",
		"3 7 s",
		"0.03 0.07 s",
		"15 35 ms",
		"0.03 0.07 ms",
		"15 35 us",
		"0.003 0.007 us",
	]);
	const great = { from: 0, to: 2e9, perSecond: 1, last: 1, tick: { step: 1e9 - 1, cells: 1 } };
	expect([1, 2].map((tick) => tickLabel(great, tick))).toEqual(["999999999", "1.999999998e+9"]);
});
