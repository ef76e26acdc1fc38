import { describe, expect, it } from "vitest";
import {
	allTasks,
	CancelledError,
	createTask,
	DeadlockError,
	EventLoop,
	type Future,
	getRunningLoop,
	Runner,
	RuntimeError,
	run,
	sleep,
	type Task,
	ValueError,
} from "../../../src/runtime/index.ts";
import { errorOf, failure, raisedBy, reportsOf, turns, value } from "./in-loop.ts";

describe("run", () => {
	it("answers what main returns", () => {
		function* main() {
			yield* sleep(0);
			return 42;
		}
		expect(run(main())).toBe(42);
	});

	it("throws what main raises", () => {
		const error = new ValueError("spam");
		expect(raisedBy(() => run(failure(error)))).toBe(error);
	});

	it("throws CancelledError if main is cancelled", () => {
		function* main() {
			const self = [...allTasks()][0];
			getRunningLoop().callLater(1, () => self?.cancel("from a callback"));
			yield* sleep(10);
		}
		expect(raisedBy(() => run(main()))).toEqual(new CancelledError("from a callback"));
	});

	it.each([
		["a number", 1],
		["a function", () => null],
		["a promise", Promise.resolve(1)],
	])("takes coroutines, not %s", (_what, wrong) => {
		expect(raisedBy(() => run(wrong as never))).toBeInstanceOf(TypeError);
	});

	it("takes no future: main is a coroutine", () => {
		expect(raisedBy(() => run(new EventLoop().createFuture() as never))).toBeInstanceOf(TypeError);
	});

	it.each([true, false])("sets the debug mode to %s", (debug) => {
		function* main() {
			return getRunningLoop().getDebug();
		}
		expect([run(main(), { debug }), run(main())]).toEqual([debug, false]);
	});

	it("can't be called while a loop runs", () => {
		function* main() {
			const inner = value(1);
			return [raisedBy(() => run(inner)), raisedBy(() => new EventLoop().runUntilComplete(inner))];
		}
		expect(run(main()).map((error) => error instanceof RuntimeError)).toEqual([true, true]);
	});

	it("makes a new loop each time", () => {
		function* main() {
			yield* sleep(1);
			return [getRunningLoop(), getRunningLoop().time()] as const;
		}
		const [first, second] = [run(main()), run(main())];
		expect([first[0] === second[0], first[1], second[1]]).toEqual([false, 1, 1]);
	});

	it("cancels what is left when main has ended, in order of creation, and waits for its end", () => {
		const said: string[] = [];
		let left: Task<void>[] = [];
		function* leftover(name: string) {
			try {
				yield* sleep(10);
			} finally {
				yield* sleep(1);
				said.push(`${getRunningLoop().time()} ${name}`);
			}
		}
		function* main() {
			left = ["a", "b", "c"].map((name) => createTask(leftover(name)));
			yield* sleep(0.5);
			return 123;
		}
		const answer = run(main());
		expect([answer, said, left.map((task) => task.cancelled())]).toEqual([
			123,
			["1.5 a", "1.5 b", "1.5 c"],
			[true, true, true],
		]);
	});

	it("cancels what is left also when main fails", () => {
		let left: Task<void> | undefined;
		function* main() {
			left = createTask(sleep(10));
			yield* sleep(0);
			throw new ValueError("main");
		}
		const error = raisedBy(() => run(main()));
		expect([error, left?.cancelled()]).toEqual([new ValueError("main"), true]);
	});

	it("lets run what was ready in the turn in which main ended", () => {
		const said: string[] = [];
		function* other() {
			said.push("ran");
			yield* sleep(0);
			said.push("went on");
		}
		function* main() {
			createTask(other());
		}
		run(main());
		expect(said).toEqual(["ran"]);
	});

	it("tells the exception handler of errors that are raised while what is left is cancelled", () => {
		const reports = reportsOf(function* () {
			function* leftover() {
				const caught = yield* errorOf(sleep(0.1));
				throw new ValueError(`cleaning up after ${caught}`);
			}
			createTask(leftover());
			yield* turns(2);
		});
		expect(reports).toEqual([new ValueError("cleaning up after CancelledError")]);
	});

	it("leaves a deadlock as it is: nothing is cancelled, no finally runs", () => {
		const said: string[] = [];
		function* main() {
			try {
				yield* getRunningLoop().createFuture();
			} finally {
				said.push("finally");
			}
		}
		expect([raisedBy(() => run(main())) instanceof DeadlockError, said]).toEqual([true, []]);
	});

	it("leaves no loop running, however it ends", () => {
		function* stuck() {
			yield* getRunningLoop().createFuture();
		}
		const errors = [
			run(value(1)),
			raisedBy(() => run(failure(new ValueError("x")))),
			raisedBy(() => run(stuck())),
		];
		expect([errors.length, raisedBy(getRunningLoop)]).toEqual([3, expect.any(RuntimeError)]);
	});
});

