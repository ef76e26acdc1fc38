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
	gather,
	getRunningLoop,
	print,
	Queue,
	run,
	Semaphore,
	shield,
	sleep,
	type Task,
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

/** What is told of a run of `body` as main, those lines left out that fit `without`. */
function toldOf(body: () => Body<unknown>, without = /^$/): string[] {
	const observer = new Told();
	try {
		run(coroutine("main", body)(), { observer });
	} catch {
		// How it ended is told.
	}
	return observer.lines.filter((line) => !without.test(line));
}

/** Who runs and waits, which other tests look at. */
const SCHEDULING = /created|resumed|suspended|woken|callback|timers due|loop/;

describe("an observer is told who asks a task to stop", () => {
	it("a group that aborts: whom it cancels, also its parent, and what it raises", () => {
		const lines = toldOf(function* () {
			yield* taskGroup(function* (group) {
				group.createTask(fail(1));
				group.createTask(nap(5));
				yield* sleep(9);
			});
		});
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 group 1 entered",
			"0 1 task 2 created: fail 1 in group 1",
			"0 1 task 3 created: nap 5 in group 1",
			"0 - task 1 suspended: sleep {until:9}",
			"0 - task 2 resumed",
			"0 - task 2 suspended: sleep {until:1}",
			"0 - task 3 resumed",
			"0 - task 3 suspended: sleep {until:5}",
			"1 - task 2 woken: timer",
			"1 - task 2 resumed",
			"1 2 task 2 ended: raised Error: no",
			"1 2 callback queued: group of task 2",
			"1 - callback started for task 2",
			"1 - group 1 of task 1 aborted",
			"1 - cancels for: group 1",
			"1 - task 3 asked to stop: null, 0 before",
			"1 - task 3 cancelled: null",
			"1 - cancels for: who acts",
			"1 - cancels for: group 1",
			"1 - task 1 asked to stop: null, 0 before",
			"1 - task 1 cancelled: null",
			"1 - cancels for: who acts",
			"1 - task 3 resumed",
			"1 3 task 3 ended: cancelled CancelledError",
			"1 3 callback queued: group of task 3",
			"1 - task 1 resumed",
			"1 1 group 1 body ended: raised CancelledError",
			"1 - task 1 suspended: tasks {by:taskGroup,of:[],futures:[],count:0,until:all,deadline:null,future:0}",
			"1 - callback started for task 3",
			"1 - task 1 woken: result",
			"1 - task 1 resumed",
			"1 1 task 1 request taken back: 0 left",
			"1 1 group 1 of task 1 exited: ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)",
			"1 1 task 1 ended: raised ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)",
			"1 1 callback queued: main of task 1",
			"1 - callback started for task 1",
			"1 - loop closing",
			"1 - loop closed",
		]);
	});

	it("a group whose parent is cancelled from outside while its tasks fail", () => {
		const lines = toldOf(function* () {
			const parent = createTask(
				taskGroup(function* (group) {
					group.createTask(fail(1));
					yield* sleep(9);
				}),
			);
			getRunningLoop().callAt(1, () => {
				parent.cancel();
			});
			yield* wait([parent]);
			parent.exception();
		}, /created|callback|loop/);
		expect(lines).toEqual([
			"0 - task 1 resumed",
			"0 - task 1 suspended: tasks {by:wait,of:[2],futures:[],count:1,until:all,deadline:null,future:0}",
			"0 - task 2 resumed",
			"0 2 group 1 entered",
			"0 - task 2 suspended: sleep {until:9}",
			"0 - task 3 resumed",
			"0 - task 3 suspended: sleep {until:1}",
			"1 - timers due: call, task 3",
			"1 - task 2 asked to stop: null, 0 before",
			"1 - task 2 cancelled: null",
			"1 - task 3 woken: timer",
			"1 - task 2 resumed",
			"1 2 group 1 body ended: raised CancelledError",
			"1 2 group 1 of task 2 aborted",
			"1 2 cancels for: group 1",
			"1 2 task 3 asked to stop: null, 0 before",
			"1 2 cancels for: who acts",
			"1 - task 2 suspended: tasks {by:taskGroup,of:[3],futures:[],count:1,until:all,deadline:null,future:0}",
			"1 - task 3 cancelled: null",
			"1 - task 3 resumed",
			"1 3 task 3 ended: cancelled CancelledError",
			"1 - task 2 woken: result",
			"1 - task 2 resumed",
			"1 2 group 1 of task 2 exited: CancelledError",
			"1 2 task 2 ended: cancelled CancelledError",
			"1 - task 1 woken: result",
			"1 - task 1 resumed",
			"1 1 task 1 ended: cancelled CancelledError",
		]);
	});

	it("the end of the run, which cancels what is left", () => {
		const lines = toldOf(function* () {
			createTask(nap(5));
			yield* sleep(1);
		});
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 task 2 created: nap 5",
			"0 - task 1 suspended: sleep {until:1}",
			"0 - task 2 resumed",
			"0 - task 2 suspended: sleep {until:5}",
			"1 - task 1 woken: timer",
			"1 - task 1 resumed",
			"1 1 task 1 ended: returned undefined",
			"1 1 callback queued: main of task 1",
			"1 - callback started for task 1",
			"1 - shutdown started",
			"1 - cancels for: shutdown",
			"1 - task 2 asked to stop: null, 0 before",
			"1 - task 2 cancelled: null",
			"1 - cancels for: who acts",
			"1 - future 1 made: gather of task 2",
			"1 - task 2 resumed",
			"1 2 task 2 ended: cancelled CancelledError",
			"1 2 callback queued: gather of task 2",
			"1 - callback started for task 2",
			'1 - future 1 ended: returned [{"name":"CancelledError"}]',
			"1 - callback queued: main",
			"1 - callback started for task 2",
			"1 - loop closing",
			"1 - loop closed",
		]);
	});

	it("a task: twice, in vain, and itself; and who takes a request back", () => {
		const lines = toldOf(function* () {
			const task = createTask(nap(5));
			yield* sleep(1);
			task.cancel("enough");
			task.cancel();
			yield* wait([task]);
			task.cancel();
			currentTask()?.cancel();
			currentTask()?.uncancel();
		}, /loop|created/);
		expect(lines).toEqual([
			"0 - task 1 resumed",
			"0 - task 1 suspended: sleep {until:1}",
			"0 - task 2 resumed",
			"0 - task 2 suspended: sleep {until:5}",
			"1 - task 1 woken: timer",
			"1 - task 1 resumed",
			"1 1 task 2 asked to stop: enough, 0 before",
			"1 1 task 2 cancelled: enough",
			"1 1 task 2 asked to stop: null, 1 before",
			"1 - task 1 suspended: tasks {by:wait,of:[2],futures:[],count:1,until:all,deadline:null,future:0}",
			"1 - task 2 cancelled: null",
			"1 - task 2 resumed",
			"1 2 task 2 ended: cancelled CancelledError: enough",
			"1 2 callback queued: wait of task 2",
			"1 - callback started for task 2",
			"1 - task 1 woken: result",
			"1 - task 1 resumed",
			"1 1 task 2 asked to stop: null, refused, 2 before",
			"1 1 task 1 asked to stop: null, 0 before",
			"1 1 task 1 request taken back: 0 left",
			"1 1 task 1 ended: returned undefined",
			"1 1 callback queued: main of task 1",
			"1 - callback started for task 1",
		]);
	});

	it("a limit, whose timer is alone in its turn", () => {
		const lines = toldOf(function* () {
			yield* timeout(1, () => sleep(2));
		}, /loop/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 limit 1 set: 1 s, at 1",
			"0 - task 1 suspended: sleep {until:2}",
			"1 - callback queued: limit",
			"1 - callback started",
			"1 - limit 1 expired",
			"1 - cancels for: limit 1",
			"1 - task 1 asked to stop: null, 0 before",
			"1 - task 1 cancelled: null",
			"1 - cancels for: who acts",
			"1 - task 1 resumed",
			"1 1 task 1 request taken back: 0 left",
			"1 1 limit 1 left: timed-out",
			"1 1 task 1 ended: raised TimeoutError",
			"1 1 callback queued: main of task 1",
			"1 - callback started for task 1",
		]);
	});

	it("a limit without any time, whose callback is queued at once", () => {
		const lines = toldOf(function* () {
			yield* timeout(0, () => sleep(2));
		}, /loop/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 limit 1 set: 0 s, at 0",
			"0 1 callback queued: limit",
			"0 - task 1 suspended: sleep {until:2}",
			"0 - callback started",
			"0 - limit 1 expired",
			"0 - cancels for: limit 1",
			"0 - task 1 asked to stop: null, 0 before",
			"0 - task 1 cancelled: null",
			"0 - cancels for: who acts",
			"0 - task 1 resumed",
			"0 1 task 1 request taken back: 0 left",
			"0 1 limit 1 left: timed-out",
			"0 1 task 1 ended: raised TimeoutError",
			"0 1 callback queued: main of task 1",
			"0 - callback started for task 1",
		]);
	});
});

