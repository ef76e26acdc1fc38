import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import type { Outcome, StoppedBy } from "../../src/history/outcome.ts";
import type { Statistics, Timeline } from "../../src/history/timeline.ts";
import {
	describeClosing,
	describeHeading,
	describeRun,
	describeVariant,
} from "../../src/views/prose/describe-run.ts";
import type { DemoFacts, VariantView } from "../../src/views/view.ts";
import { at, finding, waitsFor } from "../facts.ts";
import { actor, figures, link, note, runView, strip, timeline, variant } from "./by-hand.ts";

const WIDE = { columns: 1000 };

/** What is told of one variant after `Variant plain. It took 10 seconds.` */
function told(more: Partial<VariantView>): string {
	return describeVariant(runView([variant(more)]), 0, WIDE).replace(
		"Variant plain. It took 10 seconds.\n",
		"",
	);
}

function toldOf(more: Partial<Timeline>): string {
	return told({ timeline: timeline(more) });
}

const ended: Outcome = { kind: "returned", value: null };
const raised: Outcome = { kind: "raised", error: { name: "ValueError", message: "bad luck" } };

test("a demo is named with what it shows, where it stands in the course, and how many variants there are", () => {
	const headings = (demo: Partial<DemoFacts>, count: number) =>
		describeHeading(runView(Array(count).fill(variant()), demo), WIDE);
	expect(
		[
			headings({}, 1),
			headings({ title: "wait for all" }, 2),
			headings({ title: "why wait?", section: 3 }, 1),
			headings({ section: 3 }, 1000),
		].join(""),
	).toMatchInlineSnapshot(`
		"demo.
		demo: wait for all. 2 variants to compare.
		demo: why wait? Section 3 of 7.
		demo. Section 3 of 7. 1,000 variants to compare.
		"
	`);
});

test("how a run ended is told of each end, in its own words", () => {
	const stopped = (by: StoppedBy): Outcome => ({ kind: "stopped", by });
	const outcomes: readonly Outcome[] = [
		ended,
		raised,
		{ kind: "deadlock" },
		{ kind: "livelock", turns: 1, busy: [] },
		...(["until", "bound", "interrupt", "died"] as const).map(stopped),
		{ kind: "running" },
	];
	const texts = outcomes.map((outcome) =>
		describeVariant(
			runView([variant({ summary: "tries", timeline: timeline({ outcome, elapsed: 2 }) })]),
			0,
			WIDE,
		),
	);
	expect(`\n${texts.join("")}`).toMatchInlineSnapshot(`
		"
		Variant plain: tries. It took 2 seconds.
		Variant plain: tries. It took 2 seconds and ended with ValueError: bad luck.
		Variant plain: tries. It never ends: at 2 seconds it is stuck in a deadlock.
		Variant plain: tries. It never ends: at 2 seconds it turns on the spot, a livelock.
		Variant plain: tries. It was stopped, as asked, at 2 seconds, before its end.
		Variant plain: tries. It goes on and on, and was stopped at 2 seconds, before its end.
		Variant plain: tries. It was interrupted at 2 seconds, before its end.
		Variant plain: tries. Its process ended at 2 seconds, before its end.
		Variant plain: tries. Its recording breaks off at 2 seconds, before its end.
		"
	`);
});

describe("lines that a program printed", () => {
	const lines = [1, 2, 3, 4, 5].map((number) => ({ at: number, task: "bob", text: `line ${number}` }));
	const view = {
		...runView([variant({ lines }), { ...variant(), printedBefore: ["between", "them!", "and", "more"] }]),
		printedAfter: ["all done"],
	};

	test("are told where they are asked for: the first, the last, and how many are between them", () => {
		expect(describeRun(view, { ...WIDE, lines: 3 })).toMatchInlineSnapshot(`
			"demo. 2 variants to compare.

			Variant plain. It took 10 seconds.

			At 1 second, bob printed: line 1. At 2 seconds, bob printed: line 2. Not told here: 2 lines more: --lines all. At 5 seconds, bob printed: line 5.

			Printed before that run: between. them! Not told here: 1 line more: --lines all. more.

			Variant plain. It took 10 seconds.

			Printed after the last run: all done.

			plain took the same time as plain, 10 seconds.
			"
		`);
		expect(describeVariant(view, 0, { ...WIDE, lines: 4, namesOptions: false })).toMatchInlineSnapshot(`
			"Variant plain. It took 10 seconds.

			At 1 second, bob printed: line 1. At 2 seconds, bob printed: line 2. At 3 seconds, bob printed: line 3. Not told here: 1 line more. At 5 seconds, bob printed: line 5.
			"
		`);
	});

	test("are not told else, be they there or not", () => {
		const quiet = runView([variant(), variant()]);
		const texts = [describeRun(view, WIDE), describeRun(view, { ...WIDE, lines: false })];
		expect([...texts, describeRun(quiet, { ...WIDE, lines: 3 })]).toEqual(
			Array(3).fill(describeRun(quiet, WIDE)),
		);
	});
});

