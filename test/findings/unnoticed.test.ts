import { describe, expect, it, vi } from "vitest";
import {
	block,
	CancelledError,
	coroutine,
	createTask,
	currentTask,
	Event,
	EventLoop,
	gather,
	getRunningLoop,
	run,
	sleep,
	timeout,
	ValueError,
} from "../../src/runtime/index.ts";
import { foundIn } from "./found.ts";
import { marksOf } from "./marks.ts";

const marks = marksOf(import.meta.url);

const neverRetrieved = { kind: "never-retrieved", wayOut: "await it, or look at its exception()" } as const;

const pendingAtEnd = {
	kind: "pending-at-end",
	wayOut: "await it; or cancel it, and then await it; or make it in a taskGroup",
} as const;

const unhandled = {
	kind: "unhandled-error",
	wayOut: "catch it where it can be dealt with; loop.setExceptionHandler tells you of all of them",
} as const;

describe("an error that nobody asks for", () => {
	const program = coroutine("main", function* () {
		const worker = coroutine("worker", function* (_number: number) {
			yield* sleep(1);
			throw new ValueError("no more"); // the worker fails
		});
		createTask(worker(1));
		yield* sleep(3);
	});

	it("is told of at the end of the run, with its task, and where that failed", () => {
		expect(foundIn(program)).toEqual([
			{
				...neverRetrieved,
				task: "worker 1",
				at: 3,
				text: "worker 1 failed, and nobody asked for its error: ValueError: no more",
				place: marks.place("the worker fails"),
			},
		]);
	});

	it("goes to the console where nobody listens", () => {
		const error = vi.spyOn(console, "error").mockImplementation(() => {});
		run(program());
		expect(error.mock.calls).toEqual([
			["Task exception was never retrieved (Task-2)", new ValueError("no more")],
		]);
		error.mockRestore();
	});

	it("goes to the exception handler, and is found as well", () => {
		const told: unknown[] = [];
		const handled = coroutine("main", function* () {
			getRunningLoop().setExceptionHandler((_loop, { message, exception }) => {
				told.push([message, exception]);
			});
			yield* program();
		});
		expect(foundIn(handled).map(({ kind }) => kind)).toEqual(["never-retrieved"]);
		expect(told).toEqual([["Task exception was never retrieved", new ValueError("no more")]]);
	});

	it("may be a future's, or a task's that never waited", () => {
		const careless = coroutine("main", function* () {
			getRunningLoop().createFuture("the reply").setException(new ValueError("lost")); // the reply fails
			createTask(fails(), { name: "hasty" }); // the hasty one is made
			yield* sleep(1);
		});
		const fails = coroutine(function* () {
			throw "a text";
		});
		expect(foundIn(careless)).toEqual([
			{
				...neverRetrieved,
				task: null,
				at: 1,
				text: "a future failed, and nobody asked for its error: ValueError: lost",
				place: marks.place("the reply fails"),
			},
			{
				...neverRetrieved,
				task: "hasty",
				at: 1,
				text: "hasty failed, and nobody asked for its error: string: a text",
				place: marks.place("the hasty one is made"),
			},
		]);
	});

	it.each<[string, unknown, string]>([
		["undefined", undefined, "undefined: undefined"],
		["null", null, "null: null"],
		["an error without a message", new ValueError(), "ValueError"],
		["a number", 42, "number: 42"],
		["a symbol", Symbol("s"), "symbol: Symbol(s)"],
		["an object of a class", new Map(), "object: Map"],
		["an object of none", Object.create(null), "object: an object without a prototype"],
	])("may be anything: %s", (_what, thrown, text) => {
		const throwing = coroutine("main", function* () {
			createTask(
				coroutine("thrower", function* () {
					throw thrown;
				})(),
			);
			yield* sleep(1);
		});
		expect(foundIn(throwing).map((one) => one.text)).toEqual([
			`thrower failed, and nobody asked for its error: ${text}`,
		]);
	});

	it.each<[string, (task: ReturnType<typeof createTask>) => Generator<unknown, unknown, unknown>]>([
		[
			"awaited it",
			function* (task) {
				try {
					yield* task;
				} catch {}
			},
		],
		[
			"looked at exception()",
			function* (task) {
				yield* sleep(2);
				return task.exception();
			},
		],
		[
			"gathered it",
			function* (task) {
				yield* gather([task], { returnExceptions: true });
			},
		],
		[
			"cancelled it too late",
			function* (task) {
				yield* sleep(2);
				task.cancel();
			},
		],
	])("is none where somebody %s", (_what, deal) => {
		const careful = coroutine("main", function* () {
			const task = createTask(
				coroutine(function* () {
					yield* sleep(1);
					throw new ValueError("seen");
				})(),
			);
			yield* deal(task);
		});
		expect(foundIn(careful)).toEqual([]);
	});
});

