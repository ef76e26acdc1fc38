import { describe, expect, it } from "vitest";
import {
	CancelledError,
	Condition,
	createTask,
	Lock,
	RuntimeError,
	sleep,
	type Task,
	TimeoutError,
	timeout,
	waitFor,
} from "../../../src/runtime/index.ts";
import { errorOf, inLoop, raisedBy, turns } from "./in-loop.ts";

/** Three tasks that take the condition, wait at it, note their number, and give it back if they are to. */
function startWaiters(condition: Condition, said: unknown[], release: boolean): Task<boolean>[] {
	function* waiter(name: number) {
		yield* condition.acquire();
		if (yield* condition.wait()) said.push(name);
		if (release) condition.release();
		return true;
	}
	return [1, 2, 3].map((name) => createTask(waiter(name)));
}

describe("waiting at a condition", () => {
	it("gives its lock up, and takes it again before it goes on", () => {
		const log = inLoop(function* () {
			const condition = new Condition();
			const said: unknown[] = [];
			const tasks = startWaiters(condition, said, false);
			yield* sleep(0);
			said.push(condition.locked(), yield* condition.acquire());
			condition.notify();
			yield* sleep(0);
			said.push("notified 1", condition.locked());
			condition.release();
			yield* sleep(0);
			said.push("released", condition.locked());
			condition.notify(2);
			yield* sleep(0);
			said.push("notified 2", condition.locked());
			condition.release();
			yield* sleep(0);
			said.push("released", condition.locked());
			condition.release();
			yield* sleep(0);
			said.push("released", condition.locked());
			return [said, tasks.map((task) => task.done())];
		});
		expect(log).toEqual([
			[
				false,
				true,
				"notified 1",
				true,
				1,
				"released",
				true,
				"notified 2",
				true,
				2,
				"released",
				true,
				3,
				"released",
				true,
			],
			[true, true, true],
		]);
	});

	it("needs its lock", () => {
		inLoop(function* () {
			expect(yield* errorOf(new Condition().wait())).toBeInstanceOf(RuntimeError);
		});
	});

	it("that is cancelled takes the lock again before it raises", () => {
		inLoop(function* (loop) {
			const condition = new Condition();
			yield* condition.acquire();
			const task = createTask(condition.wait());
			loop.callSoon(() => task.cancel());
			expect([yield* errorOf(task), condition.locked()]).toEqual([new CancelledError(), true]);
		});
	});

	it("that is cancelled while others hold the lock has it when it ends", () => {
		inLoop(function* (loop) {
			const condition = new Condition();
			yield* condition.acquire();
			const task = createTask(condition.wait());
			yield* sleep(0);
			const given = condition.locked();
			yield* condition.acquire();
			condition.notify();
			loop.callSoon(() => task.cancel());
			loop.callSoon(() => condition.release());
			yield* turns(4);
			expect([given, task.done(), condition.locked()]).toEqual([false, true, true]);
		});
	});

	it("that is cancelled after it was notified, while it waits for the lock, is cancelled", () => {
		inLoop(function* () {
			const condition = new Condition();
			const said: string[] = [];
			const task = createTask(
				condition.with(function* () {
					said.push("waits");
					yield* condition.wait();
					said.push("went on");
				}),
			);
			yield* sleep(0);
			yield* condition.acquire();
			condition.notify();
			yield* sleep(0);
			task.cancel();
			yield* sleep(0);
			condition.release();
			yield* sleep(0);
			expect([task.cancelled(), said, condition.locked()]).toEqual([true, ["waits"], false]);
		});
	});

	it("for some time raises TimeoutError, with the lock held", () => {
		const outcome = inLoop(function* (loop) {
			const condition = new Condition();
			return yield* condition.with(function* () {
				const error = yield* errorOf(waitFor(condition.wait(), 0.5));
				return [error instanceof TimeoutError, condition.locked(), loop.time()];
			});
		});
		expect(outcome).toEqual([true, true, 0.5]);
	});

	it.each([
		["waits to be notified", false],
		["waits for the lock after it was notified", true],
	])("raises the very CancelledError that it got while it %s", (_what, notified) => {
		inLoop(function* () {
			const condition = new Condition();
			let wake = false;
			let raised: unknown;
			const task = createTask(
				condition.with(function* () {
					raised = yield* errorOf(condition.waitFor(() => wake));
					throw raised;
				}),
			);
			yield* turns(1);
			if (notified) {
				yield* condition.acquire();
				wake = true;
				condition.notify();
				yield* turns(1);
			}
			task.cancel("foo");
			if (notified) condition.release();
			const error = yield* errorOf(task);
			expect([error, error === raised]).toEqual([new CancelledError("foo"), true]);
		});
	});

	it.each([
		["before it runs", 0],
		["while it waits for the lock", 1],
	])("that is notified and cancelled %s hands the notification on", (_what, turnsBetween) => {
		const outcome = inLoop(function* (loop) {
			const condition = new Condition();
			let items = 0;
			function* consumer() {
				yield* condition.with(function* () {
					for (;;) {
						yield* condition.waitFor(() => items !== 0);
						if (items < 0) return;
						items -= 1;
					}
				});
			}
			const consumers = [createTask(consumer()), createTask(consumer())] as const;
			yield* sleep(0);
			const left = yield* condition.with(function* () {
				items += 1;
				condition.notify(1);
				yield* turns(turnsBetween);
				consumers[0].cancel();
				const error = yield* errorOf(timeout(1, () => condition.waitFor(() => items === 0)));
				return [error instanceof TimeoutError, items];
			});
			return [left, consumers.map((task) => task.done()), loop.time()];
		});
		// Nobody tells main that the item was taken: it finds out when its time is over.
		expect(outcome).toEqual([[true, 0], [true, false], 1]);
	});
});

