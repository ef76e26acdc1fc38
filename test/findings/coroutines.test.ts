import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/findings/findings.ts";
import { missingPlaces } from "../../src/findings/missing-places.ts";
import { History } from "../../src/history/history.ts";
import { Trace } from "../../src/recording/trace.ts";
import {
	asCompleted,
	type Body,
	Condition,
	coroutine,
	createTask,
	EventLoop,
	type Future,
	gather,
	getRunningLoop,
	Lock,
	RuntimeError,
	run,
	shield,
	sleep,
	type Task,
	taskGroup,
	timeout,
	timeoutAt,
	ValueError,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";
import { foundIn, header, recordingOf } from "./found.ts";
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

describe("a gather, a shield or an asCompleted that nobody awaits", () => {
	const fails = coroutine("fails", function* () {
		yield* sleep(0.5);
		throw new ValueError("bad");
	});
	const gatherOut = "await it: yield* gather([…])";
	const told = (text: string, mark: string, at: number, wayOut = gatherOut) => ({
		kind: "never-awaited",
		task: "main",
		at,
		text,
		place: marks.place(mark),
		wayOut,
	});

	it("is named with what it stands for, where main ends before it, is cancelled with it", () => {
		const program = coroutine("main", function* () {
			gather([fetch("a"), fetch("b")]); // main gathers two
			yield* sleep(0);
		});
		expect(foundIn(program).filter(({ kind }) => kind !== "pending-at-end")).toEqual([
			told("gather of fetch a and fetch b was never awaited", "main gathers two", 0),
		]);
	});

	it("is named where all of it has ended before main, and what became of it", () => {
		const program = coroutine("main", function* () {
			gather([fetch("a"), fetch("b"), sleep(0), sleep(1), sleep(1)]); // main gathers five
			gather([fetch("c"), fails()]); // main gathers what fails
			gather([]); // main gathers nothing
			yield* sleep(2);
		});
		expect(foundIn(program)).toEqual([
			told("gather of fetch a, fetch b, sleep and 2 more was never awaited", "main gathers five", 2),
			told(
				"gather of fetch c and fails was never awaited, and its error is lost: ValueError: bad",
				"main gathers what fails",
				2,
			),
			told("gather of nothing was never awaited", "main gathers nothing", 2),
		]);
	});

	it("may stand for futures, and be made by another than main", () => {
		const program = coroutine("main", function* () {
			const child = coroutine("child", function* () {
				const future = getRunningLoop().createFuture<void>();
				const shielded = shield(createTask(fetch("a"))); // the child shields
				gather([future, shielded]); // the child gathers
				shield(fetch("b")); // the child shields another
				asCompleted([fetch("c"), future]); // the child wants what is done first
				yield* sleep(1);
				future.setResult();
			});
			yield* child();
			yield* sleep(1);
		});
		expect(foundIn(program)).toEqual([
			told("gather of 2 futures was never awaited", "the child gathers", 2),
			told(
				"shield of fetch b was never awaited",
				"the child shields another",
				2,
				"await it: yield* shield(…)",
			),
			told(
				"asCompleted of fetch c and a future was never awaited",
				"the child wants what is done first",
				2,
				"await what it gives: for (const next of asCompleted([…])) yield* next",
			),
		]);
	});

	it.each<[string, (made: Future<unknown>) => Body<unknown>]>([
		[
			"awaited",
			function* (made) {
				yield* made;
			},
		],
		[
			"awaited when it was done",
			function* (made) {
				yield* sleep(3);
				yield* made;
			},
		],
		[
			"asked for its result",
			function* (made) {
				yield* sleep(3);
				made.result();
			},
		],
		[
			"listened to",
			function* (made) {
				made.addDoneCallback(() => {});
				yield* sleep(3);
			},
		],
		[
			"gathered itself, when it was done",
			function* (made) {
				yield* sleep(3);
				yield* gather([made]);
			},
		],
		[
			"waited for",
			function* (made) {
				yield* wait([made]);
			},
		],
		[
			"limited",
			function* (made) {
				yield* waitFor(made, 5);
			},
		],
		[
			"shielded",
			function* (made) {
				yield* shield(made);
			},
		],
		[
			"cancelled",
			function* (made) {
				made.cancel();
				yield* sleep(3);
			},
		],
	])("is none that was %s", (_what, deal) => {
		const makers = [() => gather([fetch("a"), fetch("b")]), () => shield(fetch("a")), () => gather([])];
		for (const make of makers) expect(foundIn(coroutine("main", () => deal(make())))).toEqual([]);
	});

	it("is none whose error nobody asked for though somebody listened: that is told of by itself", () => {
		const program = coroutine("main", function* () {
			gather([fetch("a"), fails()]).addDoneCallback(() => {}); // main listens
			yield* sleep(2);
		});
		expect(foundIn(program)).toEqual([
			{
				kind: "never-retrieved",
				task: null,
				at: 2,
				text: "gather of fetch a and fails failed, and nobody asked for its error: ValueError: bad",
				place: marks.place("main listens"),
				wayOut: "await it, or look at its exception()",
			},
		]);
	});

	it("has its line also beyond those that were looked for", () => {
		const program = coroutine("main", function* () {
			for (let number = 0; number < 600; number += 1) yield* gather([]);
			gather([fetch("late")]); // main gathers late
			yield* sleep(1);
		});
		const recording = recordingOf(program);
		const found = findingsOf(new History(recording));
		expect(found.map(({ place }) => place)).toEqual([null]);
		recording.fillPlaces(missingPlaces(found, new History(recording)));
		const again = findingsOf(new History(recording));
		expect(again.map(({ text, place }) => [text, place])).toEqual([
			["gather of fetch late was never awaited", marks.place("main gathers late")],
		]);
	});
});

describe("a wait, a limit or a group that nobody awaits", () => {
	it("says what it is", () => {
		const program = coroutine("main", function* () {
			const tasks = [1, 2, 3, 4, 5].map((number) => createTask(fetch(`${number}`)));
			yield* gather(tasks);
			wait(tasks.slice(0, 2));
			wait(new Set(tasks));
			wait(tasks.values());
			wait([getRunningLoop().createFuture()]);
			waitFor(tasks[0] as Task<void>, 2);
			timeout(0.5, fetch.bind(null, "a"));
			timeout(null, fetch.bind(null, "a"));
			timeoutAt(9, fetch.bind(null, "a"));
			taskGroup(function* () {});
			new Lock().with(function* () {});
		});
		expect(
			foundIn(program).map(({ text }) => text.replace(" was never awaited: nothing of it has run", "")),
		).toEqual([
			"coroutine wait of fetch 1 and fetch 2",
			"coroutine wait of fetch 1, fetch 2, fetch 3 and 2 more",
			"coroutine wait",
			"coroutine wait of a future",
			"coroutine waitFor of fetch 1",
			"coroutine timeout of 0.5 s",
			"coroutine timeout",
			"coroutine timeout at 9 s",
			"coroutine taskGroup",
			"coroutine lock.with",
		]);
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

	it("is one finding with all that were in the same line at the same moment", () => {
		const program = coroutine("main", function* () {
			const once = ["a", "b", "c"].map((url) => fetch(url));
			yield* gather(once);
			yield* gather(once, { returnExceptions: true }); // the list is used again
		});
		expect(foundIn(program)).toEqual([
			{
				...awaitedTwice,
				at: 1,
				task: "fetch a",
				text: "the coroutines fetch a, fetch b, fetch c were awaited a second time",
				place: marks.place("the list is used again"),
			},
		]);
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
