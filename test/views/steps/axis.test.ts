// Where the steps of a run lie on an axis on which instants take room.

import { describe, expect, test } from "vitest";
import { record } from "../../../src/recording/record.ts";
import { block, coroutine, createTask, sleep } from "../../../src/runtime/index.ts";
import { type UnfoldOptions, unfold, xOfFact, xOfTime } from "../../../src/views/steps/unfold.ts";
import { bookOf } from "./book.ts";

const nap = coroutine("nap", function* (seconds: number) {
	yield* sleep(seconds);
});

/** Two turns at 0 s, one from 1 s to 3 s, two at 3 s and the end, which is at 3 s, too. */
const blocked = bookOf(
	record(
		coroutine("main", function* () {
			createTask(nap(2));
			yield* sleep(1);
			block(2);
			yield* sleep(0);
		}),
	),
);

/** Three turns at 0 s, and one at 1 s, at 4 s and at 8 s. */
const napping = bookOf(
	record(
		coroutine("main", function* () {
			for (const seconds of [1, 4]) createTask(nap(seconds));
			yield* sleep(8);
		}),
	),
);

/** Everything happens at once. */
const instant = bookOf(
	record(
		coroutine("main", function* () {
			createTask(nap(0));
			yield* sleep(0);
		}),
	),
);

const BOOKS = { blocked, napping, instant };

function axisText(names: readonly (keyof typeof BOOKS)[], options: UnfoldOptions): string {
	const books = names.map((name) => BOOKS[name]);
	const axis = unfold(books, options);
	const round = (x: number) => Math.round(x * 100) / 100;
	const instants = axis.instants.map(({ at, left, right }) => `${at} s: ${round(left)} to ${round(right)}`);
	const runs = axis.runs.map((run, place) => {
		const steps = Array.from(
			run.x0,
			(x0, step) => `${books[place]?.step(step).kind} ${round(x0)}-${round(run.x1[step] ?? 0)}`,
		);
		return `${names[place]}: ${steps.join(", ")}; ends at ${round(run.end)}`;
	});
	return ["", `turns of ${axis.turn}, ${round(axis.width)} wide`, instants.join(", "), ...runs, ""].join(
		"\n",
	);
}

const CELLS = { turns: [2, 1], share: 0.8, whole: true };

