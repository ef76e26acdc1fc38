import { describe, expect, it } from "vitest";
import {
	asCompleted,
	CancelledError,
	type Coroutine,
	coroutine,
	createTask,
	type Future,
	gather,
	getRunningLoop,
	shield,
	sleep,
	taskGroup,
	timeout,
	timeoutAt,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";
import { factsOf, only } from "./facts-of.ts";

/** Awaits it, whatever becomes of it. */
function* settled(awaitable: Coroutine<unknown> | Future<unknown>): Generator<unknown, void, unknown> {
	try {
		yield* awaitable;
	} catch {}
}

const fails = coroutine("fails", function* () {
	throw new RangeError("too far");
});

describe("a trace of what stands for several tasks tells", () => {
	it("whom a gather waits for, when it is made and ended, and through which callbacks", () => {
		const program = coroutine("main", function* () {
			yield* gather([sleep(1), sleep(2)]);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "Task-2", label: "sleep", by: 1, group: 0 }],
			[0, 3, "task-created", { name: "Task-3", label: "sleep", by: 1, group: 0 }],
			[0, 1, "future-made", { future: 1, by: "gather", of: [2, 3], futures: [], count: 2 }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "gather",
						of: [2, 3],
						futures: [],
						count: 2,
						until: "first-error",
						deadline: null,
						future: 1,
					},
				},
			],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 3, "resumed", {}],
			[0, 3, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 2, "callback-queued", { callback: "gather", label: "", of: 2 }],
			[1, 0, "callback-started", {}],
			[2, 3, "woken", { cause: { kind: "timer" } }],
			[2, 3, "resumed", {}],
			[2, 3, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 3, "callback-queued", { callback: "gather", label: "", of: 3 }],
			[2, 0, "callback-started", {}],
			[2, 3, "future-ended", { future: 1, ending: { how: "returned", value: [undefined, undefined] } }],
			[2, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[2, 1, "resumed", {}],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("a gather in a gather, and none of what was done before", () => {
		const program = coroutine("main", function* () {
			const done = createTask(sleep(0), { name: "done" });
			yield* done;
			const bare = getRunningLoop().createFuture("bare");
			getRunningLoop().callLater(2, function answer() {
				bare.setResult(7);
			});
			const inner = gather([sleep(1, "a"), done]);
			yield* gather([inner, done, bare, sleep(2, "b")]);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "done", label: "done", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "resumed", {}],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resumed", {}],
			[0, 3, "task-created", { name: "Task-2", label: "sleep", by: 1, group: 0 }],
			[0, 1, "future-made", { future: 1, by: "gather", of: [3, 2], futures: [], count: 2 }],
			[0, 4, "task-created", { name: "Task-3", label: "sleep", by: 1, group: 0 }],
			[0, 1, "future-made", { future: 2, by: "gather", of: [2, 4], futures: [1], count: 4 }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "gather",
						of: [4],
						futures: [1],
						count: 4,
						until: "first-error",
						deadline: null,
						future: 2,
					},
				},
			],
			[0, 3, "resumed", {}],
			[0, 3, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 4, "resumed", {}],
			[0, 4, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[1, 3, "woken", { cause: { kind: "timer" } }],
			[1, 3, "resumed", {}],
			[1, 3, "task-ended", { ending: { how: "returned", value: "a" } }],
			[1, 3, "callback-queued", { callback: "gather", label: "", of: 3 }],
			[1, 0, "callback-started", {}],
			[1, 3, "future-ended", { future: 1, ending: { how: "returned", value: ["a", undefined] } }],
			[1, 0, "callback-queued", { callback: "gather", label: "", of: 0 }],
			[1, 0, "callback-started", {}],
			[2, 0, "timers-due", { timers: [{ callback: "call", label: "answer" }, { task: 4 }] }],
			[2, 0, "callback-started", {}],
			[2, 0, "callback-queued", { callback: "gather", label: "", of: 0 }],
			[2, 4, "woken", { cause: { kind: "timer" } }],
			[2, 0, "callback-started", {}],
			[2, 4, "resumed", {}],
			[2, 4, "task-ended", { ending: { how: "returned", value: "b" } }],
			[2, 4, "callback-queued", { callback: "gather", label: "", of: 4 }],
			[2, 0, "callback-started", {}],
			[
				2,
				4,
				"future-ended",
				{ future: 2, ending: { how: "returned", value: [["a", undefined], undefined, 7, "b"] } },
			],
			[2, 1, "woken", { cause: { kind: "result", by: 4 } }],
			[2, 1, "resumed", {}],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("that a gather fails with the first error, returns all of them, is cancelled, or is empty", () => {
		const program = coroutine("main", function* () {
			yield* settled(gather([fails(), sleep(1)]));
			const both = gather([fails(), sleep(1)], { returnExceptions: true });
			yield* settled(both);
			const cancelled = gather([sleep(1), sleep(1)]);
			yield* sleep(0);
			cancelled.cancel("away");
			yield* settled(cancelled);
			yield* gather([]);
		});
		const facts = factsOf(program);
		const kinds = ["suspended", "woken", "cancel-requested", "future-made", "future-ended"] as const;
		expect(only(facts, ...kinds).filter(([, task, kind]) => task === 1 || kind !== "suspended")).toEqual([
			[0, 1, "future-made", { future: 1, by: "gather", of: [2, 3], futures: [], count: 2 }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "gather",
						of: [2, 3],
						futures: [],
						count: 2,
						until: "first-error",
						deadline: null,
						future: 1,
					},
				},
			],
			[
				0,
				2,
				"future-ended",
				{ future: 1, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 1, "future-made", { future: 2, by: "gather", of: [4, 5], futures: [], count: 2 }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "gather",
						of: [4, 5],
						futures: [],
						count: 2,
						until: "all",
						deadline: null,
						future: 2,
					},
				},
			],
			[1, 3, "woken", { cause: { kind: "timer" } }],
			[1, 5, "woken", { cause: { kind: "timer" } }],
			[
				1,
				5,
				"future-ended",
				{ future: 2, ending: { how: "returned", value: [new RangeError("too far"), undefined] } },
			],
			[1, 1, "woken", { cause: { kind: "result", by: 5 } }],
			[1, 1, "future-made", { future: 3, by: "gather", of: [6, 7], futures: [], count: 2 }],
			[1, 1, "suspended", { wait: { kind: "turn" } }],
			[
				1,
				6,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: "away", accepted: true },
			],
			[1, 6, "woken", { cause: { kind: "cancelled", by: 1, request: 1, message: "away" } }],
			[
				1,
				7,
				"cancel-requested",
				{ request: 2, by: 1, origin: { kind: "task" }, message: "away", accepted: true },
			],
			[1, 7, "woken", { cause: { kind: "cancelled", by: 1, request: 2, message: "away" } }],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "gather",
						of: [6, 7],
						futures: [],
						count: 2,
						until: "first-error",
						deadline: null,
						future: 3,
					},
				},
			],
			[1, 6, "future-ended", { future: 3, ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 6, request: null, message: null } }],
			[1, 1, "future-made", { future: 4, by: "gather", of: [], futures: [], count: 0 }],
			[1, 1, "future-ended", { future: 4, ending: { how: "returned", value: [] } }],
		]);
	});

	it("a gather that is given the same twice, of which it waits for one", () => {
		const program = coroutine("main", function* () {
			const task = createTask(sleep(1), { name: "task" });
			yield* gather([task, task]);
		});
		const facts = factsOf(program);
		expect(only(facts, "future-made", "suspended", "callback-queued", "future-ended")).toEqual([
			[0, 1, "future-made", { future: 1, by: "gather", of: [2], futures: [], count: 1 }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "gather",
						of: [2],
						futures: [],
						count: 1,
						until: "first-error",
						deadline: null,
						future: 1,
					},
				},
			],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[1, 2, "callback-queued", { callback: "gather", label: "", of: 2 }],
			[1, 2, "future-ended", { future: 1, ending: { how: "returned", value: [undefined, undefined] } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
		]);
	});

	it("that a gather is cancelled in the place of the task that awaits it, which is delivered its request then", () => {
		const program = coroutine("main", function* () {
			yield* settled(
				timeout(1, function* () {
					yield* gather([sleep(5), sleep(5)]);
				}),
			);
		});
		const facts = factsOf(program);
		expect(only(facts, "cancel-requested", "future-ended", "woken")).toEqual([
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
			[1, 2, "woken", { cause: { kind: "cancelled", by: 0, request: 2, message: null } }],
			[
				1,
				3,
				"cancel-requested",
				{ request: 3, by: 0, origin: { kind: "limit", limit: 1 }, message: null, accepted: true },
			],
			[1, 3, "woken", { cause: { kind: "cancelled", by: 0, request: 3, message: null } }],
			[1, 2, "future-ended", { future: 1, ending: { how: "cancelled" } }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
		]);
	});

	it("a shield, whose end is its task's, or a cancellation of its own", () => {
		const program = coroutine("main", function* () {
			const task = createTask(sleep(2), { name: "task" });
			const first = shield(task);
			getRunningLoop().callLater(1, function away() {
				first.cancel();
			});
			yield* settled(first);
			yield* shield(task);
			yield* shield(task);
			yield* settled(shield(fails()));
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "task", label: "task", by: 1, group: 0 }],
			[0, 1, "future-made", { future: 1, by: "shield", of: [2], futures: [], count: 1 }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "shield",
						of: [2],
						futures: [],
						count: 1,
						until: "all",
						deadline: null,
						future: 1,
					},
				},
			],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[1, 0, "callback-queued", { callback: "call", label: "away", of: 0 }],
			[1, 0, "callback-started", {}],
			[1, 0, "future-ended", { future: 1, ending: { how: "cancelled" } }],
			[1, 0, "callback-queued", { callback: "shield", label: "", of: 0 }],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 0, request: null, message: null } }],
			[1, 0, "callback-started", {}],
			[1, 1, "resumed", {}],
			[1, 1, "future-made", { future: 2, by: "shield", of: [2], futures: [], count: 1 }],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "shield",
						of: [2],
						futures: [],
						count: 1,
						until: "all",
						deadline: null,
						future: 2,
					},
				},
			],
			[2, 2, "woken", { cause: { kind: "timer" } }],
			[2, 2, "resumed", {}],
			[2, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 2, "callback-queued", { callback: "shield", label: "", of: 2 }],
			[2, 0, "callback-started", {}],
			[2, 2, "future-ended", { future: 2, ending: { how: "returned", value: undefined } }],
			[2, 0, "callback-queued", { callback: "shield", label: "", of: 0 }],
			[2, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[2, 0, "callback-started", {}],
			[2, 1, "resumed", {}],
			[2, 3, "task-created", { name: "Task-2", label: "fails", by: 1, group: 0 }],
			[2, 1, "future-made", { future: 3, by: "shield", of: [3], futures: [], count: 1 }],
			[
				2,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "shield",
						of: [3],
						futures: [],
						count: 1,
						until: "all",
						deadline: null,
						future: 3,
					},
				},
			],
			[2, 3, "resumed", {}],
			[2, 3, "span-started", { span: 2, label: "fails", name: "fails" }],
			[
				2,
				3,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[2, 3, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[2, 3, "callback-queued", { callback: "shield", label: "", of: 3 }],
			[2, 0, "callback-started", {}],
			[
				2,
				3,
				"future-ended",
				{ future: 3, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[2, 0, "callback-queued", { callback: "shield", label: "", of: 0 }],
			[2, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[2, 0, "callback-started", {}],
			[2, 1, "resumed", {}],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("asCompleted, all of which arrive, or not in time, or which has none", () => {
		const program = coroutine("main", function* () {
			const first = createTask(sleep(1), { name: "first" });
			for (const next of asCompleted([first, first])) yield* next;
			const late = createTask(sleep(5), { name: "late" });
			for (const next of asCompleted([first, late], { timeout: 1 })) yield* settled(next);
			for (const next of asCompleted([], { timeout: 1 })) yield* next;
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "first", label: "first", by: 1, group: 0 }],
			[0, 1, "future-made", { future: 1, by: "asCompleted", of: [2], futures: [], count: 1 }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "asCompleted",
						of: [2],
						futures: [],
						count: 1,
						until: "first",
						deadline: null,
						future: 1,
					},
				},
			],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 2, "callback-queued", { callback: "asCompleted", label: "", of: 2 }],
			[1, 0, "callback-started", {}],
			[1, 2, "future-ended", { future: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 1, "resumed", {}],
			[1, 3, "task-created", { name: "late", label: "late", by: 1, group: 0 }],
			[1, 1, "future-made", { future: 2, by: "asCompleted", of: [2, 3], futures: [], count: 2 }],
			[1, 1, "callback-queued", { callback: "asCompleted", label: "", of: 2 }],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "asCompleted",
						of: [3],
						futures: [],
						count: 1,
						until: "first",
						deadline: 2,
						future: 2,
					},
				},
			],
			[1, 3, "resumed", {}],
			[1, 3, "suspended", { wait: { kind: "sleep", until: 6 } }],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 1, "resumed", {}],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "asCompleted",
						of: [3],
						futures: [],
						count: 1,
						until: "first",
						deadline: 2,
						future: 2,
					},
				},
			],
			[2, 0, "callback-queued", { callback: "limit", label: "", of: 0 }],
			[2, 0, "callback-started", {}],
			[
				2,
				0,
				"future-ended",
				{ future: 2, ending: { how: "raised", error: { name: "TimeoutError", message: "" } } },
			],
			[2, 1, "woken", { cause: { kind: "timer" } }],
			[2, 1, "resumed", {}],
			[2, 1, "future-made", { future: 3, by: "asCompleted", of: [], futures: [], count: 0 }],
			[2, 1, "future-ended", { future: 3, ending: { how: "returned", value: undefined } }],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "shutdown-started", {}],
			[
				2,
				3,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "shutdown" }, message: null, accepted: true },
			],
			[2, 3, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[2, 0, "future-made", { future: 4, by: "gather", of: [3], futures: [], count: 1 }],
			[2, 3, "resumed", {}],
			[2, 3, "task-ended", { ending: { how: "cancelled" } }],
			[2, 3, "callback-queued", { callback: "gather", label: "", of: 3 }],
			[2, 0, "callback-started", {}],
			[2, 3, "future-ended", { future: 4, ending: { how: "returned", value: [new CancelledError()] } }],
			[2, 0, "callback-queued", { callback: "main", label: "", of: 0 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("until when wait waits: for all, one, an error, or its deadline", () => {
		const program = coroutine("main", function* () {
			const task = createTask(sleep(2), { name: "task" });
			yield* wait([task], { timeout: 1 });
			yield* wait([task], { timeout: 0 });
			const failing = createTask(fails(), { name: "failing" });
			yield* wait([task, failing], { returnWhen: "FIRST_EXCEPTION" });
			yield* wait([task, failing, gather([task])], { returnWhen: "ALL_COMPLETED" });
			yield* wait([task], { returnWhen: "FIRST_COMPLETED", timeout: 3 });
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "task", label: "task", by: 1, group: 0 }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "wait",
						of: [2],
						futures: [],
						count: 1,
						until: "all",
						deadline: 1,
						future: 0,
					},
				},
			],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[1, 0, "callback-queued", { callback: "limit", label: "", of: 0 }],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 1, "callback-queued", { callback: "limit", label: "", of: 0 }],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "wait",
						of: [2],
						futures: [],
						count: 1,
						until: "all",
						deadline: 1,
						future: 0,
					},
				},
			],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 3, "task-created", { name: "failing", label: "failing", by: 1, group: 0 }],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "wait",
						of: [2, 3],
						futures: [],
						count: 2,
						until: "first-error",
						deadline: null,
						future: 0,
					},
				},
			],
			[1, 3, "resumed", {}],
			[1, 3, "span-started", { span: 2, label: "fails", name: "fails" }],
			[
				1,
				3,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[1, 3, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[1, 3, "callback-queued", { callback: "wait", label: "", of: 3 }],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[1, 1, "resumed", {}],
			[1, 1, "future-made", { future: 1, by: "gather", of: [2], futures: [], count: 1 }],
			[1, 1, "callback-queued", { callback: "wait", label: "", of: 3 }],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "wait",
						of: [2],
						futures: [1],
						count: 2,
						until: "all",
						deadline: null,
						future: 0,
					},
				},
			],
			[1, 0, "callback-started", {}],
			[2, 2, "woken", { cause: { kind: "timer" } }],
			[2, 2, "resumed", {}],
			[2, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 2, "callback-queued", { callback: "gather", label: "", of: 2 }],
			[2, 2, "callback-queued", { callback: "wait", label: "", of: 2 }],
			[2, 0, "callback-started", {}],
			[2, 2, "future-ended", { future: 1, ending: { how: "returned", value: [undefined] } }],
			[2, 0, "callback-queued", { callback: "wait", label: "", of: 0 }],
			[2, 0, "callback-started", {}],
			[2, 0, "callback-started", {}],
			[2, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[2, 1, "resumed", {}],
			[2, 1, "callback-queued", { callback: "wait", label: "", of: 2 }],
			[
				2,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "wait",
						of: [],
						futures: [],
						count: 0,
						until: "first",
						deadline: 5,
						future: 0,
					},
				},
			],
			[2, 0, "callback-started", {}],
			[2, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[2, 1, "resumed", {}],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});
});

