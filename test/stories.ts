// The runs that the views are tested with.

import type { Finding } from "../src/findings/finding.ts";
import { History } from "../src/history/history.ts";
import { buildTimeline } from "../src/history/lanes/build-timeline.ts";
import type { TimelineOptions } from "../src/history/timeline.ts";
import type { Recording } from "../src/recording/index.ts";
import type { DemoFacts, RunView, VariantView } from "../src/views/view.ts";
import { at, by, CANCELLED, failed, finding, Story, waitsFor } from "./facts.ts";

/** A run and what is wrong with it. */
export interface Told {
	readonly recording: Recording;
	readonly findings: readonly Finding[];
}

const FETCHES = [
	["API-1", 2],
	["API-2", 1],
	["API-3", 1.5],
] as const;

export function fetchSequential(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	let now = 0;
	for (const [label, delay] of FETCHES) {
		story.call(main, label);
		story.sleep(main, now + delay);
		now += delay;
		story.at(now).wake(main);
		story.leave(main);
	}
	story.end(main);
	return story.recording("sequential");
}

export function fetchConcurrent(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const tasks = FETCHES.map(([label]) => story.make(label, main));
	story.wait(main, { kind: "task", of: tasks[0] ?? 0 });
	FETCHES.forEach(([, delay], i) => {
		story.start(tasks[i] ?? 0);
		story.print(tasks[i] ?? 0, `waits for ${delay} s`);
		story.sleep(tasks[i] ?? 0, delay);
	});
	for (const i of [1, 2, 0]) {
		story.at(FETCHES[i]?.[1] ?? 0).wake(tasks[i] ?? 0);
		story.end(tasks[i] ?? 0);
	}
	story.wake(main, by(tasks[0] ?? 0));
	story.print(main, "all are there");
	story.end(main);
	return story.recording("concurrent");
}

export function cancelled(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const [fast, slow] = [story.make("Fast", main), story.make("Slow", main)];
	story.sleep(main, 2);
	story.start(fast);
	story.sleep(fast, 1, at("cancel.ts", 14));
	story.start(slow);
	story.sleep(slow, 1, at("cancel.ts", 14));
	story.at(1);
	for (const task of [fast, slow]) {
		story.wake(task);
		story.sleep(task, 2, at("cancel.ts", 14));
	}
	story.at(2).wake(main);
	story.ask(slow, main);
	story.wait(main, { kind: "task", of: fast });
	story.wake(fast);
	story.sleep(fast, 3, at("cancel.ts", 14));
	story.wake(slow, story.told(main));
	story.print(slow, "cleans up");
	story.end(slow, CANCELLED);
	story.at(3).wake(fast);
	story.end(fast);
	story.wake(main, by(fast));
	story.end(main);
	return story.recording("cancelled");
}

/** Worker 3 of a group fails at 1 s; worker 2 needs half a second to clean up. */
export function groupFails(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const group = story.group(main);
	const workers = [2, 3, 1].map((_, i) => story.make(`Worker ${i + 1}`, main, group));
	story.add(main, { kind: "group-body-ended", group, ending: { how: "returned", value: null } });
	const [one = 0, two = 0, three = 0] = workers;
	story.waitForAll(main, "taskGroup", workers);
	for (const [i, task] of workers.entries()) {
		story.start(task);
		story.sleep(task, [2, 3, 1][i] ?? 0, at("task-group.ts", 31));
	}
	story.at(1).wake(three);
	story.end(three, failed("ValueError", "bad luck"));
	story.add(main, { kind: "group-aborted", group });
	for (const task of [one, two, main]) {
		story.ask(task, three, undefined, { kind: "group", group });
		story.add(task, { kind: "woken", cause: story.told(three) });
	}
	story.add(one, { kind: "resumed" });
	story.end(one, CANCELLED);
	story.add(two, { kind: "resumed" });
	story.sleep(two, 1.5);
	story.add(main, { kind: "resumed" });
	story.waitForAll(main, "taskGroup", [two]);
	story.at(1.5).wake(two);
	story.end(two, CANCELLED);
	story.wake(main, by(two));
	const error = { name: "ExceptionGroup", message: "unhandled errors in a TaskGroup (1 sub-exception)" };
	story.add(main, { kind: "group-exited", group, error });
	story.end(main, failed("ExceptionGroup", "unhandled errors in a TaskGroup (1 sub-exception)"));
	return story.recording("one-fails");
}