describe("a loop that runs until main is done", () => {
	it("leaves other tasks as they are, and goes on with them when it runs again", () => {
		const loop = new EventLoop();
		const said: string[] = [];
		function* other() {
			yield* sleep(2);
			said.push(`${loop.time()} other`);
		}
		function* first() {
			createTask(other());
			yield* sleep(1);
		}
		loop.runUntilComplete(first());
		const between = [...said, loop.time(), loop.isRunning()];
		loop.runUntilComplete(sleep(5));
		expect([between, said, loop.time()]).toEqual([[1, false], ["2 other"], 6]);
	});

	it("takes a future or a task of its own, and answers its result or raises its error", () => {
		const loop = new EventLoop();
		const future: Future<string> = loop.createFuture();
		loop.callLater(1, () => future.setResult("done"));
		const failed = loop.createTask(failure(new ValueError("x")));
		expect([
			loop.runUntilComplete(future),
			loop.time(),
			raisedBy(() => loop.runUntilComplete(failed)),
		]).toEqual(["done", 1, new ValueError("x")]);
	});

	it("refuses a future of another loop", () => {
		const future = new EventLoop().createFuture();
		expect(raisedBy(() => new EventLoop().runUntilComplete(future))).toBeInstanceOf(ValueError);
	});

	it("ends with the turn in which main's done callback ran", () => {
		const loop = new EventLoop();
		const said: string[] = [];
		function* main() {
			loop.callSoon(() => {
				said.push("same turn as the done callback");
				loop.callSoon(() => said.push("too late"));
			});
		}
		loop.runUntilComplete(main());
		expect(said).toEqual(["same turn as the done callback"]);
	});

	it("is running while it runs", () => {
		const loop = new EventLoop();
		function* main() {
			return [loop.isRunning(), getRunningLoop() === loop];
		}
		expect([loop.isRunning(), loop.runUntilComplete(main()), loop.isRunning()]).toEqual([
			false,
			[true, true],
			false,
		]);
	});
});

describe("callbacks of the loop", () => {
	it("run in the order of their times, then of their age, and cancelled ones do not", () => {
		const loop = new EventLoop();
		const said: string[] = [];
		const note = (text: string) => () => void said.push(`${loop.time()} ${text}`);
		loop.callLater(2, note("later"));
		loop.callAt(1, note("at"));
		loop.callLater(1, note("as old"));
		loop.callLater(-5, note("past"));
		loop.callSoon(note("soon"));
		const handles = [loop.callLater(1, note("cancelled")), loop.callSoon(note("cancelled"))];
		for (const handle of handles) handle.cancel();
		loop.runUntilComplete(sleep(3));
		expect([said, handles.map((handle) => handle.cancelled())]).toEqual([
			["0 soon", "0 past", "1 at", "1 as old", "2 later"],
			[true, true],
		]);
	});

	it("know when they are due", () => {
		const loop = new EventLoop();
		expect([loop.callLater(2, () => {}).when(), loop.callAt(7, () => {}).when()]).toEqual([2, 7]);
	});

	it("that throw are told to the exception handler, and the loop goes on", () => {
		const reports = reportsOf(function* (loop) {
			loop.callSoon(() => {
				throw new ValueError("in a callback");
			});
			yield* turns(2);
		});
		expect(reports).toEqual([new ValueError("in a callback")]);
	});

	it("are functions, and their times are numbers", () => {
		const loop = new EventLoop();
		const errors = [
			raisedBy(() => loop.callSoon(1 as never)),
			raisedBy(() => loop.callLater(1, null as never)),
			raisedBy(() => loop.callLater("1" as never, () => {})),
		];
		expect(errors.map((error) => error instanceof TypeError)).toEqual([true, true, true]);
	});
});

describe("a runner", () => {
	it("runs one coroutine after the other on one loop", () => {
		const runner = new Runner();
		function* main() {
			yield* sleep(1);
			return [getRunningLoop() === runner.getLoop(), getRunningLoop().time()];
		}
		const answers = [runner.run(main()), runner.run(main())];
		runner.close();
		expect(answers).toEqual([
			[true, 1],
			[true, 2],
		]);
	});

	it.each([true, false])("sets the debug mode to %s", (debug) => {
		expect(new Runner({ debug }).getLoop().getDebug()).toBe(debug);
	});

	it("cancels what is left when it is closed", () => {
		const runner = new Runner();
		let left: Task<void> | undefined;
		function* main() {
			left = createTask(sleep(10));
			yield* sleep(0);
		}
		runner.run(main());
		const before = left?.done();
		runner.close();
		expect([before, left?.cancelled()]).toEqual([false, true]);
	});

	it("that is closed runs nothing more, and may be closed again", () => {
		const runner = new Runner();
		runner.close();
		runner.close();
		expect(
			[raisedBy(() => runner.run(value(1))), raisedBy(() => runner.getLoop())].map(
				(error) => error instanceof RuntimeError,
			),
		).toEqual([true, true]);
	});

	it("can't run while it runs", () => {
		const runner = new Runner();
		function* main() {
			return raisedBy(() => runner.run(value(1)));
		}
		expect(runner.run(main())).toBeInstanceOf(RuntimeError);
	});

	it("takes coroutines and nothing else", () => {
		const runner = new Runner();
		const errors = [
			raisedBy(() => runner.run(123 as never)),
			raisedBy(() => runner.run(runner.getLoop().createFuture() as never)),
		];
		expect(errors.map((error) => error instanceof TypeError)).toEqual([true, true]);
	});
});
