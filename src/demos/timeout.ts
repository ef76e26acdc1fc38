import {
	coroutine,
	createTask,
	gather,
	print,
	type Seconds,
	sleep,
	TimeoutError,
	waitFor,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { seconds } from "./numbers.ts";

const parameters = {
	quick: { default: 2, unit: "s", range: [0.1, 60], description: "how long Quick Task takes" },
	limit1: { default: 3, unit: "s", range: [0.1, 60], description: "the limit of in-time" },
	slow: { default: 5, unit: "s", range: [0.1, 60], description: "how long Slow Task takes" },
	limit2: { default: 2, unit: "s", range: [0.1, 60], description: "the limit of too-slow" },
	task1: { default: 1, unit: "s", range: [0.1, 60], description: "how long Fast takes in the groups" },
	task2: { default: 4, unit: "s", range: [0.1, 60], description: "how long Slow takes in the groups" },
	task3: { default: 2, unit: "s", range: [0.1, 60], description: "how long Medium takes in the groups" },
	limit3: { default: 3, unit: "s", range: [0.1, 60], description: "the limit of group and group-kept" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const work = coroutine(
	"work",
	function* (name: string, time: Seconds) {
		print(`Starting ${name}, will take ${time}s`);
		yield* sleep(time);
		print(`Finished ${name}`);
		return `Completed ${name} after ${time}s`;
	},
	{ label: (name) => name },
);

function* limited(name: string, time: Seconds, limit: Seconds) {
	const task = createTask(work(name, time));
	try {
		print(` Success: ${yield* waitFor(task, limit)}`);
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
		print(` Task timed out after ${seconds(limit)}!`);
	}
}

const inTime = coroutine("main", function* ({ quick, limit1 }: Numbers) {
	yield* limited("Quick Task", quick, limit1);
});

const tooSlow = coroutine("main", function* ({ slow, limit2 }: Numbers) {
	yield* limited("Slow Task", slow, limit2);
});

const group = coroutine("main", function* ({ task1, task2, task3, limit3 }: Numbers) {
	const all = gather([work("Fast", task1), work("Slow", task2), work("Medium", task3)]);
	try {
		const results = yield* waitFor(all, limit3);
		print(` All tasks in time: ${results.join(", ")}`);
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
		print(" Some tasks timed out!");
	}
});

const groupKept = coroutine("main", function* ({ task1, task2, task3, limit3 }: Numbers) {
	const tasks = [
		createTask(work("Fast", task1)),
		createTask(work("Slow", task2)),
		createTask(work("Medium", task3)),
	];
	try {
		const results = yield* waitFor(gather(tasks), limit3);
		print(` All tasks in time: ${results.join(", ")}`);
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
		// The gather is cancelled, and with it what still ran; what was done stays done.
		for (const task of tasks) {
			print(task.cancelled() ? " Cancelled" : ` Kept: ${task.result()}`);
		}
	}
});

const python = `\
import asyncio


async def work(name, time):
    print(f"Starting {name}, will take {time}s")
    await asyncio.sleep(time)
    print(f"Finished {name}")
    return f"Completed {name} after {time}s"


async def limited(name, time, limit):
    task = asyncio.create_task(work(name, time))
    try:
        print(f" Success: {await asyncio.wait_for(task, limit)}")
    except TimeoutError:
        print(f" Task timed out after {limit:g} second{'' if limit == 1 else 's'}!")


async def in_time(quick=2, limit1=3):
    await limited("Quick Task", quick, limit1)


async def too_slow(slow=5, limit2=2):
    await limited("Slow Task", slow, limit2)


async def group(task1=1, task2=4, task3=2, limit3=3):
    tasks = asyncio.gather(work("Fast", task1), work("Slow", task2), work("Medium", task3))
    try:
        results = await asyncio.wait_for(tasks, limit3)
        print(f" All tasks in time: {', '.join(results)}")
    except TimeoutError:
        print(" Some tasks timed out!")


async def group_kept(task1=1, task2=4, task3=2, limit3=3):
    tasks = [
        asyncio.create_task(work("Fast", task1)),
        asyncio.create_task(work("Slow", task2)),
        asyncio.create_task(work("Medium", task3)),
    ]
    try:
        results = await asyncio.wait_for(asyncio.gather(*tasks), limit3)
        print(f" All tasks in time: {', '.join(results)}")
    except TimeoutError:
        # the gather is cancelled, and with it what still ran; what was done stays done
        for task in tasks:
            print(" Cancelled" if task.cancelled() else f" Kept: {task.result()}")


if __name__ == "__main__":
    asyncio.run(in_time())
    asyncio.run(too_slow())
    asyncio.run(group())
    asyncio.run(group_kept())
`;

export const timeoutDemo = defineDemo({
	name: "timeout",
	section: 3,
	title: "done in time, or stopped by the clock",
	mentalModel:
		"A timeout is an alarm clock beside a task. Either the task is done before the clock rings, or the clock wakes it at its await and sends it home. A task that never awaits does not hear the clock. The one who waited for the task is told that the time is up.",
	why: "waitFor sets a timer. If that is first, waitFor cancels what it awaits, and raises TimeoutError once it is cancelled. A gather that is cancelled cancels its tasks that still run.",
	takeAway:
		"A timeout cancels what it waits for. Keep the tasks, if you want the results of those that were done.",
	measure: (run) => {
		const started = run.lines("Starting").length;
		return `${run.lines("Finished").length} of ${started} finished`;
	},
	parameters,
	variants: [
		{
			name: "in-time",
			summary: "one task, and a longer limit",
			main: inTime,
			elapsed: ({ quick, limit1 }) => Math.min(quick, limit1),
			work: "Quick Task",
		},
		{
			name: "too-slow",
			summary: "one task, and a shorter limit",
			main: tooSlow,
			elapsed: ({ slow, limit2 }) => Math.min(slow, limit2),
			work: "Slow Task",
		},
		{
			name: "group",
			summary: "one limit for three tasks together",
			main: group,
			elapsed: ({ task1, task2, task3, limit3 }) => Math.min(limit3, Math.max(task1, task2, task3)),
			work: "three tasks",
		},
		{
			name: "group-kept",
			summary: "the same, and main keeps the tasks",
			main: groupKept,
			elapsed: ({ task1, task2, task3, limit3 }) => Math.min(limit3, Math.max(task1, task2, task3)),
			work: "three tasks",
		},
	],
	next: [
		{ run: "timeout --set limit3=5", question: "how many finish?" },
		{ run: "timeout --set limit3=1.5", question: "how many finish?" },
	],
	python,
});
