import { Chalk } from "chalk";
import { describe, expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import { parseLaneChoice } from "../../src/history/lanes/lane-choice.ts";
import { chalkPaint } from "../../src/text/chalk-paint.ts";
import { counted, duration, factorText, spokenDuration } from "../../src/text/figures.ts";
import type { Role } from "../../src/text/paint.ts";
import { piece } from "../../src/text/row.ts";
import { plainTable } from "../../src/text/table.ts";
import { cutEnd, cutMiddle, folded, plainLine, textWidth, wrapped } from "../../src/text/width.ts";
import { scaleFor, tickLabel } from "../../src/views/chart/scale.ts";
import { describeMoment } from "../../src/views/prose/describe-moment.ts";
import { renderPalette } from "../../src/views/render.ts";
import { fetchConcurrent } from "../stories.ts";

describe("durations", () => {
	test.each([
		[0, "0.00 s"],
		[4.5, "4.50 s"],
		[1200, "1,200.00 s"],
		[0.01, "0.01 s"],
		[0.005, "5.00 ms"],
		[0.000012, "0.01 ms"],
		[0.000002, "2.00 µs"],
		[1e-12, "0.01 µs"],
	])("%d seconds are %s, and never nothing", (seconds, text) => {
		expect(duration(seconds)).toBe(text);
	});

	test.each([
		[0, "0 seconds"],
		[1, "1 second"],
		[1.5, "1.5 seconds"],
		[0.0005, "500 microseconds"],
	])("%d is spoken as %s", (seconds, text) => {
		expect(spokenDuration(seconds)).toBe(text);
	});

	test("small numbers are words, great ones have their thousands apart", () => {
		expect([counted(0, "task"), counted(1, "task"), counted(6, "task"), counted(1000, "task")]).toEqual([
			"no tasks",
			"one task",
			"six tasks",
			"1,000 tasks",
		]);
	});

	test("a factor near one keeps enough digits to differ from it", () => {
		expect([factorText(2.25), factorText(1.000123)]).toEqual(["2.25", "1.000123"]);
	});
});

describe("a scale", () => {
	test.each([
		[4.5, 46, 1, 10],
		[10, 46, 2, 9],
		[2, 46, 0.5, 11],
		[0.0005, 46, 0.0001, 9],
		[36000, 100, 5000, 13],
	])("of %d seconds on %d cells has ticks of %d seconds, %d cells each", (to, cells, step, apart) => {
		expect(scaleFor(0, to, cells).tick).toEqual({ step, cells: apart });
	});

	test("that begins within a run begins at a tick", () => {
		const scale = scaleFor(1.7, 4.1, 46);
		expect([scale.from, tickLabel(scale, 0), tickLabel(scale, 1)]).toEqual([1.5, "1.5", "2"]);
	});

	test("of no time at all has one cell", () => {
		expect(scaleFor(0, 0, 46).last).toBe(0);
	});
});

describe("texts", () => {
	test("are as wide as terminals draw them", () => {
		expect(["abc", "取得", "👩‍👩‍👧‍👦", "e\u0301", "━✓▼⊘∞◆"].map(textWidth)).toEqual([3, 4, 2, 1, 6]);
	});

	test("are cut in the middle, by what is seen as one character", () => {
		expect(cutMiddle("https://api.example1.com/data", 15, "…")).toBe("https:/…om/data");
		expect(cutMiddle("取得取得取得", 7, "…")).toBe("取得…得");
	});

	test("are cut at the end", () => {
		expect([cutEnd("a long title", 7, "…"), cutEnd("short", 7, "…")]).toEqual(["a long…", "short"]);
	});

	test("are folded anywhere, by what is seen as one character, and colours take no room", () => {
		expect(folded("取得取得", 5)).toEqual(["取得", "取得"]);
		expect(folded("\u001b[1mabcd\u001b[22m", 3)).toEqual(["\u001b[1mabc", "d\u001b[22m"]);
		expect(folded("", 3)).toEqual([""]);
	});

	test("are wrapped where there is no room at all", () => {
		expect([wrapped("ab c", 0), wrapped("取 a", -3)]).toEqual([["a", "b", "c"], ["a"]]);
	});

	test("come into a row without control characters and escape sequences", () => {
		expect(piece("a\u001b[31m\nb\t\u0007c").text).toBe("a b c");
	});

	test("in cells of a table that is too narrow are broken by their width", () => {
		const rows = [
			["逐次実行する", "1"],
			["ab", "2"],
		];
		expect(plainTable([{}, { align: "right" }], rows, 13)).toBe("  逐次実行  1\n  する\n  ab        2\n");
	});

	test("are wrapped at spaces, and words that are too wide where they must be", () => {
		expect(wrapped("one two 取得取得 incomprehensibilities", 8)).toEqual([
			"one two",
			"取得取得",
			"incompre",
			"hensibil",
			"ities",
		]);
	});

	test("lose what would move the cursor", () => {
		expect(plainLine("a\nb\u001b[31mred\u001b[0m\u0007")).toBe("a bred ");
	});
});

test.each([
	["40", 40],
	["all", "all"],
	["failed", "failed"],
	["slowest:5", { slowest: 5 }],
	["some", null],
	["-1", null],
	["slowest:", null],
])("lanes can be asked for as %s", (text, choice) => {
	expect(parseLaneChoice(text)).toEqual(choice);
});

test("a moment is told in a phrase", () => {
	const timeline = buildTimeline(new History(fetchConcurrent()));
	expect([0.5, 1.2, 1.7, 2].map((at) => describeMoment(timeline, at))).toEqual([
		"API-1, API-2 and API-3 wait for a timer or I/O",
		"API-1 and API-3 wait for a timer or I/O",
		"API-1 waits for a timer or I/O",
		"",
	]);
});

describe("the themes", () => {
	const ROLES: readonly Role[] = [
		"plain",
		"waiting",
		"blocked",
		"cancelled",
		"failed",
		"running",
		"awaiting",
	];
	const dressed = (level: 0 | 1 | 2 | 3, theme: "ansi" | "okabe-ito") => {
		const paint = chalkPaint(new Chalk({ level }), theme);
		// Escape codes are made readable.
		return ROLES.map((role) => paint(role, "x").replaceAll("\u001b", "^"));
	};

	test("use the terminal's own 16 colours unless asked otherwise, and no green", () => {
		expect(dressed(3, "ansi")).toEqual([
			"x",
			"^[36mx^[39m",
			"^[33mx^[39m",
			"^[35mx^[39m",
			"^[31mx^[39m",
			"^[1mx^[22m",
			"^[2mx^[22m",
		]);
	});

	test("of Okabe and Ito need 256 colours", () => {
		expect(dressed(1, "okabe-ito")).toEqual(dressed(1, "ansi"));
		expect(dressed(2, "okabe-ito")[1]).toBe("^[38;5;117mx^[39m");
		expect(dressed(3, "okabe-ito")[1]).toBe("^[38;2;86;180;233mx^[39m");
	});

	test("paint nothing where there is no colour", () => {
		expect(dressed(0, "okabe-ito")).toEqual(ROLES.map(() => "x"));
	});
});

test("the palette shows every sign with its meaning", async () => {
	const both = [renderPalette({ columns: 80 }), renderPalette({ columns: 80, ascii: true })];
	await expect(both.join("\n")).toMatchFileSnapshot("pictures/palette.txt");
});
