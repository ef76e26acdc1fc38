import { describe, expect, it } from "vitest";
import {
	CancelledError,
	createTask,
	Future,
	RuntimeError,
	shield,
	sleep,
	ValueError,
} from "../../../src/runtime/index.ts";
import { errorOf, inLoop, raisedBy, reportsOf, turns, value } from "./in-loop.ts";

describe("a shield", () => {
	it("is a future with the result of what it shields, one turn later", () => {
		inLoop(function* (loop) {
			const inner = loop.createFuture<number>();
			const outer = shield(inner);
			inner.setResult(42);
			const atOnce = outer.done();
			yield* sleep(0);
			expect([outer instanceof Future, outer === inner, atOnce, outer.done(), outer.result()]).toEqual([
				true,
				false,
				false,
				true,
				42,
			]);
		});
	});

	it("has its error, the same object", () => {
		inLoop(function* (loop) {
			const inner = loop.createFuture();
			const outer = shield(inner);
			yield* sleep(0);
			const error = new RuntimeError("expected");
			inner.setException(error);
			yield* sleep(0);
			expect(outer.exception()).toBe(error);
		});
	});

	it("is cancelled if what it shields is", () => {
		inLoop(function* (loop) {
			const inner = loop.createFuture();
			const outer = shield(inner);
			inner.cancel();
			yield* turns(2);
			expect(outer.cancelled()).toBe(true);
		});
	});

	it("that is cancelled leaves what it shields alone", () => {
		inLoop(function* (loop) {
			const inner = loop.createFuture<number>();
			const outer = shield(inner);
			const accepted = outer.cancel("why");
			const error = yield* errorOf(outer);
			const before = inner.done();
			inner.setResult(1);
			yield* turns(2);
			expect([accepted, error, outer.cancelled(), before, inner.result()]).toEqual([
				true,
				new CancelledError("why"),
				true,
				false,
				1,
			]);
		});
	});

	it("of what is done already is that itself", () => {
		inLoop(function* (loop) {
			const inner = loop.createFuture<number>();
			inner.setResult(42);
			expect([shield(inner) === inner, yield* shield(inner)]).toEqual([true, 42]);
		});
	});

	it("starts a coroutine at once, as a task that outlives its awaiter's cancellation", () => {
		const log = inLoop(function* (loop) {
			const waiter = loop.createFuture();
			const said: string[] = [];
			function* inner() {
				said.push("inner");
				yield* waiter;
				said.push("inner went on");
			}
			function* outer() {
				yield* shield(inner());
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
		expect(log).toEqual([new CancelledError(), ["inner", "inner went on"]]);
	});

	it("that was cancelled tells the exception handler of an error that came later", () => {
		const reports = reportsOf(function* (loop) {
			const inner = loop.createFuture();
			shield(inner).cancel();
			yield* turns(2);
			inner.setException(new ValueError("nobody hears"));
			yield* turns(2);
		});
		expect(reports).toEqual([new ValueError("nobody hears")]);
	});

	it("needs a running loop for a coroutine", () => {
		expect(raisedBy(() => shield(value(1)))).toBeInstanceOf(RuntimeError);
	});

	it("refuses what can't be awaited", () => {
		inLoop(function* () {
			expect(
				[1, {}, null].map((wrong) => raisedBy(() => shield(wrong as never)) instanceof TypeError),
			).toEqual([true, true, true]);
		});
	});
});
