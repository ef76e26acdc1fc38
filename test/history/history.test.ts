import { describe, expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import type { IndexedKind } from "../../src/history/kind-index.ts";
import { Moment } from "../../src/history/moment.ts";
import { World } from "../../src/history/world.ts";
import { FACTS } from "../../src/recording/facts.ts";
import type { Fact, FactKind } from "../../src/recording/index.ts";
import { failed, Story } from "../facts.ts";
import { madeFacts } from "../recording/made-facts.ts";
import { cancelled } from "../stories.ts";
import { numbersFrom, randomFacts } from "./random-facts.ts";
import { recordingOf, told } from "./told.ts";

/** What is true after the first `count` facts, read from the start. */
function afresh(facts: readonly Fact[], count: number): Moment {
	const world = new World();
	for (const fact of facts.slice(0, count)) world.apply(fact);
	return new Moment(count - 1, world, world.tasks);
}

describe("a moment", () => {
	test("is what reading from the start up to it gives, for each fact", () => {
		const facts = randomFacts(1, 2_500);
		const history = new History(recordingOf(facts, null));
		const world = new World();
		const differs: number[] = [];
		for (const [index, fact] of facts.entries()) {
			world.apply(fact);
			const read = told(new Moment(index, world, world.tasks));
			if (JSON.stringify(told(history.at(index))) !== JSON.stringify(read)) differs.push(index);
		}
		expect(differs).toEqual([]);
	}, 60_000);

	test("is the same in whatever order moments are asked for", () => {
		const random = numbersFrom(3);
		const facts = randomFacts(2, 6_000);
		const history = new History(recordingOf(facts, null));
		for (let round = 0; round < 60; round += 1) {
			const index = Math.floor(random() * facts.length);
			expect(told(history.at(index))).toEqual(told(afresh(facts, index + 1)));
		}
	});

	test("stays as it was when another is asked for", () => {
		const facts = randomFacts(4, 3_000);
		const history = new History(recordingOf(facts, null));
		const early = history.at(1_500);
		const before = JSON.stringify(told(early));
		history.at(2_999);
		history.at(1_501);
		expect(JSON.stringify(told(early))).toBe(before);
	});

	test("by time is that after the last fact at or before it", () => {
		const history = new History(cancelled());
		const { facts } = history.recording;
		const indices = [-1, 0, 0.5, 1, 2, 9].map((seconds) => history.atTime(seconds).index);
		const lastAt = (seconds: number) => [...facts].findLastIndex((fact) => fact.at <= seconds);
		expect(indices).toEqual([-1, lastAt(0), lastAt(0.5), lastAt(1), lastAt(2), facts.length - 1]);
	});

	test("before all has nothing in it; one out of range is the nearest", () => {
		const history = new History(cancelled());
		expect([...history.at(-1).tasks()]).toEqual([]);
		expect([history.at(-5).index, history.at(1e9).index]).toEqual([-1, history.length - 1]);
	});

	test("knows how a task ended that is not there any more, and none that was not made yet", () => {
		const history = new History(cancelled());
		const { length } = history;
		expect([history.at(length - 1).task(3)?.ending, history.at(0).task(3)]).toEqual([
			{ how: "cancelled" },
			undefined,
		]);
	});
});

test("a reader that asks for names in the first reading is told those of the facts read so far", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.add(main, { kind: "task-renamed", name: "boss", label: "boss" });
	story.make("child", main);
	const history = new History(story.recording());
	const labels: unknown[] = [];
	history.replay({
		after: (fact, index) => labels.push([index, fact.kind, history.label(main), history.label(2)]),
	});
	expect(labels).toEqual([
		[0, "task-created", "main", "Task-2"],
		[1, "resumed", "main", "Task-2"],
		[2, "span-started", "main", "Task-2"],
		[3, "task-renamed", "boss", "Task-2"],
		[4, "task-created", "boss", "child"],
	]);
});

describe("a run that goes on", () => {
	test("is read on as its facts come, with the same result as all at once", () => {
		const facts = randomFacts(5, 3_000);
		const growing: Fact[] = [];
		const history = new History(recordingOf(growing, null));
		for (const fact of facts) {
			growing.push(fact);
			if (growing.length % 7 === 0) history.advance();
		}
		history.advance();
		const whole = new History(recordingOf(facts, null));
		expect(told(history.end)).toEqual(told(whole.end));
		expect([history.elapsed, history.lines, history.length]).toEqual([
			whole.elapsed,
			whole.lines,
			whole.length,
		]);
		expect(told(history.at(2_500))).toEqual(told(whole.at(2_500)));
	});

	test("lasts until its last fact, or as long as it is said to", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.at(1).print(main, "so far");
		const recording = recordingOf(story.facts, null);
		expect(new History(recording).elapsed).toBe(1);
		const history = new History(recording, 3);
		expect([history.elapsed, history.outcome]).toEqual([3, { kind: "running" }]);
		const stays: unknown[] = [];
		history.replay({
			leaving: ({ id, state, since }, to, fact) => stays.push([id, state, since, to, fact?.kind]),
		});
		expect(stays).toEqual([
			[1, "ready", 0, 0, "resumed"],
			[1, "running", 0, 3, undefined],
		]);
	});
});

