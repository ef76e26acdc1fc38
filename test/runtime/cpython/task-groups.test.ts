import { describe, expect, it } from "vitest";
import {
	CancelledError,
	coroutine,
	createTask,
	currentTask,
	Event,
	type EventLoop,
	ExceptionGroup,
	RuntimeError,
	sleep,
	type Task,
	type TaskGroup,
	taskGroup,
	ValueError,
} from "../../../src/runtime/index.ts";
import { errorOf, failure, inLoop, raisedBy, type Steps, turns, value } from "./in-loop.ts";

class CleanUpError extends Error {}

/** What a group raised, as data: nested lists of messages. */
function messagesOf(error: unknown): unknown {
	if (error instanceof ExceptionGroup) return error.exceptions.map(messagesOf);
	return error instanceof Error ? `${error.constructor.name}(${error.message})` : error;
}

function* sleepThen<T>(seconds: number, result: T) {
	yield* sleep(seconds);
	return result;
}

function* crashAfter(seconds: number, message = "crash") {
	yield* sleep(seconds);
	throw new ValueError(message);
}

/** Sleeps for long; raises an error of its own when it is cancelled. */
function* crashInCleanUp() {
	try {
		yield* sleep(10);
	} finally {
		yield* failure(new CleanUpError("clean up"));
	}
}

/** Runs `body` in a task, cancels that after 0.1 s, and answers what it raised, and when. */
function* cancelledAfter(loop: EventLoop, body: () => Steps<unknown>) {
	const task = createTask(body());
	yield* sleep(0.1);
	const done = task.done();
	task.cancel();
	const error = yield* errorOf(task);
	return [done, messagesOf(error), loop.time()];
}

describe("a task group", () => {
	it("ends when the last of its tasks has, and answers what its body returned", () => {
		const outcome = inLoop(function* (loop) {
			const tasks: Task<number>[] = [];
			const answer = yield* taskGroup(function* (group) {
				tasks.push(group.createTask(sleepThen(0.1, 42)), group.createTask(sleepThen(0.2, 11)));
				return "body";
			});
			return [answer, tasks.map((task) => task.result()), loop.time()];
		});
		expect(outcome).toEqual(["body", [42, 11], 0.2]);
	});

	it("takes tasks while its body runs", () => {
		const outcome = inLoop(function* (loop) {
			const tasks: Task<number>[] = [];
			yield* taskGroup(function* (group) {
				tasks.push(group.createTask(sleepThen(0.1, 42)));
				yield* sleep(0.15);
				tasks.push(group.createTask(sleepThen(0.2, 11)));
			});
			return [tasks.map((task) => task.result()), loop.time()];
		});
		expect(outcome).toEqual([[42, 11], 0.35]);
	});

	it("does not mind a task of its own that is cancelled", () => {
		const outcome = inLoop(function* (loop) {
			const [cancelled, other] = yield* taskGroup(function* (group) {
				const first = group.createTask(sleepThen(1, 42));
				yield* sleep(0.15);
				first.cancel();
				return [first, group.createTask(sleepThen(0.2, 11))] as const;
			});
			return [cancelled.cancelled(), other.result(), loop.time()];
		});
		expect(outcome).toEqual([true, 11, 0.35]);
	});

	it("without tasks ends with its body, in the same turn", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			loop.callSoon(() => said.push("next turn"));
			said.push(yield* taskGroup(() => value("body")));
			return [...said];
		});
		expect(log).toEqual(["body"]);
	});

	it("takes tasks from its tasks, also once its body has ended", () => {
		const outcome = inLoop(function* (loop) {
			const said: string[] = [];
			function* child(name: string, seconds: number) {
				yield* sleep(seconds);
				said.push(`${loop.time()} ${name}`);
			}
			function* root(group: TaskGroup) {
				yield* sleep(0.5);
				group.createTask(child("first", 0.5));
				group.createTask(child("second", 1));
			}
			yield* taskGroup(function* (group) {
				group.createTask(root(group));
			});
			return [said, loop.time()];
		});
		expect(outcome).toEqual([["1 first", "1.5 second"], 1.5]);
	});

	it("names its tasks", () => {
		const names = inLoop(function* () {
			const seen: string[] = [];
			yield* taskGroup(function* (group) {
				seen.push(
					group.createTask(turns(1), { name: "yolo" }).getName(),
					group.createTask(turns(1)).getName(),
				);
			});
			return seen;
		});
		expect(names).toEqual(["yolo", "Task-2"]);
	});

	it("needs a task to run in, and can be awaited once only", () => {
		const outside = taskGroup(() => value("body"))[Symbol.iterator]();
		const errors = [raisedBy(() => outside.next())];
		inLoop(function* () {
			const group = taskGroup(() => value("body"));
			yield* group;
			errors.push(yield* errorOf(group));
		});
		expect(errors.map((error) => error instanceof RuntimeError)).toEqual([true, true]);
	});

	it("starts when it first runs, not when it is made", () => {
		const log = inLoop(function* () {
			const said: string[] = [];
			const group = taskGroup(function* () {
				said.push("body");
			});
			yield* turns(2);
			said.push("main");
			yield* group;
			return said;
		});
		expect(log).toEqual(["main", "body"]);
	});
});

