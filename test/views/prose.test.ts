import { expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import type { Recording } from "../../src/recording/index.ts";
import { describeRun } from "../../src/views/prose/describe-run.ts";
import {
	renderClosing,
	renderHeading,
	renderLines,
	renderRun,
	renderVariant,
} from "../../src/views/render.ts";
import { at, finding, Story, waitsFor } from "../facts.ts";
import {
	blocking,
	cancelled,
	fetchConcurrent,
	fetchSequential,
	fetchView,
	groupFails,
	limited,
	rateLimitStuck,
	type Told,
	viewOf,
} from "../stories.ts";

const RECORDINGS: Readonly<Record<string, () => (Recording | Told)[]>> = {
	fetch: () => [fetchSequential(), fetchConcurrent()],
	cancel: () => [cancelled()],
	"task-group": () => [groupFails()],
	deadlock: () => [rateLimitStuck()],
	blocking: () => [blocking()],
	unbounded: () => [limited(100)],
};

test.each(Object.entries(RECORDINGS))("the run of %s is told in sentences", async (name, recordings) => {
	await expect(describeRun(viewOf({}, recordings()), { columns: 80 })).toMatchFileSnapshot(
		`pictures/${name}.prose.txt`,
	);
});

test("below 40 columns the prose stands for the picture", () => {
	const view = fetchView();
	expect(renderRun(view, { columns: 39 })).toBe(describeRun(view, { columns: 39 }));
	const parts = (columns: number) => [
		renderRun(view, { columns }),
		renderHeading(view, { columns }),
		renderVariant(view, 0, { columns }),
		renderClosing(view, { columns }),
	];
	// A picture has a margin.
	const arePictures = (columns: number) => parts(columns).map((text) => text.startsWith("  "));
	expect([39, 40].map(arePictures)).toEqual([Array(4).fill(false), Array(4).fill(true)]);
});

test("a variant is told alone as it is among the others", () => {
	const view = fetchView();
	const options = { columns: 39 };
	const variants = view.variants.map((_, index) => renderVariant(view, index, options));
	const parts = [renderHeading(view, options), ...variants, renderClosing(view, options)];
	expect(parts.join("\n")).toBe(renderRun(view, options));
});

test("a variant is drawn alone as it is among the others, with the numbers of the axis and a legend of its own", () => {
	const view = fetchView();
	const options = { columns: 80 };
	const [first = "", second = ""] = view.variants.map((_, index) => renderVariant(view, index, options));
	const whole = renderRun(view, options);
	const withoutLegend = (text: string) => text.slice(0, text.lastIndexOf("\n\n"));
	expect(whole.startsWith(`${renderHeading(view, options)}\n${withoutLegend(first)}\n\n`)).toBe(true);
	expect(whole).toContain(`\n\n${withoutLegend(second)}\n\n`);
	expect(whole.endsWith(`\n\n${renderClosing(view, options)}`)).toBe(true);
});

test("there is no variant beyond the last", () => {
	expect(() => renderVariant(fetchView(), 2, { columns: 80 })).toThrow(RangeError);
	expect(() => renderVariant(fetchView(), 2, { columns: 30 })).toThrow(RangeError);
});

test("what a script printed before and after its runs stands at its place, where lines are asked for", () => {
	const view = fetchView();
	const [first, second] = view.variants.map((variant, i) => ({ ...variant, printedBefore: [`before ${i}`] }));
	const variants = first && second ? [first, second] : [];
	const script = { ...view, variants, printedAfter: ["after"] };
	const heads = renderRun(script, { columns: 80, lines: 1 })
		.split("\n")
		.filter((line) => /^ {2}(before|after|SEQUENTIAL|CONCURRENT|sequential)/.test(line));
	expect(heads.map((line) => line.slice(2, 12))).toEqual([
		"before 0",
		"SEQUENTIAL",
		"before 1",
		"CONCURRENT",
		"after",
		"sequential",
	]);
	for (const lines of [undefined, false])
		expect(renderRun(script, { columns: 80, lines })).toBe(renderRun(view, { columns: 80 }));
});

test("printed lines stand in columns: when, who, what", () => {
	expect(renderLines(new History(fetchConcurrent()).lines, { columns: 80 })).toBe(
		"  0.00 s  API-1  waits for 2 s\n  0.00 s  API-2  waits for 1 s\n  0.00 s  API-3  waits for 1.5 s\n" +
			"  2.00 s  main   all are there\n",
	);
});

test("a printed line that is too long goes on under its own column", () => {
	const story = new Story();
	story.print(story.make("main"), "one two three four five six seven eight nine");
	expect(renderLines(new History(story.recording()).lines, { columns: 40 })).toBe(
		"  0.00 s  main  one two three four five\n                six seven eight nine\n",
	);
});

test("of many printed lines the first and the last are shown, with the way to all of them", () => {
	const story = new Story();
	const main = story.make("main");
	for (let line = 1; line <= 30; line += 1) story.print(main, `line ${line}`);
	const view = viewOf({ why: "", next: [] }, [story.recording("chatty")]);
	const linesOf = (lines: number | boolean) =>
		renderRun(view, { columns: 80, lines })
			.split("\n")
			.flatMap((line) => /(line \d+|\d+ lines? more.*)$/.exec(line)?.[0] ?? []);
	const numbered = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
	expect(linesOf(true)).toEqual([...numbered(1, 14), "10 lines more: --lines all", ...numbered(25, 30)]);
	expect(linesOf(3)).toEqual(["line 1", "line 2", "27 lines more: --lines all", "line 30"]);
	expect(linesOf(29)).toEqual([...numbered(1, 20), "1 line more: --lines all", ...numbered(22, 30)]);
	expect(linesOf(30)).toEqual(numbered(1, 30));
	expect(linesOf(false)).toEqual([]);
	expect(describeRun(view, { columns: 80, lines: 1 })).toContain(
		"At 0 seconds, main printed: line 1. Not told here: 29 lines more: --lines all.",
	);
});

test("what was found wrong stands under the chart, alike findings together, with one way out", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.end(main);
	const forgotten = ["a", "b", "c", "d", "e"].map((name) =>
		finding("never-awaited", `coroutine ${name} was never awaited`, "await it with yield*"),
	);
	const view = viewOf({ why: "Because.", next: [] }, [
		{ recording: story.recording("forgotten"), findings: forgotten },
	]);
	expect(
		renderRun(view, { columns: 80 }),
	).toBe(`  fetch · wait in turn, or all at once                           section 2 of 7

  FORGOTTEN                                                              0.00 s
        0 s
        ├
  main  ✓

  NEVER AWAITED at 0.00 s: coroutine a was never awaited
  NEVER AWAITED at 0.00 s: coroutine b was never awaited
  NEVER AWAITED at 0.00 s: coroutine c was never awaited
  … 2 more like this
  Fix    Await it with yield*.

  Why    Because.
`);
});

