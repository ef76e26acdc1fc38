/** One of the lesson's seven parts. */
export interface Section {
	/** 1 to 7. */
	readonly number: number;
	readonly title: string;
	/** About how long it takes to go through. */
	readonly minutes: number;
	/** What it is about, one paragraph, to be read before its demos. */
	readonly about: string;
}

/** The lesson, in order. */
export const sections: readonly Section[] = [
	{
		number: 1,
		title: "The event loop and cooperative multitasking",
		minutes: 10,
		about:
			"Everything here happens on one thread. A loop gives turns to tasks. A task keeps its turn until an await really has to wait, and only there can another task go on. Waiting for a timer or for I/O blocks nobody else; a blocking call blocks everybody.",
	},
	{
		number: 2,
		title: "Running coroutines concurrently",
		minutes: 15,
		about:
			"Writing a function as a coroutine makes nothing concurrent by itself. If coroutines are awaited one after the other, their waits add up. If you first make a task of each, and await them after that, the waits overlap, and the total is the longest of them. A new task does not begin at once, but when the one that made it has to wait at an await. You can take all results at the end, or each one when it is there.",
	},
	{
		number: 3,
		title: "Tasks, cancellation, timeouts",
		minutes: 10,
		about:
			"A task runs by itself. If you keep the task, you can look at its state, wait for its result, or ask it to stop. A task that is asked to stop gets an error, CancelledError, at the place where it awaits: it may clean up there, and should raise the error again. A task that has not begun yet never begins. A timeout is such a request, made by a clock.",
	},
	{
		number: 4,
		title: "Structured concurrency",
		minutes: 10,
		about:
			"A task group owns its tasks. Its block ends only when all of them have ended, so none of them is forgotten. If some fail, the block raises one error that holds all of theirs, an ExceptionGroup; its message counts them as sub-exceptions. In Python `except* ValueError` takes the errors of that kind out of the group, and those of other kinds go on upwards, in a group again. In TypeScript `catch` gets the whole group, and its `exceptions` are the errors. What becomes of the other tasks, of the block and of the work that is done, these programs show.",
	},
	{
		number: 5,
		title: "Real-world patterns",
		minutes: 10,
		about:
			"Two patterns that are found in many programs. A queue of limited size stands between those who make work and those who do it, because the two have different speeds. A rate limiter holds back calls to a service that allows only a few of them in a given time.",
	},
	{
		number: 6,
		title: "Monitoring and debugging",
		minutes: 5,
		about:
			"Code can give the right results and still do one thing after the other: one await too early is enough. The clock shows it: measure each part and the whole, and compare.",
	},
	{
		number: 7,
		title: "Recap: good habits and four pitfalls",
		minutes: 5,
		about:
			"Four mistakes that many people make: a coroutine that nobody awaits, a call that blocks the loop, a cancellation that is swallowed, and more requests at once than a service can take. Python warns of the first one, and in its debug mode of the second. On a timeline you can see all of them.",
	},
];

/** What somebody can do after the lesson. */
export const goals: readonly string[] = [
	"say what the event loop does, and where a task gives its turn away",
	"run coroutines at the same time, and collect their results",
	"make tasks, look at them, cancel them, and limit their time",
	"group tasks so that none is lost, and no error",
];

/** What to keep of the lesson, in order. */
export const takeaways: readonly string[] = [
	"One task runs at a time. What overlaps is the waiting; a blocking call lets nobody else run.",
	"A coroutine runs when it is awaited. As a task it runs beside the others.",
	"gather gives all results together, asCompleted each when it is there.",
	"To cancel is to ask: the task sees it at its await. A time limit asks, too.",
	"A task group waits for all of its tasks, and gives you all of their errors.",
];

/** Good habits, the sum of the lesson. */
export const goodHabits: readonly string[] = [
	"Handle CancelledError in tasks that run long: clean up, and raise it again.",
	"Put a time limit on whatever may hang.",
	"Prefer task groups: no task outlives the block that started it.",
	"Measure, to see whether the waits overlap as they should.",
	"Put a bounded queue between those who make work and those who do it.",
	"Limit how often, and how many at once, you call somebody else's service.",
];

/** The title of a section, by its number. @throws {RangeError} if there is none */
export function sectionTitle(number: number): string {
	const section = sections.find((one) => one.number === number);
	if (section === undefined)
		throw new RangeError(`there are sections 1 to ${sections.length}, not ${number}`);
	return section.title;
}
