import { describe, expect, it } from "vitest";
import {
	allTasks,
	CancelledError,
	createTask,
	currentTask,
	EventLoop,
	Future,
	getRunningLoop,
	RuntimeError,
	sleep,
	Task,
	TimeoutError,
	ValueError,
	wait,
} from "../../../src/runtime/index.ts";
import { errorOf, failure, inLoop, raisedBy, reportsOf, turns, value } from "./in-loop.ts";

describe("a task's result", () => {
	it("adds up what nested awaits return", () => {
		function* outer() {
			return (yield* value(42)) + (yield* value(1000));
		}
		expect(inLoop(outer)).toBe(1042);
	});

	it("is there once the loop has run it", () => {
		const loop = new EventLoop();
		const task = loop.createTask(value("ok"));
		const before = task.done();
		const result = loop.runUntilComplete(task);
		expect([before, result, task.done(), task.result(), task.getLoop() === loop]).toEqual([
			false,
			"ok",
			true,
			"ok",
			true,
		]);
	});

	it("is undefined where the coroutine falls off its end", () => {
		expect(inLoop(function* () {})).toBe(undefined);
	});

	it("may be a future, which is not awaited then", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture<string>();
			const task = createTask(value(future));
			expect([(yield* task) === future, future.done()]).toEqual([true, false]);
		});
	});

	it("can be awaited again, without another turn", () => {
		const log = inLoop(function* (loop) {
			const task = createTask(value("x"));
			yield* task;
			const said: string[] = [];
			loop.callSoon(() => said.push("next turn"));
			said.push(yield* task, yield* task);
			yield* sleep(0);
			return said;
		});
		expect(log).toEqual(["x", "x", "next turn"]);
	});

	it("can't be set from outside", () => {
		inLoop(function* () {
			const task = createTask(value("ko"));
			const future = task as unknown as Future<string>;
			const errors = [
				raisedBy(() => future.setResult("ok")),
				raisedBy(() => future.setException(new ValueError("no"))),
			];
			expect([errors.map((error) => error instanceof RuntimeError), yield* task]).toEqual([
				[true, true],
				"ko",
			]);
		});
	});
});

describe("making a task", () => {
	it("takes coroutines and bare generators, and nothing else", () => {
		inLoop(function* () {
			for (const wrong of [123, "text", undefined, null, () => 1, {}, Promise.resolve(1)]) {
				expect(raisedBy(() => createTask(wrong as never))).toBeInstanceOf(TypeError);
			}
		});
	});

	it("refuses a future, which runs already", () => {
		inLoop(function* (loop) {
			expect(raisedBy(() => createTask(loop.createFuture() as never))).toBeInstanceOf(TypeError);
		});
	});

	it("makes a Task, which is a Future", () => {
		inLoop(function* () {
			const task = createTask(value(1));
			expect([task instanceof Task, task instanceof Future, yield* task]).toEqual([true, true, 1]);
		});
	});

	it("runs nothing of it before the next turn", () => {
		const log = inLoop(function* () {
			const said: string[] = [];
			function* worker() {
				said.push("worker");
			}
			const task = createTask(worker());
			said.push("main goes on");
			yield* task;
			return said;
		});
		expect(log).toEqual(["main goes on", "worker"]);
	});

	it("needs a running loop", () => {
		const coroutine = value(1);
		expect(raisedBy(() => createTask(coroutine))).toBeInstanceOf(RuntimeError);
	});
});

