import { describe, expect, test } from "vitest";
import { World } from "../../src/history/world.ts";
import type { Fact, ResourceId, ResourceKind, ResourceUse, TaskId, Wait } from "../../src/recording/index.ts";
import { CANCELLED, RETURNED, Story } from "../facts.ts";

function worldOf(story: Story): World {
	const world = new World();
	for (const fact of story.facts) world.apply(fact);
	return world;
}

/** So many tasks that have had a turn and are running. */
function started(count: number): Story {
	const story = new Story();
	for (let made = 0; made < count; made += 1) story.start(story.make(`t${made + 1}`));
	return story;
}

/** After each use: level, holders with their permits, and who was handed one and has not run. */
function uses(kind: ResourceKind, steps: readonly (readonly [TaskId, ResourceUse, number])[]): unknown[] {
	const story = started(3);
	const id = story.resource(kind, "r", 2);
	return steps.map(([task, use, level]) => {
		story.add(task, { kind: "resource-used", resource: id, use, level });
		const resource = worldOf(story).resources.get(id);
		return [resource?.level, Object.fromEntries(resource?.holders ?? []), [...(resource?.handed ?? [])]];
	});
}

function line(
	story: Story,
	resource: ResourceId,
	kind: "lock" | "semaphore" | "get" | "put" | "join",
): TaskId[] {
	return [...(worldOf(story).resources.get(resource)?.line(kind) ?? [])];
}

describe("a task", () => {
	test.each<[Wait, string]>([
		[{ kind: "turn" }, "ready"],
		[{ kind: "sleep", until: 1 }, "waiting"],
		[{ kind: "outside", work: 1, label: "" }, "waiting"],
		[{ kind: "task", of: 2 }, "awaiting"],
		[{ kind: "future", label: "" }, "awaiting"],
		[{ kind: "lock", resource: 1 }, "blocked"],
		[{ kind: "join", resource: 1 }, "blocked"],
	])("that waits for %o is %s", (wait, state) => {
		const story = started(1);
		story.wait(1, wait);
		expect(worldOf(story).task(1)).toMatchObject({ state, wait, since: 0 });
	});

	test("is ready from when its timer was due, however late that ran", () => {
		const story = started(1);
		story.sleep(1, 1);
		story.at(3).add(1, { kind: "woken", cause: { kind: "timer" } });
		expect(worldOf(story).task(1)).toMatchObject({ state: "ready", since: 1, cause: { kind: "timer" } });
	});

	test("has stayed in one state after the other, without a gap", () => {
		const story = new Story();
		story.start(story.make("main"));
		story.sleep(1, 1);
		story.at(2).wake(1);
		story.at(2.5).wait(1, { kind: "turn" });
		story.at(3).add(1, { kind: "resumed" });
		story.end(1);
		const stays: unknown[] = [];
		const world = new World();
		for (const fact of story.facts)
			world.apply(fact, ({ state, since }, to) => stays.push([state, since, to]));
		expect(stays).toEqual([
			["ready", 0, 0],
			["running", 0, 0],
			["waiting", 0, 1],
			["ready", 1, 2],
			["running", 2, 2.5],
			["ready", 2.5, 3],
			["running", 3, 3],
		]);
	});

	test("is in its bodies, the innermost first", () => {
		const story = started(1);
		story.call(1, "outer");
		story.call(1, "inner");
		const labels = () => Array.from(worldOf(story).task(1)?.spans() ?? [], (span) => span.made.label);
		expect(labels()).toEqual(["inner", "outer", "t1"]);
		story.leave(1);
		expect(labels()).toEqual(["outer", "t1"]);
	});

	test("knows the body in which it was made", () => {
		const story = started(1);
		story.call(1, "body");
		story.make("child", 1);
		expect(worldOf(story).task(2)?.madeIn?.made.label).toBe("body");
	});

	test("that has ended is gone", () => {
		const story = started(2);
		story.end(1);
		const { tasks } = worldOf(story);
		expect([Array.from(tasks.live, ({ id }) => id), tasks.counts]).toEqual([
			[2],
			{ running: 1, ready: 0, waiting: 0, blocked: 0, awaiting: 0 },
		]);
	});
});

