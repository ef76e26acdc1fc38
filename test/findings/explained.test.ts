import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import { Event, Queue } from "../../src/runtime/index.ts";
import { type Program, recordingOf } from "./found.ts";

/** Why nobody goes on, as the findings of a program explain it, without lines of this file. */
function explained(program: Program): unknown {
	const [finding] = findingsOf(new History(recordingOf(program)));
	return JSON.parse(
		JSON.stringify([finding?.details, finding?.wayOut]).replaceAll(/ \([^()]*\.ts:\d+\)/g, ""),
	);
}

/** Puts items into a queue, of which some are taken, and waits until all are reported done. */
function joining(put: number, taken: number): Program {
	return function* () {
		const queue = new Queue<number>(0, { name: "jobs" });
		for (let item = 0; item < put; item++) yield* queue.put(item);
		for (let item = 0; item < taken; item++) yield* queue.get();
		yield* queue.join();
	};
}

const KEEP = "keep somebody alive who takes what is put, and reports it done";
const REPORT = "report each item done also where the work on it fails: try { … } finally { jobs.taskDone() }";
const TOOK = "taken and never reported done: Task-1 took";
const WAITS = "and waits itself since 0.00 s";
const BEFORE = "who took before: Task-1 waits itself since 0.00 s";

describe("why a join never ends", () => {
	it.each([
		[1, 0, KEEP, "1 item is left in queue jobs, and nobody takes it; nobody ever has"],
		[2, 0, KEEP, "2 items are left in queue jobs, and nobody takes them; nobody ever has"],
		[
			2,
			1,
			REPORT,
			`1 of 2 items of queue jobs was ${TOOK} it at 0.00 s ${WAITS}. 1 item is left in queue jobs, and nobody takes it; ${BEFORE}`,
		],
		[
			3,
			1,
			REPORT,
			`1 of 3 items of queue jobs was ${TOOK} it at 0.00 s ${WAITS}. 2 items are left in queue jobs, and nobody takes them; ${BEFORE}`,
		],
		[2, 2, REPORT, `2 of 2 items of queue jobs were ${TOOK} 2, the first at 0.00 s ${WAITS}`],
	])("of %i items, %i of them taken", (put, taken, wayOut, text) => {
		expect(explained(joining(put, taken))).toEqual([[text], wayOut]);
	});
});

describe("why nobody is told of an event", () => {
	const set = "somebody has to set the event, also where the work before that fails: in a finally";

	/** Waits for an event to which this was done before. */
	const waiting = (before: (event: Event) => void) =>
		function* () {
			const event = new Event({ name: "start" });
			before(event);
			yield* event.wait();
		};

	it("that was never set, be it cleared or not", () => {
		const expected = [["nobody has set event start"], set];
		expect(explained(waiting(() => {}))).toEqual(expected);
		expect(explained(waiting((event) => event.clear()))).toEqual(expected);
	});

	it("that was set and cleared before they came", () => {
		const program = waiting((event) => {
			event.set();
			event.clear();
		});
		expect(explained(program)).toEqual([
			["event start was set at 0.00 s and cleared at 0.00 s by Task-1, before Task-1 came at 0.00 s"],
			"leave the event set for those who come later, or clear it only when all have passed",
		]);
	});
});