describe("an observer is told of a limit", () => {
	it("left in time", () => {
		const lines = toldOf(function* () {
			yield* timeout(2, () => sleep(1));
			yield* timeout(null, () => sleep(1));
		}, SCHEDULING);
		expect(lines).toEqual([
			"0 1 limit 1 set: 2 s, at 2",
			"1 1 limit 1 left: in-time",
			"1 1 limit 2 set: null s, at null",
			"2 1 limit 2 left: in-time",
			"2 1 task 1 ended: returned undefined",
		]);
	});

	it("left by its TimeoutError", () => {
		const lines = toldOf(function* () {
			yield* timeout(1, () => sleep(2));
		}, SCHEDULING);
		expect(lines).toEqual([
			"0 1 limit 1 set: 1 s, at 1",
			"1 - limit 1 expired",
			"1 - cancels for: limit 1",
			"1 - task 1 asked to stop: null, 0 before",
			"1 - task 1 cancelled: null",
			"1 - cancels for: who acts",
			"1 1 task 1 request taken back: 0 left",
			"1 1 limit 1 left: timed-out",
			"1 1 task 1 ended: raised TimeoutError",
		]);
	});

	it("left by another error, or by a cancellation that is not its own", () => {
		const lines = toldOf(function* () {
			createTask(timeout(2, () => sleep(3))).cancel();
			const task = createTask(timeout(5, () => sleep(9)));
			getRunningLoop().callAt(1, () => {
				task.cancel();
			});
			yield* timeoutAt(9, () => fail(2));
		}, SCHEDULING);
		expect(lines).toEqual([
			"0 1 task 2 asked to stop: null, 0 before",
			"0 1 limit 1 set: null s, at 9",
			"0 - task 2 cancelled: null",
			"0 2 task 2 ended: cancelled CancelledError",
			"0 3 limit 2 set: 5 s, at 5",
			"1 - task 3 asked to stop: null, 0 before",
			"1 - task 3 cancelled: null",
			"1 3 limit 2 left: cancelled",
			"1 3 task 3 ended: cancelled CancelledError",
			"2 1 limit 1 left: other-error",
			"2 1 task 1 ended: raised Error: no",
		]);
	});

	it("moved, and taken away", () => {
		const lines = toldOf(function* () {
			yield* timeout(null, function* (limit) {
				limit.reschedule(9);
				limit.reschedule(null);
			});
		}, SCHEDULING);
		expect(lines).toEqual([
			"0 1 limit 1 set: null s, at null",
			"0 1 limit 1 rescheduled: at 9",
			"0 1 limit 1 rescheduled: at null",
			"0 1 limit 1 left: in-time",
			"0 1 task 1 ended: returned undefined",
		]);
	});

	it("that passed, where the body returns all the same", () => {
		const lines = toldOf(function* () {
			yield* timeout(1, function* () {
				try {
					yield* sleep(2);
				} catch {}
			});
		}, SCHEDULING);
		expect(lines).toEqual([
			"0 1 limit 1 set: 1 s, at 1",
			"1 - limit 1 expired",
			"1 - cancels for: limit 1",
			"1 - task 1 asked to stop: null, 0 before",
			"1 - task 1 cancelled: null",
			"1 - cancels for: who acts",
			"1 1 task 1 request taken back: 0 left",
			"1 1 limit 1 left: swallowed",
			"1 1 task 1 ended: returned undefined",
		]);
	});

	it("of waitFor, with time and without", () => {
		const lines = toldOf(function* () {
			yield* waitFor(nap(1), 2);
			yield* waitFor(nap(1), 0);
		}, SCHEDULING);
		expect(lines).toEqual([
			"0 1 limit 1 set: 2 s, at 2",
			"1 1 limit 1 left: in-time",
			"1 1 limit 2 set: 0 s, at 1",
			"1 1 limit 2 expired",
			"1 1 cancels for: limit 2",
			"1 1 task 2 asked to stop: null, 0 before",
			"1 1 cancels for: who acts",
			"1 - task 2 cancelled: null",
			"1 2 task 2 ended: cancelled CancelledError",
			"1 1 limit 2 left: timed-out",
			"1 1 task 1 ended: raised TimeoutError",
		]);
	});
});

