import { describe, expect, test } from "vitest";
import {
	cutEnd,
	cutMiddle,
	folded,
	padEnd,
	padStart,
	paintedWidth,
	plainLine,
	startOf,
	textWidth,
	wrapped,
} from "../../src/text/width.ts";

const RED = "\u001b[31m";
const USUAL = "\u001b[39m";

describe("the width of a text", () => {
	test("is what terminals draw", () => {
		const texts = ["", "abc", "取得", "👩‍👩‍👧‍👦", "e\u0301", "━✓▼⊘∞◆", "é×→≤█▼✗…"];
		expect(texts.map(textWidth)).toEqual([0, 3, 4, 2, 1, 6, 8]);
	});

	test("counts no colours where it may have some", () => {
		expect([paintedWidth(`${RED}取得${USUAL}!`), paintedWidth("plain")]).toEqual([5, 5]);
	});
});

describe("a line of a text from outside", () => {
	test("has no control characters and escape sequences, and a space for each run of the former", () => {
		expect(plainLine(`a\n\r\tb${RED}red${USUAL}\u0007\u2028c\u009f`)).toBe("a bred c ");
		expect(plainLine("\u001b[?25l\u001b[2Ja")).toBe("a");
	});
});

describe("a text is padded", () => {
	test("by its width, and not at all where it is wide enough", () => {
		expect([padEnd("取", 4), padEnd("abc", 3), padEnd("abc", 2)]).toEqual(["取  ", "abc", "abc"]);
		expect([padStart("取", 4), padStart("abc", 3), padStart("abc", 2)]).toEqual(["  取", "abc", "abc"]);
	});
});

describe("a text is cut", () => {
	test("at its end, by what is seen as one character", () => {
		const cuts = [0, 1, 2, 3, 4, 5].map((width) => startOf("a取e\u0301b", width));
		expect(cuts).toEqual(["", "a", "a", "a取", "a取e\u0301", "a取e\u0301b"]);
	});

	test("at its end with an ellipsis, without it where there is no room for anything else", () => {
		const cuts = [7, 6, 3, 2, 1, 0].map((width) => cutEnd("a long", width, ".."));
		expect(cuts).toEqual(["a long", "a long", "a..", "a ", "a", ""]);
	});

	test("in the middle, its start never the shorter part", () => {
		expect(cutMiddle("https://api.example1.com/data", 15, "…")).toBe("https:/…om/data");
		expect(cutMiddle("取得取得取得", 7, "…")).toBe("取得…得");
		const cuts = [8, 7, 6, 5, 4, 3, 2, 0].map((width) => cutMiddle("abcdefgh", width, ".."));
		expect(cuts).toEqual(["abcdefgh", "abc..gh", "ab..gh", "ab..h", "a..h", "abc", "ab", ""]);
	});

	test("in the middle, where a wide character at its end has no room", () => {
		expect(cutMiddle("abcd取", 4, "..")).toBe("ab..");
	});
});

describe("a text is wrapped", () => {
	test("at spaces, and within words that are too wide", () => {
		expect(wrapped("one two 取得取得 incomprehensibilities", 8)).toEqual([
			"one two",
			"取得取得",
			"incompre",
			"hensibil",
			"ities",
		]);
	});

	test("with as many words on a line as fit, whatever stands between them", () => {
		expect(wrapped("  ab cd\n\tef  g ", 5)).toEqual(["ab cd", "ef g"]);
		expect(wrapped("ab cd ef g", 4)).toEqual(["ab", "cd", "ef g"]);
		expect(wrapped("ab cd ef", 8)).toEqual(["ab cd ef"]);
	});

	test("to nothing where there are no words", () => {
		expect([wrapped("", 8), wrapped(" \n ", 8)]).toEqual([[], []]);
	});

	test("to a column where there is no room, without the characters that are wider", () => {
		expect([wrapped("ab c", 0), wrapped("取 a", -3), wrapped("a取b", 1)]).toEqual([
			["a", "b", "c"],
			["a"],
			["a", "b"],
		]);
	});
});

describe("a text is folded", () => {
	test("anywhere, by what is seen as one character", () => {
		expect(folded("取得取得", 5)).toEqual(["取得", "取得"]);
		expect(folded("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
		expect(folded("a cd", 4)).toEqual(["a cd"]);
		expect(folded("", 3)).toEqual([""]);
	});

	test("with its colours, which take no room", () => {
		expect(folded(`a${RED}bcdef${USUAL}gh`, 3)).toEqual([`a${RED}bc`, `def${USUAL}`, "gh"]);
		expect(folded(`${RED}ab${USUAL}`, 2)).toEqual([`${RED}ab${USUAL}`]);
	});
});
