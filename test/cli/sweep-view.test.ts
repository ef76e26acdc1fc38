import { describe, expect, it } from "vitest";
import type { Measure } from "../../src/cli/compare/measure.ts";
import { type Series, sweepView } from "../../src/cli/compare/sweep-view.ts";
import type { Statistics } from "../../src/history/timeline.ts";
import { marked } from "../marked.ts";

function statistics(waits: { readonly waited?: number; readonly longestWait?: number }): Statistics {
	const ends = { done: 1, failed: 0, cancelled: 0, neverWoke: 0, abandoned: 0 };
	const none = {
		tasks: 1,
		waited: 0,
		busy: 0,
		longestWait: 0,
		longestWaiter: "",
		mostAtOnce: 0,
		mostHeldUp: 0,
	};
	return { ...none, ...ends, ...waits };
}

/** A run that took so long; a negative time: it never ended. */
function measure(elapsed: number, more: Partial<Measure> = {}): Measure {
	return {
		demo: "demo",
		variant: "",
		elapsed: Math.abs(elapsed),
		outcome: elapsed < 0 ? "deadlock" : "returned",
		asExpected: true,
		untimed: elapsed < 0 ? "deadlock" : null,
		ended: "",
		comparison: { saved: null, times: null, differences: [] },
		statistics: statistics({}),
		measure: "",
		facts: {},
		...more,
	};
}

function series(variant: string, times: readonly number[], more: Partial<Measure> = {}): Series {
	return { variant, measures: times.map((time) => measure(time, more)) };
}

const urls = (count: number, unit = "") => ({
	name: "urls",
	unit,
	values: Array.from({ length: count }, (_, index) => index + 1),
});

/** The law of one variant, as it is told below its bars. */
function law(times: readonly number[], more: Partial<Measure> = {}, unit = ""): string {
	const text = sweepView("demo", urls(times.length, unit), [series("one", times, more)], { columns: 90 });
	return text.split("\n").at(-2)?.trim() ?? "";
}

describe("the law of a sweep", () => {
	it.each([
		["a line", [2, 4, 6], "2.00 s more for each of urls"],
		["a line down", [6, 4, 2], "2.00 s less for each of urls"],
		["nearly a line", [100, 200.9, 300], "100.00 s more for each of urls"],
		["hardly a line", [100, 204, 300], "from 100.00 s to 300.00 s, in steps"],
		["the same", [2, 2, 2], "stays at 2.00 s"],
		["nothing", [0, 0], "stays at 0.00 s"],
		["a line from nothing", [0, 2, 4], "2.00 s more for each of urls"],
		["nearly the same", [100, 101, 100.5], "stays at 100.00 s"],
		["steps", [1, 1, 2, 2], "from 1.00 s to 2.00 s, in steps"],
		["steps down", [2, 2, 1, 1], "from 2.00 s to 1.00 s, in steps"],
		["up and down", [1, 3, 2], "from 1.00 s to 2.00 s, up and down"],
		["an end for some values", [1, -1, 2], "ends for 2 of 3 values"],
		["no end at all", [-1, -1], "never ends"],
	])("says of %s so", (_name, times, text) => {
		expect(law(times)).toBe(`one  ${text}`);
	});

	it("says what became of runs that have no time", () => {
		const laws = [{ untimed: "failed" }, { untimed: "deadlock" }, { untimed: "stopped" }].map((more) =>
			law([1, 2], more),
		);
		expect(laws).toEqual(["one  failed", "one  never ends", "one  never ends"]);
	});

	it("names the unit of the parameter, in words where it is seconds", () => {
		expect([law([1, 2], {}, "s"), law([1, 2], {}, "tasks")]).toEqual([
			"one  1.00 s more for each second of urls",
			"one  1.00 s more for each tasks of urls",
		]);
	});

	it("says which waits make the time, where only one answer does for every run", () => {
		const reasons = [{ waited: 2 }, { longestWait: 2.01 }, { waited: 2, longestWait: 2 }, { waited: 2.03 }];
		expect(reasons.map((more) => law([2, 2], { statistics: statistics(more) }))).toEqual([
			"one  stays at 2.00 s: the sum of all waits",
			"one  stays at 2.00 s: the longest wait alone",
			"one  stays at 2.00 s",
			"one  stays at 2.00 s",
		]);
		expect(law([2, 3], { statistics: statistics({ waited: 2 }) })).toBe("one  1.00 s more for each of urls");
	});
});

