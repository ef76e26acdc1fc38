// What is true at one moment: who waits for whom, in a ring or not, which timers are set, and who is ready.

import { expect, test } from "vitest";
import { Standings } from "../../../src/views/steps/standing.ts";
import { by, CANCELLED, failed, Story } from "../../facts.ts";
import { bookOf } from "./book.ts";

/** Everybody at the end of a story. */
function told(story: Story): {
	readonly words: string[];
	readonly edges: string[];
	readonly ring: string[];
	readonly timers: string[];
	readonly ready: string[];
} {
	const { history } = bookOf(story.recording());
	const standings = new Standings(history.at(story.facts.length - 1), history);
	const name = (task: number) => history.label(task);
	return {
		words: Array.from(
			history.tasks(),
			({ id }) => `${name(id)}: ${standings.of(id)}, ${standings.words(id)}`,
		),
		edges: standings.edges().map(({ from, to, kind }) => `${name(from)} ${kind} ${name(to)}`),
		ring: [...standings.ring].map(name),
		timers: standings.timers().map((timer) => `${timer.until} ${standings.timerName(timer)}`),
		ready: standings.ready.map((entry) => standings.readyName(entry)),
	};
}

/** Main, and tasks of these names, all of which have begun. */
function begun(...names: string[]): {
	readonly story: Story;
	readonly main: number;
	readonly tasks: number[];
} {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const tasks = names.map((name) => story.make(name, main));
	return { story, main, tasks };
}

test("a ring of tasks is found beside others that wait", () => {
	const { story, main, tasks } = begun("idle", "a", "b", "after");
	const [idle = 0, a = 0, b = 0, after = 0] = tasks;
	story.wait(main, { kind: "future", label: "the end" });
	story.start(idle);
	story.wait(idle, { kind: "event", resource: story.resource("event", "bell") });
	story.start(a);
	story.wait(a, { kind: "task", of: b });
	story.start(b);
	story.wait(b, { kind: "task", of: a });
	story.start(after);
	story.wait(after, { kind: "task", of: b });
	expect(told(story)).toMatchInlineSnapshot(`
		{
		  "edges": [
		    "a ends b",
		    "b ends a",
		    "after ends b",
		  ],
		  "ready": [],
		  "ring": [
		    "a",
		    "b",
		  ],
		  "timers": [],
		  "words": [
		    "main: awaiting, awaits the end",
		    "idle: blocked, waits for bell",
		    "a: awaiting, awaits b",
		    "b: awaiting, awaits a",
		    "after: awaiting, awaits b",
		  ],
		}
	`);
});

test("who holds one permit of several can be helped by who holds another", () => {
	const permits = (isHelped: boolean) => {
		const { story, main, tasks } = begun("a", "b");
		const [a = 0, b = 0] = tasks;
		const slots = story.resource("semaphore", "slots", 2);
		const bell = story.resource("event", "bell");
		story.waitForAll(main, "gather", tasks);
		story.start(a);
		story.use(a, slots, "acquired", 1);
		story.start(b);
		story.use(b, slots, "acquired", 2);
		story.wait(b, isHelped ? { kind: "event", resource: bell } : { kind: "task", of: a });
		story.wait(a, { kind: "semaphore", resource: slots });
		return told(story);
	};
	expect(permits(true)).toMatchInlineSnapshot(`
		{
		  "edges": [
		    "main ends a",
		    "main ends b",
		    "a holds a",
		    "a holds b",
		  ],
		  "ready": [],
		  "ring": [],
		  "timers": [],
		  "words": [
		    "main: awaiting, awaits gather of 2",
		    "a: blocked, wants slots, held by itself and b",
		    "b: blocked, waits for bell; holds a permit of slots",
		  ],
		}
	`);
	expect(permits(false)).toMatchInlineSnapshot(`
		{
		  "edges": [
		    "main ends a",
		    "main ends b",
		    "a holds a",
		    "a holds b",
		    "b ends a",
		  ],
		  "ready": [],
		  "ring": [
		    "a",
		    "b",
		  ],
		  "timers": [],
		  "words": [
		    "main: awaiting, awaits gather of 2",
		    "a: blocked, wants slots, held by itself and b",
		    "b: awaiting, awaits a; holds a permit of slots",
		  ],
		}
	`);
});

