// What our own runtime never tells, or not in that order: recordings come from others, too.

import { expect, test } from "vitest";
import { History } from "../../../src/history/history.ts";
import type { Cause, End, Recording, Wait } from "../../../src/recording/index.ts";
import { StepBook } from "../../../src/views/steps/book.ts";
import { by, CANCELLED, failed, finding, Story } from "../../facts.ts";
import { bookOf } from "./book.ts";

function textOf(book: StepBook): string {
	const lines = Array.from({ length: book.length }, (_, index) => {
		const why = book.why(index);
		const words = why === null ? "" : ` (${why.words}, in step ${why.step + 1})`;
		return `${index + 1}. ${book.step(index).kind}: ${book.text(index)}${words}`;
	});
	return `\n${lines.join("\n")}\n`;
}

test("a turn begins with what the task waited for, and who brought it", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const other = story.make("other", main);
	const resources = (["lock", "semaphore", "event", "condition", "barrier", "queue"] as const).map((kind) =>
		story.resource(kind, `the ${kind}`),
	);
	const [lock = 0, semaphore = 0, event = 0, condition = 0, barrier = 0, queue = 0] = resources;
	const handed = (task: number): Cause => ({ kind: "handed", by: task });
	const wakes: readonly (readonly [Wait, Cause])[] = [
		[{ kind: "lock", resource: lock }, by(other)],
		[{ kind: "lock", resource: lock }, handed(other)],
		[{ kind: "lock", resource: lock }, handed(0)],
		[{ kind: "semaphore", resource: semaphore }, by(other)],
		[{ kind: "event", resource: event }, by(other)],
		[{ kind: "event", resource: event }, by(0)],
		[{ kind: "condition", resource: condition }, by(other)],
		[{ kind: "barrier", resource: barrier }, by(other)],
		[{ kind: "get", resource: queue }, handed(other)],
		[{ kind: "get", resource: queue }, handed(0)],
		[{ kind: "get", resource: queue }, by(other)],
		[{ kind: "put", resource: queue }, handed(other)],
		[{ kind: "put", resource: queue }, handed(0)],
		[{ kind: "join", resource: queue }, by(other)],
		[{ kind: "future", label: "" }, by(other)],
		[{ kind: "future", label: "the reply" }, handed(other)],
		[{ kind: "outside", work: 1, label: "the disk" }, by(0)],
		[{ kind: "task", of: other }, by(other)],
		[{ kind: "turn" }, { kind: "timer" }],
		[
			{ kind: "future", label: "" },
			{ kind: "cancelled", by: other, request: 99, message: null },
		],
	];
	for (const [wait, cause] of wakes) {
		story.wait(main, wait);
		story.wake(main, cause);
	}
	story.end(main);
	expect(textOf(bookOf(story.recording()))).toMatchInlineSnapshot(`
		"
		1. loop: The loop begins: main is put into the ready queue.
		2. turn: main runs for the first time. It makes other, then waits for the lock. That wakes main.
		3. turn: main goes on: other gave the lock back. It waits for the lock. That wakes main. (other woke main, in step 2)
		4. turn: main goes on: other left it the lock. It waits for the lock. That wakes main. (other left main what it waited for, in step 3)
		5. turn: main goes on: somebody left it the lock. It waits for the semaphore. That wakes main. (the loop woke main, in step 4)
		6. turn: main goes on: other gave the semaphore back. It waits for the event. That wakes main. (other woke main, in step 5)
		7. turn: main goes on: other set the event. It waits for the event. That wakes main. (other woke main, in step 6)
		8. turn: main goes on: what it waited for is there. It waits for the condition. That wakes main. (the loop woke main, in step 7)
		9. turn: main goes on: other notified the condition. It waits for the barrier. That wakes main. (other woke main, in step 8)
		10. turn: main goes on: other came last to the barrier. It waits for an item from the queue. That wakes main. (other woke main, in step 9)
		11. turn: main goes on: other left an item in the queue. It waits for an item from the queue. That wakes main. (other left main what it waited for, in step 10)
		12. turn: main goes on: somebody left an item in the queue. It waits for an item from the queue. That wakes main. (the loop woke main, in step 11)
		13. turn: main goes on: other set what it waited for. It waits for room in the queue. That wakes main. (other woke main, in step 12)
		14. turn: main goes on: other made room in the queue. It waits for room in the queue. That wakes main. (other left main what it waited for, in step 13)
		15. turn: main goes on: somebody made room in the queue. It waits for the queue to be worked off. That wakes main. (the loop woke main, in step 14)
		16. turn: main goes on: other worked off the last item of the queue. It awaits a future. That wakes main. (other woke main, in step 15)
		17. turn: main goes on: other set what it waited for. It awaits the reply. That wakes main. (other woke main, in step 16)
		18. turn: main goes on: other left it what it waited for. It waits for the disk. That wakes main. (other left main what it waited for, in step 17)
		19. turn: main goes on: what it waited for is there. It awaits other. That wakes main. (the loop woke main, in step 18)
		20. turn: main goes on: other has ended. It gives up its turn. (other woke main, in step 19)
		21. loop: The loop: the timer of main is due. (main set its timer, in step 20)
		22. turn: main goes on: its timer was due. It awaits a future. (main set its timer, in step 20)
		23. turn: main gets CancelledError at its await: other asked for it. It is done. (other woke main, in step 22)
		24. end: The run is over, after 0.00 s: main has returned.
		"
	`);
});