describe("the axis of", () => {
	test("a run in cells has turns as wide as fit into their share of the room, and time to scale between", () => {
		expect(axisText(["napping"], { ...CELLS, room: 30 })).toMatchInlineSnapshot(`
			"
			turns of 2, 30 wide
			0 s: 0 to 6, 1 s: 8 to 10, 4 s: 16 to 18, 8 s: 26 to 30
			napping: loop 0-0, turn 0-2, turn 2-4, turn 4-6, clock 8-8, turn 8-10, clock 16-16, turn 16-18, clock 26-26, turn 26-28, end 28-30; ends at 30
			"
		`);
		expect(axisText(["napping"], { ...CELLS, room: 22 })).toMatchInlineSnapshot(`
			"
			turns of 2, 22 wide
			0 s: 0 to 6, 1 s: 7 to 9, 4 s: 12 to 14, 8 s: 18 to 22
			napping: loop 0-0, turn 0-2, turn 2-4, turn 4-6, clock 7-7, turn 7-9, clock 12-12, turn 12-14, clock 18-18, turn 18-20, end 20-22; ends at 22
			"
		`);
		expect(axisText(["napping"], { ...CELLS, room: 21 })).toMatchInlineSnapshot(`
			"
			turns of 1, 20 wide
			0 s: 0 to 3, 1 s: 4 to 5, 4 s: 10 to 11, 8 s: 18 to 20
			napping: loop 0-0, turn 0-1, turn 1-2, turn 2-3, clock 4-4, turn 4-5, clock 10-10, turn 10-11, clock 18-18, turn 18-19, end 19-20; ends at 20
			"
		`);
		expect(axisText(["napping"], { ...CELLS, room: 4 })).toMatchInlineSnapshot(`
			"
			turns of 1, 10 wide
			0 s: 0 to 3, 1 s: 4 to 5, 4 s: 6 to 7, 8 s: 8 to 10
			napping: loop 0-0, turn 0-1, turn 1-2, turn 2-3, clock 4-4, turn 4-5, clock 6-6, turn 6-7, clock 8-8, turn 8-9, end 9-10; ends at 10
			"
		`);
	});

	test("a run that blocks the loop has a turn which is as long as that took", () => {
		expect(axisText(["blocked"], { ...CELLS, room: 40 })).toMatchInlineSnapshot(`
			"
			turns of 2, 39 wide
			0 s: 0 to 4, 1 s: 12 to 14, 3 s: 31 to 39
			blocked: loop 0-0, turn 0-2, turn 2-4, clock 12-12, turn 12-33, loop 33-33, turn 33-35, loop 35-35, turn 35-37, end 37-39; ends at 39
			"
		`);
	});

	test("a run that takes no time has all the room for its turns", () => {
		expect(axisText(["instant"], { ...CELLS, room: 10 })).toMatchInlineSnapshot(`
			"
			turns of 2, 10 wide
			0 s: 0 to 10
			instant: loop 0-0, turn 0-2, turn 2-4, turn 4-6, turn 6-8, end 8-10; ends at 10
			"
		`);
		expect(axisText(["instant"], { ...CELLS, room: 9 })).toMatchInlineSnapshot(`
			"
			turns of 1, 5 wide
			0 s: 0 to 5
			instant: loop 0-0, turn 0-1, turn 1-2, turn 2-3, turn 3-4, end 4-5; ends at 5
			"
		`);
	});

	test("two runs is one, on which an instant is as wide as its most turns; or all is to scale", () => {
		const both = ["blocked", "napping"] as const;
		expect(axisText(both, { room: 100, turns: [6, 4, 0], share: 0.5, whole: false })).toMatchInlineSnapshot(`
			"
			turns of 4, 100 wide
			0 s: 0 to 12, 1 s: 19 to 23, 3 s: 37 to 53, 4 s: 60 to 64, 8 s: 92 to 100
			blocked: loop 0-0, turn 0-4, turn 4-8, clock 19-19, turn 19-41, loop 41-41, turn 41-45, loop 45-45, turn 45-49, end 49-53; ends at 53
			napping: loop 0-0, turn 0-4, turn 4-8, turn 8-12, clock 19-19, turn 19-23, clock 60-60, turn 60-64, clock 92-92, turn 92-96, end 96-100; ends at 100
			"
		`);
		expect(axisText(both, { room: 100, turns: [6, 0], share: 0.1, whole: false })).toMatchInlineSnapshot(`
			"
			turns of 0, 100 wide
			0 s: 0 to 0, 1 s: 12.5 to 12.5, 3 s: 37.5 to 37.5, 4 s: 50 to 50, 8 s: 100 to 100
			blocked: loop 0-0, turn 0-0, turn 0-0, clock 12.5-12.5, turn 12.5-37.5, loop 37.5-37.5, turn 37.5-37.5, loop 37.5-37.5, turn 37.5-37.5, end 37.5-37.5; ends at 37.5
			napping: loop 0-0, turn 0-0, turn 0-0, turn 0-0, clock 12.5-12.5, turn 12.5-12.5, clock 50-50, turn 50-50, clock 100-100, turn 100-100, end 100-100; ends at 100
			"
		`);
		expect(axisText(both, { room: 100, turns: [], share: 0.1, whole: false })).toMatchInlineSnapshot(`
			"
			turns of 1, 100 wide
			0 s: 0 to 3, 1 s: 14.13 to 15.13, 3 s: 37.38 to 41.38, 4 s: 52.5 to 53.5, 8 s: 98 to 100
			blocked: loop 0-0, turn 0-1, turn 1-2, clock 14.13-14.13, turn 14.13-38.38, loop 38.38-38.38, turn 38.38-39.38, loop 39.38-39.38, turn 39.38-40.38, end 40.38-41.38; ends at 41.38
			napping: loop 0-0, turn 0-1, turn 1-2, turn 2-3, clock 14.13-14.13, turn 14.13-15.13, clock 52.5-52.5, turn 52.5-53.5, clock 98-98, turn 98-99, end 99-100; ends at 100
			"
		`);
	});

	test("no run is empty", () => {
		expect(unfold([], { ...CELLS, room: 10 })).toEqual({ runs: [], instants: [], turn: 2, width: 0 });
	});
});

test("a fact lies where its turn begins, or ends; a time lies between its instants", () => {
	const axis = unfold([napping], { room: 100, turns: [5], share: 0.8, whole: false });
	const [run] = axis.runs;
	if (run === undefined) throw new RangeError("no run");
	const { facts } = napping.history.recording;
	const places = Array.from({ length: facts.length + 1 }, (_, fact) => {
		const { kind = "end", task = 0 } = facts.at(fact) ?? {};
		return `${kind} ${task}: ${xOfFact(napping, run, fact)}`;
	});
	expect(`\n${places.join("\n")}\n`).toMatchInlineSnapshot(`
		"
		task-created 1: 0
		resumed 1: 0
		span-started 1: 5
		task-created 2: 5
		task-created 3: 5
		suspended 1: 5
		resumed 2: 5
		span-started 2: 10
		suspended 2: 10
		resumed 3: 10
		span-started 3: 15
		suspended 3: 15
		woken 2: 23.125
		resumed 2: 23.125
		span-ended 2: 28.125
		task-ended 2: 28.125
		woken 3: 52.5
		resumed 3: 52.5
		span-ended 3: 57.5
		task-ended 3: 57.5
		woken 1: 90
		resumed 1: 90
		span-ended 1: 95
		task-ended 1: 95
		callback-queued 1: 95
		callback-started 0: 100
		loop-closed 0: 100
		end 0: 100
		"
	`);
	expect([-1, 0, 0.5, 1, 2, 4, 6, 8, 9].map((at) => `${at} s: ${xOfTime(axis, at)}`)).toMatchInlineSnapshot(`
		[
		  "-1 s: 15",
		  "0 s: 15",
		  "0.5 s: 19.0625",
		  "1 s: 28.125",
		  "2 s: 36.25",
		  "4 s: 57.5",
		  "6 s: 73.75",
		  "8 s: 100",
		  "9 s: 100",
		]
	`);
	expect(xOfTime({ ...axis, instants: [] }, 1)).toBe(0);
});
