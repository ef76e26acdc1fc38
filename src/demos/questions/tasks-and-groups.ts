import {
	type CourseQuestion,
	endedLike,
	factsOf,
	firstDelivery,
	firstRequest,
	lastWakeOfMain,
	lineLike,
	linesLike,
	totalOf,
} from "./evidence.ts";

/** The questions of sections 3 and 4: tasks, cancellation, timeouts, and task groups. */
export const tasksAndGroups: readonly CourseQuestion[] = [
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
		why: "createTask puts the task on the loop's list. It runs when main next has to wait.",
	},
	{
		section: 3,
		demo: "cancel",
		variant: "cancelled",
		text: "Fast has 3 steps of 1 s, Slow has 8. After 2 s Slow is cancelled. When is the program over?",
		choices: ["2 s", "3 s", "8 s"],
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "Slow ends at 2 s. Fast is not asked to stop, and takes its 3 s.",
	},
	{
		section: 3,
		demo: "cancel",
		variant: "cancelled",
		text: "main calls cancel() on Slow. What happens at this moment?",
		choices: [
			"Slow is asked, and sees the error when its turn comes",
			"Slow stops at once, wherever it is",
			"cancel() returns when Slow has cleaned up",
		],
		answer: (run) => {
			const asked = factsOf(run, "cancel-requested")[0]?.index ?? 0;
			const delivered = firstDelivery(run)?.index ?? 0;
			const { main } = run.history;
			const went = factsOf(run, "suspended").some(
				({ index, task }) => task === main && index > asked && index < delivered,
			);
			return went
				? "Slow is asked, and sees the error when its turn comes"
				: "Slow stops at once, wherever it is";
		},
		decides: firstDelivery,
		why: "cancel() is a request and returns at once: main goes on, and Slow gets the error in its next turn.",
	},
	{
		section: 3,
		demo: "timeout",
		variant: "too-slow",
		text: "waitFor gives a task of 5 s a limit of 2 s. What happens to the task?",
		choices: ["it is cancelled at 2 s", "it runs on to 5 s", "it is paused until somebody awaits it"],
		answer: (run) => (firstDelivery(run) !== undefined ? "it is cancelled at 2 s" : "it runs on to 5 s"),
		decides: firstDelivery,
		why: "A timeout cancels what it waits for, and raises TimeoutError once that is cancelled.",
	},
	{
		section: 3,
		demo: "wait",
		variant: "with-limit",
		text: "wait() with a limit of 2 s is given tasks of 1, 3 and 5 s. What does it do with the two tasks that are late?",
		choices: ["nothing, they still run", "it has cancelled them", "it has raised a TimeoutError"],
		answer: (run) =>
			linesLike(run, "Still running: 2").length > 0 ? "nothing, they still run" : "it has cancelled them",
		decides: (run) => lineLike(run, "Still running"),
		why: "wait() changes nothing. You have to deal with what is pending: here main cancels it.",
	},
	{
		section: 4,
		demo: "task-group",
		variant: "one-fails",
		text: "A group has three workers of 2, 3 and 1 s. The third one fails when its second is over. When does the block end?",
		choices: ["1 s", "2 s", "3 s"],
		answer: totalOf,
		decides: firstRequest,
		why: "At the first failure the group cancels the others at once, and waits only until they have ended.",
	},
	{
		section: 4,
		demo: "task-group-errors",
		variant: "late-failure",
		text: "Worker 1 is done at 1 s, worker 2 fails at 2 s. What happens to the result of worker 1?",
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
		text: "There is no task group: gather stands in a try, and the finally block cancels the tasks that still run. If no task fails, how many are cancelled?",
		choices: ["none", "one", "all three"],
		answer: (run) => (endedLike(run, "cancelled").length === 0 ? "none" : "all three"),
		decides: (run) => endedLike(run, "returned").at(-1),
		why: "gather has waited for all three, so the finally block finds no task that still runs. It is needed where gather raises the first error, or when main is cancelled.",
	},
];