describe("a trace of time limits tells", () => {
	it("when they are set and left: in time, by their TimeoutError, by another error", () => {
		const program = coroutine("main", function* () {
			yield* timeout(2, () => sleep(1));
			yield* settled(timeout(2, () => fails()));
			yield* settled(timeout(2, () => sleep(3)));
			yield* timeout(null, () => sleep(1));
			yield* timeoutAt(10, () => sleep(1));
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "limit-set", { limit: 1, seconds: 2, when: 2 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 1, "limit-left", { limit: 1, how: "in-time" }],
			[1, 1, "limit-set", { limit: 2, seconds: 2, when: 3 }],
			[1, 1, "span-started", { span: 2, label: "fails", name: "fails" }],
			[
				1,
				1,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[
				1,
				1,
				"limit-left",
				{ limit: 2, how: "other-error", error: { name: "RangeError", message: "too far" } },
			],
			[1, 1, "limit-set", { limit: 3, seconds: 2, when: 3 }],
			[1, 1, "suspended", { wait: { kind: "sleep", until: 4 } }],
			[3, 0, "callback-queued", { callback: "limit", label: "", of: 0 }],
			[3, 0, "callback-started", {}],
			[3, 1, "limit-expired", { limit: 3 }],
			[
				3,
				1,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "limit", limit: 3 }, message: null, accepted: true },
			],
			[3, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[3, 1, "resumed", {}],
			[3, 1, "uncancelled", { left: 0 }],
			[3, 1, "limit-left", { limit: 3, how: "timed-out" }],
			[3, 1, "limit-set", { limit: 4, seconds: null, when: null }],
			[3, 1, "suspended", { wait: { kind: "sleep", until: 4 } }],
			[4, 1, "woken", { cause: { kind: "timer" } }],
			[4, 1, "resumed", {}],
			[4, 1, "limit-left", { limit: 4, how: "in-time" }],
			[4, 1, "limit-set", { limit: 5, seconds: null, when: 10 }],
			[4, 1, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[5, 1, "woken", { cause: { kind: "timer" } }],
			[5, 1, "resumed", {}],
			[5, 1, "limit-left", { limit: 5, how: "in-time" }],
			[5, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[5, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[5, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[5, 0, "callback-started", {}],
			[5, 0, "loop-closed", {}],
		]);
	});

	it("that they are set otherwise, to never and to a time that has passed", () => {
		const program = coroutine("main", function* () {
			yield* settled(
				timeout(1, function* (limit) {
					limit.reschedule(null);
					yield* sleep(2);
					limit.reschedule(1);
					yield* sleep(2);
				}),
			);
			yield* settled(timeout(0, () => sleep(1)));
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "limit-set", { limit: 1, seconds: 1, when: 1 }],
			[0, 1, "limit-rescheduled", { limit: 1, when: null }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[2, 1, "woken", { cause: { kind: "timer" } }],
			[2, 1, "resumed", {}],
			[2, 1, "limit-rescheduled", { limit: 1, when: 1 }],
			[2, 1, "callback-queued", { callback: "limit", label: "", of: 0 }],
			[2, 1, "suspended", { wait: { kind: "sleep", until: 4 } }],
			[2, 0, "callback-started", {}],
			[2, 1, "limit-expired", { limit: 1 }],
			[
				2,
				1,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "limit", limit: 1 }, message: null, accepted: true },
			],
			[2, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[2, 1, "resumed", {}],
			[2, 1, "uncancelled", { left: 0 }],
			[2, 1, "limit-left", { limit: 1, how: "timed-out" }],
			[2, 1, "limit-set", { limit: 2, seconds: 0, when: 2 }],
			[2, 1, "callback-queued", { callback: "limit", label: "", of: 0 }],
			[2, 1, "suspended", { wait: { kind: "sleep", until: 3 } }],
			[2, 0, "callback-started", {}],
			[2, 1, "limit-expired", { limit: 2 }],
			[
				2,
				1,
				"cancel-requested",
				{ request: 2, by: 0, origin: { kind: "limit", limit: 2 }, message: null, accepted: true },
			],
			[2, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 2, message: null } }],
			[2, 1, "resumed", {}],
			[2, 1, "uncancelled", { left: 0 }],
			[2, 1, "limit-left", { limit: 2, how: "timed-out" }],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("which of those that lie in each other expires, and who raises what comes of it", () => {
		const program = coroutine("main", function* () {
			yield* settled(timeout(3, () => settled(timeout(1, () => sleep(2)))));
			yield* settled(timeout(1, () => timeout(3, () => sleep(2))));
			// Both at once: the outer's request came first, and is taken back last.
			yield* settled(timeout(1, () => timeout(1, () => sleep(2))));
		});
		const facts = factsOf(program);
		const kinds = [
			"timers-due",
			"limit-set",
			"limit-expired",
			"limit-left",
			"cancel-requested",
			"uncancelled",
			"woken",
		] as const;
		expect(only(facts, ...kinds)).toEqual([
			[0, 1, "limit-set", { limit: 1, seconds: 3, when: 3 }],
			[0, 1, "limit-set", { limit: 2, seconds: 1, when: 1 }],
			[1, 1, "limit-expired", { limit: 2 }],
			[
				1,
				1,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "limit", limit: 2 }, message: null, accepted: true },
			],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[1, 1, "uncancelled", { left: 0 }],
			[1, 1, "limit-left", { limit: 2, how: "timed-out" }],
			[1, 1, "limit-left", { limit: 1, how: "in-time" }],
			[1, 1, "limit-set", { limit: 3, seconds: 1, when: 2 }],
			[1, 1, "limit-set", { limit: 4, seconds: 3, when: 4 }],
			[2, 1, "limit-expired", { limit: 3 }],
			[
				2,
				1,
				"cancel-requested",
				{ request: 2, by: 0, origin: { kind: "limit", limit: 3 }, message: null, accepted: true },
			],
			[2, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 2, message: null } }],
			[2, 1, "limit-left", { limit: 4, how: "cancelled" }],
			[2, 1, "uncancelled", { left: 0 }],
			[2, 1, "limit-left", { limit: 3, how: "timed-out" }],
			[2, 1, "limit-set", { limit: 5, seconds: 1, when: 3 }],
			[2, 1, "limit-set", { limit: 6, seconds: 1, when: 3 }],
			[
				3,
				0,
				"timers-due",
				{
					timers: [
						{ callback: "limit", label: "" },
						{ callback: "limit", label: "" },
					],
				},
			],
			[3, 1, "limit-expired", { limit: 5 }],
			[
				3,
				1,
				"cancel-requested",
				{ request: 3, by: 0, origin: { kind: "limit", limit: 5 }, message: null, accepted: true },
			],
			[3, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 3, message: null } }],
			[3, 1, "limit-expired", { limit: 6 }],
			[
				3,
				1,
				"cancel-requested",
				{ request: 4, by: 0, origin: { kind: "limit", limit: 6 }, message: null, accepted: true },
			],
			[3, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 4, message: null } }],
			[3, 1, "uncancelled", { left: 1 }],
			[3, 1, "limit-left", { limit: 6, how: "cancelled" }],
			[3, 1, "uncancelled", { left: 0 }],
			[3, 1, "limit-left", { limit: 5, how: "timed-out" }],
		]);
	});

	it("that one has expired whose body goes on as if it had not, or was cancelled by others too", () => {
		const program = coroutine("main", function* () {
			yield* timeout(1, () => settled(sleep(2)));
			const both = coroutine("both", function* () {
				yield* timeout(1, () => sleep(2));
			});
			const task = createTask(both());
			yield* sleep(0);
			getRunningLoop().callLater(1, function also() {
				task.cancel();
			});
			yield* settled(task);
		});
		const facts = factsOf(program);
		const kinds = [
			"limit-set",
			"limit-expired",
			"limit-left",
			"cancel-requested",
			"uncancelled",
			"task-ended",
		] as const;
		expect(only(facts, ...kinds)).toEqual([
			[0, 1, "limit-set", { limit: 1, seconds: 1, when: 1 }],
			[1, 1, "limit-expired", { limit: 1 }],
			[
				1,
				1,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "limit", limit: 1 }, message: null, accepted: true },
			],
			[1, 1, "uncancelled", { left: 0 }],
			[1, 1, "limit-left", { limit: 1, how: "swallowed" }],
			[1, 2, "limit-set", { limit: 2, seconds: 1, when: 2 }],
			[2, 2, "limit-expired", { limit: 2 }],
			[
				2,
				2,
				"cancel-requested",
				{ request: 2, by: 0, origin: { kind: "limit", limit: 2 }, message: null, accepted: true },
			],
			[
				2,
				2,
				"cancel-requested",
				{ request: 3, by: 0, origin: { kind: "task" }, message: null, accepted: true },
			],
			[2, 2, "uncancelled", { left: 1 }],
			[2, 2, "limit-left", { limit: 2, how: "cancelled" }],
			[2, 2, "task-ended", { ending: { how: "cancelled" } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("waitFor, with time and with none", () => {
		const program = coroutine("main", function* () {
			yield* settled(waitFor(sleep(2), 1));
			const task = createTask(sleep(2), { name: "task" });
			yield* settled(waitFor(task, 0));
			yield* waitFor(sleep(1), null);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "limit-set", { limit: 1, seconds: 1, when: 1 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[1, 0, "callback-queued", { callback: "limit", label: "", of: 0 }],
			[1, 0, "callback-started", {}],
			[1, 1, "limit-expired", { limit: 1 }],
			[
				1,
				1,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "limit", limit: 1 }, message: null, accepted: true },
			],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 0, request: 1, message: null } }],
			[1, 1, "resumed", {}],
			[1, 1, "uncancelled", { left: 0 }],
			[1, 1, "limit-left", { limit: 1, how: "timed-out" }],
			[1, 2, "task-created", { name: "task", label: "task", by: 1, group: 0 }],
			[1, 1, "limit-set", { limit: 2, seconds: 0, when: 1 }],
			[1, 1, "limit-expired", { limit: 2 }],
			[
				1,
				2,
				"cancel-requested",
				{ request: 2, by: 0, origin: { kind: "limit", limit: 2 }, message: null, accepted: true },
			],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "waitFor",
						of: [2],
						futures: [],
						count: 1,
						until: "all",
						deadline: null,
						future: 0,
					},
				},
			],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 0, request: 2, message: null } }],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 2, "callback-queued", { callback: "wait", label: "", of: 2 }],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 1, "resumed", {}],
			[1, 1, "limit-left", { limit: 2, how: "timed-out" }],
			[1, 1, "limit-set", { limit: 3, seconds: null, when: null }],
			[1, 1, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[2, 1, "woken", { cause: { kind: "timer" } }],
			[2, 1, "resumed", {}],
			[2, 1, "limit-left", { limit: 3, how: "in-time" }],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("waitFor with no time, of what is done, what returns, what fails, and what is cancelled from outside", () => {
		const stubborn = coroutine("stubborn", function* (isGood: boolean) {
			yield* settled(sleep(1));
			if (!isGood) throw new RangeError("too far");
		});
		const program = coroutine("main", function* () {
			const [good, bad] = [createTask(stubborn(true)), createTask(stubborn(false))];
			yield* sleep(0);
			yield* waitFor(good, 0);
			yield* waitFor(good, 0);
			yield* settled(waitFor(bad, -1));
			const slow = coroutine("slow", function* () {
				try {
					yield* sleep(5);
				} catch {
					yield* sleep(5);
				}
			});
			const [inner] = [createTask(slow())];
			yield* sleep(0);
			const outer = createTask(waitFor(inner, 0), { name: "outer" });
			yield* sleep(1);
			outer.cancel();
			yield* settled(outer);
		});
		const facts = factsOf(program);
		const kinds = ["limit-set", "limit-expired", "limit-left", "cancel-requested"] as const;
		expect(only(facts, ...kinds)).toEqual([
			[0, 1, "limit-set", { limit: 1, seconds: 0, when: 0 }],
			[0, 1, "limit-expired", { limit: 1 }],
			[
				0,
				2,
				"cancel-requested",
				{ request: 1, by: 0, origin: { kind: "limit", limit: 1 }, message: null, accepted: true },
			],
			[0, 1, "limit-left", { limit: 1, how: "swallowed" }],
			[0, 1, "limit-set", { limit: 2, seconds: -1, when: 0 }],
			[0, 1, "limit-expired", { limit: 2 }],
			[
				0,
				3,
				"cancel-requested",
				{ request: 2, by: 0, origin: { kind: "limit", limit: 2 }, message: null, accepted: true },
			],
			[
				0,
				1,
				"limit-left",
				{ limit: 2, how: "other-error", error: { name: "RangeError", message: "too far" } },
			],
			[0, 5, "limit-set", { limit: 3, seconds: 0, when: 0 }],
			[0, 5, "limit-expired", { limit: 3 }],
			[
				0,
				4,
				"cancel-requested",
				{ request: 3, by: 0, origin: { kind: "limit", limit: 3 }, message: null, accepted: true },
			],
			[
				1,
				5,
				"cancel-requested",
				{ request: 4, by: 1, origin: { kind: "task" }, message: null, accepted: true },
			],
			[1, 5, "limit-left", { limit: 3, how: "cancelled" }],
			[
				1,
				4,
				"cancel-requested",
				{ request: 5, by: 0, origin: { kind: "shutdown" }, message: null, accepted: true },
			],
		]);
	});
});

