import { describe, expect, test } from "vitest";
import { type Column, plainTable, type Row } from "../../src/text/table.ts";

const ROWS: readonly Row[] = [
	["demo", "what it shows", "time"],
	["fetch", "waits overlap", "4 s"],
	["cancel", "asks a task to stop", "12 s"],
];
const COLUMNS: readonly Column[] = [{}, { atLeast: 10 }, { align: "right" }];

/** Each line of a table. */
function linesOf(columns: readonly Column[], rows: readonly Row[], width: number): string[] {
	return plainTable(columns, rows, width).split("\n");
}

describe("a table", () => {
	test("is indented by two, its columns two apart, each as wide as its widest cell", () => {
		expect(linesOf(COLUMNS, ROWS, 80)).toEqual([
			"  demo    what it shows        time",
			"  fetch   waits overlap         4 s",
			"  cancel  asks a task to stop  12 s",
			"",
		]);
	});

	test("breaks the elastic column between words, where the others leave it less room than its text", () => {
		expect(linesOf(COLUMNS, ROWS, 35)[2]).toBe("  cancel  asks a task to stop  12 s");
		expect(linesOf(COLUMNS, ROWS, 34)).toEqual([
			"  demo    what it shows       time",
			"  fetch   waits overlap        4 s",
			"  cancel  asks a task to      12 s",
			"          stop",
			"",
		]);
	});

	test("leaves the elastic column out, where there is less room than it has to have", () => {
		expect(linesOf(COLUMNS, ROWS, 26)).toEqual([
			"  demo    what it     time",
			"          shows",
			"  fetch   waits        4 s",
			"          overlap",
			"  cancel  asks a      12 s",
			"          task to",
			"          stop",
			"",
		]);
		expect(linesOf(COLUMNS, ROWS, 25)).toEqual(["  demo    time", "  fetch    4 s", "  cancel  12 s", ""]);
	});

	test("keeps an elastic column that needs no more room than there is, however little that be", () => {
		const rows = [["demo", "ok"]];
		expect(linesOf([{}, { atLeast: 10 }], rows, 10)).toEqual(["  demo  ok", ""]);
		expect(linesOf([{}, { atLeast: 10 }], rows, 9)).toEqual(["  demo", ""]);
	});

	test("has texts across all of its columns, and cells of several lines", () => {
		const rows = ["Basics", ["a", "one\ntwo", "x"], "", ["b", "", "y"]];
		expect(linesOf([{}, {}, {}], rows, 40)).toEqual([
			"  Basics",
			"  a  one  x",
			"     two",
			"",
			"  b       y",
			"",
		]);
	});

	test("that is too wide takes from its widest columns, and breaks words by their width", () => {
		const rows = [
			["逐次実行する", "1"],
			["ab", "2"],
		];
		expect(linesOf([{}, { align: "right" }], rows, 13)).toEqual([
			"  逐次実行  1",
			"  する",
			"  ab        2",
			"",
		]);
		expect(linesOf([{}, {}], [["abcdefgh", "ABCDEFGHIJ"]], 16)).toEqual([
			"  abcdef  ABCDEF",
			"  gh      GHIJ",
			"",
		]);
	});

	test("takes down to four cells from a column, and puts cells below each other where that is not enough", () => {
		const row = ["abcdef", "ABCDEF"];
		expect(linesOf([{}, {}], [row], 12)).toEqual(["  abcd  ABCD", "  ef    EF", ""]);
		expect(linesOf([{}, {}], [row], 11)).toEqual(["  abcdef", "      ABCDE", "      F", ""]);
	});

	test("breaks the texts across it, too, where words have to be broken", () => {
		expect(linesOf([{}, {}], ["across all", ["abcdef", "A"]], 10)).toEqual([
			"  across",
			"  all",
			"  abcde  A",
			"  f",
			"",
		]);
	});

	test("takes colours for nothing", () => {
		const red = "\u001b[31mred\u001b[39m";
		expect(
			linesOf(
				[{}, {}],
				[
					[red, "x"],
					["four", "y"],
				],
				40,
			),
		).toEqual([`  ${red}   x`, "  four  y", ""]);
	});
});