test("lanes that are not told one by one are told in numbers", () => {
	const all = { tasks: 2000, done: 1100, failed: 1, cancelled: 2, neverWoke: 3, abandoned: 1000 };
	const strips = (["waiting", "ready", "done", "failed", "cancelled"] as const).map((name, i) =>
		strip(name, 1000 * i),
	);
	expect(
		[
			toldOf({ hidden: 1990, strips, statistics: figures(all) }),
			toldOf({ hidden: 1, strips: strips.slice(2), statistics: figures({ tasks: 1, done: 1 }) }),
			toldOf({ hidden: 0, strips, statistics: figures(all) }),
		].join("---\n"),
	).toMatchInlineSnapshot(`
		"
		1,990 lanes more are not told one by one. In all 2,000 tasks: 1,100 done, 1 failed, 2 cancelled, 3 that never woke, and 1,000 still pending. At once: at most 0 waiting and at most 1,000 ready.
		---

		1 lane more is not told one by one. In all one task: 1 done.
		---
		"
	`);
});

test("notes are told up to the twentieth, with their places", () => {
	const first = note(0.5, "bob", "CancelledError", { kind: "cancel-delivered", place: at("pen.ts", 4) });
	expect(toldOf({ notes: [first, note(1, "bob", "goes on!")] })).toMatchInlineSnapshot(`
		"
		At 0.5 seconds, bob gets CancelledError (pen.ts:4). At 1 second, bob goes on!
		"
	`);
	const last = (count: number, moreNotes = 0) => {
		const notes = Array.from({ length: count }, (_, i) => note(i, "bob", `does ${i}`));
		return toldOf({ notes, moreNotes }).split("At 18 seconds").at(-1);
	};
	expect([last(20), last(21), last(22, 1000)].join("")).toMatchInlineSnapshot(`
		", bob does 18. At 19 seconds, bob does 19.
		, bob does 18. At 19 seconds, bob does 19. And 1 such event more.
		, bob does 18. At 19 seconds, bob does 19. And 1,002 such events more.
		"
	`);
});

describe("the figures of a run", () => {
	const of = (some: Partial<Statistics>) => toldOf({ statistics: figures(some) });

	test("are those of which there is something to say", () => {
		const longest = { longestWait: 2, longestWaiter: "bob" };
		expect(
			[
				{},
				{ waited: 3 },
				{ busy: 1 },
				{ waited: 3, busy: 1, ...longest, mostAtOnce: 2, mostHeldUp: 1 },
				{ waited: 2, ...longest, mostAtOnce: 1, mostHeldUp: 1 },
				{ waited: 3, ...longest, mostAtOnce: 2000 },
				{ busy: 3, longestWait: 0, mostAtOnce: 2000, mostHeldUp: 1000 },
			]
				.map((some) => of(some) || "-\n")
				.join(""),
		).toMatchInlineSnapshot(`
			"-

			Waited for timers or I/O, in all: 3 seconds.

			The thread was busy for 1 second.

			Waited for timers or I/O, in all: 3 seconds. The longest of them, by bob, took 2 seconds. The thread was busy for 1 second. At most two tasks were under way at once, at most 1 of them held up.

			Waited for timers or I/O, in all: 2 seconds.

			Waited for timers or I/O, in all: 3 seconds. The longest of them, by bob, took 2 seconds. At most 2,000 tasks were under way at once.

			The thread was busy for 3 seconds. At most 2,000 tasks were under way at once, at most 1,000 of them held up.
			"
		`);
	});

	test("end with what decided the total, where there is more than one lane", () => {
		const path = Array.from({ length: 8 }, (_, i) => link(`t${i}`, i, i + 1));
		const lanes = [actor({ label: "main" }), actor({ label: "t1" })];
		const statistics = figures({ waited: 3 });
		const decided = (length: number, count = 2) =>
			toldOf({ statistics, path: path.slice(0, length), lanes: lanes.slice(0, count) })
				.split("\n")
				.slice(-2)
				.join("\n");
		expect(
			[decided(6), decided(7), decided(8), decided(1), decided(0), decided(1, 1)].join(""),
		).toMatchInlineSnapshot(`
			"Waited for timers or I/O, in all: 3 seconds. The total was decided by t0 (1 second), then t1 (1 second), then t2 (1 second), then t3 (1 second), then t4 (1 second), then t5 (1 second).
			Waited for timers or I/O, in all: 3 seconds. The total was decided by t0 (1 second), then t1 (1 second), then t2 (1 second), then t3 (1 second), then t4 (1 second), then t5 (1 second) and 1 more.
			Waited for timers or I/O, in all: 3 seconds. The total was decided by t0 (1 second), then t1 (1 second), then t2 (1 second), then t3 (1 second), then t4 (1 second), then t5 (1 second) and 2 more.
			Waited for timers or I/O, in all: 3 seconds. The total was decided by t0 (1 second).
			Waited for timers or I/O, in all: 3 seconds.
			Waited for timers or I/O, in all: 3 seconds.
			"
		`);
		const joined = [
			link("main", 0, 2),
			link("main", 2, 5, { goesOn: true }),
			link("t1", 5, 6, { goesOn: false }),
		];
		expect(toldOf({ statistics, path: joined, lanes })).toMatchInlineSnapshot(`
			"
			main and t1 each started at 0 seconds.

			Waited for timers or I/O, in all: 3 seconds. The total was decided by main (5 seconds), then t1 (1 second).
			"
		`);
	});
});