describe("a trace of task groups tells", () => {
	it("its tasks, how its body ended, and when it is left", () => {
		const program = coroutine("main", function* () {
			return yield* taskGroup(function* (group) {
				group.createTask(sleep(1), { name: "one" });
				return 7;
			});
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "group-entered", { group: 1 }],
			[0, 2, "task-created", { name: "one", label: "one", by: 1, group: 1 }],
			[0, 1, "group-body-ended", { group: 1, ending: { how: "returned", value: 7 } }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "taskGroup",
						of: [2],
						futures: [],
						count: 1,
						until: "all",
						deadline: null,
						future: 0,
					},
				},
			],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 2, "callback-queued", { callback: "group", label: "", of: 2 }],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 1, "resumed", {}],
			[1, 1, "group-exited", { group: 1, error: null }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: 7 } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: 7 } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("that a task failed while it waited for them: whom it cancels, through which callback, and what it raises", () => {
		const program = coroutine("main", function* () {
			const bad = coroutine(function* () {
				yield* sleep(1);
				throw new RangeError("too far");
			});
			yield* settled(
				taskGroup(function* (group) {
					group.createTask(bad(), { name: "bad" });
					group.createTask(sleep(5), { name: "good" });
				}),
			);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "group-entered", { group: 1 }],
			[0, 2, "task-created", { name: "bad", label: "bad", by: 1, group: 1 }],
			[0, 3, "task-created", { name: "good", label: "good", by: 1, group: 1 }],
			[0, 1, "group-body-ended", { group: 1, ending: { how: "returned", value: undefined } }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "taskGroup",
						of: [2, 3],
						futures: [],
						count: 2,
						until: "all",
						deadline: null,
						future: 0,
					},
				},
			],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 2, label: "", name: "" }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 3, "resumed", {}],
			[0, 3, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", {}],
			[
				1,
				2,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[1, 2, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[1, 2, "callback-queued", { callback: "group", label: "", of: 2 }],
			[1, 0, "callback-started", {}],
			[1, 1, "group-aborted", { group: 1 }],
			[
				1,
				3,
				"cancel-requested",
				{ request: 1, by: 2, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[1, 3, "woken", { cause: { kind: "cancelled", by: 2, request: 1, message: null } }],
			[
				1,
				1,
				"cancel-requested",
				{ request: 2, by: 2, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[1, 1, "woken", { cause: { kind: "cancelled", by: 2, request: 2, message: null } }],
			[1, 3, "resumed", {}],
			[1, 3, "task-ended", { ending: { how: "cancelled" } }],
			[1, 3, "callback-queued", { callback: "group", label: "", of: 3 }],
			[1, 1, "resumed", {}],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "taskGroup",
						of: [],
						futures: [],
						count: 0,
						until: "all",
						deadline: null,
						future: 0,
					},
				},
			],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[1, 1, "resumed", {}],
			[1, 1, "uncancelled", { left: 0 }],
			[
				1,
				1,
				"group-exited",
				{
					group: 1,
					error: {
						name: "ExceptionGroup",
						message: "unhandled errors in a TaskGroup (1 sub-exception)",
						errors: [{ name: "RangeError", message: "too far" }],
					},
				},
			],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("that its body was cancelled by the group, since a task failed", () => {
		const program = coroutine("main", function* () {
			yield* settled(
				taskGroup(function* (group) {
					group.createTask(fails(), { name: "bad" });
					yield* sleep(5);
				}),
			);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "group-entered", { group: 1 }],
			[0, 2, "task-created", { name: "bad", label: "bad", by: 1, group: 1 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 2, label: "fails", name: "fails" }],
			[
				0,
				2,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 2, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[0, 2, "callback-queued", { callback: "group", label: "", of: 2 }],
			[0, 0, "callback-started", {}],
			[0, 1, "group-aborted", { group: 1 }],
			[
				0,
				1,
				"cancel-requested",
				{ request: 1, by: 2, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[0, 1, "woken", { cause: { kind: "cancelled", by: 2, request: 1, message: null } }],
			[0, 1, "resumed", {}],
			[0, 1, "group-body-ended", { group: 1, ending: { how: "cancelled" } }],
			[0, 1, "uncancelled", { left: 0 }],
			[
				0,
				1,
				"group-exited",
				{
					group: 1,
					error: {
						name: "ExceptionGroup",
						message: "unhandled errors in a TaskGroup (1 sub-exception)",
						errors: [{ name: "RangeError", message: "too far" }],
					},
				},
			],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("that its body failed by itself, with and without tasks", () => {
		const program = coroutine("main", function* () {
			yield* settled(
				taskGroup(function* (group) {
					group.createTask(sleep(5), { name: "one" });
					yield* sleep(1);
					throw new RangeError("own");
				}),
			);
			yield* settled(taskGroup(() => fails()));
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "group-entered", { group: 1 }],
			[0, 2, "task-created", { name: "one", label: "one", by: 1, group: 1 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[
				1,
				1,
				"group-body-ended",
				{ group: 1, ending: { how: "raised", error: { name: "RangeError", message: "own" } } },
			],
			[1, 1, "group-aborted", { group: 1 }],
			[
				1,
				2,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[1, 2, "woken", { cause: { kind: "cancelled", by: 1, request: 1, message: null } }],
			[
				1,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "taskGroup",
						of: [2],
						futures: [],
						count: 1,
						until: "all",
						deadline: null,
						future: 0,
					},
				},
			],
			[1, 2, "resumed", {}],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 2, "callback-queued", { callback: "group", label: "", of: 2 }],
			[1, 0, "callback-started", {}],
			[1, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[1, 1, "resumed", {}],
			[
				1,
				1,
				"group-exited",
				{
					group: 1,
					error: {
						name: "ExceptionGroup",
						message: "unhandled errors in a TaskGroup (1 sub-exception)",
						errors: [{ name: "RangeError", message: "own" }],
					},
				},
			],
			[1, 1, "group-entered", { group: 2 }],
			[1, 1, "span-started", { span: 2, label: "fails", name: "fails" }],
			[
				1,
				1,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[
				1,
				1,
				"group-body-ended",
				{ group: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[1, 1, "group-aborted", { group: 2 }],
			[
				1,
				1,
				"group-exited",
				{
					group: 2,
					error: {
						name: "ExceptionGroup",
						message: "unhandled errors in a TaskGroup (1 sub-exception)",
						errors: [{ name: "RangeError", message: "too far" }],
					},
				},
			],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("that its task was cancelled from outside, in its body and after it", () => {
		const inBody = coroutine("in body", function* () {
			yield* taskGroup(function* (group) {
				group.createTask(sleep(5));
				yield* sleep(5);
			});
		});
		const after = coroutine("after", function* () {
			yield* taskGroup(function* (group) {
				group.createTask(sleep(5));
			});
		});
		const program = coroutine("main", function* () {
			const tasks = [createTask(inBody()), createTask(after())];
			yield* sleep(1);
			for (const task of tasks) task.cancel("away");
			yield* wait(tasks);
		});
		const facts = factsOf(program);
		const kinds = [
			"task-created",
			"cancel-requested",
			"group-entered",
			"group-body-ended",
			"group-aborted",
			"group-exited",
			"task-ended",
		] as const;
		expect(only(facts, ...kinds)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 2, "task-created", { name: "Task-2", label: "in body", by: 1, group: 0 }],
			[0, 3, "task-created", { name: "Task-3", label: "after", by: 1, group: 0 }],
			[0, 2, "group-entered", { group: 1 }],
			[0, 4, "task-created", { name: "Task-4", label: "sleep", by: 2, group: 1 }],
			[0, 3, "group-entered", { group: 2 }],
			[0, 5, "task-created", { name: "Task-5", label: "sleep", by: 3, group: 2 }],
			[0, 3, "group-body-ended", { group: 2, ending: { how: "returned", value: undefined } }],
			[
				1,
				2,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: "away", accepted: true },
			],
			[
				1,
				3,
				"cancel-requested",
				{ request: 2, by: 1, origin: { kind: "task" }, message: "away", accepted: true },
			],
			[1, 2, "group-body-ended", { group: 1, ending: { how: "cancelled" } }],
			[1, 2, "group-aborted", { group: 1 }],
			[
				1,
				4,
				"cancel-requested",
				{ request: 3, by: 2, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[1, 3, "group-aborted", { group: 2 }],
			[
				1,
				5,
				"cancel-requested",
				{ request: 4, by: 3, origin: { kind: "group", group: 2 }, message: null, accepted: true },
			],
			[1, 4, "task-ended", { ending: { how: "cancelled" } }],
			[1, 5, "task-ended", { ending: { how: "cancelled" } }],
			[1, 2, "group-exited", { group: 1, error: { name: "CancelledError", message: "away" } }],
			[1, 2, "task-ended", { ending: { how: "cancelled" } }],
			[1, 3, "group-exited", { group: 2, error: { name: "CancelledError", message: "away" } }],
			[1, 3, "task-ended", { ending: { how: "cancelled" } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("that one lies in another, whose failure is told upwards", () => {
		const program = coroutine("main", function* () {
			yield* settled(
				taskGroup(function* (outer) {
					outer.createTask(sleep(5), { name: "outer's" });
					yield* taskGroup(function* (inner) {
						inner.createTask(fails(), { name: "inner's" });
					});
				}),
			);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 1, "group-entered", { group: 1 }],
			[0, 2, "task-created", { name: "outer's", label: "outer's", by: 1, group: 1 }],
			[0, 1, "group-entered", { group: 2 }],
			[0, 3, "task-created", { name: "inner's", label: "inner's", by: 1, group: 2 }],
			[0, 1, "group-body-ended", { group: 2, ending: { how: "returned", value: undefined } }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "taskGroup",
						of: [3],
						futures: [],
						count: 1,
						until: "all",
						deadline: null,
						future: 0,
					},
				},
			],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 5 } }],
			[0, 3, "resumed", {}],
			[0, 3, "span-started", { span: 2, label: "fails", name: "fails" }],
			[
				0,
				3,
				"span-ended",
				{ span: 2, ending: { how: "raised", error: { name: "RangeError", message: "too far" } } },
			],
			[0, 3, "task-ended", { ending: { how: "raised", error: { name: "RangeError", message: "too far" } } }],
			[0, 3, "callback-queued", { callback: "group", label: "", of: 3 }],
			[0, 0, "callback-started", {}],
			[0, 1, "woken", { cause: { kind: "result", by: 3 } }],
			[0, 1, "group-aborted", { group: 2 }],
			[
				0,
				1,
				"cancel-requested",
				{ request: 1, by: 3, origin: { kind: "group", group: 2 }, message: null, accepted: true },
			],
			[0, 1, "woken", { cause: { kind: "cancelled", by: 3, request: 1, message: null } }],
			[0, 1, "resumed", {}],
			[0, 1, "uncancelled", { left: 0 }],
			[
				0,
				1,
				"group-exited",
				{
					group: 2,
					error: {
						name: "ExceptionGroup",
						message: "unhandled errors in a TaskGroup (1 sub-exception)",
						errors: [{ name: "RangeError", message: "too far" }],
					},
				},
			],
			[
				0,
				1,
				"group-body-ended",
				{
					group: 1,
					ending: {
						how: "raised",
						error: {
							name: "ExceptionGroup",
							message: "unhandled errors in a TaskGroup (1 sub-exception)",
							errors: [{ name: "RangeError", message: "too far" }],
						},
					},
				},
			],
			[0, 1, "group-aborted", { group: 1 }],
			[
				0,
				2,
				"cancel-requested",
				{ request: 2, by: 1, origin: { kind: "group", group: 1 }, message: null, accepted: true },
			],
			[0, 2, "woken", { cause: { kind: "cancelled", by: 1, request: 2, message: null } }],
			[
				0,
				1,
				"suspended",
				{
					wait: {
						kind: "tasks",
						by: "taskGroup",
						of: [2],
						futures: [],
						count: 1,
						until: "all",
						deadline: null,
						future: 0,
					},
				},
			],
			[0, 2, "resumed", {}],
			[0, 2, "task-ended", { ending: { how: "cancelled" } }],
			[0, 2, "callback-queued", { callback: "group", label: "", of: 2 }],
			[0, 0, "callback-started", {}],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resumed", {}],
			[
				0,
				1,
				"group-exited",
				{
					group: 1,
					error: {
						name: "ExceptionGroup",
						message: "unhandled errors in a TaskGroup (1 sub-exception)",
						errors: [
							{
								name: "ExceptionGroup",
								message: "unhandled errors in a TaskGroup (1 sub-exception)",
								errors: [{ name: "RangeError", message: "too far" }],
							},
						],
					},
				},
			],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});
});