describe("an observer is told of a group", () => {
	it("its body's end, before it waits for its tasks, and its own", () => {
		const lines = toldOf(function* () {
			return yield* taskGroup(function* (group) {
				group.createTask(nap(1));
				return "body";
			});
		}, /loop/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 group 1 entered",
			"0 1 task 2 created: nap 1 in group 1",
			"0 1 group 1 body ended: returned body",
			"0 - task 1 suspended: tasks {by:taskGroup,of:[2],futures:[],count:1,until:all,deadline:null,future:0}",
			"0 - task 2 resumed",
			"0 - task 2 suspended: sleep {until:1}",
			"1 - task 2 woken: timer",
			"1 - task 2 resumed",
			"1 2 task 2 ended: returned 1",
			"1 2 callback queued: group of task 2",
			"1 - callback started for task 2",
			"1 - task 1 woken: result",
			"1 - task 1 resumed",
			"1 1 group 1 of task 1 exited: undefined",
			"1 1 task 1 ended: returned body",
			"1 1 callback queued: main of task 1",
			"1 - callback started for task 1",
		]);
	});

	it("a body that fails", () => {
		const lines = toldOf(function* () {
			yield* taskGroup(function* (group) {
				group.createTask(nap(1));
				yield;
				throw new Error("wrong");
			});
		}, /loop|created|callback/);
		expect(lines).toEqual([
			"0 - task 1 resumed",
			"0 1 group 1 entered",
			"0 - task 1 suspended: turn",
			"0 - task 2 resumed",
			"0 - task 2 suspended: sleep {until:1}",
			"0 - task 1 resumed",
			"0 1 group 1 body ended: raised Error: wrong",
			"0 1 group 1 of task 1 aborted",
			"0 1 cancels for: group 1",
			"0 1 task 2 asked to stop: null, 0 before",
			"0 1 task 2 cancelled: null",
			"0 1 cancels for: who acts",
			"0 - task 1 suspended: tasks {by:taskGroup,of:[2],futures:[],count:1,until:all,deadline:null,future:0}",
			"0 - task 2 resumed",
			"0 2 task 2 ended: cancelled CancelledError",
			"0 - task 1 woken: result",
			"0 - task 1 resumed",
			"0 1 group 1 of task 1 exited: ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)",
			"0 1 task 1 ended: raised ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)",
		]);
	});
});

