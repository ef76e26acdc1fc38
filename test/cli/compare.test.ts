import { describe, expect, it } from "vitest";
import { asyncLessons } from "./async-lessons.ts";

async function outOf(line: string): Promise<string> {
	const { code, out, error } = await asyncLessons(line.split(" "));
	expect({ code, error }).toEqual({ code: 0, error: "" });
	return out;
}

const returned = { outcome: "returned", ended: "returned", differences: [], measure: "", facts: {} };
const gatherRow = { demo: "gather", ...returned };

describe("compare", () => {
	it("puts the variants of all demos side by side", async () => {
		await expect(await outOf("compare")).toMatchFileSnapshot("outputs/compare.txt");
	});

	it("is ASCII where that is asked for", async () => {
		expect(await outOf("compare gather unbounded --ascii")).toMatch(/^[\n -~]+$/);
	});

	it("gives the same as JSON, each variant against the first", async () => {
		expect(JSON.parse(await outOf("compare gather --json"))).toEqual({
			format: "async-lessons/compare",
			version: 1,
			rows: [
				{ ...gatherRow, variant: "sequential", elapsed: 6, speedup: 1, saved: 0, mostAtOnce: 0 },
				{ ...gatherRow, variant: "concurrent", elapsed: 2, speedup: 3, saved: 4, mostAtOnce: 3 },
			],
		});
	});

	it("compares nothing with a run that never ends", async () => {
		const { rows } = JSON.parse(await outOf("compare rate-limit --json"));
		expect(rows[2]).toMatchObject({ variant: "re-locked", outcome: "deadlock", speedup: null, saved: null });
	});
});

describe("compare --sweep", () => {
	it("shows the sum growing and the longest staying", async () => {
		const out = await outOf("compare gather --sweep urls=1..10");
		await expect(out).toMatchFileSnapshot("outputs/compare-sweep-gather.txt");
		expect(out).toContain("sequential  2.00 s more for each of urls: the sum of all waits\n");
		expect(out).toContain("concurrent  stays at 2.00 s: the longest wait alone\n");
	});

	it("shows the failures growing where nothing limits them", async () => {
		const out = await outOf("compare unbounded --sweep requests=10..100:4");
		await expect(out).toMatchFileSnapshot("outputs/compare-sweep-unbounded.txt");
	});

	it("puts the bars below each other where there is no room beside", async () => {
		const out = await outOf("compare gather --sweep delay=1..3:3 --width 40 --ascii");
		await expect(out).toMatchFileSnapshot("outputs/compare-sweep-narrow.txt");
		expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThan(80);
	});

	it("says where a run never ends", async () => {
		const out = await outOf("compare rate-limit --sweep requests=2..4");
		expect(out).toContain("re-locked  ends for 2 of 3 values\n");
	});

	it("gives a row for each value as JSON", async () => {
		const { rows } = JSON.parse(await outOf("compare gather --sweep urls=2..6:3 --json"));
		expect(
			rows.map(({ variant, elapsed, parameters }: Record<string, unknown>) => [parameters, variant, elapsed]),
		).toEqual([
			[{ urls: 2 }, "sequential", 4],
			[{ urls: 2 }, "concurrent", 2],
			[{ urls: 4 }, "sequential", 8],
			[{ urls: 4 }, "concurrent", 2],
			[{ urls: 6 }, "sequential", 12],
			[{ urls: 6 }, "concurrent", 2],
		]);
	});

	it.each([
		["compare --sweep urls=1..3", "compare --sweep wants the name of a demo: gather --sweep urls=1..10"],
		["compare gather --sweep urls", "--sweep wants NAME=FROM..TO or NAME=FROM..TO:STEPS, not urls"],
		["compare gather --sweep urls=1..x", "--sweep wants NAME=FROM..TO or NAME=FROM..TO:STEPS, not urls=1..x"],
		["compare gather --sweep urls=3..3", "--sweep wants a greater end than start, not 3..3"],
		["compare gather --sweep urls=1..9:1", "--sweep wants 2 to 100 steps, not 1"],
		["compare gather --sweep urls=0..9", "urls is a whole number from 1 to 1000, not 0"],
		["compare gather --sweep nope=1..9", "gather has no parameter called nope; it has urls, delay"],
		["compare gather --sweep urls=1..3 --seeds 4", "compare takes one of --sweep, --seeds and --live"],
	])("refuses %s", async (line, message) => {
		expect(await asyncLessons(line.split(" "))).toEqual({ code: 2, out: "", error: `error: ${message}\n` });
	});
});

describe("compare --seeds", () => {
	it("gives the least, the middle and the greatest time", async () => {
		const out = await outOf("compare as-completed gather --seeds 21");
		await expect(out).toMatchFileSnapshot("outputs/compare-seeds.txt");
	});

	it("begins with the seed that is given", async () => {
		const { rows } = JSON.parse(await outOf("compare as-completed --seeds 3 --seed 7 --json"));
		const times = [];
		for (const seed of [7, 8, 9]) {
			const [row] = JSON.parse(await outOf(`compare as-completed --seed ${seed} --json`)).rows;
			times.push(row.elapsed);
		}
		const [least, median, greatest] = times.toSorted((a, b) => a - b);
		expect(rows[0].elapsed).toBe(times[0]);
		expect(rows[0].seeds).toEqual({ count: 3, least, median, greatest });
	});
});

describe("compare --live", () => {
	it("says how far the wall clock is from the virtual time", async () => {
		const { rows } = JSON.parse(await outOf("compare gather rate-limit --live 100 --json"));
		const demos = ["gather", "gather", "rate-limit", "rate-limit", "rate-limit"];
		expect(rows.map(({ demo }: { demo: string }) => demo)).toEqual(demos);
		for (const { elapsed, live, difference } of rows) {
			expect(difference).toBeCloseTo(live - elapsed, 9);
			expect(difference).toBeGreaterThanOrEqual(0);
		}
	});
});
