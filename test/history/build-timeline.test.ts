import { describe, expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import type { ActorLane, Lane, Timeline, TimelineOptions } from "../../src/history/timeline.ts";
import type { Recording } from "../../src/recording/index.ts";
import { renderRun } from "../../src/views/render.ts";
import { at, by, CANCELLED, failed, RETURNED, Story } from "../facts.ts";
import {
	blocking,
	cancelled,
	fetchConcurrent,
	fetchSequential,
	groupFails,
	limited,
	rateLimitStuck,
	viewOf,
} from "../stories.ts";

function timelineOf(recording: Recording, options?: TimelineOptions): Timeline {
	return buildTimeline(new History(recording), options);
}

/** A lane in a line: `main: running 0, awaiting 0-2 (API-1), done 2`. */
function told(lane: Lane): string {
	if (lane.kind === "resource") {
		const levels = lane.levels.map(({ from, to, level, holder }) => `${holder || level} ${from}-${to}`);
		return `${lane.label}: ${levels.join(", ")}`;
	}
	const segments = lane.segments.map(({ state, from, to, why }) => {
		const span = from === to ? `${from}` : `${from}-${to}`;
		return `${state} ${span}${why === "" ? "" : ` (${why})`}`;
	});
	const ends = lane.lives.map((life) => `${life.end} ${life.to}`);
	return `${"  ".repeat(lane.depth)}${lane.label}: ${[...segments, ...ends].join(", ")}`;
}

function lanesOf(recording: Recording, options?: TimelineOptions): string[] {
	return timelineOf(recording, options).lanes.map(told);
}

function deciding(recording: Recording): string[] {
	const { lanes, path } = timelineOf(recording);
	const marked = lanes.filter((lane) => lane.decides).map((lane) => lane.label);
	return [...marked, ...path.map((link) => `${link.who} ${link.from}-${link.to}`)];
}

describe("lanes", () => {
	test("a body that main awaits in turn has a lane of its own, and what it waits for main waits for, too", () => {
		expect(lanesOf(fetchSequential())).toEqual([
			"main: running 0, waiting 0-2 (a timer), running 2, waiting 2-3 (a timer), running 3, waiting 3-4.5 (a timer), running 4.5, done 4.5",
			"  API-1: running 0, waiting 0-2 (a timer), running 2, done 2",
			"  API-2: running 2, waiting 2-3 (a timer), running 3, done 3",
			"  API-3: running 3, waiting 3-4.5 (a timer), running 4.5, done 4.5",
		]);
	});

	test("tasks stand under the task that made them", () => {
		expect(lanesOf(fetchConcurrent())).toEqual([
			"main: running 0, awaiting 0-2 (API-1), running 2, done 2",
			"  API-1: running 0, waiting 0-2 (a timer), running 2, done 2",
			"  API-2: running 0, waiting 0-1 (a timer), running 1, done 1",
			"  API-3: running 0, waiting 0-1.5 (a timer), running 1.5, done 1.5",
		]);
	});

	test("a task whose timer is due while another blocks is ready from then on", () => {
		expect(lanesOf(blocking())).toEqual([
			"main: running 0, waiting 0-0.25 (a timer), running 0.25-2.25, waiting 2.25-2.5 (a timer), running 2.5, done 2.5",
			"  heartbeat: running 0, waiting 0-0.5 (a timer), ready 0.5-2.25, running 2.25, waiting 2.25-2.5 (a timer), abandoned 2.5",
		]);
	});

	test("what a task still awaits after it was cancelled is cleaning up; the group ends as its tasks did", () => {
		expect(lanesOf(groupFails())).toEqual([
			"main: running 0, awaiting 0-1 (3 tasks of its group), running 1, awaiting 1-1.5 (1 task of its group), running 1.5, failed 1.5",
			"  group: awaiting 0-1.5 (its tasks), failed 1.5",
			"    Worker 1: running 0, waiting 0-1 (a timer), running 1, cancelled 1",
			"    Worker 2: running 0, waiting 0-1 (a timer), running 1, cleaning-up 1-1.5 (a timer), running 1.5, cancelled 1.5",
			"    Worker 3: running 0, waiting 0-1 (a timer), running 1, failed 1",
		]);
	});

	test("who waits when the run gets stuck never wakes, and a lock says who held it", () => {
		expect(lanesOf(rateLimitStuck().recording).filter((_, i) => [0, 1, 4, 5, 9].includes(i))).toEqual([
			"main: running 0, awaiting 0-2 (gather of 8), never-woke 2",
			"  req 0: running 0, waiting 0-0.1 (a timer), running 0.1, done 0.1",
			"  req 3: running 0, waiting 0-2 (a timer), running 2, never-woke 2",
			"  req 4: running 0, blocked 0-2 (limiter.lock (held by req 3)), never-woke 2",
			"limiter.lock: req 0 0-0, req 1 0-0, req 2 0-0, req 3 0-2",
		]);
	});

	test("a body that is called again under the same label lives again in the same lane", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		for (const until of [1, 2, 3]) {
			story.call(main, until === 3 ? "other" : "poll");
			story.sleep(main, until);
			story.at(until).wake(main);
			story.leave(main, until === 2 ? CANCELLED : RETURNED);
		}
		story.end(main);
		expect(lanesOf(story.recording()).slice(1)).toEqual([
			"  poll: running 0, waiting 0-1 (a timer), running 1, waiting 1-2 (a timer), running 2, done 1, cancelled 2",
			"  other: running 2, waiting 2-3 (a timer), running 3, done 3",
		]);
	});

	test("a body that takes no time, or a lone one that fills its caller, has no lane", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.call(main, "timed");
		story.call(main, "operation");
		story.sleep(main, 1);
		story.at(1).wake(main);
		story.call(main, "log");
		story.leave(main);
		story.end(main);
		expect(lanesOf(story.recording())).toEqual(["main: running 0, waiting 0-1 (a timer), running 1, done 1"]);
	});

	test("bodies that take no time have lanes where they fail, beside others", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		for (const [label, ending] of [
			["returns", RETURNED],
			["is cancelled", CANCELLED],
			["fails", failed("ValueError", "bad luck")],
			["fails, too", failed("ValueError", "bad luck")],
		] as const) {
			story.call(main, label);
			story.leave(main, ending);
		}
		story.at(1).end(main);
		expect(lanesOf(story.recording())).toEqual([
			"main: running 0-1, done 1",
			"  fails: running 0, failed 0",
			"  fails, too: running 0, failed 0",
		]);
	});

	test("a task that swallows its cancellation goes on as before", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.sleep(main, 5);
		story.at(1).cancel(main, 0);
		story.sleep(main, 2);
		story.at(2).wake(main);
		story.end(main);
		const { lanes, notes } = timelineOf(story.recording());
		expect(lanes.map(told)).toEqual([
			"main: running 0, waiting 0-1 (a timer), running 1, waiting 1-2 (a timer), running 2, done 2",
		]);
		expect(notes.map((note) => `${note.at} ${note.who} ${note.what}`)).toEqual([
			"1 a time limit asks main to stop",
			"1 main CancelledError at its await",
			"1 main catches it and goes on",
		]);
	});

	test("a cancellation of what a task awaits is not one of its own", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		const child = story.make("child", main);
		story.wait(main, { kind: "task", of: child });
		story.start(child);
		story.sleep(child, 5);
		story.at(1).cancel(child, 0);
		story.end(child, CANCELLED);
		story.wake(main, { kind: "cancelled", by: child, request: null, message: null });
		story.end(main);
		const lanes = timelineOf(story.recording()).lanes as ActorLane[];
		expect(lanes.map((lane) => lane.delivered)).toEqual([[], [1]]);
	});

	test("plain callbacks of the loop have a lane of their own", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.sleep(main, 2);
		story.at(1).callBack("tick");
		story.at(2).wake(main);
		story.end(main);
		expect(lanesOf(story.recording()).at(-1)).toBe("tick: running 1");
	});

	test("callbacks of several kinds are in one lane, with what the loop did for itself that took time", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.sleep(main, 5);
		story.at(1).callBack("tick");
		story.at(2).callBack("tock");
		story.at(3).callBack("tick");
		story.add(0, { kind: "blocked", seconds: 0.5 });
		story.at(5).wake(main);
		story.end(main);
		expect(lanesOf(story.recording()).at(-1)).toBe("callbacks: running 1, running 2, running 3-3.5");
	});

	test("a callback without a name is called so, and the loop's own work is the loop's", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.sleep(main, 2);
		const onlyBlocked = new Story();
		onlyBlocked.start(onlyBlocked.make("main"));
		onlyBlocked.add(0, { kind: "blocked", seconds: 1 });
		onlyBlocked.at(1).end(1);
		story.at(1).callBack("");
		story.at(2).wake(main);
		story.end(main);
		const last = [story, onlyBlocked].map((one) => lanesOf(one.recording()).at(-1));
		expect(last).toEqual(["callback: running 1", "loop: running 0-1"]);
	});

	test("callbacks that the loop makes for a task have none", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.add(0, { kind: "callback-queued", callback: "done", label: "done", of: 0 });
		story.add(0, { kind: "callback-started" });
		story.at(1).end(main);
		expect(lanesOf(story.recording())).toEqual(["main: running 0-1, done 1"]);
	});

	test("groups are counted among the lanes that are left out, however many there are", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		for (let group = 0; group < 1_200; group += 1) story.group(main);
		story.at(1).end(main);
		expect([
			timelineOf(story.recording()).hidden,
			timelineOf(story.recording(), { lanes: "all" }).hidden,
		]).toEqual([1_200, 0]);
	});
});