describe("waiting at a condition for a predicate", () => {
	it("goes on when it holds, not at every notification", () => {
		const log = inLoop(function* () {
			const condition = new Condition();
			const said: unknown[] = [];
			let holds = false;
			function* waiter() {
				yield* condition.acquire();
				said.push(yield* condition.waitFor(() => holds));
				condition.release();
			}
			function* notify() {
				yield* condition.acquire();
				condition.notify();
				condition.release();
				yield* turns(1);
			}
			const task = createTask(waiter());
			yield* turns(1);
			yield* notify();
			said.push("not yet");
			holds = true;
			yield* notify();
			said.push(task.done());
			return said;
		});
		expect(log).toEqual(["not yet", true, true]);
	});

	it("answers at once what the predicate answers, if that is true, also without the lock", () => {
		inLoop(function* () {
			const condition = new Condition();
			const answer = yield* condition.waitFor(() => [1, 2, 3]);
			expect([answer, yield* errorOf(condition.waitFor(() => false))]).toEqual([
				[1, 2, 3],
				expect.any(RuntimeError),
			]);
		});
	});
});

describe("notifying", () => {
	it("wakes as many as asked for, in the order in which they came", () => {
		const log = inLoop(function* () {
			const condition = new Condition();
			const said: unknown[] = [];
			const tasks = startWaiters(condition, said, true);
			yield* turns(1);
			yield* condition.acquire();
			condition.notify(1);
			condition.release();
			yield* turns(2);
			said.push("then");
			yield* condition.acquire();
			condition.notify(1);
			condition.notify(2048);
			condition.release();
			yield* turns(3);
			return [said, tasks.map((task) => task.done())];
		});
		expect(log).toEqual([
			[1, "then", 2, 3],
			[true, true, true],
		]);
	});

	it("all wakes all", () => {
		const log = inLoop(function* () {
			const condition = new Condition();
			const said: unknown[] = [];
			const tasks = startWaiters(condition, said, true);
			yield* turns(1);
			yield* condition.acquire();
			condition.notifyAll();
			condition.release();
			yield* turns(4);
			return [said, tasks.map((task) => task.done())];
		});
		expect(log).toEqual([
			[1, 2, 3],
			[true, true, true],
		]);
	});

	it("needs the lock", () => {
		const condition = new Condition();
		const errors = [raisedBy(() => condition.notify()), raisedBy(() => condition.notifyAll())];
		expect(errors.map((error) => error instanceof RuntimeError)).toEqual([true, true]);
	});

	it("nobody does nothing: who waits later is not woken", () => {
		const outcome = inLoop(function* () {
			const condition = new Condition();
			return yield* condition.with(function* () {
				condition.notify(5);
				const error = yield* errorOf(waitFor(condition.wait(), 1));
				return error instanceof TimeoutError;
			});
		});
		expect(outcome).toBe(true);
	});
});

describe("a condition's lock", () => {
	it.each([
		["its own", undefined],
		["one that is given", new Lock()],
	])("may be %s", (_what, lock) => {
		const states = inLoop(function* () {
			const condition = new Condition(lock);
			const locked = () => [condition.locked(), lock?.locked() ?? condition.locked()];
			const seen = [locked()];
			yield* condition.with(function* () {
				seen.push(locked());
			});
			seen.push(locked());
			return seen;
		});
		expect(states).toEqual([
			[false, false],
			[true, true],
			[false, false],
		]);
	});

	it("that is given is the same for the condition and for others", () => {
		const states = inLoop(function* () {
			const lock = new Lock();
			const [one, other] = [new Condition(lock), new Condition(lock)];
			return yield* lock.with(function* () {
				return [one.locked(), other.locked()];
			});
		});
		expect(states).toEqual([true, true]);
	});

	it("is a Lock and nothing else", () => {
		expect(raisedBy(() => new Condition({} as never))).toBeInstanceOf(TypeError);
	});

	it("that is not held can't be released", () => {
		expect(raisedBy(() => new Condition().release())).toBeInstanceOf(RuntimeError);
	});
});
