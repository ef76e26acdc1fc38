import { describe, expect, it } from "vitest";
import { Trace } from "../../src/recording/trace.ts";
import {
	allTasks,
	asCompleted,
	Barrier,
	BoundedSemaphore,
	BrokenBarrierError,
	block,
	CancelledError,
	Condition,
	type Coroutine,
	coroutine,
	createTask,
	Event,
	EventLoop,
	ExceptionGroup,
	Future,
	fromPromise,
	gather,
	getRunningLoop,
	InvalidStateError,
	Lock,
	PriorityQueue,
	Queue,
	Random,
	RuntimeError,
	random,
	run,
	runLive,
	Semaphore,
	shield,
	sleep,
	type TaskGroup,
	taskGroup,
	timeout,
	timeoutAt,
	ValueError,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";
import { errorOf, failure, inLoop, raisedBy, type Steps, turns, value } from "./cpython/in-loop.ts";

const NOT_AWAITED = new RuntimeError(
	"an awaitable is awaited with yield*: it can't be spread, destructured or looped over",
);

/** What a call throws while a loop runs. */
function raisedInLoop(act: () => unknown): unknown {
	return inLoop(function* () {
		return raisedBy(act);
	});
}

/** What the task is thrown that runs `body`. */
function errorIn(body: () => Steps<unknown>): unknown {
	return inLoop(function* () {
		return yield* errorOf(createTask(body()));
	});
}

describe("what is async in asyncio starts when it first runs", () => {
	it("so an acquire, a put or a get that is only made does nothing", () => {
		const states = inLoop(function* () {
			const [lock, semaphore, queue] = [new Lock(), new Semaphore(1), new Queue<number>()];
			const made = [lock.acquire(), semaphore.acquire(), queue.put(1)];
			const before = [lock.locked(), semaphore.locked(), queue.qsize()];
			for (const one of made) yield* one;
			return [before, [lock.locked(), semaphore.locked(), queue.qsize()]];
		});
		expect(states).toEqual([
			[false, false, 0],
			[true, true, 1],
		]);
	});

	it("so the body of a group, a limit or a lock does not run before it is awaited", () => {
		const log = inLoop(function* () {
			const said: string[] = [];
			const say = (text: string) => () => {
				said.push(text);
				return value(text);
			};
			const made: Coroutine<string>[] = [
				taskGroup(say("group")),
				timeout(1, say("limit")),
				timeoutAt(1, say("limit at")),
				new Lock().with(say("lock")),
			];
			said.push("made");
			for (const one of made) yield* one;
			return said;
		});
		expect(log).toEqual(["made", "group", "limit", "limit at", "lock"]);
	});

	it("so a limit, a timeout and a delay count from then", () => {
		const times = inLoop(function* (loop) {
			const limits = [
				timeout(1, () => sleep(5)),
				waitFor(sleep(5), 1),
				wait([createTask(sleep(9))], { timeout: 1 }),
				sleep(1),
			];
			const ends: number[] = [];
			yield* sleep(10);
			for (const limit of limits) {
				try {
					yield* limit as Coroutine<unknown>;
				} catch {}
				ends.push(loop.time());
			}
			return ends;
		});
		expect(times).toEqual([11, 12, 12, 13]);
	});

	it("so wrong arguments of wait are raised where it is awaited", () => {
		const made: unknown[] = [];
		const error = errorIn(function* () {
			const waiting = wait([]);
			made.push("made");
			yield* waiting;
		});
		expect(made).toEqual(["made"]);
		expect(error).toEqual(new ValueError("Set of Tasks/Futures is empty."));
	});
});

describe("gather, shield and asCompleted act at once", () => {
	it("they start their tasks before anybody awaits them, and count their limit from there", () => {
		const counts = inLoop(function* (loop) {
			const numbers = [allTasks().size];
			gather([sleep(1), sleep(1)]);
			numbers.push(allTasks().size);
			shield(sleep(1));
			numbers.push(allTasks().size);
			const [next] = [...asCompleted([sleep(9)], { timeout: 3 })];
			numbers.push(allTasks().size);
			yield* sleep(2);
			yield* errorOf(next as Coroutine<void>);
			return [...numbers, loop.time()];
		});
		expect(counts).toEqual([1, 3, 4, 5, 3]);
	});

	it("gather of none is done when it is made", () => {
		const state = inLoop(function* () {
			const none = gather([]);
			return [none.done(), none.result()];
		});
		expect(state).toEqual([true, []]);
	});

	it("the same coroutine given twice runs once", () => {
		let runs = 0;
		const results = inLoop(function* () {
			const once = coroutine(function* () {
				runs += 1;
				return runs;
			})();
			return yield* gather([once, once]);
		});
		expect(results).toEqual([1, 1]);
	});
});

describe("a body", () => {
	const generator = function* () {
		yield* sleep(1);
		return "result";
	};

	it.each<[string, () => Coroutine<string>]>([
		["a bare generator function, in a limit", () => timeout(5, generator)],
		["a coroutine function, in a limit", () => timeout(5, coroutine(generator))],
		["a bare generator function, in a group", () => taskGroup(generator)],
		["a coroutine function, in a group", () => taskGroup(coroutine(generator))],
		["a bare generator function, with a lock", () => new Lock().with(generator)],
		["a coroutine function, with a semaphore", () => new Semaphore().with(coroutine(generator))],
		["a bare generator function, with a condition", () => new Condition().with(generator)],
	])("may be %s, and what it returns is what the whole answers", (_what, make) => {
		expect(inLoop(make as () => Generator<unknown, string, never> & Coroutine<string>)).toBe("result");
	});

	it("that falls off its end gives undefined", () => {
		const results = inLoop(function* () {
			const nothing = function* () {};
			return [
				yield* timeout(1, nothing),
				yield* taskGroup(nothing),
				yield* new Lock().with(nothing),
				yield* coroutine(nothing)(),
				yield* createTask(nothing()),
			];
		});
		expect(results).toEqual([undefined, undefined, undefined, undefined, undefined]);
	});

	it.each([null, undefined])("has no limit of %s", (none) => {
		const time = inLoop(function* (loop) {
			yield* timeout(none, () => sleep(1000));
			yield* timeoutAt(none, () => sleep(1000));
			yield* waitFor(sleep(1000), none);
			yield* wait([createTask(sleep(1000))], none === null ? { timeout: none } : {});
			for (const next of asCompleted([sleep(1000)], none === null ? { timeout: none } : {})) yield* next;
			return loop.time();
		});
		expect(time).toBe(5000);
	});
});

describe("timers", () => {
	it("within 1e-9 s of the clock fire in its turn: by deadline, then by age", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			const at = (when: number, text: string) =>
				loop.callAt(when, () => said.push(`${text} at ${loop.time()}`));
			at(1 + 9e-10, "late");
			at(1 + 5e-10, "later of two");
			at(1, "first");
			at(1 + 5e-10, "youngest of three");
			at(1 + 3e-9, "next");
			yield* sleep(2);
			return said;
		});
		expect(log).toEqual([
			"first at 1",
			"later of two at 1",
			"youngest of three at 1",
			"late at 1",
			`next at ${1 + 3e-9}`,
		]);
	});

	it("of equal deadline fire in the order set, also when others were cancelled between them", () => {
		const order = inLoop(function* (loop) {
			const said: number[] = [];
			const handles = Array.from({ length: 300 }, (_, number) => loop.callAt(1, () => said.push(number)));
			handles.forEach((handle, number) => {
				if (number % 3 !== 0) handle.cancel();
			});
			yield* sleep(2);
			return said;
		});
		expect(order).toEqual(Array.from({ length: 100 }, (_, index) => index * 3));
	});

	it("of the past fire in the next turn, and the clock does not go back", () => {
		const log = inLoop(function* (loop) {
			const said: number[] = [];
			yield* sleep(1);
			loop.callAt(0, () => said.push(loop.time()));
			loop.callAt(Number.NEGATIVE_INFINITY, () => said.push(loop.time()));
			loop.callLater(-5, () => said.push(loop.time()));
			yield;
			return said;
		});
		expect(log).toEqual([1, 1, 1]);
	});

	it("of Infinity are set and never fire", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			loop.callLater(Number.POSITIVE_INFINITY, () => said.push("fired"));
			const napper = createTask(sleep(Number.POSITIVE_INFINITY));
			yield* sleep(1e300);
			napper.cancel();
			yield* errorOf(napper);
			return [said, loop.time(), napper.cancelled()];
		});
		expect(log).toEqual([[], 1e300, true]);
	});
});