describe("a task that is not done when main ends", () => {
	it("is told of with its name, and where it waits", () => {
		const program = coroutine("main", function* () {
			const worker = coroutine("worker", function* (_number: number) {
				yield* sleep(5); // the worker is left here
			});
			createTask(worker(1));
			yield* sleep(1);
			createTask(sleep(5), { name: "late" }); // the late one is made
		});
		expect(foundIn(program)).toEqual([
			{
				...pendingAtEnd,
				task: "worker 1",
				at: 1,
				text: "worker 1 was not done when main ended",
				place: marks.place("the worker is left here"),
			},
			{
				...pendingAtEnd,
				task: "late",
				at: 1,
				text: "late was not done when main ended",
				place: marks.place("the late one is made"),
			},
		]);
	});

	it("is told of too where main fails, and where it fails itself when it is cancelled", () => {
		const program = coroutine("main", function* () {
			const refuse = () => {
				throw new ValueError("not now"); // the stubborn one fails
			};
			const stubborn = coroutine("stubborn", function* () {
				try {
					yield* sleep(5); // the stubborn one is left here
				} finally {
					refuse();
				}
			});
			createTask(stubborn());
			yield* sleep(1);
			throw new Error("main gives up");
		});
		const place = marks.place("the stubborn one is left here");
		expect(foundIn(program)).toEqual([
			{ ...pendingAtEnd, task: "stubborn", at: 1, text: "stubborn was not done when main ended", place },
			{
				...unhandled,
				task: "stubborn",
				at: 1,
				text: "unhandled exception during run() shutdown: ValueError: not now",
				place: marks.place("the stubborn one fails"),
			},
		]);
	});

	it("is told of when a loop is closed, on the console where nobody listens", () => {
		const error = vi.spyOn(console, "error").mockImplementation(() => {});
		const loop = new EventLoop();
		loop.runUntilComplete(sleep(0));
		loop.createTask(sleep(1), { name: "left" });
		loop.close();
		expect(error.mock.calls).toEqual([["Task was destroyed but it is pending! (left)"]]);
		error.mockRestore();
	});
});

describe("an error of a callback", () => {
	it("is told of with the callback's name", () => {
		const program = coroutine("main", function* () {
			const loop = getRunningLoop();
			loop.callSoon(function ringBell() {
				throw new ValueError("no bell");
			});
			loop.callLater(0.5, () => {
				throw new ValueError("no name");
			});
			createTask(sleep(0)).addDoneCallback(() => {
				throw new ValueError("not done");
			});
			yield* sleep(1);
		});
		const about = { ...unhandled, task: null, place: expect.anything() };
		expect(foundIn(program)).toEqual([
			{ ...about, at: 0, text: "Exception in callback ringBell: ValueError: no bell" },
			{
				...about,
				at: 0,
				task: "sleep",
				place: expect.anything(),
				text: "Exception in a done callback: ValueError: not done",
			},
			{ ...about, at: 0.5, text: "Exception in a callback: ValueError: no name" },
		]);
	});
});

