import { describe, expect, it } from "vitest";
import {
	CancelledError,
	createTask,
	EventLoop,
	type Future,
	InvalidStateError,
	RuntimeError,
	sleep,
	ValueError,
} from "../../../src/runtime/index.ts";
import { errorOf, inLoop, raisedBy, reportsOf, turns, value } from "./in-loop.ts";

/** What a future answers to each question. */
function stateOf(future: Future<unknown>): unknown {
	const asked = (ask: () => unknown) => {
		try {
			return ask();
		} catch (error) {
			return `throws ${(error as Error).name}`;
		}
	};
	return {
		done: future.done(),
		cancelled: future.cancelled(),
		result: asked(() => future.result()),
		exception: asked(() => future.exception()),
	};
}

describe("a future", () => {
	it("is neither done nor cancelled at first, and has no result to give", () => {
		expect(stateOf(new EventLoop().createFuture())).toEqual({
			done: false,
			cancelled: false,
			result: "throws InvalidStateError",
			exception: "throws InvalidStateError",
		});
	});

	it("belongs to the loop that made it", () => {
		const loop = new EventLoop();
		expect(loop.createFuture().getLoop()).toBe(loop);
	});

	it("keeps its result", () => {
		const future = new EventLoop().createFuture<number>();
		future.setResult(42);
		expect(stateOf(future)).toEqual({ done: true, cancelled: false, result: 42, exception: null });
	});

	it("keeps its error, and raises it as its result", () => {
		const future = new EventLoop().createFuture();
		const error = new RuntimeError("x");
		future.setException(error);
		expect([stateOf(future), raisedBy(() => future.result()) === error]).toEqual([
			{ done: true, cancelled: false, result: "throws RuntimeError", exception: error },
			true,
		]);
	});

	it("makes an error of an error class", () => {
		const future = new EventLoop().createFuture();
		future.setException(ValueError);
		expect(future.exception()).toBeInstanceOf(ValueError);
	});

	it("that is cancelled raises CancelledError whatever it is asked for", () => {
		const future = new EventLoop().createFuture();
		const answer = future.cancel();
		expect([answer, stateOf(future)]).toEqual([
			true,
			{ done: true, cancelled: true, result: "throws CancelledError", exception: "throws CancelledError" },
		]);
	});

	it("that is cancelled with a message says it to everybody who asks", () => {
		const future = new EventLoop().createFuture();
		future.cancel("my message");
		const errors = [
			raisedBy(() => future.result()),
			raisedBy(() => future.exception()),
			raisedBy(() => future.result()),
		];
		expect([errors, errors[0] === errors[2]]).toEqual([
			Array(3).fill(new CancelledError("my message")),
			false,
		]);
	});

	it.each([
		["has a result", (future: Future<number>) => future.setResult(1)],
		["has an error", (future: Future<number>) => future.setException(new ValueError("x"))],
		["was cancelled", (future: Future<number>) => void future.cancel()],
	])("that %s takes no other end", (_what, end) => {
		const future = new EventLoop().createFuture<number>();
		end(future);
		const before = stateOf(future);
		const errors = [
			raisedBy(() => future.setResult(2)),
			raisedBy(() => future.setException(new ValueError("y"))),
		];
		const refused = errors.map((error) => error instanceof InvalidStateError);
		expect([refused, future.cancel("late"), stateOf(future)]).toEqual([[true, true], false, before]);
	});
});