describe("awaiting is yield*, and nothing else", () => {
	const endless = coroutine("endless", function* () {
		yield* new Event().wait();
	});
	const kinds: [string, () => Iterable<unknown>][] = [
		["a future", () => getRunningLoop().createFuture()],
		["a task", () => createTask(endless())],
		["a coroutine", () => endless()],
		["a sleep", () => sleep(1)],
		["an acquire", () => new Semaphore(0).acquire()],
		["a get", () => new Queue().get()],
		["a limit", () => timeout(100, () => sleep(2))],
		["a gather", () => gather([sleep(1)])],
		["a lock's body", () => new Lock().with(() => sleep(1))],
	];

	it.each(kinds)("so %s can't be spread", (_what, make) => {
		const error = errorIn(function* () {
			return [...make()];
		});
		expect(error).toEqual(NOT_AWAITED);
	});

	it.each(kinds)("so %s can't be destructured", (_what, make) => {
		const error = errorIn(function* () {
			const [first] = make();
			return first;
		});
		expect(error).toEqual(NOT_AWAITED);
	});

	it.each(kinds)("so %s can't be looped over", (_what, make) => {
		const error = errorIn(function* () {
			for (const one of make()) if (one === "never") return;
		});
		expect(error).toEqual(NOT_AWAITED);
	});

	it.each(kinds)("and who has tried that goes on, and can await: %s", (_what, make) => {
		const log = inLoop(function* (loop) {
			const said: unknown[] = [];
			const task = createTask(
				(function* (): Steps<string> {
					try {
						said.push([...make()].length);
					} catch (error) {
						said.push(error);
					}
					yield* sleep(1);
					yield;
					return "went on";
				})(),
			);
			const result = yield* task;
			return [said, result, loop.time()];
		});
		expect(log).toEqual([[NOT_AWAITED], "went on", 1]);
	});

	it.each(kinds)("so a plain yield of %s is refused", (what, make) => {
		const error = errorIn(function* () {
			yield make();
		});
		const kind = ["a future", "a task", "a gather"].includes(what) ? "future" : "coroutine";
		expect(error).toEqual(new RuntimeError(`yield was used instead of yield* with a ${kind}`));
	});

	it("so a plain yield of a generator is refused, and of a promise, and of nothing it is a turn", () => {
		const refusals = [value(1), Promise.resolve(1), null, 0, Symbol("s"), Object.create(null)].map((wrong) =>
			errorIn(function* () {
				yield wrong;
			}),
		);
		expect(refusals).toEqual([
			new RuntimeError("yield was used instead of yield* with a coroutine"),
			new RuntimeError(
				"Task got bad yield: Promise. A promise is awaited with fromPromise(() => …), under runLive",
			),
			new RuntimeError(
				"Task got bad yield: null. yield* awaits a coroutine, a task or a future, and a bare yield gives up one turn",
			),
			new RuntimeError(
				"Task got bad yield: number 0. yield* awaits a coroutine, a task or a future, and a bare yield gives up one turn",
			),
			new RuntimeError(
				"Task got bad yield: symbol Symbol(s). yield* awaits a coroutine, a task or a future, and a bare yield gives up one turn",
			),
			new RuntimeError(
				"Task got bad yield: an object without a prototype. yield* awaits a coroutine, a task or a future, and a bare yield gives up one turn",
			),
		]);
	});

	it("in a task: outside of one, what would have to wait is refused", () => {
		const errors = inLoop(function* (loop) {
			const raised: unknown[] = [];
			loop.callSoon(() => {
				raised.push(raisedBy(() => [...sleep(1)]));
				raised.push(raisedBy(() => [...loop.createFuture()]));
			});
			yield* turns(2);
			return raised;
		});
		const refusal = new RuntimeError("an awaitable can be awaited only in a coroutine that a task runs");
		expect(errors).toEqual([refusal, refusal]);
	});
});

