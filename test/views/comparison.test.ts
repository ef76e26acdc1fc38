import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/history/outcome.ts";
import type { Statistics } from "../../src/history/timeline.ts";
import {
	type Compared,
	compared,
	comparisonTexts,
	factorOf,
	outcomeText,
} from "../../src/views/comparison.ts";
import { finding } from "../facts.ts";
import { figures, timeline } from "./by-hand.ts";

interface Run extends Partial<Statistics> {
	readonly name?: string;
	readonly work?: string;
	readonly unawaited?: number;
	readonly outcome?: Outcome;
}

function run(
	elapsed: number,
	{ name = "own", work = "", unawaited = 0, outcome, ...losses }: Run = {},
): Compared {
	const findings = Array.from({ length: unawaited }, () => finding("never-awaited", "", ""));
	const statistics = figures(losses);
	return {
		name,
		work,
		findings: [...findings, finding("held-long", "", "")],
		timeline: timeline({ elapsed, statistics, ...(outcome ? { outcome } : {}) }),
	};
}

const raised: Outcome = { kind: "raised", error: { name: "ValueError", message: "" } };
const deadlock: Outcome = { kind: "deadlock" };
const signs = { times: "×", micro: "µs" };

/** The words for a run beside the first one, the longest first. */
const texts = (own: Compared, first: Compared) => comparisonTexts(compared(own, first), signs);

const first = run(4, { name: "first" });

test("runs that did the same work are compared by how many times as fast they are", () => {
	const times = [2, 1, 3.999999, 4, 4.000001, 5, 12, 0].map((elapsed) => texts(run(elapsed), first));
	expect(times).toEqual([
		["2.00× faster, 2.00 s saved", "2.00× faster"],
		["4.00× faster, 3.00 s saved", "4.00× faster"],
		["1.000000× faster, 1.00 µs saved", "1.000000× faster"],
		["the same time", "the same time", ""],
		["1.000000× slower, 1.00 µs more", "1.000000× slower"],
		["1.25× slower, 1.00 s more", "1.25× slower"],
		["3.00× slower, 8.00 s more", "3.00× slower"],
		["ended 4.00 s earlier", "ended 4.00 s earlier", ""],
	]);
	expect(texts(run(4), run(0))).toEqual(["ended 4.00 s later", "ended 4.00 s later", ""]);
});

describe("runs that did not do the same", () => {
	test("are told apart by what they did not do, which is left out only where the first has it, too, and ended with it", () => {
		const lost = { failed: 1, cancelled: 2, abandoned: 1, neverWoke: 1, unawaited: 1 };
		expect([
			texts(run(4, lost), first),
			texts(run(3, lost), first),
			texts(run(5), { ...run(4, lost), name: "first" }),
			texts(run(4, lost), { ...run(4, lost), name: "first" }),
			texts(run(3, lost), { ...run(4, lost), name: "first" }),
			texts(run(3, { unawaited: 1000 }), first),
		]).toMatchInlineSnapshot(`
			[
			  [
			    "the same time: 1 failed, 2 cancelled and 3 lost",
			    "1 failed, 2 cancelled and 3 lost",
			    "1 failed, 2 cancelled and 3 lost",
			  ],
			  [
			    "ended 1.00 s earlier: 1 failed, 2 cancelled and 3 lost",
			    "1 failed, 2 cancelled and 3 lost",
			    "1 failed, 2 cancelled and 3 lost",
			  ],
			  [
			    "ended 1.00 s later: in first 1 failed, in first 2 cancelled and in first 3 lost",
			    "in first 1 failed, in first 2 cancelled and in first 3 lost",
			    "in first 1 failed, in first 2 cancelled and in first 3 lost",
			  ],
			  [
			    "the same time: 1 failed, 2 cancelled, 3 lost (as in first)",
			    "1 failed, 2 cancelled, 3 lost (as in first)",
			    "the same time",
			    "",
			  ],
			  [
			    "ended 1.00 s earlier: 1 failed, 2 cancelled, 3 lost (as in first)",
			    "1 failed, 2 cancelled, 3 lost (as in first)",
			    "1 failed, 2 cancelled, 3 lost (as in first)",
			  ],
			  [
			    "ended 1.00 s earlier: 1,000 lost",
			    "1,000 lost",
			    "1,000 lost",
			  ],
			]
		`);
	});

	test("are told apart by an error of main, which is not counted once more", () => {
		const failed = { outcome: raised, failed: 1 };
		expect([
			texts(run(3, failed), first),
			texts(run(3, { ...failed, failed: 2 }), first),
			texts(run(3), run(4, { ...failed, name: "first" })),
			texts(run(4, failed), run(4, { ...failed, name: "first" })),
		]).toMatchInlineSnapshot(`
			[
			  [
			    "ended 1.00 s earlier: failed",
			    "failed",
			    "failed",
			  ],
			  [
			    "ended 1.00 s earlier: failed and 1 failed",
			    "failed and 1 failed",
			    "failed and 1 failed",
			  ],
			  [
			    "ended 1.00 s earlier: first failed",
			    "first failed",
			    "first failed",
			  ],
			  [
			    "the same time: failed (as in first)",
			    "failed (as in first)",
			    "the same time",
			    "",
			  ],
			]
		`);
	});

	test("are told apart by other work, which may be left out", () => {
		const first = run(4, { name: "first", work: "writes" });
		expect([
			texts(run(3), first),
			texts(run(3, { work: "reads" }), first),
			texts(run(3, { work: "writes" }), first),
			texts(run(4, { work: "reads", failed: 1 }), first),
			texts(run(4, { failed: 1 }), run(4, { name: "first", work: "writes", failed: 1 })),
		]).toMatchInlineSnapshot(`
			[
			  [
			    "ended 1.00 s earlier: it does something else",
			    "it does something else",
			    "ended 1.00 s earlier",
			    "",
			  ],
			  [
			    "ended 1.00 s earlier: it does something else (reads)",
			    "it does something else (reads)",
			    "ended 1.00 s earlier",
			    "",
			  ],
			  [
			    "1.33× faster, 1.00 s saved",
			    "1.33× faster",
			  ],
			  [
			    "the same time: it does something else (reads) and 1 failed",
			    "it does something else (reads) and 1 failed",
			    "1 failed",
			  ],
			  [
			    "the same time: it does something else and 1 failed (as in first)",
			    "it does something else and 1 failed (as in first)",
			    "the same time",
			    "",
			  ],
			]
		`);
	});

	test("are not compared where one of them has no end", () => {
		const endless = [deadlock, { kind: "running" }, { kind: "stopped", by: "until" }] as const;
		for (const outcome of endless) {
			expect(texts(run(3, { outcome }), first)).toEqual([]);
			expect(texts(first, run(3, { outcome }))).toEqual([]);
			expect(factorOf(compared(run(3, { outcome }), first))).toBe(null);
		}
	});
});

test("how a run ended is told in a word, or by what it did not do", () => {
	const runs = [
		{},
		{ failed: 1, abandoned: 2 },
		{ outcome: raised, failed: 1, cancelled: 1 },
		{ outcome: deadlock, failed: 1 },
		{ outcome: { kind: "stopped", by: "until" }, cancelled: 1 },
		{ outcome: { kind: "running" } },
	] as const;
	expect(runs.map((more) => outcomeText(run(1, more)))).toEqual([
		"returned",
		"1 failed, 2 lost",
		"failed",
		"deadlock",
		"stopped",
		"running",
	]);
});
