import { describe, expect, it } from "vitest";
import {
	asCompleted,
	type Coroutine,
	coroutine,
	createTask,
	gather,
	RuntimeError,
	sleep,
	TimeoutError,
	ValueError,
} from "../../../src/runtime/index.ts";
import { errorOf, failure, inLoop, raisedBy, turns, value } from "./in-loop.ts";

describe("asCompleted", () => {
	it("gives results in the order of completion", () => {
		const log = inLoop(function* (loop) {
			const said: unknown[] = [];
			for (const next of asCompleted([sleep(0.15, "c"), sleep(0.01, "b"), sleep(0.005, "a")])) {
				said.push(yield* next, loop.time());
			}
			return said;
		});
		expect(log).toEqual(["a", 0.005, "b", 0.01, "c", 0.15]);
	});

	it("gives those that end at one instant in the order of ending, and those done already in the order given", () => {
		const log = inLoop(function* () {
			const said: unknown[] = [];
			for (const next of asCompleted([sleep(1, "b"), sleep(0.5, "a"), sleep(1, "c")])) said.push(yield* next);
			const done = ["z", "x", "y"].map((name) => createTask(value(name)));
			yield* turns(2);
			for (const next of asCompleted(done)) said.push(yield* next);
			return said;
		});
		expect(log).toEqual(["a", "b", "c", "z", "x", "y"]);
	});

	it("starts coroutines at once", () => {
		const log = inLoop(function* () {
			const said: string[] = [];
			function* worker() {
				said.push("worker");
			}
			const all = asCompleted([worker()]);
			yield* turns(2);
			said.push("main");
			for (const next of all) yield* next;
			return said;
		});
		expect(log).toEqual(["worker", "main"]);
	});

	it("raises the error of one that failed, and goes on with the others", () => {
		const log = inLoop(function* () {
			const said: unknown[] = [];
			const error = new ValueError("x");
			for (const next of asCompleted([sleep(2, "late"), failure(error), sleep(1, "early")])) {
				try {
					said.push(yield* next);
				} catch (caught) {
					said.push(caught);
				}
			}
			return said;
		});
		expect(log).toEqual([new ValueError("x"), "early", "late"]);
	});

	it("with a timeout raises TimeoutError for all that are left by then, and cancels nothing", () => {
		const log = inLoop(function* (loop) {
			const [a, b, c] = [
				createTask(sleep(0.1, "a")),
				createTask(sleep(0.15, "b")),
				createTask(sleep(0.2, "c")),
			];
			const said: unknown[] = [];
			for (const next of asCompleted([a, b, c], { timeout: 0.12 })) {
				try {
					said.push(yield* next);
				} catch (error) {
					said.push(error instanceof TimeoutError, loop.time());
				}
			}
			said.push(yield* b, yield* c, loop.time());
			return said;
		});
		expect(log).toEqual(["a", true, 0.12, true, 0.12, "b", "c", 0.2]);
	});

	it("with a timeout that was not needed takes its timer along", () => {
		const outcome = inLoop(function* (loop) {
			for (const next of asCompleted([sleep(0.01, "a")], { timeout: 1 })) yield* next;
			const future = loop.createFuture();
			loop.callLater(0.5, () => future.setResult(loop.time()));
			return yield* future;
		});
		expect(outcome).toBe(0.51);
	});

	it("counts its timeout from the call, not from the first await", () => {
		const outcome = inLoop(function* (loop) {
			const all = asCompleted([sleep(10)], { timeout: 1 });
			yield* sleep(0.75);
			const errors: unknown[] = [];
			for (const next of all) errors.push((yield* errorOf(next)) instanceof TimeoutError);
			return [errors, loop.time()];
		});
		expect(outcome).toEqual([[true], 1]);
	});

	it("can be left and gone on with", () => {
		const log = inLoop(function* () {
			const said: number[] = [];
			const all = asCompleted([value(0), value(1), value(2), value(3)]);
			for (const next of all) {
				said.push(yield* next);
				if (said.length === 2) break;
			}
			const half = [...said];
			for (const next of all) said.push(yield* next);
			return [half, said];
		});
		expect(log).toEqual([
			[0, 1],
			[0, 1, 2, 3],
		]);
	});

	it("gives the first completed to whoever awaits first, whichever it got from the loop", () => {
		const log = inLoop(function* (loop) {
			const [first, second] = [...asCompleted([sleep(0.05, "a"), sleep(0.1, "b")])] as [
				Coroutine<string>,
				Coroutine<string>,
			];
			return [yield* second, loop.time(), yield* first, loop.time()];
		});
		expect(log).toEqual(["a", 0.05, "b", 0.1]);
	});

	it("can be awaited several at a time", () => {
		const results = inLoop(function* (loop) {
			const nexts = [...asCompleted([sleep(0.05, "a"), sleep(0.05, "b")])];
			return [yield* gather(nexts), loop.time()];
		});
		expect(results).toEqual([["a", "b"], 0.05]);
	});

	it("counts one that is given twice once", () => {
		const results = inLoop(function* () {
			const twice = value("ham");
			const said: string[] = [];
			for (const next of asCompleted([twice, twice, value("spam")])) said.push(yield* next);
			return said;
		});
		expect(results).toEqual(["ham", "spam"]);
	});

	it("of nothing gives nothing", () => {
		const results = inLoop(function* () {
			return [...asCompleted([])];
		});
		expect(results).toEqual([]);
	});

	it("needs a running loop for coroutines", () => {
		expect(raisedBy(() => [...asCompleted([value(1)])])).toBeInstanceOf(RuntimeError);
	});

	it("refuses what is no list of awaitables", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture();
			const errors = [future, coroutine("f", value)(1), 1, [1]].map((wrong) =>
				raisedBy(() => [...asCompleted(wrong as never)]),
			);
			expect(errors.map((error) => error instanceof TypeError)).toEqual([true, true, true, true]);
		});
	});
});
