// How much of a run is kept, compared and shown one by one: just so much, and one more.

import { describe, expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import type { ResourceLane, Timeline } from "../../src/history/timeline.ts";
import type { TaskId } from "../../src/recording/index.ts";
import { at, by, Story } from "../facts.ts";

function started(): { story: Story; main: TaskId } {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	return { story, main };
}

function timelineOf(story: Story, lanes?: "all"): Timeline {
	return buildTimeline(new History(story.recording()), { lanes });
}

describe("notes", () => {
	/** So many requests, each at a second of its own. */
	function asked(times: number): Timeline {
		const { story, main } = started();
		const child = story.make("child", main);
		for (let second = 1; second <= times; second += 1) story.at(second).ask(child, main);
		story.end(main);
		return timelineOf(story);
	}

	test.each([
		[199, 199, 0],
		[200, 200, 0],
		[203, 200, 3],
	])("of %i requests there are %i, and %i more are counted", (times, kept, more) => {
		const { notes, moreNotes } = asked(times);
		expect([notes.length, moreNotes]).toEqual([kept, more]);
		expect(notes.at(-1)).toEqual({
			at: kept,
			who: "main",
			kind: "cancel-requested",
			what: "asks child to stop",
			place: null,
		});
	});

	test.each([
		[["a"], "asks a to stop"],
		[["a", "b"], "asks a and b to stop"],
		[["a", "b", "c"], "asks a, b and c to stop"],
		[["a", "b", "c", "d"], "asks a, b, c and d to stop"],
		[["a", "b", "c", "d", "e"], "asks a, b, c and 2 more to stop"],
		[["a", "main", "c"], "asks a, itself and c to stop"],
	])("name those who are asked at once: %j", (names, what) => {
		const { story, main } = started();
		const tasks = names.map((name) => (name === "main" ? main : story.make(name, main)));
		for (const task of tasks) story.ask(task, main);
		story.end(main);
		expect(timelineOf(story).notes.map((note) => note.what)).toEqual([what]);
	});
});

test("requests of one moment share a note with that before them, if it is by the same and says the same", () => {
	const { story, main } = started();
	const [a, b] = [story.make("a", main), story.make("b", main)];
	const ask = (task: TaskId, by: TaskId, line: number, message: string | null = null) => {
		const origin = { kind: "task" } as const;
		const place = at("a.ts", line);
		story.add(task, { kind: "cancel-requested", request: 1, by, origin, message, accepted: true, place });
	};
	ask(a, main, 1);
	ask(b, main, 1);
	ask(a, b, 1);
	ask(b, main, 1);
	ask(a, main, 2);
	ask(b, main, 2, "enough");
	ask(a, main, 2, "enough");
	ask(b, main, 2, "");
	story.at(1);
	ask(a, main, 2);
	story.end(main);
	const notes = timelineOf(story).notes.map(
		(note) => `${note.at} ${note.who} ${note.what} :${note.place?.line}`,
	);
	expect(notes).toEqual([
		"0 main asks a and b to stop :1",
		"0 b asks a to stop :1",
		"0 main asks b to stop :1",
		"0 main asks a to stop :2",
		"0 main asks b and a to stop: enough :2",
		"0 main asks b to stop :2",
		"1 main asks a to stop :2",
	]);
});

describe("lanes", () => {
	const shown = (make: (story: Story, main: TaskId) => void) => {
		const { story, main } = started();
		make(story, main);
		story.at(1).end(main);
		const { lanes, hidden } = timelineOf(story);
		return [lanes.map(({ label }) => label).join(" "), hidden];
	};
	const tasks = (count: number) => (story: Story, main: TaskId) => {
		for (let task = 1; task <= count; task += 1) story.make(`t${task}`, main);
	};
	/** Bodies that main calls in turn, a quarter of a second each. */
	const calls = (count: number) => (story: Story, main: TaskId) => {
		for (let call = 1; call <= count; call += 1) {
			story.call(main, `b${call}`);
			story.sleep(main, call / 4);
			story.at(call / 4).wake(main);
			story.leave(main);
		}
	};
	const numbered = (letter: string, count: number) =>
		Array.from({ length: count }, (_, index) => `${letter}${index + 1}`).join(" ");

	test("of twenty tasks are all shown, of one more a few", () => {
		expect([shown(tasks(19)), shown(tasks(20))]).toEqual([
			[`main ${numbered("t", 19)}`, 0],
			["main t1 t20", 18],
		]);
	});

	test("of bodies are left out where they do not fit beside the tasks", () => {
		const both = (bodies: number) => (story: Story, main: TaskId) => {
			tasks(17)(story, main);
			calls(bodies)(story, main);
		};
		expect([shown(both(2)), shown(both(3))]).toEqual([
			[`main ${numbered("t", 17)} b1 b2`, 0],
			[`main ${numbered("t", 17)}`, 3],
		]);
	});

	test("of groups and callbacks take their room, too", () => {
		const both = (count: number) => (story: Story, main: TaskId) => {
			tasks(count)(story, main);
			story.group(main);
			story.callBack("tick");
		};
		expect([shown(both(17)), shown(both(18))]).toEqual([
			[`main ${numbered("t", 17)} group tick`, 0],
			["main t1 t18", 18],
		]);
	});

	test("of what is shared are four, the first ones used, and take their room", () => {
		const queues = (count: number, others: number) => (story: Story, main: TaskId) => {
			tasks(others)(story, main);
			for (let queue = 1; queue <= count; queue += 1)
				story.add(main, {
					kind: "resource-used",
					resource: story.resource("queue", `q${queue}`),
					use: "put",
					level: 1,
				});
		};
		expect([shown(queues(4, 0)), shown(queues(5, 0)), shown(queues(4, 15)), shown(queues(4, 16))]).toEqual([
			["main q1 q2 q3 q4", 0],
			["main q1 q2 q3 q4", 1],
			[`main ${numbered("t", 15)} q1 q2 q3 q4`, 0],
			["main t1 t16 q1 q2 q3 q4", 14],
		]);
		expect([shown(queues(50, 0)), shown(queues(52, 0))]).toEqual([
			["main q1 q2 q3 q4", 46],
			["main q1 q2 q3 q4", 46],
		]);
	});

	test("of bodies with names of their own are a thousand", () => {
		const { story, main } = started();
		calls(1_001)(story, main);
		story.end(main);
		const { lanes } = timelineOf(story, "all");
		expect([lanes.length, lanes.at(-1)?.label]).toEqual([1_001, "b1000"]);
	});

	test("of locks for which somebody had to wait are those among the first thousand of them", () => {
		const { story, main } = started();
		for (let lock = 1; lock <= 1_001; lock += 1) {
			const task = story.make(`t${lock}`, main);
			story.start(task);
			story.wait(task, { kind: "lock", resource: story.resource("lock", `l${lock}`) });
		}
		for (const lock of [1_001, 1_000]) story.use(main, lock, "acquired", 1);
		story.at(1).end(main);
		const { lanes } = timelineOf(story);
		expect(lanes.filter(({ kind }) => kind === "resource").map(({ label }) => label)).toEqual(["l1000"]);
	});

	test("of very many runs leave out those that no picture shows", () => {
		const segments = (cycles: number) => {
			const { story, main } = started();
			for (let cycle = 1; cycle <= cycles; cycle += 1) {
				story.sleep(main, cycle * 0.00004);
				story.at(cycle * 0.00004).wake(main);
			}
			story.sleep(main, 1);
			story.at(1).wake(main);
			story.end(main);
			const [lane] = timelineOf(story).lanes;
			return lane?.kind === "task" ? lane.segments.length : 0;
		};
		// A run and a wait a cycle, the last run; from ten thousand on one cycle in three.
		expect([segments(4_999), segments(5_000), segments(5_003), segments(5_006)]).toEqual([
			10_001, 10_003, 10_005, 10_007,
		]);
	});
});

test("holders are named up to three, more are counted", () => {
	const why = (count: number) => {
		const { story, main } = started();
		const permits = story.resource("semaphore", "permits", count);
		for (let holder = 1; holder <= count; holder += 1)
			story.use(story.make(`t${holder}`, main), permits, "acquired", holder);
		story.wait(main, { kind: "semaphore", resource: permits });
		story.at(1).wake(main, { kind: "handed", by: 0 });
		story.end(main);
		const [lane] = timelineOf(story).lanes;
		return lane?.kind === "task" ? lane.segments[1]?.why : null;
	};
	expect([1, 3, 4].map(why)).toEqual([
		"permits (held by t1)",
		"permits (held by t1, t2, t3)",
		"permits (held by 4 tasks)",
	]);
});

test("of the items of a queue a hundred are known to be overtaken by one", () => {
	/** Puts so many, and takes them in that order: the item that was overtaken most often. */
	const overtaken = (count: number, order: readonly number[]) => {
		const { story, main } = started();
		const queue = story.resource("queue", "belt");
		const use = (how: "put" | "got", item: number) =>
			story.add(main, { kind: "resource-used", resource: queue, use: how, level: 1, item });
		for (let item = 1; item <= count; item += 1) use("put", item);
		for (const item of order) use("got", item);
		story.at(1).end(main);
		const lane = timelineOf(story).lanes.find((one): one is ResourceLane => one.kind === "resource");
		return lane?.overtaken && [lane.overtaken.item, lane.overtaken.times];
	};
	const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
	expect([
		overtaken(3, [1, 2, 3]),
		overtaken(3, [3, 2, 1]),
		overtaken(102, [102, ...upTo(99), 101]),
		overtaken(103, [103, ...upTo(100), 102]),
	]).toEqual([null, [1, 2], [100, 2], [1, 1]]);
});

test("in a chain of twenty links each is compared with those beside it, in a longer one none", () => {
	const ties = (links: number) => {
		const { story, main } = started();
		for (let link = 0; link < links; link += 1) {
			const pair = [story.make(`a${link}`, main), story.make(`b${link}`, main)];
			story.waitForAll(main, "gather", pair);
			story.start(...pair);
			for (const task of pair) story.sleep(task, link + 1);
			story.at(link + 1);
			for (const task of pair) {
				story.wake(task);
				story.end(task);
			}
			story.wake(main, by(pair[1] ?? 0));
		}
		story.end(main);
		const { path } = timelineOf(story, "all");
		return [path.length, path.reduce((sum, link) => sum + link.ties, 0)];
	};
	expect([ties(20), ties(21)]).toEqual([
		[20, 20],
		[21, 0],
	]);
});
