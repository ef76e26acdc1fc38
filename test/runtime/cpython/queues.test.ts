import { describe, expect, it } from "vitest";
import {
	CancelledError,
	createTask,
	Event,
	gather,
	LifoQueue,
	PriorityQueue,
	Queue,
	QueueEmpty,
	QueueFull,
	QueueShutDown,
	sleep,
	TimeoutError,
	taskGroup,
	ValueError,
	waitFor,
} from "../../../src/runtime/index.ts";
import { errorOf, inLoop, raisedBy, turns } from "./in-loop.ts";

const KINDS = [
	["Queue", Queue],
	["LifoQueue", LifoQueue],
	["PriorityQueue", PriorityQueue],
] as const;

describe.each([
	["Queue", Queue, [1, 3, 2]],
	["LifoQueue", LifoQueue, [2, 3, 1]],
	["PriorityQueue", PriorityQueue, [1, 2, 3]],
] as const)("a %s", (_name, Class, order) => {
	it("gives its items in its order", () => {
		const items = inLoop(function* () {
			const queue = new Class<number>();
			for (const item of [1, 3, 2]) yield* queue.put(item);
			return [yield* queue.get(), yield* queue.get(), yield* queue.get()];
		});
		expect(items).toEqual(order);
	});

	it("gives them in its order also when some are taken in between, and without waiting", () => {
		const queue = new Class<number>();
		for (const item of [1, 3, 2]) queue.putNowait(item);
		const [first, ...rest] = order;
		const taken = [queue.getNowait()];
		queue.putNowait(9);
		expect([taken, queue.qsize(), rest.length]).toEqual([[first], 3, 2]);
	});
});

describe("a priority queue", () => {
	it("compares arrays item by item, as Python does tuples", () => {
		const queue = new PriorityQueue<[number, string]>();
		const items: [number, string][] = [
			[2, "a"],
			[1, "z"],
			[1, "b"],
			[10, "c"],
		];
		for (const item of items) queue.putNowait(item);
		expect([queue.getNowait(), queue.getNowait(), queue.getNowait(), queue.getNowait()]).toEqual([
			[1, "b"],
			[1, "z"],
			[2, "a"],
			[10, "c"],
		]);
	});
});

describe("a queue", () => {
	it("knows whether it is empty or full, and how much is in it", () => {
		const states = inLoop(function* () {
			const queue = new Queue<number>(1);
			const state = () => [queue.empty(), queue.full(), queue.qsize(), queue.maxsize];
			const seen = [state()];
			yield* queue.put(1);
			seen.push(state());
			yield* queue.get();
			seen.push(state());
			return seen;
		});
		expect(states).toEqual([
			[true, false, 0, 1],
			[false, true, 1, 1],
			[true, false, 0, 1],
		]);
	});

	it.each([0, -1])("with a maxsize of %i is never full", (maxsize) => {
		const queue = new Queue<number>(maxsize);
		for (let item = 0; item < 1000; item++) queue.putNowait(item);
		expect([queue.full(), queue.qsize(), queue.maxsize]).toEqual([false, 1000, maxsize]);
	});

	it("may have a maxsize that is no whole number", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<number>(1.3);
			queue.putNowait(1);
			yield* queue.put(2);
			return [queue.full(), raisedBy(() => queue.putNowait(3)) instanceof QueueFull];
		});
		expect(outcome).toEqual([true, true]);
	});

	it("that is full makes who puts wait", () => {
		const log = inLoop(function* () {
			const queue = new Queue<number>(2);
			const said: unknown[] = [];
			function* putter() {
				for (const item of [0, 1, 2]) {
					yield* queue.put(item);
					said.push(`put ${item}`);
				}
				return true;
			}
			const task = createTask(putter());
			yield* turns(2);
			said.push(yield* queue.get());
			yield* turns(1);
			said.push(yield* queue.get(), yield* queue.get(), task.done());
			return said;
		});
		expect(log).toEqual(["put 0", "put 1", 0, "put 2", 1, 2, true]);
	});

	it("that is empty makes who gets wait", () => {
		const outcome = inLoop(function* (loop) {
			const queue = new Queue<number>();
			const started = new Event();
			function* getter() {
				started.set();
				return [yield* queue.get(), loop.time()];
			}
			const task = createTask(getter());
			yield* started.wait();
			const before = task.done();
			loop.callLater(0.01, () => queue.putNowait(1));
			return [before, yield* task];
		});
		expect(outcome).toEqual([false, [1, 0.01]]);
	});

	it("that is full takes an item when one is taken, also by a callback", () => {
		const outcome = inLoop(function* (loop) {
			const queue = new Queue<number>(1);
			loop.callLater(0.01, () => queue.getNowait());
			yield* queue.put(1);
			yield* queue.put(2);
			return [loop.time(), queue.getNowait()];
		});
		expect(outcome).toEqual([0.01, 2]);
	});

	it("gives and takes without a turn where it need not wait", () => {
		const log = inLoop(function* (loop) {
			const queue = new Queue<number>(1);
			const said: unknown[] = [];
			loop.callSoon(() => said.push("next turn"));
			yield* queue.put(1);
			said.push(yield* queue.get());
			return [...said];
		});
		expect(log).toEqual([1]);
	});

	it("says so when there is nothing to get or no room to put, where nobody is to wait", () => {
		const queue = new Queue<number>(1);
		const empty = raisedBy(() => queue.getNowait());
		queue.putNowait(1);
		const full = raisedBy(() => queue.putNowait(2));
		expect([empty instanceof QueueEmpty, full instanceof QueueFull, queue.getNowait()]).toEqual([
			true,
			true,
			1,
		]);
	});

	it("serves those who wait in the order in which they came", () => {
		const log = inLoop(function* () {
			const queue = new Queue<string>(1);
			const said: string[] = [];
			function* putter(item: string) {
				yield* queue.put(item);
			}
			function* getter(name: string) {
				said.push(`${name} got ${yield* queue.get()}`);
			}
			yield* gather([
				putter("a"),
				putter("b"),
				putter("c"),
				getter("first"),
				getter("second"),
				getter("third"),
			]);
			return said;
		});
		expect(log).toEqual(["first got a", "second got b", "third got c"]);
	});

	it("takes from those who wait to put", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<string>(1);
			createTask(queue.put("a"));
			createTask(queue.put("b"));
			return [yield* queue.get(), yield* queue.get()];
		});
		expect(outcome).toEqual(["a", "b"]);
	});

	it("lets a producer and a consumer keep up with one another", () => {
		const log = inLoop(function* () {
			const queue = new Queue<number>(1);
			const said: string[] = [];
			function* producer() {
				for (let item = 0; item < 4; item++) {
					yield* queue.put(item);
					said.push(`put ${item}`);
				}
			}
			function* consumer() {
				for (let count = 0; count < 4; count++) said.push(`got ${yield* queue.get()}`);
			}
			yield* taskGroup(function* (group) {
				group.createTask(producer());
				group.createTask(consumer());
			});
			return said;
		});
		expect(log).toEqual(["put 0", "got 0", "put 1", "got 1", "put 2", "got 2", "put 3", "got 3"]);
	});

	it("wakes who waits to put as often as room is made, not once only", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<number>(2);
			function* getter() {
				yield* sleep(0);
				for (let left = queue.qsize(); left > 0; left--) queue.getNowait();
			}
			yield* taskGroup(function* (group) {
				group.createTask(getter());
				for (const item of [0, 1, 2, 3]) group.createTask(queue.put(item));
			});
			return [queue.getNowait(), queue.getNowait(), queue.empty()];
		});
		expect(outcome).toEqual([2, 3, true]);
	});
});

