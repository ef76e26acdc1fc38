import { describe, expect, it } from "vitest";
import {
	Barrier,
	BrokenBarrierError,
	CancelledError,
	createTask,
	gather,
	RuntimeError,
	type Task,
	ValueError,
	wait,
} from "../../../src/runtime/index.ts";
import { errorOf, inLoop, raisedBy, type Steps, turns } from "./in-loop.ts";

const PARTIES = 5;

/** Runs `body` in so many tasks at a time. */
function* together(count: number, body: () => Steps<unknown>): Steps<unknown[]> {
	return yield* gather(Array.from({ length: count }, () => createTask(body())));
}

/** What a barrier says of itself. */
function stateOf(barrier: Barrier) {
	return { waiting: barrier.nWaiting, broken: barrier.broken };
}

const AS_NEW = { waiting: 0, broken: false };

describe("a barrier", () => {
	it("is for one task at least", () => {
		const errors = [0, -4].map((parties) => raisedBy(() => new Barrier(parties)));
		expect([errors.map((error) => error instanceof ValueError), new Barrier(PARTIES).parties]).toEqual([
			[true, true],
			PARTIES,
		]);
	});

	it("lets all go on once they are there, and numbers them as they came", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(3);
			const results = yield* together(3, function* () {
				return yield* barrier.wait();
			});
			return [results, stateOf(barrier)];
		});
		expect(outcome).toEqual([[0, 1, 2], AS_NEW]);
	});

	it("lets the last go on first, without giving up a turn", () => {
		const log = inLoop(function* () {
			const barrier = new Barrier(3);
			const said: number[] = [];
			yield* together(3, function* () {
				said.push(yield* barrier.wait());
			});
			return said;
		});
		expect(log).toEqual([2, 0, 1]);
	});

	it("for one task lets it pass, again and again", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(1);
			const results = [yield* barrier.wait(), yield* barrier.wait()];
			return [results, stateOf(barrier)];
		});
		expect(outcome).toEqual([[0, 0], AS_NEW]);
	});

	it("counts who waits at it, task by task", () => {
		const counts = inLoop(function* () {
			const barrier = new Barrier(3);
			const tasks: Task<number>[] = [];
			const seen: number[] = [];
			for (let count = 0; count < 3; count++) {
				tasks.push(createTask(barrier.wait()));
				yield* turns(1);
				seen.push(barrier.nWaiting);
			}
			yield* wait(tasks);
			return [seen, stateOf(barrier)];
		});
		expect(counts).toEqual([[1, 2, 0], AS_NEW]);
	});

	it("can be passed again by the same tasks", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			const said: string[] = [];
			const results = yield* together(PARTIES, function* () {
				yield* barrier.wait();
				said.push("once");
				const number = yield* barrier.wait();
				said.push("twice");
				return number;
			});
			return [said, (results as number[]).toSorted(), stateOf(barrier)];
		});
		expect(outcome).toEqual([
			[...Array(PARTIES).fill("once"), ...Array(PARTIES).fill("twice")],
			[0, 1, 2, 3, 4],
			AS_NEW,
		]);
	});

	it("keeps those outside who come back before all have left", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			const others = new Barrier(3);
			let again = 2;
			yield* together(PARTIES, function* () {
				yield* barrier.wait();
				if (again > 0) again--;
				else yield* others.wait();
				yield* barrier.wait();
			});
			return [stateOf(barrier), stateOf(others)];
		});
		expect(outcome).toEqual([AS_NEW, AS_NEW]);
	});

	it("does not count a task that is cancelled while it waits", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(3);
			let passed = 0;
			function* waiter() {
				yield* barrier.wait();
				passed++;
			}
			const [first, second] = [createTask(waiter()), createTask(waiter())];
			yield* turns(1);
			const counts = [barrier.nWaiting];
			first.cancel();
			yield* turns(1);
			counts.push(barrier.nWaiting);
			const error = yield* errorOf(first);
			const third = createTask(waiter());
			yield* turns(1);
			counts.push(barrier.nWaiting);
			yield* gather([second, third, createTask(waiter())]);
			return [counts, error, passed, stateOf(barrier)];
		});
		expect(outcome).toEqual([[2, 1, 2], new CancelledError(), 3, AS_NEW]);
	});

	it("that is broken raises a RuntimeError", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(2);
			yield* barrier.abort();
			const error = yield* errorOf(barrier.wait());
			return [error instanceof BrokenBarrierError, error instanceof RuntimeError];
		});
		expect(outcome).toEqual([true, true]);
	});
});

