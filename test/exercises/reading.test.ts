import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { broken } from "../../src/exercises/broken.ts";
import { givenIsUsed } from "../../src/exercises/common.ts";
import type { ExerciseRun } from "../../src/exercises/exercise.ts";
import {
	atOnce,
	bodiesOf,
	factsOf,
	isLater,
	mostAtOnce,
	printed,
	printedLines,
	sleptBefore,
} from "../../src/exercises/reading.ts";
import { ExpectationError, expectRun } from "../../src/expect/index.ts";
import { History } from "../../src/history/history.ts";
import { record } from "../../src/recording/record.ts";
import { block, coroutine, createTask, gather, print, sleep } from "../../src/runtime/index.ts";

const SOURCE = readFileSync(new URL(import.meta.url), "utf8").split("\n");

/** What a check is given of a run of `main`. */
function runOf(main: Parameters<typeof record>[0]): ExerciseRun {
	const recording = record(main);
	const history = new History(recording);
	const { lines } = history;
	return {
		name: "shown",
		language: "javascript",
		numbers: {},
		recording,
		history,
		expect: expectRun(history),
		lines,
	};
}

const ask = coroutine("ask", function* (shop: string, seconds: number) {
	yield* sleep(seconds);
	print(`price ${shop}`);
});

const shops = coroutine("main", function* () {
	print("open");
	const late = createTask(ask("C", 5));
	yield* gather([ask("A", 1), ask("B", 2)]);
	late.cancel();
	block(0.5);
	yield* ask("D", 1);
});

describe("reading a run", () => {
	it("bodies have what they were called with, and when they began and ended", () => {
		const bodies = bodiesOf(runOf(shops), "ask");
		expect(bodies.map(({ of, start, end, asked }) => [of, start.at, end?.at, asked?.at])).toEqual([
			["C", 0, 2.5, 2],
			["A", 0, 1, undefined],
			["B", 0, 2, undefined],
			["D", 2.5, 3.5, undefined],
		]);
	});

	it("the most of them at once counts each from its first turn to its end", () => {
		const bodies = bodiesOf(runOf(shops), "ask");
		expect(mostAtOnce(bodies)).toBe(3);
		expect(mostAtOnce(bodies.filter(({ of }) => of === "B" || of === "D"))).toBe(1);
		expect(mostAtOnce([])).toBe(0);
	});

	it("who slept before a line guessed, who waited for others did not, and what a body sleeps is its work", () => {
		const main = coroutine("main", function* () {
			const task = createTask(ask("A", 1));
			yield* sleep(1.5);
			print("guessed");
			yield* task;
			yield* gather([ask("B", 1)]);
			print("waited");
			yield* ask("C", 1);
			print("worked");
			yield* sleep(0);
			print("looked");
			yield* sleep(1);
		});
		const run = runOf(main);
		const found = run.lines.map((line, index) => [
			line.text,
			sleptBefore(run, { ...line, index }, []),
			sleptBefore(run, { ...line, index }, ["ask"]),
		]);
		expect(found).toEqual([
			["price A", true, false],
			["guessed", true, true],
			["price B", true, false],
			["waited", false, false],
			["price C", true, false],
			["worked", true, false],
			["looked", true, false],
		]);
		expect(sleptBefore(run, null, ["ask"])).toBe(true);
		expect(atOnce(run)).toBe(0.001);
	});

	it("lines are found by their whole text or their beginning, with their place among all", () => {
		const run = runOf(shops);
		expect(printed(run, "price B")).toMatchObject({ index: 2, at: 2, text: "price B" });
		expect(printed(run, "price")).toBeUndefined();
		expect(printedLines(run, /price /).map(({ index, text }) => [index, text])).toEqual([
			[1, "price A"],
			[2, "price B"],
			[3, "price D"],
		]);
		expect(printedLines(run, /rice/)).toEqual([]);
	});

	it("facts of a kind come in order", () => {
		const run = runOf(shops);
		expect(factsOf(run, "blocked").map(({ at, seconds }) => [at, seconds])).toEqual([[2, 0.5]]);
		expect(factsOf(run, "printed").map(({ text }) => text)).toEqual([
			"open",
			"price A",
			"price B",
			"price D",
		]);
	});

	it("is later by more than rounding, and than what is let through", () => {
		expect([
			isLater(0.1 + 0.2, 0.3),
			isLater(0.3001, 0.3),
			isLater(0.35, 0.3, 0.05),
			isLater(0.36, 0.3, 0.05),
		]).toEqual([false, true, false, true]);
	});
});

describe("the given part is used", () => {
	const check = givenIsUsed("ask", (_, shop) => ({ A: 1, B: 2, C: 5, D: 1 })[shop]);

	it("where each body takes its time, or was asked to stop", () => {
		expect(() => check.test(runOf(shops))).not.toThrow();
	});

	it("and is not where one is quicker", () => {
		const quick = coroutine("main", function* () {
			yield* ask("B", 0.25);
		});
		expect(() => check.test(runOf(quick))).toThrow(
			"expected: ask B takes 0.25 s, and the ask of the given part takes 2.00 s: that one is to be used (",
		);
	});
});

describe("the line of a broken check", () => {
	/** The text of that line of this file. */
	function lineOf(at: number, task: string): string | null {
		try {
			return broken(runOf(shops), "no", { at, task });
		} catch (error) {
			if (!(error instanceof ExpectationError) || error.place === null) return null;
			return SOURCE[error.place.line - 1]?.trim() ?? null;
		}
	}

	it("is its first from that time on, else its last before, else none; where it awaits another, its own", () => {
		expect(lineOf(0, "main")).toBe('print("open");');
		expect(lineOf(2, "main")).toBe("block(0.5);");
		expect(lineOf(2, "ask C")).toBe("yield* sleep(seconds);");
		expect(lineOf(99, "ask A")).toBe(`print(\`price \${shop}\`);`);
		expect(lineOf(3, "main")).toBe('yield* ask("D", 1);');
		expect(lineOf(0, "nobody")).toBeNull();
	});
});
