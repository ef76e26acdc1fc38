import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
	block,
	CancelledError,
	coroutine,
	createTask,
	currentTask,
	DeadlockError,
	Event,
	EventLoop,
	fromPromise,
	gather,
	getRunningLoop,
	Lock,
	RuntimeError,
	run,
	runLive,
	sleep,
	TimeoutError,
	timeout,
	ValueError,
	waitFor,
} from "../../src/runtime/index.ts";
import { LocalServer } from "./local-server.ts";
import { Told } from "./observed.ts";

/** What a promise rejects with. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
	return promise.then(
		(value) => new Error(`it resolved to ${String(value)}`),
		(error: unknown) => error,
	);
}

/** What was told, without the times. */
function untimed(observer: Told): string[] {
	return observer.lines.map((line) => line.slice(line.indexOf(" ") + 1));
}

describe("requests to a real server", () => {
	let server: LocalServer;
	beforeEach(async () => {
		server = await LocalServer.start();
	});
	afterEach(() => server.stop());

	const textOf = coroutine("textOf", function* (path: string) {
		return yield* fromPromise(async (signal) => {
			const response = await fetch(server.url(path), { signal });
			return response.text();
		}, path);
	});

	it("run at the same time under gather, and answer in the order given", async () => {
		const main = coroutine("main", function* () {
			const both = gather([textOf("/a"), textOf("/b")]);
			// Neither is answered before both were asked, and the second first.
			yield* fromPromise(() => Promise.all([server.arrival("/a"), server.arrival("/b")]));
			server.answer("/b", "second");
			yield* sleep(0.001);
			server.answer("/a", "first");
			return yield* both;
		});
		expect(await runLive(main())).toEqual(["first", "second"]);
		expect([...server.asked].sort()).toEqual(["/a", "/b"]);
		expect(server.givenUp).toEqual([]);
	});

	it("are aborted when a time limit passes", async () => {
		const main = coroutine("main", function* () {
			const slow = createTask(textOf("/slow"));
			yield* fromPromise(() => server.arrival("/slow"));
			try {
				yield* waitFor(slow, 0.005);
			} catch (error) {
				yield* fromPromise(() => server.departure("/slow"));
				return error;
			}
			return "in time";
		});
		expect(await runLive(main())).toBeInstanceOf(TimeoutError);
		expect(server.givenUp).toEqual(["/slow"]);
	});

	it("are aborted when their task is cancelled, and the others go on", async () => {
		const main = coroutine("main", function* () {
			const slow = createTask(textOf("/slow"));
			const other = createTask(textOf("/other"));
			yield* fromPromise(() => Promise.all([server.arrival("/slow"), server.arrival("/other")]));
			slow.cancel();
			yield* fromPromise(() => server.departure("/slow"));
			server.answer("/other", "done");
			const results = yield* gather([slow, other], { returnExceptions: true });
			return [slow.cancelled(), ...results];
		});
		expect(await runLive(main())).toEqual([true, new CancelledError(), "done"]);
		expect(server.givenUp).toEqual(["/slow"]);
	});

	it("are aborted when the run is", async () => {
		const controller = new AbortController();
		const reason = new Error("no more");
		void server.arrival("/slow").then(() => controller.abort(reason));
		expect(await rejection(runLive(textOf("/slow"), { signal: controller.signal }))).toBe(reason);
		await server.departure("/slow");
		expect(server.givenUp).toEqual(["/slow"]);
	});
});