describe("names", () => {
	it("are Task-1 for main and then count up in order of creation", () => {
		const names = inLoop(function* () {
			const tasks = [createTask(value(1)), createTask(value(2))];
			return [currentTask(), ...tasks].map((task) => task?.getName());
		});
		expect(names).toEqual(["Task-1", "Task-2", "Task-3"]);
	});

	it("begin at 1 in each loop", () => {
		const name = () =>
			inLoop(function* () {
				return currentTask()?.getName();
			});
		expect([name(), name()]).toEqual(["Task-1", "Task-1"]);
	});

	it("that are given take no number", () => {
		const names = inLoop(function* () {
			const tasks = [
				createTask(value(1), { name: "No-op" }),
				createTask(value(2)),
				createTask(value(3), { name: "" }),
				createTask(value(4)),
			];
			return tasks.map((task) => task.getName());
		});
		expect(names).toEqual(["No-op", "Task-2", "", "Task-3"]);
	});

	it("become text if they are none", () => {
		const names = inLoop(function* () {
			const task = createTask(value(1), { name: 987654321 as unknown as string });
			const first = task.getName();
			task.setName(123456789 as unknown as string);
			return [first, task.getName()];
		});
		expect(names).toEqual(["987654321", "123456789"]);
	});

	it("can be changed, also when the task is done", () => {
		const names = inLoop(function* () {
			const task = createTask(value(1));
			task.setName("first");
			yield* task;
			const before = task.getName();
			task.setName("second");
			return [before, task.getName()];
		});
		expect(names).toEqual(["first", "second"]);
	});
});

describe("the current task", () => {
	it("is who runs, whoever is awaited in turn", () => {
		inLoop(function* (loop) {
			const first = loop.createFuture<boolean>();
			const second = loop.createFuture<boolean>();
			const seen: unknown[] = [];
			function* one() {
				seen.push(currentTask());
				yield* first;
				seen.push(currentTask());
				second.setResult(true);
			}
			function* two() {
				seen.push(currentTask());
				first.setResult(true);
				yield* second;
				seen.push(currentTask());
			}
			const tasks = [createTask(one()), createTask(two())];
			yield* wait(tasks);
			const names = seen.map((task) => (task as Task<unknown>).getName());
			expect(names).toEqual(["Task-2", "Task-3", "Task-2", "Task-3"]);
		});
	});

	it("is nobody in a callback of the loop", () => {
		const seen = inLoop(function* (loop) {
			const future = loop.createFuture<unknown>();
			loop.callSoon(() => future.setResult(currentTask()));
			return yield* future;
		});
		expect(seen).toBe(null);
	});

	it("is nobody once the loop has ended", () => {
		const loop = new EventLoop();
		loop.runUntilComplete(value(1));
		expect(
			[raisedBy(currentTask), raisedBy(getRunningLoop)].map((error) => error instanceof RuntimeError),
		).toEqual([true, true]);
	});
});

describe("all tasks", () => {
	it("are those that have not ended, in order of creation", () => {
		inLoop(function* () {
			const ended = createTask(value(1), { name: "ended" });
			const failed = createTask(failure(new ValueError("x")), { name: "failed" });
			createTask(sleep(1), { name: "sleeper" });
			const cancelled = createTask(sleep(1), { name: "cancelled" });
			createTask(sleep(2), { name: "late sleeper" });
			const names = () => [...allTasks()].map((task) => task.getName());
			const atFirst = names();
			yield* sleep(0);
			cancelled.cancel();
			yield* turns(2);
			failed.exception();
			expect([atFirst, names(), ended.done()]).toEqual([
				["Task-1", "ended", "failed", "sleeper", "cancelled", "late sleeper"],
				["Task-1", "sleeper", "late sleeper"],
				true,
			]);
		});
	});
});

