import { describe, expect, test } from "vitest";
import type { ActorLane, End, State } from "../../src/history/timeline.ts";
import { UNICODE } from "../../src/text/glyphs.ts";
import { drawActor } from "../../src/views/chart/actor-cells.ts";
import { Cells } from "../../src/views/chart/cells.ts";
import { markedLines } from "../marked.ts";

const LANE: ActorLane = {
	kind: "task",
	label: "bob",
	parent: -1,
	depth: 0,
	from: 0,
	to: 10,
	decides: false,
	remark: "",
	lives: [],
	segments: [],
	delivered: [],
	stuck: null,
};

/** The cells of a lane, one for each second from 0 to 10. */
function drawn(lane: Partial<ActorLane>, { until = 10, from = 0, last = 10 } = {}): Cells {
	const cells = new Cells(24);
	const scale = { from, to: from + last, perSecond: 1, last, tick: { step: 1, cells: 1 } };
	drawActor({ ...LANE, ...lane }, { cells, scale, glyphs: UNICODE, until });
	return cells;
}

function line(lane: Partial<ActorLane>, options?: { until?: number; from?: number; last?: number }): string {
	return drawn(lane, options)
		.pieces()
		.map(({ text }) => text)
		.join("");
}

const stretch = (state: State, from: number, to: number) => ({ state, from, to, why: "" });
const life = (from: number, to: number, end: End) => ({ from, to, end });

describe("of states that share a cell", () => {
	const MILD_TO_SEVERE = ["awaiting", "waiting", "ready", "running", "blocked", "cleaning-up"] as const;
	const pairs = MILD_TO_SEVERE.slice(1).map((severe, i) => [MILD_TO_SEVERE[i] ?? severe, severe] as const);

	test.each(pairs)("%s gives way to %s, whichever comes first", (mild, severe) => {
		const after = drawn({ segments: [stretch(mild, 0, 2.5), stretch(severe, 2.5, 5)] });
		const before = drawn({ segments: [stretch(severe, 0, 2.5), stretch(mild, 2.5, 5)] });
		const roles = (cells: Cells) => cells.pieces().flatMap(({ text, role }) => Array.from(text, () => role));
		expect([roles(after)[2], roles(before)[2]]).toEqual([severe, severe]);
	});

	test("one that has no other cell goes before all of them, and a run of no time between", () => {
		const long = [stretch("cleaning-up", 0, 2.2), stretch("cleaning-up", 2.8, 5)];
		expect(line({ segments: [stretch("awaiting", 2.2, 2.8), ...long] })).toBe("══┄══");
		expect(line({ segments: [stretch("running", 2.5, 2.5), ...long] })).toBe("══▏══");
		expect(line({ segments: [stretch("awaiting", 2.2, 2.8), stretch("running", 2.5, 2.5)] })).toBe("  ┄");
	});
});

test("runs of no time in one cell show, where the wait between them is told by the cells beside them", () => {
	const awaits = (from: number, to: number) => stretch("awaiting", from, to);
	const runs = (at: number) => stretch("running", at, at);
	const beside = [awaits(0, 2.2), runs(2.2), awaits(2.2, 2.5), runs(2.5), awaits(2.5, 5)];
	expect(line({ segments: beside })).toBe("┄┄▏┄┄");
	const alone = [
		stretch("waiting", 0, 2.2),
		runs(2.2),
		awaits(2.2, 2.5),
		runs(2.5),
		stretch("waiting", 2.5, 5),
	];
	expect(line({ segments: alone })).toBe("━━┄━━");
});

describe("a stretch", () => {
	test("fills the cells that it touches, and those of the part that is drawn", () => {
		expect(line({ segments: [stretch("waiting", 1.5, 4)] })).toBe(" ━━━");
		expect(line({ segments: [stretch("waiting", 1, 30)] }, { until: 40 })).toBe(" ━━━━━━━━━━");
		expect(line({ segments: [stretch("waiting", 2, 6)] }, { from: 4, last: 5 })).toBe("━━");
		expect(line({ segments: [stretch("waiting", 2, 3.5)] }, { from: 4 })).toBe("");
	});

	test("is drawn up to what is known, and not at all where nothing of it is", () => {
		const segments = [stretch("waiting", 1, 4), stretch("running", 4, 4), stretch("blocked", 4, 6)];
		const known = [0.9, 1, 2, 3.5, 4, 5].map((until) => line({ segments }, { until }));
		expect(known).toEqual(["", "", " ━", " ━━━", " ━━━▏", " ━━━░"]);
	});

	test("of a run ends with a part of a cell, and is never less than a sliver", () => {
		const runs = [0.1, 0.125, 0.3, 0.9, 1, 1.5, 1.01].map((to) =>
			line({ segments: [stretch("running", 0, to)] }),
		);
		expect(runs).toEqual(["▏", "▏", "▎", "▉", "█", "█▌", "█▏"]);
		expect(line({ segments: [stretch("running", 2.5, 2.75)] })).toBe("  ▎");
		expect(line({ segments: [stretch("running", 9, 30)] }, { until: 40 })).toBe("         ██");
		expect(line({ segments: [stretch("running", 1, 6.5)] }, { from: 4 })).toBe("██▌");
	});

	test("of a run that takes no time is a mark, within the part that is drawn", () => {
		const segments = [2, 5, 6].map((at) => stretch("running", at, at));
		expect([line({ segments }), line({ segments }, { last: 5 })]).toEqual(["  ▏  ▏▏", "  ▏  ▏"]);
	});

	test("of a wait for a turn that is next to nothing is not drawn", () => {
		expect(line({ segments: [stretch("ready", 1, 1.1)] })).toBe("");
		expect(line({ segments: [stretch("ready", 1, 1.125)] })).toBe(" ▒");
		expect(line({ segments: [stretch("waiting", 1, 1.1)] })).toBe(" ━");
	});
});