describe("fromPromise", () => {
	it("answers what the promise does, and raises what it was rejected with, whatever that is", async () => {
		const error = new ValueError("rejected");
		const main = coroutine("main", function* () {
			const raised: unknown[] = [];
			for (const reason of [error, undefined, null]) {
				try {
					yield* fromPromise(() => Promise.reject(reason));
				} catch (caught) {
					raised.push(caught);
				}
			}
			return [yield* fromPromise(async () => "value"), ...raised];
		});
		const [value, ...raised] = await runLive(main());
		expect(value).toBe("value");
		expect(raised).toEqual([error, undefined, null]);
		expect(raised[0]).toBe(error);
	});

	it("begins at once, and aborts the signal it gave when it is cancelled, not before", async () => {
		const states: unknown[] = [];
		const main = coroutine("main", function* () {
			let given: AbortSignal | undefined;
			const future = fromPromise((signal) => {
				given = signal;
				return new Promise(() => {});
			});
			states.push(given?.aborted);
			states.push(future.cancel("enough"), given?.aborted, future.cancel());
			try {
				yield* future;
			} catch (caught) {
				states.push(caught);
			}
		});
		await runLive(main());
		expect(states).toEqual([false, true, true, false, new CancelledError("enough")]);
	});

	it("tells nobody of a promise that comes too late", async () => {
		const unhandled: unknown[] = [];
		let reject: (reason: unknown) => void = () => {};
		const main = coroutine("main", function* () {
			getRunningLoop().setExceptionHandler((_loop, context) => unhandled.push(context));
			const late = fromPromise(() => new Promise((_resolve, no) => (reject = no)));
			late.cancel();
			reject(new Error("too late"));
			yield* sleep(0.001);
			return late.cancelled();
		});
		expect(await runLive(main())).toBe(true);
		expect(unhandled).toEqual([]);
	});

	it("passes on what the function throws at once, and waits for nothing then", async () => {
		const error = new ValueError("at once");
		const main = coroutine("main", function* () {
			try {
				fromPromise(() => {
					throw error;
				});
			} catch (caught) {
				if (caught !== error) throw caught;
			}
			yield* new Event().wait();
		});
		expect(await rejection(runLive(main()))).toBeInstanceOf(DeadlockError);
	});

	it("needs the wall clock", () => {
		const main = coroutine("main", function* () {
			yield* fromPromise(() => Promise.resolve(1));
		});
		expect(() => run(main())).toThrow(
			new RuntimeError(
				"fromPromise needs the wall clock: run the program with runLive(main()) instead of run(main())",
			),
		);
	});

	it("needs a loop that runs", () => {
		expect(() => fromPromise(() => Promise.resolve(1))).toThrow(new RuntimeError("no running event loop"));
	});

	it("is told to an observer as work outside, whose end no task brings about", async () => {
		const observer = new Told();
		const main = coroutine("main", function* () {
			yield* createTask(sleep(0));
			yield* fromPromise(async () => 1, "the reply");
		});
		await runLive(main(), { observer });
		const lines = untimed(observer);
		expect(lines.slice(lines.indexOf("1 work 1 started: the reply"))).toEqual([
			"1 work 1 started: the reply",
			"- task 1 suspended: outside {work:1,label:the reply}",
			"- work 1 ended",
			"- task 1 woken: result",
			"- task 1 resumed",
			"1 task 1 ended: returned undefined",
			"1 callback queued: main of task 1",
			"- callback started for task 1",
			"- callback ended",
			"- loop closing",
			"- loop closed",
		]);
	});
});

describe("runLive", () => {
	it("runs tasks in the same order as virtual time, however fast its clock", async () => {
		const main = coroutine("main", function* () {
			const order: string[] = [];
			const nap = coroutine("nap", function* (seconds: number) {
				yield* sleep(seconds);
				order.push(`slept ${seconds}`);
			});
			yield* gather([nap(30), nap(10), nap(20)]);
			order.push(`at least ${Math.floor(getRunningLoop().time() / 30) >= 1 ? 30 : "less"}`);
			return order;
		});
		const expected = ["slept 10", "slept 20", "slept 30", "at least 30"];
		expect(run(main())).toEqual(expected);
		expect(await runLive(main(), { speed: 10_000 })).toEqual(expected);
	});

	it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("has no speed of %s", async (speed) => {
		expect(await rejection(runLive(sleep(1), { speed }))).toEqual(
			new ValueError(`a speed is a number greater than 0, not ${speed}`),
		);
	});

	it("rejects with what main raised, whatever that is", async () => {
		function* fails() {
			throw undefined;
		}
		expect(await rejection(runLive(fails()))).toBe(undefined);
	});

	it("rejects where it is given no coroutine", async () => {
		// @ts-expect-error a promise is none
		expect(await rejection(runLive(Promise.resolve(1)))).toEqual(
			new TypeError(
				"a coroutine was expected, not Promise (a promise is awaited with fromPromise(() => …), under runLive)",
			),
		);
	});

	it("rejects inside of a loop that runs", async () => {
		let inner: Promise<unknown> = Promise.resolve();
		const main = coroutine("main", function* () {
			inner = rejection(runLive(sleep(0)));
		});
		run(main());
		expect(await inner).toEqual(new RuntimeError("a loop can't be run while another (or itself) is running"));
	});

	it("cancels what is left when main ends, and waits for that", async () => {
		const happened: string[] = [];
		const main = coroutine("main", function* () {
			const left = coroutine("left", function* () {
				try {
					yield* sleep(1000);
				} finally {
					yield* fromPromise(async () => 1);
					happened.push("cleaned up");
				}
			});
			createTask(left());
			yield* sleep(0);
			return "main";
		});
		expect(await runLive(main())).toBe("main");
		expect(happened).toEqual(["cleaned up"]);
	});

	it("lets several loops run side by side", async () => {
		const steps: string[] = [];
		const main = coroutine("main", function* (name: string) {
			for (let step = 0; step < 3; step += 1) {
				yield* fromPromise(async () => step);
				steps.push(`${name} ${step}`);
			}
			return name;
		});
		expect(await Promise.all([runLive(main("a")), runLive(main("b"))])).toEqual(["a", "b"]);
		expect([...steps].sort()).toEqual(["a 0", "a 1", "a 2", "b 0", "b 1", "b 2"]);
		expect(steps[1]?.startsWith("b")).toBe(true);
	});
});

