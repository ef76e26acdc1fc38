import { describe, expect, it } from "vitest";
import {
	allTasks,
	CancelledError,
	createTask,
	EventLoop,
	Future,
	gather,
	RuntimeError,
	shield,
	sleep,
	ValueError,
	wait,
} from "../../../src/runtime/index.ts";
import { errorOf, failure, inLoop, raisedBy, reportsOf, turns, value } from "./in-loop.ts";

/** What is gathered: the futures themselves, or coroutines that await them. */
const FORMS = [
	["futures", (futures: Future<unknown>[]) => futures],
	[
		"coroutines",
		(futures: Future<unknown>[]) =>
			futures.map(function* (future) {
				return yield* future;
			}),
	],
] as const;

describe.each(FORMS)("gathering %s", (_form, wrap) => {
	it.each([{}, { returnExceptions: false }, { returnExceptions: true }])(
		"gives the results in the order given, once all have ended, with %o",
		(options) => {
			const log = inLoop(function* (loop) {
				const [a, b, c] = [loop.createFuture(), loop.createFuture(), loop.createFuture()];
				const all = gather(wrap([a, b, c]), options);
				const said: unknown[] = [];
				all.addDoneCallback((done) => said.push("done", done === all));
				yield* sleep(0);
				b.setResult(1);
				a.setResult(2);
				yield* turns(5);
				said.push(all.done());
				c.setResult(3);
				yield* turns(5);
				said.push(all.result());
				return said;
			});
			expect(log).toEqual([false, "done", true, [2, 1, 3]]);
		},
	);

	it("ends with the first error, and does not mind what comes of the others", () => {
		inLoop(function* (loop) {
			const [a, b, c, d, e] = [1, 2, 3, 4, 5].map(() => loop.createFuture<unknown>()) as [
				Future<unknown>,
				Future<unknown>,
				Future<unknown>,
				Future<unknown>,
				Future<unknown>,
			];
			const all = gather(wrap([a, b, c, d, e]));
			const ended: unknown[] = [];
			all.addDoneCallback((done) => ended.push(done));
			yield* sleep(0);
			const error = new ValueError("b");
			a.setResult(1);
			b.setException(error);
			yield* turns(5);
			const before = [all.done(), ended.length, all.exception() === error, c.done(), d.done()];
			c.setResult(3);
			d.cancel();
			e.setException(new RuntimeError("e"));
			yield* turns(5);
			expect([before, ended.length, all.exception() === error]).toEqual([
				[true, 1, true, false, false],
				1,
				true,
			]);
		});
	});

	it("with returnExceptions gives errors as results", () => {
		inLoop(function* (loop) {
			const [a, b, c, d] = [1, 2, 3, 4].map(() => loop.createFuture<unknown>()) as [
				Future<unknown>,
				Future<unknown>,
				Future<unknown>,
				Future<unknown>,
			];
			const all = gather(wrap([a, b, c, d]), { returnExceptions: true });
			yield* sleep(0);
			const [first, second] = [new ValueError("c"), new RuntimeError("d")];
			b.setResult(1);
			c.setException(first);
			a.setResult(3);
			yield* turns(5);
			const before = all.done();
			d.setException(second);
			yield* turns(5);
			expect([before, all.result()]).toEqual([false, [3, 1, first, second]]);
		});
	});
});

