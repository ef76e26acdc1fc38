import { describe, expect, it } from "vitest";
import {
	asCompleted,
	block,
	CancelledError,
	type Coroutine,
	coroutine,
	createTask,
	currentTask,
	type Future,
	gather,
	getRunningLoop,
	print,
	run,
	shield,
	sleep,
	Trace,
	taskGroup,
	timeout,
	wait,
	waitFor,
} from "../../src/index.ts";
import { eventsOf, told } from "./events-of.ts";

/** Awaits it, whatever becomes of it. */
function* settled(awaitable: Coroutine<unknown> | Future<unknown>): Generator<unknown, void, unknown> {
	try {
		yield* awaitable;
	} catch {}
}

describe("a trace tells", () => {
	it("who made a task, when it runs and waits, and which body of it does", () => {
		const program = coroutine("main", function* () {
			const step = coroutine("step", function* (_number: number) {
				yield* sleep(1);
				return "done";
			});
			const task = createTask(step(1), { name: "first" });
			yield* step(2);
			return yield* task;
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "first", label: "first", by: 1, bySpan: 1, group: null }],
			[0, 1, "span-started", { span: 2, parent: 1, label: "step 2" }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 }, span: 2 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "span-started", { span: 3, parent: 0, label: "step 1" }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 }, span: 3 }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", { cause: { kind: "timer" } }],
			[1, 1, "span-ended", { span: 2, ending: { how: "returned", value: "done" } }],
			[1, 1, "suspended", { wait: { kind: "task", of: 2 }, span: 1 }],
			[1, 2, "resumed", { cause: { kind: "timer" } }],
			[1, 2, "span-ended", { span: 3, ending: { how: "returned", value: "done" } }],
			[1, 2, "task-ended", { ending: { how: "returned", value: "done" } }],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: "done" } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: "done" } }],
		]);
	});

	it("of each turn that a task gives up, also where it yields what can't be waited for", () => {
		function* program() {
			yield* sleep(0);
			yield;
			try {
				yield 42;
			} catch {}
			yield* sleep(2);
		}
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "Task-1", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "suspended", { wait: { kind: "turn" }, span: 0 }],
			[0, 1, "resumed", { cause: { kind: "turn" } }],
			[0, 1, "suspended", { wait: { kind: "turn" }, span: 0 }],
			[0, 1, "resumed", { cause: { kind: "turn" } }],
			[0, 1, "suspended", { wait: { kind: "turn" }, span: 0 }],
			[0, 1, "resumed", { cause: { kind: "turn" } }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 2 }, span: 0 }],
			[2, 1, "woken", { cause: { kind: "timer" } }],
			[2, 1, "resumed", { cause: { kind: "timer" } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
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
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 1, "suspended", { wait: { kind: "future", label: "the reply" }, span: 1 }],
			[1, 0, "callback", { label: "answer" }],
			[1, 1, "woken", { cause: { kind: "result", by: 0 } }],
			[1, 1, "resumed", { cause: { kind: "result", by: 0 } }],
			[1, 2, "task-created", { name: "setter", label: "setter", by: 1, bySpan: 1, group: null }],
			[1, 1, "suspended", { wait: { kind: "future", label: "" }, span: 1 }],
			[1, 2, "resumed", { cause: { kind: "start" } }],
			[1, 2, "span-started", { span: 2, parent: 0, label: "" }],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 2, "span-ended", { span: 2, ending: { how: "returned", value: undefined } }],
			[1, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("who asked a task to stop, with which message, and when that is thrown", () => {
		const program = coroutine("main", function* () {
			const sleeper = createTask(sleep(5), { name: "sleeper" });
			const idle = createTask(sleep(5), { name: "idle" });
			idle.cancel();
			yield* sleep(1);
			sleeper.cancel("enough");
			yield* settled(sleeper);
			sleeper.cancel();
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "sleeper", label: "sleeper", by: 1, bySpan: 1, group: null }],
			[0, 3, "task-created", { name: "idle", label: "idle", by: 1, bySpan: 1, group: null }],
			[0, 3, "cancel-requested", { by: 1, message: null, accepted: true }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 5 }, span: 0 }],
			[0, 3, "woken", { cause: { kind: "cancelled", by: 1, message: null } }],
			[0, 3, "resumed", { cause: { kind: "cancelled", by: 1, message: null } }],
			[0, 3, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", { cause: { kind: "timer" } }],
			[1, 2, "cancel-requested", { by: 1, message: "enough", accepted: true }],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 1, message: "enough" } }],
			[1, 1, "suspended", { wait: { kind: "task", of: 2 }, span: 1 }],
			[1, 2, "resumed", { cause: { kind: "cancelled", by: 1, message: "enough" } }],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 2, message: null } }],
			[1, 1, "resumed", { cause: { kind: "cancelled", by: 2, message: null } }],
			[1, 2, "cancel-requested", { by: 1, message: null, accepted: false }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("of a task that cancels itself, where it waits next", () => {
		const program = coroutine("main", function* () {
			currentTask()?.cancel("me");
			yield* settled(sleep(1));
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 1, "cancel-requested", { by: 1, message: "me", accepted: true }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 }, span: 1 }],
			[0, 1, "woken", { cause: { kind: "cancelled", by: 1, message: "me" } }],
			[0, 1, "resumed", { cause: { kind: "cancelled", by: 1, message: "me" } }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[
				0,
				1,
				"diagnosed",
				{
					diagnosis: {
						kind: "swallowed-cancel",
						task: "main",
						at: 0,
						place: null,
						text: "main was cancelled, caught the CancelledError, and ended as if nothing had happened",
						wayOut: "clean up, then throw the CancelledError on",
					},
				},
			],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
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
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 1, "span-started", { span: 2, parent: 1, label: "fails" }],
			[
				0,
				1,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 2, "task-created", { name: "first", label: "first", by: 1, bySpan: 1, group: null }],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "span-started", { span: 3, parent: 0, label: "fails" }],
			[
				0,
				2,
				"span-ended",
				{ span: 3, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 2, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[0, 3, "task-created", { name: "second", label: "second", by: 1, bySpan: 1, group: null }],
			[0, 1, "suspended", { wait: { kind: "task", of: 3 }, span: 1 }],
			[0, 3, "resumed", { cause: { kind: "start" } }],
			[0, 3, "span-started", { span: 4, parent: 0, label: "stops" }],
			[0, 3, "span-ended", { span: 4, ending: { how: "cancelled" } }],
			[0, 3, "task-ended", { ending: { how: "cancelled" } }],
			[0, 1, "woken", { cause: { kind: "cancelled", by: 3, message: null } }],
			[0, 1, "resumed", { cause: { kind: "cancelled", by: 3, message: null } }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("whom a gather waits for, and who was the last", () => {
		const program = coroutine("main", function* () {
			yield* gather([sleep(1), sleep(2)]);
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "Task-2", label: "sleep", by: 1, bySpan: 1, group: null }],
			[0, 3, "task-created", { name: "Task-3", label: "sleep", by: 1, bySpan: 1, group: null }],
			[0, 1, "suspended", { wait: { kind: "tasks", by: "gather", of: [2, 3], count: 2 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 }, span: 0 }],
			[0, 3, "resumed", { cause: { kind: "start" } }],
			[0, 3, "suspended", { wait: { kind: "sleep", until: 2 }, span: 0 }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", { cause: { kind: "timer" } }],
			[1, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 3, "woken", { cause: { kind: "timer" } }],
			[2, 3, "resumed", { cause: { kind: "timer" } }],
			[2, 3, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[2, 1, "resumed", { cause: { kind: "result", by: 3 } }],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("whom wait, shield and asCompleted wait for, and whether a timer ended it", () => {
		const program = coroutine("main", function* () {
			const first = createTask(sleep(2), { name: "first" });
			yield* wait([first], { timeout: 1 });
			yield* shield(first);
			const second = createTask(sleep(1), { name: "second" });
			for (const next of asCompleted([second])) yield* next;
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "first", label: "first", by: 1, bySpan: 1, group: null }],
			[0, 1, "suspended", { wait: { kind: "tasks", by: "wait", of: [2], count: 1 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 2 }, span: 0 }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", { cause: { kind: "timer" } }],
			[1, 1, "suspended", { wait: { kind: "tasks", by: "shield", of: [2], count: 1 }, span: 1 }],
			[2, 2, "woken", { cause: { kind: "timer" } }],
			[2, 2, "resumed", { cause: { kind: "timer" } }],
			[2, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[2, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[2, 3, "task-created", { name: "second", label: "second", by: 1, bySpan: 1, group: null }],
			[2, 1, "suspended", { wait: { kind: "tasks", by: "asCompleted", of: [3], count: 1 }, span: 1 }],
			[2, 3, "resumed", { cause: { kind: "start" } }],
			[2, 3, "suspended", { wait: { kind: "sleep", until: 3 }, span: 0 }],
			[3, 3, "woken", { cause: { kind: "timer" } }],
			[3, 3, "resumed", { cause: { kind: "timer" } }],
			[3, 3, "task-ended", { ending: { how: "returned", value: undefined } }],
			[3, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[3, 1, "resumed", { cause: { kind: "result", by: 3 } }],
			[3, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[3, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("of a limit that passes: nobody's request to cancel", () => {
		const program = coroutine("main", function* () {
			yield* settled(timeout(1, () => sleep(2)));
			const task = createTask(sleep(2), { name: "task" });
			yield* settled(waitFor(task, 0));
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 2 }, span: 1 }],
			[1, 1, "cancel-requested", { by: 0, message: null, accepted: true }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 0, message: null } }],
			[1, 1, "resumed", { cause: { kind: "cancelled", by: 0, message: null } }],
			[1, 2, "task-created", { name: "task", label: "task", by: 1, bySpan: 1, group: null }],
			[1, 2, "cancel-requested", { by: 1, message: null, accepted: true }],
			[1, 1, "suspended", { wait: { kind: "tasks", by: "waitFor", of: [2], count: 1 }, span: 1 }],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 1, message: null } }],
			[1, 2, "resumed", { cause: { kind: "cancelled", by: 1, message: null } }],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("of a group: its tasks, who made it give up, whom it cancels, and when it is left", () => {
		const program = coroutine("main", function* () {
			const fails = coroutine(function* () {
				yield* sleep(1);
				throw new RangeError("too far");
			});
			yield* settled(
				taskGroup(function* (group) {
					group.createTask(fails(), { name: "bad" });
					group.createTask(sleep(5), { name: "good" });
				}),
			);
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 1, "group-entered", { group: 1, span: 1 }],
			[0, 2, "task-created", { name: "bad", label: "bad", by: 1, bySpan: 1, group: 1 }],
			[0, 3, "task-created", { name: "good", label: "good", by: 1, bySpan: 1, group: 1 }],
			[0, 1, "suspended", { wait: { kind: "tasks", by: "taskGroup", of: [2, 3], count: 2 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "span-started", { span: 2, parent: 0, label: "" }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 }, span: 2 }],
			[0, 3, "resumed", { cause: { kind: "start" } }],
			[0, 3, "suspended", { wait: { kind: "sleep", until: 5 }, span: 0 }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", { cause: { kind: "timer" } }],
			[
				1,
				2,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[1, 2, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[1, 1, "group-aborted", { group: 1 }],
			[1, 3, "cancel-requested", { by: 2, message: null, accepted: true }],
			[1, 3, "woken", { cause: { kind: "cancelled", by: 2, message: null } }],
			[1, 1, "cancel-requested", { by: 2, message: null, accepted: true }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 2, message: null } }],
			[1, 3, "resumed", { cause: { kind: "cancelled", by: 2, message: null } }],
			[1, 3, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "resumed", { cause: { kind: "cancelled", by: 2, message: null } }],
			[1, 1, "suspended", { wait: { kind: "tasks", by: "taskGroup", of: [], count: 0 }, span: 1 }],
			[1, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[1, 1, "resumed", { cause: { kind: "result", by: 3 } }],
			[1, 1, "group-exited", { group: 1 }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("what was printed, what blocked, which callbacks ran, and what is wrong", () => {
		const program = coroutine("main", function* () {
			print("hello", 1, null);
			block(0.5);
			const ring = () => print("from a callback");
			getRunningLoop().callSoon(ring);
			yield* sleep(0);
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 1, "printed", { text: "hello 1 null" }],
			[0, 1, "blocked", { seconds: 0.5 }],
			[0.5, 1, "suspended", { wait: { kind: "turn" }, span: 1 }],
			[
				0.5,
				1,
				"diagnosed",
				{
					diagnosis: {
						kind: "slow-callback",
						task: "main",
						at: 0.5,
						place: null,
						text: "main kept the loop for 0.500 s; nothing else could run",
						wayOut: "await what takes time, or give up a turn now and then with sleep(0)",
					},
				},
			],
			[0.5, 0, "callback", { label: "ring" }],
			[0.5, 0, "printed", { text: "from a callback" }],
			[0.5, 1, "resumed", { cause: { kind: "turn" } }],
			[0.5, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0.5, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("that the end of the run cancels what is left, by nobody", () => {
		const program = coroutine("main", function* () {
			createTask(sleep(5), { name: "left" });
			yield* sleep(1);
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "left", label: "left", by: 1, bySpan: 1, group: null }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 5 }, span: 0 }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", { cause: { kind: "timer" } }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[
				1,
				2,
				"diagnosed",
				{
					diagnosis: {
						kind: "pending-at-end",
						task: "left",
						at: 1,
						place: null,
						text: "left was not done when main ended",
						wayOut: "await it, cancel it and await it, or let a taskGroup own it",
					},
				},
			],
			[1, 2, "cancel-requested", { by: 0, message: null, accepted: true }],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 0, message: null } }],
			[1, 2, "resumed", { cause: { kind: "cancelled", by: 0, message: null } }],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
		]);
	});
});

/** A program of many tasks that meet, and its lines. */
function linesOf(trace: Trace | false): string[] {
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
	run(main(), { trace });
	return lines;
}

describe("a trace", () => {
	it("changes nothing", () => {
		const without = linesOf(false);
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
		expect(linesOf(new Trace({ places: true }))).toEqual(without);
	});

	it("numbers its events, and gives them one by one, from the front, from the end, and none beyond", () => {
		const trace = new Trace();
		run(sleep(1), { trace });
		const events = [...trace.events];
		expect(events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(trace.events.length).toBe(6);
		expect(events.map((_, index) => trace.events.at(index))).toEqual(events);
		expect(events.map((_, index) => trace.events.at(index - events.length))).toEqual(events);
		expect(trace.events.at(-1)).toEqual({
			seq: 5,
			at: 1,
			task: 1,
			kind: "task-ended",
			ending: { how: "returned", value: undefined },
		});
		expect([trace.events.at(6), trace.events.at(-7), new Trace().events.at(-1)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	it("can be read while the loop runs, and grows meanwhile", () => {
		const trace = new Trace();
		const read: unknown[] = [];
		const program = coroutine("main", function* () {
			read.push(trace.events.at(-1));
			print("one");
			read.push(trace.events.at(-1));
			read.push(trace.events.length);
			yield* sleep(1);
			const kinds: string[] = [];
			for (const { kind } of trace.events) kinds.push(kind);
			read.push(kinds);
		});
		run(program(), { trace });
		const stamp = { at: 0, task: 1 };
		expect(read).toEqual([
			{ ...stamp, seq: 2, kind: "span-started", span: 1, parent: 0, label: "main" },
			{ ...stamp, seq: 3, kind: "printed", text: "one" },
			4,
			["task-created", "resumed", "span-started", "printed", "suspended", "woken", "resumed"],
		]);
	});

	it("holds more events than it had room for at first, each as it was", () => {
		const trace = new Trace();
		const program = coroutine("main", function* () {
			for (let line = 0; line < 10_000; line += 1) print(line);
		});
		run(program(), { trace });
		const printed = [...trace.events].flatMap((event) => (event.kind === "printed" ? [event.text] : []));
		expect(printed).toEqual(Array.from({ length: 10_000 }, (_, line) => String(line)));
	});

	it("is made by the loop where it is asked for with true", () => {
		let events: unknown;
		const program = coroutine("main", function* () {
			events = getRunningLoop().trace?.events;
			yield* sleep(0);
		});
		run(program(), { trace: true });
		expect(told(events as Trace["events"]).map(([, , kind]) => kind)).toEqual([
			"task-created",
			"resumed",
			"span-started",
			"suspended",
			"resumed",
			"span-ended",
			"task-ended",
		]);
	});

	it("calls a task by the name it was given last, and keeps the name it was made with", () => {
		const trace = new Trace();
		const program = coroutine("main", function* () {
			currentTask()?.setName("renamed");
		});
		run(program(), { trace });
		expect(trace.events.at(0)).toMatchObject({ kind: "task-created", name: "Task-1", label: "renamed" });
	});

	it("labels a coroutine by its name and its first argument, where that can be shown, or as it says itself", () => {
		const empty = function* () {};
		const labels = (make: () => Generator<unknown, unknown, never>) =>
			eventsOf(make).flatMap(([, , , rest]) => ("parent" in rest && "label" in rest ? [rest.label] : []));
		const all = labels(function* () {
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
		expect(all).toEqual(["text a", "number 0", "yes true", "object", "none", "", "a", "a-b"]);
	});
});