describe("the outcome", () => {
	test.each([
		["what main returned", { how: "returned", value: 7 } as const, { kind: "returned", value: 7 }],
		[
			"what main raised",
			failed("ValueError", "bad"),
			{ kind: "raised", error: { name: "ValueError", message: "bad" } },
		],
		[
			"a CancelledError where main was cancelled",
			{ how: "cancelled" } as const,
			{ kind: "raised", error: { name: "CancelledError", message: "" } },
		],
	])("is %s", (_, ending, outcome) => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.end(main, ending);
		expect(new History(story.recording()).outcome).toEqual(outcome);
	});

	test("is why the run could not go on, or was cut off", () => {
		const error = { name: "Error", message: "the host broke off" };
		const outcomes = [
			{ kind: "end", how: "deadlock", at: 1 } as const,
			{ kind: "end", how: "livelock", at: 1, turns: 9, busy: [1] } as const,
			{ kind: "end", how: "stopped", at: 1, by: "interrupt" } as const,
			{ kind: "end", how: "crashed", at: 1, error } as const,
			null,
		].map((end) => {
			const story = new Story();
			story.make("main");
			return new History(recordingOf(story.facts, end)).outcome;
		});
		expect(outcomes).toEqual([
			{ kind: "deadlock" },
			{ kind: "livelock", turns: 9, busy: ["main"] },
			{ kind: "stopped", by: "interrupt" },
			{ kind: "raised", error },
			{ kind: "running" },
		]);
	});
});

test("a line has the label that its task had then; names are those of the end", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.print(main, "one");
	story.add(main, { kind: "task-renamed", name: "boss", label: "boss" });
	story.print(main, "two");
	story.add(0, { kind: "printed", text: "three", stream: "stderr" });
	const history = new History(story.recording());
	expect(history.lines).toEqual([
		{ at: 0, task: "main", text: "one" },
		{ at: 0, task: "boss", text: "two" },
		{ at: 0, task: "loop", text: "three", stream: "stderr" },
	]);
	expect([history.label(main), history.label(0), history.label(9)]).toEqual(["boss", "loop", "Task-9"]);
});

test("a replay of some tasks tells of these as that of all does", () => {
	const facts = randomFacts(6, 2_000);
	const history = new History(recordingOf(facts, null));
	const some = new Set([2, 3, 40]);
	const stays = (tasks?: ReadonlySet<number>) => {
		const all: unknown[] = [];
		const leaving = (
			{ id, state, since, wait }: { id: number; state: string; since: number; wait: unknown },
			to: number,
		) => {
			if (some.has(id)) all.push([id, state, since, to, wait]);
		};
		history.replay({ leaving }, tasks);
		return all;
	};
	expect(stays(some)).toEqual(stays());
});

test("main is the first task made, whatever stands before it in a recording that lacks facts", () => {
	const story = new Story();
	story.resource("lock", "pen");
	story.print(7, "from nowhere");
	story.make("first");
	story.make("second");
	const history = new History(story.recording());
	expect([history.main, new History(recordingOf(story.facts.slice(0, 2), null)).main]).toEqual([1, 0]);
	expect(history.lines).toEqual([{ at: 0, task: "Task-7", text: "from nowhere" }]);
});

test("facts of all kinds but those of which a large run has very many are found by their kind", () => {
	const frequent: readonly string[] = [
		"task-created",
		"resumed",
		"suspended",
		"woken",
		"task-ended",
		"span-started",
		"span-ended",
		"callback-queued",
		"callback-started",
		"timers-due",
		"resource-used",
		"printed",
	];
	const facts = madeFacts as readonly Fact[];
	const history = new History(recordingOf(facts, null));
	const kinds = (Object.keys(FACTS) as FactKind[]).filter(
		(kind) => !frequent.includes(kind),
	) as IndexedKind[];
	for (const kind of kinds)
		expect(history.indexed(kind)).toEqual([...facts.entries()].filter(([, fact]) => fact.kind === kind));
});

test("numbers out of all proportion cost no more than others", () => {
	const huge = Number.MAX_SAFE_INTEGER;
	const facts: Fact[] = [
		{ kind: "task-created", at: 0, task: huge, name: "a", label: "a", by: huge, group: huge },
		{ kind: "resumed", at: 0, task: huge },
		{ kind: "resource-used", at: 0, task: huge, resource: huge, use: "acquired", level: huge },
		{ kind: "suspended", at: 1e300, task: huge, wait: { kind: "lock", resource: huge } },
		{ kind: "span-ended", at: 1e300, task: 12, span: huge, ending: { how: "cancelled" } },
	];
	const history = new History(recordingOf(facts, null));
	expect([history.main, history.task(huge)?.state, history.at(2).task(huge)?.state]).toEqual([
		huge,
		"blocked",
		"running",
	]);
});