describe("a callback that keeps the loop for more than 0.1 s", () => {
	const program = coroutine("main", function* () {
		block(0.1);
		yield* sleep(0);
		block(0.0625); // the first block
		block(0.0625); // the last block
		yield* sleep(0);
		getRunningLoop().callSoon(() => block(0.25)); // the callback blocks
		yield* sleep(1);
	});

	it("is told of by the loop's own clock, with the line of its last blocking call", () => {
		const slow = {
			kind: "slow-callback",
			wayOut: "await what takes time, or give up a turn now and then with sleep(0)",
		};
		expect(foundIn(program)).toEqual([
			{
				...slow,
				task: "main",
				at: 0.225,
				text: "main kept the loop for 0.125 s; nothing else could run",
				place: marks.place("the last block"),
			},
			{
				...slow,
				task: null,
				at: 0.475,
				text: "a callback kept the loop for 0.250 s; nothing else could run",
				place: marks.place("the callback blocks"),
			},
		]);
	});

	it("goes to the console in debug mode where nobody listens, and else nowhere", () => {
		const error = vi.spyOn(console, "error").mockImplementation(() => {});
		run(program());
		expect(error.mock.calls).toEqual([]);
		run(program(), { debug: true });
		expect(error.mock.calls).toEqual([
			["Executing Task-1 took 0.125 seconds"],
			["Executing a callback took 0.250 seconds"],
		]);
		error.mockRestore();
	});
});

describe("a task that swallows a cancellation", () => {
	const swallowed = {
		kind: "swallowed-cancel",
		task: "worker",
		text: "worker was cancelled, caught the CancelledError, and ended as if nothing had happened",
		wayOut: "clean up, then throw the CancelledError on",
	};

	it("is told of when it ends, with the line where it was told to stop", () => {
		const program = coroutine("main", function* () {
			const worker = createTask(
				coroutine("worker", function* () {
					try {
						yield* sleep(5); // the worker is told to stop
					} catch {}
					yield* sleep(5);
				})(),
			);
			yield* sleep(1);
			worker.cancel();
			yield* worker;
		});
		const text =
			"worker was cancelled, caught the CancelledError at 1.00 s, went on in line 329, and ended as if nothing had happened";
		expect(foundIn(program)).toEqual([
			{ ...swallowed, text, at: 6, place: marks.place("the worker is told to stop") },
		]);
	});

	it("is told of also where it only cleans up and returns", () => {
		const program = coroutine("main", function* () {
			const worker = createTask(
				coroutine("worker", function* () {
					try {
						yield* new Event().wait(); // the worker is cancelled here
					} catch (error) {
						if (!(error instanceof CancelledError)) throw error;
					}
					return "cleaned up";
				})(),
			);
			yield* sleep(1);
			worker.cancel();
			yield* worker;
		});
		expect(foundIn(program)).toEqual([
			{ ...swallowed, at: 1, place: marks.place("the worker is cancelled here") },
		]);
	});

	it.each<[string, () => Generator<unknown, unknown, never>]>([
		[
			"throws it on",
			function* () {
				try {
					yield* sleep(5);
				} finally {
					yield* sleep(1);
				}
			},
		],
		[
			"takes the request back",
			function* () {
				try {
					yield* sleep(5);
				} catch {
					currentTask()?.uncancel();
				}
			},
		],
		[
			"ended before it was thrown",
			function* () {
				yield* sleep(1);
			},
		],
		[
			"was cancelled by its own timeout",
			function* () {
				try {
					yield* timeout(0.5, () => sleep(5));
				} catch {}
			},
		],
	])("is none that %s", (_what, body) => {
		const program = coroutine("main", function* () {
			const worker = createTask(body(), { name: "worker" });
			yield* sleep(1);
			worker.cancel();
			yield* gather([worker], { returnExceptions: true });
		});
		expect(foundIn(program)).toEqual([]);
	});
});

describe("a time limit that raised nothing", () => {
	it.each([
		[0.0004, "limit of 0.0004 s"],
		[0.1255, "limit of 0.1255 s"],
		[2, "limit of 2 s"],
	])("is told of with its length as it was given: %d s", (seconds, limit) => {
		const program = coroutine("main", function* () {
			yield* timeout(seconds, function* () {
				try {
					yield* sleep(seconds + 1);
				} catch (error) {
					if (!(error instanceof CancelledError)) throw error;
				}
			});
		});
		const [only, ...others] = foundIn(program);
		expect(others).toEqual([]);
		expect([only?.kind, only?.text.split(" (")[0]]).toEqual(["swallowed-limit", `the time ${limit}`]);
	});
});
