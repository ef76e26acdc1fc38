import { describe, expect, test } from "vitest";
import type { ActorLane, End, Lane } from "../../src/history/timeline.ts";
import { describeLanes } from "../../src/views/prose/describe-lanes.ts";
import { actor, level, life, shared, stretch } from "./by-hand.ts";

/** The sentences of lanes of a run of ten seconds, a line each. */
function told(...lanes: readonly Lane[]): string {
	return `\n${describeLanes(lanes, 10)
		.map((text) => `${text}\n`)
		.join("")}`;
}

const done = [life(0, 10, "done")];

describe("what a task did is told", () => {
	test("in its order, each state in its words", () => {
		const segments = [
			stretch("running", 0, 1),
			stretch("ready", 1, 1.5),
			stretch("waiting", 1.5, 3, "a timer"),
			stretch("blocked", 3, 5, "pen (held by alice)"),
			stretch("awaiting", 5, 6, "API-1"),
			stretch("cleaning-up", 6, 10),
		];
		expect(told(actor({ segments, delivered: [6], lives: done }))).toMatchInlineSnapshot(`
			"
			bob started at 0 seconds, ran for 1 second while nobody else could, waited 0.5 seconds for its turn, waited 1.5 seconds for a timer, was held up 2 seconds, waiting for pen (held by alice), awaited API-1 for 1 second, was told to stop at 6 seconds, cleaned up for 4 seconds, and was done at 10 seconds.
			"
		`);
	});

	test("with what it did again at once in one, but for turns and runs of next to no time", () => {
		const segments = [
			stretch("waiting", 0, 1, "a timer"),
			stretch("running", 1, 1),
			stretch("ready", 1, 1.009),
			stretch("waiting", 1.009, 2, "a timer"),
			stretch("running", 2, 2.009),
			stretch("waiting", 2.009, 3, "a timer"),
			stretch("waiting", 3, 4, "the network"),
			stretch("awaiting", 4, 5, "the network"),
			stretch("awaiting", 5, 5, "nobody"),
			stretch("awaiting", 5, 5.001, "API-1"),
			stretch("ready", 6, 6.011),
			stretch("running", 7, 7.011),
		];
		expect(told(actor({ segments, lives: done }))).toMatchInlineSnapshot(`
			"
			bob started at 0 seconds, waited 2.982 seconds in 3 stretches for a timer, waited 1 second for the network, awaited the network for 1 second, awaited API-1 for 0.001 seconds, waited 0.011 seconds for its turn, ran for 0.011 seconds while nobody else could, and was done at 10 seconds.
			"
		`);
	});

	test("up to the eighth stretch and the third request to stop, each where it came", () => {
		const stretches = (count: number) =>
			Array.from({ length: count }, (_, i) => stretch("awaiting", i, i + 1, `API-${i + 1}`));
		const delivered = [1, 1.5, 8, 9];
		const lanes = [8, 9, 10].map((count) =>
			actor({ label: `${count}`, segments: stretches(count), delivered, lives: done }),
		);
		expect(told(...lanes)).toMatchInlineSnapshot(`
			"
			8 started at 0 seconds, awaited API-1 for 1 second, was told to stop at 1 second, awaited API-2 for 1 second, was told to stop at 1.5 seconds, awaited API-3 for 1 second, awaited API-4 for 1 second, awaited API-5 for 1 second, awaited API-6 for 1 second, awaited API-7 for 1 second, awaited API-8 for 1 second, was told to stop at 8 seconds, and was done at 10 seconds.
			9 started at 0 seconds, awaited API-1 for 1 second, was told to stop at 1 second, awaited API-2 for 1 second, was told to stop at 1.5 seconds, awaited API-3 for 1 second, awaited API-4 for 1 second, awaited API-5 for 1 second, awaited API-6 for 1 second, awaited API-7 for 1 second, awaited API-8 for 1 second, was told to stop at 8 seconds, and so on (1 stretch more), and was done at 10 seconds.
			10 started at 0 seconds, awaited API-1 for 1 second, was told to stop at 1 second, awaited API-2 for 1 second, was told to stop at 1.5 seconds, awaited API-3 for 1 second, awaited API-4 for 1 second, awaited API-5 for 1 second, awaited API-6 for 1 second, awaited API-7 for 1 second, awaited API-8 for 1 second, was told to stop at 8 seconds, and so on (2 stretches more), and was done at 10 seconds.
			"
		`);
	});
});

