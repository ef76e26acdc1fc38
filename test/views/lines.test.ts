import { describe, expect, test } from "vitest";
import type { Line } from "../../src/history/lines.ts";
import { renderLines, renderOutside } from "../../src/views/render.ts";
import { hiddenLinesText, MOST_LINES, shownLines } from "../../src/views/shown-lines.ts";
import type { ViewOptions } from "../../src/views/view.ts";
import { marked } from "../marked.ts";

describe("lines that a program printed", () => {
	const printed = (columns: number, lines: readonly Line[], more: Partial<ViewOptions> = {}) =>
		`\n${renderLines(lines, { columns, paint: marked, ...more })}`;
	const line = (at: number, task: string, text: string) => ({ at, task, text });

	test("stand in columns as wide as they need to be, a line that fits with its own spaces", () => {
		const lines = [
			line(0, "bob", "  two   words  and\ta tab"),
			line(1200, "a task of twenty-one!", "x"),
			line(0.005, "取得する", "goes on, as it is too long to stand in one line beside its task"),
		];
		expect([80, 60, 50].map((columns) => printed(columns, lines)).join("")).toMatchInlineSnapshot(`
			"
			  <faint>    0.00 s  <><name>bob                   <>  two   words  and a tab
			  <faint>1,200.00 s  <><name>a task of …enty-one!  <>x
			  <faint>   5.00 ms  <><name>取得する              <>goes on, as it is too long to stand in one
			                                    line beside its task

			  <faint>    0.00 s  <><name>bob                  <>  two   words  and a tab
			  <faint>1,200.00 s  <><name>a task of…enty-one!  <>x
			  <faint>   5.00 ms  <><name>取得する             <>goes on, as it is too
			                                   long to stand in one
			                                   line beside its task

			  <faint>    0.00 s  <><name>bob               <>two words and a
			                                tab
			  <faint>1,200.00 s  <><name>a task o…ty-one!  <>x
			  <faint>   5.00 ms  <><name>取得する          <>goes on, as it is
			                                too long to stand
			                                in one line
			                                beside its task
			"
		`);
	});

	test("have time and task before them where there is less room than twelve columns beside", () => {
		const lines = [line(10.5, "a long name of a task", "twelve chars"), line(1, "b", "and more of it")];
		expect(renderLines([line(0, "b", "ab")], { columns: 1 })).toBe(`${[..."0.00sb:ab"].join("\n")}\n`);
		expect([40, 37, 36, 20].map((columns) => printed(columns, lines)).join("")).toMatchInlineSnapshot(`
			"
			  <faint>10.50 s  <><name>a long…a task  <>twelve chars
			  <faint> 1.00 s  <><name>b              <>and more of
			                          it

			10.50 s a long name of a task:
			twelve chars
			1.00 s b: and more of it

			10.50 s a long name of a task:
			twelve chars
			1.00 s b: and more of it

			10.50 s a long name
			of a task: twelve
			chars
			1.00 s b: and more
			of it
			"
		`);
	});

	test("are cut in the middle, with the way to the others where options are named", () => {
		const lines = Array.from({ length: 5 }, (_, i) => line(i, `task ${i}`.repeat(i + 1), `line ${i}`));
		const three = { lines: 3 };
		expect(
			[
				printed(80, lines, three),
				printed(80, lines, { ...three, namesOptions: false }),
				printed(80, lines, { ...three, ascii: true }),
				...[31, 30, 16].map((columns) => printed(columns, lines.slice(0, 4), { lines: 1 })),
				printed(80, [], three),
			].join(""),
		).toMatchInlineSnapshot(`
			"
			  <faint>0.00 s  <><name>task 0                <>line 0
			  <faint>1.00 s  <><name>task 1task 1          <>line 1
			  <faint>… 2 lines more: --lines all<>
			  <faint>4.00 s  <><name>task 4task…k 4task 4  <>line 4

			  <faint>0.00 s  <><name>task 0                <>line 0
			  <faint>1.00 s  <><name>task 1task 1          <>line 1
			  <faint>… 2 lines more<>
			  <faint>4.00 s  <><name>task 4task…k 4task 4  <>line 4

			  <faint>0.00 s  <><name>task 0                <>line 0
			  <faint>1.00 s  <><name>task 1task 1          <>line 1
			  <faint>.. 2 lines more: --lines all<>
			  <faint>4.00 s  <><name>task 4tas..k 4task 4  <>line 4

			  <faint>0.00 s  <><name>task 0  <>line 0
			  <faint>… 3 lines more: --lines all<>

			0.00 s task 0: line 0
			  <faint>… 3 lines more: --lines all<>

			0.00 s task 0:
			line 0
			  <faint>… 3 lines mor<>

			"
		`);
	});
});

test("what a script printed outside of its runs stands under the margin, the usual number of lines", () => {
	const outside = (lines: readonly string[], more: Partial<ViewOptions> = {}) =>
		`\n${renderOutside(lines, { columns: 20, paint: marked, ...more })}`;
	const many = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`);
	expect(
		[
			outside(["  a   b", "seventeen letters", "eighteen letters..", ""]),
			outside(many, { columns: 80 }).split("\n").slice(13, 17).join("\n"),
			outside(many, { lines: 2, namesOptions: false }),
		].join("\n"),
	).toMatchInlineSnapshot(`
		"
		    a   b
		  seventeen letters
		  eighteen
		  letters..


		  line 13
		  line 14
		  <faint>… 10 lines more: --lines all<>
		  line 25

		  line 1
		  line 2
		  <faint>… 28 lines more<>
		"
	`);
});

describe("of many lines", () => {
	const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

	test("as many are shown as are wanted, two thirds of them from the beginning", () => {
		const wanted = [true, false, 0, 1, 2, 3, 5, 6, 30] as const;
		const shown = wanted.map((most) => shownLines(numbers(6), most));
		expect(shown.map(({ first, hidden, last }) => [first.length, hidden, last.join(" ")])).toEqual([
			[6, 0, ""],
			[0, 6, ""],
			[0, 6, ""],
			[1, 5, ""],
			[2, 4, ""],
			[2, 3, "6"],
			[4, 1, "6"],
			[6, 0, ""],
			[6, 0, ""],
		]);
		const [twenty, more] = [20, 21].map((count) => shownLines(numbers(count), true));
		expect([twenty?.hidden, more?.hidden, more?.first.length, more?.last]).toEqual([
			0,
			1,
			14,
			[16, 17, 18, 19, 20, 21],
		]);
	});

	test("more than 100,000 are for a program to read", () => {
		const { first, hidden, last } = shownLines(numbers(MOST_LINES + 1), MOST_LINES + 1);
		expect([MOST_LINES, first.length + last.length, hidden]).toEqual([100_000, 100_000, 1]);
		expect(
			[
				[1, 99_999, true],
				[2000, 100_000, true],
				[1, 100_000, false],
			].map(([hidden, shown, named]) => hiddenLinesText(Number(hidden), Number(shown), Boolean(named))),
		).toEqual(["1 line more: --lines all", "2,000 lines more: --json", "1 line more"]);
	});
});
