import {
	type CourseQuestion,
	endedLike,
	factsOf,
	lastWakeOfMain,
	lineLike,
	linesLike,
	totalOf,
} from "./evidence.ts";

/** The questions of sections 1 and 2: the event loop, and running coroutines concurrently. */
export const loopAndConcurrency: readonly CourseQuestion[] = [
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
		why: "Both tasks run as soon as main waits. The order in which main awaits them changes nothing for them.",
	},
	{
		section: 1,
		demo: "event-loop",
		variant: "callback",
		text: "callLater(1) sets a plain callback, then main sleeps 1.5 s. When is the callback called?",
		choices: ["at 0 s, when it is set", "at 1 s, while main sleeps", "at 1.5 s, when main goes on"],
		answer: (run) =>
			lineLike(run, "Callback")?.at === 1 ? "at 1 s, while main sleeps" : "at 1.5 s, when main goes on",
		decides: (run) => lineLike(run, "Callback"),
		why: "While main awaits its sleep the loop is free, and the loop itself calls what is due.",
	},
	{
		section: 2,
		demo: "fetch",
		variant: "sequential",
		text: "Three fetches take 2, 1 and 1.5 s, each awaited before the next is made. How long do they take in all?",
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
		text: "The same three fetches, but first a task is made of each, then all are awaited. API-2 now takes 4 s. How long do they take in all?",
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
		text: "gather is given the files G1, G2, G3, and G2 is downloaded first. In which order do the results come?",
		choices: [
			"in the order asked: G1, G2, G3",
			"in the order of finishing: G2 first",
			"in any order: it differs from run to run",
		],
		answer: (run) =>
			linesLike(run, "Processed")[0]?.endsWith("G1")
				? "in the order asked: G1, G2, G3"
				: "in the order of finishing: G2 first",
		decides: (run) => lineLike(run, "Processed"),
		why: "gather waits for all of them, and puts each result at the place of its coroutine.",
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
		why: "asCompleted gives each result as it comes. The total stays the same, the first result comes earlier.",
	},
	{
		section: 2,
		demo: "gather-errors",
		variant: "others-run-on",
		text: "gather awaits three tasks. The second fails at 0.5 s, the others need 1 s, and main goes on for another second. What happens to the third task?",
		choices: ["it is cancelled", "it runs to its end", "it never starts"],
		answer: (run) =>
			linesLike(run, "Task Task3 succeeded").length > 0 ? "it runs to its end" : "it is cancelled",
		decides: (run) => lineLike(run, "Task Task3"),
		why: "Plain gather raises the first error and does not stop the other tasks.",
	},
	{
		section: 2,
		demo: "gather-errors",
		variant: "main-ends",
		text: "The same three tasks, but main ends when gather has raised the error. What happens to the third task?",
		choices: ["it is cancelled", "it runs to its end", "it never starts"],
		answer: (run) =>
			linesLike(run, "Task Task3 succeeded").length > 0 ? "it runs to its end" : "it is cancelled",
		decides: (run) => endedLike(run, "cancelled").at(-1),
		why: "When main ends, asyncio.run cancels all tasks that still run.",
	},
	{
		section: 2,
		demo: "gather-errors",
		variant: "reused",
		text: "The same three coroutine objects are given to gather a second time. What does gather give?",
		choices: ["the results of the first time", "all three run again", "an error for each of them"],
		answer: (run) =>
			linesLike(run, "Task 1 failed: cannot reuse").length > 0
				? "an error for each of them"
				: "all three run again",
		decides: (run) => lineLike(run, "Task 1 failed"),
		why: "A coroutine object can be awaited once only. Call the function again for every try.",
	},
];
