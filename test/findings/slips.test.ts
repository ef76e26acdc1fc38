// What people slip on: told in their own terms, at the line of the slip.
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { History } from "../../src/history/history.ts";
import type { Recorded } from "../../src/recording/record.ts";
import type { ErrorText } from "../../src/runtime/index.ts";
import {
	asCompleted,
	Barrier,
	block,
	Condition,
	type Coroutine,
	coroutine,
	createTask,
	Event,
	fromPromise,
	gather,
	LifoQueue,
	Lock,
	PriorityQueue,
	Queue,
	random,
	run,
	Semaphore,
	shield,
	sleep,
	taskGroup,
	timeout,
	timeoutAt,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";
import { foundIn, recordingOf } from "./found.ts";
import { marksOf } from "./marks.ts";

const marks = marksOf(import.meta.url);

const PROMISE = "A promise is awaited with fromPromise(() => …), under runLive";
const RETURN = "the function called has to return what is to be awaited";
const AWAITS = "yield* awaits a coroutine, a task or a future";

const job = coroutine("job", function* (number: number | string) {
	yield* sleep(1);
	return number;
});

type Anything = Coroutine<unknown>;

/** As its types refuse it. */
function loose(take: unknown): (...given: unknown[]) => never {
	return take as (...given: unknown[]) => never;
}

/** As it is given by who does not know better, or writes JavaScript. */
const wrong = (given: unknown) => given as never;

/** The error with which a program ends: its text, what the engine said, and the line; where nothing else is found. */
function slipIn(body: () => Generator<unknown, unknown, never>) {
	const program = coroutine("main", body as () => Generator<unknown, unknown, unknown>);
	const recording = recordingOf(program);
	const { place, cause } = raisedIn(recording);
	const said = cause === undefined ? {} : { engine: cause.message };
	return { text: textOf(recording), ...said, place, others: foundIn(program).map(({ text }) => text) };
}

function raisedIn(recording: Recorded): ErrorText {
	const { outcome } = new History(recording);
	if (outcome.kind !== "raised") throw new Error(`it ${outcome.kind}`);
	return outcome.error;
}

function textOf(recording: Recorded): string {
	const { name, message } = raisedIn(recording);
	return `${name}: ${message}`;
}

function slip(text: string, mark: string, more: object = {}) {
	return { text, place: marks.place(mark), others: [], ...more };
}

describe("awaitables given one by one, where an array is taken", () => {
	it("are told back as an array: gather of coroutines", () => {
		const told = slipIn(function* () {
			yield* loose(gather)(job(1), job("a"), job(3)) as Anything; // gathers one by one
		});
		expect(told).toEqual(
			slip('TypeError: gather takes an array: gather([job(1), job("a"), job(3)])', "gathers one by one"),
		);
	});

	it("are told back as an array: gather with options, in a coroutine deeper down", () => {
		const fetchAll = coroutine("fetchAll", function* () {
			yield* sleep(1);
			return gather(wrong(job(1)), { returnExceptions: true }); // gathers one
		});
		const told = slipIn(function* () {
			yield* fetchAll();
		});
		expect(told).toEqual(slip("TypeError: gather takes an array: gather([job(1)])", "gathers one"));
	});

	it("are told back as an array: asCompleted", () => {
		const told = slipIn(function* () {
			for (const next of loose(asCompleted)(job(1), job(2)) as Anything[]) yield* next; // goes through them
		});
		expect(told).toEqual(
			slip("TypeError: asCompleted takes an array: asCompleted([job(1), job(2)])", "goes through them"),
		);
	});

	it("are told back as an array: wait for tasks", () => {
		const told = slipIn(function* () {
			const [one, other] = [createTask(job(1)), createTask(job(2))];
			yield* gather([one, other]);
			yield* loose(wait)(one, other) as Anything; // waits for two
		});
		expect(told).toEqual(slip("TypeError: wait takes an array: wait([first, second])", "waits for two"));
	});

	it.each<[string, () => unknown, string]>([
		["nothing", () => loose(gather)(), "gather takes an array, not undefined: gather([first, second])"],
		["a text", () => gather(wrong("ab")), "gather takes an array, not string ab: gather([first, second])"],
		[
			"a generator",
			() => gather(wrong((function* () {})())),
			"gather takes an array, not a generator: gather([first, second])",
		],
		[
			"a promise",
			() => asCompleted(wrong(Promise.resolve())),
			"asCompleted takes an array, not Promise: asCompleted([first, second])",
		],
		[
			"a flag for options",
			() => gather([], wrong(true)),
			"the options of gather are an object, not boolean true: gather([…], { returnExceptions: true })",
		],
		[
			"a number for options",
			() => asCompleted([], wrong(5)),
			"the options of asCompleted are an object, not number 5: asCompleted([…], { timeout: 1 })",
		],
		[
			"a text for options",
			() => wait([], wrong("FIRST_COMPLETED")),
			'the options of wait are an object, not string FIRST_COMPLETED: wait([…], { timeout: 1, returnWhen: "FIRST_COMPLETED" })',
		],
	])("may be %s", (_what, call, text) => {
		const told = slipIn(function* () {
			call();
		});
		expect(told.text).toBe(`TypeError: ${text}`);
	});
});

describe("what yield* can't await", () => {
	const promise = Promise.resolve(1);
	const nothing = (() => {}) as () => undefined;
	const sources = { missing: undefined };

	it.each<[string, () => Generator<unknown, unknown, never>, string, string]>([
		[
			"a promise that a call answers",
			function* () {
				yield* Promise.resolve(1) as never as Anything; // awaits a promise
			},
			`${AWAITS}, and was given none. ${PROMISE}; ${RETURN}`,
			"awaits a promise",
		],
		[
			"a promise in a variable",
			function* () {
				yield* promise as never as Anything; // awaits a kept promise
			},
			`${AWAITS}, not an object. ${PROMISE}`,
			"awaits a kept promise",
		],
		[
			"nothing, which a function answers",
			function* () {
				yield* sleep(1);
				yield* nothing() as never as Anything; // awaits nothing
			},
			`${AWAITS}, and was given none. ${PROMISE}; ${RETURN}`,
			"awaits nothing",
		],
		[
			"nothing, in an object",
			function* () {
				yield* sources.missing as never as Anything; // awaits what is missing
			},
			`${AWAITS}, and was given none. ${PROMISE}; ${RETURN}`,
			"awaits what is missing",
		],
		[
			"undefined in a variable",
			function* () {
				const result = nothing();
				yield* result as never as Anything; // awaits undefined
			},
			`${AWAITS}, not undefined: ${RETURN}`,
			"awaits undefined",
		],
		[
			"null",
			function* () {
				const found = null;
				yield* found as never as Anything; // awaits null
			},
			`${AWAITS}, not null: ${RETURN}`,
			"awaits null",
		],
		[
			"a coroutine function that was not called",
			function* () {
				yield* job as never as Anything; // awaits a function
			},
			`${AWAITS}, not a function: call it`,
			"awaits a function",
		],
		[
			"a number",
			function* () {
				const seconds = 5;
				yield* seconds as never as Anything; // awaits a number
			},
			`${AWAITS}, not number 5`,
			"awaits a number",
		],
	])("is told in our words: %s", (_what, body, text, mark) => {
		const { engine, ...told } = slipIn(body) as ReturnType<typeof slipIn> & { engine: string };
		expect(told).toEqual(slip(`TypeError: ${text}`, mark));
		expect(engine).toMatch(/is not iterable/);
	});

	it.each<[string, () => Generator<unknown, unknown, never>, string, string]>([
		[
			"tasks",
			function* () {
				const tasks = [createTask(job(1)), createTask(job(2))];
				yield* gather(tasks);
				yield* tasks as never as Anything; // awaits an array of tasks
			},
			`${AWAITS}, not a list of them: yield* gather([…]) awaits several`,
			"awaits an array of tasks",
		],
		[
			"a set of futures",
			function* () {
				const future = gather([]);
				yield* future;
				yield* new Set([future]) as never as Anything; // awaits a set
			},
			`${AWAITS}, not a list of them: yield* gather([…]) awaits several`,
			"awaits a set",
		],
		[
			"a text",
			function* () {
				yield* "text" as never as Anything; // awaits a text
			},
			`${AWAITS}, not a text or a list`,
			"awaits a text",
		],
		[
			"numbers",
			function* () {
				yield* [1, 2] as never as Anything; // awaits numbers
			},
			`${AWAITS}, not a text or a list`,
			"awaits numbers",
		],
	])("may be a list: %s", (_what, body, text, mark) => {
		expect(slipIn(body)).toEqual(
			slip(`TypeError: ${text}`, mark, { engine: "The iterator does not provide a 'throw' method." }),
		);
	});

	it("is told as such to who catches the error outside of the coroutine, and as the engine's inside", () => {
		const caught: unknown[] = [];
		const inner = coroutine("inner", function* () {
			yield* promise as never as Anything;
		});
		const careful = coroutine("careful", function* () {
			try {
				yield* promise as never as Anything;
			} catch (error) {
				caught.push((error as Error).message);
			}
		});
		const program = coroutine("main", function* () {
			for (const attempt of [inner, careful, () => createTask(inner())]) {
				try {
					yield* attempt();
				} catch (error) {
					caught.push((error as Error).message);
				}
			}
		});
		expect(foundIn(program)).toEqual([]);
		expect(caught).toEqual([
			`${AWAITS}, not an object. ${PROMISE}`,
			"object is not iterable (cannot read property Symbol(Symbol.iterator))",
			`${AWAITS}, not an object. ${PROMISE}`,
		]);
	});

	it.each<[string, () => unknown, RegExp]>([
		["destructures nothing", () => (([one]: number[]) => one)(wrong(undefined)), /is not iterable/],
		["makes a map of a number", () => new Map(wrong(5)), /^number 5 is not iterable/],
		["makes an array of nothing", () => Array.from(wrong(undefined)), /^undefined is not iterable/],
		[
			"loops over an object",
			() => {
				for (const one of wrong({}) as number[]) expect(one).toBe("never");
			},
			/is not iterable/,
		],
		["spreads nothing", () => Math.max(...(wrong(undefined) as number[])), /is not iterable|Spread syntax/],
		["calls what is none", () => (wrong({}) as { f(): void }).f(), /is not a function/],
	])("is not to be confused with other mistakes: who %s is told what the engine says", (_what, act, text) => {
		const told = slipIn(function* () {
			act();
		});
		expect(told.text.slice("TypeError: ".length)).toMatch(text);
		expect(told.text).not.toMatch(/yield/);
		expect(told).not.toHaveProperty("engine");
	});

	it("where nobody keeps stacks, is told so that it holds of other mistakes as well", () => {
		const texts = [
			function* () {
				yield* promise as never as Anything;
			},
			function* () {
				new Map(wrong(5));
			},
		].map((body) => textOf(recordingOf(coroutine("main", body), { places: false })));
		expect(texts).toEqual([
			`TypeError: object is not iterable (cannot read property Symbol(Symbol.iterator)). ${AWAITS}`,
			`TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator)). ${AWAITS}`,
		]);
	});

	it("an empty array goes on unseen", () => {
		expect(
			foundIn(function* () {
				yield* [] as never as Anything;
			}),
		).toEqual([]);
	});
});

describe("what is yielded without a star", () => {
	const BARE = `${AWAITS}, and a bare yield gives up one turn`;
	// As the platform loads it: what tests are made of has other lines when it runs.
	const programs: Record<string, (library: object) => Generator<unknown, unknown, never>> = runInThisContext(
		`({
			*promise({ sleep }) {
				yield* sleep(1);
				yield Promise.resolve(1);
			},
			*tasks({ createTask, sleep }) {
				const tasks = [createTask(sleep(1)), createTask(sleep(2))];
				yield* sleep(3);
				yield tasks;
			},
			*text() {
				if ((yield "text") === 1) return;
			},
			*inside({ coroutine, sleep }) {
				const inner = coroutine("inner", function* () {
					yield null;
				});
				yield* sleep(1);
				yield* inner();
			},
			*task({ createTask, sleep }) {
				const task = createTask(sleep(1));
				yield* task;
				yield task;
			},
		})`,
		{ filename: join(import.meta.dirname, "yields.mjs") },
	);

	it.each<[string, string, number]>([
		["promise", `Task got bad yield: Promise. ${PROMISE}`, 4],
		["tasks", "Task got bad yield: Array. To await several: yield* gather([…])", 9],
		["text", `Task got bad yield: string text. ${BARE}`, 12],
		["inside", `Task got bad yield: null. ${BARE}`, 16],
		["task", "yield was used instead of yield* with a future", 24],
	])("is told of at its line: %s", (name, text, line) => {
		const program = programs[name] as NonNullable<(typeof programs)[string]>;
		const told = slipIn(() => program({ coroutine, createTask, sleep }));
		const place = { file: "yields.mjs", line, column: expect.any(Number) };
		expect(told).toEqual({ text: `RuntimeError: ${text}`, place, others: [] });
	});

	it("has no line in the sixth that is refused, since looking for it takes long, and goes on", () => {
		const caught: unknown[] = [];
		const program = coroutine("main", function* () {
			for (let number = 0; number < 12; number += 1) {
				try {
					yield number;
				} catch (error) {
					caught.push(error);
				}
			}
			throw caught.at(-1);
		});
		const { name, message, place } = raisedIn(recordingOf(program));
		expect([name, message, place]).toEqual([
			"RuntimeError",
			`Task got bad yield: number 11. ${BARE}`,
			undefined,
		]);
	});
});

describe("what is taken for a body", () => {
	/** All that take one. */
	const takers: [string, (body: unknown) => unknown][] = [
		["coroutine fetch", (body) => coroutine("fetch", wrong(body))], // coroutine fetch
		["timeout", (body) => timeout(1, wrong(body))], // timeout
		["timeoutAt", (body) => timeoutAt(1, wrong(body))], // timeoutAt
		["taskGroup", (body) => taskGroup(wrong(body))], // taskGroup
		["lock.with", (body) => new Lock().with(wrong(body))], // lock.with
		["semaphore.with", (body) => new Semaphore().with(wrong(body))], // semaphore.with
		["condition.with", (body) => new Condition().with(wrong(body))], // condition.with
	];
	const told = (what: string, rest: string) =>
		slip(`TypeError: ${what} takes a generator function, not ${rest}`, what);

	function slipOf(take: (body: unknown) => unknown, body: () => unknown) {
		return slipIn(function* () {
			yield* sleep(1);
			take(body());
		});
	}

	it.each(takers)("is refused where it is given, async or called already: by %s", (what, take) => {
		const async = "an async one: write function* () { … }, and yield* for await";
		const generator = "a generator: leave out the (), so that it is not called yet";
		expect(slipOf(take, () => async () => {})).toEqual(told(what, async));
		expect(slipOf(take, () => async function* () {})).toEqual(told(what, async));
		expect(slipOf(take, () => (function* () {})())).toEqual(told(what, generator));
		expect(slipOf(take, () => job(1))).toEqual(told(what, "coroutine job 1: write () => job(1)"));
		expect(slipOf(take, () => job("/a b"))).toEqual(
			told(what, 'coroutine job /a b: write () => job("/a b")'),
		);
		expect(slipOf(take, () => gather([]).result())).toEqual(told(what, "Array: function* () { … }"));
		expect(slipOf(take, () => undefined)).toEqual(told(what, "undefined: function* () { … }"));
	});

	it.each(takers)("may answer what can't be awaited: of %s", (what, take) => {
		for (const [answer, kind] of [
			[undefined, "undefined"],
			[Promise.resolve(), "Promise"],
			[[sleep], "Array"],
		]) {
			const program = coroutine("main", function* () {
				const made = take(() => answer) as typeof job;
				yield* typeof made === "function" ? made(1) : (made as never);
			});
			const { errors, ...error } = raisedIn(recordingOf(program));
			const { name, message } = errors?.[0] ?? error;
			const body = what.replace("timeoutAt", "timeout");
			expect(`${name}: ${message}`).toBe(
				`TypeError: the body of ${body} answered ${kind}, which can't be awaited: write function* () { … }`,
			);
		}
	});

	it("may be an arrow function that answers a coroutine, also of a coroutine function", () => {
		const program = coroutine("main", function* () {
			const again = coroutine("again", (number: number) => wrong(job(number)));
			const results = [
				yield* again(1),
				yield* again(2),
				yield* timeout(5, () => again(3)),
				yield* createTask(again(4)),
			];
			return results.join();
		});
		const history = new History(recordingOf(program));
		expect([Array.from(history.tasks(), ({ ending }) => ending), foundIn(program)]).toEqual([
			[
				{ how: "returned", value: "1,2,3,4" },
				{ how: "returned", value: 4 },
			],
			[],
		]);
	});

	it("comes after the name", () => {
		const body = function* () {};
		const told = slipIn(function* () {
			coroutine(wrong(body), wrong("fetch")); // names it last
		});
		const text = 'TypeError: the name of a coroutine comes first: coroutine("name", function* () { … })';
		expect(told).toEqual(slip(text, "names it last"));
	});
});

describe("options and numbers of a wrong kind", () => {
	const name = 'are an object, not string pen: { name: "pen" }';
	it.each<[string, () => unknown, string]>([
		["new Lock", () => new Lock(wrong("pen")), `the options of a lock ${name}`],
		["new Event", () => new Event(wrong("pen")), `the options of an event ${name}`],
		["new Semaphore", () => new Semaphore(1, wrong("pen")), `the options of a semaphore ${name}`],
		["new Barrier", () => new Barrier(1, wrong("pen")), `the options of a barrier ${name}`],
		["new Queue", () => new Queue(1, wrong("pen")), `the options of a queue ${name}`],
		["new LifoQueue", () => new LifoQueue(1, wrong("pen")), `the options of a queue ${name}`],
		[
			"new Condition, after a lock",
			() => new Condition(new Lock(), wrong("pen")),
			`the options of a condition ${name}`,
		],
		[
			"new Condition",
			() => new Condition(wrong("pen")),
			'a condition\'s lock is a Lock or null, not string pen: new Condition(null, { name: "pen" })',
		],
		[
			"new PriorityQueue",
			() => new PriorityQueue(wrong("pen")),
			'a queue\'s maxsize is a number, not string pen: new Queue(0, { name: "pen" })',
		],
		[
			"new Semaphore, first",
			() => new Semaphore(wrong("pen")),
			'a semaphore\'s value is a number, not string pen: new Semaphore(1, { name: "pen" })',
		],
		["new Barrier, of text", () => new Barrier(wrong("2")), "a barrier's parties are a number, not string 2"],
		[
			"createTask",
			() => createTask(job(1), wrong("worker")),
			'the options of a task are an object, not string worker: createTask(job(), { name: "worker" })',
		],
		[
			"coroutine",
			() => coroutine("f", function* () {}, wrong("f")),
			'the options of coroutine f are an object, not string f: coroutine("f", body, { label: () => "f" })',
		],
		[
			"label",
			() => coroutine("f", function* () {}, { label: wrong("x") }),
			'a coroutine\'s label is a function of its arguments, not string x: { label: () => "x" }',
		],
		[
			"sleep",
			() => sleep(wrong("1")),
			"a delay is a number of seconds, not string 1: Number(text) makes one of a text",
		],
		[
			"timeout",
			() => timeout(wrong("1"), () => job(1)),
			"a timeout is a number of seconds, not string 1: Number(text) makes one of a text",
		],
		[
			"timeout, the wrong way round",
			() =>
				timeout(
					wrong(() => job(1)),
					wrong(1),
				),
			"a timeout is a number of seconds, not function without a name: the seconds come first",
		],
		["timeoutAt", () => timeoutAt(wrong({}), () => job(1)), "a time is a number of seconds, not Object"],
		[
			"wait",
			() => wait([], { timeout: wrong("1") }),
			"a timeout is a number of seconds, not string 1: Number(text) makes one of a text",
		],
		[
			"asCompleted",
			() => asCompleted([], { timeout: wrong("1") }),
			"a timeout is a number of seconds, not string 1: Number(text) makes one of a text",
		],
		[
			"waitFor",
			() => waitFor(gather([]), wrong("1")),
			"a limit is a number of seconds, not string 1: Number(text) makes one of a text",
		],
		[
			"block",
			() => block(wrong("1")),
			"the length of a blocking call is a number of seconds, not string 1: Number(text) makes one of a text",
		],
		["randint", () => random.randint(wrong("1"), 2), "randint takes whole numbers, not string 1"],
		[
			"fromPromise",
			() => fromPromise(wrong(Promise.resolve())),
			"fromPromise takes a function that answers a promise, not Promise: fromPromise(() => …)",
		],
	])("are told of where they are given: %s", (_what, give, text) => {
		const { others, ...told } = slipIn(function* () {
			give();
		});
		expect(told).toEqual({
			text: `TypeError: ${text}`,
			place: { file: "slips.test.ts", line: expect.any(Number), column: expect.any(Number) },
		});
	});

	it("are told of before anything is done", () => {
		const told = slipIn(function* () {
			yield* sleep(1);
			new Lock(wrong("pen")); // names a lock
		});
		expect(told).toEqual(slip(`TypeError: the options of a lock ${name}`, "names a lock"));
	});
});

describe("what no task can be made of", () => {
	const refused = (kind: string, hint: string) => `TypeError: a coroutine was expected, not ${kind}${hint}`;
	const ASYNC = " (write function* instead, and yield* for await)";

	it.each<[string, () => unknown, string]>([
		[
			"an async function",
			() => createTask(wrong(async () => {})),
			refused("async function without a name", ASYNC),
		],
		[
			"an async generator",
			() => createTask(wrong((async function* () {})())),
			refused("an async generator", ASYNC),
		],
		[
			"a generator function",
			() => createTask(wrong(function* work() {})),
			refused("function work", " (call it: what it answers is the coroutine)"),
		],
		[
			"a promise, gathered",
			() => gather([wrong(Promise.resolve())]),
			refused("Promise", ` (a${PROMISE.slice(1)})`),
		],
		["an array", () => shield(wrong([])), refused("Array", " (gather([…]) takes several)")],
		[
			"a gather",
			() => createTask(wrong(gather([]))),
			refused("Future", " (it runs already: yield* awaits it)"),
		],
	])("is told of where it is given: %s", (_what, give, text) => {
		const told = slipIn(function* () {
			give(); // gives no coroutine
		});
		expect(told.text).toBe(text);
		expect(told.place).toEqual(expect.objectContaining({ file: "slips.test.ts" }));
	});

	it("is told of where it is awaited, by waitFor", () => {
		const told = slipIn(function* () {
			yield* waitFor(wrong(Promise.resolve()), 1); // limits a promise
		});
		expect(told).toEqual(slip(refused("Promise", ` (a${PROMISE.slice(1)})`), "limits a promise"));
	});

	it.each<[string, () => unknown]>([
		["an async function", async () => {}],
		["what an async generator function answers", async function* () {}.bind(null)],
	])("is no main either, and ends at once: %s", (_what, make) => {
		const given = _what === "an async function" ? make : make();
		expect(() => run(wrong(given), { maxTurns: 10 })).toThrow(TypeError);
	});
});