test("a livelock says so, and that it never ends", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.wait(main, { kind: "turn" });
	const found = finding(
		"livelock",
		"1,000,000 turns, and the clock stands still: main keeps the loop busy",
		"wait for an Event",
		{
			waiting: [
				{
					task: "main",
					taskId: main,
					for: "its next turn",
					relation: null,
					heldBy: [],
					since: 0,
					chain: [],
					place: at("a.ts", 3),
				},
			],
		},
	);
	const view = viewOf({ why: "Because.", next: [] }, [
		{ recording: story.recording("spin", "livelock"), findings: [found] },
	]);
	expect(
		renderVariant(view, 0, { columns: 80 }),
	).toBe(`  SPIN                                                               never ends
        0 s
        ├
  main  ▏                                                         still pending

  LIVELOCK at 0.00 s: 1,000,000 turns, and the clock stands still: main
  keeps the loop busy.

     main  waits for its next turn                                       a.ts:3

  Fix    Wait for an Event.

  ▏ runs
`);
});

test("tasks that wait for each other are shown as a ring", () => {
	const story = new Story();
	const tasks = ["A", "B"].map((label) => story.make(label));
	story.start(...tasks);
	const locks = ["left", "right"].map((name) => story.resource("lock", name));
	for (const [i, task] of tasks.entries()) story.use(task, locks[i] ?? 0, "acquired", 1);
	for (const [i, task] of tasks.entries()) story.wait(task, { kind: "lock", resource: locks[1 - i] ?? 0 });
	const waiting = [
		waitsFor("A", "lock right", "B", at("pen.ts", 4)),
		waitsFor("B", "lock left", "A", at("pen.ts", 9)),
	];
	const found = finding("deadlock", "2 tasks wait for ever", "take them in one order", {
		waiting,
		cycle: ["A", "B"],
	});
	const view = viewOf({ why: "Because.", next: [] }, [
		{ recording: story.recording("crossed", "deadlock"), findings: [found] },
	]);
	expect(
		renderVariant(view, 0, { columns: 80 }),
	).toBe(`  CROSSED                                                            never ends
         0 s
         ├┄┄┄┄┄
  A      ▏░░░░░ ∞                                                   wants right
  B      ▏░░░░░ ∞                                                    wants left
  left   A─────
  right  B─────

  DEADLOCK at 0.00 s: two tasks wait, none can run, and no timer is set.

     A  waits for lock right, held by B                                pen.ts:4
     B  waits for lock left, held by A                                 pen.ts:9

     In a ring: A → B → A

  Fix    Take them in one order.

  ▏ runs  ░ held up: lock, permit, queue  ∞ never wakes  ─ holds the lock
`);
});
