// What is asked about the variants of the course before they are run: the point of each, in view of its program.

import { briefDuration } from "../../text/figures.ts";
import type { ReadRun } from "../told-run.ts";
import {
	type Evidence,
	endedLike,
	factsOf,
	firstDelivery,
	lastWakeOfMain,
	lineLike,
	linesLike,
	totalOf,
} from "./evidence.ts";

/** A question about one variant, whatever its numbers are. What is left out asks for the total time. */
export interface Guess {
	readonly text: string;
	/** Absent: times that one might think of. */
	readonly choices?: readonly string[] | ((run: ReadRun) => readonly string[]);
	readonly answer: (run: ReadRun) => string;
	readonly decides: (run: ReadRun) => Evidence | undefined;
	/** One sentence or two, true with all numbers. */
	readonly why: string;
}

type GuessesOfDemo = Readonly<Record<string, Guess>>;

function time(why: string, text = "How long does the whole take?"): Guess {
	return { text, answer: totalOf, decides: lastWakeOfMain, why };
}

/** What answers so is not asked: with these numbers the program does not come to its point. */
const NOT_ASKED = "";

/** The first choice if that is so. */
function only(choices: readonly [string, string, ...string[]], isFirst: (run: ReadRun) => boolean) {
	return { choices, answer: (run: ReadRun) => (isFirst(run) ? choices[0] : NOT_ASKED) };
}

/** The first choice if that is so, else the second. */
function either(choices: readonly [string, string, ...string[]], isFirst: (run: ReadRun) => boolean) {
	return { choices, answer: (run: ReadRun) => (isFirst(run) ? choices[0] : choices[1]) };
}

function parameter({ history }: ReadRun, name: string): number {
	return history.recording.header.parameters[name] ?? 0;
}

/** Those that are made by main, or by a group in it. */
function tasksOf(run: ReadRun): number {
	return factsOf(run, "task-created").length - 1;
}

const ENDS = ["it comes to its end", "it raises an error", "never: somebody waits for ever"] as const;

function end(why: string): Guess {
	return {
		text: "How does the program end?",
		choices: ENDS,
		answer: ({ history: { outcome } }) =>
			outcome.kind === "returned" ? ENDS[0] : outcome.kind === "raised" ? ENDS[1] : ENDS[2],
		decides: (run) => run.findings.find(({ kind }) => kind === "deadlock") ?? lastWakeOfMain(run),
		why,
	};
}

const [TO_THE_END, CANCELLED, NEVER_STARTED] = [
	"they run to their end",
	"they are cancelled",
	"they never start",
];

/** The question what becomes of the others when one fails. */
function others(text: string, why: string): Guess {
	return {
		text,
		choices: [TO_THE_END, CANCELLED, NEVER_STARTED],
		answer: (run) => (endedLike(run, "cancelled").length > 0 ? CANCELLED : TO_THE_END),
		decides: (run) =>
			endedLike(run, "cancelled")[0] ?? endedLike(run, "returned").at(-1) ?? endedLike(run, "raised").at(-1),
		why,
	};
}

const IN_THE_END = "when all downloads have ended";
const AT_ONCE = "when its own download has ended";

function firstHandled(line: string, why: string): Guess {
	return {
		text: "When is the first file handled?",
		choices: [AT_ONCE, IN_THE_END, "when the file asked for first is there"],
		// By what came before what: times that were added up are equal only nearly.
		answer: (run) => {
			const last = endedLike(run, "returned").at(-1)?.index ?? 0;
			return (lineLike(run, line)?.index ?? 0) < last ? AT_ONCE : IN_THE_END;
		},
		decides: (run) => lineLike(run, line),
		why,
	};
}

function silence(why: string): Guess {
	return {
		text: "How long is the longest silence of the heartbeat?",
		choices: (run) => {
			const times = [
				longestSilence(run),
				parameter(run, "beat"),
				parameter(run, "work"),
				run.history.elapsed,
			];
			return [...new Set(times)].sort((a, b) => a - b).map(briefDuration);
		},
		answer: (run) => briefDuration(longestSilence(run)),
		decides: (run) => factsOf(run, "blocked")[0] ?? lineLike(run, "Longest silence"),
		why,
	};
}

function longestSilence(run: ReadRun): number {
	return Number(/: (.*)s$/.exec(linesLike(run, "Longest silence")[0] ?? "")?.[1]);
}

const [STOPS, STEP_ENDS, WORKS_ON] = ["at once, where it waits", "after its step", "after its last step"];

