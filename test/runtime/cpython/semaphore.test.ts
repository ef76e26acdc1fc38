import { describe, expect, it } from "vitest";
import {
	BoundedSemaphore,
	CancelledError,
	createTask,
	gather,
	Semaphore,
	sleep,
	type Task,
	taskGroup,
	ValueError,
	waitFor,
} from "../../../src/runtime/index.ts";
import { errorOf, inLoop, raisedBy, turns } from "./in-loop.ts";

/** A task for each name that takes a permit and notes its name. */
function startTakers(semaphore: Semaphore, said: unknown[], names: readonly unknown[]): Task<boolean>[] {
	function* taker(name: unknown) {
		yield* semaphore.acquire();
		said.push(name);
		return true;
	}
	return names.map((name) => createTask(taker(name)));
}

describe("a semaphore", () => {
	it("has one permit unless told otherwise", () => {
		const states = inLoop(function* () {
			const semaphore = new Semaphore();
			const before = semaphore.locked();
			const answer = yield* semaphore.acquire();
			return [before, answer, semaphore.locked()];
		});
		expect(states).toEqual([false, true, true]);
	});

	it("may have none at first", () => {
		expect(new Semaphore(0).locked()).toBe(true);
	});

	it.each([
		["Semaphore", Semaphore],
		["BoundedSemaphore", BoundedSemaphore],
	])("can't have less than none: %s", (_name, Class) => {
		expect(raisedBy(() => new Class(-1))).toBeInstanceOf(ValueError);
	});

	it("lets so many in, and the others in the order in which they came", () => {
		const log = inLoop(function* () {
			const semaphore = new Semaphore(3);
			const said: unknown[] = [yield* semaphore.acquire(), yield* semaphore.acquire(), semaphore.locked()];
			const tasks = startTakers(semaphore, said, [1, 2, 3]);
			yield* turns(1);
			said.push(semaphore.locked());
			tasks.push(...startTakers(semaphore, said, [4]));
			semaphore.release();
			semaphore.release();
			yield* turns(1);
			said.push(
				semaphore.locked(),
				tasks.map((task) => task.done()),
			);
			semaphore.release();
			yield* gather(tasks);
			return said;
		});
		expect(log).toEqual([true, true, false, 1, true, 2, 3, true, [true, true, true, false], 4]);
	});

	it("that is free is taken without giving up a turn", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			loop.callSoon(() => said.push("next turn"));
			yield* new Semaphore(1).acquire();
			return [...said];
		});
		expect(log).toEqual([]);
	});

	it("can be released more often than it was taken", () => {
		const semaphore = new Semaphore(0);
		semaphore.release();
		expect(semaphore.locked()).toBe(false);
	});

	it("lets the task that waits for it be cancelled", () => {
		inLoop(function* (loop) {
			const semaphore = new Semaphore();
			yield* semaphore.acquire();
			const task = createTask(semaphore.acquire());
			loop.callSoon(() => task.cancel());
			const error = yield* errorOf(task);
			semaphore.release();
			expect([error, semaphore.locked()]).toEqual([new CancelledError(), false]);
		});
	});

	it("gives a permit to the first who was not cancelled", () => {
		const outcome = inLoop(function* () {
			const semaphore = new Semaphore(0);
			const tasks = startTakers(semaphore, [], [1, 2, 3, 4]);
			yield* turns(1);
			tasks[0]?.cancel();
			tasks[1]?.cancel();
			semaphore.release();
			yield* turns(2);
			return tasks.map((task) => [task.done(), task.cancelled()]);
		});
		expect(outcome).toEqual([
			[true, true],
			[true, true],
			[true, false],
			[false, false],
		]);
	});

	it("gives a permit on if the one that it was given to is cancelled before it runs", () => {
		const outcome = inLoop(function* () {
			const semaphore = new Semaphore(0);
			const [first, second] = [createTask(semaphore.acquire()), createTask(semaphore.acquire())];
			yield* turns(1);
			semaphore.release();
			first.cancel();
			yield* turns(2);
			return [first.cancelled(), second.done(), semaphore.locked()];
		});
		expect(outcome).toEqual([true, true, true]);
	});

	it("is free again after a waiter was cancelled by who released it", () => {
		const outcome = inLoop(function* (loop) {
			const semaphore = new Semaphore(1);
			const tasks: Task<void>[] = [];
			function* first() {
				yield* semaphore.with(() => sleep(0));
				tasks[1]?.cancel();
			}
			function* second() {
				throw new ValueError("never in here");
			}
			tasks.push(createTask(first()), createTask(semaphore.with(second)));
			const results = yield* gather(tasks, { returnExceptions: true });
			return [results, yield* waitFor(semaphore.acquire(), 1), loop.time()];
		});
		expect(outcome).toEqual([[undefined, new CancelledError()], true, 0]);
	});

	it("is fair to those who come back: they queue up again", () => {
		const log = inLoop(function* (loop) {
			const semaphore = new Semaphore(1);
			const said: string[] = [];
			function* twice(name: string) {
				for (const time of [1, 2]) {
					yield* semaphore.acquire();
					said.push(`${loop.time()} ${name} ${time}`);
					yield* sleep(1);
					semaphore.release();
				}
			}
			yield* taskGroup(function* (group) {
				for (const name of ["a", "b", "c"]) group.createTask(twice(name));
			});
			return said;
		});
		expect(log).toEqual(["0 a 1", "1 b 1", "2 c 1", "3 a 2", "4 b 2", "5 c 2"]);
	});

	it("is fair to those who wait when it is released and taken again in one turn", () => {
		const log = inLoop(function* () {
			const semaphore = new Semaphore(1);
			const said: number[] = [];
			function* again() {
				yield* semaphore.acquire();
				said.push(2);
				semaphore.release();
				yield* semaphore.acquire();
				said.push(4);
			}
			const first = startTakers(semaphore, said, [1]);
			const second = createTask(again());
			const third = startTakers(semaphore, said, [3]);
			yield* turns(1);
			semaphore.release();
			semaphore.release();
			yield* gather([...first, second, ...third]);
			return said;
		});
		expect(log).toEqual([1, 2, 3, 4]);
	});

	it("does not lose a permit when the first of several waiters is cancelled", () => {
		const log = inLoop(function* () {
			const semaphore = new Semaphore(0);
			const said: unknown[] = [];
			const tasks = startTakers(semaphore, said, [1, 2, 3]);
			yield* turns(1);
			tasks[0]?.cancel();
			yield* turns(1);
			semaphore.release();
			semaphore.release();
			yield* gather(tasks, { returnExceptions: true });
			return said;
		});
		expect(log).toEqual([2, 3]);
	});

	it("lets those in who came while others were before them, as far as its permits last", () => {
		const log = inLoop(function* () {
			const semaphore = new Semaphore(0);
			const said: unknown[] = [];
			const late: Task<void>[] = [];
			function* noting(name: number) {
				said.push(name);
			}
			function* first() {
				yield* semaphore.acquire();
				late.push(createTask(noting(4)));
				said.push(1);
			}
			function* second() {
				for (let count = 0; count < 3; count++) semaphore.release();
				said.push(semaphore.locked());
				yield* semaphore.acquire();
				said.push(2);
			}
			const tasks = [createTask(first()), createTask(second()), ...startTakers(semaphore, said, [3])];
			yield* turns(2);
			yield* gather(tasks);
			yield* gather(late);
			return said;
		});
		expect(log).toEqual([true, 1, 2, 3, 4]);
	});
});

describe("a bounded semaphore", () => {
	it("can't be given back more permits than it had", () => {
		const outcome = inLoop(function* () {
			const semaphore = new BoundedSemaphore(2);
			yield* semaphore.acquire();
			semaphore.release();
			return [raisedBy(() => semaphore.release()) instanceof ValueError, semaphore.locked()];
		});
		expect(outcome).toEqual([true, false]);
	});

	it("counts a permit that was handed to a waiter as taken", () => {
		const outcome = inLoop(function* () {
			const semaphore = new BoundedSemaphore(1);
			yield* semaphore.acquire();
			const task = createTask(semaphore.acquire());
			yield* turns(1);
			semaphore.release();
			yield* turns(1);
			semaphore.release();
			return [task.done(), raisedBy(() => semaphore.release()) instanceof ValueError];
		});
		expect(outcome).toEqual([true, true]);
	});
});
