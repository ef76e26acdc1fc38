import { briefDuration } from "../../text/figures.ts";
import {
	endedLike,
	factsOf,
	firstDelivery,
	lastWakeOfMain,
	lineLike,
	linesLike,
	totalOf,
} from "./evidence.ts";
import type { CourseQuestion } from "./question.ts";

/** The questions of the course, in its order. A test runs each and holds its choices to the run's answer. */
export const questions: readonly CourseQuestion[] = [
	{
		section: 1,
		demo: "sync-vs-async",
		variant: "sync",
		text: "Task 1 takes 2 s, Task 2 takes 1 s. Both sleep with a blocking call. How long do they take?",
		choices: ["1 s", "2 s", "3 s"],
		answer: totalOf,
		decides: (run) => factsOf(run, "blocked").at(-1),
		why: "A blocking call keeps the one thread, so Task 2 can't begin before Task 1 is over.",
	},
	{
		section: 1,
		demo: "sync-vs-async",
		variant: "async",
		text: "The same two, but as tasks that await their sleep. How long do they take now?",
		choices: ["1 s", "2 s", "3 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "Both wait at the same time, and the longer of the two decides.",
	},
	{
		section: 1,
		demo: "hello",
		variant: "concurrent",
		text: "Charlie's greeting takes 2 s, Diana's 1 s. Both are tasks; main awaits Charlie first. Who is greeted first?",
		choices: ["Charlie, who is awaited first", "Diana, who takes less time", "both in the same instant"],
		answer: (run) =>
			linesLike(run, "Hello")[0]?.includes("Diana")
				? "Diana, who takes less time"
				: "Charlie, who is awaited first",
		decides: (run) => lineLike(run, "Hello"),
		why: "Both tasks run from the first await on. In which order main awaits them changes nothing for them.",
	},
	{
		section: 1,
		demo: "event-loop",
		variant: "callback",
		text: "callLater(1) sets a plain callback, then main sleeps 1.5 s. When is the callback called?",
		choices: ["at 0 s, when it is set", "at 1 s, while main sleeps", "at 1.5 s, when main is awake again"],
		answer: (run) =>
			lineLike(run, "Callback")?.at === 1
				? "at 1 s, while main sleeps"
				: "at 1.5 s, when main is awake again",
		decides: (run) => lineLike(run, "Callback"),
		why: "While main awaits its sleep the loop is free, and the loop itself calls what is due.",
	},
	{
		section: 2,
		demo: "fetch",
		variant: "sequential",
		text: "Three fetches take 2, 1 and 1.5 s, each awaited before the next is made. How long in all?",
		choices: ["1.5 s", "2 s", "4.5 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "Awaited in turn, the waits add up. That the functions are async makes nothing concurrent.",
	},
	{
		section: 2,
		demo: "fetch",
		variant: "concurrent",
		parameters: { api2: 4 },
		text: "The same three as tasks that are made first and awaited then; but API-2 now takes 4 s. How long in all?",
		choices: ["2 s", "4 s", "7.5 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "The waits overlap, so the longest decides: API-2, with 4 s.",
	},
	{
		section: 2,
		demo: "gather",
		variant: "concurrent",
		parameters: { urls: 10 },
		text: "Three URLs of 2 s each take 2 s with gather. How long do ten of them take?",
		choices: ["2 s", "6.67 s", "20 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "gather starts all ten at once. More of the same length take no longer.",
	},
	{
		section: 2,
		demo: "gather-vs-as-completed",
		variant: "batch",
		text: "gather is given the files G1, G2, G3, and G2 is down first. In which order do the results come?",
		choices: [
			"in the order asked: G1, G2, G3",
			"in the order of finishing: G2 first",
			"in no order one can rely on",
		],
		answer: (run) =>
			linesLike(run, "Processed")[0]?.endsWith("G1")
				? "in the order asked: G1, G2, G3"
				: "in the order of finishing: G2 first",
		decides: (run) => lineLike(run, "Processed"),
		why: "gather waits for all of them and puts each result where its coroutine stood.",
	},
	{
		section: 2,
		demo: "gather-vs-as-completed",
		variant: "streaming",
		text: "The same three files with asCompleted. When is the first one handled?",
		choices: [
			"when the first download ends",
			"when all downloads have ended",
			"when the file asked for first is there",
		],
		answer: (run) =>
			(lineLike(run, "Immediately")?.at ?? 0) < run.history.elapsed
				? "when the first download ends"
				: "when all downloads have ended",
		decides: (run) => lineLike(run, "Immediately"),
		why: "asCompleted hands out each result as it comes. The total stays the same, the first one comes earlier.",
	},
	{
		section: 2,
		demo: "gather-errors",
		variant: "fail-fast",
		text: "Three tasks of 1 s are gathered, and the second fails. What becomes of the third?",
		choices: ["it is cancelled", "it runs to its end", "it never starts"],
		answer: (run) =>
			linesLike(run, "Task Task3 succeeded").length > 0 ? "it runs to its end" : "it is cancelled",
		decides: (run) => lineLike(run, "Task Task3"),
		why: "Plain gather raises the first error and lets the other tasks run on.",
	},
	{
		section: 2,
		demo: "gather-errors",
		variant: "as-printed",
		text: "The same three coroutine objects are handed to gather a second time. What comes out?",
		choices: ["the results of the first time", "all three run again", "an error for each of them"],
		answer: (run) =>
			linesLike(run, "Task 1 failed: cannot reuse").length > 0
				? "an error for each of them"
				: "all three run again",
		decides: (run) => lineLike(run, "Task 1 failed"),
		why: "A coroutine object can be awaited once only. Call the function again for every try.",
	},
	{
		section: 3,
		demo: "task-lifecycle",
		variant: "watched",
		text: "createTask has just been called, and main has not awaited anything since. How much of the task has run?",
		choices: ["nothing yet", "up to its first await", "all of it"],
		answer: (run) => {
			const made = lineLike(run, "Just created")?.index ?? 0;
			const began = lineLike(run, "Task Demo starting")?.index ?? 0;
			return made < began ? "nothing yet" : "up to its first await";
		},
		decides: (run) => lineLike(run, "Task Demo starting"),
		why: "createTask puts the task on the loop's list. It runs when main gives up control.",
	},
	{
		section: 3,
		demo: "cancel",
		variant: "cancelled",
		text: "Fast has 3 steps of 1 s, Slow has 8. After 2 s Slow is cancelled. When is the program over?",
		choices: ["2 s", "3 s", "8 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "Slow ends at 2 s. Fast is not concerned, and takes its 3 s.",
	},
	{
		section: 3,
		demo: "cancel",
		variant: "cancelled",
		text: "main calls cancel() on Slow. What happens in this moment?",
		choices: [
			"Slow is asked, and sees the error when its turn comes",
			"Slow stops on the spot, wherever it is",
			"cancel() returns when Slow has cleaned up",
		],
		answer: (run) => {
			const asked = factsOf(run, "cancel-requested")[0]?.index ?? 0;
			const told = firstDelivery(run)?.index ?? 0;
			const printed = factsOf(run, "printed").filter(({ index }) => index > asked && index < told);
			return printed.length > 0
				? "Slow is asked, and sees the error when its turn comes"
				: "Slow stops on the spot, wherever it is";
		},
		decides: firstDelivery,
		why: "cancel() is a request and returns at once. Before Slow sees it, another task even has a turn.",
	},
	{
		section: 3,
		demo: "timeout",
		variant: "too-slow",
		text: "waitFor gives a task of 5 s a limit of 2 s. What becomes of the task?",
		choices: ["it is cancelled at 2 s", "it runs on to 5 s, unseen", "it is paused until somebody awaits it"],
		answer: (run) =>
			firstDelivery(run) !== undefined ? "it is cancelled at 2 s" : "it runs on to 5 s, unseen",
		decides: firstDelivery,
		why: "A timeout cancels what it waits for, and then raises TimeoutError.",
	},
	{
		section: 3,
		demo: "wait",
		variant: "with-limit",
		text: "wait() with a limit of 2 s is given tasks of 1, 3 and 5 s. What has it done to the two that are late?",
		choices: ["nothing, they still run", "it has cancelled them", "it has raised a TimeoutError"],
		answer: (run) =>
			linesLike(run, "Still running: 2").length > 0 ? "nothing, they still run" : "it has cancelled them",
		decides: (run) => lineLike(run, "Still running"),
		why: "wait() only looks. What is pending is yours to deal with: here main cancels it.",
	},
	{
		section: 4,
		demo: "task-group",
		variant: "one-fails",
		text: "A group has workers of 2, 3 and 1 s, and the last fails at its end. When does the block end?",
		choices: ["1 s", "2 s", "3 s"],
		answer: totalOf,
		decides: (run) => factsOf(run, "group-aborted")[0],
		why: "At the first failure the group cancels the others at once, and waits only until they have ended.",
	},
	{
		section: 4,
		demo: "task-group-errors",
		variant: "late-failure",
		text: "Worker 1 is done at 1 s, worker 2 fails at 2 s. What of worker 1's result?",
		choices: ["it is lost with the group", "it is still there", "it is part of the exception group"],
		answer: (run) =>
			linesLike(run, "Good task 1 result: Worker 1 success").length > 0
				? "it is still there"
				: "it is lost with the group",
		decides: (run) => lineLike(run, "Good task 1 result"),
		why: "A task that is done stays done. The exception group holds errors only.",
	},
	{
		section: 4,
		demo: "managed-tasks",
		variant: "by-hand",
		text: "Without a task group: gather in a try, and a finally that cancels what is left. When all goes well, how many tasks are cancelled?",
		choices: ["none", "one", "all three"],
		answer: (run) => (endedLike(run, "cancelled").length === 0 ? "none" : "all three"),
		decides: (run) => endedLike(run, "returned").at(-1),
		why: "gather has waited for all three, so the finally finds nobody. It is there for the day when it does.",
	},
	{
		section: 5,
		demo: "producer-consumer",
		variant: "concurrent",
		text: "Two producers make six items, the queue has room for five, three consumers take them. Who has to wait at the queue?",
		choices: ["only consumers", "only producers", "both"],
		answer: (run) => {
			const waits = factsOf(run, "suspended").map(({ wait }) => wait.kind);
			return !waits.includes("put") ? "only consumers" : waits.includes("get") ? "both" : "only producers";
		},
		decides: (run) => factsOf(run, "suspended").find(({ wait }) => wait.kind === "get"),
		why: "Items are taken about as fast as they are made, so the queue never fills up; but it is often empty.",
	},
	{
		section: 5,
		demo: "rate-limit",
		variant: "fixed",
		text: "Eight requests, at most three in any 2 s. When does the last one start?",
		choices: ["2 s", "4 s", "6 s"],
		answer: (run) => briefDuration(lineLike(run, "Making request 7")?.at ?? 0),
		decides: (run) => lineLike(run, "Making request 7"),
		why: "Three at 0 s, three at 2 s, and the last two at 4 s.",
	},
	{
		section: 5,
		demo: "rate-limit",
		variant: "as-printed",
		text: "The course's own limiter calls itself while it holds its lock. How does the program end?",
		choices: ["after 4.1 s, like the other", "with an error of the lock", "never: six tasks wait for ever"],
		answer: ({ findings: [found] }) =>
			found?.kind === "deadlock" && found.waiting?.length === 6
				? "never: six tasks wait for ever"
				: "after 4.1 s, like the other",
		decides: (run) => run.findings[0],
		why: "A lock is not re-entrant: the task waits for itself, and everybody else for the task.",
	},
	{
		section: 6,
		demo: "monitor",
		variant: "concurrent",
		text: "Operations of 0.5, 1 and 1.5 s run together. How long does the stopwatch around all of them show?",
		choices: ["1 s", "1.5 s", "3 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "Each takes its own time; together they take as long as the longest.",
	},
	{
		section: 6,
		demo: "monitor",
		variant: "as-printed",
		text: "Two operations of 1 and 0.5 s are awaited in turn, then three of 0.5, 1 and 1.5 s together. How long in all?",
		choices: ["1.5 s", "3 s", "4.5 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "1.5 s in turn, then 1.5 s for the longest of the three. Only a measurement shows which part is which.",
	},
	{
		section: 7,
		demo: "forgotten-await",
		variant: "forgotten",
		text: "save() is a coroutine function. It is called, and nobody awaits it. What happens to the file?",
		choices: [
			"it is saved in the background",
			"it is saved at the end of the program",
			"nothing: save never runs",
		],
		answer: (run) =>
			linesLike(run, "Saved").length === 0 ? "nothing: save never runs" : "it is saved in the background",
		decides: (run) => run.findings[0],
		why: "Calling a coroutine function makes a coroutine and runs none of it.",
	},
	{
		section: 7,
		demo: "blocking-call",
		variant: "blocking",
		text: "A heart beats every 0.5 s beside work that blocks for 2 s. How long is the longest silence?",
		choices: ["0.5 s", "1 s", "2 s"],
		answer: (run) => briefDuration(Number(/: (.*)s$/.exec(linesLike(run, "Longest silence")[0] ?? "")?.[1])),
		decides: (run) => factsOf(run, "blocked")[0],
		why: "While one call blocks, the loop can't turn, and nobody else runs however short their sleep.",
	},
	{
		section: 7,
		demo: "swallowed-cancel",
		variant: "swallowed",
		text: "A worker of five steps is cancelled at 1.5 s. It catches CancelledError and drops it. When does it end?",
		choices: ["at 1.5 s, at once", "at 2 s, after its step", "at 4.5 s, after its last step"],
		answer: ({ history: { elapsed } }) =>
			elapsed === 4.5
				? "at 4.5 s, after its last step"
				: elapsed === 1.5
					? "at 1.5 s, at once"
					: "at 2 s, after its step",
		decides: (run) => run.findings[0],
		why: "The request was delivered once, and dropped. Nobody asks a second time.",
	},
	{
		section: 7,
		demo: "unbounded",
		variant: "unbounded",
		text: "A service serves 10 requests at once and refuses what comes over it. 100 come at the same time. How many fail?",
		choices: ["none, they wait in line", "10", "90"],
		answer: (run) => String(endedLike(run, "raised").length),
		decides: (run) => endedLike(run, "raised")[0],
		why: "Nobody held them back, so all 100 arrived before the first was served.",
	},
	{
		section: 7,
		demo: "unbounded",
		variant: "limited",
		text: "The same 100 requests of 1 s with a semaphore of 10. How long until all have succeeded?",
		choices: ["1 s", "10 s", "100 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "Ten at a time, ten times. It takes longer than failing, and it works.",
	},
	{
		section: 7,
		demo: "task-group",
		variant: "one-fails",
		text: "The closing question of the course: what happens when one task in a task group raises?",
		choices: [
			"only that one fails",
			"all others in the group are cancelled",
			"the error is dropped",
			"the program crashes",
		],
		answer: (run) => {
			const others = new Set(
				factsOf(run, "task-ended").flatMap(({ task }) => (task === run.history.main ? [] : [task])),
			);
			const stopped = endedLike(run, "cancelled").length + endedLike(run, "raised").length;
			return stopped === others.size ? "all others in the group are cancelled" : "only that one fails";
		},
		decides: (run) => factsOf(run, "group-aborted")[0],
		why: "The group cancels the rest, waits for them, and raises all errors together.",
	},
];
