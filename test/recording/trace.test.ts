import { describe, expect, it } from "vitest";
import { Trace } from "../../src/recording/trace.ts";
import {
	block,
	CancelledError,
	type Coroutine,
	coroutine,
	createTask,
	currentTask,
	ExceptionGroup,
	type Future,
	fromPromise,
	gather,
	getRunningLoop,
	print,
	run,
	runLive,
	sleep,
	taskGroup,
	timeout,
} from "../../src/runtime/index.ts";
import { factsOf, only, told } from "./facts-of.ts";

/** Awaits it, whatever becomes of it. */
function* settled(awaitable: Coroutine<unknown> | Future<unknown>): Generator<unknown, void, unknown> {
	try {
		yield* awaitable;
	} catch {}
}

describe("a trace tells", () => {
	it("who made a task, when it runs and waits, which body of it does, and which timers are due", () => {
		const program = coroutine("main", function* () {
			const step = coroutine("step", function* (_number: number) {
				yield* sleep(1);
				return "done";
			});
			const task = createTask(step(1), { name: "first" });
			yield* step(2);
			return yield* task;
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "first", label: "first", by: 1, group: 0 }],
			[0, 1, "span-started", { span: 2, label: "step 2", name: "step" }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 3, label: "step 1", name: "step" }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[1, 0, "timers-due", { timers: [{ task: 1 }, { task: 2 }] }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 1, "span-ended", { span: 2, ending: { how: "returned", value: "done" } }],
			[1, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[1, 2, "resumed", {}],
			[1, 2, "span-ended", { span: 3, ending: { how: "returned", value: "done" } }],
			[1, 2, "task-ended", { ending: { how: "returned", value: "done" } }],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 1, "resumed", {}],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: "done" } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: "done" } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("each turn that a task gives up, also where it yields what can't be waited for", () => {
		function* program() {
			yield* sleep(0);
			yield;
			try {
				yield 42;
			} catch {}
			yield* sleep(2);
		}
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "Task-1", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 1, "resumed", {}],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 1, "resumed", {}],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 1, "resumed", {}],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[2, 1, "woken", { cause: { kind: "timer" } }],
			[2, 1, "resumed", {}],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("who set a future that a task waits for: a callback, which is nobody, or another task", () => {
		const program = coroutine("main", function* () {
			const loop = getRunningLoop();
			const reply = loop.createFuture<number>("the reply");
			loop.callLater(1, function answer() {
				reply.setResult(1);
			});
			yield* reply;
			const other = loop.createFuture<number>();
			const setter = coroutine(function* () {
				other.setResult(2);
			});
			createTask(setter(), { name: "setter" });
			yield* other;
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "suspended", { wait: { kind: "future", label: "the reply" } }],
			[1, 0, "callback-queued", { callback: "call", label: "answer", of: 0 }],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "result", by: 0 } }],
			[1, 1, "resumed", {}],
			[1, 2, "task-created", { name: "setter", label: "setter", by: 1, group: 0 }],
			[1, 1, "suspended", { wait: { kind: "future", label: "" } }],
			[1, 2, "resumed", {}],
			[1, 2, "span-started", { span: 2, label: "", name: "" }],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 2, "span-ended", { span: 2, ending: { how: "returned", value: undefined } }],
			[1, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "resumed", {}],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("how a task and a body ended: with a value, an error, or a cancellation", () => {
		const program = coroutine("main", function* () {
			const fails = coroutine("fails", function* () {
				throw new RangeError("too far");
			});
			const stops = coroutine("stops", function* () {
				throw new CancelledError();
			});
			yield* settled(fails());
			yield* settled(createTask(fails(), { name: "first" }));
			yield* settled(createTask(stops(), { name: "second" }));
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "span-started", { span: 2, label: "fails", name: "fails" }],
			[
				0,
				1,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 2, "task-created", { name: "first", label: "first", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 3, label: "fails", name: "fails" }],
			[
				0,
				2,
				"span-ended",
				{ span: 3, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 2, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resumed", {}],
			[0, 3, "task-created", { name: "second", label: "second", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "task", of: 3 } }],
			[0, 3, "resumed", {}],
			[0, 3, "span-started", { span: 4, label: "stops", name: "stops" }],
			[0, 3, "span-ended", { span: 4, ending: { how: "cancelled" } }],
			[0, 3, "task-ended", { ending: { how: "cancelled" } }],
			[0, 1, "woken", { cause: { kind: "cancelled", by: 3, request: null, message: null } }],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("what is shown of whatever was thrown: errors, their causes, groups of them, and what is none", () => {
		const thrown = [
			new TypeError("outer", { cause: new RangeError("inner", { cause: "why" }) }),
			Object.assign(new Error("itself"), { name: "Named" }),
			"text",
			7,
			null,
			undefined,
			{ an: "object" },
			[1],
		];
		const program = coroutine("main", function* () {
			const fails = coroutine("fails", function* (index: number) {
				throw thrown[index];
			});
			for (let index = 0; index < thrown.length; index += 1) yield* settled(fails(index));
			yield* settled(
				taskGroup(function* (group) {
					group.createTask(fails(1));
					group.createTask(fails(2));
				}),
			);
		});
		const facts = factsOf(program);
		expect(only(facts, "span-ended", "group-exited")).toEqual([
			[
				0,
				1,
				"span-ended",
				{
					span: 2,
					ending: {
						how: "raised",
						error: {
							name: "TypeError",
							message: "outer",
							cause: { name: "RangeError", message: "inner", cause: { name: "string", message: "why" } },
						},
					},
				},
			],
			[
				0,
				1,
				"span-ended",
				{ span: 3, ending: { how: "raised", error: { name: "Named", message: "itself" } } },
			],
			[
				0,
				1,
				"span-ended",
				{ span: 4, ending: { how: "raised", error: { name: "string", message: "text" } } },
			],
			[0, 1, "span-ended", { span: 5, ending: { how: "raised", error: { name: "number", message: "7" } } }],
			[0, 1, "span-ended", { span: 6, ending: { how: "raised", error: { name: "null", message: "null" } } }],
			[
				0,
				1,
				"span-ended",
				{ span: 7, ending: { how: "raised", error: { name: "undefined", message: "undefined" } } },
			],
			[
				0,
				1,
				"span-ended",
				{ span: 8, ending: { how: "raised", error: { name: "object", message: "Object" } } },
			],
			[
				0,
				1,
				"span-ended",
				{ span: 9, ending: { how: "raised", error: { name: "object", message: "Array" } } },
			],
			[
				0,
				2,
				"span-ended",
				{ span: 10, ending: { how: "raised", error: { name: "Named", message: "itself" } } },
			],
			[
				0,
				3,
				"span-ended",
				{ span: 11, ending: { how: "raised", error: { name: "string", message: "text" } } },
			],
			[
				0,
				1,
				"group-exited",
				{
					group: 1,
					error: {
						name: "ExceptionGroup",
						message: "unhandled errors in a TaskGroup (2 sub-exceptions)",
						errors: [
							{ name: "Named", message: "itself" },
							{ name: "string", message: "text" },
						],
					},
				},
			],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
		]);
	});

	it("what an error is that is its own cause, to a certain depth", () => {
		const error = new Error("round");
		error.cause = error;
		const program = coroutine("main", function* () {
			throw error;
		});
		const trace = new Trace();
		expect(() => run(program(), { observer: trace })).toThrow("round");
		let depth = 0;
		const ended = trace.facts.at(-4);
		let text: { readonly cause?: object } | undefined =
			ended?.kind === "task-ended" && ended.ending.how === "raised" ? ended.ending.error : undefined;
		for (; text !== undefined; text = text.cause) depth += 1;
		expect(depth).toBe(9);
	});

	it("the errors in groups that lie in each other, to a certain depth", () => {
		let error: Error = new RangeError("innermost");
		for (let level = 0; level < 12; level += 1) error = new ExceptionGroup("level", [error]);
		const program = coroutine("main", function* () {
			yield* settled(
				coroutine("fails", function* () {
					throw error;
				})(),
			);
		});
		const [, , , rest] = only(factsOf(program), "span-ended")[0] ?? [];
		const levels = JSON.stringify(rest).match(/"name":"ExceptionGroup"/g);
		expect(levels).toHaveLength(9);
		expect(JSON.stringify(rest)).toContain('"errors":[]');
	});

	it("what was printed, what blocked, and when callbacks were queued, ran, and ended if they took time", () => {
		const program = coroutine("main", function* () {
			print("hello", 1, null);
			block(0.5);
			const loop = getRunningLoop();
			const ring = () => print("from a callback");
			loop.callSoon(ring);
			loop.callSoon(() => block(0.25));
			loop.callSoon(function never() {}).cancel();
			yield* sleep(0);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "printed", { text: "hello 1 null" }],
			[0, 1, "blocked", { seconds: 0.5 }],
			[0.5, 1, "callback-queued", { callback: "call", label: "ring", of: 0 }],
			[0.5, 1, "callback-queued", { callback: "call", label: "", of: 0 }],
			[0.5, 1, "callback-queued", { callback: "call", label: "never", of: 0 }],
			[0.5, 1, "suspended", { wait: { kind: "turn" } }],
			[0.5, 0, "callback-started", {}],
			[0.5, 0, "printed", { text: "from a callback" }],
			[0.5, 0, "callback-started", {}],
			[0.5, 0, "blocked", { seconds: 0.25 }],
			[0.75, 0, "callback-ended", {}],
			[0.75, 0, "callback-started", {}],
			[0.75, 1, "resumed", {}],
			[0.75, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0.75, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0.75, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0.75, 0, "callback-started", {}],
			[0.75, 0, "loop-closed", {}],
		]);
	});

	it("whose end a done callback is called for, and the errors of callbacks that reach nobody", () => {
		const program = coroutine("main", function* () {
			const loop = getRunningLoop();
			const task = createTask(sleep(0, "value"));
			task.addDoneCallback(function told() {});
			task.addDoneCallback(() => {
				throw new RangeError("in a callback");
			});
			loop.callSoon(function fails() {
				throw "text";
			});
			yield* task;
			task.addDoneCallback(function late() {});
			loop.createFuture().addDoneCallback(function never() {});
			yield* sleep(0);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "Task-2", label: "sleep", by: 1, group: 0 }],
			[0, 1, "callback-queued", { callback: "call", label: "fails", of: 0 }],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "turn" } }],
			[0, 0, "callback-started", {}],
			[
				0,
				0,
				"error-reported",
				{ message: "Exception in callback fails", error: { name: "string", message: "text" } },
			],
			[0, 2, "resumed", {}],
			[0, 2, "task-ended", { ending: { how: "returned", value: "value" } }],
			[0, 2, "callback-queued", { callback: "done", label: "told", of: 2 }],
			[0, 2, "callback-queued", { callback: "done", label: "", of: 2 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 0, "callback-started", {}],
			[0, 0, "callback-started", {}],
			[
				0,
				2,
				"error-reported",
				{ message: "Exception in a done callback", error: { name: "RangeError", message: "in a callback" } },
			],
			[0, 1, "resumed", {}],
			[0, 1, "callback-queued", { callback: "done", label: "late", of: 2 }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 0, "callback-started", {}],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("which timers are due at once, of which a lone task's is told by its waking, and one that is cancelled by its turn", () => {
		const program = coroutine("main", function* () {
			const loop = getRunningLoop();
			const napper = createTask(sleep(1), { name: "napper" });
			loop.callLater(1, function first() {
				napper.cancel();
				second.cancel();
			});
			yield* sleep(0);
			const second = loop.callLater(1, function second() {});
			yield* sleep(1);
			loop.callLater(0, function alone() {});
			yield* sleep(1);
		});
		// The timer of napper stands before the callback that cancels it: it was set first.
		const late = coroutine("main", function* () {
			const loop = getRunningLoop();
			loop.callLater(1, function first() {
				napper.cancel();
			});
			const napper = createTask(sleep(1), { name: "napper" });
			yield* settled(napper);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "napper", label: "napper", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 1, "resumed", {}],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[
				1,
				0,
				"timers-due",
				{
					timers: [
						{ callback: "call", label: "first" },
						{ task: 2 },
						{ callback: "call", label: "second" },
						{ task: 1 },
					],
				},
			],
			[1, 0, "callback-started", {}],
			[
				1,
				2,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "task" }, message: null, accepted: true },
			],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[1, 0, "callback-started", {}],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "resumed", {}],
			[1, 1, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[1, 0, "callback-queued", { callback: "call", label: "alone", of: 0 }],
			[1, 0, "callback-started", {}],
			[2, 1, "woken", { cause: { kind: "timer" } }],
			[2, 1, "resumed", {}],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
		expect(factsOf(late)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "napper", label: "napper", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[1, 0, "timers-due", { timers: [{ callback: "call", label: "first" }, { task: 2 }] }],
			[1, 0, "callback-started", {}],
			[
				1,
				2,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "task" }, message: null, accepted: true },
			],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[1, 0, "callback-started", {}],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 2, request: null, message: null } }],
			[1, 1, "resumed", {}],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("that one timer is due where others are ready", () => {
		const program = coroutine("main", function* () {
			createTask(sleep(1), { name: "napper" });
			yield* sleep(0);
			block(2);
			yield* sleep(0);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "napper", label: "napper", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 1, "resumed", {}],
			[0, 1, "blocked", { seconds: 2 }],
			[2, 1, "suspended", { wait: { kind: "turn" } }],
			[2, 0, "timers-due", { timers: [{ task: 2 }] }],
			[2, 1, "resumed", {}],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 2, "woken", { cause: { kind: "timer" } }],
			[2, 0, "callback-started", {}],
			[2, 2, "resumed", {}],
			[2, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("the name that a task is given, when it is", () => {
		const program = coroutine("main", function* () {
			const main = currentTask();
			main?.setName("first");
			const other = createTask(sleep(0));
			main?.setName(2);
			other.setName("other");
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "task-renamed", { name: "first", label: "first" }],
			[0, 2, "task-created", { name: "Task-2", label: "sleep", by: 1, group: 0 }],
			[0, 1, "task-renamed", { name: "2", label: "2" }],
			[0, 2, "task-renamed", { name: "other", label: "other" }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "turn" } }],
			[0, 0, "callback-started", {}],
			[0, 0, "shutdown-started", {}],
			[
				0,
				2,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "shutdown" }, message: null, accepted: true },
			],
			[0, 0, "future-made", { future: 1, by: "gather", of: [2], futures: [], count: 1 }],
			[0, 2, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[0, 2, "resumed", {}],
			[0, 2, "task-ended", { ending: { how: "cancelled" } }],
			[0, 2, "callback-queued", { callback: "gather", label: "", of: 2 }],
			[0, 0, "callback-started", {}],
			[0, 2, "future-ended", { future: 1, ending: { how: "returned", value: [new CancelledError()] } }],
			[0, 0, "callback-queued", { callback: "main", label: "", of: 0 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("the coroutines that are awaited twice, and those that never are, by who made them", () => {
		const program = coroutine("main", function* () {
			const nap = coroutine("nap", function* (_seconds: number) {});
			nap(1);
			const once = nap(2);
			yield* once;
			yield* settled(once);
			const other = coroutine("other", function* () {
				sleep(3);
				nap(4).close();
			});
			yield* createTask(other());
			const again = nap(5);
			yield* createTask(again);
			yield* settled(createTask(again));
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "span-started", { span: 2, label: "nap 2", name: "nap" }],
			[0, 1, "span-ended", { span: 2, ending: { how: "returned", value: undefined } }],
			[0, 1, "awaited-twice", { label: "nap 2" }],
			[0, 2, "task-created", { name: "Task-2", label: "other", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 3, label: "other", name: "other" }],
			[0, 2, "span-ended", { span: 3, ending: { how: "returned", value: undefined } }],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resumed", {}],
			[0, 3, "task-created", { name: "Task-3", label: "nap 5", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "task", of: 3 } }],
			[0, 3, "resumed", {}],
			[0, 3, "span-started", { span: 4, label: "nap 5", name: "nap" }],
			[0, 3, "span-ended", { span: 4, ending: { how: "returned", value: undefined } }],
			[0, 3, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[0, 1, "resumed", {}],
			[0, 4, "task-created", { name: "Task-4", label: "nap 5", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "task", of: 4 } }],
			[0, 4, "resumed", {}],
			[0, 4, "awaited-twice", { label: "nap 5" }],
			[
				0,
				4,
				"task-ended",
				{
					ending: {
						how: "raised",
						error: { name: "RuntimeError", message: "cannot reuse already awaited coroutine" },
					},
				},
			],
			[0, 1, "woken", { cause: { kind: "result", by: 4 } }],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
			[0, 1, "never-awaited", { label: "nap 1" }],
			[0, 2, "never-awaited", { label: "sleep" }],
		]);
	});

	it("the errors that nobody asked for, of tasks, futures and gathers", () => {
		const program = coroutine("main", function* () {
			const fails = coroutine("fails", function* () {
				throw new RangeError("too far");
			});
			createTask(fails(), { name: "failing" });
			gather([fails()]);
			getRunningLoop().createFuture().setException(new TypeError("nobody's"));
			yield* sleep(1);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "failing", label: "failing", by: 1, group: 0 }],
			[0, 3, "task-created", { name: "Task-2", label: "fails", by: 1, group: 0 }],
			[0, 1, "future-made", { future: 1, by: "gather", of: [3], futures: [], count: 1 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 2, label: "fails", name: "fails" }],
			[
				0,
				2,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 2, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[0, 3, "resumed", {}],
			[0, 3, "span-started", { span: 3, label: "fails", name: "fails" }],
			[
				0,
				3,
				"span-ended",
				{ span: 3, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 3, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[0, 3, "callback-queued", { callback: "gather", label: "", of: 3 }],
			[0, 0, "callback-started", {}],
			[
				0,
				3,
				"future-ended",
				{ future: 1, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
			[1, 0, "never-retrieved", { error: { name: "TypeError", message: "nobody's" } }],
			[1, 2, "never-retrieved", { error: { name: "RangeError", message: "too far" } }],
			[1, 0, "never-retrieved", { error: { name: "RangeError", message: "too far" }, future: 1 }],
			[1, 1, "never-awaited", { label: "", future: 1 }],
		]);
	});

	it("that the end of the run cancels what is left, and whose errors come of it", () => {
		const program = coroutine("main", function* () {
			const stubborn = coroutine("stubborn", function* () {
				yield* settled(sleep(5));
				throw new RangeError("no");
			});
			createTask(sleep(5), { name: "left" });
			createTask(stubborn());
			yield* sleep(1);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "left", label: "left", by: 1, group: 0 }],
			[0, 3, "task-created", { name: "Task-2", label: "stubborn", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[0, 3, "resumed", {}],
			[0, 3, "span-started", { span: 2, label: "stubborn", name: "stubborn" }],
			[0, 3, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "shutdown-started", {}],
			[
				1,
				2,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "shutdown" }, message: null, accepted: true },
			],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[
				1,
				3,
				"cancel-requested",
				{ request: 2, by: 0, origin: { kind: "shutdown" }, message: null, accepted: true },
			],
			[1, 3, "woken", { cause: { kind: "cancelled", by: 0, request: 2, message: null } }],
			[1, 0, "future-made", { future: 1, by: "gather", of: [2, 3], futures: [], count: 2 }],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 2, "callback-queued", { callback: "gather", label: "", of: 2 }],
			[1, 3, "resumed", {}],
			[
				1,
				3,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "no" } } },
			],
			[1, 3, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "no" } } }],
			[1, 3, "callback-queued", { callback: "gather", label: "", of: 3 }],
			[1, 0, "callback-started", {}],
			[1, 0, "callback-started", {}],
			[
				1,
				3,
				"future-ended",
				{ future: 1, ending: { how: "returned", value: [new CancelledError(), new RangeError("no")] } },
			],
			[1, 0, "callback-queued", { callback: "main", label: "", of: 0 }],
			[1, 0, "callback-started", {}],
			[
				1,
				3,
				"error-reported",
				{
					message: "unhandled exception during run() shutdown",
					error: { name: "RangeError", message: "no" },
				},
			],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("of a deadlock and of a livelock nothing but the end of the loop", () => {
		const stuck = coroutine("main", function* () {
			createTask(getRunningLoop().createFuture("never") as unknown as Coroutine<unknown>, { name: "no" });
		});
		const waits = coroutine("main", function* () {
			yield* getRunningLoop().createFuture("never");
		});
		const spins = coroutine("main", function* () {
			for (;;) yield;
		});
		expect(() => factsOf(stuck)).toThrow(TypeError);
		expect(factsOf(waits)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "suspended", { wait: { kind: "future", label: "never" } }],
			[0, 0, "loop-closed", {}],
		]);
		expect(factsOf(spins, { maxTurns: 2 })).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 1, "resumed", {}],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 0, "loop-closed", {}],
		]);
	});
});

