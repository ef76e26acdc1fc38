import { describe, expect, it } from "vitest";
import {
	BoundedSemaphore,
	CancelledError,
	Condition,
	type Coroutine,
	createTask,
	Event,
	Lock,
	Queue,
	RuntimeError,
	Semaphore,
	sleep,
	type Task,
	ValueError,
} from "../../../src/runtime/index.ts";
import { Told } from "../observed.ts";
import { errorOf, failure, inLoop, raisedBy, turns, value } from "./in-loop.ts";

describe("a lock", () => {
	it("is handed on in the order in which it was asked for", () => {
		const log = inLoop(function* () {
			const lock = new Lock();
			const said: unknown[] = [];
			function* taker(name: number) {
				said.push(yield* lock.acquire(), name);
				return name;
			}
			said.push(yield* lock.acquire());
			const tasks = [createTask(taker(1)), createTask(taker(2))];
			yield* sleep(0);
			said.push("nobody yet");
			lock.release();
			yield* sleep(0);
			said.push("one turn");
			yield* sleep(0);
			said.push("another");
			tasks.push(createTask(taker(3)));
			lock.release();
			yield* sleep(0);
			said.push("third");
			lock.release();
			yield* sleep(0);
			said.push(lock.locked());
			return [said, tasks.map((task) => task.done())];
		});
		expect(log).toEqual([
			[true, "nobody yet", true, 1, "one turn", "another", true, 2, "third", true, 3, true],
			[true, true, true],
		]);
	});

	it("is free once it is released and nobody waits", () => {
		const states = inLoop(function* () {
			const lock = new Lock();
			const before = lock.locked();
			yield* lock.acquire();
			const held = lock.locked();
			lock.release();
			return [before, held, lock.locked()];
		});
		expect(states).toEqual([false, true, false]);
	});

	it("that nobody holds can't be released", () => {
		expect(raisedBy(() => new Lock().release())).toBeInstanceOf(RuntimeError);
	});

	it("may be released by somebody who does not hold it", () => {
		const outcome = inLoop(function* () {
			const lock = new Lock();
			yield* lock.acquire();
			function* other() {
				lock.release();
			}
			yield* createTask(other());
			return lock.locked();
		});
		expect(outcome).toBe(false);
	});

	it("that is free is taken without giving up a turn", () => {
		const log = inLoop(function* (loop) {
			const lock = new Lock();
			const said: string[] = [];
			loop.callSoon(() => said.push("next turn"));
			yield* lock.acquire();
			said.push("acquired");
			yield* sleep(0);
			return said;
		});
		expect(log).toEqual(["acquired", "next turn"]);
	});

	it("that was released is not taken by who comes before the next waiter has run", () => {
		const log = inLoop(function* () {
			const lock = new Lock();
			const said: string[] = [];
			function* taker(name: string) {
				yield* lock.acquire();
				said.push(name);
				lock.release();
			}
			yield* lock.acquire();
			createTask(taker("first"));
			yield* sleep(0);
			lock.release();
			yield* taker("main");
			yield* turns(3);
			return said;
		});
		expect(log).toEqual(["first", "main"]);
	});

	it("lets the task that waits for it be cancelled", () => {
		inLoop(function* (loop) {
			const lock = new Lock();
			yield* lock.acquire();
			const task = createTask(lock.acquire());
			loop.callSoon(() => task.cancel());
			const error = yield* errorOf(task);
			lock.release();
			expect([error, lock.locked(), yield* lock.acquire()]).toEqual([new CancelledError(), false, true]);
		});
	});

	it("goes to the next waiter if the first is cancelled as it is released", () => {
		inLoop(function* (loop) {
			const lock = new Lock();
			const blocker = loop.createFuture();
			function* holder(wait: boolean) {
				yield* lock.acquire();
				try {
					if (wait) yield* blocker;
				} finally {
					lock.release();
				}
			}
			const first = createTask(holder(true));
			yield* sleep(0);
			const second = createTask(holder(false));
			const third = createTask(holder(false));
			yield* sleep(0);
			blocker.setResult(null);
			second.cancel();
			yield* sleep(0);
			const between = [first.done(), second.cancelled(), lock.locked()];
			yield* third;
			expect([between, lock.locked()]).toEqual([[true, true, false], false]);
		});
	});

	it("is taken by one only when a waiter is cancelled and it is released in one turn", () => {
		const outcome = inLoop(function* (loop) {
			const lock = new Lock();
			let [called, taken] = [0, 0];
			function* taker() {
				called++;
				yield* lock.acquire();
				taken++;
			}
			yield* lock.acquire();
			const [first, second, third] = [createTask(taker()), createTask(taker()), createTask(taker())];
			yield* sleep(0);
			loop.callSoon(() => {
				first.cancel();
				lock.release();
			});
			yield* errorOf(first);
			const counts = [called, taken, first.cancelled(), second.done(), third.done()];
			third.cancel();
			yield* sleep(0);
			return [counts, third.cancelled()];
		});
		expect(outcome).toEqual([[3, 1, true, true, false], true]);
	});

	it("goes on to the next waiter if the one it was handed to is cancelled before it runs", () => {
		inLoop(function* () {
			const lock = new Lock();
			yield* lock.acquire();
			const first = createTask(lock.acquire());
			const second = createTask(lock.acquire());
			yield* sleep(0);
			lock.release();
			first.cancel();
			yield* turns(1);
			const between = [lock.locked(), first.cancelled(), second.done()];
			expect([between, yield* second, lock.locked()]).toEqual([[false, true, false], true, true]);
		});
	});

	it("goes on to the next waiter if the first is cancelled, then released, in one turn", () => {
		inLoop(function* () {
			const lock = new Lock();
			yield* lock.acquire();
			const first = createTask(lock.acquire());
			yield* sleep(0);
			const second = createTask(lock.acquire());
			first.cancel();
			lock.release();
			yield* sleep(0);
			expect([lock.locked(), first.cancelled(), yield* second]).toEqual([true, true, true]);
		});
	});
});

