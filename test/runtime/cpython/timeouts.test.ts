import { describe, expect, it } from "vitest";
import {
	block,
	CancelledError,
	createTask,
	currentTask,
	ExceptionGroup,
	RuntimeError,
	sleep,
	type Task,
	type Timeout,
	TimeoutError,
	taskGroup,
	timeout,
	timeoutAt,
	ValueError,
} from "../../../src/runtime/index.ts";
import { errorOf, failure, inLoop, raisedBy, turns, value } from "./in-loop.ts";

describe("a time limit", () => {
	it("that passes cancels what runs in it, and raises TimeoutError outside", () => {
		const outcome = inLoop(function* (loop) {
			let limit: Timeout | undefined;
			let inside: unknown;
			const error = yield* errorOf(
				timeout(0.01, function* (own) {
					limit = own;
					try {
						yield* sleep(10);
					} catch (caught) {
						inside = caught;
						throw caught;
					}
				}),
			);
			return [
				inside,
				error instanceof TimeoutError,
				limit?.expired(),
				limit?.when(),
				loop.time(),
				currentTask()?.cancelling(),
			];
		});
		expect(outcome).toEqual([new CancelledError(), true, true, 0.01, 0.01, 0]);
	});

	it("can be given as the loop's time", () => {
		const outcome = inLoop(function* (loop) {
			yield* sleep(1);
			let limit: Timeout | undefined;
			const error = yield* errorOf(
				timeoutAt(1.25, function* (own) {
					limit = own;
					yield* sleep(10);
				}),
			);
			return [error instanceof TimeoutError, limit?.expired(), limit?.when(), loop.time()];
		});
		expect(outcome).toEqual([true, true, 1.25, 1.25]);
	});

	it("that does not pass answers what its body returned, and takes its timer along", () => {
		const outcome = inLoop(function* (loop) {
			let limit: Timeout | undefined;
			const answer = yield* timeout(10, function* (own) {
				limit = own;
				yield* sleep(0.5);
				return "body";
			});
			yield* sleep(100);
			return [answer, limit?.expired(), limit?.when(), loop.time()];
		});
		expect(outcome).toEqual(["body", false, 10, 100.5]);
	});

	it.each([
		["timeout", timeout],
		["timeoutAt", timeoutAt],
	])("of null is none: %s", (_name, limited) => {
		const outcome = inLoop(function* (loop) {
			return yield* limited(null, function* (limit) {
				yield* sleep(1000);
				return [limit.expired(), limit.when(), loop.time()];
			});
		});
		expect(outcome).toEqual([false, null, 1000]);
	});

	it.each([
		["0, and a long sleep", 0, 10],
		["0, and one turn", 0, 0],
		["less than 0, and one turn", -11, 0],
	])("of %s passes at once", (_what, seconds, delay) => {
		const outcome = inLoop(function* (loop) {
			let limit: Timeout | undefined;
			const error = yield* errorOf(
				timeout(seconds, function* (own) {
					limit = own;
					yield* sleep(delay);
				}),
			);
			return [error instanceof TimeoutError, limit?.expired(), limit?.when(), loop.time()];
		});
		expect(outcome).toEqual([true, true, seconds, 0]);
	});

	it("of 0 lets a body be that never suspends", () => {
		const outcome = inLoop(function* () {
			return yield* timeout(0, () => value("done"));
		});
		expect(outcome).toBe("done");
	});

	it("begins to count when it first runs, not when it is made", () => {
		const outcome = inLoop(function* (loop) {
			const later = timeout(1, () => sleep(10));
			yield* sleep(2);
			const error = yield* errorOf(later);
			return [error instanceof TimeoutError, loop.time()];
		});
		expect(outcome).toEqual([true, 3]);
	});

	it("lets an error of its body through", () => {
		const outcome = inLoop(function* () {
			let limit: Timeout | undefined;
			const error = yield* errorOf(
				timeout(0.01, function* (own) {
					limit = own;
					throw new ValueError("body");
				}),
			);
			return [error, limit?.expired()];
		});
		expect(outcome).toEqual([new ValueError("body"), false]);
	});

	it("that passes lets an error through that its body raises while it cleans up", () => {
		const outcome = inLoop(function* () {
			let limit: Timeout | undefined;
			const error = yield* errorOf(
				timeout(0.01, function* (own) {
					limit = own;
					try {
						yield* sleep(1);
					} finally {
						yield* failure(new ValueError("clean up"));
					}
				}),
			);
			return [error, limit?.expired(), currentTask()?.cancelling()];
		});
		expect(outcome).toEqual([new ValueError("clean up"), true, 0]);
	});

	it("that passes while an error is being cleaned up raises TimeoutError all the same", () => {
		const outcome = inLoop(function* () {
			const error = yield* errorOf(
				timeout(0.01, function* () {
					try {
						throw new ValueError("body");
					} finally {
						yield* sleep(1);
					}
				}),
			);
			return error instanceof TimeoutError;
		});
		expect(outcome).toBe(true);
	});

	it("has the CancelledError that it raised as the cause of its TimeoutError", () => {
		const outcome = inLoop(function* () {
			let inside: unknown;
			const error = yield* errorOf(
				timeout(0.01, function* () {
					inside = yield* errorOf(sleep(1));
					throw inside;
				}),
			);
			return [inside instanceof CancelledError, (error as TimeoutError).cause === inside];
		});
		expect(outcome).toEqual([true, true]);
	});

	it("does not turn into TimeoutError a cancellation that came from elsewhere", () => {
		const outcome = inLoop(function* () {
			let limit: Timeout | undefined;
			const error = yield* errorOf(
				timeout(10, function* (own) {
					limit = own;
					currentTask()?.cancel("elsewhere");
					yield* sleep(10);
				}),
			);
			return [error, limit?.expired(), currentTask()?.cancelling()];
		});
		expect(outcome).toEqual([new CancelledError("elsewhere"), false, 1]);
	});

	it("that passes in the turn of a cancellation from elsewhere raises CancelledError", () => {
		const outcome = inLoop(function* (loop) {
			let limit: Timeout | undefined;
			function* limited() {
				yield* timeout(1, function* (own) {
					limit = own;
					yield* sleep(10);
				});
			}
			const task = createTask(limited());
			loop.callLater(1, () => task.cancel("elsewhere"));
			const error = yield* errorOf(task);
			return [error, limit?.expired(), task.cancelling(), loop.time()];
		});
		expect(outcome).toEqual([new CancelledError("elsewhere"), true, 1, 1]);
	});

	it("leaves the task that it was in alone", () => {
		const outcome = inLoop(function* () {
			function* outer() {
				return (yield* errorOf(timeout(0.001, () => sleep(10)))) instanceof TimeoutError;
			}
			const task = createTask(outer());
			return [yield* task, task.cancelled(), task.cancelling()];
		});
		expect(outcome).toEqual([true, false, 0]);
	});

	it("that its body does not heed is kept to itself: it expires and raises nothing", () => {
		const outcome = inLoop(function* (loop) {
			let limit: Timeout | undefined;
			const answer = yield* timeout(0.5, function* (own) {
				limit = own;
				yield* errorOf(sleep(1));
				yield* sleep(1);
				return "finished";
			});
			return [answer, limit?.expired(), loop.time(), currentTask()?.cancelling()];
		});
		expect(outcome).toEqual(["finished", true, 1.5, 0]);
	});
});

