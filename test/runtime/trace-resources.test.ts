import { describe, expect, it } from "vitest";
import {
	Barrier,
	BoundedSemaphore,
	Condition,
	coroutine,
	createTask,
	Event,
	Lock,
	PriorityQueue,
	Queue,
	QueueShutDown,
	run,
	Semaphore,
	sleep,
	Trace,
} from "../../src/index.ts";
import { eventsOf, told } from "./events-of.ts";

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
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "second", label: "second", by: 1, bySpan: 1, group: null }],
			[0, 0, "resource-created", { resource: 1, resourceKind: "lock", name: "pen", capacity: 0 }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "suspended", { wait: { kind: "sleep", until: 1 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "suspended", { wait: { kind: "lock", resource: 1, holders: [1] }, span: 0 }],
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", { cause: { kind: "timer" } }],
			[1, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[1, 2, "woken", { cause: { kind: "handed", by: 1 } }],
			[1, 1, "suspended", { wait: { kind: "task", of: 2 }, span: 1 }],
			[1, 2, "resumed", { cause: { kind: "handed", by: 1 } }],
			[1, 2, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[1, 2, "suspended", { wait: { kind: "sleep", until: 2 }, span: 0 }],
			[2, 2, "woken", { cause: { kind: "timer" } }],
			[2, 2, "resumed", { cause: { kind: "timer" } }],
			[2, 2, "resource-used", { resource: 1, use: "released", level: 0 }],
			[2, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[2, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[2, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[2, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[2, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
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
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 0, "resource-created", { resource: 1, resourceKind: "semaphore", name: "seats", capacity: 2 }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 2, "task-created", { name: "second", label: "second", by: 1, bySpan: 1, group: null }],
			[0, 1, "suspended", { wait: { kind: "turn" }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "resource-used", { resource: 1, use: "acquired", level: 2 }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 }, span: 0 }],
			[0, 1, "resumed", { cause: { kind: "turn" } }],
			[0, 1, "suspended", { wait: { kind: "semaphore", resource: 1, holders: [1, 2] }, span: 1 }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", { cause: { kind: "timer" } }],
			[1, 2, "resource-used", { resource: 1, use: "released", level: 1 }],
			[1, 1, "woken", { cause: { kind: "handed", by: 2 } }],
			[1, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[1, 1, "resumed", { cause: { kind: "handed", by: 2 } }],
			[1, 1, "resource-used", { resource: 1, use: "acquired", level: 2 }],
			[1, 1, "resource-used", { resource: 1, use: "released", level: 1 }],
			[1, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[1, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
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
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "opener", label: "opener", by: 1, bySpan: 1, group: null }],
			[0, 0, "resource-created", { resource: 1, resourceKind: "event", name: "door", capacity: 0 }],
			[0, 1, "suspended", { wait: { kind: "event", resource: 1 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "span-started", { span: 2, parent: 0, label: "" }],
			[0, 2, "resource-used", { resource: 1, use: "set", level: 1 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 2, "resource-used", { resource: 1, use: "cleared", level: 0 }],
			[0, 2, "span-ended", { span: 2, ending: { how: "returned", value: undefined } }],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
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
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "notifier", label: "notifier", by: 1, bySpan: 1, group: null }],
			[0, 0, "resource-created", { resource: 1, resourceKind: "lock", name: "ready.lock", capacity: 0 }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 0, "resource-created", { resource: 2, resourceKind: "condition", name: "ready", capacity: 0 }],
			[0, 1, "suspended", { wait: { kind: "condition", resource: 2 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 2, "resource-used", { resource: 2, use: "notified", level: 1 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 2, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("a barrier: who waits at it, and who lets how many through", () => {
		const program = coroutine("main", function* () {
			const gate = new Barrier(2, { name: "gate" });
			createTask(gate.wait(), { name: "other" });
			yield* gate.wait();
		});
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "other", label: "other", by: 1, bySpan: 1, group: null }],
			[0, 0, "resource-created", { resource: 1, resourceKind: "lock", name: "gate.lock", capacity: 0 }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 0, "resource-created", { resource: 2, resourceKind: "barrier", name: "gate", capacity: 2 }],
			[0, 1, "suspended", { wait: { kind: "barrier", resource: 2 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 2, "resource-used", { resource: 2, use: "notified", level: 1 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 2, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 2, "task-ended", { ending: { how: "returned", value: 1 } }],
			[0, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resource-used", { resource: 1, use: "acquired", level: 1 }],
			[0, 1, "resource-used", { resource: 1, use: "released", level: 0 }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
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
		expect(eventsOf(program)).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, bySpan: 0, group: null }],
			[0, 1, "resumed", { cause: { kind: "start" } }],
			[0, 1, "span-started", { span: 1, parent: 0, label: "main" }],
			[0, 2, "task-created", { name: "consumer", label: "consumer", by: 1, bySpan: 1, group: null }],
			[0, 1, "suspended", { wait: { kind: "turn" }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "start" } }],
			[0, 2, "span-started", { span: 2, parent: 0, label: "" }],
			[0, 0, "resource-created", { resource: 1, resourceKind: "queue", name: "jobs", capacity: 1 }],
			[0, 2, "suspended", { wait: { kind: "get", resource: 1 }, span: 2 }],
			[0, 1, "resumed", { cause: { kind: "turn" } }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 1 }],
			[0, 2, "woken", { cause: { kind: "handed", by: 1 } }],
			[0, 1, "suspended", { wait: { kind: "put", resource: 1 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "handed", by: 1 } }],
			[0, 2, "resource-used", { resource: 1, use: "got", level: 0 }],
			[0, 1, "woken", { cause: { kind: "handed", by: 2 } }],
			[0, 2, "suspended", { wait: { kind: "get", resource: 1 }, span: 2 }],
			[0, 1, "resumed", { cause: { kind: "handed", by: 2 } }],
			[0, 1, "resource-used", { resource: 1, use: "put", level: 1 }],
			[0, 2, "woken", { cause: { kind: "handed", by: 1 } }],
			[0, 1, "suspended", { wait: { kind: "join", resource: 1 }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "handed", by: 1 } }],
			[0, 2, "resource-used", { resource: 1, use: "got", level: 0 }],
			[0, 1, "woken", { cause: { kind: "result", by: 2 } }],
			[0, 2, "suspended", { wait: { kind: "get", resource: 1 }, span: 2 }],
			[0, 1, "resumed", { cause: { kind: "result", by: 2 } }],
			[0, 1, "resource-used", { resource: 1, use: "shutdown", level: 0 }],
			[0, 2, "woken", { cause: { kind: "result", by: 1 } }],
			[0, 1, "suspended", { wait: { kind: "turn" }, span: 1 }],
			[0, 2, "resumed", { cause: { kind: "result", by: 1 } }],
			[0, 2, "span-ended", { span: 2, ending: { how: "returned", value: undefined } }],
			[0, 2, "task-ended", { ending: { how: "returned", value: undefined } }],
			[0, 1, "resumed", { cause: { kind: "turn" } }],
			[0, 1, "span-ended", { span: 1, ending: { how: "returned", value: undefined } }],
			[0, 1, "task-ended", { ending: { how: "returned", value: undefined } }],
		]);
	});

	it("what nobody named by kind and number, counted over all kinds from the first that is used", () => {
		const trace = new Trace();
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
		run(program(), { trace });
		const made = told(trace.events).flatMap(([, , kind, rest]) =>
			kind === "resource-created" ? [rest] : [],
		);
		expect(made).toEqual([
			{ resource: 1, resourceKind: "semaphore", name: "semaphore 1", capacity: 3 },
			{ resource: 2, resourceKind: "lock", name: "lock 2", capacity: 0 },
			{ resource: 3, resourceKind: "semaphore", name: "semaphore 3", capacity: 1 },
			{ resource: 4, resourceKind: "event", name: "event 4", capacity: 0 },
			{ resource: 5, resourceKind: "queue", name: "queue 5", capacity: 0 },
			{ resource: 6, resourceKind: "queue", name: "queue 6", capacity: 7 },
		]);
	});

	it("a lock anew in each loop that uses it, under the number that it has there", () => {
		const lock = new Lock();
		const both = [new Trace(), new Trace()].map((trace, others) => {
			const program = coroutine("main", function* () {
				for (let other = 0; other < others; other += 1) new Event().set();
				yield* lock.acquire();
				lock.release();
			});
			run(program(), { trace });
			return told(trace.events).flatMap(([, , kind, rest]) => (kind.startsWith("resource") ? [rest] : []));
		});
		expect(both).toEqual([
			[
				{ resource: 1, resourceKind: "lock", name: "lock 1", capacity: 0 },
				{ resource: 1, use: "acquired", level: 1 },
				{ resource: 1, use: "released", level: 0 },
			],
			[
				{ resource: 1, resourceKind: "event", name: "event 1", capacity: 0 },
				{ resource: 1, use: "set", level: 1 },
				{ resource: 2, resourceKind: "lock", name: "lock 2", capacity: 0 },
				{ resource: 2, use: "acquired", level: 1 },
				{ resource: 2, use: "released", level: 0 },
			],
		]);
	});
});