describe("what decided the total", () => {
	test("in turn all of them did, so none is marked", () => {
		expect(deciding(fetchSequential())).toEqual(["API-1 0-2", "API-2 2-3", "API-3 3-4.5"]);
	});

	test("together the longest did", () => {
		expect(deciding(fetchConcurrent())).toEqual(["API-1", "API-1 0-2"]);
	});

	test("a cancelled task is not waited for", () => {
		expect(deciding(cancelled())).toEqual(["Fast", "Fast 0-3"]);
	});

	test("who handed the permit over comes before who got it", () => {
		expect(timelineOf(limited(25)).path.map((link) => `${link.who} ${link.from}-${link.to}`)).toEqual([
			"request 5 0-1",
			"request 15 1-2",
			"request 25 2-3",
		]);
	});

	test("a chain of many short waits is told, too", () => {
		expect(timelineOf(limited(20_000)).path.length).toBe(2000);
	});

	test("a run that is stuck was decided by nobody", () => {
		expect(deciding(rateLimitStuck().recording)).toEqual([]);
	});

	test("those that took just as long are counted, and no mark tells between them", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		const tasks = ["a", "b", "c"].map((label) => story.make(label, main));
		story.waitForAll(main, "gather", tasks);
		for (const task of tasks) {
			story.start(task);
			story.sleep(task, 1);
		}
		story.at(1);
		for (const task of tasks) {
			story.wake(task);
			story.end(task);
		}
		story.wake(main, by(tasks[2] ?? 0));
		story.end(main);
		const { lanes, path } = timelineOf(story.recording());
		expect(path.map(({ who, ties }) => ({ who, ties }))).toEqual([{ who: "c", ties: 2 }]);
		expect(lanes.some((lane) => lane.decides)).toBe(false);
	});
});