describe("a wrong kind of argument is a TypeError", () => {
	const wrong = (given: unknown) => given as never;

	it.each<[string, () => unknown, string]>([
		[
			"createTask of a function",
			() => createTask(wrong(value)),
			"a coroutine was expected, not function value (call it: what it answers is the coroutine)",
		],
		[
			"createTask of a promise",
			() => createTask(wrong(Promise.resolve())),
			"a coroutine was expected, not Promise (a promise is awaited with fromPromise(() => …), under runLive)",
		],
		[
			"createTask of a future",
			() => createTask(wrong(getRunningLoop().createFuture())),
			"a coroutine was expected, not Future (it runs already: yield* awaits it)",
		],
		["createTask of nothing", () => createTask(wrong(undefined)), "a coroutine was expected, not undefined"],
		["gather of a number", () => gather([wrong(1)]), "a coroutine was expected, not number 1"],
		["shield of a text", () => shield(wrong("text")), "a coroutine was expected, not string text"],
		[
			"asCompleted of a future",
			() => asCompleted(wrong(getRunningLoop().createFuture())),
			"asCompleted takes an array: asCompleted([first])",
		],
		[
			"callSoon of a number",
			() => getRunningLoop().callSoon(wrong(1)),
			"a callback is a function, not number 1",
		],
		[
			"callLater of a text",
			() => getRunningLoop().callLater(wrong("1"), () => {}),
			"a time is a number of seconds, not string 1: Number(text) makes one of a text",
		],
		[
			"addDoneCallback of nothing",
			() => getRunningLoop().createFuture().addDoneCallback(wrong(undefined)),
			"a callback is a function, not undefined",
		],
		[
			"an exception handler that is none",
			() => getRunningLoop().setExceptionHandler(wrong(1)),
			"an exception handler is a function or null, not number",
		],
		[
			"sleep of a text",
			() => sleep(wrong("1")),
			"a delay is a number of seconds, not string 1: Number(text) makes one of a text",
		],
		[
			"coroutine without a body",
			() => coroutine("name", wrong(undefined)),
			"coroutine name takes a generator function, not undefined: function* () { … }",
		],
		[
			"coroutine of an async function",
			() =>
				coroutine(
					"name",
					wrong(async () => {}),
				),
			"coroutine name takes a generator function, not an async one: write function* () { … }, and yield* for await",
		],
		[
			"a semaphore of a text",
			() => new Semaphore(wrong("1")),
			"a semaphore's value is a number, not string 1",
		],
		[
			"a queue of an object",
			() => new Queue(wrong({})),
			'a queue\'s maxsize is a number, not Object: new Queue(0, { name: "…" })',
		],
		["a barrier of null", () => new Barrier(wrong(null)), "a barrier's parties are a number, not null"],
		[
			"a condition of a semaphore",
			() => new Condition(wrong(new Semaphore())),
			'a condition\'s lock is a Lock or null, not Semaphore: new Condition(null, { name: "…" })',
		],
		[
			"a group of one error",
			() => new ExceptionGroup("text", wrong(new Error())),
			"second argument (exceptions) must be an array",
		],
		[
			"a split by a text",
			() => new ExceptionGroup("text", [1]).split(wrong("text")),
			"expected an error class, several of them, or a predicate",
		],
	])("%s", (_what, act, message) => {
		expect(raisedInLoop(act)).toEqual(new TypeError(message));
	});

	it.each<[string, () => Coroutine<unknown>, string]>([
		[
			"wait for a coroutine",
			() => wait(wrong([sleep(1)])),
			"Passing coroutines is forbidden, use tasks explicitly.",
		],
		["wait for one task", () => wait(wrong(createTask(sleep(1)))), "wait takes an array: wait([first])"],
	])("raised where it is awaited: %s", (_what, make, message) => {
		expect(errorIn(() => make() as unknown as Steps<unknown>)).toEqual(new TypeError(message));
	});
});