describe("time limits in one another", () => {
	it("that pass at once raise TimeoutError at the outermost alone", () => {
		const outcome = inLoop(function* (loop) {
			const limits: Timeout[] = [];
			let between: unknown;
			const error = yield* errorOf(
				timeoutAt(0.01, function* (outer) {
					limits.push(outer);
					try {
						yield* timeoutAt(0.01, function* (inner) {
							limits.push(inner);
							yield* sleep(10);
						});
					} catch (caught) {
						between = caught;
						throw caught;
					}
				}),
			);
			const expired = limits.map((limit) => limit.expired());
			return [
				between instanceof CancelledError,
				error instanceof TimeoutError,
				expired,
				loop.time(),
				currentTask()?.cancelling(),
			];
		});
		expect(outcome).toEqual([true, true, [true, true], 0.01, 0]);
	});

	it("of which the outer passes first leave the inner alone", () => {
		const outcome = inLoop(function* (loop) {
			const limits: Timeout[] = [];
			const error = yield* errorOf(
				timeout(1, function* (outer) {
					yield* timeout(2, function* (inner) {
						limits.push(outer, inner);
						yield* sleep(10);
					});
				}),
			);
			return [error instanceof TimeoutError, limits.map((limit) => limit.expired()), loop.time()];
		});
		expect(outcome).toEqual([true, [true, false], 1]);
	});

	it("that both pass while the loop is blocked raise TimeoutError at the outermost alone", () => {
		const outcome = inLoop(function* (loop) {
			const said: unknown[] = [];
			const outer = yield* errorOf(
				timeout(0.5, function* () {
					try {
						yield* timeout(0.25, function* () {
							block(0.5);
							yield* sleep(1);
						});
					} catch (inner) {
						said.push(inner instanceof CancelledError, loop.time());
						throw inner;
					}
				}),
			);
			said.push(outer instanceof TimeoutError, loop.time(), currentTask()?.cancelling());
			return said;
		});
		expect(outcome).toEqual([true, 0.5, true, 0.5, 0]);
	});

	it("of which the inner passes while the loop is blocked raise TimeoutError there, and the outer one counts on", () => {
		const outcome = inLoop(function* (loop) {
			const said: unknown[] = [];
			const outer = yield* errorOf(
				timeout(1, function* () {
					const inner = yield* errorOf(
						timeout(0.25, function* () {
							block(0.5);
							yield* sleep(1);
						}),
					);
					said.push(inner instanceof TimeoutError, loop.time());
					yield* sleep(10);
				}),
			);
			said.push(outer instanceof TimeoutError, loop.time());
			return said;
		});
		expect(outcome).toEqual([true, 0.5, true, 1]);
	});

	it("work in the cleaning up after a time limit", () => {
		const outcome = inLoop(function* (loop) {
			const said: unknown[] = [];
			const outer = yield* errorOf(
				timeout(0.25, function* () {
					try {
						yield* sleep(1);
					} finally {
						const inner = yield* errorOf(timeout(0.25, () => sleep(10)));
						said.push(inner instanceof TimeoutError, loop.time());
					}
				}),
			);
			said.push(outer instanceof TimeoutError, loop.time(), currentTask()?.cancelling());
			return said;
		});
		expect(outcome).toEqual([true, 0.5, true, 0.5, 0]);
	});

	it.each([
		["a time limit in it raises TimeoutError", false, "TimeoutError"],
		["another cancellation in it raises CancelledError", true, "CancelledError"],
	])("work in the cleaning up after a cancellation: %s", (_what, again, expected) => {
		const outcome = inLoop(function* () {
			currentTask()?.cancel();
			const first = yield* errorOf(sleep(1));
			const second = yield* errorOf(
				timeout(again ? 1 : 0, function* () {
					if (again) currentTask()?.cancel();
					yield* sleep(2);
				}),
			);
			return [
				first instanceof CancelledError,
				(second as Error).constructor.name,
				currentTask()?.cancelling(),
			];
		});
		expect(outcome).toEqual([true, expected, again ? 2 : 1]);
	});

	it("can hold a task group, which raises its errors instead", () => {
		const outcome = inLoop(function* (loop) {
			let limit: Timeout | undefined;
			function* crashInCleanUp() {
				try {
					yield* sleep(2);
				} finally {
					yield* failure(new ValueError("clean up"));
				}
			}
			const error = yield* errorOf(
				timeout(0.01, (own) => {
					limit = own;
					return taskGroup(function* (group) {
						group.createTask(crashInCleanUp());
						yield* sleep(1);
					});
				}),
			);
			const errors = error instanceof ExceptionGroup ? error.exceptions : error;
			return [errors, limit?.expired(), loop.time(), currentTask()?.cancelling()];
		});
		expect(outcome).toEqual([[new ValueError("clean up")], true, 0.01, 0]);
	});

	it("can hold a task group that has no errors, and raise TimeoutError", () => {
		const outcome = inLoop(function* (loop) {
			const error = yield* errorOf(
				timeout(0.5, () =>
					taskGroup(function* (group) {
						group.createTask(sleep(1));
					}),
				),
			);
			return [error instanceof TimeoutError, loop.time(), currentTask()?.cancelling()];
		});
		expect(outcome).toEqual([true, 0.5, 0]);
	});
});