describe("the page of a sweep", () => {
	const both = [series("in turn", [1, 2, 4]), series("all at once", [1, 1, -1])];

	it("has the bars of all variants side by side on one scale, then their laws", () => {
		expect(
			`\n${sweepView("demo", urls(3, "s"), both, { columns: 80, paint: marked })}`,
		).toMatchInlineSnapshot(`
			"
			  <heading>demo · urls from 1 to 3 s<>

			<faint>  urls  time, in turn                       time, all at once<>
			     1  ██████▊ 1.00 s                      ██████▊ 1.00 s
			     2  █████████████▌ 2.00 s               ██████▊ 1.00 s
			     3  ███████████████████████████ 4.00 s  never ends

			  in turn      from 1.00 s to 4.00 s, in steps
			  all at once  ends for 2 of 3 values
			"
		`);
	});

	it("has them one below the other where there is less room, and breaks names and laws", () => {
		const long = series("all of them at once, with a long name", [1, 3, 2]);
		expect(
			`\n${sweepView("demo", urls(3), [both[0] ?? long, long], { columns: 40, ascii: true })}`,
		).toMatchInlineSnapshot(`
			"
			  demo - urls from 1 to 3

			  urls  time, in turn
			     1  ###### 1.00 s
			     2  ############ 2.00 s
			     3  ######################## 4.00 s

			  urls  time, all of them at once, wi..
			     1  ###### 1.00 s
			     2  ################## 3.00 s
			     3  ############ 2.00 s

			  in turn             from 1.00 s to
			                      4.00 s, in steps
			  all of them at      from 1.00 s to
			  once, with a long   2.00 s, up and
			  name                down
			"
		`);
	});

	it("puts them side by side from so many columns on", () => {
		const heads = [58, 59].map((columns) => sweepView("demo", urls(3), both, { columns }).split("\n")[2]);
		expect(heads).toEqual(["  urls  time, in turn", "  urls  time, in turn             time, all at once"]);
	});

	it("has the numbers of the runs, too, times as times; not what only some runs say yes or no to", () => {
		const facts = [
			{ failed: 0, firstResult: 0.5, cancelled: true },
			{ failed: 1200, firstResult: 1, cancelled: true },
		];
		const one = { variant: "one", measures: facts.map((own) => measure(1, { facts: own })) };
		const other = { variant: "two\n", measures: [measure(1, { facts: { failed: 3 } }), measure(-1)] };
		expect(`\n${sweepView("de\nmo", urls(2), [one, other], { columns: 80 })}`).toMatchInlineSnapshot(`
			"
			  de mo · urls from 1 to 2

			  urls  time, one                           time, two
			     1  ███████████████████████████ 1.00 s  ███████████████████████████ 1.00 s
			     2  ███████████████████████████ 1.00 s  never ends

			  one   stays at 1.00 s
			  two   ends for 1 of 2 values

			  urls  failed, one                         failed, two
			     1  0                                   ▏ 3
			     2  ████████████████████████████ 1,200  never ends

			  one   1,200 more for each of urls
			  two   ends for 1 of 2 values

			  urls  first result, one                   first result, two
			     1  █████████████▌ 0.50 s               never ends
			     2  ███████████████████████████ 1.00 s  never ends

			  one   0.50 s more for each of urls
			  two   never ends
			"
		`);
	});
});