describe("a wrong value is a ValueError", () => {
	it.each<[string, () => unknown, string]>([
		[
			"a time of NaN",
			() => getRunningLoop().callAt(Number.NaN, () => {}),
			"Invalid delay: NaN (not a number)",
		],
		["a negative semaphore", () => new Semaphore(-1), "Semaphore initial value must be >= 0"],
		["a negative bounded semaphore", () => new BoundedSemaphore(-1), "Semaphore initial value must be >= 0"],
		["a barrier of none", () => new Barrier(0), "parties must be > 0"],
		[
			"a group of no errors",
			() => new ExceptionGroup("text", []),
			"second argument (exceptions) must not be empty",
		],
		["blocking backwards", () => block(-1), "a blocking call takes 0 seconds or more, not -1"],
		["blocking for NaN", () => block(Number.NaN), "a blocking call takes 0 seconds or more, not NaN"],
		["too many taskDone", () => new Queue().taskDone(), "task_done() called too many times"],
	])("%s", (_what, act, message) => {
		expect(raisedInLoop(act)).toEqual(new ValueError(message));
	});
});

describe("options of a run of a wrong kind", () => {
	const main = () => sleep(1);
	it.each<[string, () => unknown, Error]>([
		[
			"text",
			() => run(main(), "x" as never),
			new TypeError("the options of a loop are an object, not string x: run(main(), { seed: 1 })"),
		],
		[
			"a seed",
			() => run(main(), 5 as never),
			new TypeError("the options of a loop are an object, not number 5: run(main(), { seed: 1 })"),
		],
		[
			"a text for a seed",
			() => run(main(), { seed: "5" as never }),
			new RangeError("a seed is a whole number from 0 to 4294967295, not string 5"),
		],
		[
			"a text for turns",
			() => new EventLoop({ maxTurns: "5" as never }),
			new RangeError("maxTurns is a whole number from 1 on, not string 5"),
		],
	])("are told of: %s", (_what, act, error) => {
		expect(raisedBy(act)).toEqual(error);
	});

	it.each<[string, unknown, Error]>([
		["a text", "2", new TypeError("a speed is a number greater than 0, not string 2")],
		["a list", [2], new TypeError("a speed is a number greater than 0, not Array")],
		["nothing at all", 0, new ValueError("a speed is a number greater than 0, not 0")],
	])("are told of: %s for a speed", async (_what, speed, error) => {
		await expect(runLive(main(), { speed: speed as never })).rejects.toEqual(error);
	});

	it.each<[string, () => unknown, Error]>([
		[
			"a promise",
			() => fromPromise(Promise.resolve(1) as never),
			new TypeError("fromPromise takes a function that answers a promise, not Promise: fromPromise(() => …)"),
		],
		[
			"a function that answers none",
			() => fromPromise((() => 5) as never),
			new TypeError("the function of fromPromise answered number 5, not a promise"),
		],
		[
			"a function that answers nothing",
			() => fromPromise((() => {}) as never),
			new TypeError("the function of fromPromise answered undefined, not a promise"),
		],
	])("are told of: %s for fromPromise", async (_what, make, error) => {
		const live = coroutine("main", function* () {
			yield* make() as Future<unknown>;
		});
		await expect(runLive(live())).rejects.toEqual(error);
	});
});

