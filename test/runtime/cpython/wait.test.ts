import { describe, expect, it } from "vitest";
import {
	CancelledError,
	coroutine,
	createTask,
	EventLoop,
	type Future,
	gather,
	sleep,
	type Task,
	ValueError,
	wait,
	waitFor,
} from "../../../src/runtime/index.ts";
import { errorOf, failure, inLoop, turns, value } from "./in-loop.ts";

/** The names of the tasks in a set. */
function namesIn(some: Iterable<unknown>): string[] {
	return [...(some as Iterable<Task<unknown>>)].map((task) => task.getName());
}

/** A task for each name, which sleeps for so long and then raises what it is given, if anything. */
function sleepers(seconds: Record<string, number>, error?: unknown): Task<void>[] {
	function* sleeper(delay: number) {
		yield* sleep(delay);
		if (error !== undefined) throw error;
	}
	return Object.entries(seconds).map(([name, delay]) => createTask(sleeper(delay), { name }));
}

describe("wait", () => {
	it("waits for all, and answers the done in the order given", () => {
		const outcome = inLoop(function* (loop) {
			const [a, b] = sleepers({ a: 0.1, b: 0.15 }) as [Task<void>, Task<void>];
			const { done, pending } = yield* wait([b, a]);
			return [done instanceof Set, namesIn(done), pending instanceof Set, namesIn(pending), loop.time()];
		});
		expect(outcome).toEqual([true, ["b", "a"], true, [], 0.15]);
	});

	it("takes two turns and no time for what is done already", () => {
		const log = inLoop(function* (loop) {
			const tasks = sleepers({ a: 0.1 });
			yield* wait(tasks);
			const said: unknown[] = [];
			function* counter() {
				for (let turn = 1; turn < 5; turn++) {
					said.push(`turn ${turn}`);
					yield* sleep(0);
				}
			}
			createTask(counter());
			const { done } = yield* wait(tasks);
			said.push(namesIn(done), loop.time());
			return [...said];
		});
		expect(log).toEqual(["turn 1", "turn 2", ["a"], 0.1]);
	});

	it("takes any iterable, and one given twice counts once", () => {
		inLoop(function* () {
			function* tasks() {
				const first = createTask(value("test"), { name: "first" });
				yield first;
				yield first;
				yield createTask(value("spam"), { name: "second" });
			}
			const { done, pending } = yield* wait(tasks());
			expect([namesIn(done), [...done].map((task) => task.result()), pending.size]).toEqual([
				["first", "second"],
				["test", "spam"],
				0,
			]);
		});
	});

	it("takes futures as well as tasks", () => {
		inLoop(function* (loop) {
			const [a, b] = [loop.createFuture<number>(), loop.createFuture<number>()];
			loop.callLater(1, () => a.setResult(1));
			loop.callLater(2, () => b.setResult(2));
			const { done, pending } = yield* wait(new Set([a, b]), { returnWhen: "FIRST_COMPLETED" });
			expect([[...done][0] === a, [...pending][0] === b, done.size, pending.size, loop.time()]).toEqual([
				true,
				true,
				1,
				1,
				1,
			]);
		});
	});

	it("for the first leaves the others running", () => {
		const outcome = inLoop(function* (loop) {
			const [a, b] = sleepers({ a: 10, b: 0.1 }) as [Task<void>, Task<void>];
			const { done, pending } = yield* wait([b, a], { returnWhen: "FIRST_COMPLETED" });
			const at = loop.time();
			yield* a;
			return [namesIn(done), namesIn(pending), at, loop.time()];
		});
		expect(outcome).toEqual([["b"], ["a"], 0.1, 10]);
	});

	it("counts those as done that ended while it was on its way back", () => {
		const outcome = inLoop(function* () {
			const short = createTask(turns(1), { name: "short" });
			const long = createTask(turns(2), { name: "long" });
			const { done, pending } = yield* wait([long, short], { returnWhen: "FIRST_COMPLETED" });
			return [namesIn(done), namesIn(pending)];
		});
		expect(outcome).toEqual([["long", "short"], []]);
	});

	it("for the first error ends at once if there is one", () => {
		const outcome = inLoop(function* (loop) {
			const failed = createTask(failure(new ValueError("err")), { name: "failed" });
			const [slow] = sleepers({ slow: 10 }) as [Task<void>];
			const { done, pending } = yield* wait([failed, slow], { returnWhen: "FIRST_EXCEPTION" });
			return [namesIn(done), namesIn(pending), failed.exception(), loop.time()];
		});
		expect(outcome).toEqual([["failed"], ["slow"], new ValueError("err"), 0]);
	});

	it("for the first error ends when one is raised, not when others return or are cancelled", () => {
		const outcome = inLoop(function* (loop) {
			const good = sleepers({ early: 0.005, late: 10 });
			const [cancelled] = sleepers({ cancelled: 5 }) as [Task<void>];
			const failing = sleepers({ failing: 0.01 }, new ValueError("err"));
			loop.callLater(0.007, () => cancelled.cancel());
			const { done, pending } = yield* wait([...good, cancelled, ...failing], {
				returnWhen: "FIRST_EXCEPTION",
			});
			failing[0]?.exception();
			return [namesIn(done), namesIn(pending), loop.time()];
		});
		expect(outcome).toEqual([["early", "cancelled", "failing"], ["late"], 0.01]);
	});

	it("for the first error waits for all if there is none", () => {
		const outcome = inLoop(function* (loop) {
			const { done, pending } = yield* wait(sleepers({ a: 1, b: 2 }), { returnWhen: "FIRST_EXCEPTION" });
			return [namesIn(done), namesIn(pending), loop.time()];
		});
		expect(outcome).toEqual([["a", "b"], [], 2]);
	});

	it("raises no error of those it waits for", () => {
		const outcome = inLoop(function* (loop) {
			const error = new ValueError("really");
			const tasks = [...sleepers({ a: 0.1 }), ...sleepers({ b: 0.15 }, error)];
			const { done } = yield* wait(tasks);
			return [[...done].map((task) => task.exception()), loop.time()];
		});
		expect(outcome).toEqual([[null, new ValueError("really")], 0.15]);
	});

	it("with a timeout answers what is done by then, cancels nothing and raises nothing", () => {
		const outcome = inLoop(function* (loop) {
			const [a, b] = sleepers({ a: 0.1, b: 0.15 }) as [Task<void>, Task<void>];
			const { done, pending } = yield* wait([b, a], { timeout: 0.11 });
			const at = loop.time();
			yield* b;
			return [namesIn(done), namesIn(pending), at, loop.time()];
		});
		expect(outcome).toEqual([["a"], ["b"], 0.11, 0.15]);
	});

	it("counts one as done that ends at the very instant of the timeout", () => {
		const outcome = inLoop(function* (loop) {
			const [a, b] = sleepers({ a: 0.1, b: 0.15 }) as [Task<void>, Task<void>];
			yield* sleep(0);
			const { done, pending } = yield* wait([b, a], { timeout: 0.1 });
			return [namesIn(done), namesIn(pending), loop.time()];
		});
		expect(outcome).toEqual([["a"], ["b"], 0.1]);
	});

	it.each([null, undefined])("with a timeout of %s has no limit", (timeout) => {
		const outcome = inLoop(function* (loop) {
			const { pending } = yield* wait(sleepers({ a: 1000 }), { timeout: timeout ?? null });
			return [pending.size, loop.time()];
		});
		expect(outcome).toEqual([0, 1000]);
	});

	it.each([0, -1])("with a timeout of %i gives the others one turn of the timers", (timeout) => {
		const outcome = inLoop(function* (loop) {
			const quick = createTask(value(1), { name: "quick" });
			const [slow] = sleepers({ slow: 1 }) as [Task<void>];
			const { done, pending } = yield* wait([quick, slow], { timeout });
			return [namesIn(done), namesIn(pending), loop.time()];
		});
		expect(outcome).toEqual([["quick"], ["slow"], 0]);
	});

	it("that is cancelled leaves what it waits for running", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			const waiter = loop.createFuture();
			function* inner() {
				yield* waiter;
				said.push("inner went on");
			}
			function* outer() {
				yield* wait([createTask(inner())]);
				said.push("outer went on");
			}
			const task = createTask(outer());
			yield* turns(2);
			task.cancel();
			const error = yield* errorOf(task);
			waiter.setResult(null);
			yield* turns(2);
			return [error, said];
		});
		expect(log).toEqual([new CancelledError(), ["inner went on"]]);
	});

	it("does nothing before it is awaited, and its timeout counts from there", () => {
		const times = inLoop(function* (loop) {
			const later = wait(sleepers({ a: 10 }), { timeout: 1 });
			yield* sleep(2);
			yield* later;
			return loop.time();
		});
		expect(times).toBe(3);
	});

	it("refuses nothing at all, an unknown returnWhen, and what is no list", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture<number>();
			const errors = [
				yield* errorOf(wait([])),
				yield* errorOf(wait([future], { returnWhen: "NEVER" as never })),
				yield* errorOf(wait(future as never)),
				yield* errorOf(wait(coroutine("f", value)(1) as never)),
			];
			expect(errors.map((error) => (error as Error).constructor.name)).toEqual([
				"ValueError",
				"ValueError",
				"TypeError",
				"TypeError",
			]);
		});
	});

	it("refuses coroutines: they are to be made tasks first", () => {
		inLoop(function* () {
			const task = createTask(value(1));
			const error = yield* errorOf(wait([task, value(2) as never]));
			expect([error instanceof TypeError, yield* task]).toEqual([true, 1]);
		});
	});

	it("can itself be waited for, gathered and limited", () => {
		const outcome = inLoop(function* (loop) {
			const tasks = sleepers({ a: 1, b: 2 });
			const results = yield* gather([wait(tasks), waitFor(wait(tasks), 5)]);
			return [results.map(({ done }) => namesIn(done)), loop.time()];
		});
		expect(outcome).toEqual([
			[
				["a", "b"],
				["a", "b"],
			],
			2,
		]);
	});

	it("can be what a loop runs", () => {
		const loop = new EventLoop();
		const future: Future<number> = loop.createFuture();
		loop.callLater(1, () => future.setResult(1));
		const { done } = loop.runUntilComplete(wait([future]));
		expect([done.has(future), loop.time()]).toEqual([true, 1]);
	});
});
