import { describe, expect, test } from "vitest";
import {
	commandText,
	fittedPage,
	hanging,
	paintedParagraph,
	paragraph,
	paragraphs,
} from "../../src/text/paragraphs.ts";

const paint = (role: string, text: string) => `<${role}>${text}</>`;
const TEXT = "one two\u0007three four five";

describe("a paragraph", () => {
	test("is indented, broken between words, and leaves the last column free", () => {
		expect(paragraph(TEXT, { columns: 26 })).toBe("  one two three four five\n");
		expect(paragraph(TEXT, { columns: 25 })).toBe("  one two three four\n  five\n");
		expect(paragraph(TEXT, { columns: 26 }, 4)).toBe("    one two three four\n    five\n");
		expect(paragraph("", { columns: 26 })).toBe("");
	});

	test("is coloured without its margin", () => {
		const told = paintedParagraph(TEXT, "bad", { columns: 20, paint });
		expect(told).toBe("  <bad>one two three</>\n  <bad>four five</>\n");
		expect(paintedParagraph("a b", "bad", { columns: 20 })).toBe("  a b\n");
	});

	test("hangs below its beginning where a word of five letters stands before", () => {
		const text = "abcd efgh ijkl";
		expect(hanging(text, { columns: 24 })).toBe("abcd efgh ijkl\n");
		expect(hanging(text, { columns: 23 })).toBe("abcd efgh\n         ijkl\n");
		expect(hanging("a\u0007b", { columns: 40 })).toBe("a b\n");
	});

	test("follows others with an empty line between, and is left out where it is empty", () => {
		expect(paragraphs(["one two three", "", "a\nb"], 9)).toBe("one two\nthree\n\na b\n");
		expect(paragraphs(["one two"], 8)).toBe("one two\n");
		expect(paragraphs(["one two"], 7)).toBe("one\ntwo\n");
		expect(paragraphs([], 9)).toBe("");
	});
});

describe("a command and what it is for", () => {
	test("stand side by side where both fit, else one below the other", () => {
		const told = (columns: number) => commandText("run fetch --live", "in real time", { columns, paint });
		expect(told(35)).toBe("  run fetch --live    <faint>in real time</>\n");
		expect(told(34)).toBe("  run fetch --live\n      <faint>in real time</>\n");
		expect(told(17)).toBe("  run fetch\n      --live\n      <faint>in real</>\n      <faint>time</>\n");
		expect(commandText("run", "it", { columns: 20 })).toBe("  run    it\n");
	});
});

describe("a page", () => {
	test("has lines that are too wide broken, as deep as they begin, but not deeper than a third of it", () => {
		const page = "short\n\n    one two three four\n\u001b[1m123456789\u001b[22m\n          deep in it";
		expect(fittedPage(page, 18)).toBe(
			"short\n\n    one two three\n    four\n\u001b[1m123456789\u001b[22m\n      deep in it",
		);
		expect(fittedPage("12345 789", 10)).toBe("12345 789");
		expect(fittedPage("12345 789", 9)).toBe("12345\n789");
	});
});