describe("what needs a running loop says so", () => {
	it.each<[string, () => unknown]>([
		["getRunningLoop", () => getRunningLoop()],
		["createTask", () => createTask(sleep(1))],
		["gather", () => gather([])],
		["shield", () => shield(sleep(1))],
		["asCompleted", () => asCompleted([])],
		["block", () => block(1)],
		["allTasks", () => allTasks()],
	])("%s", (_what, act) => {
		expect(raisedBy(act)).toEqual(new RuntimeError("no running event loop"));
	});
});

describe("errors", () => {
	it("have asyncio's names, and are Errors", () => {
		const errors = [
			new CancelledError(),
			new InvalidStateError(),
			new BrokenBarrierError(),
			new ValueError(),
		];
		expect(errors.map((error) => [error.name, error instanceof Error])).toEqual([
			["CancelledError", true],
			["InvalidStateError", true],
			["BrokenBarrierError", true],
			["ValueError", true],
		]);
		expect(new BrokenBarrierError()).toBeInstanceOf(RuntimeError);
	});

	const anything: [string, unknown][] = [
		["undefined", undefined],
		["null", null],
		["a text", "text"],
		["0", 0],
		["an object", Object.freeze({ code: 1 })],
	];

	it.each(anything)("may be anything, and come out of each await as they went in: %s", (_what, thrown) => {
		const throwing = coroutine("throwing", function* () {
			yield* sleep(0);
			throw thrown;
		});
		const caught = inLoop(function* () {
			const task = createTask(throwing());
			const raised: unknown[] = [];
			for (const awaitable of [
				throwing(),
				task,
				task,
				gather([throwing()]),
				shield(throwing()),
				waitFor(throwing(), 1),
				timeout(1, throwing),
				new Lock().with(throwing),
				...asCompleted([throwing()]),
			]) {
				raised.push(yield* errorOf(awaitable));
			}
			const [collected] = yield* gather([throwing()], { returnExceptions: true });
			const group = yield* errorOf(
				taskGroup(function* (own) {
					own.createTask(throwing());
				}),
			);
			return [...raised, collected, ...(group as ExceptionGroup).exceptions, task.exception()];
		});
		expect(caught).toEqual(Array.from({ length: 12 }, () => thrown));
	});

	it.each(anything)("come out of run: %s", (_what, thrown) => {
		let caught: unknown = "nothing";
		try {
			run(failure(thrown));
		} catch (error) {
			caught = error;
		}
		expect(caught).toBe(thrown);
	});

	it("that cancel are raised once as the same object, and anew for later askers", () => {
		const same = inLoop(function* () {
			const own = new CancelledError("own");
			const task = createTask(failure(own));
			const first = yield* errorOf(task);
			const second = yield* errorOf(task);
			const third = raisedBy(() => task.result());
			return [first === own, second === own, second instanceof CancelledError, third === second];
		});
		expect(same).toEqual([true, false, true, false]);
	});
});

