import { coroutine, createTask, getRunningLoop, print, type Seconds, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	alice: { default: 2, unit: "s", range: [0.1, 60], description: "the wait before Alice is greeted" },
	bob: { default: 1, unit: "s", range: [0.1, 60], description: "the wait before Bob is greeted" },
	charlie: { default: 2, unit: "s", range: [0.1, 60], description: "the wait before Charlie is greeted" },
	diana: { default: 1, unit: "s", range: [0.1, 60], description: "the wait before Diana is greeted" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const greet = coroutine(
	"greet",
	function* (name: string, delay: Seconds) {
		print(`Starting task for ${name}`);
		yield* sleep(delay);
		print(`Hello, ${name}! (after ${delay}s)`);
		return `Task ${name} completed`;
	},
	{ label: (name) => name },
);

const sequential = coroutine("main", function* ({ alice, bob }: Numbers) {
	const start = getRunningLoop().time();
	yield* greet("Alice", alice);
	yield* greet("Bob", bob);
	print(`Sequential execution took: ${fixed(getRunningLoop().time() - start, 2)}s`);
});

const concurrent = coroutine("main", function* ({ charlie, diana }: Numbers) {
	const start = getRunningLoop().time();
	const first = createTask(greet("Charlie", charlie));
	const second = createTask(greet("Diana", diana));
	const results = [yield* first, yield* second];
	print(`Concurrent execution took: ${fixed(getRunningLoop().time() - start, 2)}s`);
	print(`Results: ${results.join(", ")}`);
});

const python = `\
import asyncio
import time


async def greet(name, delay):
    print(f"Starting task for {name}")
    await asyncio.sleep(delay)
    print(f"Hello, {name}! (after {delay}s)")
    return f"Task {name} completed"


async def sequential(alice=2, bob=1):
    start = time.perf_counter()
    await greet("Alice", alice)
    await greet("Bob", bob)
    print(f"Sequential execution took: {time.perf_counter() - start:.2f}s")


async def concurrent(charlie=2, diana=1):
    start = time.perf_counter()
    first = asyncio.create_task(greet("Charlie", charlie))
    second = asyncio.create_task(greet("Diana", diana))
    results = [await first, await second]
    print(f"Concurrent execution took: {time.perf_counter() - start:.2f}s")
    print(f"Results: {', '.join(results)}")


if __name__ == "__main__":
    asyncio.run(sequential())
    asyncio.run(concurrent())
`;

function waits(first: Seconds, second: Seconds): string {
	return `waits of ${first} and ${second} s`;
}

export const hello = defineDemo({
	name: "hello",
	section: 1,
	title: "greet one by one, or start both greetings",
	mentalModel:
		"The manager takes two orders. Either the kitchen gets the second order only after the first plate is served. Or it gets both together, and each plate is served when it is ready. No cook works faster, but the guests wait less.",
	why: ({ parameters: { charlie, diana } }) => {
		const [longer, shorter] = charlie < diana ? ["Diana", "Charlie"] : ["Charlie", "Diana"];
		const overlap =
			charlie === diana
				? "their waits, which are equally long, overlap"
				: `${shorter} waits while ${longer} waits`;
		return `Awaiting a coroutine runs it to its end before the next line. Two tasks are both scheduled before main waits, so ${overlap}.`;
	},
	takeAway:
		"Creating a task schedules it: it runs at your next wait. Awaiting it gives you its result, or raises its error.",
	parameters,
	variants: [
		{
			name: "sequential",
			summary: "Bob's greeting starts when Alice's is done",
			main: sequential,
			elapsed: ({ alice, bob }) => alice + bob,
			work: ({ alice, bob }) => waits(alice, bob),
		},
		{
			name: "concurrent",
			summary: "two tasks made first, then awaited",
			main: concurrent,
			elapsed: ({ charlie, diana }) => Math.max(charlie, diana),
			work: ({ charlie, diana }) => waits(charlie, diana),
		},
	],
	next: [
		{ run: "hello --set diana=3", question: "who is greeted first?" },
		{ run: "hello --set bob=5", question: "which total grows?" },
	],
	python,
});