describe("awaiting", () => {
	it("itself is an error", () => {
		const loop = new EventLoop();
		function* selfish() {
			yield* task;
		}
		const task: Task<void> = loop.createTask(selfish());
		expect(raisedBy(() => loop.runUntilComplete(task))).toBeInstanceOf(RuntimeError);
	});

	it("a future of another loop is an error", () => {
		const future = new EventLoop().createFuture();
		const error = inLoop(function* () {
			return yield* errorOf(future);
		});
		expect(error).toBeInstanceOf(RuntimeError);
	});

	it("a task that failed raises the very error that it raised", () => {
		inLoop(function* () {
			const error = new ValueError("x");
			const task = createTask(failure(error));
			expect([
				(yield* errorOf(task)) === error,
				(yield* errorOf(task)) === error,
				task.exception() === error,
			]).toEqual([true, true, true]);
		});
	});

	it("passes on whatever is thrown, undefined too", () => {
		const caught = inLoop(function* () {
			const errors: unknown[] = [];
			for (const thrown of ["text", 0, null, undefined])
				errors.push(yield* errorOf(createTask(failure(thrown))));
			return errors;
		});
		expect(caught).toEqual(["text", 0, null, undefined]);
	});
});

describe("a bare yield", () => {
	it("gives up one turn", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			loop.callSoon(() => said.push("turn"));
			said.push("before");
			yield;
			said.push("after");
			return said;
		});
		expect(log).toEqual(["before", "turn", "after"]);
	});

	it("of a future is an error in the task, and the future is left as it is", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			function* careless() {
				yield future;
			}
			const error = yield* errorOf(createTask(careless()));
			future.setResult(1);
			yield* turns(2);
			expect(error).toBeInstanceOf(RuntimeError);
		});
	});

	it("of anything else is an error in the task, which may catch it", () => {
		const log = inLoop(function* () {
			const said: unknown[] = [];
			for (const wrong of [1, "text", {}]) {
				try {
					yield wrong;
				} catch (error) {
					said.push(error instanceof RuntimeError);
				}
			}
			return said;
		});
		expect(log).toEqual([true, true, true]);
	});
});

