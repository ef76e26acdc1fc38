import { describe, expect, it } from "vitest";
import { CancelledError, createTask, Event, sleep } from "../../../src/runtime/index.ts";
import { errorOf, inLoop, turns } from "./in-loop.ts";

describe("an event", () => {
	it("lets all go on once it is set, and who comes later goes first since it does not wait", () => {
		const log = inLoop(function* () {
			const event = new Event();
			const said: unknown[] = [event.isSet()];
			function* waiter(name: number) {
				said.push(yield* event.wait(), name);
			}
			const tasks = [createTask(waiter(1)), createTask(waiter(2))];
			yield* sleep(0);
			said.push("waiting");
			tasks.push(createTask(waiter(3)));
			event.set();
			yield* sleep(0);
			return [said, tasks.map((task) => task.done())];
		});
		expect(log).toEqual([
			[false, "waiting", true, 3, true, 1, true, 2],
			[true, true, true],
		]);
	});

	it("that is set answers true without giving up a turn", () => {
		const log = inLoop(function* (loop) {
			const event = new Event();
			const said: unknown[] = [];
			event.set();
			loop.callSoon(() => said.push("next turn"));
			said.push(yield* event.wait());
			return [...said];
		});
		expect(log).toEqual([true]);
	});

	it("can be cleared and set again", () => {
		const event = new Event();
		const states = [event.isSet()];
		event.set();
		states.push(event.isSet());
		event.clear();
		states.push(event.isSet());
		expect(states).toEqual([false, true, false]);
	});

	it("that is cleared right after it was set lets those go on who waited", () => {
		const log = inLoop(function* () {
			const event = new Event();
			const said: unknown[] = [];
			function* waiter(name: string) {
				yield* event.wait();
				said.push(name);
			}
			const first = createTask(waiter("first"));
			yield* sleep(0);
			event.set();
			event.clear();
			const second = createTask(waiter("second"));
			yield* turns(3);
			said.push(first.done(), second.done(), event.isSet());
			return said;
		});
		expect(log).toEqual(["first", true, false, false]);
	});

	it("that is set twice lets each go on once", () => {
		const log = inLoop(function* () {
			const event = new Event();
			const said: string[] = [];
			function* waiter() {
				yield* event.wait();
				said.push("once");
			}
			createTask(waiter());
			yield* sleep(0);
			event.set();
			event.set();
			yield* turns(3);
			return said;
		});
		expect(log).toEqual(["once"]);
	});

	it("lets who waits for it be cancelled, and the others wait on", () => {
		inLoop(function* (loop) {
			const event = new Event();
			const [cancelled, other] = [createTask(event.wait()), createTask(event.wait())];
			loop.callSoon(() => cancelled.cancel());
			const error = yield* errorOf(cancelled);
			const before = other.done();
			event.set();
			expect([error, before, yield* other]).toEqual([new CancelledError(), false, true]);
		});
	});

	it("can be set when nobody waits and by a callback", () => {
		const at = inLoop(function* (loop) {
			const event = new Event();
			loop.callLater(2, () => event.set());
			yield* event.wait();
			return loop.time();
		});
		expect(at).toBe(2);
	});
});
