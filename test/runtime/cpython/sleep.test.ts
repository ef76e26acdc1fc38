import { describe, expect, it } from "vitest";
import { CancelledError, createTask, sleep, ValueError } from "../../../src/runtime/index.ts";
import { errorOf, inLoop } from "./in-loop.ts";

describe("sleep", () => {
	it("suspends for so many seconds and answers its second argument", () => {
		const answer = inLoop(function* (loop) {
			const nothing = yield* sleep(0.05);
			const half = loop.time();
			return [nothing, half, yield* sleep(0.05, "yeah"), loop.time()];
		});
		expect(answer).toEqual([undefined, 0.05, "yeah", 0.1]);
	});

	it.each([0, -1, -0, Number.NEGATIVE_INFINITY])(
		"of %s gives up one turn and answers at the same instant",
		(seconds) => {
			const log = inLoop(function* (loop) {
				const said: unknown[] = [];
				loop.callSoon(() => said.push("one turn"));
				said.push(yield* sleep(seconds, 10), loop.time());
				return said;
			});
			expect(log).toEqual(["one turn", 10, 0]);
		},
	);

	it("of NaN is a ValueError", () => {
		const error = inLoop(function* () {
			return yield* errorOf(sleep(Number.NaN));
		});
		expect(error).toBeInstanceOf(ValueError);
	});

	it("begins to count when it first runs, not when it is made", () => {
		const times = inLoop(function* (loop) {
			const later = sleep(1);
			yield* sleep(2);
			yield* later;
			return loop.time();
		});
		expect(times).toBe(3);
	});

	it("that is cancelled takes its timer along: the clock never goes there", () => {
		inLoop(function* (loop) {
			const task = createTask(sleep(10, "yeah"));
			yield* sleep(0);
			task.cancel();
			expect([yield* errorOf(task), loop.time()]).toEqual([new CancelledError(), 0]);
			yield* sleep(1);
			expect(loop.time()).toBe(1);
		});
	});

	it("wakes those due at the same instant in the order in which they fell asleep", () => {
		const log = inLoop(function* (loop) {
			const said: string[] = [];
			function* sleeper(name: string, first: number, second: number) {
				yield* sleep(first);
				yield* sleep(second);
				said.push(`${loop.time()} ${name}`);
			}
			const tasks = [sleeper("a", 0.5, 1.5), sleeper("b", 1, 1), sleeper("c", 0, 2)].map((one) =>
				createTask(one),
			);
			for (const task of tasks) yield* task;
			return said;
		});
		expect(log).toEqual(["2 c", "2 a", "2 b"]);
	});
});