describe("cancelling a task", () => {
	it("raises CancelledError at the await where it stands", () => {
		inLoop(function* (loop) {
			function* sleeper() {
				yield* sleep(10);
				return 12;
			}
			const task = createTask(sleeper());
			loop.callSoon(() => task.cancel());
			const error = yield* errorOf(task);
			expect([error, task.done(), task.cancelled(), task.cancel(), loop.time()]).toEqual([
				new CancelledError(),
				true,
				true,
				false,
				0,
			]);
		});
	});

	it("before it starts never runs its body", () => {
		inLoop(function* () {
			const said: string[] = [];
			function* never() {
				said.push("ran");
			}
			const task = createTask(never());
			const answer = task.cancel("my message");
			const error = yield* errorOf(task);
			expect([answer, error, said]).toEqual([true, new CancelledError("my message"), []]);
		});
	});

	it.each([
		["no message", [], ""],
		["null", [null], ""],
		["a message", ["my message"], "my message"],
	] as [string, [string?], string][])(
		"with %s raises it with that to whoever asks first for the result",
		(_what, given, message) => {
			inLoop(function* () {
				const errors: unknown[] = [];
				for (const ask of ["result", "exception"] as const) {
					const task = createTask(sleep(10));
					yield* sleep(0);
					task.cancel(...given);
					yield* wait([task]);
					errors.push(raisedBy(() => task[ask]()));
				}
				expect(errors).toEqual([new CancelledError(message), new CancelledError(message)]);
			});
		},
	);

	it("raises the same object once, and a new one without a message to later askers", () => {
		inLoop(function* () {
			let raised: unknown;
			function* sleeper() {
				try {
					yield* sleep(10);
				} catch (error) {
					raised = error;
					throw error;
				}
			}
			const task = createTask(sleeper());
			yield* sleep(0);
			task.cancel("my message");
			const first = yield* errorOf(task);
			const second = yield* errorOf(task);
			expect([first === raised, first, second === first, second]).toEqual([
				true,
				new CancelledError("my message"),
				false,
				new CancelledError(),
			]);
		});
	});

	it("hands its message up through every task that awaits it", () => {
		inLoop(function* (loop) {
			const inner = createTask(sleep(10));
			function* middle() {
				yield* inner;
			}
			const outer = createTask(middle());
			yield* sleep(0);
			loop.callSoon(() => outer.cancel("msg"));
			expect([yield* errorOf(outer), inner.cancelled()]).toEqual([new CancelledError("msg"), true]);
		});
	});

	it("that gave up a turn raises it at that await", () => {
		inLoop(function* () {
			const said: string[] = [];
			function* worker() {
				yield* sleep(0);
				said.push("first turn");
				yield* sleep(0);
				said.push("second turn");
			}
			const task = createTask(worker());
			yield* sleep(0);
			task.cancel();
			yield* errorOf(task);
			expect([task.cancelled(), task.cancel(), said]).toEqual([true, false, []]);
		});
	});

	it("may be refused: the task goes on, and what it returns is its result", () => {
		inLoop(function* (loop) {
			const [first, second, third] = [loop.createFuture(), loop.createFuture(), loop.createFuture<number>()];
			function* stubborn() {
				yield* first;
				yield* errorOf(second);
				return yield* third;
			}
			const task = createTask(stubborn());
			yield* sleep(0);
			first.setResult(null);
			yield* turns(2);
			task.cancel();
			const secondCancelled = second.cancelled();
			yield* turns(2);
			third.setResult(42);
			expect([secondCancelled, yield* task, third.cancelled(), task.cancelled(), task.cancelling()]).toEqual([
				true,
				42,
				false,
				false,
				1,
			]);
		});
	});

	it("that returns in the turn in which it catches it is not cancelled", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			function* catching() {
				yield* errorOf(future);
				return 42;
			}
			const task = createTask(catching());
			yield* sleep(0);
			task.cancel();
			expect([future.cancelled(), yield* task, task.cancelled()]).toEqual([true, 42, false]);
		});
	});

	it("from within cancels the next thing it awaits", () => {
		inLoop(function* (loop) {
			function* suicidal() {
				currentTask()?.cancel();
				yield* sleep(100);
				return 12;
			}
			const task = createTask(suicidal());
			const error = yield* errorOf(task);
			expect([error, task.cancelled(), task.cancel(), loop.time()]).toEqual([
				new CancelledError(),
				true,
				false,
				0,
			]);
		});
	});

	it("in its very last turn ends it as cancelled all the same", () => {
		inLoop(function* () {
			function* last() {
				currentTask()?.cancel("too late");
				return 12;
			}
			const task = createTask(last());
			const error = yield* errorOf(task);
			expect([error, task.cancelled(), task.cancel()]).toEqual([new CancelledError("too late"), true, false]);
		});
	});

	it("from within cancels the task that it awaits next, and what that awaits", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			let nested: Task<unknown> | undefined;
			function* inner() {
				yield* future;
			}
			function* outer() {
				nested = createTask(inner());
				yield* sleep(0);
				currentTask()?.cancel();
				yield* nested;
			}
			const task = createTask(outer());
			yield* errorOf(task);
			expect([task.cancelled(), nested?.cancelled(), future.cancelled()]).toEqual([true, true, true]);
		});
	});

	it("that awaits a future cancels the future", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			function* waiter() {
				yield* future;
			}
			const task = createTask(waiter());
			yield* sleep(0);
			task.cancel("why");
			const atOnce = [future.cancelled(), task.cancelled()];
			const error = yield* errorOf(task);
			expect([atOnce, error, task.cancelled()]).toEqual([[true, false], new CancelledError("why"), true]);
		});
	});

	it("is what happens to who awaits a future that is cancelled", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			function* waiter() {
				yield* future;
			}
			const task = createTask(waiter());
			yield* sleep(0);
			future.cancel("gone");
			const error = yield* errorOf(task);
			expect([error, task.cancelled(), task.cancelling()]).toEqual([new CancelledError("gone"), true, 0]);
		});
	});

	it("together with the future that it awaits ends it once", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			const caught: unknown[] = [];
			function* waiter() {
				caught.push(yield* errorOf(future));
				yield* sleep(0);
				return "went on";
			}
			const task = createTask(waiter());
			yield* sleep(0);
			future.cancel("the future");
			task.cancel("the task");
			expect([yield* task, caught, task.cancelling()]).toEqual([
				"went on",
				[new CancelledError("the future")],
				1,
			]);
		});
	});

	it("wins over a result that is there but not delivered yet", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture<number>();
			function* waiter() {
				return yield* future;
			}
			const task = createTask(waiter());
			yield* sleep(0);
			future.setResult(1);
			const answer = task.cancel("late");
			expect([answer, yield* errorOf(task), future.result()]).toEqual([true, new CancelledError("late"), 1]);
		});
	});

	it("can be asked twice, and both are accepted and counted", () => {
		inLoop(function* () {
			const task = createTask(sleep(10));
			const before = task.cancelling();
			const answers = [task.cancel(), task.cancel()];
			yield* errorOf(task);
			expect([before, answers, task.cancelling(), task.cancelled()]).toEqual([0, [true, true], 2, true]);
		});
	});

	it("reaches through awaits in turn: the inner sees it first", () => {
		inLoop(function* (loop) {
			const waiter = loop.createFuture();
			const said: string[] = [];
			function* inner() {
				try {
					yield* waiter;
				} catch (error) {
					said.push("inner");
					throw error;
				}
			}
			function* outer() {
				yield* errorOf(inner());
				said.push("outer");
			}
			const task = createTask(outer());
			yield* sleep(0);
			task.cancel();
			yield* task;
			expect([said, waiter.cancelled(), task.cancelled()]).toEqual([["inner", "outer"], true, false]);
		});
	});

	it("is answered by an error of the task's own if it raises one", () => {
		inLoop(function* () {
			const own = new RuntimeError("cleaning up failed");
			function* worker() {
				try {
					yield* sleep(10);
				} finally {
					// biome-ignore lint/correctness/noUnsafeFinally: an error while cleaning up is the case in point
					throw own;
				}
			}
			const task = createTask(worker());
			yield* sleep(0);
			task.cancel();
			const notYet = task.done();
			expect([notYet, (yield* errorOf(task)) === own, task.cancelled(), task.exception() === own]).toEqual([
				false,
				true,
				false,
				true,
			]);
		});
	});

	it("ends a sleep early", () => {
		inLoop(function* (loop) {
			function* doer() {
				const sleeper = createTask(sleep(5000));
				loop.callLater(0.1, () => sleeper.cancel());
				const error = yield* errorOf(sleeper);
				return error instanceof CancelledError ? "cancelled" : "slept in";
			}
			expect([yield* doer(), loop.time()]).toEqual(["cancelled", 0.1]);
		});
	});

	it("that has ended changes nothing and is not counted", () => {
		inLoop(function* () {
			const task = createTask(value(1));
			yield* task;
			expect([task.cancel("late"), task.cancelling(), task.cancelled(), task.result()]).toEqual([
				false,
				0,
				false,
				1,
			]);
		});
	});
});