function endOfWorker(why: string): Guess {
	return {
		text: "The worker is asked to stop. When does it end?",
		choices: [STOPS, STEP_ENDS, WORKS_ON],
		answer: (run) => (endedLike(run, "cancelled").length > 0 ? STOPS : WORKS_ON),
		decides: (run) => run.findings[0] ?? endedLike(run, "cancelled")[0],
		why,
	};
}

const [NONE, SOME, ALL] = ["none", "some of them", "all of them"];

function stopped(why: string): Guess {
	return {
		text: "How many tasks does the finally stop?",
		choices: [NONE, SOME, ALL],
		answer: (run) => {
			const cancelled = endedLike(run, "cancelled").length;
			return cancelled === 0 ? NONE : cancelled < tasksOf(run) ? SOME : ALL;
		},
		decides: (run) => endedLike(run, "cancelled")[0] ?? endedLike(run, "returned").at(-1),
		why,
	};
}

function saved(why: string): Guess {
	return {
		text: "Is the file saved?",
		choices: ["yes", "yes, in the background, after main has ended", "no"],
		answer: (run) => (linesLike(run, "Saved").length > 0 ? "yes" : "no"),
		decides: (run) => lineLike(run, "Saved") ?? run.findings[0],
		why,
	};
}

/** By demo and variant. A test asks each of them, and holds its choices to the answer. */
export const guesses: Readonly<Record<string, GuessesOfDemo>> = {
	"sync-vs-async": {
		sync: {
			...time("A blocking call keeps the one thread: Task 2 can't begin before Task 1 is done."),
			decides: (run) => factsOf(run, "blocked").at(-1),
		},
		async: time("Both wait at the same time. The longer wait decides."),
	},
	hello: {
		sequential: {
			text: "When does the greeting of Bob start?",
			...either(
				["when Alice has been greeted", "together with that of Alice", "when main has ended"],
				(run) => (lineLike(run, "Starting task for Bob")?.at ?? 0) > 0,
			),
			decides: (run) => lineLike(run, "Starting task for Bob"),
			why: "A coroutine that is awaited runs to its end before the next line.",
		},
		concurrent: {
			text: "Who is greeted first?",
			choices: ["Charlie, who is awaited first", "Diana", "both in the same instant"],
			answer: (run) => {
				const [charlie, diana] = [parameter(run, "charlie"), parameter(run, "diana")];
				if (charlie === diana) return "both in the same instant";
				return diana < charlie ? "Diana" : "Charlie, who is awaited first";
			},
			decides: (run) => lineLike(run, "Hello"),
			why: "Both wait at the same time. In which order main awaits them changes nothing for them.",
		},
	},
	"event-loop": {
		callback: {
			text: "When is the callback called?",
			...only(
				["while main sleeps", "when it is set", "when main goes on after its sleep"],
				(run) => (lineLike(run, "Callback")?.at ?? run.history.elapsed) < run.history.elapsed,
			),
			decides: (run) => lineLike(run, "Callback"),
			why: "While main awaits its sleep the loop is free, and calls what is due.",
		},
	},
	fetch: {
		sequential: time("Awaited one after the other, the waits add up."),
		concurrent: time("The waits overlap: the longest of them decides."),
	},
	gather: {
		sequential: time("Awaited one after the other, the waits add up."),
		concurrent: time("gather starts all of them at once."),
	},
	"gather-errors": {
		"fail-fast": {
			text: "One of the tasks fails. How many of the others finish their work?",
			choices: ["all of them", "only those before it in the list", "none"],
			answer: (run) => (endedLike(run, "returned").length === tasksOf(run) - 1 ? "all of them" : NOT_ASKED),
			decides: (run) => endedLike(run, "returned").at(-1),
			why: "gather raises the first error, but it stops none of its tasks. To see it, one has to fail early, as in others-run-on: here all end at the same time.",
		},
		collect: {
			text: "What does main get from gather?",
			...only(
				["results and error, each in its place", "the error alone", "the results alone"],
				(run) => linesLike(run, "Task 1 succeeded").length > 0 && linesLike(run, "Task 2 failed").length > 0,
			),
			decides: (run) => lineLike(run, "Task 2 failed"),
			why: "With returnExceptions gather waits for the slowest, and an error is a result like the others.",
		},
		reused: {
			text: "The second gather is given the same coroutines. What does it give?",
			...only(
				["an error for each of them", "the results of the first time", "all of them run again"],
				(run) => linesLike(run, "Task 1 failed: cannot reuse").length > 0,
			),
			decides: (run) => lineLike(run, "Task 1 failed"),
			why: "A coroutine can be awaited once only.",
		},
		remade: time("Every call of the function makes new coroutines, so both gathers do all of their work."),
		"others-run-on": others(
			"One fails early, and main goes on. What happens to the others?",
			"gather does not stop them, and main gives them the time.",
		),
		"main-ends": others(
			"One fails early, and main ends. What happens to the others?",
			"When main ends, the tasks that still run are cancelled, and the loop stops. A task group, of which section 4 tells, leaves nobody behind.",
		),
	},
	"as-completed": {
		concurrent: {
			text: "In which order are the files handled?",
			...either(["as they come in", "as they were asked for", "by size, the smallest first"], (run) => {
				const handled = linesLike(run, "Last completed").map((line) => Number(/\d+/.exec(line)?.[0]));
				return handled.some((file, index) => file < (handled[index - 1] ?? 0));
			}),
			decides: (run) => lineLike(run, "Last completed"),
			why: "asCompleted gives the one that ends next: its result, not the task. So a download returns the id of its file, too.",
		},
	},
	"gather-vs-as-completed": {
		batch: firstHandled("Processed", "gather gives all results together, when the last is there."),
		streaming: firstHandled("Immediately", "asCompleted gives each result when it is there."),
	},
	"task-lifecycle": {
		watched: {
			text: "main looks at the task right after createTask. How much of it has run?",
			...either(["nothing", "all up to its first await", "all of it"], (run) => {
				const looked = lineLike(run, "Just created")?.index ?? 0;
				return looked < (lineLike(run, "Task Demo starting")?.index ?? 0);
			}),
			decides: (run) => lineLike(run, "Task Demo starting"),
			why: "createTask puts the task on the list of the loop. Its turn comes when main has to wait.",
		},
	},
	cancel: {
		"left-alone": time("The longer of the two decides."),
		cancelled: {
			text: "main calls cancel() on Slow. What does Slow do at this moment?",
			choices: [
				"nothing yet: main goes on first",
				"it stops, wherever it is",
				"it makes its step, and stops then",
			],
			answer: (run) => (firstDelivery(run) === undefined ? NOT_ASKED : "nothing yet: main goes on first"),
			decides: firstDelivery,
			why: "cancel() is a request, and returns at once. Slow gets the error in its own next turn.",
		},
		"never-awaits": {
			text: "Can main stop Slow now?",
			...either(
				["no: Slow is done before main can ask", "yes, after the step that it makes", "yes, at once"],
				(run) => endedLike(run, "cancelled").length === 0,
			),
			decides: (run) => lineLike(run, "Request accepted"),
			why: "Nobody else has a turn while Slow blocks, so main can't even ask.",
		},
	},
	timeout: {
		"in-time": {
			...time("The task is done before its limit, so the limit changes nothing."),
			answer: (run) => (endedLike(run, "cancelled").length > 0 ? NOT_ASKED : totalOf(run)),
		},
		"too-slow": {
			text: "What happens to the task?",
			...either(
				["it is cancelled", "it runs to its end", "it pauses until somebody awaits it"],
				(run) => endedLike(run, "cancelled").length > 0,
			),
			decides: (run) => endedLike(run, "cancelled")[0] ?? endedLike(run, "returned")[0],
			why: "When the limit is reached, waitFor cancels what it awaits, and raises TimeoutError once that is cancelled.",
		},
		group: {
			text: "Some tasks are done before the limit. Does main get their results?",
			...only(
				["no, none of them", "yes, those that are there", "yes, when the others are done"],
				(run) => linesLike(run, "Some tasks timed out").length > 0 && linesLike(run, "Finished").length > 0,
			),
			decides: (run) => lineLike(run, "Some tasks timed out"),
			why: "The limit cancels the gather as a whole, and main has kept nothing but the gather.",
		},
		"group-kept": {
			text: "And now? Does main get the results of those that are done?",
			...only(["yes", "no"], (run) => linesLike(run, "Kept").length > 0),
			decides: (run) => lineLike(run, "Kept"),
			why: "A task that is done stays done. If you keep the task, you can ask it for its result.",
		},
	},
	wait: {
		"with-limit": {
			text: "wait() returns when its limit is reached. What has it done with the tasks that are late?",
			...either(["nothing: they still run", "it has cancelled them", "it has paused them"], (run) => {
				const returned = lineLike(run, "Still running")?.index ?? 0;
				return (factsOf(run, "cancel-requested")[0]?.index ?? returned) >= returned;
			}),
			decides: (run) => lineLike(run, "Still running"),
			why: "wait() changes nothing. You decide what happens to the late ones.",
		},
	},
	"task-group": {
		"all-succeed": time(
			"The block ends when the last worker is done.",
			"When does the block of the group end?",
		),
		"one-fails": others(
			"Worker 3 fails. What happens to the other workers?",
			"The group cancels those that still run, and waits for their end.",
		),
		"body-waits": {
			text: "Worker 3 fails while the block itself sleeps. What happens to the sleep?",
			...either(["it is cut short", "it goes on to its end", "it begins again"], (run) => {
				const { main } = run.history;
				return factsOf(run, "cancel-requested").some(({ task }) => task === main);
			}),
			decides: (run) => factsOf(run, "cancel-requested").find(({ task }) => task === run.history.main),
			why: "The block belongs to the group like its tasks: the failure cancels it, too.",
		},
	},
	"task-group-errors": {
		"late-failure": {
			text: "Worker 2 fails when others are done. What is left of their work?",
			...only(["their results", "nothing: the group drops them", "an error for each of them"], (run) =>
				linesLike(run, "Good task").some((line) => line.includes("success")),
			),
			decides: (run) => lineLike(run, "Good task"),
			why: "A task that is done stays done. The exception group holds the errors alone.",
		},
	},
	"managed-tasks": {
		"by-hand": stopped("gather has waited for all of them, so the finally finds nobody who still runs."),
		"one-fails": stopped(
			"Those that are done can't be cancelled. The finally stops the rest, and awaits it.",
		),
	},
	"producer-consumer": {
		concurrent: {
			text: "Who has to wait at the queue?",
			choices: ["only consumers", "only producers", "both", "nobody"],
			answer: (run) => {
				const waits = factsOf(run, "suspended").map(({ wait }) => wait.kind);
				const [get, put] = [waits.includes("get"), waits.includes("put")];
				return get && put ? "both" : get ? "only consumers" : put ? "only producers" : "nobody";
			},
			decides: (run) =>
				factsOf(run, "suspended").find(({ wait }) => wait.kind === "get" || wait.kind === "put"),
			why: "Whoever is faster waits for the others: consumers at an empty queue, producers at a full one.",
		},
		leaves: end("join() waits until all items are handled. Whoever should do that must not leave."),
		stays: end("A consumer that waits on is there when an item comes."),
	},
	"rate-limit": {
		unlimited: time("Nobody holds the requests back: all start at once."),
		fixed: {
			text: "When does the last request start?",
			choices: (run) => {
				const last = lastStart(run);
				const near = [last - parameter(run, "window"), last, last + parameter(run, "window")];
				return [...new Set(near.filter((at) => at >= 0).map(briefDuration))];
			},
			answer: (run) => briefDuration(lastStart(run)),
			decides: (run) => factsOf(run, "printed").findLast(({ text }) => text.includes("Making request")),
			why: "As many as are allowed start together; the next ones when the window has passed.",
		},
		"re-locked": end("A lock is not re-entrant: its holder waits for itself, and all others for the holder."),
	},
	monitor: {
		sequential: time("One after the other: the sum.", "What does the watch around all three show?"),
		concurrent: time("At once: the longest of the three.", "What does the watch around all three show?"),
		"two-then-three": time("The sum of the first two, then the longest of the three."),
	},
	"forgotten-await": {
		forgotten: saved(
			"To call a coroutine function makes a coroutine. Nobody awaits this one, so it never runs.",
		),
		awaited: saved("Whoever awaits a coroutine runs it."),
	},
	"blocking-call": {
		blocking: silence("While one call blocks, the loop can give nobody a turn."),
		cooperative: silence("While the work awaits, the loop gives the heartbeat its turns."),
	},
	"swallowed-cancel": {
		swallowed: endOfWorker("The request comes once. Who catches it and drops it works on."),
		"re-raised": endOfWorker("The error leaves the worker, so the worker ends."),
	},
	unbounded: {
		unbounded: {
			text: "How many requests fail?",
			choices: ["none: they wait for each other", "all beyond those that are served at once", "all of them"],
			answer: (run) =>
				endedLike(run, "raised").length === 0
					? "none: they wait for each other"
					: "all beyond those that are served at once",
			decides: (run) => endedLike(run, "raised")[0],
			why: "Nobody holds them back, so all come before the first is served.",
		},
		limited: time("As many as the semaphore lets in, then as many again. No request fails."),
	},
};

function lastStart(run: ReadRun): number {
	return factsOf(run, "printed").findLast(({ text }) => text.includes("Making request"))?.at ?? 0;
}