describe("resetting a barrier", () => {
	it("at which nobody waits does nothing", () => {
		const state = inLoop(function* () {
			const barrier = new Barrier(1);
			yield* createTask(barrier.reset());
			return stateOf(barrier);
		});
		expect(state).toEqual(AS_NEW);
	});

	it("raises BrokenBarrierError in all who wait at it", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			const tasks = Array.from({ length: PARTIES - 1 }, () => createTask(errorOf(barrier.wait())));
			yield* turns(1);
			createTask(barrier.reset());
			const errors = yield* gather(tasks);
			return [errors.map((error) => error instanceof BrokenBarrierError), stateOf(barrier)];
		});
		expect(outcome).toEqual([Array(PARTIES - 1).fill(true), AS_NEW]);
	});

	it("while its tasks leave raises it in those who have not left yet", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			const said: string[] = [];
			let left = 0;
			yield* together(PARTIES, function* () {
				try {
					yield* barrier.wait();
					said.push("passed");
				} catch (error) {
					said.push((error as Error).name);
					return;
				}
				left++;
				if (left === 3) yield* barrier.reset();
			});
			return [said, stateOf(barrier)];
		});
		expect(outcome).toEqual([
			["passed", "passed", "passed", "BrokenBarrierError", "BrokenBarrierError"],
			AS_NEW,
		]);
	});

	it("while some leave and some have come back: these go on waiting", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			const blocking = 2;
			let [count, broken, brokenOutside] = [0, 0, 0];
			yield* together(PARTIES, function* () {
				let passed = true;
				try {
					yield* barrier.wait();
				} catch {
					passed = false;
				}
				if (!passed) {
					broken++;
					yield* barrier.wait();
				} else if (++count > blocking) {
					yield* barrier.reset();
					yield* barrier.wait();
				} else {
					try {
						yield* barrier.wait();
					} catch {
						brokenOutside++;
					}
				}
			});
			return [broken, brokenOutside, stateOf(barrier)];
		});
		expect(outcome).toEqual([2, 0, AS_NEW]);
	});

	it("lets those whom it woke wait again, with who comes later", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			let [broken, passed] = [0, 0];
			function* again() {
				try {
					yield* barrier.wait();
				} catch {
					broken++;
				} finally {
					yield* barrier.wait();
					passed++;
				}
			}
			const tasks = Array.from({ length: PARTIES - 1 }, () => createTask(again()));
			createTask(barrier.reset());
			yield* turns(1);
			createTask(
				(function* () {
					yield* barrier.wait();
					passed++;
				})(),
			);
			yield* gather(tasks);
			return [broken, passed, stateOf(barrier)];
		});
		expect(outcome).toEqual([PARTIES - 1, PARTIES, AS_NEW]);
	});

	it("by the last who leaves hurts nobody", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			let [count, second, broken, third] = [0, 0, 0, 0];
			yield* together(PARTIES, function* () {
				yield* barrier.wait();
				count++;
				if (count === PARTIES) {
					yield* barrier.reset();
					yield* barrier.wait();
				} else {
					try {
						yield* barrier.wait();
						second++;
					} catch {
						broken++;
					}
				}
				yield* barrier.wait();
				third++;
			});
			return [second, broken, third, stateOf(barrier)];
		});
		expect(outcome).toEqual([PARTIES - 1, 0, PARTIES, AS_NEW]);
	});
});

describe("aborting a barrier", () => {
	it("breaks it for all who come", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(1);
			yield* createTask(barrier.abort());
			return [stateOf(barrier), (yield* errorOf(barrier.wait())) instanceof BrokenBarrierError];
		});
		expect(outcome).toEqual([{ waiting: 0, broken: true }, true]);
	});

	it("while its tasks leave raises BrokenBarrierError in those who have not left, and in those who came back", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			const blocking = 2;
			let [count, inside, outside] = [0, 0, 0];
			yield* together(PARTIES, function* () {
				let passed = true;
				try {
					yield* barrier.wait();
				} catch {
					passed = false;
				}
				if (!passed) inside++;
				else if (++count > blocking) yield* barrier.abort();
				else {
					try {
						yield* barrier.wait();
					} catch {
						outside++;
					}
				}
			});
			return [inside, outside, stateOf(barrier)];
		});
		expect(outcome).toEqual([2, 2, { waiting: 0, broken: true }]);
	});

	it("by one that failed after it ends the others' next wait", () => {
		const outcome = inLoop(function* () {
			const barrier = new Barrier(PARTIES);
			let [passed, broken] = [0, 0];
			yield* together(PARTIES, function* () {
				try {
					if ((yield* barrier.wait()) === 2) throw new ValueError("failed");
					yield* barrier.wait();
					passed++;
				} catch (error) {
					if (error instanceof BrokenBarrierError) broken++;
					else yield* barrier.abort();
				}
			});
			return [passed, broken, stateOf(barrier)];
		});
		expect(outcome).toEqual([0, PARTIES - 1, { waiting: 0, broken: true }]);
	});

	it("and resetting it makes it as new", () => {
		const outcome = inLoop(function* () {
			const [barrier, other] = [new Barrier(PARTIES), new Barrier(PARTIES)];
			let [passed, broken, after] = [0, 0, 0];
			yield* together(PARTIES, function* () {
				try {
					if ((yield* barrier.wait()) === 2) throw new ValueError("failed");
					yield* barrier.wait();
					passed++;
				} catch (error) {
					if (error instanceof BrokenBarrierError) broken++;
					else yield* barrier.abort();
				}
				if ((yield* other.wait()) === 2) yield* barrier.reset();
				yield* other.wait();
				yield* barrier.wait();
				after++;
			});
			return [passed, broken, after, stateOf(barrier)];
		});
		expect(outcome).toEqual([0, PARTIES - 1, PARTIES, AS_NEW]);
	});
});
