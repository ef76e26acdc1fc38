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
			"Everything here happens on one thread. A loop gives turns to tasks; a task keeps its turn until it awaits something, and only there can another go on. Waiting for a timer or for I/O blocks nobody else; a blocking call blocks everybody.",
	},
	{
		number: 2,
		title: "Running coroutines concurrently",
		minutes: 15,
		about:
			"Writing a function as a coroutine makes nothing concurrent by itself: awaited one after the other, waits add up. Started together they overlap, and the total is the longest of them. The question that remains is what to do with the results: all at the end, or each as it comes.",
	},
	{
		number: 3,
		title: "Tasks, cancellation, timeouts",
		minutes: 10,
		about:
			"A task runs by itself; who holds it can look at its state, wait for its result, or ask it to stop. Being asked means an error at the place where the task awaits: it may clean up there, and should pass the error on. A timeout is a request to stop that a clock makes.",
	},
	{
		number: 4,
		title: "Structured concurrency",
		minutes: 10,
		about:
			"A task group owns its tasks. Its block ends only when all of them have; if one fails the others are cancelled, and all errors come out together. What had finished before keeps its result, and nothing runs on unseen.",
	},
	{
		number: 5,
		title: "Real-world patterns",
		minutes: 10,
		about:
			"Two shapes that return in most programs: work that is made at one speed and handled at another, joined by a queue of limited size, and calls to somebody who allows only so many of them in a time.",
	},
	{
		number: 6,
		title: "Monitoring and debugging",
		minutes: 5,
		about:
			"Concurrent code can be right and still run in turn, one forgotten await earlier or later. The clock tells: measure each part and the whole, and compare.",
	},
	{
		number: 7,
		title: "Recap: good habits and four pitfalls",
		minutes: 5,
		about:
			"Four mistakes that everybody makes once: a coroutine that nobody awaits, a call that blocks the loop, a cancellation that is swallowed, and more at once than the other side can bear. Each is quiet when it happens, and plain on a timeline.",
	},
];

/** Good habits, the sum of the lesson. */
export const goodHabits: readonly string[] = [
	"Handle CancelledError in tasks that run long: clean up, and raise it again.",
	"Put a time limit on whatever may hang.",
	"Prefer task groups: no task outlives the block that started it.",
	"Measure, to see that what should be concurrent is.",
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