describe("how a lane ended is told", () => {
	test("of each end in its words", () => {
		const ends = ["done", "failed", "cancelled", "never-woke", "abandoned"] as const;
		const lanes = ends.map((end) => actor({ label: end, lives: [life(0, 2.5, end)] }));
		const more = ["never woke", "wants pen"].map((remark) =>
			actor({ label: "stuck", lives: [life(0, 2.5, "never-woke")], remark }),
		);
		const late = actor({ label: "late", lives: [life(0, 2.5, "done")], remark: "wants pen" });
		expect(told(...lanes, ...more, late, actor({ label: "unborn" }))).toMatchInlineSnapshot(`
			"
			done started at 0 seconds and was done at 2.5 seconds.
			failed started at 0 seconds and failed at 2.5 seconds.
			cancelled started at 0 seconds and was cancelled at 2.5 seconds.
			never-woke started at 0 seconds and never woke.
			abandoned started at 0 seconds and was still pending when the run ended at 2.5 seconds.
			stuck started at 0 seconds and never woke.
			stuck started at 0 seconds and never woke: it wants pen.
			late started at 0 seconds and was done at 2.5 seconds.
			unborn started at 0 seconds.
			"
		`);
	});

	test("of several lives together, those that ended otherwise first", () => {
		const lives = (...ends: readonly End[]) => ends.map((end, i) => life(i, i + 1, end));
		const calls = { kind: "span", from: 0.5 } as const;
		expect(
			told(
				actor({ label: "load", ...calls, lives: lives("done", "failed", "failed", "cancelled", "done") }),
				actor({ label: "save", ...calls, lives: lives("done", "done") }),
				actor({ label: "send", ...calls, lives: lives("cancelled", "failed") }),
			),
		).toMatchInlineSnapshot(`
			"
			load began at 0.5 seconds, 5 times, failed 2 times, was cancelled once, and was done at 5 seconds.
			save began at 0.5 seconds, 2 times and was done at 2 seconds.
			send began at 0.5 seconds, 2 times, was cancelled once, and failed at 2 seconds.
			"
		`);
	});
});

describe("lanes of which the same is to be told", () => {
	const alike = (count: number, more: Partial<ActorLane> = {}) =>
		Array.from({ length: count }, (_, i) => actor({ label: `t${i + 1}`, lives: done, ...more }));

	test("share a sentence, where they are of one kind and stand under one lane", () => {
		const main = actor({ label: "main", lives: [life(0, 9, "done")] });
		const other = actor({ label: "other", lives: [life(0, 8, "done")] });
		expect(
			told(
				main,
				other,
				...alike(1, { parent: 0 }),
				...alike(3, { parent: 1 }),
				...alike(1, { parent: 0, kind: "span" }),
				...alike(2, { parent: 1, kind: "span" }),
				...alike(1, { parent: 0, kind: "group" }),
				...alike(2, { parent: 1, kind: "group" }),
				...alike(2),
			),
		).toMatchInlineSnapshot(`
			"
			main started at 0 seconds and was done at 9 seconds.
			other started at 0 seconds and was done at 8 seconds.
			t1, a task of main, started at 0 seconds and was done at 10 seconds.
			t1, t2, and t3, tasks of other, each started at 0 seconds and was done at 10 seconds.
			t1, called by main, began at 0 seconds and was done at 10 seconds.
			t1 and t2, called by other, each began at 0 seconds and was done at 10 seconds.
			t1, a task group in main, started at 0 seconds and was done at 10 seconds.
			t1 and t2, task groups in other, each started at 0 seconds and was done at 10 seconds.
			t1 and t2 each started at 0 seconds and was done at 10 seconds.
			"
		`);
	});

	test("are all named up to eight of them; of more, those that begin and end the row", () => {
		expect(told(...alike(8))).toMatchInlineSnapshot(`
			"
			t1, t2, t3, t4, t5, t6, t7, and t8 each started at 0 seconds and was done at 10 seconds.
			"
		`);
		expect(told(...alike(9))).toMatchInlineSnapshot(`
			"
			t1, t2, t3, and so on to t9 (9 in all) each started at 0 seconds and was done at 10 seconds.
			"
		`);
		expect(told(...alike(1200)).length).toBeLessThan(120);
	});

	test("share none where others stand between them, nor with what tasks share", () => {
		const other = actor({ label: "other" });
		expect(told(...alike(1), other, shared("event"), shared("event"), ...alike(1))).toMatchInlineSnapshot(`
			"
			t1 started at 0 seconds and was done at 10 seconds.
			other started at 0 seconds.
			it was never set.
			it was never set.
			t1 started at 0 seconds and was done at 10 seconds.
			"
		`);
	});
});

