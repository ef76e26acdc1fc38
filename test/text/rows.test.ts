import { describe, expect, test } from "vitest";
import { bar, partOfCell } from "../../src/text/bar.ts";
import { glyphsOf } from "../../src/text/glyphs.ts";
import { blank, justified, padded, piece, printed, type Row, trimmed, widthOf } from "../../src/text/row.ts";

/** Pieces as `role:text`. */
const told = (row: Row | null) => row?.map(({ role, text }) => `${role}:${text}`) ?? null;

describe("a row", () => {
	const row = [piece("取得", "name"), piece("ab\u001b[31m\n", "bad")];

	test("takes in texts without what drives a terminal, and is as wide as they are", () => {
		expect(told(row)).toEqual(["name:取得", "bad:ab "]);
		expect([widthOf(row), widthOf([])]).toEqual([7, 0]);
		expect([blank(2), blank(0), blank(-1)].map(({ text }) => text)).toEqual(["  ", "", ""]);
	});

	test("is padded up to a column, and goes on behind it where it is wider", () => {
		expect(told(padded(row, 9))).toEqual(["name:取得", "bad:ab ", "plain:  "]);
		expect(told(padded(row, 3))).toEqual(["name:取得", "bad:ab ", "plain:"]);
	});

	test("has something at its right edge, where at least two columns are left between", () => {
		const right = [piece("end", "good")];
		expect(told(justified(row, right, 13))).toEqual(["name:取得", "bad:ab ", "plain:   ", "good:end"]);
		expect(told(justified(row, right, 12))).toEqual(["name:取得", "bad:ab ", "plain:  ", "good:end"]);
		expect(justified(row, right, 11)).toBeNull();
	});

	test("is trimmed: without blanks at its end, neighbours of one role joined, and blanks with what is before", () => {
		const rows: Row[] = [
			[piece("a", "bad"), piece("b", "bad"), piece("c", "good")],
			[piece("a", "bad"), piece("  "), piece("b", "bad")],
			[piece("a", "now"), piece("  "), piece("b", "now")],
			[piece("a", "bad"), piece("", "good"), piece("b ", "bad"), piece("  ", "good"), piece("", "bad")],
			[piece("  "), piece("a", "bad")],
			[piece("a", "now"), piece("  ")],
			[piece("  "), piece(" ", "bad")],
			[],
		];
		expect(rows.map((one) => told(trimmed(one)))).toEqual([
			["bad:ab", "good:c"],
			["bad:a  b"],
			["now:a", "plain:  ", "now:b"],
			["bad:ab"],
			["plain:  ", "bad:a"],
			["now:a"],
			[],
			[],
		]);
	});

	test("is printed in its colours, of which plain texts and blanks have none", () => {
		const paint = (role: string, text: string) => `<${role}>${text}</>`;
		const rows = [[piece("a ", "bad"), piece("b")], [piece(" ", "bad"), piece("c", "good")], []];
		expect(printed(rows, paint)).toEqual(["<bad>a </>b", " <good>c</>", ""]);
	});
});

describe("a bar", () => {
	const unicode = glyphsOf({});
	const ascii = glyphsOf({ ascii: true });

	test("is as long as its cells to an eighth, and never shorter than a sliver", () => {
		const cells = [0, 0.01, 1 / 8, 0.25, 3 / 8, 0.5, 5 / 8, 0.75, 7 / 8, 0.95, 1, 2, 2.3];
		expect(cells.map((count) => bar(count, unicode))).toEqual([
			"▏",
			"▏",
			"▏",
			"▎",
			"▍",
			"▌",
			"▋",
			"▊",
			"▉",
			"█",
			"█",
			"██",
			"██▎",
		]);
		expect([0, 0.5, 1, 1.5, 3].map((count) => bar(count, ascii))).toEqual(["#", "#", "#", "##", "###"]);
	});

	test("has a cell that is filled in part, from a sliver to the whole", () => {
		const parts = [0, 0.05, 0.2, 0.44, 0.9, 0.94, 1];
		expect(parts.map((part) => partOfCell(part, unicode)).join("")).toBe("▏▏▎▌▉██");
		expect(parts.map((part) => partOfCell(part, ascii)).join("")).toBe("#######");
	});
});
