import { describe, expect, it } from "vitest";
import {
	CancelledError,
	createTask,
	currentTask,
	type Future,
	getRunningLoop,
	shield,
	sleep,
	TimeoutError,
	ValueError,
	wait,
	waitFor,
} from "../../../src/runtime/index.ts";
import { errorOf, failure, inLoop, type Steps, turns, value } from "./in-loop.ts";

/** Sleeps for so long whatever is asked of it. */
function* stubborn(seconds: number) {
	const until = getRunningLoop().time() + seconds;
	for (;;) {
		const left = until - getRunningLoop().time();
		if (left <= 0) return "stubborn";
		try {
			yield* sleep(left);
		} catch {
			// The case in point: it does not heed.
		}
	}
}

describe("waitFor", () => {
	it("answers the result of what it waits for", () => {
		const outcome = inLoop(function* (loop) {
			return [yield* waitFor(sleep(1, "done"), 2), loop.time()];
		});
		expect(outcome).toEqual(["done", 1]);
	});

	it.each([null, undefined])("with %s for a limit waits as long as it takes", (limit) => {
		const outcome = inLoop(function* (loop) {
			return [yield* waitFor(sleep(1000, "done"), limit ?? null), loop.time()];
		});
		expect(outcome).toEqual(["done", 1000]);
	});

	it("raises the error of what it waits for", () => {
		const error = inLoop(function* () {
			return yield* errorOf(waitFor(failure(new ValueError("x")), 1));
		});
		expect(error).toEqual(new ValueError("x"));
	});

	it("cancels what takes too long, and raises TimeoutError", () => {
		const outcome = inLoop(function* (loop) {
			let running = false;
			function* slow() {
				running = true;
				try {
					yield* sleep(1000);
				} finally {
					running = false;
				}
			}
			const task = createTask(slow());
			const error = yield* errorOf(waitFor(task, 0.1));
			return [
				error instanceof TimeoutError,
				task.cancelled(),
				running,
				loop.time(),
				currentTask()?.cancelling(),
			];
		});
		expect(outcome).toEqual([true, true, false, 0.1, 0]);
	});

	it("takes a result that is there already, whatever the limit", () => {
		const outcome = inLoop(function* (loop) {
			const future = loop.createFuture<string>();
			future.setResult("done");
			return [yield* waitFor(future, 0), yield* waitFor(future, -1)];
		});
		expect(outcome).toEqual(["done", "done"]);
	});

	it.each([0, -1])("with a limit of %i does not start a coroutine", (limit) => {
		const outcome = inLoop(function* () {
			const said: string[] = [];
			function* never() {
				said.push("ran");
			}
			const error = yield* errorOf(waitFor(never(), limit));
			yield* turns(3);
			return [error instanceof TimeoutError, said];
		});
		expect(outcome).toEqual([true, []]);
	});

	it.each([0, -1])("with a limit of %i cancels a task that runs, and waits for its end", (limit) => {
		const outcome = inLoop(function* (loop) {
			const started = loop.createFuture<null>();
			const said: string[] = [];
			function* running() {
				started.setResult(null);
				try {
					yield* sleep(10);
				} finally {
					said.push("cleaned up");
				}
			}
			const task = createTask(running());
			yield* started;
			const error = yield* errorOf(waitFor(task, limit));
			return [error instanceof TimeoutError, task.cancelled(), said, loop.time()];
		});
		expect(outcome).toEqual([true, true, ["cleaned up"], 0]);
	});

	it.each([
		["0", 0, 1],
		["more", 0.5, 1.5],
	])("with a limit of %s waits until the task has cleaned up", (_what, limit, end) => {
		const outcome = inLoop(function* (loop) {
			const said: string[] = [];
			function* slow() {
				try {
					yield* sleep(10);
				} finally {
					yield* sleep(1);
					said.push(`${loop.time()} cleaned up`);
				}
			}
			const task = createTask(slow());
			yield* turns(2);
			const error = yield* errorOf(waitFor(task, limit));
			return [error instanceof TimeoutError, said, loop.time()];
		});
		expect(outcome).toEqual([true, [`${end} cleaned up`], end]);
	});

	it("raises the error that its task raises while it cleans up, not TimeoutError", () => {
		const error = inLoop(function* () {
			function* crashing() {
				try {
					yield* sleep(0.2);
				} finally {
					yield* failure(new ValueError("clean up"));
				}
			}
			return yield* errorOf(waitFor(createTask(crashing()), 0.1));
		});
		expect(error).toEqual(new ValueError("clean up"));
	});

	it.each([
		["a coroutine", (body: Steps<unknown[]>) => body],
		["a task", (body: Steps<unknown[]>) => createTask(body)],
	])("answers the result of %s that does not heed the cancellation", (_what, wrap) => {
		const outcome = inLoop(function* (loop) {
			function* unheeding() {
				const error = yield* errorOf(sleep(1));
				return [error, 1];
			}
			return [yield* waitFor(wrap(unheeding()), 0.01), loop.time()];
		});
		expect(outcome).toEqual([[new CancelledError(), 1], 0.01]);
	});

	it("waits for one that does not heed until it ends", () => {
		const outcome = inLoop(function* (loop) {
			return [yield* waitFor(stubborn(2), 1), loop.time()];
		});
		expect(outcome).toEqual(["stubborn", 2]);
	});

	it("that is cancelled waits for one that does not heed until it ends", () => {
		const outcome = inLoop(function* (loop) {
			const task = createTask(waitFor(stubborn(2), 10));
			yield* sleep(0);
			task.cancel();
			yield* wait([task]);
			return [task.cancelled(), task.result(), loop.time()];
		});
		expect(outcome).toEqual([false, "stubborn", 2]);
	});

	it.each([null, 60])("that is cancelled cancels its task, with a limit of %s", (limit) => {
		const outcome = inLoop(function* (loop) {
			function* blocked() {
				yield* loop.createFuture();
			}
			const task = createTask(blocked());
			const waiter = createTask(waitFor(task, limit));
			loop.callSoon(() => waiter.cancel("why"));
			const error = yield* errorOf(waiter);
			return [error, waiter.cancelled(), task.cancelled(), loop.time()];
		});
		expect(outcome).toEqual([new CancelledError("why"), true, true, 0]);
	});

	it("that is cancelled in the turn in which its task ends is cancelled, and the task keeps its result", () => {
		const outcome = inLoop(function* () {
			const inner = createTask(value("done"));
			const said: string[] = [];
			function* outer() {
				yield* waitFor(inner, 100);
				yield* sleep(1);
				said.push("went on");
			}
			const task = createTask(outer());
			yield* sleep(0);
			const before = task.done();
			task.cancel();
			const error = yield* errorOf(task);
			return [before, error, inner.done(), yield* inner, said];
		});
		expect(outcome).toEqual([false, new CancelledError(), true, "done", []]);
	});

	it("takes a result that is set in the turn after it began", () => {
		const outcome = inLoop(function* (loop) {
			const future: Future<string> = loop.createFuture();
			const waiting = waitFor(future, 0.2);
			loop.callSoon(() => future.setResult("ok"));
			return [yield* waiting, loop.time()];
		});
		expect(outcome).toEqual(["ok", 0]);
	});

	it("runs a coroutine in the task that awaits it, in the same turn", () => {
		const log = inLoop(function* () {
			const said: unknown[] = [];
			const self = currentTask();
			function* worker() {
				said.push(currentTask() === self);
			}
			yield* waitFor(worker(), 1);
			yield* waitFor(worker(), null);
			said.push("main");
			return said;
		});
		expect(log).toEqual([true, true, "main"]);
	});

	it("begins to count when it first runs", () => {
		const outcome = inLoop(function* (loop) {
			const later = waitFor(sleep(10), 1);
			yield* sleep(2);
			const error = yield* errorOf(later);
			return [error instanceof TimeoutError, loop.time()];
		});
		expect(outcome).toEqual([true, 3]);
	});

	it("refuses what can't be awaited", () => {
		inLoop(function* () {
			const errors = [yield* errorOf(waitFor(1 as never, 1)), yield* errorOf(waitFor({} as never, 0))];
			expect(errors.map((error) => error instanceof TypeError)).toEqual([true, true]);
		});
	});
});

describe("waitFor of a shield", () => {
	it("with a limit of 0 cancels the shield alone", () => {
		const outcome = inLoop(function* (loop) {
			const task = createTask(sleep(0.01, "done"));
			const shielded = shield(task);
			const error = yield* errorOf(waitFor(shielded, 0));
			const before = [error instanceof TimeoutError, task.done(), shielded.cancelled()];
			return [before, yield* task, loop.time()];
		});
		expect(outcome).toEqual([[true, false, true], "done", 0.01]);
	});

	it("without a limit waits", () => {
		const outcome = inLoop(function* (loop) {
			const task = createTask(sleep(0.1, "done"));
			yield* waitFor(shield(task), null);
			return [task.done(), yield* task, loop.time()];
		});
		expect(outcome).toEqual([true, "done", 0.1]);
	});

	it("with a limit that passes leaves the task running", () => {
		const outcome = inLoop(function* (loop) {
			const task = createTask(sleep(0.1, "done"));
			const error = yield* errorOf(waitFor(shield(task), 0.01));
			const before = [error instanceof TimeoutError, task.done(), task.cancelled()];
			return [before, yield* task, loop.time()];
		});
		expect(outcome).toEqual([[true, false, false], "done", 0.1]);
	});
});