describe("a request to cancel", () => {
	const stops = (story: Story) => {
		const task = worldOf(story).task(1);
		const { cancelling, asked, delivering, heard } = task ?? {};
		return [cancelling, [...(asked?.keys() ?? [])], delivering?.request, heard?.request];
	};

	test("is pending, then about to be raised, then heard of", () => {
		const story = started(2);
		story.sleep(1, 5);
		story.ask(1, 2);
		const steps = [stops(story)];
		story.add(1, { kind: "woken", cause: story.told(2) });
		steps.push(stops(story));
		story.add(1, { kind: "resumed" });
		steps.push(stops(story));
		story.add(1, { kind: "uncancelled", left: 0 });
		steps.push(stops(story));
		expect(steps).toEqual([
			[1, [1], undefined, undefined],
			[1, [], 1, undefined],
			[1, [], undefined, 1],
			[0, [], undefined, 1],
		]);
	});

	test("that was not accepted changes nothing; a cancellation of what it awaits answers none", () => {
		const story = started(2);
		const request = { kind: "cancel-requested", by: 2, origin: { kind: "task" }, message: null } as const;
		story.add(1, { ...request, request: 1, accepted: false });
		story.wait(1, { kind: "task", of: 2 });
		story.wake(1, { kind: "cancelled", by: 2, request: null, message: null });
		expect(stops(story)).toEqual([0, [], undefined, undefined]);
	});

	test("that is not told of is known by its delivery", () => {
		const story = started(1);
		story.sleep(1, 5);
		story.wake(1, { kind: "cancelled", by: 0, request: 7, message: "why" });
		expect(worldOf(story).task(1)?.heard).toMatchObject({ request: 7, message: "why" });
	});
});

test("time limits are those of its task until they are left", () => {
	const story = started(1);
	const limits = () =>
		Array.from(worldOf(story).task(1)?.limits.values() ?? [], ({ made, when, expired }) => [
			made.limit,
			when,
			expired,
		]);
	story.add(1, { kind: "limit-set", limit: 1, seconds: 2, when: 2 });
	story.add(1, { kind: "limit-set", limit: 2, seconds: null, when: null });
	story.add(1, { kind: "limit-rescheduled", limit: 2, when: 9 });
	story.add(1, { kind: "limit-expired", limit: 1 });
	expect(limits()).toEqual([
		[1, 2, true],
		[2, 9, false],
	]);
	story.add(1, { kind: "limit-left", limit: 1, how: "timed-out" });
	expect(limits()).toEqual([[2, 9, false]]);
});

test("a group has those of its tasks that have not ended, until it is left", () => {
	const story = started(1);
	const group = story.group(1);
	for (const label of ["a", "b"]) story.make(label, 1, group);
	story.start(2);
	story.end(2, CANCELLED);
	story.at(1).add(1, { kind: "group-aborted", group });
	story.add(1, { kind: "group-body-ended", group, ending: RETURNED });
	const { groups } = worldOf(story);
	expect(groups.get(group)).toMatchObject({ members: new Set([3]), abortedAt: 1, bodyEnding: RETURNED });
	story.add(1, { kind: "group-exited", group, error: null });
	expect([...worldOf(story).groups]).toEqual([]);
});

test("futures and work outside are there until they end", () => {
	const story = started(1);
	story.add(1, { kind: "future-made", future: 1, by: "gather", of: [2], futures: [], count: 1 });
	story.add(1, { kind: "work-started", work: 1, label: "a reply" });
	const world = worldOf(story);
	expect([world.futures.get(1)?.made.of, world.works.get(1)?.label]).toEqual([[2], "a reply"]);
	story.add(1, { kind: "future-ended", future: 1, ending: RETURNED });
	story.add(0, { kind: "work-ended", work: 1 });
	expect([worldOf(story).futures.size, worldOf(story).works.size]).toEqual([0, 0]);
});

