import { describe, expect, test } from "vitest";
import { enumerated, listed, sentence, snakeCase, tasksListed, withFullStop } from "../../src/text/words.ts";

const LETTERS = ["A", "B", "C", "D", "E", "F"];
/** Nothing, then one more each time. */
const growing = Array.from({ length: 7 }, (_, count) => LETTERS.slice(0, count));

describe("names in a sentence", () => {
	test("are listed up to four; of more three are named", () => {
		expect(growing.map((names) => listed(names))).toEqual([
			"",
			"A",
			"A and B",
			"A, B and C",
			"A, B, C and D",
			"A, B, C and 2 more",
			"A, B, C and 3 more",
		]);
		expect([listed(["B"], "B"), listed(["A", "B"], "B"), listed(["A", "B"], "C")]).toEqual([
			"itself",
			"A and itself",
			"A and B",
		]);
	});

	test("are counted where tasks have the same, wherever they stand", () => {
		expect(tasksListed(["r", "Fast", "r", "r", "Slow"])).toBe("3 tasks named r, Fast and Slow");
		expect([tasksListed([]), tasksListed(["r"]), tasksListed(["r", "r"])]).toEqual([
			"",
			"r",
			"2 tasks named r",
		]);
	});

	test("are enumerated all, with a comma before the last of three and more", () => {
		expect(growing.map(enumerated)).toEqual([
			"",
			"A",
			"A and B",
			"A, B, and C",
			"A, B, C, and D",
			"A, B, C, D, and E",
			"A, B, C, D, E, and F",
		]);
	});
});

describe("a sentence", () => {
	test("has a full stop, unless it ends otherwise, and a capital letter", () => {
		expect(["a. b", "a!", "a?", "a…", "a.", ""].map(withFullStop)).toEqual([
			"a. b.",
			"a!",
			"a?",
			"a…",
			"a.",
			".",
		]);
		expect(["ab cd", "Ab?", "é"].map(sentence)).toEqual(["Ab cd.", "Ab?", "É."]);
	});
});

test("a name in snake case has each capital letter lowered behind what stands between", () => {
	expect([snakeCase("firstResult"), snakeCase("returnExceptionsNow"), snakeCase("run")]).toEqual([
		"first_result",
		"return_exceptions_now",
		"run",
	]);
	expect(snakeCase("firstResult", "-")).toBe("first-result");
});