describe("a coroutine", () => {
	it("can be awaited once only, by whomever", () => {
		const errors = inLoop(function* () {
			const once = coroutine(function* () {
				yield* sleep(1);
				return "once";
			})();
			const result = yield* once;
			return [result, yield* errorOf(once), yield* errorOf(createTask(once))];
		});
		const reused = new RuntimeError("cannot reuse already awaited coroutine");
		expect(errors).toEqual(["once", reused, reused]);
	});

	it("has the name it was given, and a label of name and first argument", () => {
		const fetch = coroutine("fetch", (_url: string, _tries: number) => value(1));
		const nameless = coroutine(() => value(1));
		expect([fetch.name, fetch("a", 1).name, fetch("a", 1).label]).toEqual(["fetch", "fetch", "fetch a"]);
		expect([nameless.name, nameless().name, nameless().label]).toEqual(["", "", ""]);
	});

	it("that a group refuses is closed: awaiting it afterwards is an error, and its body never runs", () => {
		const happened: string[] = [];
		const errors = inLoop(function* () {
			const ended = yield* taskGroup(function* (group): Steps<TaskGroup> {
				return group;
			});
			const refused = coroutine(function* () {
				happened.push("ran");
			})();
			const refusal = raisedBy(() => ended.createTask(refused));
			return [refusal, yield* errorOf(refused)];
		});
		expect(errors).toEqual([
			new RuntimeError("TaskGroup is finished"),
			new RuntimeError("cannot reuse already awaited coroutine"),
		]);
		expect(happened).toEqual([]);
	});

	it("that was closed before it began never runs; once begun, closing changes nothing", () => {
		const log = inLoop(function* () {
			const said: string[] = [];
			const body = coroutine(function* (text: string) {
				yield* sleep(1);
				said.push(text);
			});
			const closed = body("closed");
			closed.close();
			closed.close();
			const error = yield* errorOf(closed);
			const begun = body("begun");
			const task = createTask(begun);
			yield* sleep(0);
			begun.close();
			yield* task;
			return [said, error];
		});
		expect(log).toEqual([["begun"], new RuntimeError("cannot reuse already awaited coroutine")]);
	});
});

describe("sleep(0)", () => {
	const reused = new RuntimeError("cannot reuse already awaited coroutine");

	it("is another each time as long as the one before is not over, and can't be awaited again when it is", () => {
		const told = inLoop(function* () {
			yield* sleep(0);
			const [first, second] = [sleep(0), sleep(0)];
			yield* gather([first, second]);
			const again = [yield* errorOf(first), yield* errorOf(second)];
			yield* sleep(0);
			return [first === second, ...again, yield* errorOf(first), yield* errorOf(second)];
		});
		expect(told).toEqual([false, reused, reused, reused, reused]);
	});

	it("can be made after one that was cancelled, and after one that was closed", () => {
		const told = inLoop(function* () {
			const task = createTask(
				coroutine(function* () {
					yield* errorOf(sleep(0));
					yield* sleep(0);
					sleep(0).close();
					yield* sleep(0);
					return "done";
				})(),
			);
			yield* sleep(0);
			task.cancel();
			return yield* task;
		});
		expect(told).toBe("done");
	});

	it("is none that another task has had", () => {
		const isSame = inLoop(function* () {
			const nap = function* () {
				const one = sleep(0);
				yield* one;
				return one;
			};
			// In its first turns a loop is left after each, and knows nothing of the one before.
			yield* turns(100);
			return (yield* createTask(nap())) === sleep(0);
		});
		expect(isSame).toBe(false);
	});

	const keeping = coroutine(function* () {
		const kept = sleep(0);
		yield* kept;
		const next = sleep(0);
		const raised: string[] = [];
		for (const [name, one] of Object.entries({ kept, next })) {
			try {
				yield* one;
			} catch (error) {
				expect(error).toEqual(reused);
				raised.push(name);
			}
		}
		return raised;
	});

	it("that is over and was kept raises, or, where nobody observes, the one made after it", () => {
		expect([run(keeping(), { observer: new Trace() }), run(keeping())]).toEqual([["kept"], ["next"]]);
	});
});

describe("a task", () => {
	it("is never ended from outside: no finally runs when its loop is left", () => {
		const happened: string[] = [];
		const loop = new EventLoop();
		loop.setExceptionHandler(() => {});
		function* main() {
			createTask(
				(function* () {
					try {
						yield* sleep(10);
					} finally {
						happened.push("finally");
					}
				})(),
			);
			yield* sleep(1);
		}
		loop.runUntilComplete(main());
		loop.close();
		expect(happened).toEqual([]);
	});

	it("that is cancelled before it starts never runs its body, not even a finally around all of it", () => {
		const happened: string[] = [];
		const state = inLoop(function* () {
			const task = createTask(
				(function* () {
					try {
						happened.push("ran");
					} finally {
						happened.push("finally");
					}
				})(),
			);
			task.cancel("early");
			const error = yield* errorOf(task);
			return [task.cancelled(), error];
		});
		expect(state).toEqual([true, new CancelledError("early")]);
		expect(happened).toEqual([]);
	});

	it("may nest thousands of awaits, and an error passes through all of them", () => {
		const deep = coroutine("deep", function* (level: number): Steps<number> {
			if (level > 0) return (yield* deep(level - 1)) + 1;
			yield* sleep(1);
			yield* sleep(1);
			throw new ValueError("from below");
		});
		const [error, time] = inLoop(function* (loop) {
			return [yield* errorOf(deep(2000)), loop.time()];
		});
		expect([error, time]).toEqual([new ValueError("from below"), 2]);
	});
});