describe("of what tasks share is told", () => {
	test("how much of it was in use, of as much as there is", () => {
		const kinds = ["queue", "semaphore", "signals", "condition", "barrier"] as const;
		const most = [
			[0, 1],
			[0, 2],
			[1, 1],
			[3, 1],
			[2000, 1000],
		] as const;
		const lanes = kinds.flatMap((kind) => most.map(([capacity, most]) => shared(kind, { capacity, most })));
		expect(told(...lanes)).toMatchInlineSnapshot(`
			"
			it had at most 1 item in it at once.
			it had at most 2 items in it at once.
			it had at most 1 of 1 item in it at once.
			it had at most 1 of 3 items in it at once.
			it had at most 1,000 of 2,000 items in it at once.
			it had at most 1 permit in use at once.
			it had at most 2 permits in use at once.
			it had at most 1 of 1 permit in use at once.
			it had at most 1 of 3 permits in use at once.
			it had at most 1,000 of 2,000 permits in use at once.
			it had at most 1 signal to take at once.
			it had at most 2 signals to take at once.
			it had at most 1 of 1 signal to take at once.
			it had at most 1 of 3 signals to take at once.
			it had at most 1,000 of 2,000 signals to take at once.
			it had at most 1 waiting at once.
			it had at most 2 waiting at once.
			it had at most 1 of 1 waiting at once.
			it had at most 1 of 3 waiting at once.
			it had at most 1,000 of 2,000 waiting at once.
			it had at most 1 task there at once.
			it had at most 2 tasks there at once.
			it had at most 1 of 1 task there at once.
			it had at most 1 of 3 tasks there at once.
			it had at most 1,000 of 2,000 tasks there at once.
			"
		`);
	});

	test("which item of a queue others overtook", () => {
		const late = { item: 2, by: "alice", at: 1, times: 1, takenAt: null };
		const lanes = [late, { ...late, item: 1000, times: 2, takenAt: 3.5 }].map((overtaken) =>
			shared("queue", { most: 3, overtaken }),
		);
		expect(told(...lanes)).toMatchInlineSnapshot(`
			"
			it had at most 3 items in it at once. Item 2, put by alice at 1 second, was overtaken by 1 that was put later, and never taken.
			it had at most 3 items in it at once. Item 1,000, put by alice at 1 second, was overtaken by 2 that were put later, and taken at 3.5 seconds.
			"
		`);
	});

	test("when an event was set", () => {
		const times = (count: number) => Array.from({ length: count }, (_, i) => level(i, i + 0.5, 1));
		const lanes = [[], [level(2, 2, 1)], times(1), times(4), [level(0, 0, 1), ...times(4)], times(6)];
		expect(told(...lanes.map((levels) => shared("event", { levels })))).toMatchInlineSnapshot(`
			"
			it was never set.
			it was set at 2 seconds, for an instant.
			it was set from 0 seconds to 0.5 seconds.
			it was set from 0 seconds to 0.5 seconds, from 1 second to 1.5 seconds, from 2 seconds to 2.5 seconds, and from 3 seconds to 3.5 seconds.
			it was set at 0 seconds, for an instant, from 0 seconds to 0.5 seconds, from 1 second to 1.5 seconds, and 2 more times.
			it was set from 0 seconds to 0.5 seconds, from 1 second to 1.5 seconds, from 2 seconds to 2.5 seconds, and 3 more times.
			"
		`);
	});

	test("for how long a lock was held, and by whom", () => {
		const held = (...holders: readonly string[]) =>
			shared("lock", { levels: holders.map((holder, i) => level(2 * i, 2 * i + 1, 1, holder)) });
		expect(
			told(held("a"), held("a", "b", "a", ""), held("a", "b", "c", "d"), held("a", "b", "c", "d", "e", "a")),
		).toMatchInlineSnapshot(`
			"
			it was held for 1 second in all, by a.
			it was held for 4 seconds in all, by a and b.
			it was held for 4 seconds in all, by a, b, c, and d.
			it was held for 6 seconds in all, by 5 tasks, last by a.
			"
		`);
	});
});