describe("cancelling who waits at a queue", () => {
	it("to get leaves the item to the next", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<string>();
			const [first, second] = [createTask(queue.get()), createTask(queue.get())];
			yield* turns(1);
			first.cancel();
			yield* turns(1);
			const cancelled = first.cancelled();
			yield* queue.put("a");
			return [cancelled, yield* second];
		});
		expect(outcome).toEqual([true, "a"]);
	});

	it("to get, after an item was put for it, drops no item", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<number>();
			const reader = createTask(queue.get());
			yield* turns(1);
			queue.putNowait(1);
			queue.putNowait(2);
			reader.cancel();
			return [yield* errorOf(reader), yield* queue.get(), yield* queue.get()];
		});
		expect(outcome).toEqual([new CancelledError(), 1, 2]);
	});

	it("to get, one of several, wakes another for the item that was put for it", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<number>();
			const readers = [createTask(queue.get()), createTask(queue.get()), createTask(queue.get())] as const;
			yield* turns(1);
			queue.putNowait(1);
			queue.putNowait(2);
			readers[0].cancel();
			return [yield* errorOf(readers[0]), yield* readers[2], yield* readers[1]];
		});
		expect(outcome).toEqual([new CancelledError(), 2, 1]);
	});

	it("to get leaves nothing behind: a later item waits for who comes", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<number>(5);
			const error = yield* errorOf(waitFor(queue.get(), 0.1));
			queue.putNowait(1);
			return [error instanceof TimeoutError, queue.qsize(), yield* queue.get()];
		});
		expect(outcome).toEqual([true, 1, 1]);
	});

	it("to put, after room was made for it, puts nothing", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<number>(1);
			queue.putNowait(1);
			const writer = createTask(queue.put(2));
			yield* turns(1);
			const first = queue.getNowait();
			writer.cancel();
			const error = yield* errorOf(writer);
			return [first, error, queue.qsize()];
		});
		expect(outcome).toEqual([1, new CancelledError(), 0]);
	});

	it("to put leaves the room to the next", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<string>(1);
			const [first, second, third] = [
				createTask(queue.put("a")),
				createTask(queue.put("b")),
				createTask(queue.put("X")),
			];
			yield* turns(1);
			const states = [first.done(), second.done()];
			third.cancel();
			yield* turns(1);
			const taken = [queue.getNowait()];
			yield* turns(1);
			taken.push(queue.getNowait());
			yield* second;
			return [states, third.cancelled(), taken, queue.empty()];
		});
		expect(outcome).toEqual([[true, false], true, ["a", "b"], true]);
	});

	it("to put, after room was made for it, wakes the next", () => {
		const outcome = inLoop(function* () {
			const queue = new Queue<string>(1);
			queue.putNowait("a");
			const [first, second] = [createTask(queue.put("b")), createTask(queue.put("c"))];
			yield* turns(1);
			queue.getNowait();
			first.cancel();
			yield* turns(2);
			return [first.cancelled(), second.done(), queue.getNowait()];
		});
		expect(outcome).toEqual([true, true, "c"]);
	});
});

