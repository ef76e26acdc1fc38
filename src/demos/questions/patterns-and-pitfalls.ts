import { briefDuration } from "../../text/figures.ts";
import {
	type CourseQuestion,
	endedLike,
	factsOf,
	firstRequest,
	lastWakeOfMain,
	lineLike,
	linesLike,
	totalOf,
} from "./evidence.ts";

/** The questions of sections 5 to 7: patterns, monitoring, and pitfalls. */
export const patternsAndPitfalls: readonly CourseQuestion[] = [
	{
		section: 5,
		demo: "producer-consumer",
		variant: "concurrent",
		text: "Two producers make six items, and need 0.1 to 0.5 s for each. Three consumers need 0.2 to 0.8 s for each. The queue has room for five. Who has to wait at the queue?",
		choices: ["only consumers", "only producers", "both"],
		answer: (run) => {
			const waits = factsOf(run, "suspended").map(({ wait }) => wait.kind);
			return !waits.includes("put") ? "only consumers" : waits.includes("get") ? "both" : "only producers";
		},
		decides: (run) => factsOf(run, "suspended").find(({ wait }) => wait.kind === "get"),
		why: "Three items are taken as soon as they are made, and the other three fit in the queue. Consumers are there before the first item, and wait.",
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
		variant: "re-locked",
		text: "Another limiter calls itself while it holds its lock. How does the program end?",
		choices: ["after 4.1 s, like the other", "with an error of the lock", "never: six tasks wait for ever"],
		answer: ({ findings: [found] }) =>
			found?.kind === "deadlock" && found.waiting?.length === 6
				? "never: six tasks wait for ever"
				: "after 4.1 s, like the other",
		decides: (run) => run.findings[0],
		why: "A lock is not re-entrant: the task waits for itself, and all others wait for that task.",
	},
	{
		section: 6,
		demo: "monitor",
		variant: "concurrent",
		text: "Operations of 0.5, 1 and 1.5 s are started at once. What does the stopwatch around all of them show?",
		choices: ["1 s", "1.5 s", "3 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "Each takes its own time; all together take as long as the longest.",
	},
	{
		section: 6,
		demo: "monitor",
		variant: "two-then-three",
		text: "Two operations of 1 and 0.5 s are awaited in turn, then three of 0.5, 1 and 1.5 s together. How long do they take in all?",
		choices: ["1.5 s", "3 s", "4.5 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "1.5 s in turn, then 1.5 s for the longest of the three. The total alone does not show which part is which: measure each.",
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
		text: "A heartbeat prints a line every 0.5 s, beside work that blocks for 2 s. How long is the longest silence?",
		choices: ["0.5 s", "1 s", "2 s"],
		answer: (run) => briefDuration(Number(/: (.*)s$/.exec(linesLike(run, "Longest silence")[0] ?? "")?.[1])),
		decides: (run) => factsOf(run, "blocked")[0],
		why: "While one call blocks, the loop can give nobody a turn, however short their sleep is.",
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
		text: "A service serves 10 requests at once, and refuses any more. 100 requests come at the same time. How many fail?",
		choices: ["none, they wait for each other", "10", "90"],
		answer: (run) => String(endedLike(run, "raised").length),
		decides: (run) => endedLike(run, "raised")[0],
		why: "Nothing held them back, so all 100 came before the first was served.",
	},
	{
		section: 7,
		demo: "unbounded",
		variant: "limited",
		text: "The same 100 requests of 1 s with a semaphore of 10. How long until all have succeeded?",
		choices: ["1 s", "10 s", "100 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "Ten at a time, ten times. It takes longer, but all of them succeed.",
	},
	{
		section: 7,
		demo: "task-group",
		variant: "one-fails",
		text: "The closing question of the course: what happens when one task in a task group raises?",
		choices: [
			"only that one fails",
			"all others in the group that still run are cancelled",
			"the error is dropped",
			"the program crashes",
		],
		answer: (run) => {
			const others = new Set(
				factsOf(run, "task-ended").flatMap(({ task }) => (task === run.history.main ? [] : [task])),
			);
			const stopped = endedLike(run, "cancelled").length + endedLike(run, "raised").length;
			return stopped === others.size
				? "all others in the group that still run are cancelled"
				: "only that one fails";
		},
		decides: firstRequest,
		why: "The group cancels the rest, waits for them, and raises all errors together.",
	},
];