test("requests to stop are told by whom they come, though nothing came before them", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const [ann = 0, bob = 0, cid = 0, dot = 0] = ["ann", "bob", "cid", "dot"].map((name) =>
		story.make(name, main),
	);
	const group = story.group(main);
	story.ask(ann, 0);
	story.ask(bob, 0);
	story.ask(cid, 0, undefined, { kind: "group", group });
	story.ask(dot, 0, undefined, { kind: "group", group });
	story.sleep(main, 1);
	story.add(main, { kind: "group-aborted", group });
	story.at(1).wake(main);
	story.sleep(main, 2);
	for (const task of [ann, bob, cid, dot]) story.ask(task, main);
	story.add(ann, { kind: "resumed" });
	story.end(ann, CANCELLED);
	const refused = { kind: "cancel-requested", request: 9, by: main, message: null, accepted: false } as const;
	story.add(ann, { ...refused, origin: { kind: "task" } });
	story.at(2).wake(main);
	story.add(ann, { ...refused, origin: { kind: "task" } });
	story.add(ann, { ...refused, origin: { kind: "group", group } });
	story.add(main, { kind: "uncancelled", left: 0 });
	story.end(main);
	story.add(0, { kind: "shutdown-started" });
	story.at(3).add(0, { kind: "callback-started" });
	story.ask(bob, 0, undefined, { kind: "shutdown" });
	story.ask(cid, 0, undefined, { kind: "shutdown" });
	story.ask(dot, 0, undefined, { kind: "signal" });
	expect(textOf(bookOf(story.recording()))).toMatchInlineSnapshot(`
		"
		1. loop: The loop begins: main is put into the ready queue.
		2. turn: main runs for the first time. It makes ann, bob, cid and dot, enters a task group, then sleeps until 1.00 s. A time limit has expired: ann and bob are asked to stop. The group is to end, so it asks cid and dot to stop. The group of main is to end.
		3. loop: The loop: the timer of main is due. (main set its timer, in step 2)
		4. turn: main goes on: its timer was due. It sleeps until 2.00 s. ann is asked to stop. bob is asked to stop. cid is asked to stop. dot is asked to stop. (main set its timer, in step 2)
		5. turn: ann runs for the first time. It ends cancelled. It asks ann to stop, which has ended. (main made ann, in step 2)
		6. clock: The clock jumps from 1.00 s to 2.00 s, since nothing is ready. The timer of main is due. (main set its timer, in step 4)
		7. turn: main goes on: its timer was due. It asks ann to stop, which has ended, takes a request to stop back, then is done. (main set its timer, in step 4)
		8. loop: The loop: main has ended, so what is left is cancelled. bob was not done when main ended. Way out: await it; or cancel it, and then await it; or make it in a taskGroup. cid was not done when main ended. Way out: await it; or cancel it, and then await it; or make it in a taskGroup. dot was not done when main ended. Way out: await it; or cancel it, and then await it; or make it in a taskGroup.
		9. clock: The clock jumps from 2.00 s to 3.00 s, since nothing is ready. A timer is due. Main has ended, so what is left is asked to stop: bob and cid. Somebody from outside asks dot to stop.
		10. end: The run is over, after 3.00 s: main has returned. A fault was found in step 8.
		"
	`);
});