test("timers are those of sleeps, waits and limits, the next first, and none that is due", () => {
	const { story, main, tasks } = begun("late", "due", "ever", "early", "limited");
	const [late = 0, due = 0, ever = 0, early = 0, limited = 0] = tasks;
	story.add(main, { kind: "limit-set", limit: 1, seconds: null, when: 4 });
	story.add(main, { kind: "limit-set", limit: 2, seconds: null, when: null });
	story.add(main, { kind: "limit-set", limit: 3, seconds: null, when: Number.POSITIVE_INFINITY });
	const asked = { by: "wait", of: [early], futures: [], count: 1, until: "all", future: 0 } as const;
	story.wait(main, { kind: "tasks", ...asked, deadline: 3 });
	for (const [task, until] of [
		[late, 3],
		[due, 1],
		[ever, Number.POSITIVE_INFINITY],
		[early, 2],
	] as const) {
		story.start(task);
		story.sleep(task, until);
	}
	story.start(limited);
	story.add(limited, { kind: "limit-set", limit: 4, seconds: null, when: 1 });
	story.add(limited, { kind: "limit-set", limit: 5, seconds: null, when: 0.5 });
	story.add(limited, { kind: "limit-expired", limit: 5 });
	story.wait(limited, { kind: "future", label: "" });
	story.at(1).add(0, { kind: "timers-due", timers: [{ task: due }, { callback: "limit", label: "" }] });
	story.add(0, { kind: "callback-queued", callback: "call", label: "rings", of: 0 });
	story.add(0, { kind: "callback-queued", callback: "call", label: "", of: 0 });
	story.add(0, { kind: "callback-queued", callback: "gather", label: "", of: early });
	story.add(0, { kind: "callback-queued", callback: "main", label: "", of: main });
	story.add(0, { kind: "callback-queued", callback: "main", label: "", of: 0 });
	expect(told(story)).toMatchInlineSnapshot(`
		{
		  "edges": [
		    "main ends early",
		  ],
		  "ready": [
		    "the timer of due",
		    "callback",
		    "callback rings",
		    "callback",
		    "callback of early",
		    "end of main",
		    "end of all that was left",
		  ],
		  "ring": [],
		  "timers": [
		    "2 early",
		    "3 the wait of main",
		    "3 late",
		    "4 the limit of main",
		    "Infinity ever",
		  ],
		  "words": [
		    "main: awaiting, awaits wait of 1",
		    "late: waiting, sleeps until 3.00 s",
		    "due: waiting, its timer is due: no. 1 in line",
		    "ever: waiting, sleeps for ever",
		    "early: waiting, sleeps until 2.00 s",
		    "limited: awaiting, awaits a future",
		  ],
		}
	`);
	story.at(1.5);
	expect(told(story).timers).toMatchInlineSnapshot(`
		[
		  "2 early",
		  "3 the wait of main",
		  "3 late",
		  "4 the limit of main",
		  "Infinity ever",
		]
	`);
});

test("whoever has ended, was told to stop or goes on in spite of it stands so", () => {
	const { story, main, tasks } = begun("ended", "raised", "gone", "told", "goes on", "made");
	const [ended = 0, raised = 0, gone = 0, asked = 0, goesOn = 0] = tasks;
	story.sleep(main, 1);
	for (const task of [ended, raised, gone, asked, goesOn]) {
		story.start(task);
		story.sleep(task, 1);
	}
	story.at(1);
	for (const task of [ended, raised, gone]) {
		story.wake(task);
		story.end(task, task === ended ? undefined : task === raised ? failed("ValueError", "no") : CANCELLED);
	}
	story.cancel(goesOn, main);
	story.wait(goesOn, { kind: "future", label: "" });
	story.ask(asked, main);
	story.wake(main, by(ended));
	expect(told(story).words).toMatchInlineSnapshot(`
		[
		  "main: running, runs",
		  "ended: ended, done",
		  "raised: failed, failed: ValueError",
		  "gone: cancelled, cancelled",
		  "told: waiting, told to stop; sleeps until 1.00 s",
		  "goes on: cleaning-up, awaits a future; was told to stop",
		  "made: ready, ready",
		]
	`);
});