describe("a trace of requests to cancel tells", () => {
	it("who asked whom, with which message, and when which of them is delivered", () => {
		const program = coroutine("main", function* () {
			const sleeper = createTask(sleep(5), { name: "sleeper" });
			const idle = createTask(sleep(5), { name: "idle" });
			idle.cancel();
			yield* sleep(1);
			sleeper.cancel("enough");
			yield* settled(sleeper);
			sleeper.cancel();
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "sleeper", label: "sleeper", by: 1, group: 0 }],
			[0, 3, "task-created", { name: "idle", label: "idle", by: 1, group: 0 }],
			[
				0,
				3,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: null, accepted: true },
			],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[0, 3, "woken", { cause: { kind: "cancelled", by: 1, request: 1, message: null } }],
			[0, 3, "resumed", {}],
			[0, 3, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[
				1,
				2,
				"cancel-requested",
				{ request: 2, by: 1, origin: { kind: "task" }, message: "enough", accepted: true },
			],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 1, request: 2, message: "enough" } }],
			[1, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 2, request: null, message: null } }],
			[1, 1, "resumed", {}],
			[
				1,
				2,
				"cancel-requested",
				{ request: 3, by: 1, origin: { kind: "task" }, message: null, accepted: false },
			],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("a task's own, delivered where it waits next", () => {
		const program = coroutine("main", function* () {
			currentTask()?.cancel("me");
			yield* settled(sleep(1));
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[
				0,
				1,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: "me", accepted: true },
			],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 1, "woken", { cause: { kind: "cancelled", by: 1, request: 1, message: "me" } }],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("two before one delivery: the later, where the task is ready, and both where the first has woken it", () => {
		const program = coroutine("main", function* () {
			const ready = createTask(sleep(5), { name: "ready" });
			ready.cancel("one");
			ready.cancel("two");
			yield* settled(ready);
			const waits = createTask(sleep(5), { name: "waits" });
			yield* sleep(0);
			waits.cancel("three");
			waits.cancel("four");
			yield* settled(waits);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "ready", label: "ready", by: 1, group: 0 }],
			[
				0,
				2,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: "one", accepted: true },
			],
			[
				0,
				2,
				"cancel-requested",
				{ request: 2, by: 1, origin: { kind: "task" }, message: "two", accepted: true },
			],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[0, 2, "woken", { cause: { kind: "cancelled", by: 1, request: 2, message: "two" } }],
			[0, 2, "resumed", {}],
			[0, 2, "task-ended", { ending: { how: "cancelled" } }],
			[0, 1, "woken", { cause: { kind: "cancelled", by: 2, request: null, message: null } }],
			[0, 1, "resumed", {}],
			[0, 3, "task-created", { name: "waits", label: "waits", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 3, "resumed", {}],
			[0, 3, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[0, 1, "resumed", {}],
			[
				0,
				3,
				"cancel-requested",
				{ request: 3, by: 1, origin: { kind: "task" }, message: "three", accepted: true },
			],
			[0, 3, "woken", { cause: { kind: "cancelled", by: 1, request: 3, message: "three" } }],
			[
				0,
				3,
				"cancel-requested",
				{ request: 4, by: 1, origin: { kind: "task" }, message: "four", accepted: true },
			],
			[0, 1, "suspended", { wait: { kind: "task", of: 3 } }],
			[0, 3, "woken", { cause: { kind: "cancelled", by: 1, request: 4, message: "four" } }],
			[0, 3, "resumed", {}],
			[0, 3, "task-ended", { ending: { how: "cancelled" } }],
			[0, 1, "woken", { cause: { kind: "cancelled", by: 3, request: null, message: null } }],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("one of a task that is ready already, right before it runs", () => {
		const program = coroutine("main", function* () {
			const reply = getRunningLoop().createFuture();
			const waiter = coroutine("waiter", function* () {
				yield* settled(reply);
				yield* settled(sleep(0));
			});
			const task = createTask(waiter());
			yield* sleep(0);
			reply.setResult(1);
			task.cancel("late");
			yield* sleep(0);
			task.cancel("later");
			yield* task;
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "Task-2", label: "waiter", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 2, label: "waiter", name: "waiter" }],
			[0, 2, "suspended", { wait: { kind: "future", label: "" } }],
			[0, 1, "resumed", {}],
			[0, 2, "woken", { cause: { kind: "result", by: 1 } }],
			[
				0,
				2,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: "late", accepted: true },
			],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "woken", { cause: { kind: "cancelled", by: 1, request: 1, message: "late" } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "turn" } }],
			[0, 1, "resumed", {}],
			[
				0,
				2,
				"cancel-requested",
				{ request: 2, by: 1, origin: { kind: "task" }, message: "later", accepted: true },
			],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[0, 2, "woken", { cause: { kind: "cancelled", by: 1, request: 2, message: "later" } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-ended", { span: 2, ending: { how: "returned", value: undefined } }],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("none where what a task awaits was cancelled by itself", () => {
		const program = coroutine("main", function* () {
			const loop = getRunningLoop();
			const reply = loop.createFuture();
			loop.callLater(1, () => reply.cancel("away"));
			yield* settled(reply);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "suspended", { wait: { kind: "future", label: "" } }],
			[1, 0, "callback-queued", { callback: "call", label: "", of: 0 }],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 0, request: null, message: null } }],
			[1, 1, "resumed", {}],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("that it is passed on to what the task awaits, and delivered when that has stopped", () => {
		const program = coroutine("main", function* () {
			const inner = createTask(sleep(5), { name: "inner" });
			const outer = coroutine("outer", function* () {
				yield* inner;
			});
			const task = createTask(outer());
			yield* sleep(1);
			task.cancel("through");
			yield* settled(task);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "inner", label: "inner", by: 1, group: 0 }],
			[0, 3, "task-created", { name: "Task-2", label: "outer", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[0, 3, "resumed", {}],
			[0, 3, "span-started", { span: 2, label: "outer", name: "outer" }],
			[0, 3, "suspended", { wait: { kind: "task", of: 2 } }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[
				1,
				3,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: "through", accepted: true },
			],
			[
				1,
				2,
				"cancel-requested",
				{ request: 2, by: 1, origin: { kind: "task" }, message: "through", accepted: true },
			],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 1, request: 2, message: "through" } }],
			[1, 1, "suspended", { wait: { kind: "task", of: 3 } }],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 3, "woken", { cause: { kind: "cancelled", by: 1, request: 1, message: "through" } }],
			[1, 3, "resumed", {}],
			[1, 3, "span-ended", { span: 2, ending: { how: "cancelled" } }],
			[1, 3, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 3, request: null, message: null } }],
			[1, 1, "resumed", {}],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("no request that was never delivered, since what the task awaited did not stop, or it was taken back", () => {
		const program = coroutine("main", function* () {
			const loop = getRunningLoop();
			const refuses = coroutine("refuses", function* () {
				yield* settled(sleep(5));
			});
			const outer = coroutine("outer", function* () {
				yield* createTask(refuses());
				const reply = loop.createFuture();
				loop.callSoon(() => reply.cancel());
				yield* settled(reply);
				currentTask()?.cancel();
				currentTask()?.uncancel();
				currentTask()?.uncancel();
				const other = loop.createFuture();
				loop.callSoon(() => other.cancel());
				yield* settled(other);
			});
			const task = createTask(outer());
			yield* sleep(1);
			task.cancel();
			yield* task;
		});
		const facts = factsOf(program);
		expect(only(facts, "cancel-requested", "uncancelled", "woken")).toEqual([
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[
				1,
				2,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: null, accepted: true },
			],
			[
				1,
				3,
				"cancel-requested",
				{ request: 2, by: 1, origin: { kind: "task" }, message: null, accepted: true },
			],
			[1, 3, "woken", { cause: { kind: "cancelled", by: 1, request: 2, message: null } }],
			[1, 2, "woken", { cause: { kind: "result", by: 3 } }],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 0, request: null, message: null } }],
			[
				1,
				2,
				"cancel-requested",
				{ request: 3, by: 2, origin: { kind: "task" }, message: null, accepted: true },
			],
			[1, 2, "uncancelled", { left: 1 }],
			[1, 2, "uncancelled", { left: 0 }],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 0, request: null, message: null } }],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
		]);
	});

	it("a limit's, a group's, and the end of the run's, on whose behalf whoever is asked", () => {
		const program = coroutine("main", function* () {
			const nested = coroutine("nested", function* () {
				yield* createTask(sleep(5), { name: "inner" });
			});
			yield* settled(timeout(1, nested));
			const fails = coroutine("fails", function* () {
				throw new RangeError("too far");
			});
			yield* settled(
				taskGroup(function* (group) {
					group.createTask(nested(), { name: "grouped" });
					group.createTask(fails());
					yield* sleep(5);
				}),
			);
			createTask(nested(), { name: "left" });
			yield* sleep(1);
		});
		const facts = factsOf(program);
		expect(only(facts, "task-created", "cancel-requested", "shutdown-started")).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 2, "task-created", { name: "inner", label: "inner", by: 1, group: 0 }],
			[
				1,
				1,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "limit", limit: 1 }, message: null, accepted: true },
			],
			[
				1,
				2,
				"cancel-requested",
				{ request: 2, by: 0, origin: { kind: "limit", limit: 1 }, message: null, accepted: true },
			],
			[1, 3, "task-created", { name: "grouped", label: "grouped", by: 1, group: 1 }],
			[1, 4, "task-created", { name: "Task-2", label: "fails", by: 1, group: 1 }],
			[1, 5, "task-created", { name: "inner", label: "inner", by: 3, group: 0 }],
			[
				1,
				3,
				"cancel-requested",
				{ request: 3, by: 4, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[
				1,
				5,
				"cancel-requested",
				{ request: 4, by: 4, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[
				1,
				1,
				"cancel-requested",
				{ request: 5, by: 4, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[1, 6, "task-created", { name: "left", label: "left", by: 1, group: 0 }],
			[1, 7, "task-created", { name: "inner", label: "inner", by: 6, group: 0 }],
			[2, 0, "shutdown-started", {}],
			[
				2,
				6,
				"cancel-requested",
				{ request: 6, by: 0, origin: { kind: "shutdown" }, message: null, accepted: true },
			],
			[
				2,
				7,
				"cancel-requested",
				{ request: 7, by: 0, origin: { kind: "shutdown" }, message: null, accepted: true },
			],
			[
				2,
				7,
				"cancel-requested",
				{ request: 8, by: 0, origin: { kind: "shutdown" }, message: null, accepted: true },
			],
		]);
	});

	it("a signal's", async () => {
		const trace = new Trace();
		const stop = new AbortController();
		const program = coroutine("main", function* () {
			stop.abort(new Error("enough"));
			yield* sleep(5);
		});
		await expect(runLive(program(), { observer: trace, signal: stop.signal })).rejects.toThrow("enough");
		// How long a callback takes is the machine's affair.
		const facts = told(trace.facts).flatMap(([, ...rest]) => (rest[1] === "callback-ended" ? [] : [rest]));
		expect(facts).toEqual([
			[1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[1, "resumed", {}],
			[1, "span-started", { span: 1, label: "main", name: "main" }],
			[
				1,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "signal" }, message: null, accepted: true },
			],
			[1, "suspended", { wait: { kind: "sleep", until: expect.any(Number) } }],
			[1, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[1, "resumed", {}],
			[1, "span-ended", { span: 1, ending: { how: "cancelled" } }],
			[1, "task-ended", { ending: { how: "cancelled" } }],
			[1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, "callback-started", {}],
			[0, "loop-closed", {}],
		]);
	});
});