describe("a task group of which a task fails", () => {
	it("cancels the others and its body, and raises the error in a group", () => {
		const outcome = inLoop(function* (loop) {
			const said: string[] = [];
			function* noting(name: string) {
				try {
					yield* sleep(5);
				} catch (error) {
					said.push(`${loop.time()} ${name} ${messagesOf(error)}`);
					throw error;
				}
				said.push(`${name} went on`);
			}
			let second: Task<void> | undefined;
			const error = yield* errorOf(
				taskGroup(function* (group) {
					group.createTask(crashAfter(0.1));
					second = group.createTask(noting("task"));
					yield* noting("body");
				}),
			);
			return [
				error instanceof ExceptionGroup,
				messagesOf(error),
				said,
				second?.cancelled(),
				currentTask()?.cancelling(),
			];
		});
		expect(outcome).toEqual([
			true,
			["ValueError(crash)"],
			["0.1 task CancelledError()", "0.1 body CancelledError()"],
			true,
			0,
		]);
	});

	it("says how many errors it raises", () => {
		const message = inLoop(function* () {
			const error = yield* errorOf(
				taskGroup(function* (group) {
					group.createTask(crashAfter(0.1));
					group.createTask(crashAfter(0.1));
				}),
			);
			return (error as Error).message;
		});
		expect(message).toBe("unhandled errors in a TaskGroup (2 sub-exceptions)");
	});

	it("collects all that fail in the same turn, in order of failing", () => {
		const outcome = inLoop(function* (loop) {
			const error = yield* errorOf(
				taskGroup(function* (group) {
					for (const message of ["a", "b", "c"]) group.createTask(crashAfter(0.1, message));
					group.createTask(sleepThen(5, null));
					yield* sleep(10);
				}),
			);
			return [messagesOf(error), loop.time()];
		});
		expect(outcome).toEqual([["ValueError(a)", "ValueError(b)", "ValueError(c)"], 0.1]);
	});

	it("waits for the others to clean up, and collects what they raise", () => {
		const outcome = inLoop(function* (loop) {
			function* slow() {
				try {
					yield* sleep(10);
				} finally {
					yield* sleep(2);
					yield* failure(new CleanUpError("slow"));
				}
			}
			const error = yield* errorOf(
				taskGroup(function* (group) {
					group.createTask(slow());
					group.createTask(crashAfter(1));
				}),
			);
			return [messagesOf(error), loop.time()];
		});
		expect(outcome).toEqual([["ValueError(crash)", "CleanUpError(slow)"], 3]);
	});

	it("adds the error that its body raises when it is cancelled for that", () => {
		const outcome = inLoop(function* () {
			const error = yield* errorOf(
				taskGroup(function* (group) {
					group.createTask(crashAfter(0.1));
					yield* crashInCleanUp();
				}),
			);
			return [messagesOf(error), currentTask()?.cancelling()];
		});
		expect(outcome).toEqual([["ValueError(crash)", "CleanUpError(clean up)"], 0]);
	});

	it("collects whatever is thrown", () => {
		const errors = inLoop(function* () {
			const error = yield* errorOf(
				taskGroup(function* (group) {
					for (const thrown of ["text", 0, undefined]) group.createTask(failure(thrown));
				}),
			);
			return (error as ExceptionGroup).exceptions;
		});
		expect(errors).toEqual(["text", 0, undefined]);
	});

	it("takes no new tasks", () => {
		const outcome = inLoop(function* () {
			const errors: unknown[] = [];
			function* late(group: TaskGroup) {
				try {
					yield* sleep(1);
				} catch {
					errors.push(raisedBy(() => group.createTask(value(1))));
				}
			}
			const error = yield* errorOf(
				taskGroup(function* (group) {
					group.createTask(crashAfter(0.001));
					group.createTask(late(group));
				}),
			);
			return [messagesOf(error), errors.map((one) => one instanceof RuntimeError)];
		});
		expect(outcome).toEqual([["ValueError(crash)"], [true]]);
	});

	it("breaks off a group whose tasks make ever more tasks", () => {
		const outcome = inLoop(function* (loop) {
			let hydras = 0;
			function* hydra(group: TaskGroup): Steps<void> {
				hydras++;
				yield* sleep(0.25);
				group.createTask(hydra(group));
				group.createTask(hydra(group));
			}
			function* hercules() {
				while (hydras < 10) yield* sleep(0.375);
				throw new ValueError("enough");
			}
			const error = yield* errorOf(
				taskGroup(function* (group) {
					group.createTask(hydra(group));
					group.createTask(hercules());
				}),
			);
			return [messagesOf(error), hydras, loop.time()];
		});
		expect(outcome).toEqual([["ValueError(enough)"], 31, 1.125]);
	});
});

