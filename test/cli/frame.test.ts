import { describe, expect, it } from "vitest";
import { momentOf, type Playing, statusLine } from "../../src/cli/live/moment.ts";
import { horizonOf } from "../../src/cli/live/play.ts";
import { fetchDemo } from "../../src/demos/fetch.ts";
import { programOf } from "../../src/demos/program.ts";
import { record } from "../../src/recording/record.ts";

const job = { demo: fetchDemo, variants: fetchDemo.variants, parameters: {}, seed: 42 };
const whole = record(programOf(fetchDemo, "sequential", {}));

/** A run that has come as far as `at`. */
function playingAt(at: number): Playing {
	const facts = Array.from(whole.facts).filter((fact) => fact.at <= at);
	const soFar = { header: whole.header, facts, end: null };
	return { demo: fetchDemo, summary: "", soFar: () => soFar, horizon: horizonOf(job), window: {} };
}

describe("momentOf", () => {
	it("shows the lines printed so far, the lanes so far, and says what goes on", () => {
		const { lines, now } = momentOf(playingAt(2.5), 2.5, 24, { columns: 80 });
		expect(`${lines.join("\n")}\n`).toMatchInlineSnapshot(`
			"  0.00 s  main  Starting fetch from API-1
			  2.00 s  main  Finished fetching from API-1
			  2.00 s  main  Starting fetch from API-2

			  SEQUENTIAL                                                             2.50 s
			           0         1         2         3         4 s
			           ├─────────┼─────────┼─────────┼─────────┼─────
			  main     ▏━━━━━━━━━━━━━━━━━━━▏━━━━
			  ├ API-1  [╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌]                                          2.00 s
			  └ API-2
			"
		`);
		expect(now).toBe("API-2 waits for a timer or I/O");
	});

	it.each([5, 8, 12, 24])("is never taller than %i rows", (rows) => {
		for (const at of [0, 1, 2, 3, 4.4]) {
			const { lines } = momentOf(playingAt(at), at, rows, { columns: 80 });
			expect(lines.length).toBeLessThanOrEqual(rows);
			expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
		}
	});

	it("shows the lines printed last, where there is no room for all", () => {
		const { lines } = momentOf(playingAt(4.4), 4.4, 10, { columns: 80 });
		expect(lines.filter((line) => / s {2}main/.test(line))).toEqual([
			"  3.00 s  main  Finished fetching from API-2",
			"  3.00 s  main  Starting fetch from API-3",
		]);
	});

	it("stretches the axis when a run takes longer than it promised", () => {
		const at = 7;
		const { lines } = momentOf(playingAt(at), at, 24, { columns: 80 });
		const axis = lines.find((line) => /^ +0 /.test(line));
		expect(axis).toMatch(/^ +0 +2 +4 +6 +8 s$/);
	});
});

describe("the line below a run that is played", () => {
	it("says what goes on, cut where it must be, and the key that stops it at the right edge", () => {
		const lines = [26, 19, 12, 9, 8].map((columns) => statusLine("API-2 waits", "q: stop", { columns }));
		expect(lines).toEqual([
			"API-2 waits       q: stop",
			"API-2 ...  q: stop",
			"AP  q: stop",
			"  q: stop",
			"  q: stop",
		]);
	});
});

describe("horizonOf", () => {
	it("is as far as the longest variant", () => {
		expect(horizonOf(job)).toBe(4.5);
		expect(horizonOf({ ...job, parameters: { api2: 10 } })).toBe(13.5);
	});

	it("is five seconds where nothing is promised", () => {
		const [first] = fetchDemo.variants;
		const unknown = { ...first, elapsed: () => ({ atLeast: 0, atMost: Number.POSITIVE_INFINITY }) };
		expect(horizonOf({ ...job, variants: [unknown] })).toBe(5);
	});
});