describe("a trace of work outside of the loop tells", () => {
	it("when it begins, who waits for it, and when it ends or is given up", async () => {
		const trace = new Trace();
		const program = coroutine("main", function* () {
			yield* fromPromise(async () => 1, "the reply");
			yield* settled(fromPromise(() => Promise.reject(new RangeError("no"))));
			const never = fromPromise(() => new Promise(() => {}), "never");
			getRunningLoop().callSoon(function away() {
				never.cancel();
			});
			yield* settled(never);
		});
		await runLive(program(), { observer: trace });
		const facts = told(trace.facts).map(([, ...rest]) => rest);
		expect(facts.filter(([, kind]) => !kind.startsWith("span") && kind !== "callback-ended")).toEqual([
			[1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[1, "resumed", {}],
			[1, "work-started", { work: 1, label: "the reply" }],
			[1, "suspended", { wait: { kind: "outside", work: 1, label: "the reply" } }],
			[0, "work-ended", { work: 1 }],
			[1, "woken", { cause: { kind: "result", by: 0 } }],
			[1, "resumed", {}],
			[1, "work-started", { work: 2, label: "" }],
			[1, "suspended", { wait: { kind: "outside", work: 2, label: "" } }],
			[0, "work-ended", { work: 2 }],
			[1, "woken", { cause: { kind: "result", by: 0 } }],
			[1, "resumed", {}],
			[1, "work-started", { work: 3, label: "never" }],
			[1, "callback-queued", { callback: "call", label: "away", of: 0 }],
			[1, "suspended", { wait: { kind: "outside", work: 3, label: "never" } }],
			[0, "callback-started", {}],
			[0, "work-ended", { work: 3 }],
			[1, "woken", { cause: { kind: "cancelled", by: 0, request: null, message: null } }],
			[1, "resumed", {}],
			[1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, "callback-started", {}],
			[0, "loop-closed", {}],
		]);
	});
});

describe("a trace of what is done from outside of the loop tells", () => {
	it("nobody as who did it, though a callback for a task ran before", async () => {
		const trace = new Trace();
		const program = coroutine("main", function* () {
			yield* gather([sleep(0)]);
			yield* fromPromise(async () => 1);
		});
		await runLive(program(), { observer: trace });
		expect(only(told(trace.facts), "woken").map(([, , , rest]) => rest)).toEqual([
			{ cause: { kind: "result", by: 2 } },
			{ cause: { kind: "result", by: 0 } },
		]);
	});
});

/** A program of many tasks that meet, and its lines. */
function linesOf(observer: Trace | null): string[] {
	const lines: string[] = [];
	const say = (text: string) => lines.push(`${getRunningLoop().time()} ${currentTask()?.getName()} ${text}`);
	const worker = coroutine("worker", function* (number: number) {
		for (let step = 0; step < 3; step += 1) {
			yield* sleep(number % 2 === 0 ? 0 : 0.5 * number);
			say(`step ${step}`);
		}
		if (number === 3) throw new RangeError("three");
		return number;
	});
	const main = coroutine("main", function* () {
		yield* settled(gather([worker(0), worker(1), worker(2)]));
		yield* settled(timeout(1, () => worker(4)));
		yield* settled(
			taskGroup(function* (group) {
				group.createTask(worker(3));
				group.createTask(worker(5));
				say("in the group");
			}),
		);
		say("end");
	});
	run(main(), observer === null ? {} : { observer });
	return lines;
}

describe("a trace", () => {
	it("changes nothing", () => {
		const without = linesOf(null);
		expect(without).toEqual([
			"0 Task-2 step 0",
			"0 Task-4 step 0",
			"0 Task-2 step 1",
			"0 Task-4 step 1",
			"0 Task-2 step 2",
			"0 Task-4 step 2",
			"0.5 Task-3 step 0",
			"1 Task-3 step 1",
			"1.5 Task-3 step 2",
			"1.5 Task-1 step 0",
			"1.5 Task-1 step 1",
			"1.5 Task-1 step 2",
			"1.5 Task-1 in the group",
			"3 Task-5 step 0",
			"4 Task-6 step 0",
			"4.5 Task-5 step 1",
			"6 Task-5 step 2",
			"6 Task-1 end",
		]);
		expect(linesOf(new Trace())).toEqual(without);
		expect(linesOf(new Trace({ places: true, stacks: true }))).toEqual(without);
	});

	it("gives its facts one by one, from the front, from the end, and none beyond", () => {
		const trace = new Trace();
		run(sleep(1), { observer: trace });
		const facts = [...trace.facts];
		expect(told(facts)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "sleep", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
		expect(trace.facts.length).toBe(facts.length);
		expect(facts.map((_, index) => trace.facts.at(index))).toEqual(facts);
		expect(facts.map((_, index) => trace.facts.at(index - facts.length))).toEqual(facts);
		const beyond = [
			trace.facts.at(facts.length),
			trace.facts.at(-facts.length - 1),
			new Trace().facts.at(-1),
		];
		expect(beyond).toEqual([undefined, undefined, undefined]);
	});

	it("can be read while the loop runs, and grows meanwhile", () => {
		const trace = new Trace();
		const read: unknown[] = [];
		const program = coroutine("main", function* () {
			read.push(trace.facts.at(-1));
			print("one");
			read.push(trace.facts.at(-1));
			read.push(trace.facts.length);
			yield* sleep(1);
			const kinds: string[] = [];
			for (const { kind } of trace.facts) kinds.push(kind);
			read.push(kinds);
		});
		run(program(), { observer: trace });
		expect(read).toEqual([
			{ at: 0, task: 1, kind: "span-started", span: 1, label: "main", name: "main" },
			{ at: 0, task: 1, kind: "printed", text: "one" },
			4,
			["task-created", "resumed", "span-started", "printed", "suspended", "woken", "resumed"],
		]);
	});

	it("knows when main ended, which is not always the end of the run", () => {
		const trace = new Trace();
		const lasts = coroutine("lasts", function* () {
			try {
				yield* sleep(5);
			} finally {
				yield* sleep(2);
			}
		});
		const program = coroutine("main", function* () {
			expect(trace.mainEndedAt).toBe(null);
			createTask(lasts());
			yield* sleep(1);
		});
		run(program(), { observer: trace });
		expect([trace.mainEndedAt, trace.facts.at(-1)?.at]).toEqual([1, 3]);
	});

	it("holds more facts than it had room for at first, each as it was", () => {
		const trace = new Trace();
		const program = coroutine("main", function* () {
			for (let line = 0; line < 10_000; line += 1) {
				print(line);
				yield* sleep(line + 0.5);
			}
		});
		run(program(), { observer: trace });
		const expected = Array.from({ length: 10_000 }, (_, line) => {
			const at = (line * line) / 2;
			return [
				[at, 1, "printed", { text: String(line) }],
				[at, 1, "suspended", { wait: { kind: "sleep", until: at + line + 0.5 } }],
			];
		});
		expect(only(told(trace.facts), "printed", "suspended")).toEqual(expected.flat());
	});

	it("labels a coroutine by its name and its first argument, where that can be shown, or as it says itself", () => {
		const empty = function* () {};
		const program = coroutine("main", function* () {
			yield* coroutine("text", (_one: string, _two: string) => empty())("a", "b");
			yield* coroutine("number", (_one: number) => empty())(0);
			yield* coroutine("yes", (_one: boolean) => empty())(true);
			yield* coroutine("object", (_one: object) => empty())({});
			yield* coroutine("none", empty)();
			yield* coroutine(empty)();
			yield* coroutine((_one: string) => empty())("a");
			const own = coroutine("own", (_one: string, _two: string) => empty(), {
				label: (one, two) => `${one}-${two}`,
			});
			yield* own("a", "b");
		});
		expect(only(factsOf(program), "span-started")).toEqual([
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "span-started", { span: 2, label: "text a", name: "text" }],
			[0, 1, "span-started", { span: 3, label: "number 0", name: "number" }],
			[0, 1, "span-started", { span: 4, label: "yes true", name: "yes" }],
			[0, 1, "span-started", { span: 5, label: "object", name: "object" }],
			[0, 1, "span-started", { span: 6, label: "none", name: "none" }],
			[0, 1, "span-started", { span: 7, label: "", name: "" }],
			[0, 1, "span-started", { span: 8, label: "a", name: "" }],
			[0, 1, "span-started", { span: 9, label: "a-b", name: "own" }],
		]);
	});
});