describe("a task group whose body fails", () => {
	it.each([
		["after a while", 0.1],
		["before any task has run", 0],
	])("%s cancels its tasks, and raises the error in a group", (_what, seconds) => {
		const outcome = inLoop(function* (loop) {
			const tasks: Task<number>[] = [];
			const error = yield* errorOf(
				taskGroup(function* (group) {
					tasks.push(group.createTask(sleepThen(1, 42)), group.createTask(sleepThen(2, 11)));
					if (seconds > 0) yield* sleep(seconds);
					throw new ValueError("body");
				}),
			);
			return [messagesOf(error), tasks.map((task) => task.cancelled()), loop.time()];
		});
		expect(outcome).toEqual([["ValueError(body)"], [true, true], seconds]);
	});

	it("puts the body's error last, after those of tasks that failed before", () => {
		const outcome = inLoop(function* () {
			const error = yield* errorOf(
				taskGroup(function* (group) {
					group.createTask(failure(new ValueError("task")));
					group.createTask(crashInCleanUp());
					yield* sleep(0);
					throw new RuntimeError("body");
				}),
			);
			return messagesOf(error);
		});
		expect(outcome).toEqual(["ValueError(task)", "CleanUpError(clean up)", "RuntimeError(body)"]);
	});

	it("while a task fails too raises both, and leaves no request to cancel behind", () => {
		const outcome = inLoop(function* () {
			const error = yield* errorOf(
				taskGroup(function* (group) {
					group.createTask(failure(new CleanUpError("task")));
					yield* crashInCleanUp();
				}),
			);
			return [messagesOf(error), currentTask()?.cancelling()];
		});
		expect(outcome).toEqual([["CleanUpError(task)", "CleanUpError(clean up)"], 0]);
	});
});

