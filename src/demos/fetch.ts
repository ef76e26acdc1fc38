import { coroutine, createTask, getRunningLoop, print, type Seconds, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	api1: { default: 2, unit: "s", range: [0.1, 60], description: "how long API-1 takes to answer" },
	api2: { default: 1, unit: "s", range: [0.1, 60], description: "how long API-2 takes to answer" },
	api3: { default: 1.5, unit: "s", range: [0.1, 60], description: "how long API-3 takes to answer" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const fetch = coroutine(
	"fetch",
	function* (name: string, delay: Seconds) {
		print(`Starting fetch from ${name}`);
		yield* sleep(delay);
		print(`Finished fetching from ${name}`);
		return `Data from ${name}`;
	},
	{ label: (name) => name },
);

const sequential = coroutine("main", function* ({ api1, api2, api3 }: Numbers) {
	const start = getRunningLoop().time();
	yield* fetch("API-1", api1);
	yield* fetch("API-2", api2);
	yield* fetch("API-3", api3);
	print(`Sequential total time: ${fixed(getRunningLoop().time() - start, 2)}s`);
});

const concurrent = coroutine("main", function* ({ api1, api2, api3 }: Numbers) {
	const start = getRunningLoop().time();
	const first = createTask(fetch("API-1", api1));
	const second = createTask(fetch("API-2", api2));
	const third = createTask(fetch("API-3", api3));
	yield* first;
	yield* second;
	yield* third;
	print(`Concurrent total time: ${fixed(getRunningLoop().time() - start, 2)}s`);
});

const python = `\
import asyncio
import time


async def fetch(name, delay):
    print(f"Starting fetch from {name}")
    await asyncio.sleep(delay)
    print(f"Finished fetching from {name}")
    return f"Data from {name}"


async def sequential(api1=2, api2=1, api3=1.5):
    start = time.perf_counter()
    await fetch("API-1", api1)
    await fetch("API-2", api2)
    await fetch("API-3", api3)
    print(f"Sequential total time: {time.perf_counter() - start:.2f}s")


async def concurrent(api1=2, api2=1, api3=1.5):
    start = time.perf_counter()
    first = asyncio.create_task(fetch("API-1", api1))
    second = asyncio.create_task(fetch("API-2", api2))
    third = asyncio.create_task(fetch("API-3", api3))
    await first
    await second
    await third
    print(f"Concurrent total time: {time.perf_counter() - start:.2f}s")


if __name__ == "__main__":
    asyncio.run(sequential())
    asyncio.run(concurrent())
`;

export const fetchDemo = defineDemo({
	name: "fetch",
	section: 2,
	title: "wait in turn, or all at once",
	mentalModel:
		"A juggler has two hands and many balls. Each ball is touched only for a moment, to catch it and to throw it again. While it is in the air, the juggler takes care of the others. A person who waits for one ball to land before throwing the next one is not a juggler.",
	why: "As tasks the waits overlap, so the total is the longest of them, not the sum. Still only one task runs at a time; the others are under way, and wait.",
	takeAway:
		"One after the other, the total is the sum of the waits; at once, it is the longest of them. The word `async` alone makes nothing concurrent.",
	parameters,
	variants: [
		{
			name: "sequential",
			summary: "each fetch awaited before the next is made",
			main: sequential,
			elapsed: ({ api1, api2, api3 }) => api1 + api2 + api3,
		},
		{
			name: "concurrent",
			summary: "three tasks made first, then awaited",
			main: concurrent,
			elapsed: ({ api1, api2, api3 }) => Math.max(api1, api2, api3),
		},
	],
	next: [
		{ run: "fetch --set api2=4", question: "what are the totals?" },
		{ run: "fetch --set api3=2", question: "which total changes?" },
	],
	python,
});