describe("figures", () => {
	test("count what the tasks waited, and how many were under way at once", () => {
		expect(timelineOf(fetchConcurrent()).statistics).toEqual({
			tasks: 4,
			waited: 4.5,
			busy: 0,
			longestWait: 2,
			longestWaiter: "API-1",
			mostAtOnce: 3,
			mostHeldUp: 0,
			done: 4,
			failed: 0,
			cancelled: 0,
			neverWoke: 0,
			abandoned: 0,
		});
	});

	test("hidden tasks count as the shown ones do", () => {
		expect(timelineOf(limited(1000), { lanes: 0 }).statistics).toEqual({
			tasks: 1001,
			waited: 1000,
			busy: 0,
			longestWait: 1,
			longestWaiter: "request 1",
			mostAtOnce: 1000,
			mostHeldUp: 990,
			done: 1001,
			failed: 0,
			cancelled: 0,
			neverWoke: 0,
			abandoned: 0,
		});
	});
});

describe("notes", () => {
	const notesOf = (recording: Recording) =>
		timelineOf(recording).notes.map(
			({ at, who, what, place }) => `${at} ${who} ${what}${place ? ` :${place.line}` : ""}`,
		);

	test("tell who asked whom to stop, where it heard of it, and what it did", () => {
		expect(notesOf(cancelled())).toEqual([
			"2 main asks Slow to stop",
			"2 Slow CancelledError at its await :14",
			"2 Slow catches it, raises it again",
		]);
	});

	test("tell of a group that its failed task brought down, and not of how the group wakes its owner", () => {
		expect(notesOf(groupFails())).toEqual([
			"1 Worker 3 raises ValueError: bad luck :31",
			"1 group asks Worker 1 and Worker 2 to stop",
			"1 Worker 1 CancelledError at its await :31",
			"1 Worker 2 CancelledError at its await :31",
			"1.5 Worker 2 catches it, raises it again",
			"1.5 main raises ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)",
		]);
	});

	test("say so when a task was cancelled before it ever ran", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		const child = story.make("child", main);
		story.ask(child, main, at("a.ts", 3));
		story.end(child, CANCELLED);
		story.end(main);
		expect(notesOf(story.recording())).toEqual([
			"0 main asks child to stop :3",
			"0 child ends before its first turn",
		]);
	});
});