describe("taking a request to cancel back", () => {
	it("counts down, and never below 0", () => {
		inLoop(function* () {
			function* worker() {
				const caught = yield* errorOf(sleep(10));
				return [caught instanceof CancelledError, self.uncancel(), self.uncancel(), self.uncancel()];
			}
			const self: Task<unknown> = createTask(worker());
			yield* sleep(0);
			self.cancel();
			self.cancel();
			expect(yield* self).toEqual([true, 1, 0, 0]);
		});
	});

	it("leaves the task free to be cancelled again", () => {
		inLoop(function* () {
			const counts: unknown[] = [];
			function* worker() {
				yield* errorOf(sleep(10));
				currentTask()?.uncancel();
				yield* sleep(10);
			}
			const task = createTask(worker());
			yield* sleep(0.01);
			counts.push(task.cancel(), task.cancelling(), task.cancelled());
			yield* sleep(0.01);
			counts.push(task.cancelling(), task.cancelled());
			counts.push(task.cancel(), task.cancelling(), task.cancelled());
			yield* errorOf(task);
			counts.push(task.cancelled(), task.uncancel(), task.cancelled(), task.done());
			expect(counts).toEqual([true, 1, false, 0, false, true, 1, false, true, 0, true, true]);
		});
	});

	it("before it was delivered calls it off", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			function* worker() {
				yield* future;
				return 42;
			}
			const task = createTask(worker());
			yield* sleep(0);
			future.setResult(null);
			task.cancel();
			const counts = [task.cancelling(), task.uncancel(), task.cancelling()];
			expect([counts, yield* task]).toEqual([[1, 0, 0], 42]);
		});
	});

	it("of one of two leaves the other to be delivered", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			function* worker() {
				yield* future;
			}
			const task = createTask(worker());
			yield* sleep(0);
			future.setResult(null);
			task.cancel("first");
			task.cancel("second");
			task.uncancel();
			expect(yield* errorOf(task)).toEqual(new CancelledError("second"));
		});
	});

	it("that has become an await's end does not call that off", () => {
		inLoop(function* () {
			const task = createTask(sleep(10));
			yield* sleep(0);
			task.cancel();
			task.uncancel();
			expect([yield* errorOf(task), task.cancelling()]).toEqual([new CancelledError(), 0]);
		});
	});

	it.each([
		[
			"passed",
			{ seconds: 10, limit: 0.1 },
			{ timedOut: true, finished: false, after: true, cancelling: 0, at: 0.1 },
		],
		[
			"did not pass",
			{ seconds: 0, limit: 10 },
			{ timedOut: false, finished: true, after: true, cancelling: 0, at: 0 },
		],
	])("lets a time limit be built that %s", (_what, { seconds, limit }, expected) => {
		const outcome = inLoop(function* (loop) {
			function* limited() {
				const self = currentTask();
				let [timedOut, finished] = [false, false];
				const handle = loop.callLater(limit, () => {
					timedOut = true;
					self?.cancel();
				});
				try {
					try {
						yield* sleep(seconds);
						finished = true;
					} catch (error) {
						throw timedOut && self?.uncancel() === 0 ? new TimeoutError() : error;
					} finally {
						handle.cancel();
					}
				} catch (error) {
					if (!(error instanceof TimeoutError)) throw error;
				}
				yield* sleep(0);
				return { timedOut, finished, after: true };
			}
			const task = createTask(limited());
			return { ...(yield* task), cancelling: task.cancelling(), at: loop.time() };
		});
		expect(outcome).toEqual(expected);
	});
});

describe("an error that nobody asked for", () => {
	it.each([
		["asking for the error", (task: Task<unknown>) => task.exception()],
		["asking for the result", (task: Task<unknown>) => raisedBy(() => task.result())],
		["asking to cancel the task", (task: Task<unknown>) => task.cancel()],
	])("is retrieved by %s", (_what, ask) => {
		const reports = reportsOf(function* () {
			const task = createTask(failure(new ValueError("lost")));
			yield* turns(3);
			ask(task);
		});
		expect(reports).toEqual([]);
	});

	it("is retrieved by a task that awaits it, also when that is cancelled just then", () => {
		const reports = reportsOf(function* (loop) {
			const future = loop.createFuture();
			function* waiter() {
				yield* future;
			}
			const task = createTask(waiter());
			yield* sleep(0);
			future.setException(new ValueError("lost"));
			task.cancel();
			yield* errorOf(task);
		});
		expect(reports).toEqual([]);
	});

	it("is told to the exception handler when the run ends", () => {
		const reports = reportsOf(function* () {
			createTask(failure(new ValueError("lost")));
			yield* turns(3);
		});
		expect(reports).toEqual([new ValueError("lost")]);
	});
});
