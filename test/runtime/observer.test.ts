import { describe, expect, it } from "vitest";
import {
	asCompleted,
	Barrier,
	type Body,
	block,
	Condition,
	coroutine,
	createTask,
	currentTask,
	Event,
	EventLoop,
	gather,
	getRunningLoop,
	print,
	Queue,
	run,
	Semaphore,
	shield,
	sleep,
	taskGroup,
	timeout,
	timeoutAt,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";
import { Told } from "./observed.ts";

const nap = coroutine("nap", function* (seconds: number) {
	yield* sleep(seconds);
	return seconds;
});

const fail = coroutine("fail", function* (seconds: number) {
	yield* sleep(seconds);
	throw new Error("no");
});

/** What is told of a run of `body` in a task of its own, those lines left out that fit `without`. */
function toldOf(body: () => Body<unknown>, without = /^$/): string[] {
	const told = new Told();
	try {
		run(coroutine("main", body)(), { observer: told });
	} catch {
		// How it ended is told.
	}
	return told.lines.filter((line) => !without.test(line));
}

const SCHEDULING = /created|resumed|suspended|woken|callback|timers due|loop/;

for (const _ of []) print(_);
describe("an observer is told", () => {
	it("dump", () => {
		const dump = (name: string, body: () => Body<unknown>, without?: RegExp) =>
			console.log(`## ${name}\n${toldOf(body, without).map((line) => `				"${line}",`).join("\n")}`);
		dump("group", function* () {
			yield* taskGroup(function* (group) {
				group.createTask(fail(1));
				group.createTask(nap(5));
				yield* sleep(9);
			});
		});
		dump("group ok", function* () {
			return yield* taskGroup(function* (group) {
				group.createTask(nap(1));
				return "body";
			});
		});
		dump("shutdown", function* () {
			createTask(nap(5));
			yield* sleep(1);
		});
		dump("task", function* () {
			const task = createTask(nap(5));
			yield* sleep(1);
			task.cancel("enough");
			task.cancel();
			yield* wait([task]);
			task.cancel();
			currentTask()?.cancel();
			currentTask()?.uncancel();
		});
		dump("limits", function* () {
			yield* timeout(2, () => sleep(1));
			try { yield* timeout(1, () => sleep(2)); } catch {}
			try { yield* timeoutAt(9, () => fail(1)); } catch {}
			yield* timeout(null, function* (limit) { limit.reschedule(9); });
			yield* timeout(1, function* () { try { yield* sleep(2); } catch {} });
			try { yield* waitFor(nap(1), 0); } catch {}
		}, SCHEDULING);
		dump("limit", function* () {
			try { yield* timeout(1, () => sleep(2)); } catch {}
		});
		dump("limit over", function* () {
			try { yield* timeout(0, () => sleep(2)); } catch {}
		});
		dump("gather", function* () {
			yield* gather([gather([nap(1), nap(2)]), nap(3), nap(2)], { returnExceptions: true });
			gather([]);
			try { yield* gather([fail(1), nap(2)]); } catch {}
		}, /created|resumed|woken|timers due|loop/);
		dump("shield, asCompleted", function* () {
			const inner = createTask(nap(2));
			try { yield* waitFor(shield(inner), 1); } catch {}
			yield* inner;
			try { for (const next of asCompleted([nap(1), nap(3)], { timeout: 2 })) yield* next; } catch {}
		}, /created|resumed|loop/);
		dump("wait", function* () {
			const tasks = [createTask(nap(1)), createTask(nap(2))];
			yield* wait(tasks, { returnWhen: "FIRST_COMPLETED", timeout: 5 });
			yield* wait(tasks, { returnWhen: "FIRST_EXCEPTION", timeout: 0.5 });
		}, /created|resumed|loop/);
		dump("callbacks", function* () {
			const loop = getRunningLoop();
			function soon() { block(0.25); }
			function later() {}
			function done() {}
			loop.callSoon(soon);
			loop.callSoon(later).cancel();
			loop.callLater(1, later);
			const task = createTask(nap(1));
			task.addDoneCallback(done);
			task.addDoneCallback(() => { throw new Error("wrong"); });
			yield* sleep(2);
			loop.callLater(1, later);
			yield* sleep(2);
			yield;
		});
		dump("timers", function* () {
			const sleeper = createTask(nap(1));
			getRunningLoop().callAt(1, function stop() { sleeper.cancel(); });
			sleeper.addDoneCallback(function done() {});
			yield* sleep(1);
			yield* wait([sleeper]);
		});
		dump("stale timer", function* () {
			const sleeper = createTask(nap(1));
			const loop = getRunningLoop();
			yield;
			yield;
			loop.callAt(0.5, () => {});
			const canceller = createTask((function* () { yield* sleep(0.5); yield* sleep(0.5); })());
			void canceller;
			yield* sleep(1);
			sleeper.cancel();
		});
		dump("semaphore", function* () {
			const pool = new Semaphore(1, { name: "pool" });
			const user = coroutine("user", function* (seconds: number) {
				yield* pool.acquire();
				yield* sleep(seconds);
				pool.release();
			});
			const [, second] = [createTask(user(1)), createTask(user(1)), createTask(user(1))];
			yield* sleep(0.5);
			getRunningLoop().callAt(1, () => { second?.cancel(); });
			yield* sleep(5);
		}, /callback|loop/);
		dump("barrier", function* () {
			const barrier = new Barrier(2, { name: "gate" });
			const walker = coroutine("walker", function* () { yield* barrier.wait(); });
			yield* gather([walker(), walker()]);
			const late = createTask(walker());
			yield* sleep(1);
			yield* barrier.reset();
			yield* wait([late]);
			yield* barrier.abort();
		}, /callback|loop|created: walker|resumed/);
		dump("queue", function* () {
			const queue = new Queue<string>(1, { name: "q" });
			createTask(queue.get());
			yield* queue.put("a");
			createTask(queue.join());
			yield* sleep(1);
			queue.taskDone();
			queue.putNowait("b");
			yield* sleep(1);
			queue.shutdown(true);
		}, /callback|loop/);
		dump("condition", function* () {
			const condition = new Condition(null, { name: "c" });
			const waiter = createTask(condition.with(() => condition.wait()));
			yield* sleep(1);
			yield* condition.with(function* () { condition.notify(); });
			yield* waiter;
			const event = new Event({ name: "e" });
			event.set();
			event.set();
			event.clear();
		}, /callback|loop|resumed/);
		dump("rest", function* () {
			print("a", 1);
			block(0.5);
			const orphan = createTask(fail(1));
			orphan.setName("orphan");
			const once = nap(1);
			yield* once;
			try { yield* once; } catch {}
			getRunningLoop().createFuture().setException(new Error("lost"));
			yield* sleep(1);
		}, /resumed|callback/);
		const observer = new Told();
		const loop = new EventLoop({ observer });
		loop.createTask(nap(1));
		loop.runUntilComplete(sleep(0));
		loop.close();
		console.log(observer.lines);
		expect(1).toBe(1);
	});
});
