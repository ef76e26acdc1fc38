import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { findingsOf } from "../../src/findings/findings.ts";
import { missingPlaces } from "../../src/findings/missing-places.ts";
import { History } from "../../src/history/history.ts";
import type { Recorded } from "../../src/recording/record.ts";
import {
	block,
	CancelledError,
	coroutine,
	createTask,
	Event,
	getRunningLoop,
	Lock,
	sleep,
	type Task,
	type TaskGroup,
	taskGroup,
} from "../../src/runtime/index.ts";
import { recordingOf } from "./found.ts";
import { marksOf } from "./marks.ts";

const marks = marksOf(import.meta.url);
const lineOf = (mark: string) => marks.place(mark).line;

/** More tasks than the 500 of which a first run keeps the places of a kind. */
const MANY = 700;

/** The findings before and after a second run. */
function filled(recording: Recorded): { first: readonly Finding[]; second: readonly Finding[] } {
	const history = new History(recording);
	const first = findingsOf(history);
	const missing = missingPlaces(first, history);
	expect(missing.map((index) => recording.facts.at(index)).filter((fact) => fact && "place" in fact)).toEqual(
		[],
	);
	recording.fillPlaces(missing);
	return { first, second: findingsOf(new History(recording)) };
}

/** How many of the findings are about which line; null for none. */
function linesOf(findings: readonly Pick<Finding, "place">[]): Map<number | null, number> {
	const counts = new Map<number | null, number>();
	for (const { place } of findings) {
		const line = place?.line ?? null;
		counts.set(line, (counts.get(line) ?? 0) + 1);
	}
	return counts;
}

function repeat(times: number, work: () => void): void {
	for (let index = 0; index < times; index += 1) work();
}