describe("awaiting a future", () => {
	it("suspends until it is done, and again never", () => {
		const log = inLoop(function* (loop) {
			const future = loop.createFuture<number>();
			const said: unknown[] = [];
			function* twice() {
				said.push("A", yield* future);
				loop.callSoon(() => said.push("next turn"));
				said.push("B", yield* future, "C");
			}
			const task = createTask(twice());
			yield* sleep(0);
			said.push("set");
			future.setResult(42);
			yield* task;
			return said;
		});
		// Python evaluates the arguments first, too: "A" is said together with the result.
		expect(log).toEqual(["set", "A", 42, "B", 42, "C", "next turn"]);
	});

	it("wakes all who wait for it, in the order in which they came", () => {
		const log = inLoop(function* (loop) {
			const future = loop.createFuture<number>();
			const said: string[] = [];
			function* waiter(name: string) {
				said.push(`${name} ${yield* future}`);
			}
			const tasks = ["a", "b", "c"].map((name) => createTask(waiter(name)));
			yield* sleep(0);
			future.setResult(1);
			said.push("set");
			for (const task of tasks) yield* task;
			return said;
		});
		expect(log).toEqual(["set", "a 1", "b 1", "c 1"]);
	});

	it("raises its error, the same object for all", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			const error = new ValueError("x");
			loop.callSoon(() => future.setException(error));
			expect([(yield* errorOf(future)) === error, (yield* errorOf(future)) === error]).toEqual([true, true]);
		});
	});

	it.each([
		["spreading it", (future: Future<number>) => [...(future as Iterable<unknown>)]],
		[
			"destructuring it",
			(future: Future<number>) => {
				const [one, two] = future as Iterable<unknown>;
				return [one, two];
			},
		],
		[
			"looping over it",
			(future: Future<number>) => {
				for (const one of future as Iterable<unknown>) return one;
				return null;
			},
		],
	])("is not the same as %s, which is an error", (_what, misuse) => {
		inLoop(function* (loop) {
			const future = loop.createFuture<number>();
			const error = raisedBy(() => misuse(future));
			loop.callSoon(() => future.setResult(1));
			expect([error instanceof RuntimeError, yield* future]).toEqual([true, 1]);
		});
	});
});