describe("aborting a live run", () => {
	it("cancels main, lets it clean up, and rejects with the signal's reason", async () => {
		const controller = new AbortController();
		const reason = new Error("stop");
		const happened: unknown[] = [];
		const main = coroutine("main", function* () {
			try {
				setTimeout(() => controller.abort(reason), 1);
				yield* sleep(1000);
			} finally {
				yield* sleep(0.001);
				happened.push("cleaned up");
			}
		});
		expect(await rejection(runLive(main(), { signal: controller.signal }))).toBe(reason);
		expect(happened).toEqual(["cleaned up"]);
	});

	it("cancels what main waits for: a gather's tasks, or a task", async () => {
		const controller = new AbortController();
		const happened: unknown[] = [];
		const child = coroutine("child", function* (name: string) {
			try {
				yield* new Event().wait();
			} finally {
				happened.push(name);
			}
		});
		const main = coroutine("main", function* () {
			const both = gather([child("a"), child("b")]);
			getRunningLoop().callLater(0.001, () => controller.abort());
			yield* both;
		});
		expect(await rejection(runLive(main(), { signal: controller.signal }))).toBe(controller.signal.reason);
		expect(happened).toEqual(["a", "b"]);
	});

	it("beforehand never runs main", async () => {
		const happened: unknown[] = [];
		const main = coroutine("main", function* () {
			happened.push("ran");
		});
		expect(await rejection(runLive(main(), { signal: AbortSignal.abort("early") }))).toBe("early");
		expect(happened).toEqual([]);
	});

	it("by main itself counts at its next await", async () => {
		const controller = new AbortController();
		const happened: unknown[] = [];
		const main = coroutine("main", function* () {
			controller.abort("by main");
			happened.push("goes on");
			yield* sleep(1000);
			happened.push("not reached");
		});
		expect(await rejection(runLive(main(), { signal: controller.signal }))).toBe("by main");
		expect(happened).toEqual(["goes on"]);
	});

	it("answers what main returns where it refuses to stop", async () => {
		const controller = new AbortController();
		const main = coroutine("main", function* () {
			controller.abort();
			try {
				yield* sleep(1000);
			} catch {}
			return "refused";
		});
		expect(await runLive(main(), { signal: controller.signal })).toBe("refused");
	});

	it("leaves the CancelledError where main was cancelled by somebody else too", async () => {
		const controller = new AbortController();
		const main = coroutine("main", function* () {
			controller.abort();
			currentTask()?.cancel();
			yield* sleep(1000);
		});
		expect(await rejection(runLive(main(), { signal: controller.signal }))).toBeInstanceOf(CancelledError);
	});

	it("is told to an observer as the signal's request, and nobody's", async () => {
		const controller = new AbortController();
		const observer = new Told();
		const main = coroutine("main", function* () {
			// The last who acted before is a task.
			yield* gather([sleep(0)]);
			setTimeout(() => controller.abort(), 1);
			yield* sleep(1000);
		});
		await rejection(runLive(main(), { signal: controller.signal, observer }));
		const lines = untimed(observer);
		expect(lines.slice(lines.indexOf("- cancels for: signal"), -6)).toEqual([
			"- cancels for: signal",
			"- task 1 asked to stop: null, 0 before",
			"- task 1 cancelled: null",
			"- cancels for: who acts",
			"- task 1 resumed",
		]);
	});

	it("afterwards does nothing: the signal is listened to no longer", async () => {
		const { signal } = new AbortController();
		let during: unknown;
		const main = coroutine("main", function* () {
			during = getEventListeners(signal, "abort").length;
		});
		await runLive(main(), { signal });
		expect([during, getEventListeners(signal, "abort").length]).toEqual([1, 0]);
	});
});