describe("a lock", () => {
	test("is held by who took it, and free when whoever gives it back", () => {
		expect(
			uses("lock", [
				[1, "acquired", 1],
				[2, "released", 0],
				[2, "acquired", 1],
				[2, "released", 0],
			]),
		).toEqual([
			[1, { 1: 1 }, []],
			[0, {}, []],
			[1, { 2: 1 }, []],
			[0, {}, []],
		]);
	});

	test("that a callback takes is held by no task", () => {
		expect(
			uses("lock", [
				[0, "acquired", 1],
				[1, "released", 0],
				[1, "acquired", 1],
			]),
		).toEqual([
			[1, {}, []],
			[0, {}, []],
			[1, { 1: 1 }, []],
		]);
	});

	test("has a line in the order of coming; who is woken or cancelled leaves it", () => {
		const story = started(4);
		const lock = story.resource("lock", "pen");
		for (const task of [3, 1, 2]) story.wait(task, { kind: "lock", resource: lock });
		expect(line(story, lock, "lock")).toEqual([3, 1, 2]);
		story.add(1, { kind: "woken", cause: { kind: "cancelled", by: 4, request: null, message: null } });
		story.add(3, { kind: "woken", cause: { kind: "handed", by: 4 } });
		expect(line(story, lock, "lock")).toEqual([2]);
	});
});

test("a semaphore's permit is another's from when it is handed over; one put back is nobody's", () => {
	expect(
		uses("semaphore", [
			[1, "acquired", 1],
			[1, "acquired", 2],
			[1, "released", 1],
			[2, "handed", 2],
			[2, "acquired", 2],
			[3, "released", 1],
			[3, "handed", 2],
			[3, "put-back", 1],
		]),
	).toEqual([
		[1, { 1: 1 }, []],
		[2, { 1: 2 }, []],
		[1, { 1: 1 }, []],
		[2, { 1: 1, 2: 1 }, [2]],
		[2, { 1: 1, 2: 1 }, []],
		[1, { 2: 1 }, []],
		[2, { 2: 1, 3: 1 }, [3]],
		[1, { 2: 1 }, []],
	]);
});

test("a queue counts what is in it and what is not done, and has a line for each kind of wait", () => {
	const story = started(4);
	const queue = story.resource("queue", "q", 1);
	const state = () => {
		const { level, unfinished, isClosed } = worldOf(story).resources.get(queue) ?? {};
		return [level, unfinished, isClosed];
	};
	const use = (how: ResourceUse, level: number) =>
		story.add(1, { kind: "resource-used", resource: queue, use: how, level });
	use("put", 1);
	use("put", 2);
	use("got", 1);
	expect(state()).toEqual([1, 2, false]);
	use("task-done", 1);
	expect(state()).toEqual([1, 1, false]);
	story.wait(2, { kind: "get", resource: queue });
	story.wait(3, { kind: "put", resource: queue });
	story.wait(4, { kind: "join", resource: queue });
	const kinds = ["get", "put", "join"] as const;
	expect(kinds.map((kind) => line(story, queue, kind))).toEqual([[2], [3], [4]]);
	use("shutdown", 0);
	expect(state()).toEqual([0, 0, true]);
});

test("events and barriers have the level told of them, conditions none; a barrier is broken until it is reset", () => {
	const story = started(1);
	const [event, barrier, condition] = [
		story.resource("event", "e"),
		story.resource("barrier", "b", 2),
		story.resource("condition", "c"),
	];
	const use = (resource: number, how: ResourceUse, level: number) =>
		story.add(1, { kind: "resource-used", resource, use: how, level });
	use(event, "set", 1);
	use(barrier, "arrived", 1);
	use(barrier, "notified", 0);
	use(barrier, "aborted", 1);
	use(condition, "notified", 3);
	const states = () =>
		Array.from(worldOf(story).resources.values(), ({ level, isClosed }) => [level, isClosed]);
	expect(states()).toEqual([
		[1, false],
		[1, true],
		[0, false],
	]);
	use(event, "cleared", 0);
	use(barrier, "reset", 0);
	expect(states()).toEqual([
		[0, false],
		[0, false],
		[0, false],
	]);
});