test("turns of timers, and what is found when nobody asks for it any more", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const other = story.make("other", main);
	story.sleep(main, 1);
	story.start(other);
	story.sleep(other, 1);
	story.at(1).add(0, { kind: "timers-due", timers: [{ task: main }, { task: other }] });
	story.add(0, { kind: "callback-started" });
	story.add(main, { kind: "woken", cause: { kind: "timer" } });
	story.add(0, { kind: "callback-started" });
	story.add(0, { kind: "callback-started" });
	story.add(main, { kind: "resumed" });
	story.add(main, { kind: "work-started", work: 1, label: "" });
	story.add(main, { kind: "never-awaited", label: "" });
	story.add(main, { kind: "never-awaited", label: "", future: 1 });
	story.add(main, { kind: "never-retrieved", error: { name: "Error", message: "no" } });
	story.add(0, { kind: "never-retrieved", error: { name: "Error", message: "no" } });
	story.add(main, { kind: "error-reported", message: "hm", error: { name: "Error", message: "no" } });
	story.end(main, failed("ValueError", "no milk"));
	const recording = story.recording();
	expect(textOf(new StepBook(new History(recording), []))).toMatchInlineSnapshot(`
		"
		1. loop: The loop begins: main is put into the ready queue.
		2. turn: main runs for the first time. It makes other, then sleeps until 1.00 s.
		3. turn: other runs for the first time. It sleeps until 1.00 s. (main made other, in step 2)
		4. clock: The clock jumps from 0.00 s to 1.00 s, since nothing is ready. The timers of main and other are due. It is the turn of a timer of main. The timer of main is due. It is the turn of a timer of other. A timer is due.
		5. turn: main goes on: its timer was due. It starts work outside of the loop, then fails: ValueError: no milk. A coroutine was never awaited. A future that stands for others was never awaited. Nobody asked for the error of main: Error: no. Nobody asked for the error of a future: Error: no. An error reached nobody: Error: no. (main set its timer, in step 2)
		6. end: The run is over, after 1.00 s: ValueError: no milk.
		"
	`);
});

test("a run ends as it is recorded, whether or not that is found to be wrong", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.wait(main, { kind: "future", label: "" });
	const ends: readonly (End | null)[] = [
		{ kind: "end", how: "deadlock", at: 0 },
		{ kind: "end", how: "livelock", at: 0, turns: 1000, busy: [1] },
		{ kind: "end", how: "crashed", at: 0.5, error: { name: "Error", message: "no" } },
		{ kind: "end", how: "main-ended", at: 1 },
		{ kind: "end", how: "stopped", at: 1, by: "until" },
		null,
	];
	const recordings: Recording[] = ends.map((end) => ({ ...story.recording(), end }));
	const told = [
		...recordings.map((recording) => new StepBook(new History(recording), [])),
		...recordings.slice(0, 2).map(bookOf),
	].map((book) =>
		book
			.parts(book.length - 1)
			.map(({ role, text }) => (role === "plain" ? text : `<${role}>${text}<>`))
			.join(""),
	);
	expect(told).toMatchInlineSnapshot(`
		[
		  "<bad>Deadlock<> at the end of the run.",
		  "<bad>Livelock<> at the end of the run.",
		  "<bad>The run<> is over, after 0.50 s: Error: no.",
		  "<who>The run<> is over, after 1.00 s: main has returned.",
		  "<who>The run<> was stopped at 1.00 s, as it was asked for.",
		  "<who>The recording<> breaks off at 0.00 s.",
		  "<bad>Deadlock<>: one task waits for ever: nothing is ready, and no timer is set.<quiet> Way out: somebody has to call setResult or setException of the future, also where the work before that fails; or put a timeout around the wait.<>",
		  "<bad>Livelock<>: 1000 turns, and the clock stands still: main keeps the loop busy. The clock is virtual: it moves on only when nobody can run. Who turns until time() has moved ends on a real clock, with --live or runLive, and is busy all that time.<quiet> Way out: wait for what is to come, with an Event, a Queue or a sleep, instead of looking again and again.<>",
		]
	`);
});

test("at the end the steps in which something was found are named, of many the first three", () => {
	const at = (...places: number[]) => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		for (let second = 1; second < 9; second += 1) {
			story.sleep(main, second);
			story.at(second).wake(main);
		}
		story.end(main);
		const recording = story.recording();
		const found = places.map((index) => finding("slow-callback", "main is slow", "hurry", { index }));
		const book = new StepBook(new History(recording), found);
		return book.text(book.length - 1).replace(/^.*returned\./, "");
	};
	expect([
		at(),
		at(2),
		at(2, 2),
		at(2, 5),
		at(20, 17, 14, 11, 8),
		at(2, 5, 8, 11, 14, 17, 20),
	]).toMatchInlineSnapshot(`
		[
		  "",
		  " A fault was found in step 2.",
		  " A fault was found in step 2.",
		  " Faults were found in steps 2 and 4.",
		  " Faults were found in steps 6, 8, 10 and 2 more.",
		  " Faults were found in steps 2, 4, 6 and 4 more.",
		]
	`);
});
