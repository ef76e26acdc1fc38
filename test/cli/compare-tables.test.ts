import { describe, expect, it } from "vitest";
import type { Comparison } from "../../src/cli/compare/measure.ts";
import { compareSeeded, compareWallClock } from "../../src/cli/compare/tables.ts";
import { Interruption } from "../../src/cli/interruption.ts";
import { silence } from "../../src/cli/progress.ts";
import type { Job } from "../../src/cli/sources.ts";
import { defineDemo } from "../../src/demos/define-demo.ts";
import { coroutine, Event, random, sleep, TimeoutError } from "../../src/runtime/index.ts";

/** A main that draws a number, takes so long, and ends as the number says. */
const drawing = (end: (drawn: number) => "returns" | "fails" | "waits") =>
	coroutine("main", function* () {
		const drawn = random.randint(1, 6);
		yield* sleep(drawn);
		const how = end(drawn);
		if (how === "fails") throw new TimeoutError("too late");
		if (how === "waits") yield* new Event().wait();
	});

const always = drawing(() => "returns");

const dice = defineDemo({
	name: "dice",
	variants: [
		{ name: "always", main: always },
		{ name: "seldom not", main: drawing((drawn) => (drawn === 6 ? "fails" : "returns")) },
		{ name: "often not", main: drawing((drawn) => (drawn > 2 ? "waits" : "returns")) },
		{ name: "never", main: drawing(() => "fails") },
	],
});

const job: Job = { demo: dice, variants: dice.variants, parameters: {}, seed: 3 };
const DISPLAY = { columns: 80 };
const result = (comparison: Comparison) => comparison(DISPLAY, silence, new Interruption());

describe("times over seeds", () => {
	it("are the least, the middle and the greatest of those that there are, and what became of the others", async () => {
		const [six, one] = [await result(compareSeeded([job], 6)), await result(compareSeeded([job], 1))];
		expect(`\n${six.text}\n${one.text}`).toMatchInlineSnapshot(`
			"
			                 least  median  greatest
			  dice
			    always      1.00 s  4.50 s    6.00 s
			    seldom not  1.00 s  4.00 s    5.00 s       failed once
			    often not   1.00 s  1.00 s    1.00 s  deadlock 4 times
			    never       failed

			  times over 6 seeds

			                   least  median  greatest
			  dice
			    always        5.00 s  5.00 s    5.00 s
			    seldom not    5.00 s  5.00 s    5.00 s
			    often not   deadlock
			    never         failed

			  times over 1 seed
			"
		`);
		expect([six.asExpected, one.asExpected]).toEqual([false, false]);
		const returning = { ...job, variants: dice.variants.slice(0, 1) };
		expect((await result(compareSeeded([returning], 2))).asExpected).toBe(true);
	});

	it("go on from 0 behind the greatest seed", async () => {
		const returning = dice.variants.slice(0, 1);
		const times = async (seed: number, count: number) => {
			const { rows } = await result(compareSeeded([{ ...job, seed, variants: returning }], count));
			return rows;
		};
		const [greatest, first] = [2 ** 32 - 1, 0];
		expect([await times(greatest, 1), await times(first, 1), await times(greatest, 2)]).toMatchObject([
			[{ elapsed: 6, seeds: { count: 1, least: 6, median: 6, greatest: 6 } }],
			[{ elapsed: 2, seeds: { count: 1, least: 2, median: 2, greatest: 2 } }],
			[{ elapsed: 6, seeds: { count: 2, least: 2, median: 4, greatest: 6 } }],
		]);
	});
});

describe("times on the wall clock", () => {
	it("stand beside the virtual ones, with how far they are from each other, where both are times", async () => {
		const { text, rows, asExpected } = await result(compareWallClock([job], 1000));
		// Those of the wall clock are never the same.
		expect(`\n${text.replaceAll(/[\d,.]+ s/g, "T").replaceAll(/ {2,}/g, "  ")}`).toMatchInlineSnapshot(`
			"
			  virtual  wall clock  apart
			  dice
			  always  T  T  T
			  seldom not  T  T  T
			  often not  never ends  deadlock
			  never  failed
			"
		`);
		expect([rows.length, asExpected]).toEqual([4, false]);
	});
});