describe("rescheduling a time limit", () => {
	it("moves it, and null takes it away", () => {
		const outcome = inLoop(function* (loop) {
			const said: unknown[] = [];
			const ready = loop.createFuture<Timeout>();
			function* limited() {
				yield* timeoutAt(10, function* (limit) {
					ready.setResult(limit);
					yield* sleep(50);
				});
			}
			const task = createTask(limited());
			const limit = yield* ready;
			said.push(limit.when());
			limit.reschedule(30);
			said.push(limit.when());
			limit.reschedule(null);
			said.push(limit.when());
			yield* sleep(40);
			task.cancel();
			said.push(yield* errorOf(task), limit.expired(), loop.time());
			return said;
		});
		expect(outcome).toEqual([10, 30, null, new CancelledError(), false, 40]);
	});

	it.each([
		["later", 5, 5],
		["sooner", 1, 1],
		["to what is over already", -1, 0],
	])("%s makes it pass then", (_what, when, at) => {
		const outcome = inLoop(function* (loop) {
			const error = yield* errorOf(
				timeout(2, function* (limit) {
					limit.reschedule(when);
					yield* sleep(10);
				}),
			);
			return [error instanceof TimeoutError, loop.time()];
		});
		expect(outcome).toEqual([true, at]);
	});

	it("gives a limit to one that had none", () => {
		const outcome = inLoop(function* (loop) {
			const error = yield* errorOf(
				timeout(null, function* (limit) {
					limit.reschedule(loop.time() + 3);
					yield* sleep(10);
				}),
			);
			return [error instanceof TimeoutError, loop.time()];
		});
		expect(outcome).toEqual([true, 3]);
	});

	it("is refused once it has ended", () => {
		inLoop(function* () {
			const limit = yield* timeout(0.01, (own) => value(own));
			expect([raisedBy(() => limit.reschedule(0.02)), limit.when(), limit.expired()]).toEqual([
				expect.any(RuntimeError),
				0.01,
				false,
			]);
		});
	});

	it("is refused once it has expired", () => {
		inLoop(function* () {
			const limits: Timeout[] = [];
			yield* errorOf(
				timeout(0.01, function* (own) {
					limits.push(own);
					yield* sleep(1);
				}),
			);
			expect(limits.map((limit) => raisedBy(() => limit.reschedule(0.02)))).toEqual([
				expect.any(RuntimeError),
			]);
		});
	});

	it("is refused while it expires", () => {
		inLoop(function* () {
			const errors = yield* timeout(0.01, function* (limit) {
				yield* errorOf(sleep(1));
				return [limit.expired(), raisedBy(() => limit.reschedule(0.02))];
			});
			expect(errors).toEqual([true, expect.any(RuntimeError)]);
		});
	});
});

describe("a time limit's coroutine", () => {
	it("can be awaited once only", () => {
		inLoop(function* () {
			const limited = timeout(1, () => value("body"));
			expect([yield* limited, yield* errorOf(limited)]).toEqual(["body", expect.any(RuntimeError)]);
		});
	});

	it("needs a task to run in", () => {
		const outside = timeout(1, () => value("body"))[Symbol.iterator]();
		expect(raisedBy(() => outside.next())).toBeInstanceOf(RuntimeError);
	});

	it("can be a task of its own", () => {
		const outcome = inLoop(function* (loop) {
			const task: Task<unknown> = createTask(timeout(1, () => sleep(5)));
			const error = yield* errorOf(task);
			return [error instanceof TimeoutError, task.cancelled(), loop.time()];
		});
		expect(outcome).toEqual([true, false, 1]);
	});

	it("runs its body in the same turn", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			loop.callSoon(() => said.push("next turn"));
			said.push(yield* timeout(1, () => value("body")));
			yield* turns(1);
			return said;
		});
		expect(log).toEqual(["body", "next turn"]);
	});
});
