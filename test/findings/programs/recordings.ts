// Recordings that no program of ours makes: runs that were broken off from outside, of Python, or by another tool.

import type { End, Header, Recording } from "../../../src/recording/index.ts";
import { at, by, CANCELLED, failed, Story } from "../../facts.ts";

/** A run that ended so, or has not ended. */
function ended(
	story: Story,
	end: Omit<Extract<End, { how: "stopped" }>, "kind" | "how"> | null,
	header: Partial<Header> = {},
): Recording {
	const { header: usual, facts } = story.recording();
	return { header: { ...usual, ...header }, facts, end: end && { kind: "end", how: "stopped", ...end } };
}

/** Main sleeps, and nobody else is there. */
function sleeping(): Story {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.sleep(main, 9, at("app.py", 4));
	return story;
}

/** Main has the turn, after a wait in this line. */
function busy(hasPlace: boolean): Story {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.sleep(main, 1.5, hasPlace ? at("app.py", 7) : undefined);
	story.at(1.5).wake(main);
	return story;
}

/** Two wait for each other's lock, until a signal ends the wait of the first. */
function signalled(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const [one, other] = [story.make("one", main), story.make("other", main)];
	story.wait(main, { kind: "task", of: one }, at("app.py", 20));
	const [pen, ink] = [story.resource("lock", "pen"), story.resource("lock", "ink")];
	for (const [task, own] of [
		[one, pen],
		[other, ink],
	] as const) {
		story.start(task);
		story.use(task, own, "acquired", 1);
		story.wait(task, { kind: "lock", resource: own === pen ? ink : pen });
	}
	story.at(3);
	story.ask(main, 0, undefined, { kind: "signal" });
	story.wake(main, story.told(0));
	story.end(main, CANCELLED);
	return story.recording();
}

/** One is asked to stop by a limit that nobody has told of, while it waits for its own lock. */
function unknownLimit(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const pen = story.resource("lock", "pen");
	story.use(main, pen, "acquired", 1);
	story.wait(main, { kind: "lock", resource: pen }, at("app.py", 5));
	story.at(2);
	story.ask(main, 0);
	story.wake(main, story.told(0));
	story.end(main, failed("TimeoutError", ""));
	return story.recording();
}

/** Main waits for an event that was set before, which a whole recording would not have. */
function setAlready(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const go = story.resource("event", "go");
	story.add(main, { kind: "resource-used", resource: go, use: "cleared", level: 0 });
	story.add(main, { kind: "resource-used", resource: go, use: "set", level: 1 });
	story.wait(main, { kind: "event", resource: go }, at("app.py", 6));
	return story.recording("only", "deadlock");
}

/** Main waits for a future that nobody has made known, and for tasks of whom one has ended. */
function unknownFutures(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const [one, other] = [story.make("one", main), story.make("other", main)];
	for (const task of [one, other]) {
		story.start(task);
		story.wait(task, { kind: "future", label: "reply" });
	}
	story.wait(main, {
		kind: "tasks",
		by: "wait",
		of: [one, other],
		futures: [7],
		count: 4,
		until: "all",
		deadline: null,
		future: 0,
	});
	story.at(1).wake(one, by(main));
	story.end(one);
	return story.recording("only", "deadlock");
}

/** A turn of a task of which nothing else is known. */
function unknownTask(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.add(9, { kind: "resumed" });
	story.at(0.25).add(9, { kind: "suspended", wait: { kind: "turn" } });
	return ended(story, null, { clock: "wall", speed: 1 });
}

/** Python's: what is found has Python's names. */
function inPython(): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const jobs = story.resource("queue", "jobs");
	story.add(main, { kind: "resource-used", resource: jobs, use: "put", level: 1 });
	story.add(main, { kind: "resource-used", resource: jobs, use: "got", level: 0 });
	story.wait(main, { kind: "join", resource: jobs }, at("app.py", 9));
	const { header, ...rest } = story.recording("only", "deadlock");
	return { header: { ...header, language: "python" }, ...rest };
}

export const recordings: Readonly<Record<string, Recording>> = {
	"stopped at a time": ended(sleeping(), { at: 5, by: "until" }),
	"stopped by the number of facts": ended(sleeping(), { at: 5, by: "bound" }),
	"stopped by the number of facts, within a turn": ended(busy(true), { at: 5, by: "bound" }),
	interrupted: ended(sleeping(), { at: 5, by: "interrupt" }),
	"interrupted within a turn": ended(busy(true), { at: 5, by: "interrupt" }),
	"interrupted within a turn, after a wait that has no line": ended(busy(false), { at: 5, by: "interrupt" }),
	"its process ended with a code": ended(busy(true), { at: 5, by: "died", exit: 3 }),
	"its process ended by a signal": ended(sleeping(), { at: 5, by: "died", exit: "SIGKILL" }),
	"its process ended, and nobody knows how": ended(sleeping(), { at: 5, by: "died" }),
	"not ended yet": ended(sleeping(), null),
	"ended by a signal": signalled(),
	"ended by a limit of which nothing is known": unknownLimit(),
	"stuck at an event that is set": setAlready(),
	"stuck at futures of which nothing is known": unknownFutures(),
	"slow, of a task of which nothing is known": unknownTask(),
	"stuck in Python": inPython(),
};