describe("an observer is told of futures that stand for others", () => {
	it("gather: of another, with a first error, and of none", () => {
		const lines = toldOf(function* () {
			yield* gather([gather([nap(1), nap(2)]), nap(3), nap(2)], { returnExceptions: true });
			gather([]);
			yield* gather([fail(1), nap(1)]);
		}, /created|resumed|woken|timers due|loop/);
		expect(lines).toEqual([
			"0 1 future 1 made: gather of task 2, task 3",
			"0 1 future 2 made: gather of future 1, task 4, task 5",
			"0 - task 1 suspended: tasks {by:gather,of:[4,5],futures:[1],count:3,until:all,deadline:null,future:2}",
			"0 - task 2 suspended: sleep {until:1}",
			"0 - task 3 suspended: sleep {until:2}",
			"0 - task 4 suspended: sleep {until:3}",
			"0 - task 5 suspended: sleep {until:2}",
			"1 2 task 2 ended: returned 1",
			"1 2 callback queued: gather of task 2",
			"1 - callback started for task 2",
			"2 3 task 3 ended: returned 2",
			"2 3 callback queued: gather of task 3",
			"2 5 task 5 ended: returned 2",
			"2 5 callback queued: gather of task 5",
			"2 - callback started for task 3",
			"2 - future 1 ended: returned [1,2]",
			"2 - callback queued: gather",
			"2 - callback started for task 5",
			"2 - callback started for task 3",
			"3 4 task 4 ended: returned 3",
			"3 4 callback queued: gather of task 4",
			"3 - callback started for task 4",
			"3 - future 2 ended: returned [[1,2],3,2]",
			"3 1 future 3 made: gather of none",
			"3 1 future 3 ended: returned []",
			"3 1 future 4 made: gather of task 6, task 7",
			"3 - task 1 suspended: tasks {by:gather,of:[6,7],futures:[],count:2,until:first-error,deadline:null,future:4}",
			"3 - task 6 suspended: sleep {until:4}",
			"3 - task 7 suspended: sleep {until:4}",
			"4 6 task 6 ended: raised Error: no",
			"4 6 callback queued: gather of task 6",
			"4 7 task 7 ended: returned 1",
			"4 7 callback queued: gather of task 7",
			"4 - callback started for task 6",
			"4 - future 4 ended: raised Error: no",
			"4 - callback started for task 7",
			"4 1 task 1 ended: raised Error: no",
			"4 1 callback queued: main of task 1",
			"4 - callback started for task 1",
		]);
	});

	it("gather, cancelled", () => {
		const lines = toldOf(function* () {
			const both = gather([nap(1), nap(2)]);
			yield;
			both.cancel();
			yield* both;
		}, /created|resumed|loop/);
		expect(lines).toEqual([
			"0 1 future 1 made: gather of task 2, task 3",
			"0 - task 1 suspended: turn",
			"0 - task 2 suspended: sleep {until:1}",
			"0 - task 3 suspended: sleep {until:2}",
			"0 1 task 2 asked to stop: null, 0 before",
			"0 1 task 2 cancelled: null",
			"0 1 task 3 asked to stop: null, 0 before",
			"0 1 task 3 cancelled: null",
			"0 - task 1 suspended: tasks {by:gather,of:[2,3],futures:[],count:2,until:first-error,deadline:null,future:1}",
			"0 2 task 2 ended: cancelled CancelledError",
			"0 2 callback queued: gather of task 2",
			"0 3 task 3 ended: cancelled CancelledError",
			"0 3 callback queued: gather of task 3",
			"0 - callback started for task 2",
			"0 - future 1 ended: raised CancelledError",
			"0 - task 1 cancelled: null",
			"0 - callback started for task 3",
			"0 1 task 1 ended: cancelled CancelledError",
			"0 1 callback queued: main of task 1",
			"0 - callback started for task 1",
		]);
	});

	it("shield and asCompleted", () => {
		const lines = toldOf(function* () {
			const inner = createTask(nap(2));
			try {
				yield* waitFor(shield(inner), 1);
			} catch {}
			yield* inner;
			for (const next of asCompleted([nap(1), nap(3)], { timeout: 2 })) yield* next;
		}, /created|resumed|loop/);
		expect(lines).toEqual([
			"0 1 future 1 made: shield of task 2",
			"0 1 limit 1 set: 1 s, at 1",
			"0 - task 1 suspended: tasks {by:shield,of:[2],futures:[],count:1,until:all,deadline:null,future:1}",
			"0 - task 2 suspended: sleep {until:2}",
			"1 - callback queued: limit",
			"1 - callback started",
			"1 - limit 1 expired",
			"1 - cancels for: limit 1",
			"1 - task 1 asked to stop: null, 0 before",
			"1 - future 1 ended: cancelled null",
			"1 - callback queued: shield",
			"1 - task 1 cancelled: null",
			"1 - cancels for: who acts",
			"1 - callback started for task 2",
			"1 1 task 1 request taken back: 0 left",
			"1 1 limit 1 left: timed-out",
			"1 - task 1 suspended: task {of:2}",
			"2 - task 2 woken: timer",
			"2 2 task 2 ended: returned 2",
			"2 2 task 1 woken: result",
			"2 1 future 2 made: asCompleted of task 3, task 4",
			"2 - task 1 suspended: tasks {by:asCompleted,of:[3,4],futures:[],count:2,until:first,deadline:4,future:2}",
			"2 - task 3 suspended: sleep {until:3}",
			"2 - task 4 suspended: sleep {until:5}",
			"3 - task 3 woken: timer",
			"3 3 task 3 ended: returned 1",
			"3 3 callback queued: asCompleted of task 3",
			"3 - callback started for task 3",
			"3 - task 1 woken: result",
			"3 - task 1 suspended: tasks {by:asCompleted,of:[4],futures:[],count:1,until:first,deadline:4,future:2}",
			"4 - callback queued: limit",
			"4 - callback started",
			"4 - future 2 ended: raised TimeoutError",
			"4 - task 1 woken: timer",
			"4 1 task 1 ended: raised TimeoutError",
			"4 1 callback queued: main of task 1",
			"4 - callback started for task 1",
			"4 - shutdown started",
			"4 - cancels for: shutdown",
			"4 - task 4 asked to stop: null, 0 before",
			"4 - task 4 cancelled: null",
			"4 - cancels for: who acts",
			"4 - future 3 made: gather of task 4",
			"4 4 task 4 ended: cancelled CancelledError",
			"4 4 callback queued: gather of task 4",
			"4 - callback started for task 4",
			'4 - future 3 ended: returned [{"name":"CancelledError"}]',
			"4 - callback queued: main",
			"4 - callback started for task 4",
		]);
	});

	it("wait: until when, and till when at most", () => {
		const lines = toldOf(function* () {
			const tasks = [createTask(nap(1)), createTask(nap(2))];
			yield* wait(tasks, { returnWhen: "FIRST_COMPLETED", timeout: 5 });
			yield* wait(tasks, { returnWhen: "FIRST_EXCEPTION", timeout: 0.5 });
			yield* tasks[1] as Task<number>;
		}, /created|resumed|loop/);
		expect(lines).toEqual([
			"0 - task 1 suspended: tasks {by:wait,of:[2,3],futures:[],count:2,until:first,deadline:5,future:0}",
			"0 - task 2 suspended: sleep {until:1}",
			"0 - task 3 suspended: sleep {until:2}",
			"1 - task 2 woken: timer",
			"1 2 task 2 ended: returned 1",
			"1 2 callback queued: wait of task 2",
			"1 - callback started for task 2",
			"1 - task 1 woken: result",
			"1 1 callback queued: wait of task 2",
			"1 - task 1 suspended: tasks {by:wait,of:[3],futures:[],count:1,until:first-error,deadline:1.5,future:0}",
			"1 - callback started for task 2",
			"1.5 - callback queued: limit",
			"1.5 - callback started",
			"1.5 - task 1 woken: timer",
			"1.5 - task 1 suspended: task {of:3}",
			"2 - task 3 woken: timer",
			"2 3 task 3 ended: returned 2",
			"2 3 task 1 woken: result",
			"2 1 task 1 ended: returned undefined",
			"2 1 callback queued: main of task 1",
			"2 - callback started for task 1",
		]);
	});
});