describe("a task group that is cancelled from outside", () => {
	it("cancels all its tasks, and raises CancelledError", () => {
		const outcome = inLoop(function* (loop) {
			let cancelled = 0;
			function* noting() {
				try {
					yield* sleep(5);
				} catch (error) {
					cancelled += 1;
					throw error;
				}
			}
			function* runner() {
				yield* taskGroup(function* (group) {
					for (let count = 0; count < 5; count++) group.createTask(noting());
				});
			}
			return [yield* cancelledAfter(loop, runner), cancelled];
		});
		expect(outcome).toEqual([[false, "CancelledError()", 0.1], 5]);
	});

	it("cancels its body first, then its tasks", () => {
		const outcome = inLoop(function* (loop) {
			const said: string[] = [];
			function* noting(name: string) {
				try {
					yield* sleep(5);
				} catch (error) {
					said.push(name);
					throw error;
				}
			}
			function* runner() {
				yield* taskGroup(function* (group) {
					for (const name of ["first", "second"]) group.createTask(noting(name));
					yield* noting("body");
				});
			}
			return [yield* cancelledAfter(loop, runner), said];
		});
		expect(outcome).toEqual([
			[false, "CancelledError()", 0.1],
			["body", "first", "second"],
		]);
	});

	it("raises the errors of its tasks instead, if they raise any while they clean up", () => {
		const outcome = inLoop(function* (loop) {
			function* runner() {
				yield* taskGroup(function* (group) {
					for (let count = 0; count < 3; count++) group.createTask(crashInCleanUp());
					yield* sleep(10);
				});
			}
			return yield* cancelledAfter(loop, runner);
		});
		expect(outcome).toEqual([false, Array(3).fill("CleanUpError(clean up)"), 0.1]);
	});

	it("raises the body's own error instead, if it raises one", () => {
		const outcome = inLoop(function* (loop) {
			function* runner() {
				yield* taskGroup(() => crashInCleanUp());
			}
			return yield* cancelledAfter(loop, runner);
		});
		expect(outcome).toEqual([false, ["CleanUpError(clean up)"], 0.1]);
	});

	it("raises CancelledError where the body alone was there to be cancelled", () => {
		const outcome = inLoop(function* (loop) {
			function* runner() {
				yield* taskGroup(() => sleep(10));
			}
			return yield* cancelledAfter(loop, runner);
		});
		expect(outcome).toEqual([false, "CancelledError()", 0.1]);
	});

	it.each([
		["the group itself", (body: () => Steps<unknown>) => body],
		[
			"a task that awaits it",
			(body: () => Steps<unknown>) =>
				function* () {
					yield* createTask(body());
				},
		],
	])(
		"keeps the error of a task that failed while the body cleaned up, where the one cancelled is %s",
		(_what, wrap) => {
			const outcome = inLoop(function* (loop) {
				function* runner() {
					yield* taskGroup(function* (group) {
						group.createTask(crashAfter(0.3));
						try {
							yield* sleep(10);
						} catch (error) {
							yield* sleep(0.5);
							throw error;
						}
					});
				}
				return yield* cancelledAfter(loop, wrap(runner));
			});
			expect(outcome).toEqual([false, ["ValueError(crash)"], 0.3]);
		},
	);

	it("tells its message to who awaits it", () => {
		const error = inLoop(function* () {
			function* runner() {
				yield* taskGroup(function* (group) {
					group.createTask(sleep(10));
				});
			}
			const task = createTask(runner());
			yield* turns(2);
			task.cancel("from outside");
			return yield* errorOf(task);
		});
		expect(error).toEqual(new CancelledError("from outside"));
	});

	it("while it fails raises its errors, and the request to cancel is delivered at the next await", () => {
		const outcome = inLoop(function* () {
			const event = new Event();
			const said: unknown[] = [];
			function* failing() {
				event.set();
				yield* sleep(0);
				throw new RuntimeError("task");
			}
			function* inner() {
				const error = yield* errorOf(
					taskGroup(function* (group) {
						group.createTask(failing());
						yield* sleep(1);
						said.push("the body went on");
					}),
				);
				said.push(messagesOf(error), currentTask()?.cancelling());
				yield* sleep(1);
				said.push("inner went on");
			}
			const task = createTask(inner());
			yield* event.wait();
			said.push(task.cancelling());
			task.cancel();
			said.push(task.cancelling(), yield* errorOf(task), task.cancelled());
			return said;
		});
		expect(outcome).toEqual([0, ["RuntimeError(task)"], 1, 1, new CancelledError(), true]);
	});
});

