// The runs that lanes are tested with.

import type { Recording, TaskId } from "../../src/recording/index.ts";
import { at, by, CANCELLED, failed, Story, tasks as tasksWait } from "./story.ts";

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
	story.hear(slow, main);
	story.add(slow, { kind: "resumed" });
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
	const [one = 0, two = 0, three = 0] = workers;
	story.wait(main, tasksWait("taskGroup", workers));
	for (const [i, task] of workers.entries()) {
		story.start(task);
		story.sleep(task, [2, 3, 1][i] ?? 0, at("task-group.ts", 31));
	}
	story.at(1).wake(three);
	story.end(three, failed("ValueError", "bad luck"));
	story.add(main, { kind: "group-aborted", group });
	for (const task of [one, two, main]) {
		story.ask(task, three, { kind: "group", group });
		story.hear(task, three);
	}
	story.add(one, { kind: "resumed" });
	story.end(one, CANCELLED);
	story.add(two, { kind: "resumed" });
	story.sleep(two, 1.5);
	story.add(main, { kind: "resumed" });
	story.wait(main, tasksWait("taskGroup", [two]));
	story.at(1.5).wake(two);
	story.end(two, CANCELLED);
	story.wake(main, by(two));
	story.add(main, { kind: "group-exited", group, error: null });
	story.end(main, failed("ExceptionGroup", "unhandled errors in a TaskGroup (1 sub-exception)"));
	return story.recording("one-fails");
}

/** As the listing's limiter: three pass, the fourth sleeps with the lock in its hands and then wants it again. */
export function rateLimitStuck(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const requests = Array.from({ length: 8 }, (_, i) => story.make(`req ${i}`, main));
	const [, , , third = 0] = requests;
	story.wait(main, tasksWait("gather", requests));
	const lock = story.resource("lock", "limiter.lock");
	const use = (task: TaskId, how: "acquired" | "released") =>
		story.use(task, lock, how, how === "acquired" ? 1 : 0);
	const place = at("rate-limit.ts", 31);
	for (const [i, request] of requests.entries()) {
		story.start(request);
		if (i <= 3) use(request, "acquired");
		if (i < 3) use(request, "released");
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
	return story.recording("as-printed", "deadlock");
}

/** So many requests of a second at a semaphore of ten. */
export function limited(requests: number): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const tasks = Array.from({ length: requests }, (_, i) => story.make(`request ${i + 1}`, main));
	story.wait(main, tasksWait("gather", tasks));
	const permits = story.resource("semaphore", "permits", 10);
	const use = (task: TaskId, how: "acquired" | "released" | "handed", level: number) =>
		story.use(task, permits, how, level);
	for (const [i, task] of tasks.entries()) {
		story.start(task);
		if (i < 10) use(task, "acquired", i + 1);
		if (i < 10) story.sleep(task, 1);
		else story.wait(task, { kind: "semaphore", resource: permits });
	}
	for (const [i, task] of tasks.entries()) {
		const next = tasks[i + 10];
		story.at(Math.floor(i / 10) + 1).wake(task);
		use(task, "released", next === undefined ? Math.min(9, requests - i - 1) : 9);
		story.end(task);
		if (next === undefined) continue;
		use(next, "handed", 10);
		story.wake(next, { kind: "handed", by: task });
		use(next, "acquired", 10);
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