describe("of a run that is stuck is told", () => {
	const waiting = (count: number) =>
		Array.from({ length: count }, (_, i) => waitsFor(`t${i + 1}`, "lock", "bob", at("pen.ts", i)));
	const stuck = (kind: "deadlock" | "livelock", more: Partial<Finding>) =>
		finding(kind, "turns on the spot", "use one lock", { at: 2, ...more });

	test("who waits for what, the ring, and what else is known, with the way out or the fix", () => {
		const more = { waiting: waiting(2), cycle: ["t1", "t2"], details: ["it was put", "All others ended."] };
		expect(
			[
				told({ findings: [stuck("deadlock", { ...more, since: 1 })] }),
				told({ findings: [stuck("deadlock", { ...more, since: 2, cycle: ["t1"] })], fix: "do not" }),
				told({ findings: [stuck("deadlock", { cycle: ["t1", "t2"], since: 2 })], fix: "do not" }),
				told({ findings: [stuck("livelock", { cycle: ["t1", "t2", "t3"] })] }),
			].join("---\n"),
		).toMatchInlineSnapshot(`
			"
			Deadlock: two tasks wait, none can run, and no timer is set. t1 waits for lock, held by bob, since 0 seconds (pen.ts:0). t2 waits for lock, held by bob, since 0 seconds (pen.ts:1). They wait in a ring since 1 second: t1, t2, and again t1. It was put. All others ended.

			The way out: use one lock.
			---

			Deadlock: two tasks wait, none can run, and no timer is set. t1 waits for lock, held by bob, since 0 seconds (pen.ts:0). t2 waits for lock, held by bob, since 0 seconds (pen.ts:1). It was put. All others ended.

			The fix: do not.
			---

			Deadlock: no tasks wait, none can run, and no timer is set. They wait in a ring: t1, t2, and again t1.

			The fix: do not.
			---

			Livelock: turns on the spot. They wait in a ring: t1, t2, t3, and again t1.

			The way out: use one lock.
			"
		`);
	});

	test("of twenty tasks what each waits for; the others are counted", () => {
		const last = (count: number) =>
			told({ findings: [stuck("deadlock", { waiting: waiting(count) })] })
				.split("(pen.ts:18). ")
				.at(-1);
		expect([20, 21, 1020].map(last).join("")).toMatchInlineSnapshot(`
			"t20 waits for lock, held by bob, since 0 seconds (pen.ts:19).

			The way out: use one lock.
			t20 waits for lock, held by bob, since 0 seconds (pen.ts:19). And 1 more.

			The way out: use one lock.
			t20 waits for lock, held by bob, since 0 seconds (pen.ts:19). And 1,000 more.

			The way out: use one lock.
			"
		`);
	});
});