describe("the choice of lanes", () => {
	const chosen = (options: TimelineOptions) => {
		const { lanes, hidden } = timelineOf(limited(1000), options);
		return [...lanes.map((lane) => lane.label), hidden];
	};

	test("of many, a few telling ones are shown, and the others counted", () => {
		expect(chosen({})).toEqual(["main", "request 1", "request 991", "request 1000", "permits", 997]);
	});

	test("so many are the first so many", () => {
		expect(chosen({ lanes: 3 })).toEqual(["main", "request 1", "request 2", "permits", 998]);
	});

	test("the slowest are those that lived longest", () => {
		expect(chosen({ lanes: { slowest: 2 } })).toEqual(["main", "request 991", "request 992", "permits", 998]);
	});

	test("all are all", () => {
		const { lanes, hidden, strips } = timelineOf(limited(1000), { lanes: "all" });
		expect([lanes.length, hidden, strips]).toEqual([1002, 0, []]);
	});

	test("the failed are those that did not end well", () => {
		const { lanes, hidden } = timelineOf(groupFails(), { lanes: "failed" });
		expect([...lanes.map((lane) => lane.label), hidden]).toEqual([
			"main",
			"Worker 1",
			"Worker 2",
			"Worker 3",
			1,
		]);
	});

	test("a window leaves out who was not there", () => {
		expect(chosen({ lanes: { slowest: 1 }, from: 0, to: 0.5 })).toEqual([
			"main",
			"request 991",
			"permits",
			999,
		]);
	});

	test("a window that makes no sense is the whole run", () => {
		expect(timelineOf(fetchConcurrent(), { from: 3, to: 1 }).window).toEqual({ from: 0, to: 2 });
	});
});

describe("strips", () => {
	test("say how many were in each state at most, main aside, and how many ended", () => {
		const strips = timelineOf(limited(1000)).strips.map(({ name, most }) => ({ name, most }));
		expect(strips).toEqual([
			{ name: "waiting", most: 10 },
			{ name: "blocked", most: 990 },
			{ name: "done", most: 1000 },
		]);
	});

	test("fall as the blocked ones get their turn", () => {
		const blocked = timelineOf(limited(100)).strips.find((strip) => strip.name === "blocked");
		const at = (part: number) => blocked?.counts[Math.floor(part * (blocked.counts.length - 1))];
		expect([0, 0.15, 0.5, 0.85, 1].map(at)).toEqual([90, 80, 50, 10, 0]);
	});

	test("count in a window nothing of what was so till it begins, or is so from its end on", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.sleep(main, 3);
		const lock = story.resource("lock", "pen");
		const tasks = ["a", "b", "c"].map((label) => story.make(label, main));
		for (const task of tasks) {
			story.start(task);
			story.sleep(task, 1);
		}
		for (const task of tasks) {
			story.at(1).wake(task);
			story.wait(task, { kind: "lock", resource: lock });
		}
		for (const task of tasks) {
			story.at(2).wake(task, by(main));
			story.wait(task, { kind: "future", label: "" });
		}
		story.at(3).wake(main);
		story.end(main);
		const strips = [0, 1, 2].map((from) =>
			timelineOf(story.recording(), { lanes: 0, from, to: from + 1 }).strips.map(
				({ name, most, counts }) => `${name} ${most}, ${counts[0]} to ${counts.at(-1)}`,
			),
		);
		expect(strips).toEqual([["waiting 3, 3 to 3"], ["blocked 3, 3 to 3"], ["awaiting 3, 3 to 3"]]);
	});

	test("count in a window only what ended by its end", () => {
		const done = timelineOf(limited(100), { from: 2.5, to: 4.5 }).strips.find(
			(strip) => strip.name === "done",
		);
		expect([done?.counts[0], done?.most]).toEqual([20, 40]);
	});
});

test("on the wall clock, where every turn takes some time, the same decides and the same is drawn", () => {
	const clean = fetchConcurrent();
	let now = 0;
	const facts = [...clean.facts].map((fact) => {
		now = Math.max(now + 0.0001, fact.at);
		return { ...fact, at: now };
	});
	const jittered: Recording = { ...clean, facts, end: { kind: "end", how: "main-ended", at: now } };
	expect(deciding(jittered).slice(0, 1)).toEqual(["API-1"]);
	const lanes = (recording: Recording) =>
		renderRun(viewOf({}, [recording]), { columns: 80 })
			.split("\n")
			.slice(5, 9);
	expect(lanes(jittered)).toEqual(lanes(clean));
});

test("a group that is never left waits for ever, as its tasks do", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const group = story.group(main);
	const child = story.make("child", main, group);
	story.waitForAll(main, "taskGroup", [child]);
	story.start(child);
	story.sleep(child, 1);
	story.at(1).wake(child);
	story.wait(child, { kind: "event", resource: story.resource("event", "go") });
	const { lanes } = timelineOf(story.recording("variant", "deadlock"));
	expect(lanes.map(told)).toEqual([
		"main: running 0, awaiting 0-1 (1 task of its group), never-woke 1",
		"  group: awaiting 0-1 (its tasks), never-woke 1",
		"    child: running 0, waiting 0-1 (a timer), running 1, never-woke 1",
	]);
	expect(lanes.map((lane) => lane.kind !== "resource" && lane.stuck)).toEqual([
		"awaiting",
		"awaiting",
		"blocked",
	]);
});