describe("what CPython keeps in a set has an order here", () => {
	it("a group cancels its tasks in order of creation", () => {
		const log = inLoop(function* () {
			const said: number[] = [];
			const child = coroutine("child", function* (number: number) {
				try {
					yield* sleep(10);
				} finally {
					said.push(number);
				}
			});
			yield* errorOf(
				taskGroup(function* (group) {
					for (let number = 0; number < 20; number += 1) group.createTask(child(number));
					yield* sleep(1);
					throw new Error("enough");
				}),
			);
			return said;
		});
		expect(log).toEqual(Array.from({ length: 20 }, (_, index) => index));
	});

	it("wait answers in the order given, and asCompleted begins with those that are done in that order", () => {
		const orders = inLoop(function* () {
			const tasks = [3, 1, 2].map((number) => createTask(sleep(0, number)));
			yield* sleep(1);
			const { done } = yield* wait([...tasks].reverse());
			const taken: number[] = [];
			for (const next of asCompleted(tasks)) taken.push(yield* next);
			return [Array.from(done, (task) => task.result()), taken];
		});
		expect(orders).toEqual([
			[2, 1, 3],
			[3, 1, 2],
		]);
	});
});

describe("block", () => {
	it("moves the clock, and nobody else runs meanwhile; what became due runs after, in its order", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			loop.callLater(2, () => said.push(`second at ${loop.time()}`));
			loop.callLater(1, () => said.push(`first at ${loop.time()}`));
			block(3);
			said.push(`blocked until ${loop.time()}`);
			yield* sleep(0.5);
			said.push(`went on at ${loop.time()}`);
			return said;
		});
		expect(log).toEqual(["blocked until 3", "first at 3", "second at 3", "went on at 3.5"]);
	});

	it("of 0 seconds is allowed", () => {
		const time = inLoop(function* (loop) {
			block(0);
			return loop.time();
		});
		expect(time).toBe(0);
	});
});

describe("a PriorityQueue", () => {
	it("compares arrays as Python compares tuples: item by item, the shorter first", () => {
		const queue = new PriorityQueue<readonly (number | string)[]>();
		const items = [[2, "a"], [1, "b", 3], [1, "b"], [], [1, "a", 9], [1]];
		for (const item of items) queue.putNowait(item);
		expect(items.map(() => queue.getNowait())).toEqual([
			[],
			[1],
			[1, "a", 9],
			[1, "b"],
			[1, "b", 3],
			[2, "a"],
		]);
	});
});

describe("a PriorityQueue's items", () => {
	const hint = "put [priority, number, item], with a number of its own for each item";
	const incomparable = (a: string, b: string) =>
		new TypeError(`'<' not supported between instances of '${a}' and '${b}': ${hint}`);

	it("of equal priority have to be comparable, or have a number in between", () => {
		const [a, b, c] = [{ job: "a" }, { job: "b" }, { job: "c" }];
		const tied = new PriorityQueue();
		tied.putNowait([1, a]);
		expect(raisedBy(() => tied.putNowait([1, b]))).toEqual(incomparable("Object", "Object"));
		const numbered = new PriorityQueue();
		for (const item of [
			[1, 0, a],
			[1, 1, b],
			[0, 2, c],
		])
			numbered.putNowait(item);
		expect([numbered.getNowait(), numbered.getNowait(), numbered.getNowait()]).toEqual([
			[0, 2, c],
			[1, 0, a],
			[1, 1, b],
		]);
	});

	it.each<[string, unknown, unknown, Error]>([
		["texts and numbers", "a", 1, incomparable("number", "string")],
		["a list and a number", [1], 1, incomparable("number", "Array")],
		["objects", {}, {}, incomparable("Object", "Object")],
		["null, twice", null, null, incomparable("null", "null")],
		["functions", () => {}, 1, incomparable("number", "function")],
		["maps beside texts, in lists", ["a", new Map()], ["a", "b"], incomparable("string", "Map")],
		["objects without a prototype", Object.create(null), 1, incomparable("number", "object")],
	])("may not be %s", (_what, first, second, error) => {
		const queue = new PriorityQueue();
		queue.putNowait(first);
		expect(raisedBy(() => queue.putNowait(second))).toEqual(error);
	});

	it.each<[string, unknown[]]>([
		["numbers, truths and bigints", [-1, false, 1, 2n, 2.5]],
		["texts", ["", "a", "ab", "b"]],
		["dates", [new Date(1), new Date(2), new Date(3)]],
		[
			"the same object in lists that differ later",
			[
				[sleep, 1],
				[sleep, 2],
				[sleep, 3],
			],
		],
		[
			"not a number in lists, which is itself",
			[
				[Number.NaN, 1],
				[Number.NaN, 2],
			],
		],
		["what is never looked at", [[0, {}], [1, "text"], [2, null], [3]]],
	])("may be %s", (_what, items) => {
		const queue = new PriorityQueue();
		for (const item of [...items].reverse()) queue.putNowait(item);
		expect(items.map(() => queue.getNowait())).toEqual(items);
	});
});

