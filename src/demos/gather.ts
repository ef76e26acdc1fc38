import { coroutine, gather, getRunningLoop, print, type Seconds, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	urls: { default: 3, unit: "", range: [1, 1000], whole: true, description: "how many URLs are fetched" },
	delay: { default: 2, unit: "s", range: [0.1, 60], description: "how long each takes to answer" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const fetch = coroutine(
	"fetch",
	function* (url: string, delay: Seconds) {
		print(`Starting fetch: ${url}`);
		yield* sleep(delay);
		print(`Finished fetch: ${url}`);
		return `Data from ${url}`;
	},
	{ label: (url) => new URL(url).hostname },
);

function addresses(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `https://api.example${index + 1}.com/data`);
}

function report(how: string, results: readonly string[], start: Seconds): void {
	print(`${how} ${results.length} results in ${fixed(getRunningLoop().time() - start, 2)}s`);
	print(`Results: ${results.join(", ")}`);
}

const sequential = coroutine("main", function* ({ urls, delay }: Numbers) {
	const start = getRunningLoop().time();
	const results: string[] = [];
	for (const url of addresses(urls)) results.push(yield* fetch(url, delay));
	report("Fetched", results, start);
});

const concurrent = coroutine("main", function* ({ urls, delay }: Numbers) {
	const start = getRunningLoop().time();
	const results = yield* gather(addresses(urls).map((url) => fetch(url, delay)));
	report("Gathered", results, start);
});

const python = `\
import asyncio
import time


async def fetch(url, delay):
    print(f"Starting fetch: {url}")
    await asyncio.sleep(delay)
    print(f"Finished fetch: {url}")
    return f"Data from {url}"


def addresses(count):
    return [f"https://api.example{n + 1}.com/data" for n in range(count)]


def report(how, results, start):
    print(f"{how} {len(results)} results in {time.perf_counter() - start:.2f}s")
    print(f"Results: {', '.join(results)}")


async def sequential(urls=3, delay=2):
    start = time.perf_counter()
    results = [await fetch(url, delay) for url in addresses(urls)]
    report("Fetched", results, start)


async def concurrent(urls=3, delay=2):
    start = time.perf_counter()
    results = await asyncio.gather(*(fetch(url, delay) for url in addresses(urls)))
    report("Gathered", results, start)


if __name__ == "__main__":
    asyncio.run(sequential())
    asyncio.run(concurrent())
`;

export const gatherDemo = defineDemo({
	name: "gather",
	section: 2,
	title: "start them all, wait for them all",
	mentalModel:
		"Friends get ready for a party. All of them dress at the same time, and they leave together, when the slowest is ready. They don't wait until one is ready before the next begins.",
	why: "gather makes a task of every coroutine at once, so the waits overlap. It returns when the last is done, with the results in the order in which you gave the coroutines.",
	takeAway:
		"gather starts all and, unless one fails, waits for all; the results keep the order of the coroutines.",
	parameters,
	variants: [
		{
			name: "sequential",
			summary: "each fetch awaited before the next is made",
			main: sequential,
			elapsed: ({ urls, delay }) => urls * delay,
		},
		{
			name: "concurrent",
			summary: "all fetches handed to gather",
			main: concurrent,
			elapsed: ({ delay }) => delay,
		},
	],
	next: [
		{ run: "gather --set urls=10", question: "which total grows?" },
		{ run: "gather --set urls=1", question: "how much is saved?" },
	],
	python,
});