describe("done callbacks", () => {
	/** Three callbacks that note their name. */
	function noting() {
		const said: unknown[] = [];
		const [first, second, third] = [42, 17, 100].map((name) => () => void said.push(name));
		if (first === undefined || second === undefined || third === undefined)
			throw new Error("there are three");
		return { said, first, second, third };
	}

	it.each([
		["a result", (future: Future<string>) => future.setResult("foo")],
		["an error", (future: Future<string>) => future.setException(new RuntimeError("x"))],
		["a cancellation", (future: Future<string>) => void future.cancel()],
	])("run in the order they were added, in a turn of their own, with the future, after %s", (_what, end) => {
		inLoop(function* (loop) {
			const future = loop.createFuture<string>();
			const said: unknown[] = [];
			future.addDoneCallback((done) => said.push(42, done === future));
			future.addDoneCallback(() => said.push(17));
			end(future);
			const atOnce = [...said];
			yield* sleep(0);
			future.done() && !future.cancelled() && future.exception();
			expect([atOnce, said]).toEqual([[], [42, true, 17]]);
		});
	});

	it("added to a future that is done run in the next turn", () => {
		const log = inLoop(function* (loop) {
			const future = loop.createFuture<number>();
			future.setResult(1);
			const said: string[] = [];
			future.addDoneCallback(() => said.push("callback"));
			said.push("main goes on");
			yield* sleep(0);
			return said;
		});
		expect(log).toEqual(["main goes on", "callback"]);
	});

	it("run after whoever began to wait before them, and before who began after", () => {
		const log = inLoop(function* (loop) {
			const future = loop.createFuture<number>();
			const said: string[] = [];
			function* waiter(name: string) {
				yield* future;
				said.push(name);
			}
			createTask(waiter("early"));
			yield* sleep(0);
			future.addDoneCallback(() => said.push("callback"));
			createTask(waiter("late"));
			yield* sleep(0);
			future.setResult(1);
			yield* sleep(0);
			return said;
		});
		expect(log).toEqual(["early", "callback", "late"]);
	});

	it("that were removed do not run", () => {
		const log = inLoop(function* (loop) {
			const { said, first, second, third } = noting();
			const future = loop.createFuture<number>();
			for (const callback of [first, second, third]) future.addDoneCallback(callback);
			said.push(
				future.removeDoneCallback(first),
				future.removeDoneCallback(third),
				future.removeDoneCallback(first),
			);
			future.setResult(1);
			yield* sleep(0);
			return said;
		});
		expect(log).toEqual([1, 1, 0, 17]);
	});

	it("are removed in all their registrations at once", () => {
		const log = inLoop(function* (loop) {
			const { said, first, second, third } = noting();
			const future = loop.createFuture<number>();
			for (const callback of [first, second]) future.addDoneCallback(callback);
			said.push(future.removeDoneCallback(second), future.removeDoneCallback(third));
			for (const callback of [second, first, first, first, first, first]) future.addDoneCallback(callback);
			said.push(future.removeDoneCallback(first));
			future.setResult(1);
			yield* sleep(0);
			return said;
		});
		expect(log).toEqual([1, 0, 6, 17]);
	});

	it("run as often as they were added", () => {
		const log = inLoop(function* (loop) {
			const { said, first, second } = noting();
			const future = loop.createFuture<number>();
			for (const callback of [first, second, first]) future.addDoneCallback(callback);
			future.setResult(1);
			yield* sleep(0);
			return said;
		});
		expect(log).toEqual([42, 17, 42]);
	});

	it("that remove one another when they run come too late", () => {
		const log = inLoop(function* (loop) {
			const { said, second } = noting();
			const future = loop.createFuture<number>();
			future.addDoneCallback((done) => said.push(done.removeDoneCallback(second)));
			future.addDoneCallback(second);
			future.setResult(1);
			yield* sleep(0);
			return said;
		});
		expect(log).toEqual([0, 17]);
	});

	it("that throw are told to the exception handler, and the others run", () => {
		const said: string[] = [];
		const reports = reportsOf(function* (loop) {
			const future = loop.createFuture<number>();
			future.addDoneCallback(() => {
				throw new ValueError("in a callback");
			});
			future.addDoneCallback(() => said.push("second"));
			future.setResult(1);
			yield* turns(2);
		});
		expect([said, reports]).toEqual([["second"], [new ValueError("in a callback")]]);
	});

	it("are functions, and nothing else is", () => {
		const future = new EventLoop().createFuture();
		expect(raisedBy(() => future.addDoneCallback(1 as never))).toBeInstanceOf(TypeError);
	});

	it("of a task run when it has ended, before who awaits it later", () => {
		const log = inLoop(function* () {
			const said: unknown[] = [];
			const task = createTask(value("result"));
			task.addDoneCallback((done) => said.push(done === task, done.result()));
			said.push(yield* task);
			return said;
		});
		expect(log).toEqual([true, "result", "result"]);
	});
});

describe("a future's error that nobody asked for", () => {
	it.each([
		["has a result", (future: Future<number>) => future.setResult(42), []],
		["was never set", () => {}, []],
		[
			"has an error",
			(future: Future<number>) => future.setException(new RuntimeError("boom")),
			[new RuntimeError("boom")],
		],
		[
			"had its error looked at",
			(future: Future<number>) => {
				future.setException(new RuntimeError("boom"));
				future.exception();
			},
			[],
		],
		[
			"raised its error as its result",
			(future: Future<number>) => {
				future.setException(new RuntimeError("boom"));
				raisedBy(() => future.result());
			},
			[],
		],
		[
			"was cancelled after its error",
			(future: Future<number>) => {
				future.setException(new RuntimeError("boom"));
				future.cancel();
			},
			[],
		],
	] as [string, (future: Future<number>) => void, unknown[]][])(
		"is told only where it is one: the future %s",
		(_what, use, expected) => {
			const reports = reportsOf(function* (loop) {
				use(loop.createFuture<number>());
			});
			expect(reports).toEqual(expected);
		},
	);
});
