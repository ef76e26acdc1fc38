import { describe, expect, it } from "vitest";
import {
	Barrier,
	BoundedSemaphore,
	BrokenBarrierError,
	Condition,
	coroutine,
	createTask,
	Event,
	LifoQueue,
	Lock,
	PriorityQueue,
	Queue,
	QueueShutDown,
	Semaphore,
	sleep,
} from "../../src/runtime/index.ts";
import { factsOf, only } from "./facts-of.ts";

describe("a trace tells of", () => {
	it("a lock: who takes it, who waits for whom, who hands it over", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			const second = createTask(
				pen.with(() => sleep(1)),
				{ name: "second" },
			);
			yield* pen.with(() => sleep(1));
			yield* second;
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "second", label: "second", by: 1, group: 0 }],
			[0, 1, "resource-created", { resource: 1, resourceKind: "lock", name: "pen", capacity: 0, lock: 0 }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "suspended", { wait: { kind: "lock", resource: 1 } }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[1, 2, "woken", { cause: { kind: "handed", by: 1 } }],
			[1, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[1, 2, "resumed", {}],
			[1, 2, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[1, 2, "suspended", { wait: { kind: "sleep", until: 2 } }],
			[2, 2, "woken", { cause: { kind: "timer" } }],
			[2, 2, "resumed", {}],
			[2, 2, "resource-used", { resource: 1, use: "released", level: 0 }],
			[2, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[2, 1, "resumed", {}],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[2, 0, "callback-started", {}],
			[2, 0, "loop-closed", {}],
		]);
	});

	it("a semaphore: how many permits are in use, and who has them", () => {
		const program = coroutine("main", function* () {
			const seats = new Semaphore(2, { name: "seats" });
			yield* seats.acquire();
			createTask(
				seats.with(() => sleep(1)),
				{ name: "second" },
			);
			yield* sleep(0);
			yield* seats.acquire();
			seats.release();
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[
				0,
				1,
				"resource-created",
				{ resource: 1, resourceKind: "semaphore", name: "seats", capacity: 2, lock: 0 },
			],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 2, "task-created", { name: "second", label: "second", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "resumed", {}],
			[0, 2, "resource-used", { resource: 1, use: "acquired", level: 2 }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[0, 1, "resumed", {}],
			[0, 1, "suspended", { wait: { kind: "semaphore", resource: 1 } }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", {}],
			[1, 2, "resource-used", { resource: 1, use: "released", level: 1 }],
			[1, 1, "resource-used", { resource: 1, use: "handed", level: 2 }],
			[1, 1, "woken", { cause: { kind: "handed", by: 2 } }],
			[1, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "resumed", {}],
			[1, 1, "resource-used", { resource: 1, use: "acquired", level: 2 }],
			[1, 1, "resource-used", { resource: 1, use: "released", level: 1 }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("an event: when it is set and cleared, but not where that changes nothing", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			const opener = coroutine(function* () {
				door.set();
				door.set();
				door.clear();
				door.clear();
			});
			createTask(opener(), { name: "opener" });
			yield* door.wait();
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "opener", label: "opener", by: 1, group: 0 }],
			[0, 1, "resource-created", { resource: 1, resourceKind: "event", name: "door", capacity: 0, lock: 0 }],
			[0, 1, "suspended", { wait: { kind: "event", resource: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 2, label: "", name: "" }],
			[0, 2, "resource-used", { resource: 1, use: "set", level: 1 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 2, "resource-used", { resource: 1, use: "cleared", level: 0 }],
			[0, 2, "span-ended", { span: 2, ending: { how: "returned", value: undefined } }],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("a condition and its lock: who waits, who notifies how many", () => {
		const program = coroutine("main", function* () {
			const ready = new Condition(null, { name: "ready" });
			const notifier = ready.with(function* () {
				ready.notify(5);
			});
			createTask(notifier, { name: "notifier" });
			yield* ready.with(() => ready.wait());
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "notifier", label: "notifier", by: 1, group: 0 }],
			[
				0,
				1,
				"resource-created",
				{ resource: 1, resourceKind: "lock", name: "ready.lock", capacity: 0, lock: 0 },
			],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[
				0,
				1,
				"resource-created",
				{ resource: 2, resourceKind: "condition", name: "ready", capacity: 0, lock: 1 },
			],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 1, "suspended", { wait: { kind: "condition", resource: 2 } }],
			[0, 2, "resumed", {}],
			[0, 2, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 2, "resource-used", { resource: 2, use: "notified", level: 1 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 2, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "resumed", {}],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("a barrier: who arrives at it, waits, and leaves", () => {
		const program = coroutine("main", function* () {
			const gate = new Barrier(2, { name: "gate" });
			createTask(gate.wait(), { name: "other" });
			yield* gate.wait();
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "other", label: "other", by: 1, group: 0 }],
			[
				0,
				1,
				"resource-created",
				{ resource: 1, resourceKind: "lock", name: "gate.lock", capacity: 0, lock: 0 },
			],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[
				0,
				1,
				"resource-created",
				{ resource: 2, resourceKind: "barrier", name: "gate", capacity: 2, lock: 0 },
			],
			[0, 1, "resource-used", { resource: 2, use: "arrived", level: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 1, "suspended", { wait: { kind: "barrier", resource: 2 } }],
			[0, 2, "resumed", {}],
			[0, 2, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 2, "resource-used", { resource: 2, use: "arrived", level: 2 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 2, "resource-used", { resource: 2, use: "left", level: 1 }],
			[0, 2, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 2, "task-ended", { ending: { how: "returned", value: 1 } }],
			[0, 1, "resumed", {}],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "resource-used", { resource: 2, use: "left", level: 0 }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("a queue: how full it is, who waits to get, to put and to join, and its end", () => {
		const program = coroutine("main", function* () {
			const jobs = new Queue<number>(1, { name: "jobs" });
			const consumer = coroutine(function* () {
				for (let job = 0; job < 2; job += 1) {
					yield* jobs.get();
					jobs.taskDone();
				}
				try {
					yield* jobs.get();
				} catch (error) {
					if (!(error instanceof QueueShutDown)) throw error;
				}
			});
			createTask(consumer(), { name: "consumer" });
			yield* sleep(0);
			yield* jobs.put(1);
			yield* jobs.put(2);
			yield* jobs.join();
			jobs.shutdown();
			yield* sleep(0);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "consumer", label: "consumer", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 2, label: "", name: "" }],
			[0, 2, "resource-created", { resource: 1, resourceKind: "queue", name: "jobs", capacity: 1, lock: 0 }],
			[0, 2, "suspended", { wait: { kind: "get", resource: 1 } }],
			[0, 1, "resumed", {}],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 1, item: 1 }],
			[0, 2, "woken", { cause: { kind: "handed", by: 1 } }],
			[0, 1, "suspended", { wait: { kind: "put", resource: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "resource-used", { resource: 1, use: "got", level: 0, item: 1 }],
			[0, 1, "woken", { cause: { kind: "handed", by: 2 } }],
			[0, 2, "resource-used", { resource: 1, use: "task-done", level: 0 }],
			[0, 2, "suspended", { wait: { kind: "get", resource: 1 } }],
			[0, 1, "resumed", {}],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 1, item: 2 }],
			[0, 2, "woken", { cause: { kind: "handed", by: 1 } }],
			[0, 1, "suspended", { wait: { kind: "join", resource: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "resource-used", { resource: 1, use: "got", level: 0, item: 2 }],
			[0, 2, "resource-used", { resource: 1, use: "task-done", level: 0 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 2, "suspended", { wait: { kind: "get", resource: 1 } }],
			[0, 1, "resumed", {}],
			[0, 1, "resource-used", { resource: 1, use: "shutdown", level: 0 }],
			[0, 2, "woken", { cause: { kind: "result", by: 1 } }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-ended", { span: 2, ending: { how: "returned", value: undefined } }],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("a semaphore's permits that are handed over, and put back by who is cancelled before it runs", () => {
		const program = coroutine("main", function* () {
			const seats = new Semaphore(1, { name: "seats" });
			yield* seats.acquire();
			const taker = coroutine("taker", function* () {
				yield* seats.acquire();
			});
			const first = createTask(taker(), { name: "first" });
			createTask(taker(), { name: "second" });
			yield* sleep(0);
			seats.release();
			first.cancel();
			yield* sleep(0);
		});
		expect(factsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[
				0,
				1,
				"resource-created",
				{ resource: 1, resourceKind: "semaphore", name: "seats", capacity: 1, lock: 0 },
			],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 2, "task-created", { name: "first", label: "first", by: 1, group: 0 }],
			[0, 3, "task-created", { name: "second", label: "second", by: 1, group: 0 }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 2, label: "taker", name: "taker" }],
			[0, 2, "suspended", { wait: { kind: "semaphore", resource: 1 } }],
			[0, 3, "resumed", {}],
			[0, 3, "span-started", { span: 3, label: "taker", name: "taker" }],
			[0, 3, "suspended", { wait: { kind: "semaphore", resource: 1 } }],
			[0, 1, "resumed", {}],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 2, "resource-used", { resource: 1, use: "handed", level: 1 }],
			[0, 2, "woken", { cause: { kind: "handed", by: 1 } }],
			[
				0,
				2,
				"cancel-requested",
				{ request: 1, by: 1, origin: { kind: "task" }, message: null, accepted: true },
			],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 2, "woken", { cause: { kind: "cancelled", by: 1, request: 1, message: null } }],
			[0, 2, "resumed", {}],
			[0, 2, "resource-used", { resource: 1, use: "put-back", level: 0 }],
			[0, 3, "resource-used", { resource: 1, use: "handed", level: 1 }],
			[0, 3, "woken", { cause: { kind: "handed", by: 2 } }],
			[0, 2, "span-ended", { span: 2, ending: { how: "cancelled" } }],
			[0, 2, "task-ended", { ending: { how: "cancelled" } }],
			[0, 1, "resumed", {}],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[0, 3, "resumed", {}],
			[0, 3, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 3, "span-ended", { span: 3, ending: { how: "returned", value: undefined } }],
			[0, 3, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 0, "callback-started", {}],
			[0, 0, "loop-closed", {}],
		]);
	});

	it("a semaphore that is given more permits than it had", () => {
		const program = coroutine("main", function* () {
			const none = new Semaphore(0);
			none.release();
			none.release();
			yield* none.acquire();
		});
		expect(only(factsOf(program), "resource-created", "resource-used")).toEqual([
			[
				0,
				1,
				"resource-created",
				{ resource: 1, resourceKind: "semaphore", name: "semaphore 1", capacity: 0, lock: 0 },
			],
			[0, 1, "resource-used", { resource: 1, use: "released", level: -1 }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: -2 }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: -1 }],
		]);
	});

	it("a lock that is given back by another, and its waiters who are cancelled", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			yield* pen.acquire();
			const [waiting, second] = [createTask(pen.acquire()), createTask(pen.acquire())];
			yield* sleep(0);
			const releaser = coroutine("releaser", function* () {
				pen.release();
				waiting.cancel();
			});
			yield* createTask(releaser());
			yield* second;
		});
		const facts = factsOf(program);
		expect(only(facts, "resource-created", "resource-used", "woken", "cancel-requested")).toEqual([
			[0, 1, "resource-created", { resource: 1, resourceKind: "lock", name: "pen", capacity: 0, lock: 0 }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 4, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 2, "woken", { cause: { kind: "handed", by: 4 } }],
			[
				0,
				2,
				"cancel-requested",
				{ request: 1, by: 4, origin: { kind: "task" }, message: null, accepted: true },
			],
			[0, 1, "woken", { cause: { kind: "result", by: 4 } }],
			[0, 2, "woken", { cause: { kind: "cancelled", by: 4, request: 1, message: null } }],
			[0, 3, "woken", { cause: { kind: "handed", by: 2 } }],
			[0, 3, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "woken", { cause: { kind: "result", by: 3 } }],
		]);
	});

	it("a condition with the lock that it was given, of which only who waits is notified", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			const dry = new Condition(pen, { name: "dry" });
			const wet = new Condition(pen);
			const waiter = coroutine("waiter", function* () {
				yield* dry.with(() => dry.wait());
			});
			const waiters = [createTask(waiter()), createTask(waiter())];
			yield* sleep(0);
			yield* wet.with(function* () {
				wet.notifyAll();
				dry.notify();
				dry.notifyAll();
			});
			for (const task of waiters) yield* task;
		});
		const facts = factsOf(program);
		expect(only(facts, "resource-created", "resource-used", "woken")).toEqual([
			[0, 2, "resource-created", { resource: 1, resourceKind: "lock", name: "pen", capacity: 0, lock: 0 }],
			[0, 2, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[
				0,
				2,
				"resource-created",
				{ resource: 2, resourceKind: "condition", name: "dry", capacity: 0, lock: 1 },
			],
			[0, 2, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 3, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 3, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[
				0,
				1,
				"resource-created",
				{ resource: 3, resourceKind: "condition", name: "condition 3", capacity: 0, lock: 1 },
			],
			[0, 1, "resource-used", { resource: 3, use: "notified", level: 0 }],
			[0, 1, "resource-used", { resource: 2, use: "notified", level: 1 }],
			[0, 2, "woken", { cause: { kind: "result", by: 1 } }],
			[0, 1, "resource-used", { resource: 2, use: "notified", level: 1 }],
			[0, 3, "woken", { cause: { kind: "result", by: 1 } }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 2, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 2, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 3, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 3, "resource-used", { resource: 1, use: "released", level: 0 }],
		]);
	});

	it("a barrier that is reset while a task waits, and aborted", () => {
		const program = coroutine("main", function* () {
			const gate = new Barrier(3, { name: "gate" });
			const comer = coroutine("comer", function* () {
				try {
					yield* gate.wait();
				} catch (error) {
					if (!(error instanceof BrokenBarrierError)) throw error;
				}
			});
			const first = createTask(comer());
			yield* sleep(0);
			yield* gate.reset();
			yield* first;
			const second = createTask(comer());
			yield* sleep(0);
			yield* gate.abort();
			yield* second;
			yield* comer();
		});
		const facts = factsOf(program);
		const uses = facts.filter(([, , , rest]) => !("resource" in rest) || rest.resource === 2);
		expect(only(uses, "resource-created", "resource-used", "woken", "suspended")).toEqual([
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[
				0,
				2,
				"resource-created",
				{ resource: 2, resourceKind: "barrier", name: "gate", capacity: 3, lock: 0 },
			],
			[0, 2, "resource-used", { resource: 2, use: "arrived", level: 1 }],
			[0, 2, "suspended", { wait: { kind: "barrier", resource: 2 } }],
			[0, 1, "resource-used", { resource: 2, use: "reset", level: 1 }],
			[0, 2, "woken", { cause: { kind: "result", by: 1 } }],
			[0, 1, "suspended", { wait: { kind: "task", of: 2 } }],
			[0, 2, "resource-used", { resource: 2, use: "left", level: 0 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 1, "suspended", { wait: { kind: "turn" } }],
			[0, 3, "resource-used", { resource: 2, use: "arrived", level: 1 }],
			[0, 3, "suspended", { wait: { kind: "barrier", resource: 2 } }],
			[0, 1, "resource-used", { resource: 2, use: "aborted", level: 1 }],
			[0, 3, "woken", { cause: { kind: "result", by: 1 } }],
			[0, 1, "suspended", { wait: { kind: "task", of: 3 } }],
			[0, 3, "resource-used", { resource: 2, use: "left", level: 0 }],
			[0, 1, "woken", { cause: { kind: "result", by: 3 } }],
		]);
	});

	it("a queue's items by number, also equal ones, and how many are not done", () => {
		const program = coroutine("main", function* () {
			const jobs = new Queue<unknown>();
			const same = {};
			for (const item of ["a", "a", same, Number.NaN, same, undefined]) jobs.putNowait(item);
			for (let left = 6; left > 0; left -= 1) jobs.getNowait();
			jobs.putNowait("a");
			jobs.taskDone();
			yield* jobs.get();
			jobs.putNowait("lost");
			jobs.shutdown(true);
		});
		expect(only(factsOf(program), "resource-created", "resource-used")).toEqual([
			[
				0,
				1,
				"resource-created",
				{ resource: 1, resourceKind: "queue", name: "queue 1", capacity: 0, lock: 0 },
			],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 1, item: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 2, item: 2 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 3, item: 3 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 4, item: 4 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 5, item: 5 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 6, item: 6 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 5, item: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 4, item: 2 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 3, item: 3 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 2, item: 4 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 1, item: 5 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 0, item: 6 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 1, item: 7 }],
			[0, 1, "resource-used", { resource: 1, use: "task-done", level: 6 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 0, item: 7 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 1, item: 8 }],
			[0, 1, "resource-used", { resource: 1, use: "shutdown", level: 0 }],
		]);
	});

	it("the items of queues that give the last or the least first", () => {
		const program = coroutine("main", function* () {
			const stack = new LifoQueue<string>(0, { name: "stack" });
			for (const item of ["a", "b", "c"]) stack.putNowait(item);
			const heap = new PriorityQueue<number>(0, { name: "heap" });
			for (const item of [3, 1, 2, 1]) heap.putNowait(item);
			yield* stack.get();
			stack.putNowait("d");
			for (let left = 3; left > 0; left -= 1) stack.getNowait();
			for (let left = 4; left > 0; left -= 1) yield* heap.get();
		});
		expect(only(factsOf(program), "resource-created", "resource-used")).toEqual([
			[0, 1, "resource-created", { resource: 1, resourceKind: "queue", name: "stack", capacity: 0, lock: 0 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 1, item: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 2, item: 2 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 3, item: 3 }],
			[0, 1, "resource-created", { resource: 2, resourceKind: "queue", name: "heap", capacity: 0, lock: 0 }],
			[0, 1, "resource-used", { resource: 2, use: "put", level: 1, item: 1 }],
			[0, 1, "resource-used", { resource: 2, use: "put", level: 2, item: 2 }],
			[0, 1, "resource-used", { resource: 2, use: "put", level: 3, item: 3 }],
			[0, 1, "resource-used", { resource: 2, use: "put", level: 4, item: 4 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 2, item: 3 }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 3, item: 4 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 2, item: 4 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 1, item: 2 }],
			[0, 1, "resource-used", { resource: 1, use: "got", level: 0, item: 1 }],
			[0, 1, "resource-used", { resource: 2, use: "got", level: 3, item: 2 }],
			[0, 1, "resource-used", { resource: 2, use: "got", level: 2, item: 4 }],
			[0, 1, "resource-used", { resource: 2, use: "got", level: 1, item: 3 }],
			[0, 1, "resource-used", { resource: 2, use: "got", level: 0, item: 1 }],
		]);
	});

	it("what nobody named by kind and number, counted over all kinds from the first that is used", () => {
		const program = coroutine("main", function* () {
			const [unused, lock, semaphore, bounded] = [
				new Lock(),
				new Lock(),
				new Semaphore(3),
				new BoundedSemaphore(),
			];
			yield* semaphore.acquire();
			yield* lock.acquire();
			yield* bounded.acquire();
			new Event().set();
			new Queue().putNowait(1);
			new PriorityQueue(7).putNowait(1);
			lock.release();
			return unused;
		});
		expect(only(factsOf(program), "resource-created")).toEqual([
			[
				0,
				1,
				"resource-created",
				{ resource: 1, resourceKind: "semaphore", name: "semaphore 1", capacity: 3, lock: 0 },
			],
			[0, 1, "resource-created", { resource: 2, resourceKind: "lock", name: "lock 2", capacity: 0, lock: 0 }],
			[
				0,
				1,
				"resource-created",
				{ resource: 3, resourceKind: "semaphore", name: "semaphore 3", capacity: 1, lock: 0 },
			],
			[
				0,
				1,
				"resource-created",
				{ resource: 4, resourceKind: "event", name: "event 4", capacity: 0, lock: 0 },
			],
			[
				0,
				1,
				"resource-created",
				{ resource: 5, resourceKind: "queue", name: "queue 5", capacity: 0, lock: 0 },
			],
			[
				0,
				1,
				"resource-created",
				{ resource: 6, resourceKind: "queue", name: "queue 6", capacity: 7, lock: 0 },
			],
		]);
	});

	it("a lock anew in each loop that uses it, under the number that it has there", () => {
		const lock = new Lock();
		const both = [0, 1].map((others) => {
			const program = coroutine("main", function* () {
				for (let other = 0; other < others; other += 1) new Event().set();
				yield* lock.acquire();
				lock.release();
			});
			return only(factsOf(program), "resource-created", "resource-used");
		});
		expect(both).toEqual([
			[
				[
					0,
					1,
					"resource-created",
					{ resource: 1, resourceKind: "lock", name: "lock 1", capacity: 0, lock: 0 },
				],
				[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
				[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			],
			[
				[
					0,
					1,
					"resource-created",
					{ resource: 1, resourceKind: "event", name: "event 1", capacity: 0, lock: 0 },
				],
				[0, 1, "resource-used", { resource: 1, use: "set", level: 1 }],
				[
					0,
					1,
					"resource-created",
					{ resource: 2, resourceKind: "lock", name: "lock 2", capacity: 0, lock: 0 },
				],
				[0, 1, "resource-used", { resource: 2, use: "acquired", level: 1 }],
				[0, 1, "resource-used", { resource: 2, use: "released", level: 0 }],
			],
		]);
	});
});