describe("what else was found", () => {
	const lost = (i: number, more: Partial<Finding> = {}) =>
		finding("never-awaited", `save ${i} is lost`, "await it", { at: i, ...more });

	test("is told with its place, who waits, and the way out, unless the program has a fix", () => {
		const held = lost(1, {
			place: at("pen.ts", 4),
			waiting: [waitsFor("t1", "lock", "bob", at("pen.ts", 9))],
		});
		expect(
			[told({ findings: [held, lost(2)] }), told({ findings: [held], fix: "do not!" })].join("---\n"),
		).toMatchInlineSnapshot(`
			"
			Found at 1 second, never awaited: save 1 is lost (pen.ts:4). t1 waits for lock, held by bob, since 0 seconds (pen.ts:9). The way out: await it.

			Found at 2 seconds, never awaited: save 2 is lost. The way out: await it.
			---

			Found at 1 second, never awaited: save 1 is lost (pen.ts:4). t1 waits for lock, held by bob, since 0 seconds (pen.ts:9).

			The fix: do not!
			"
		`);
	});

	test("is told of ten; the others are counted", () => {
		const last = (count: number) =>
			told({ findings: Array.from({ length: count }, (_, i) => lost(i)) })
				.split("\n\n")
				.slice(9)
				.join("\n");
		expect([10, 11, 1012].map(last).join("---\n")).toMatchInlineSnapshot(`
			"Found at 9 seconds, never awaited: save 9 is lost. The way out: await it.
			---
			Found at 9 seconds, never awaited: save 9 is lost. The way out: await it.
			And 1 finding more.
			---
			Found at 9 seconds, never awaited: save 9 is lost. The way out: await it.
			And 1,002 findings more.
			"
		`);
	});
});

describe("at the end is told", () => {
	const run = (
		name: string,
		elapsed: number,
		more: Partial<Timeline> = {},
		texts: Partial<VariantView> = {},
	) => variant({ name, timeline: timeline({ elapsed, ...more }), ...texts });
	const closing = (...variants: readonly VariantView[]) => describeClosing(runView(variants), WIDE);

	test("how each run compares with the first", () => {
		const first = run("first", 4);
		const lost = { statistics: figures({ failed: 1, cancelled: 2 }) };
		expect(
			closing(
				first,
				run("half", 2),
				run("longer", 5),
				run("same", 4),
				run("alike", 4, lost),
				run("less", 3, lost),
				run("more", 6, lost),
				run("none", 0),
				run("other", 1, {}, { work: "something" }),
				run("stuck", 2, { outcome: { kind: "deadlock" } }),
				run("spins", 2, { outcome: { kind: "livelock", turns: 1, busy: [] } }),
				run("left", 2, { outcome: { kind: "stopped", by: "until" } }),
			).replaceAll(". ", ".\n"),
		).toMatchInlineSnapshot(`
			"half took 2 seconds against 4 seconds of first: 2.00 times faster, 2 seconds saved.
			longer took 5 seconds against 4 seconds of first: 1.25 times slower, 1 second more.
			same took the same time as first, 4 seconds.
			alike took the same time as first, 4 seconds.
			Their times can't be compared: 1 failed and 2 cancelled.
			less took 3 seconds against 4 seconds of first.
			Their times can't be compared: 1 failed and 2 cancelled.
			more took 6 seconds against 4 seconds of first.
			Their times can't be compared: 1 failed and 2 cancelled.
			none took 0 seconds against 4 seconds of first.
			other took 1 second against 4 seconds of first.
			Their times can't be compared: it does something else (something).
			stuck never ends.
			spins never ends.
			left did not come to its end.
			"
		`);
		expect(closing(run("stuck", 2, { outcome: { kind: "deadlock" } }), first)).toMatchInlineSnapshot(`
			"first took 4 seconds.
			"
		`);
		expect(closing(first) + closing()).toBe("");
	});

	test("what each is to be compared by, unless it never ends", () => {
		const measured = (name: string, outcome: Outcome) =>
			run(name, 1, { outcome }, { measure: `${name} requests` });
		expect(
			closing(measured("a", ended), run("b", 1), measured("c", { kind: "deadlock" }), measured("d", raised)),
		).toMatchInlineSnapshot(`
			"b took the same time as a, 1 second. c never ends. d took the same time as a, 1 second. Their times can't be compared: failed.

			a: a requests. d: d requests.
			"
		`);
	});

	test("why it is so, and what to try next", () => {
		const next = ["a", "b --set c=2"].map((run) => ({ run, question: `what of ${run}?` }));
		expect(describeClosing(runView([], { why: "so it is", next }), { columns: 40 })).toMatchInlineSnapshot(`
			"Why: so it is.

			To try next, what of a? async-lessons
			run a

			To try next, what of b --set c=2?
			async-lessons run b --set c=2
			"
		`);
	});
});