/** As the listing's limiter: three pass, the fourth sleeps with the lock in its hands and then wants it again. */
export function rateLimitStuck(): Told {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const requests = Array.from({ length: 8 }, (_, i) => story.make(`req ${i}`, main));
	const [, , , third = 0] = requests;
	story.waitForAll(main, "gather", requests);
	const lock = story.resource("lock", "limiter.lock");
	const place = at("rate-limit.ts", 31);
	for (const [i, request] of requests.entries()) {
		story.start(request);
		if (i <= 3) story.use(request, lock, "acquired", 1);
		if (i < 3) story.use(request, lock, "released", 0);
		if (i < 3) story.sleep(request, 0.1);
		else if (i === 3) story.sleep(request, 2);
		else story.wait(request, { kind: "lock", resource: lock }, place);
	}
	story.at(0.1);
	for (const request of requests.slice(0, 3)) {
		story.wake(request);
		story.end(request);
	}
	story.at(2).wake(third);
	story.wait(third, { kind: "lock", resource: lock }, place);
	const stuck = requests.slice(3).map((_, i) => waitsFor(`req ${i + 3}`, "limiter.lock", "req 3", place));
	const heldBy = ["req 0", "req 3"];
	const gather = {
		task: "main",
		taskId: main,
		for: "gather of 8",
		relation: "members",
		heldBy,
		since: 2,
		chain: [],
		place: null,
	} as const;
	return {
		recording: story.recording("re-locked", "deadlock"),
		findings: [finding("deadlock", "6 tasks wait for ever", "", { at: 2, waiting: [gather, ...stuck] })],
	};
}

/** So many requests of a second at a semaphore of ten. */
export function limited(requests: number): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const tasks = Array.from({ length: requests }, (_, i) => story.make(`request ${i + 1}`, main));
	story.waitForAll(main, "gather", tasks);
	const permits = story.resource("semaphore", "permits", 10);
	for (const [i, task] of tasks.entries()) {
		story.start(task);
		if (i < 10) story.use(task, permits, "acquired", i + 1);
		if (i < 10) story.sleep(task, 1);
		else story.wait(task, { kind: "semaphore", resource: permits });
	}
	for (const [i, task] of tasks.entries()) {
		const next = tasks[i + 10];
		story.at(Math.floor(i / 10) + 1).wake(task);
		story.use(task, permits, "released", next === undefined ? Math.min(9, requests - i - 1) : 9);
		story.end(task);
		if (next === undefined) continue;
		story.wake(next, { kind: "handed", by: task });
		story.use(next, permits, "acquired", 10);
		story.sleep(next, Math.floor(i / 10) + 2);
	}
	story.wake(main, by(tasks.at(-1) ?? 0));
	story.end(main);
	return story.recording("limited");
}

/** Work that blocks for 2 s beside a heartbeat of half a second, and a lock that two want. */
export function blocking(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const heart = story.make("heartbeat", main);
	story.sleep(main, 0.25);
	story.start(heart);
	story.sleep(heart, 0.5);
	story.at(0.25).wake(main);
	story.add(main, { kind: "blocked", seconds: 2 });
	story.at(2.25).sleep(main, 2.5);
	story.wake(heart);
	story.sleep(heart, 2.75);
	story.at(2.5).wake(main);
	story.end(main);
	return story.recording("blocking");
}

const FETCH: DemoFacts = {
	name: "fetch",
	title: "wait in turn, or all at once",
	section: 2,
	why: "The waits overlap, so the total is the longest of them, not the sum. Only one task ever ran at a time.",
	next: [{ run: "fetch --set api2=4", question: "what will the total be?" }],
};

const SUMMARIES: Readonly<Record<string, string>> = {
	sequential: "each fetch awaited before the next is made",
	concurrent: "three tasks made first, then awaited",
	cancelled: "main calls cancel() on Slow",
	"one-fails": "the same, but worker 3 fails",
	"re-locked": "the limiter calls itself while it holds its lock",
	limited: "a semaphore around each request",
	blocking: "the work blocks the one thread",
};

const FIXES: Readonly<Record<string, string>> = {
	"re-locked": "A lock is not re-entrant: loop inside it, never call acquire again.",
};

/** Runs are recordings, or told with what is wrong with them. */
export function viewOf(
	demo: Partial<DemoFacts>,
	runs: readonly (Recording | Told)[],
	options?: TimelineOptions,
): RunView {
	return { demo: { ...FETCH, ...demo }, sections: 7, variants: runs.map((run) => variantView(run, options)) };
}

function variantView(run: Recording | Told, options?: TimelineOptions): VariantView {
	const { recording, findings } = "findings" in run ? run : { recording: run, findings: [] };
	const history = new History(recording);
	const name = recording.header.variant;
	const timeline = buildTimeline(history, options);
	const texts = { summary: SUMMARIES[name] ?? "", fix: FIXES[name], work: "", measure: "" };
	return { name, ...texts, timeline, lines: history.lines, findings };
}

export function fetchView(options?: TimelineOptions): RunView {
	return viewOf({}, [fetchSequential(), fetchConcurrent()], options);
}