describe.each([
	["Lock", () => new Lock()],
	["Semaphore", () => new Semaphore()],
	["BoundedSemaphore", () => new BoundedSemaphore()],
	["Condition", () => new Condition()],
])("with a %s", (_name, make) => {
	it("is held while the body runs, and answers what that returned", () => {
		const outcome = inLoop(function* () {
			const lock = make();
			const inside = yield* lock.with(function* () {
				yield* sleep(0);
				return lock.locked();
			});
			return [inside, lock.locked()];
		});
		expect(outcome).toEqual([true, false]);
	});

	it("is released when the body fails or is cancelled", () => {
		const outcome = inLoop(function* () {
			const lock = make();
			const first = yield* errorOf(lock.with(() => failure(new ValueError("body"))));
			const afterError = lock.locked();
			const task = createTask(lock.with(() => sleep(10)));
			yield* turns(2);
			const held = lock.locked();
			task.cancel();
			return [first, afterError, held, yield* errorOf(task), lock.locked()];
		});
		expect(outcome).toEqual([new ValueError("body"), false, true, new CancelledError(), false]);
	});

	it("never runs the body of one that is cancelled while it waits, nor releases what it does not hold", () => {
		const outcome = inLoop(function* () {
			const lock = make();
			const said: string[] = [];
			yield* lock.acquire();
			const task = createTask(
				lock.with(function* () {
					said.push("body");
				}),
			);
			yield* turns(2);
			task.cancel();
			return [yield* errorOf(task), said, lock.locked()];
		});
		expect(outcome).toEqual([new CancelledError(), [], true]);
	});

	it("can't be awaited itself", () => {
		inLoop(function* () {
			const lock = make() as unknown as Task<unknown>;
			function* careless() {
				yield* lock;
			}
			expect(yield* errorOf(careless())).toBeInstanceOf(TypeError);
		});
	});

	it("takes a body that never suspends, in the same turn", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			loop.callSoon(() => said.push("next turn"));
			said.push(yield* make().with(() => value("body")));
			return [...said];
		});
		expect(log).toEqual(["body"]);
	});
});

describe("what tasks wait at belongs to the loop where they first waited", () => {
	it.each([false, true])("and where nobody waited it may be used in another, observed: %s", (isObserved) => {
		const lock = new Lock();
		function* holder() {
			return yield* lock.with(() => value("held"));
		}
		const options = () => (isObserved ? { observer: new Told() } : {});
		expect([inLoop(holder, options()), inLoop(holder, options())]).toEqual(["held", "held"]);
	});

	const [lock, semaphore, event, queue] = [new Lock(), new Semaphore(1), new Event(), new Queue<number>()];
	it.each([
		["Lock", () => lock.acquire()],
		["Semaphore", () => semaphore.acquire()],
		["Event", () => event.wait()],
		["Queue", () => queue.get()],
	] as [string, () => Coroutine<unknown>][])(
		"and waiting for a %s in another is an error",
		(_name, waitAt) => {
			inLoop(function* () {
				createTask(waitAt());
				createTask(waitAt());
				yield* turns(2);
			});
			const error = inLoop(function* () {
				return yield* errorOf(waitAt());
			});
			expect(error).toBeInstanceOf(RuntimeError);
		},
	);

	it("and a condition with a lock of another loop is an error when it waits", () => {
		const lock = new Lock();
		inLoop(function* () {
			createTask(lock.acquire());
			createTask(lock.acquire());
			yield* turns(2);
		});
		const error = inLoop(function* () {
			return yield* errorOf(new Condition(lock).acquire());
		});
		expect(error).toBeInstanceOf(RuntimeError);
	});
});