describe.each(KINDS)("joining a %s", (_name, Class) => {
	it("that is empty ends at once", () => {
		const outcome = inLoop(function* (loop) {
			const queue = new Class<number>();
			const said: string[] = [];
			loop.callSoon(() => said.push("next turn"));
			yield* queue.join();
			yield* queue.join();
			return [...said];
		});
		expect(outcome).toEqual([]);
	});

	it("waits until every item is done with", () => {
		const outcome = inLoop(function* (loop) {
			const queue = new Class<number>();
			for (let item = 0; item < 100; item++) queue.putNowait(item);
			let sum = 0;
			function* worker() {
				for (;;) {
					sum += yield* queue.get();
					yield* sleep(1);
					queue.taskDone();
				}
			}
			const workers = [createTask(worker()), createTask(worker())];
			yield* queue.join();
			for (const task of workers) task.cancel();
			return [sum, loop.time()];
		});
		expect(outcome).toEqual([4950, 50]);
	});

	it("counts an item as done with only when somebody says so, and no more often than it was put", () => {
		const queue = new Class<number>();
		const before = raisedBy(() => queue.taskDone());
		queue.putNowait(1);
		queue.getNowait();
		queue.taskDone();
		expect([before instanceof ValueError, raisedBy(() => queue.taskDone()) instanceof ValueError]).toEqual([
			true,
			true,
		]);
	});
});

describe.each(KINDS)("shutting a %s down", (_name, Class) => {
	/** Whether putting and getting, waiting or not, raise QueueShutDown. */
	function* refusals(queue: Queue<string>) {
		const errors = [
			yield* errorOf(queue.put("data")),
			raisedBy(() => queue.putNowait("data")),
			yield* errorOf(queue.get()),
			raisedBy(() => queue.getNowait()),
		];
		return errors.map((error) => error instanceof QueueShutDown);
	}
	const ALL_REFUSED = [true, true, true, true];

	it("that is empty ends the waits of those who get", () => {
		const outcome = inLoop(function* () {
			const queue = new Class<string>();
			const getter = createTask(queue.get());
			yield* turns(1);
			queue.shutdown();
			yield* queue.join();
			yield* turns(1);
			return [
				queue.qsize(),
				getter.done(),
				(yield* errorOf(getter)) instanceof QueueShutDown,
				yield* refusals(queue),
			];
		});
		expect(outcome).toEqual([0, true, true, ALL_REFUSED]);
	});

	it("that holds items leaves them to be taken and done with, and ends the waits of those who put", () => {
		const outcome = inLoop(function* () {
			const queue = new Class<string>(1);
			queue.putNowait("data");
			const joiner = createTask(queue.join());
			const putter = createTask(queue.put("data2"));
			yield* turns(1);
			const before = putter.done();
			queue.shutdown();
			const left = queue.qsize();
			yield* turns(1);
			const error = yield* errorOf(putter);
			const item = yield* queue.get();
			yield* turns(1);
			const joined = joiner.done();
			const refused = yield* refusals(queue);
			queue.taskDone();
			yield* turns(1);
			const tooMany = raisedBy(() => queue.taskDone());
			return [
				before,
				left,
				error instanceof QueueShutDown,
				item,
				joined,
				refused,
				joiner.done(),
				tooMany instanceof ValueError,
			];
		});
		expect(outcome).toEqual([false, 1, true, "data", false, ALL_REFUSED, true, true]);
	});

	it("immediately drops its items, which count as done with", () => {
		const outcome = inLoop(function* () {
			const queue = new Class<string>();
			queue.putNowait("data");
			const joiner = createTask(queue.join());
			yield* turns(1);
			queue.shutdown(true);
			const left = queue.qsize();
			yield* turns(1);
			const tooMany = raisedBy(() => queue.taskDone());
			return [left, joiner.done(), yield* refusals(queue), tooMany instanceof ValueError];
		});
		expect(outcome).toEqual([0, true, ALL_REFUSED, true]);
	});

	it("immediately still waits for the item that was taken", () => {
		const outcome = inLoop(function* () {
			const queue = new Class<string>();
			queue.putNowait("data");
			queue.putNowait("data");
			const joiner = createTask(queue.join());
			const item = yield* queue.get();
			queue.shutdown(true);
			const left = queue.qsize();
			yield* turns(1);
			const joined = joiner.done();
			const refused = yield* refusals(queue);
			queue.taskDone();
			yield* turns(1);
			return [item, left, joined, refused, joiner.done()];
		});
		expect(outcome).toEqual(["data", 0, false, ALL_REFUSED, true]);
	});
});