describe("task groups in one another", () => {
	it.each([
		["nothing else", () => []],
		["a sleeper", () => [sleep(10)]],
	])("wrap the inner errors when they are cancelled, with %s in the outer one", (_what, others) => {
		const outcome = inLoop(function* (loop) {
			function* runner() {
				yield* taskGroup(function* (outer) {
					for (const other of others()) outer.createTask(other);
					yield* taskGroup(function* (inner) {
						for (let count = 0; count < 2; count++) inner.createTask(crashInCleanUp());
						yield* sleep(10);
					});
				});
			}
			return yield* cancelledAfter(loop, runner);
		});
		expect(outcome).toEqual([false, [["CleanUpError(clean up)", "CleanUpError(clean up)"]], 0.1]);
	});

	it("raise the outer task's error alone, the inner ones are cancelled", () => {
		const outcome = inLoop(function* (loop) {
			const error = yield* errorOf(
				taskGroup(function* (outer) {
					outer.createTask(crashAfter(0.1, "outer"));
					yield* taskGroup(function* (inner) {
						inner.createTask(crashAfter(10, "inner"));
					});
				}),
			);
			return [messagesOf(error), loop.time()];
		});
		expect(outcome).toEqual([["ValueError(outer)"], 0.1]);
	});

	it("raise the inner task's error, wrapped twice", () => {
		const outcome = inLoop(function* (loop) {
			const error = yield* errorOf(
				taskGroup(function* (outer) {
					outer.createTask(crashAfter(10, "outer"));
					yield* taskGroup(function* (inner) {
						inner.createTask(crashAfter(0.1, "inner"));
					});
				}),
			);
			return [messagesOf(error), loop.time()];
		});
		expect(outcome).toEqual([[["ValueError(inner)"]], 0.1]);
	});

	it("that both fail in one turn both raise, and no request to cancel is lost or left over", () => {
		const outcome = inLoop(function* () {
			const said: unknown[] = [];
			const error = yield* errorOf(
				taskGroup(function* (outer) {
					const inside = yield* errorOf(
						taskGroup(function* (inner) {
							inner.createTask(failure(new RuntimeError("inner")));
							outer.createTask(failure(new ValueError("outer")));
						}),
					);
					said.push(messagesOf(inside), currentTask()?.cancelling());
				}),
			);
			said.push(messagesOf(error), currentTask()?.cancelling());
			return said;
		});
		expect(outcome).toEqual([["RuntimeError(inner)"], 1, ["ValueError(outer)"], 0]);
	});
});

describe("a task group that has ended", () => {
	it("takes no tasks, and closes the coroutine that it refuses", () => {
		inLoop(function* () {
			const said: string[] = [];
			let ended: TaskGroup | undefined;
			yield* taskGroup(function* (group) {
				ended = group;
			});
			const refused = coroutine("refused", function* () {
				said.push("ran");
			})();
			const errors = [raisedBy(() => ended?.createTask(refused)), yield* errorOf(refused)];
			expect([errors.map((error) => error instanceof RuntimeError), said]).toEqual([[true, true], []]);
		});
	});
});

describe("a task group's tasks", () => {
	it("are cancelled in the order of creation", () => {
		const said = inLoop(function* () {
			const order: string[] = [];
			function* noting(name: string) {
				try {
					yield* sleep(5);
				} finally {
					order.push(name);
				}
			}
			yield* errorOf(
				taskGroup(function* (group) {
					for (const name of ["a", "b", "c", "d"]) group.createTask(noting(name));
					yield* sleep(1);
					throw new ValueError("body");
				}),
			);
			return order;
		});
		expect(said).toEqual(["a", "b", "c", "d"]);
	});

	it("are coroutines or bare generators, and nothing else", () => {
		inLoop(function* () {
			const errors = yield* taskGroup(function* (group) {
				return [1, {}, sleep].map(
					(wrong) => raisedBy(() => group.createTask(wrong as never)) instanceof TypeError,
				);
			});
			expect(errors).toEqual([true, true, true]);
		});
	});
});
