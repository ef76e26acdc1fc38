import { readFileSync } from "node:fs";
import { defineDemo } from "../../src/demos/define-demo.ts";
import type { Seconds } from "../../src/recording/index.ts";
import { coroutine, createTask, Lock, print, random, sleep, ValueError } from "../../src/runtime/index.ts";

const nap = coroutine("nap", function* (seconds: Seconds) {
	yield* sleep(seconds);
	print(`slept ${seconds}`);
	return seconds;
});

const succeeds = coroutine("main", function* ({ delay }: { delay: Seconds }) {
	const task = createTask(nap(delay), { name: "napper" });
	yield* task;
	return { total: delay, tasks: [task], by: new Map([["napper", 1]]), nothing: undefined };
});

const fails = coroutine("main", function* ({ delay }: { delay: Seconds }) {
	yield* nap(delay);
	throw new ValueError("no more");
});

const holdsItself = coroutine("main", function* () {
	const lock = new Lock({ name: "pen" });
	yield* lock.acquire();
	yield* sleep(1);
	const again = lock.acquire();
	yield* again;
});

const spins = coroutine("main", function* () {
	for (;;) yield;
});

const draws = coroutine("main", function* () {
	yield* sleep(random.uniform(1, 2));
});

/** A demo with every kind of end. */
export const sampleDemo = defineDemo({
	name: "sample",
	section: 1,
	title: "a sample",
	mentalModel: "",
	why: "",
	takeAway: "",
	parameters: {
		delay: { default: 2, unit: "s", range: [0.1, 60], description: "how long it sleeps" },
		count: { default: 3, unit: "", range: [1, 9], whole: true, description: "nothing" },
	},
	variants: [
		{ name: "succeeds", summary: "returns", main: succeeds, elapsed: ({ delay }) => delay },
		{ name: "fails", summary: "raises", main: fails, elapsed: ({ delay }) => delay, outcome: "raised" },
		{ name: "stuck", summary: "waits for itself", main: holdsItself, elapsed: () => 1, outcome: "deadlock" },
		{ name: "spins", summary: "never sleeps", main: spins, elapsed: () => 0, outcome: () => "livelock" },
		{ name: "draws", summary: "at random", main: draws, elapsed: (_values, random) => random.uniform(1, 2) },
		{ name: "boasts", summary: "promises less", main: succeeds, elapsed: ({ delay }) => delay / 2 },
		{
			name: "bounds",
			summary: "promises bounds",
			main: succeeds,
			elapsed: ({ delay }) => ({ atLeast: delay, atMost: delay + 1 }),
		},
	],
	next: [],
	python: "",
});

/** `sample-demo.ts:14`, for the line with this code. */
export function placeOf(code: string): string {
	const lines = readFileSync(new URL(import.meta.url), "utf8").split("\n");
	return `sample-demo.ts:${lines.findIndex((line) => line.trim() === code) + 1}`;
}