describe("gather", () => {
	it("of nothing is a finished future with an empty list", () => {
		inLoop(function* () {
			const all = gather([]);
			expect([all instanceof Future, all.done(), all.result(), yield* all]).toEqual([true, true, [], []]);
		});
	});

	it("starts coroutines at once, as tasks, in the order given", () => {
		const log = inLoop(function* () {
			const said: string[] = [];
			function* worker(name: string) {
				said.push(name);
				return name;
			}
			const all = gather([worker("a"), worker("b")]);
			said.push("main");
			yield* sleep(0);
			said.push("after a turn");
			yield* all;
			return said;
		});
		expect(log).toEqual(["main", "a", "b", "after a turn"]);
	});

	it("needs a running loop", () => {
		const errors = [raisedBy(() => gather([value(1)])), raisedBy(() => gather([]))];
		expect(errors.map((error) => error instanceof RuntimeError)).toEqual([true, true]);
	});

	it("refuses futures of two loops", () => {
		inLoop(function* (loop) {
			const other = new EventLoop();
			expect(raisedBy(() => gather([loop.createFuture(), other.createFuture()]))).toBeInstanceOf(ValueError);
		});
	});

	it("awaits one that is given several times once, and gives its result each time", () => {
		const results = inLoop(function* () {
			const [one, other] = [value("abc"), value("def")];
			return yield* gather([one, one, other, one]);
		});
		expect(results).toEqual(["abc", "abc", "def", "abc"]);
	});

	it("refuses what can't be awaited", () => {
		inLoop(function* () {
			const ok = createTask(value(1));
			const errors = [{}, 1, "text", null].map((wrong) => raisedBy(() => gather([ok, wrong as never])));
			expect([errors.map((error) => error instanceof TypeError), yield* ok]).toEqual([
				Array(4).fill(true),
				1,
			]);
		});
	});

	it("that is awaited by a task which is cancelled cancels all that it gathers", () => {
		inLoop(function* (loop) {
			const waiter = loop.createFuture();
			const said: string[] = [];
			function* inner() {
				yield* waiter;
				said.push("inner went on");
			}
			const [first, second] = [createTask(inner()), createTask(inner())];
			let gathered: Future<unknown> | undefined;
			function* outer() {
				gathered = gather([first, second]);
				yield* gathered;
				said.push("outer went on");
			}
			const task = createTask(outer());
			yield* turns(2);
			const accepted = task.cancel();
			const error = yield* errorOf(task);
			const late = gathered?.cancel();
			expect([
				accepted,
				error,
				late,
				waiter.cancelled(),
				first.cancelled(),
				second.cancelled(),
				said,
			]).toEqual([true, new CancelledError(), false, true, true, true, []]);
		});
	});

	it("raises CancelledError where a child was cancelled, and is not cancelled itself", () => {
		inLoop(function* (loop) {
			const [a, b, c] = [loop.createFuture(), loop.createFuture(), loop.createFuture()];
			const all = gather([a, b, c]);
			a.setResult(1);
			b.cancel("child");
			yield* turns(2);
			expect([all.done(), all.cancelled(), all.exception(), c.done()]).toEqual([
				true,
				false,
				new CancelledError("child"),
				false,
			]);
		});
	});

	it("with returnExceptions gives a CancelledError as a result where a child was cancelled", () => {
		inLoop(function* (loop) {
			const [a, b, c] = [loop.createFuture(), loop.createFuture(), loop.createFuture()];
			const all = gather([a, b, c], { returnExceptions: true });
			a.setResult(1);
			b.cancel("child");
			yield* turns(2);
			const before = all.done();
			c.cancel();
			expect([before, yield* all]).toEqual([false, [1, new CancelledError("child"), new CancelledError()]]);
		});
	});

	it.each([
		["no message", [], ""],
		["a message", ["my message"], "my message"],
	] as [string, [string?], string][])(
		"is cancelled with returnExceptions too, with %s",
		(_what, given, message) => {
			const outcome = inLoop(function* (loop) {
				function* polling() {
					for (;;) yield* gather([sleep(0.05)], { returnExceptions: true });
				}
				const task = createTask(polling());
				yield* sleep(0.22);
				task.cancel(...given);
				const error = yield* errorOf(task);
				return [error, task.cancelled(), loop.time()];
			});
			expect(outcome).toEqual([new CancelledError(message), true, 0.22]);
		},
	);

	it.each([
		["the first child has", {}, ["1 cleaned up", 1, "2 cleaned up"]],
		[
			"all children have, with returnExceptions,",
			{ returnExceptions: true },
			["1 cleaned up", "2 cleaned up", 2],
		],
	])("ends, when it is cancelled, once %s ended", (_what, options, expected) => {
		const log = inLoop(function* (loop) {
			const said: unknown[] = [];
			function* slow(seconds: number) {
				try {
					yield* sleep(10);
				} finally {
					yield* sleep(seconds);
					said.push(`${loop.time()} cleaned up`);
				}
			}
			const all = gather([slow(1), slow(2)], options);
			yield* sleep(0);
			const atOnce = [all.cancel("stop"), all.done()];
			const error = yield* errorOf(all);
			said.push(loop.time());
			yield* sleep(5);
			return [atOnce, error, all.cancelled(), said];
		});
		expect(log).toEqual([[true, false], new CancelledError("stop"), false, expected]);
	});

	it("goes on if all its children refuse to be cancelled, and still raises CancelledError at the end", () => {
		inLoop(function* (loop) {
			function* stubborn(result: string) {
				yield* errorOf(sleep(10));
				return result;
			}
			const all = gather([stubborn("a"), stubborn("b")]);
			yield* sleep(0);
			const accepted = all.cancel();
			expect([accepted, yield* errorOf(all), loop.time()]).toEqual([true, new CancelledError(), 0]);
		});
	});

	it("can't be cancelled once all its children have ended", () => {
		inLoop(function* (loop) {
			const future = loop.createFuture<number>();
			let answer: boolean | undefined;
			function* child() {
				return yield* future;
			}
			const all = gather([child()]);
			yield* sleep(0);
			future.addDoneCallback(() => {
				answer = all.cancel();
			});
			future.setResult(42);
			expect([yield* all, answer, all.cancelled()]).toEqual([[42], false, false]);
		});
	});

	it("reports no error of a child that it did not raise", () => {
		const errors: unknown[] = [];
		const reports = reportsOf(function* () {
			errors.push(yield* errorOf(gather([failure(new ValueError("a")), failure(new ValueError("b"))])));
			yield* turns(3);
		});
		expect([errors, reports]).toEqual([[new ValueError("a")], []]);
	});

	it("leaves the others running after an error, and they end in their own time", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			function* worker() {
				yield* sleep(2);
				said.push(`${loop.time()} worker done`);
			}
			function* failing() {
				yield* sleep(1);
				throw new ValueError("x");
			}
			const error = yield* errorOf(gather([worker(), failing()]));
			said.push(`${loop.time()} ${error}`);
			yield* sleep(5);
			return said;
		});
		expect(log).toEqual(["1 ValueError: x", "2 worker done"]);
	});

	it("can be shielded: what it gathers is not cancelled then", () => {
		inLoop(function* (loop) {
			const [a, b] = [loop.createFuture<number>(), loop.createFuture<number>()];
			const all = gather([a, b]);
			const outer = shield(all);
			outer.cancel();
			yield* turns(2);
			a.setResult(1);
			b.setResult(2);
			expect([outer.cancelled(), yield* all]).toEqual([true, [1, 2]]);
		});
	});

	it("can gather shields: they are cancelled, and what they shield is not", () => {
		inLoop(function* (loop) {
			const [a, b] = [loop.createFuture<number>(), loop.createFuture<number>()];
			const shields = [shield(a), shield(b)];
			const all = gather(shields);
			all.cancel();
			yield* turns(2);
			const ended = shields.map((one) => one.cancelled());
			a.setResult(1);
			b.setResult(2);
			yield* turns(2);
			expect([all.exception(), ended, a.result(), b.result()]).toEqual([
				new CancelledError(),
				[true, true],
				1,
				2,
			]);
		});
	});

	it("may be gathered and waited for in turn", () => {
		const results = inLoop(function* () {
			const inner = gather([value(1), value(2)]);
			const { done } = yield* wait([inner, createTask(value(3))]);
			return [yield* gather([inner, value(4)]), done.size] as const;
		});
		expect(results).toEqual([[[1, 2], 4], 2]);
	});

	it("names its tasks as createTask would", () => {
		const names = inLoop(function* () {
			const seen: string[] = [];
			function* worker() {
				for (const task of allTasks()) seen.push(task.getName());
			}
			yield* gather([worker(), sleep(1)]);
			return seen;
		});
		expect(names).toEqual(["Task-1", "Task-2", "Task-3"]);
	});
});
