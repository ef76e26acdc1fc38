import {
	block,
	CancelledError,
	coroutine,
	createTask,
	print,
	type Seconds,
	sleep,
	type Task,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { general, seconds } from "./numbers.ts";

const parameters = {
	fast: { default: 3, unit: "", range: [1, 50], whole: true, description: "steps of Fast" },
	slow: { default: 8, unit: "", range: [1, 50], whole: true, description: "steps of Slow" },
	after: { default: 2, unit: "s", range: [0.1, 60], description: "when Slow is asked to stop" },
	step: { default: 1, unit: "s", range: [0.1, 10], description: "how long a step takes" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const work = coroutine(
	"work",
	function* (name: string, steps: number, step: Seconds) {
		print(`Task ${name} starting (will run for ${general(steps * step)}s)`);
		try {
			for (let done = 1; done <= steps; done++) {
				yield* sleep(step);
				print(`Task ${name}: step ${done}/${steps}`);
			}
		} catch (error) {
			if (error instanceof CancelledError) {
				print(`Task ${name} was cancelled!`);
				print(`Task ${name} cleaning up...`);
			}
			// Whoever cancelled waits for this: kept here, the task would count as done.
			throw error;
		}
		print(`Task ${name} completed normally`);
		return `Result from ${name}`;
	},
	{ label: (name) => name },
);

function printStatus(name: string, task: Task<string>): void {
	print(`${name} task - Done: ${task.done()}, Cancelled: ${task.cancelled()}`);
}

const leftAlone = coroutine("main", function* ({ fast, slow, step }: Numbers) {
	const fastTask = createTask(work("Fast", fast, step));
	const slowTask = createTask(work("Slow", slow, step));
	print(`Fast task result: ${yield* fastTask}`);
	print(`Slow task result: ${yield* slowTask}`);
});

const cancelled = coroutine("main", function* ({ fast, slow, after, step }: Numbers) {
	const fastTask = createTask(work("Fast", fast, step));
	const slowTask = createTask(work("Slow", slow, step));
	yield* sleep(after);
	print(`\nChecking task status after ${seconds(after)}:`);
	printStatus("Fast", fastTask);
	printStatus("Slow", slowTask);
	print("\nCancelling slow task...");
	slowTask.cancel();
	print(`Fast task result: ${yield* fastTask}`);
	try {
		print(`Slow task result: ${yield* slowTask}`);
	} catch (error) {
		if (!(error instanceof CancelledError)) throw error;
		print("Slow task was successfully cancelled");
	}
});

// It awaits nothing, so it can't be reached on its way, and nobody else gets a turn.
const blockingWork = coroutine(
	"work",
	function* (name: string, steps: number, step: Seconds) {
		print(`Task ${name} starting (will run for ${general(steps * step)}s)`);
		for (let done = 1; done <= steps; done++) {
			block(step);
			print(`Task ${name}: step ${done}/${steps}`);
		}
		print(`Task ${name} completed normally`);
		return `Result from ${name}`;
	},
	{ label: (name) => name },
);

const neverAwaits = coroutine("main", function* ({ fast, slow, after, step }: Numbers) {
	const fastTask = createTask(work("Fast", fast, step));
	const slowTask = createTask(blockingWork("Slow", slow, step));
	yield* sleep(after);
	print("Cancelling slow task...");
	print(`Request accepted: ${slowTask.cancel()}`);
	print(`Fast task result: ${yield* fastTask}`);
	print(`Slow task result: ${yield* slowTask}`);
});

const python = String.raw`import asyncio
import time


async def work(name, steps, step):
    print(f"Task {name} starting (will run for {steps * step:g}s)")
    try:
        for done in range(1, steps + 1):
            await asyncio.sleep(step)
            print(f"Task {name}: step {done}/{steps}")
    except asyncio.CancelledError:
        print(f"Task {name} was cancelled!")
        print(f"Task {name} cleaning up...")
        # whoever cancelled waits for this: kept here, the task would count as done
        raise
    print(f"Task {name} completed normally")
    return f"Result from {name}"


def print_status(name, task):
    done, cancelled = str(task.done()).lower(), str(task.cancelled()).lower()
    print(f"{name} task - Done: {done}, Cancelled: {cancelled}")


async def left_alone(fast=3, slow=8, step=1):
    fast_task = asyncio.create_task(work("Fast", fast, step))
    slow_task = asyncio.create_task(work("Slow", slow, step))
    print(f"Fast task result: {await fast_task}")
    print(f"Slow task result: {await slow_task}")


async def cancelled(fast=3, slow=8, after=2, step=1):
    fast_task = asyncio.create_task(work("Fast", fast, step))
    slow_task = asyncio.create_task(work("Slow", slow, step))
    await asyncio.sleep(after)
    print(f"\nChecking task status after {after:g} second{'' if after == 1 else 's'}:")
    print_status("Fast", fast_task)
    print_status("Slow", slow_task)
    print("\nCancelling slow task...")
    slow_task.cancel()
    print(f"Fast task result: {await fast_task}")
    try:
        print(f"Slow task result: {await slow_task}")
    except asyncio.CancelledError:
        print("Slow task was successfully cancelled")


async def blocking_work(name, steps, step):
    print(f"Task {name} starting (will run for {steps * step:g}s)")
    for done in range(1, steps + 1):
        time.sleep(step)
        print(f"Task {name}: step {done}/{steps}")
    print(f"Task {name} completed normally")
    return f"Result from {name}"


async def never_awaits(fast=3, slow=8, after=2, step=1):
    fast_task = asyncio.create_task(work("Fast", fast, step))
    slow_task = asyncio.create_task(blocking_work("Slow", slow, step))
    await asyncio.sleep(after)
    print("Cancelling slow task...")
    print(f"Request accepted: {str(slow_task.cancel()).lower()}")
    print(f"Fast task result: {await fast_task}")
    print(f"Slow task result: {await slow_task}")


if __name__ == "__main__":
    asyncio.run(left_alone())
    asyncio.run(cancelled())
    asyncio.run(never_awaits())
`;

export const cancel = defineDemo({
	name: "cancel",
	section: 3,
	title: "ask a task to stop",
	mentalModel:
		"The remote control has a stop button, which sends a request; asyncio has no button that stops a device by force. A device that waits gets the request right where it waits, one that runs gets it the next time it waits. It cleans up, and only after that it is off.",
	why: ({ of }) => {
		const run = of("cancelled");
		if (run !== undefined && run.askedAt({ accepted: true }) === null) {
			return "Slow was done before main called cancel(): the call returned false and changed nothing. A task that never awaits can't be stopped once it has begun.";
		}
		return "cancel() returns at once. In its next turn Slow gets CancelledError at its await, cleans up and raises it again. A Slow that never awaits is done before main can ask.";
	},
	takeAway: "Cancelling is a request, delivered at the task's await: clean up, then raise it again.",
	measure: (run) => {
		const steps = run.lines("Task Slow: step").length;
		return `${steps} of ${run.parameters.slow} slow steps`;
	},
	parameters,
	variants: [
		{
			name: "left-alone",
			summary: "nobody is asked to stop",
			main: leftAlone,
			elapsed: ({ fast, slow, step }) => Math.max(fast, slow) * step,
		},
		{
			name: "cancelled",
			summary: "main calls cancel() on Slow",
			main: cancelled,
			elapsed: ({ fast, after, step }) => Math.max(fast * step, after),
		},
		{
			name: "never-awaits",
			summary: "the same, but Slow blocks and awaits nothing",
			main: neverAwaits,
			elapsed: ({ fast, slow, after, step }) => Math.max(slow * step + (fast - 1) * step, after),
			fix: "Await in the long work, as the variant cancelled does: only at an await can it be stopped, and only there can others run.",
			rightVariant: "cancelled",
		},
	],
	next: [
		{ run: "cancel --set after=9", question: "is Slow still there to stop?" },
		{ run: "cancel --set after=2.5", question: "how many steps are made?" },
	],
	python,
});