describe("a live loop that is stuck", () => {
	it("rejects with a DeadlockError that names who holds what, and runs no finally", async () => {
		const happened: unknown[] = [];
		const main = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			yield* pen.acquire();
			try {
				yield* pen.acquire();
			} finally {
				happened.push("finally");
			}
		});
		const error = (await rejection(runLive(main()))) as DeadlockError;
		expect(error).toBeInstanceOf(DeadlockError);
		expect(error.message.replace(/at \d+\.\d+ s/, "at T s")).toBe(
			[
				"deadlock at T s: one task waits for ever: nothing is ready, and no timer is set",
				'  main waits for lock "pen", held by main itself',
			].join("\n"),
		);
		expect(happened).toEqual([]);
	});

	it("is not stuck while a promise is awaited, and is once that was given up", async () => {
		const main = coroutine("main", function* () {
			const reply = fromPromise((signal) => new Promise((resolve) => setTimeout(resolve, 2, signal)));
			yield* reply;
			fromPromise(() => new Promise(() => {})).cancel();
			yield* new Event().wait();
		});
		const error = (await rejection(runLive(main()))) as Error;
		expect(error.message).toContain("main waits for event 1");
	});
});

describe("the wall clock", () => {
	it("never looks again and again: it sleeps until the next timer, promise or abort", async () => {
		const turn = vi.spyOn(EventLoop.prototype, "turn");
		const controller = new AbortController();
		const main = coroutine("main", function* () {
			yield* sleep(0.01);
			yield* fromPromise(() => new Promise((resolve) => setTimeout(resolve, 10)));
			setTimeout(() => controller.abort("enough"), 10);
			yield* timeout(1000, () => new Event().wait());
		});
		await rejection(runLive(main(), { signal: controller.signal }));
		// A turn for each of start, timer, promise, abort and end; and a few, for a timer may come a little early.
		expect(turn.mock.calls.length).toBeGreaterThanOrEqual(5);
		expect(turn.mock.calls.length).toBeLessThan(20);
		turn.mockRestore();
	});

	it.each([1000, 1, 0.001])(
		"lets the platform do its work while tasks are busy, at speed %s",
		async (speed) => {
			let isThere = false;
			const main = coroutine("main", function* () {
				setTimeout(() => {
					isThere = true;
				}, 1);
				while (!isThere) yield* sleep(0);
				return "noticed";
			});
			expect(await runLive(main(), { speed })).toBe("noticed");
		},
	);

	it("does not stop for a blocking call: that keeps the thread, and everybody waits", async () => {
		const happened: unknown[] = [];
		const main = coroutine("main", function* () {
			const loop = getRunningLoop();
			const start = loop.time();
			setTimeout(() => happened.push("outside"), 0);
			loop.callSoon(() => happened.push("callback"));
			block(0.15);
			happened.push(loop.time() - start >= 0.15 ? "blocked" : "not long enough");
			yield* fromPromise(() => new Promise((resolve) => setTimeout(resolve, 1)));
		});
		await runLive(main(), { speed: 20 });
		// Which of the others comes first is up to the machine.
		const [first, ...others] = happened;
		expect([first, ...others.sort()]).toEqual(["blocked", "callback", "outside"]);
	});

	it("has timers of any length, also longer than the platform's, and does not spin for them", async () => {
		const turn = vi.spyOn(EventLoop.prototype, "turn");
		const controller = new AbortController();
		const main = coroutine("main", function* () {
			setTimeout(() => controller.abort("enough"), 5);
			yield* gather([sleep(1e9), sleep(Number.POSITIVE_INFINITY)]);
		});
		expect(await rejection(runLive(main(), { signal: controller.signal }))).toBe("enough");
		expect(turn.mock.calls.length).toBeLessThan(10);
		turn.mockRestore();
	});
});
