import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/recording/facts.ts";
import type { Program } from "../../src/recording/program.ts";
import { type Recorded, record } from "../../src/recording/record.ts";
import { Trace } from "../../src/recording/trace.ts";
import {
	asCompleted,
	Barrier,
	type Body,
	block,
	Condition,
	type Coroutine,
	coroutine,
	createTask,
	Event,
	fromPromise,
	gather,
	getRunningLoop,
	Lock,
	type LoopOptions,
	print,
	Queue,
	run,
	runLive,
	Semaphore,
	shield,
	sleep,
	type TaskGroup,
	taskGroup,
	timeout,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";

const file = fileURLToPath(import.meta.url);
const lines = readFileSync(file, "utf8").split("\n");

/** What the comment at the end of a line says: `yield* pen.acquire(); // bob waits`. */
function markOf(line: number): string {
	return /\/\/ (.+)$/.exec(lines[line - 1] ?? "")?.[1] ?? `line ${line}`;
}

/** The places of a run's facts, by the comments that end their lines, with kind and task. */
function marksOf(facts: Iterable<Fact>): string[] {
	return Array.from(facts).flatMap((fact) => {
		if (!("place" in fact) || fact.place === undefined) return [];
		expect(fact.place).toEqual({ file, line: expect.any(Number), column: expect.any(Number) });
		return [`${fact.kind} ${fact.task}: ${markOf(fact.place.line)}`];
	});
}

function traced(main: () => unknown, places = true, options: LoopOptions = {}): Trace {
	const trace = new Trace({ places });
	try {
		run(main() as Body<unknown>, { ...options, observer: trace });
	} catch {}
	return trace;
}

function placesOf(main: () => unknown, places = true): string[] {
	return marksOf(traced(main, places).facts);
}

/** Awaits it, whatever becomes of it. */
function* settled(awaitable: { [Symbol.iterator](): Iterator<unknown> }): Generator<unknown, void, unknown> {
	try {
		yield* awaitable as Coroutine<unknown>; // settled
	} catch {}
}

const program = coroutine("main", function* () {
	const pen = new Lock();
	const holder = coroutine("holder", function* () {
		yield* pen.acquire(); // the holder takes the pen
		yield* sleep(5); // the holder sleeps
	});
	const task = createTask(holder()); // the holder is made
	yield* sleep(0);
	block(1); // main blocks
	createTask(pen.acquire()); // another is made
	yield* sleep(1); // main sleeps
	print("hello"); // main prints
	task.cancel(); // main cancels
	const body = function* () {
		yield* sleep(1); // main sleeps with the pen
	};
	yield* pen.with(body); // main wants the pen
});

describe("places", () => {
	it("say where tasks are made, wait, print, cancel, block and use what they share", () => {
		expect(placesOf(program)).toEqual([
			"task-created 2: the holder is made",
			"resource-created 2: the holder takes the pen",
			"resource-used 2: the holder takes the pen",
			"suspended 2: the holder sleeps",
			"blocked 1: main blocks",
			"task-created 3: another is made",
			"suspended 1: main sleeps",
			"printed 1: main prints",
			"cancel-requested 2: main cancels",
			"suspended 1: main wants the pen",
		]);
	});

	it("are there only when they are asked for", () => {
		expect(placesOf(program, false)).toEqual([]);
	});

	it("say where bodies begin, except the outermost, and where they are awaited twice or never", () => {
		const nap = coroutine("nap", function* (_seconds: number) {});
		const main = coroutine("main", function* () {
			nap(1); // never awaited
			const once = nap(2);
			yield* once; // begins
			yield* settled(once);
			createTask(nap(3)); // made
			sleep(1); // never awaited either
		});
		expect(placesOf(main)).toEqual([
			"span-started 1: begins",
			"awaited-twice 1: settled",
			"task-created 2: made",
			"never-awaited 1: never awaited",
			"never-awaited 1: never awaited either",
		]);
	});

	it("say where limits are set, groups entered, and futures made that stand for others", () => {
		const main = coroutine("main", function* () {
			yield* timeout(1, () => sleep(0)); // a limit
			yield* waitFor(sleep(0), 1); // another limit
			yield* settled(waitFor(gather([sleep(1)]), 0)); // a limit that has passed
			yield* taskGroup(() => sleep(0)); // a group
			const task = createTask(sleep(0)); // a task
			yield* shield(task); // a shield
			for (const next of asCompleted([sleep(1)])) // asCompleted
				yield* next; // the next
			yield* wait([createTask(sleep(1))]); // wait
		});
		expect(placesOf(main)).toEqual([
			"limit-set 1: a limit",
			"limit-set 1: another limit",
			"task-created 2: a limit that has passed",
			"future-made 1: a limit that has passed",
			"limit-set 1: settled",
			// The request is the limit's.
			"suspended 1: settled",
			"group-entered 1: a group",
			"task-created 3: a task",
			"future-made 1: a shield",
			"suspended 1: a shield",
			"task-created 4: asCompleted",
			"future-made 1: asCompleted",
			"suspended 1: the next",
			"task-created 5: wait",
			"suspended 1: wait",
		]);
	});

	it("say where promises are begun, and what callbacks do", async () => {
		const main = coroutine("main", function* () {
			yield* fromPromise(async () => 1); // a promise
			const task = createTask(sleep(1)); // a task to be cancelled
			getRunningLoop().callSoon(() => {
				print("called"); // a callback prints
				task.cancel(); // a callback cancels
			});
			yield* settled(task);
		});
		const trace = new Trace({ places: true });
		await runLive(main(), { observer: trace });
		expect(marksOf(trace.facts)).toEqual([
			"work-started 1: a promise",
			"suspended 1: a promise",
			"task-created 2: a task to be cancelled",
			"suspended 1: settled",
			"printed 0: a callback prints",
			"cancel-requested 2: a callback cancels",
		]);
	});

	it("say where an error was thrown, also those in a group, and what it was thrown because of", () => {
		const inner = coroutine("inner", function* () {
			throw new RangeError("inner"); // inner throws
		});
		const outer = coroutine("outer", function* () {
			try {
				yield* inner();
			} catch (error) {
				throw new TypeError("outer", { cause: error }); // outer throws
			}
		});
		const main = coroutine("main", function* () {
			yield* settled(
				taskGroup(function* (group) {
					group.createTask(outer());
				}),
			);
			createTask(inner());
			getRunningLoop().callSoon(() => {
				throw new SyntaxError("called"); // a callback throws
			});
			yield* sleep(1);
		});
		const found: string[] = [];
		const told = (
			what: string,
			error: { place?: { line: number }; errors?: readonly object[]; cause?: object },
		) => {
			found.push(`${what}: ${error.place === undefined ? "nowhere" : markOf(error.place.line)}`);
			for (const one of error.errors ?? []) told(`${what} of`, one);
			if (error.cause !== undefined) told(`${what} because of`, error.cause);
		};
		for (const fact of traced(main).facts) {
			if ("ending" in fact && fact.ending.how === "raised") told(fact.kind, fact.ending.error);
			if ("error" in fact && fact.error !== null) told(fact.kind, fact.error);
		}
		expect(found).toEqual([
			"span-ended: inner throws",
			"span-ended: outer throws",
			"span-ended because of: inner throws",
			"task-ended: outer throws",
			"task-ended because of: inner throws",
			"group-exited: nowhere",
			"group-exited of: outer throws",
			"group-exited of because of: inner throws",
			"span-ended: inner throws",
			"task-ended: inner throws",
			"error-reported: a callback throws",
			"never-retrieved: inner throws",
		]);
	});

	it("are those of a body that waits in the middle of others, before and after it first waited", () => {
		const inner = coroutine("inner", function* () {
			yield* sleep(1); // the inner waits first
			yield* sleep(1); // the inner waits again
		});
		const middle = coroutine("middle", function* () {
			yield* inner(); // the inner begins
			yield* sleep(1); // the middle waits
		});
		expect(placesOf(coroutine("main", () => middle()[Symbol.iterator]() as Body<void>))).toEqual([
			"span-started 1: the inner begins",
			"suspended 1: the inner waits first",
			"suspended 1: the inner waits again",
			"suspended 1: the middle waits",
		]);
	});

	it("are those of the call where the runtime itself waits later", () => {
		const ready = new Condition(null, { name: "ready" });
		const gate = new Barrier(2, { name: "gate" });
		const main = coroutine("main", function* () {
			const body = function* (group: TaskGroup) {
				group.createTask(sleep(2)); // a child is made
				yield* sleep(1); // the group's body waits
			};
			yield* taskGroup(body); // the group begins
			const other = coroutine("other", function* () {
				const body = function* () {
					ready.notify(); // other notifies
					yield* sleep(1); // other keeps the lock
				};
				yield* ready.with(body); // other takes the lock
				yield* gate.wait(); // other comes
			});
			createTask(other()); // other is made
			const waiting = function* () {
				yield* ready.wait(); // main waits to be notified
			};
			yield* ready.with(waiting); // main takes the lock
			yield* gate.wait(); // main comes
		});
		const facts = [...traced(main).facts].filter(
			(fact) => fact.kind !== "resource-used" || (fact.use !== "acquired" && fact.use !== "released"),
		);
		expect(marksOf(facts).filter((text) => !text.startsWith("resource-created"))).toEqual([
			"group-entered 1: the group begins",
			"task-created 2: a child is made",
			"suspended 1: the group's body waits",
			"suspended 1: the group begins",
			"task-created 3: other is made",
			"suspended 1: main waits to be notified",
			"resource-used 3: other notifies",
			"suspended 3: other keeps the lock",
			// It has been notified, and waits for the lock.
			"suspended 1: main waits to be notified",
			"resource-used 3: other comes",
			"suspended 3: other comes",
			"resource-used 1: main comes",
			"resource-used 1: main comes",
			"resource-used 3: other comes",
		]);
	});

	it("are those of a body deep in the runtime's own coroutines, which are called in each other", () => {
		const deep = coroutine("deep", function* () {
			yield* sleep(1); // deep waits first
			yield* sleep(1); // deep waits again
		});
		const main = coroutine("main", function* () {
			yield* timeout(9, () =>
				waitFor(
					taskGroup(function* () {
						yield* timeout(9, () => waitFor(deep(), 9)); // deep is called
					}),
					9,
				),
			); // the end of the call
		});
		const facts = traced(main).facts;
		const suspended = Array.from(facts).filter(({ kind }) => kind === "suspended" || kind === "span-started");
		expect(marksOf(suspended)).toEqual([
			"span-started 1: deep is called",
			"suspended 1: deep waits first",
			"suspended 1: deep waits again",
		]);
	});

	it("are none of a task whose coroutine is another's already, though another waited in the runtime before it", () => {
		const once = coroutine("once", function* () {})();
		const main = coroutine("main", function* () {
			yield* settled(once);
			createTask(once); // made of it
			yield* timeout(9, () => sleep(1)); // main waits
		});
		const facts = Array.from(traced(main).facts).filter(({ kind }) => kind === "awaited-twice");
		expect(facts).toHaveLength(1);
		expect(marksOf(facts)).toEqual([]);
	});

	it("are none of what a group does in its callback, though another task waits in the runtime before it", () => {
		const fails = coroutine("fails", function* () {
			throw new RangeError("too far");
		});
		const other = coroutine("other", function* () {
			yield* timeout(9, () => sleep(1)); // other waits
		});
		const main = coroutine("main", function* () {
			yield* settled(
				taskGroup(function* (group) {
					group.createTask(fails());
					group.createTask(other());
				}),
			);
		});
		const asked = Array.from(traced(main).facts).filter(({ kind }) => kind === "cancel-requested");
		expect(asked).toHaveLength(2);
		expect(marksOf(asked)).toEqual([]);
	});

	it("are not those of another call where there are too many calls to know them all", () => {
		const deep = coroutine("deep", function* () {
			const body = function* (group: TaskGroup) {
				group.createTask(sleep(2));
				yield* sleep(1); // the inner body
			};
			yield* taskGroup(body); // the inner call
		});
		const main = coroutine("main", function* (calls: number) {
			const body = function* () {
				for (let count = 0; count < calls; count += 1) yield* timeout(9, () => sleep(0));
				yield* deep();
			};
			yield* timeout(99, body); // the outer call
		});
		const waitsOf = (calls: number) =>
			marksOf(Array.from(traced(() => main(calls)).facts).filter(({ kind }) => kind === "suspended"));
		expect(waitsOf(497)).toEqual(["suspended 1: the inner body", "suspended 1: the inner call"]);
		expect(waitsOf(499)).toEqual(["suspended 1: the inner body"]);
	});

	it("are told of a function that is called turn like of any other", () => {
		function* turn() {
			yield* new Event().wait(); // a turn waits
		}
		expect(placesOf(turn)).toEqual(["resource-created 1: a turn waits", "suspended 1: a turn waits"]);
	});

	it("are none of a wait that was not meant, nor of the next turn, nor of what the loop does", () => {
		const main = coroutine("main", function* () {
			try {
				for (const _ of sleep(1)) break;
			} catch {}
			yield;
			yield* sleep(0);
		});
		expect(placesOf(main)).toEqual([]);
	});

	it("are looked for 500 times for each kind of fact, and not once more", () => {
		const pen = new Semaphore(1);
		const jobs = new Queue<number>();
		const step = coroutine("step", function* () {});
		const many = coroutine("main", function* () {
			for (let count = 0; count < 502; count += 1) {
				yield* sleep(1); // waits
				print(count); // prints
				yield* step(); // begins
				const task = createTask(step()); // is made
				task.cancel(); // is cancelled
				step(); // is never awaited
			}
			yield* pen.acquire();
			jobs.putNowait(1); // puts
		});
		const { facts } = traced(many);
		/** Of each kind, which have a place: `yes 500 times, then no 2 times`. */
		const told = (kind: string) => {
			const placed = Array.from(facts).flatMap((fact) => (fact.kind === kind ? ["place" in fact] : []));
			const first = placed.lastIndexOf(true) + 1;
			return [placed.slice(0, first).filter((has) => has).length, first, placed.length];
		};
		expect(told("suspended")).toEqual([500, 500, 502]);
		expect(told("printed")).toEqual([500, 500, 502]);
		// Main's has none, nor have the bodies of tasks.
		expect(told("task-created")).toEqual([500, 501, 503]);
		expect(told("span-started")).toEqual([500, 1000, 1005]);
		expect(told("cancel-requested")).toEqual([500, 500, 502]);
		// Each time four coroutines are made, of which one is never awaited.
		expect(told("never-awaited")).toEqual([125, 125, 502]);
		expect(told("resource-used")).toEqual([2, 2, 2]);
	});
});

describe("errors", () => {
	it("beyond the first 250 have no place, and stacks are as deep as before when the loop is closed", () => {
		const limit = Error.stackTraceLimit;
		const fails = coroutine("fails", function* () {
			throw new RangeError("one of many");
		});
		const depths: number[] = [];
		const main = coroutine("main", function* () {
			for (let count = 0; count < 251; count += 1) yield* settled(fails());
			depths.push(Error.stackTraceLimit);
		});
		const errors = Array.from(traced(main).facts).flatMap((fact) =>
			fact.kind === "span-ended" && fact.ending.how === "raised" ? [fact.ending.error] : [],
		);
		expect(errors.map((error) => "place" in error).indexOf(false)).toBe(250);
		expect([...depths, Error.stackTraceLimit]).toEqual([0, limit]);
	});
});

/** A program for `record`, told from this folder. */
function programOf(main: () => Coroutine<unknown> | Body<unknown>): Program {
	return { name: "made", variant: "here", parameters: {}, main, folder: import.meta.dirname };
}

/** The places of these facts, all of them told from this folder. */
function recordedMarks({ facts }: Recorded): Map<number, string> {
	const marks = new Map<number, string>();
	Array.from(facts).forEach((fact, index) => {
		if (!("place" in fact) || fact.place === undefined) return;
		expect(fact.place.file).toBe("trace-places.test.ts");
		marks.set(index, `${fact.kind} ${markOf(fact.place.line)}`);
	});
	return marks;
}

describe("a second run", () => {
	const nap = coroutine("nap", function* (_number: number) {});
	const main = coroutine("main", function* (counts: number) {
		const task = createTask(sleep(5)); // made
		yield* sleep(1); // waits
		yield* nap(1); // begins
		nap(2); // is never awaited
		print("hello"); // prints
		yield* new Lock().acquire(); // takes
		task.cancel(); // cancels
		yield* settled(gather([sleep(1), sleep(2)])); // gathers
		const body = function* (group: TaskGroup) {
			group.createTask(sleep(1)); // made in a group
			yield* sleep(0);
		};
		yield* taskGroup(body); // groups
		for (let count = 0; count < counts; count += 1) yield* nap(count); // counts
		nap(3); // is never awaited either
	});

	it("finds the places of the facts that it is asked for, and of no others", () => {
		const few = programOf(() => main(2));
		const all = recordedMarks(record(few, { places: true }));
		expect(all.size).toBe(18);
		expect(recordedMarks(record(few))).toEqual(new Map());
		for (const [index, mark] of all) {
			const recording = record(few);
			recording.fillPlaces([index]);
			expect([...recordedMarks(recording)]).toEqual([[index, mark]]);
		}
		const recording = record(few);
		recording.fillPlaces([...all.keys()]);
		expect(recordedMarks(recording)).toEqual(all);
	});

	it("finds those beyond the first 500, also where coroutines were made that nobody awaited", () => {
		const recording = record(
			programOf(() => main(1000)),
			{ places: true },
		);
		const before = recordedMarks(recording);
		const without = Array.from(recording.facts).flatMap((fact, index) =>
			(fact.kind === "span-started" || fact.kind === "never-awaited") && fact.place === undefined
				? [index]
				: [],
		);
		// Main's own body has none, and 502 more begin than there are places for.
		expect(without).toHaveLength(1 + 501 + 1);
		recording.fillPlaces(without);
		const marks = recordedMarks(recording);
		expect(marks.size - before.size).toBe(502);
		expect([...marks.values()].filter((mark) => mark.startsWith("never"))).toEqual([
			"never-awaited is never awaited",
			"never-awaited is never awaited either",
		]);
		expect([...marks.values()].filter((mark) => mark === "span-started counts")).toHaveLength(1000);
		for (const [index, mark] of before) expect(marks.get(index)).toBe(mark);
	});

	it("finds nothing in a program that does otherwise the second time, wherever that is", () => {
		type Part = () => Generator<unknown, void, unknown>;
		const differently = (second: Part, first: Part = function* () {}) => {
			let runs = 0;
			const program = coroutine("main", function* () {
				yield* sleep(1); // waits
				runs += 1;
				yield* runs === 1 ? first() : second();
			});
			const recording = record(programOf(() => program()));
			recording.fillPlaces(Array.from(recording.facts, (_fact, index) => index));
			return [...recordedMarks(recording).values()];
		};
		expect(differently(function* () {})).toEqual(["suspended waits"]);
		expect(
			differently(function* () {
				print("more");
			}),
		).toEqual([]);
		const prints = function* () {
			print("once");
			print("twice");
		};
		const turns = function* () {
			yield* sleep(0);
		};
		expect(differently(prints, turns)).toEqual([]);
		const waits = (seconds: number) =>
			function* () {
				yield* sleep(seconds);
			};
		expect(differently(waits(2), waits(3))).toEqual([]);
	});
});