describe("the ready queue", () => {
	const ready = (story: Story) =>
		Array.from(worldOf(story).ready, (entry) =>
			entry.kind === "callback" ? entry.label : `${entry.kind} ${entry.task}`,
		);

	test("has tasks, callbacks and due timers in the order of their coming", () => {
		const story = new Story();
		story.make("main");
		story.add(0, { kind: "callback-queued", callback: "call", label: "tick", of: 0 });
		story.start(1);
		story.make("child", 1);
		story.sleep(1, 1);
		story.add(0, { kind: "timers-due", timers: [{ task: 1 }, { callback: "limit", label: "limit" }] });
		expect(ready(story)).toEqual(["tick", "task 2", "timer 1", "limit"]);
		story.add(0, { kind: "callback-started" });
		story.add(2, { kind: "resumed" });
		story.wait(2, { kind: "turn" });
		story.add(1, { kind: "woken", cause: { kind: "timer" } });
		expect(ready(story)).toEqual(["limit", "task 2", "task 1"]);
	});

	test("takes a task that is cancelled while it waits, and none that is ready already", () => {
		const story = started(2);
		story.sleep(1, 5);
		story.wait(2, { kind: "turn" });
		const cause = { kind: "cancelled", by: 0, request: null, message: null } as const;
		story.add(1, { kind: "woken", cause });
		story.add(2, { kind: "woken", cause });
		expect(ready(story)).toEqual(["task 2", "task 1"]);
	});

	test("loses what stood before one that has its turn, where a recording lacks facts", () => {
		const story = new Story();
		for (const label of ["a", "b", "c"]) story.make(label);
		story.add(2, { kind: "resumed" });
		expect(ready(story)).toEqual(["task 3"]);
	});

	test("says whose turn it is", () => {
		const story = new Story();
		story.make("main");
		story.add(0, { kind: "callback-queued", callback: "call", label: "tick", of: 0 });
		const turns = [worldOf(story).turn];
		story.add(1, { kind: "resumed" });
		turns.push(worldOf(story).turn);
		story.sleep(1, 1);
		story.add(0, { kind: "callback-started" });
		turns.push(worldOf(story).turn);
		expect(turns).toEqual([
			null,
			{ kind: "task", task: 1 },
			{ kind: "callback", callback: "call", label: "tick", of: 0 },
		]);
	});
});

test("the end of a run is told of step by step", () => {
	const story = started(1);
	const steps = () => {
		const { isShuttingDown, isClosed, clock, now } = worldOf(story);
		return [isShuttingDown, isClosed, clock, now];
	};
	story.at(1).add(0, { kind: "clock-switched", clock: "wall" });
	story.at(2).add(0, { kind: "shutdown-started" });
	expect(steps()).toEqual([true, false, "wall", 2]);
	story.add(0, { kind: "loop-closed" });
	expect(steps()).toEqual([true, true, "wall", 2]);
});

test("the size of a world is the number of all that a copy of it has to copy", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const sizes: number[] = [];
	const world = new World();
	let read = 0;
	const sized = () => {
		for (; read < story.facts.length; read += 1) world.apply(story.facts[read] as Fact);
		sizes.push(world.size);
	};
	sized();
	story.make("child", main);
	sized();
	const lock = story.resource("lock", "pen");
	sized();
	story.use(main, lock, "acquired", 1);
	sized();
	story.group(main);
	sized();
	story.add(main, { kind: "work-started", work: 1, label: "a reply" });
	sized();
	story.add(main, { kind: "future-made", future: 1, by: "gather", of: [2], futures: [], count: 1 });
	sized();
	story.use(main, lock, "released", 0);
	sized();
	expect(sizes).toEqual([1, 3, 4, 5, 6, 7, 8, 7]);
});