describe("an observer is told of the ready queue", () => {
	it("callbacks of the program: queued, started, and ended where they took time", () => {
		const lines = toldOf(function* () {
			const loop = getRunningLoop();
			loop.callSoon(function soon() {
				block(0.25);
			});
			loop.callSoon(function never() {}).cancel();
			loop.callLater(1, function later() {});
			const task = createTask(nap(1));
			task.addDoneCallback(function done() {});
			task.addDoneCallback(() => {
				throw new Error("wrong");
			});
			yield* sleep(2);
			yield;
		}, /loop/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 callback queued: call soon",
			"0 1 callback queued: call never",
			"0 1 task 2 created: nap 1",
			"0 - task 1 suspended: sleep {until:2}",
			"0 - callback started",
			"0 - blocked: 0.25",
			"0.25 - callback ended",
			"0.25 - callback started",
			"0.25 - task 2 resumed",
			"0.25 - task 2 suspended: sleep {until:1.25}",
			"1 - callback queued: call later",
			"1 - callback started",
			"1.25 - task 2 woken: timer",
			"1.25 - task 2 resumed",
			"1.25 2 task 2 ended: returned 1",
			"1.25 2 callback queued: done done of task 2",
			"1.25 2 callback queued: done of task 2",
			"1.25 - callback started for task 2",
			"1.25 - callback started for task 2",
			"1.25 - error reported: Exception in a done callback: Error: wrong",
			"2 - task 1 woken: timer",
			"2 - task 1 resumed",
			"2 - task 1 suspended: turn",
			"2 - task 1 resumed",
			"2 1 task 1 ended: returned undefined",
			"2 1 callback queued: main of task 1",
			"2 - callback started for task 1",
		]);
	});

	it("timers that come due together, one of them cancelled by another before its turn", () => {
		const lines = toldOf(function* () {
			const sleeper = createTask(nap(1));
			getRunningLoop().callAt(1, function stop() {
				sleeper.cancel();
			});
			yield* sleep(1);
			yield* wait([sleeper]);
		}, /loop/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 task 2 created: nap 1",
			"0 - task 1 suspended: sleep {until:1}",
			"0 - task 2 resumed",
			"0 - task 2 suspended: sleep {until:1}",
			"1 - timers due: call stop, task 1, task 2",
			"1 - callback started",
			"1 - task 2 asked to stop: null, 0 before",
			"1 - task 2 cancelled: null",
			"1 - task 1 woken: timer",
			"1 - callback started",
			"1 - task 2 resumed",
			"1 2 task 2 ended: cancelled CancelledError",
			"1 - task 1 resumed",
			"1 1 callback queued: wait of task 2",
			"1 - task 1 suspended: tasks {by:wait,of:[],futures:[],count:0,until:all,deadline:null,future:0}",
			"1 - callback started for task 2",
			"1 - task 1 woken: result",
			"1 - task 1 resumed",
			"1 1 task 1 ended: returned undefined",
			"1 1 callback queued: main of task 1",
			"1 - callback started for task 1",
		]);
	});

	it("a timer that comes due while something is ready", () => {
		const lines = toldOf(function* () {
			createTask(nap(0.5));
			yield;
			yield;
			block(1);
			yield;
		}, /loop/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 task 2 created: nap 0.5",
			"0 - task 1 suspended: turn",
			"0 - task 2 resumed",
			"0 - task 2 suspended: sleep {until:0.5}",
			"0 - task 1 resumed",
			"0 - task 1 suspended: turn",
			"0 - task 1 resumed",
			"0 1 blocked: 1",
			"1 - task 1 suspended: turn",
			"1 - timers due: task 2",
			"1 - task 1 resumed",
			"1 1 task 1 ended: returned undefined",
			"1 1 callback queued: main of task 1",
			"1 - task 2 woken: timer",
			"1 - callback started for task 1",
			"1 - task 2 resumed",
			"1 2 task 2 ended: returned 0.5",
		]);
	});

	it("what is yielded by hand, and can't be", () => {
		const lines = toldOf(function* () {
			yield;
			yield 1;
		}, /loop/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 - task 1 suspended: turn",
			"0 - task 1 resumed",
			"0 - task 1 suspended: turn",
			"0 - task 1 resumed",
			"0 1 task 1 ended: raised RuntimeError: Task got bad yield: number 1. yield* awaits a coroutine, a task or a future, and a bare yield gives up one turn",
			"0 1 callback queued: main of task 1",
			"0 - callback started for task 1",
		]);
	});
});