describe("a loop that is closed", () => {
	const closed = () => {
		const loop = new EventLoop();
		loop.runUntilComplete(sleep(1));
		loop.close();
		return loop;
	};

	it.each<[string, (loop: EventLoop) => unknown]>([
		["callSoon", (loop) => loop.callSoon(() => {})],
		["callLater", (loop) => loop.callLater(1, () => {})],
		["callAt", (loop) => loop.callAt(1, () => {})],
		["createTask", (loop) => loop.createTask(sleep(1))],
		["runUntilComplete", (loop) => loop.runUntilComplete(sleep(1))],
	])("can't be used again, by %s", (_what, use) => {
		expect(raisedBy(() => use(closed()))).toEqual(new RuntimeError("Event loop is closed"));
	});

	it("can be closed again, and still has its time", () => {
		const loop = closed();
		loop.close();
		expect([loop.time(), loop.isRunning(), loop.createFuture().done()]).toEqual([1, false, false]);
	});

	it("is also that of a run that has ended, which somebody has kept", () => {
		const loop = run(
			coroutine("main", function* () {
				return getRunningLoop();
			})(),
		);
		expect(raisedBy(() => loop.callSoon(() => {}))).toEqual(new RuntimeError("Event loop is closed"));
	});

	it("reports what is left once", () => {
		const told: string[] = [];
		const loop = new EventLoop();
		loop.setExceptionHandler((_loop, { message }) => told.push(message));
		loop.createTask(sleep(1));
		loop.close();
		loop.close();
		expect(told).toEqual(["Task was destroyed but it is pending!"]);
	});
});

describe("a loop that runs", () => {
	const refusal = new RuntimeError("Cannot close a running event loop");

	it("can't be closed, and goes on: by main, by a callback", () => {
		const raised: unknown[] = [];
		const result = inLoop(function* (loop) {
			raised.push(raisedBy(() => loop.close()));
			loop.callSoon(() => raised.push(raisedBy(() => loop.close())));
			yield* sleep(1);
			return loop.time();
		});
		expect([raised, result]).toEqual([[refusal, refusal], 1]);
	});

	it("can't be closed from outside between two turns on the wall clock", async () => {
		let loop: EventLoop | null = null;
		const running = runLive(
			coroutine("main", function* () {
				loop = getRunningLoop();
				yield* sleep(1);
			})(),
			{ speed: 100 },
		);
		expect(raisedBy(() => (loop as EventLoop | null)?.close())).toEqual(refusal);
		await running;
	});
});

describe("random.randint", () => {
	it.each<[number, number, string]>([
		[5, 1, "empty range in randrange(5, 2)"],
		[5, 4, "empty range in randrange(5, 5)"],
		[-1, -5, "empty range in randrange(-1, -4)"],
	])("from %d to %d is from nothing", (a, b, message) => {
		expect(raisedInLoop(() => random.randint(a, b))).toEqual(new ValueError(message));
		expect(raisedBy(() => new Random(1).randint(a, b))).toEqual(new ValueError(message));
	});

	it.each([
		[1.5, 3, "number 1.5"],
		[1, 2.5, "number 2.5"],
		[1, Number.NaN, "number NaN"],
		[1, Number.POSITIVE_INFINITY, "number Infinity"],
	])("takes whole numbers: not %d to %d", (a, b, kind) => {
		expect(raisedInLoop(() => random.randint(a, b))).toEqual(
			new TypeError(`randint takes whole numbers, not ${kind}`),
		);
	});

	it("from a number to itself is that number", () => {
		expect(
			inLoop(function* () {
				return [random.randint(3, 3), random.randint(0, 0)];
			}),
		).toEqual([3, 0]);
	});
});

describe("an instance", () => {
	it("of Task is a Future, and gather's, shield's and createFuture's answers are too", () => {
		const kinds = inLoop(function* (loop) {
			const made = [createTask(sleep(0)), gather([]), shield(sleep(0)), loop.createFuture("label")];
			return made.map((one) => one instanceof Future);
		});
		expect(kinds).toEqual([true, true, true, true]);
	});
});