describe("an end", () => {
	const ended = (end: End, to = 3) => ({ segments: [stretch("waiting", 1, to)], lives: [life(1, to, end)] });

	test("stands after the last stretch, except where it was left behind", () => {
		const ends = ["done", "failed", "cancelled", "abandoned"] as const;
		expect(ends.map((end) => line(ended(end)))).toEqual([" ━━✓", " ━━✗", " ━━⊘", " ━━"]);
		expect(markedLines(ends.map((end) => drawn(ended(end)).pieces()))).toMatchInlineSnapshot(`
			" <waiting>━━<>✓
			 <waiting>━━<><failed>✗<>
			 <waiting>━━<><cancelled>⊘<>
			 <waiting>━━<>
			"
		`);
	});

	test("is not drawn before it is known, nor beyond the part that is drawn", () => {
		expect(line(ended("done"), { until: 2.9 })).toBe(" ━━");
		expect(line(ended("done"), { until: 3 })).toBe(" ━━✓");
		expect([line(ended("done"), { last: 3 }), line(ended("done"), { last: 2 })]).toEqual([" ━━✓", " ━━"]);
		expect(line(ended("done", 12), { until: 20 })).toBe(" ━━━━━━━━━━");
		expect(line(ended("done", 3), { until: 2.9, last: 2 })).toBe(" ━━");
	});

	test("moves on by a cell where the whole life was in its cell, or a delivery", () => {
		expect(line({ segments: [stretch("waiting", 1.2, 1.8)], lives: [life(1.2, 1.8, "failed")] })).toBe(" ━✗");
		expect(line({ segments: [stretch("running", 1, 1)], lives: [life(1, 1, "done")] })).toBe(" ✓");
		expect(line({ lives: [life(1.2, 1.8, "done")] })).toBe(" ✓");
		expect(line({ ...ended("cancelled"), delivered: [3.2] })).toBe(" ━━▼⊘");
		expect(line({ ...ended("cancelled"), delivered: [1.5] })).toBe(" ▼━⊘");
	});

	test("of a worse kind goes before another", () => {
		const ends = ["done", "cancelled", "failed"] as const;
		for (const [i, worse] of ends.entries())
			for (const better of ends.slice(0, i)) {
				const both = [life(0, 3, worse), life(2, 3, better)];
				expect([line({ lives: both }), line({ lives: both.toReversed() })]).toEqual(
					Array(2).fill(`   ${UNICODE[worse]}`),
				);
			}
	});

	test("that never comes is drawn beyond the end of the run, in the state that it is in", () => {
		const stuck = { segments: [stretch("blocked", 1, 10)], lives: [life(0, 10, "never-woke")] };
		const [blocked, awaiting] = [drawn({ ...stuck, stuck: "blocked" }), drawn(stuck)];
		expect(markedLines([blocked, awaiting].map((cells) => cells.pieces()))).toMatchInlineSnapshot(`
			" <blocked>░░░░░░░░░░░░░░░ <><bad>∞<>
			 <blocked>░░░░░░░░░<><awaiting>┄┄┄┄┄┄ <><bad>∞<>
			"
		`);
		expect(new Set(blocked.meanings())).toEqual(new Set(["blocked", "never-woke"]));
	});
});

describe("a delivery of a cancellation", () => {
	test("is drawn when it is known, within the part that is drawn, over what else is there", () => {
		const lane = { segments: [stretch("awaiting", 4, 5)], delivered: [4, 10.5, 11] };
		expect([3.9, 4, 10.4, 11].map((until) => line(lane, { until }))).toEqual([
			"",
			"    ▼",
			"    ▼",
			"    ▼     ▼",
		]);
	});
});