describe("an observer is told of resources", () => {
	it("a semaphore: a permit that is handed over, and one that is put back", () => {
		const lines = toldOf(function* () {
			const pool = new Semaphore(1, { name: "pool" });
			const user = coroutine("user", function* () {
				yield* pool.acquire();
				yield* sleep(1);
				pool.release();
			});
			const [, second] = [createTask(user()), createTask(user()), createTask(user())];
			yield* sleep(1);
			yield;
			second?.cancel();
			yield* sleep(5);
		}, /loop/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 task 2 created: user",
			"0 1 task 3 created: user",
			"0 1 task 4 created: user",
			"0 - task 1 suspended: sleep {until:1}",
			"0 - task 2 resumed",
			"0 2 resource 1 created: semaphore pool",
			"0 2 resource 1 acquired: 1",
			"0 - task 2 suspended: sleep {until:1}",
			"0 - task 3 resumed",
			"0 - task 3 suspended: semaphore {resource:1}",
			"0 - task 4 resumed",
			"0 - task 4 suspended: semaphore {resource:1}",
			"1 - timers due: task 1, task 2",
			"1 - task 1 woken: timer",
			"1 - task 2 woken: timer",
			"1 - task 1 resumed",
			"1 - task 1 suspended: turn",
			"1 - task 2 resumed",
			"1 2 resource 1 released: 0",
			"1 2 resource 1 handed to task 3: 1",
			"1 2 task 3 woken: handed",
			"1 2 task 2 ended: returned undefined",
			"1 - task 1 resumed",
			"1 1 task 3 asked to stop: null, 0 before",
			"1 - task 1 suspended: sleep {until:6}",
			"1 - task 3 cancelled: null",
			"1 - task 3 resumed",
			"1 3 resource 1 put-back to task 3: 0",
			"1 3 resource 1 handed to task 4: 1",
			"1 3 task 4 woken: handed",
			"1 3 task 3 ended: cancelled CancelledError",
			"1 - task 4 resumed",
			"1 4 resource 1 acquired: 1",
			"1 - task 4 suspended: sleep {until:2}",
			"2 - task 4 woken: timer",
			"2 - task 4 resumed",
			"2 4 resource 1 released: 0",
			"2 4 task 4 ended: returned undefined",
			"6 - task 1 woken: timer",
			"6 - task 1 resumed",
			"6 1 task 1 ended: returned undefined",
			"6 1 callback queued: main of task 1",
			"6 - callback started for task 1",
		]);
	});

	it("a barrier: who arrives and leaves, its reset and its abort", () => {
		const lines = toldOf(function* () {
			const barrier = new Barrier(2, { name: "gate" });
			const walker = coroutine("walker", function* () {
				yield* barrier.wait();
			});
			yield* gather([walker(), walker()]);
			const late = createTask(walker());
			yield* sleep(1);
			yield* barrier.reset();
			yield* wait([late]);
			late.exception();
			yield* barrier.abort();
		}, /callback|loop|created: walker|resumed/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 1 future 1 made: gather of task 2, task 3",
			"0 - task 1 suspended: tasks {by:gather,of:[2,3],futures:[],count:2,until:first-error,deadline:null,future:1}",
			"0 2 resource 1 created: lock gate.lock",
			"0 2 resource 1 acquired: 1",
			"0 2 resource 2 created: barrier gate",
			"0 2 resource 2 arrived: 1",
			"0 2 resource 1 released: 0",
			"0 - task 2 suspended: barrier {resource:2}",
			"0 3 resource 1 acquired: 1",
			"0 3 resource 2 arrived: 2",
			"0 3 task 2 woken: result",
			"0 3 resource 2 left: 1",
			"0 3 resource 1 released: 0",
			"0 3 task 3 ended: returned undefined",
			"0 2 resource 1 acquired: 1",
			"0 2 resource 2 left: 0",
			"0 2 resource 1 released: 0",
			"0 2 task 2 ended: returned undefined",
			"0 - future 1 ended: returned [null,null]",
			"0 - task 1 woken: result",
			"0 - task 1 suspended: sleep {until:1}",
			"0 4 resource 1 acquired: 1",
			"0 4 resource 2 arrived: 1",
			"0 4 resource 1 released: 0",
			"0 - task 4 suspended: barrier {resource:2}",
			"1 - task 1 woken: timer",
			"1 1 resource 1 acquired: 1",
			"1 1 resource 2 reset: 1",
			"1 1 task 4 woken: result",
			"1 1 resource 1 released: 0",
			"1 - task 1 suspended: tasks {by:wait,of:[4],futures:[],count:1,until:all,deadline:null,future:0}",
			"1 4 resource 1 acquired: 1",
			"1 4 resource 2 left: 0",
			"1 4 resource 1 released: 0",
			"1 4 task 4 ended: raised BrokenBarrierError: Abort or reset of barrier",
			"1 - task 1 woken: result",
			"1 1 resource 1 acquired: 1",
			"1 1 resource 2 aborted: 0",
			"1 1 resource 1 released: 0",
			"1 1 task 1 ended: returned undefined",
		]);
	});

	it("a queue: its items, those done with, and its end", () => {
		const lines = toldOf(function* () {
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
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 task 2 created: Queue.get",
			"0 1 resource 1 created: queue q",
			"0 1 resource 1 put: 1 item a",
			"0 1 task 3 created: Queue.join",
			"0 - task 1 suspended: sleep {until:1}",
			"0 - task 2 resumed",
			"0 2 resource 1 got: 0 item a",
			"0 2 task 2 ended: returned a",
			"0 - task 3 resumed",
			"0 - task 3 suspended: join {resource:1}",
			"1 - task 1 woken: timer",
			"1 - task 1 resumed",
			"1 1 resource 1 task-done: 0",
			"1 1 task 3 woken: result",
			"1 1 resource 1 put: 1 item b",
			"1 - task 1 suspended: sleep {until:2}",
			"1 - task 3 resumed",
			"1 3 task 3 ended: returned undefined",
			"2 - task 1 woken: timer",
			"2 - task 1 resumed",
			"2 1 resource 1 shutdown: 0",
			"2 1 task 1 ended: returned undefined",
		]);
	});

	it("a condition, whose lock comes first, and an event", () => {
		const lines = toldOf(function* () {
			const condition = new Condition(null, { name: "c" });
			const waiter = createTask(condition.with(() => condition.wait()));
			yield* sleep(1);
			yield* condition.with(function* () {
				condition.notify();
			});
			yield* waiter;
			const event = new Event({ name: "e" });
			event.set();
			event.set();
			event.clear();
		}, /callback|loop|resumed/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 1 task 2 created: with",
			"0 - task 1 suspended: sleep {until:1}",
			"0 2 resource 1 created: lock c.lock",
			"0 2 resource 1 acquired: 1",
			"0 2 resource 2 created: condition c over c.lock",
			"0 2 resource 1 released: 0",
			"0 - task 2 suspended: condition {resource:2}",
			"1 - task 1 woken: timer",
			"1 1 resource 1 acquired: 1",
			"1 1 resource 2 notified: 1",
			"1 1 task 2 woken: result",
			"1 1 resource 1 released: 0",
			"1 - task 1 suspended: task {of:2}",
			"1 2 resource 1 acquired: 1",
			"1 2 resource 1 released: 0",
			"1 2 task 2 ended: returned true",
			"1 2 task 1 woken: result",
			"1 1 resource 3 created: event e",
			"1 1 resource 3 set: 1",
			"1 1 resource 3 cleared: 0",
			"1 1 task 1 ended: returned undefined",
		]);
	});
});

