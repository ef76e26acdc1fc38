import {
	block,
	coroutine,
	createTask,
	getRunningLoop,
	print,
	type Seconds,
	sleep,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	task1: { default: 2, unit: "s", range: [0.1, 60], description: "how long Task 1 waits" },
	task2: { default: 1, unit: "s", range: [0.1, 60], description: "how long Task 2 waits" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

function blockingTask(name: string, delay: Seconds): string {
	print(`Starting ${name}`);
	block(delay);
	print(`Finished ${name}`);
	return `Result from ${name}`;
}

const awaitingTask = coroutine(
	"task",
	function* (name: string, delay: Seconds) {
		print(`Starting ${name}`);
		yield* sleep(delay);
		print(`Finished ${name}`);
		return `Result from ${name}`;
	},
	{ label: (name) => name },
);

function report(start: Seconds, results: readonly string[]): void {
	print(`Total time: ${fixed(getRunningLoop().time() - start, 2)}s`);
	print(`Results: ${results.join(", ")}`);
}

// A coroutine by name only: it awaits nothing, so nobody else gets a turn until it is done.
const sync = coroutine("main", function* ({ task1, task2 }: Numbers) {
	const start = getRunningLoop().time();
	report(start, [blockingTask("Task 1", task1), blockingTask("Task 2", task2)]);
});

const async = coroutine("main", function* ({ task1, task2 }: Numbers) {
	const start = getRunningLoop().time();
	const first = createTask(awaitingTask("Task 1", task1));
	const second = createTask(awaitingTask("Task 2", task2));
	report(start, [yield* first, yield* second]);
});

const python = `\
import asyncio
import time


def blocking_task(name, delay):
    print(f"Starting {name}")
    time.sleep(delay)
    print(f"Finished {name}")
    return f"Result from {name}"


async def awaiting_task(name, delay):
    print(f"Starting {name}")
    await asyncio.sleep(delay)
    print(f"Finished {name}")
    return f"Result from {name}"


def report(start, results):
    print(f"Total time: {time.perf_counter() - start:.2f}s")
    print(f"Results: {', '.join(results)}")


async def sync(task1=2, task2=1):
    start = time.perf_counter()
    report(start, [blocking_task("Task 1", task1), blocking_task("Task 2", task2)])


async def async_(task1=2, task2=1):
    start = time.perf_counter()
    first = asyncio.create_task(awaiting_task("Task 1", task1))
    second = asyncio.create_task(awaiting_task("Task 2", task2))
    report(start, [await first, await second])


if __name__ == "__main__":
    asyncio.run(sync())
    asyncio.run(async_())
`;

export const syncVsAsync = defineDemo({
	name: "sync-vs-async",
	section: 1,
	title: "a wait that blocks, and one that does not",
	mentalModel:
		"One manager runs a whole restaurant. A waiter who has to wait for the kitchen says so, and the manager helps the next guest. A blocking call is a manager who stands in the kitchen until the food is ready: every table waits.",
	why: "There is one thread. A blocking sleep keeps it, so Task 2 can't even begin. A task that awaits its sleep gives the thread back, and the two waits overlap.",
	takeAway: "A blocking call stops every task of its loop; an await stops only its own task.",
	parameters,
	variants: [
		{
			name: "sync",
			summary: "both sleeps block the one thread",
			main: sync,
			elapsed: ({ task1, task2 }) => task1 + task2,
			fix: "Await a sleep that does not block, as the variant async does. Move a call that can only block to another thread: asyncio.to_thread in Python.",
			rightVariant: "async",
		},
		{
			name: "async",
			summary: "two tasks, each awaits its sleep",
			main: async,
			elapsed: ({ task1, task2 }) => Math.max(task1, task2),
		},
	],
	next: [
		{ run: "sync-vs-async --set task2=2", question: "how much is saved?" },
		{ run: "sync-vs-async --set task2=5", question: "which task decides?" },
	],
	python,
});