describe("a second run", () => {
	it("finds the line of each task that waits for ever", () => {
		const recording = recordingOf(
			coroutine("main", function* () {
				const door = new Event();
				const guest = coroutine("guest", function* () {
					yield* door.wait(); // a guest waits for ever
				});
				repeat(MANY, () => createTask(guest()));
				repeat(10, () => createTask(door.wait())); // a wait is made a task
				yield* door.wait(); // main waits for ever
			}),
		);
		const { first, second } = filled(recording);
		expect(linesOf(first[0]?.waiting ?? []).get(null)).toBe(MANY + 10 - 500);
		expect(second).toHaveLength(1);
		expect(linesOf(second[0]?.waiting ?? [])).toEqual(
			new Map([
				[lineOf("main waits for ever"), 1],
				[lineOf("a guest waits for ever"), MANY],
				[lineOf("a wait is made a task"), 10],
			]),
		);
	});

	it("finds the line of each task that swallows its cancellation: where it waited last, not where it waits later", () => {
		const recording = recordingOf(
			coroutine("main", function* () {
				const stubborn = coroutine("stubborn", function* () {
					yield* sleep(1);
					try {
						yield* sleep(5); // a stubborn task is cancelled
					} catch (error) {
						if (!(error instanceof CancelledError)) throw error;
					}
				});
				const tasks: Task<void>[] = [];
				repeat(MANY, () => tasks.push(createTask(stubborn()))); // a stubborn task is made
				yield* sleep(2);
				for (const task of tasks) task.cancel();
				yield* sleep(2);
			}),
		);
		const { first, second } = filled(recording);
		// Of the waits only the first 500 have a line, and they are others.
		expect(linesOf(first)).toEqual(
			new Map([
				[lineOf("a stubborn task is made"), 500],
				[null, MANY - 500],
			]),
		);
		expect(linesOf(second)).toEqual(new Map([[lineOf("a stubborn task is cancelled"), MANY]]));
		expect(second.map(({ place, ...rest }) => rest)).toEqual(first.map(({ place, ...rest }) => rest));
	});

	it("finds the lines of all other kinds", () => {
		const recording = recordingOf(
			coroutine("main", function* () {
				const fails = coroutine("fails", function* () {
					yield* sleep(1); // it waits, then fails
					throw new Error("lost");
				});
				const late = coroutine("late", function* () {
					yield* sleep(9); // it waits for too long
				});
				const pen = new Lock();
				const once = sleep(0);
				yield* once;
				for (let index = 0; index < 501; index += 1) {
					yield* pen.acquire();
					getRunningLoop().callSoon(() => pen.release()); // a callback releases
					yield* sleep(0);
					late(); // nobody awaits it
					try {
						yield* once; // it is awaited again
					} catch {}
					block(0.25); // it blocks
					createTask(fails());
				}
				yield* sleep(1);
				createTask(late());
				yield* sleep(1);
			}),
		);
		const { first, second } = filled(recording);
		const of = (findings: readonly Finding[], kind: string) =>
			linesOf(findings.filter((one) => one.kind === kind));
		expect([...new Set(second.map(({ kind }) => kind))]).toEqual([
			"released-by-other",
			"awaited-twice",
			"slow-callback",
			"pending-at-end",
			"never-retrieved",
			"never-awaited",
		]);
		expect(linesOf(first).get(null)).toBeGreaterThan(3);
		expect(of(second, "released-by-other")).toEqual(new Map([[lineOf("a callback releases"), 501]]));
		expect(of(second, "awaited-twice")).toEqual(new Map([[lineOf("it is awaited again"), 501]]));
		expect(of(second, "slow-callback")).toEqual(new Map([[lineOf("it blocks"), 501]]));
		expect(of(second, "pending-at-end")).toEqual(new Map([[lineOf("it waits for too long"), 1]]));
		expect(of(second, "never-retrieved")).toEqual(new Map([[lineOf("it waits, then fails"), 501]]));
		expect(of(second, "never-awaited")).toEqual(new Map([[lineOf("nobody awaits it"), 501]]));
	});

	it("finds the line where a group or a limit began whose wait is deep in the runtime", () => {
		const recording = recordingOf(
			coroutine("main", function* () {
				const door = new Event();
				const host = coroutine("host", function* () {
					const body = function* (group: TaskGroup) {
						group.createTask(door.wait()); // the group makes a task
					};
					yield* taskGroup(body); // a group begins
				});
				repeat(1_100, () => createTask(host()));
			}),
		);
		const { second } = filled(recording);
		expect(linesOf(second.filter(({ task }) => task === "host"))).toEqual(
			new Map([[lineOf("a group begins"), 1_100]]),
		);
	});

	it("finds the line where a task was when it could be known, not where it waits later", () => {
		const recording = recordingOf(
			coroutine("main", function* () {
				const tidy = coroutine("tidy", function* () {
					try {
						yield* sleep(9); // a tidy task is left
					} finally {
						yield* sleep(1); // it tidies up
					}
				});
				const fails = coroutine("fails", function* () {
					yield* sleep(0.5);
					throw new Error("lost"); // a failing task fails
				});
				repeat(501, () => createTask(tidy()));
				repeat(3, () => createTask(fails()));
				yield* sleep(1);
			}),
		);
		expect(linesOf(filled(recording).second)).toEqual(
			new Map([
				[lineOf("a tidy task is left"), 501],
				[lineOf("a failing task fails"), 3],
			]),
		);
	});

	it("is not made where each finding has its line, or can't have one", () => {
		let runs = 0;
		const recording = recordingOf(
			coroutine("main", function* () {
				runs += 1;
				getRunningLoop().callSoon(() => {
					throw new Error("nowhere");
				});
				createTask(new Event().wait());
				yield* new Event().wait();
			}),
		);
		expect(filled(recording).second.map(({ kind }) => kind)).toEqual(["unhandled-error", "deadlock"]);
		expect(runs).toBe(1);
	});

	it("looks for 10,000 lines at most", () => {
		const recording = recordingOf(
			coroutine("main", function* () {
				repeat(10_001, () => sleep(1));
			}),
			{ places: false },
		);
		const history = new History(recording);
		expect(missingPlaces(findingsOf(history), history)).toHaveLength(10_000);
	});
});