describe("an observer is told of the rest", () => {
	it("lines, blocking calls, names, what is awaited twice, and what nobody asked for", () => {
		const lines = toldOf(function* () {
			print("a", 1);
			block(0.5);
			createTask(fail(1)).setName("orphan");
			const once = nap(1);
			yield* once;
			try {
				yield* once;
			} catch {}
			getRunningLoop().createFuture().setException(new Error("lost"));
			yield* sleep(1);
		}, /resumed|callback/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 1 printed: a 1",
			"0 1 blocked: 0.5",
			"0.5 1 task 2 created: fail 1",
			"0.5 1 task 2 renamed: orphan",
			"0.5 - task 1 suspended: sleep {until:1.5}",
			"0.5 - task 2 suspended: sleep {until:1.5}",
			"1.5 - timers due: task 1, task 2",
			"1.5 - task 1 woken: timer",
			"1.5 - task 2 woken: timer",
			"1.5 1 coroutine awaited twice: nap 1",
			"1.5 - task 1 suspended: sleep {until:2.5}",
			"1.5 2 task 2 ended: raised Error: no",
			"2.5 - task 1 woken: timer",
			"2.5 1 task 1 ended: returned undefined",
			"2.5 - loop closing",
			"2.5 - never retrieved: of task 0: Error: lost",
			"2.5 - never retrieved: of task 2: Error: no",
			"2.5 - loop closed",
		]);
	});

	it("an error of the shutdown, and what is left when the loop is closed", () => {
		const lines = toldOf(function* () {
			const stubborn = coroutine("stubborn", function* () {
				try {
					yield* sleep(9);
				} catch {
					createTask(nap(9));
					throw new Error("no");
				}
			});
			createTask(stubborn());
			yield;
		}, /callback/);
		expect(lines).toEqual([
			"0 - task 1 created: main",
			"0 - task 1 resumed",
			"0 1 task 2 created: stubborn",
			"0 - task 1 suspended: turn",
			"0 - task 2 resumed",
			"0 - task 2 suspended: sleep {until:9}",
			"0 - task 1 resumed",
			"0 1 task 1 ended: returned undefined",
			"0 - shutdown started",
			"0 - cancels for: shutdown",
			"0 - task 2 asked to stop: null, 0 before",
			"0 - task 2 cancelled: null",
			"0 - cancels for: who acts",
			"0 - future 1 made: gather of task 2",
			"0 - task 2 resumed",
			"0 2 task 3 created: nap 9",
			"0 2 task 2 ended: raised Error: no",
			"0 - task 3 resumed",
			"0 - task 3 suspended: sleep {until:9}",
			"0 - future 1 ended: returned [{}]",
			"0 - error reported: unhandled exception during run() shutdown: Error: no",
			"0 - loop closing",
			"0 - loop closed",
		]);
	});
});
