import { describe, expect, it } from "vitest";
import { lineDifferences } from "../../src/cli/source/differences.ts";

function marked(first: string, second: string): string {
	const signs = { first: "-", second: "+", both: " " };
	const lines = lineDifferences([...first], [...second]);
	return lines.map(({ side, text }) => signs[side] + text).join("");
}

describe("lineDifferences", () => {
	it.each([
		["", "", ""],
		["ab", "ab", " a b"],
		["a", "", "-a"],
		["", "a", "+a"],
		["abc", "axc", " a-b+x c"],
		["abcd", "bd", "-a b-c d"],
		["bd", "abcd", "+a b+c d"],
		["abcabba", "cbabac", "-a-b c-a b+a b a+c"],
	])("tells %s from %s", (first, second, difference) => {
		expect(marked(first, second)).toBe(difference);
	});

	it("gives both texts back", () => {
		const [first, second] = ["the quick brown fox", "a quick red fox ran"].map((text) => [...text]);
		const lines = lineDifferences(first ?? [], second ?? []);
		const side = (wanted: string) => lines.filter((line) => line.side !== wanted).map(({ text }) => text);
		expect(side("second")).toEqual(first);
		expect(side("first")).toEqual(second);
	});
});
