import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import { Trace } from "../../src/recording/trace.ts";
import {
	Condition,
	coroutine,
	createTask,
	EventLoop,
	gather,
	getRunningLoop,
	Lock,
	RuntimeError,
	run,
	sleep,
	taskGroup,
	timeout,
} from "../../src/runtime/index.ts";
import { foundIn, header } from "./found.ts";
import { marksOf } from "./marks.ts";

const marks = marksOf(import.meta.url);

const neverAwaited = {
	kind: "never-awaited",
	wayOut: "await it with yield*, or make a task of it with createTask",
} as const;

const awaitedTwice = {
	kind: "awaited-twice",
	at: 0,
	wayOut: "call the coroutine function again for every try, or await one task several times",
} as const;

const fetch = coroutine("fetch", function* (_url: string) {
	yield* sleep(1);
});

describe("a coroutine that nobody awaits", () => {
	it("is named at the end of the run, with who made it, and where", () => {
		const program = coroutine("main", function* () {
			fetch("a"); // main forgets a fetch
			const child = coroutine("child", function* () {
				yield* sleep(1);
				fetch("b"); // the child forgets a fetch
			});
			yield* child();
			yield* sleep(1);
		});
		const made = { ...neverAwaited, task: "main", at: 2 };
		expect(foundIn(program)).toEqual([
			{
				...made,
				text: "coroutine fetch a was never awaited: nothing of it has run",
				place: marks.place("main forgets a fetch"),
			},
			{
				...made,
				text: "coroutine fetch b was never awaited: nothing of it has run",
				place: marks.place("the child forgets a fetch"),
			},
		]);
	});

	it("may be one of the runtime's own, or have no name", () => {
		const nameless = coroutine(function* () {});
		const program = coroutine("main", function* () {
			sleep(1); // a sleep
			new Lock().acquire(); // a lock
			new Condition().wait(); // a condition
			nameless(); // a nameless one
			timeout(1, function* () {}); // a timeout
		});
		const names = [
			"coroutine sleep",
			"coroutine Lock.acquire",
			"coroutine Condition.wait",
			"a coroutine without a name",
			"coroutine timeout of 1 s",
		];
		const places = ["a sleep", "a lock", "a condition", "a nameless one", "a timeout"];
		expect(foundIn(program)).toEqual(
			names.map((name, index) => ({
				...neverAwaited,
				task: "main",
				at: 0,
				text: `${name} was never awaited: nothing of it has run`,
				place: marks.place(places[index] as string),
			})),
		);
	});

	it("is reported of a callback too, which is no task", () => {
		const program = coroutine("main", function* () {
			getRunningLoop().callSoon(() => {
				fetch("c"); // a callback forgets a fetch
			});
			yield* sleep(1);
		});
		expect(foundIn(program)).toEqual([
			{
				...neverAwaited,
				task: null,
				at: 1,
				text: "coroutine fetch c was never awaited: nothing of it has run",
				place: marks.place("a callback forgets a fetch"),
			},
		]);
	});

	it("is reported also where the run ends with an error, after it", () => {
		const program = coroutine("main", function* () {
			fetch("d"); // main forgets, and fails
			throw new Error("no more");
		});
		expect(foundIn(program)).toEqual([
			{
				...neverAwaited,
				task: "main",
				at: 0,
				text: "coroutine fetch d was never awaited: nothing of it has run",
				place: marks.place("main forgets, and fails"),
			},
		]);
	});

	it("is none that was closed, refused by a group, made a task, or given to gather", () => {
		const refused: unknown[] = [];
		const program = coroutine("main", function* () {
			fetch("closed").close();
			const ended = yield* taskGroup(function* (group) {
				return group;
			});
			try {
				ended.createTask(fetch("refused"));
			} catch (error) {
				refused.push(error);
			}
			createTask(fetch("cancelled")).cancel();
			yield* gather([fetch("given"), createTask(fetch("task"))]);
		});
		expect(foundIn(program)).toEqual([]);
		expect(refused).toEqual([new RuntimeError("TaskGroup is finished")]);
	});

	it("is none whose task has not run when the loop is left", () => {
		const trace = new Trace();
		const loop = new EventLoop({ observer: trace });
		loop.runUntilComplete(coroutine("main", function* () {})());
		loop.createTask(fetch("e"), { name: "late" });
		loop.close();
		const found = findingsOf(new History({ header, facts: trace.facts, end: null }));
		expect(found.map(({ kind, task }) => [kind, task])).toEqual([["pending-at-end", "late"]]);
	});
});

describe("a coroutine that is awaited twice", () => {
	it("raises, and is named with who awaited it, and where", () => {
		const raised: unknown[] = [];
		const program = coroutine("main", function* () {
			const once = fetch("a");
			yield* once;
			try {
				yield* once; // main awaits it again
			} catch (error) {
				raised.push(error);
			}
		});
		expect(foundIn(program)).toEqual([
			{
				...awaitedTwice,
				at: 1,
				task: "main",
				text: "coroutine fetch a was awaited a second time",
				place: marks.place("main awaits it again"),
			},
		]);
		expect(raised).toEqual([new RuntimeError("cannot reuse already awaited coroutine")]);
	});

	it("may not be done yet", () => {
		const raised: unknown[] = [];
		const program = coroutine("main", function* () {
			const shared = fetch("b");
			const first = createTask(shared, { name: "first" });
			yield* sleep(0);
			try {
				yield* shared; // main awaits what a task runs
			} catch (error) {
				raised.push(error);
			}
			yield* first;
		});
		expect(foundIn(program)).toEqual([
			{
				...awaitedTwice,
				task: "main",
				text: "coroutine fetch b was awaited a second time",
				place: marks.place("main awaits what a task runs"),
			},
		]);
		expect(raised).toEqual([new RuntimeError("coroutine is being awaited already")]);
	});

	it("by a task of its own fails that task, which is where it was made", () => {
		const raised: unknown[] = [];
		const program = coroutine("main", function* () {
			const shared = fetch("c");
			createTask(shared, { name: "first" });
			const second = createTask(shared, { name: "second" }); // the second task is made
			yield* sleep(2);
			raised.push(second.exception());
		});
		expect(foundIn(program)).toEqual([
			{
				...awaitedTwice,
				task: "second",
				text: "coroutine fetch c was awaited a second time",
				place: marks.place("the second task is made"),
			},
		]);
		expect(raised).toEqual([new RuntimeError("coroutine is being awaited already")]);
	});
});

describe("without an observer", () => {
	it("coroutines that nobody awaits cost nothing and are not told of", () => {
		const program = coroutine("main", function* () {
			fetch("a");
			return "done";
		});
		expect(run(program())).toBe("done");
	});
});
