// Two fetches: one after the other, and both at once.
//
//     async-lessons run ./my-program.mjs
//
// `function*` stands for Python's `async def`, `yield*` for `await`. The names are asyncio's, in camelCase.

import { coroutine, defineDemo, gather, print, sleep } from "async-lessons";

const fetch = coroutine(
	"fetch",
	function* (name, seconds) {
		print(`${name} starts`);
		yield* sleep(seconds);
		print(`${name} is done`);
		return `the data of ${name}`;
	},
	// What stands at the left of its line in the picture.
	{ label: (name) => name },
);

const inTurn = coroutine("main", function* ({ seconds }) {
	const first = yield* fetch("A", seconds);
	const second = yield* fetch("B", seconds);
	return [first, second];
});

const atOnce = coroutine("main", function* ({ seconds }) {
	// gather makes a task of each, and waits for both.
	return yield* gather([fetch("A", seconds), fetch("B", seconds)]);
});

export const demo = defineDemo({
	name: "my-program",
	title: "two fetches, in turn or at once",
	// Numbers that can be changed: async-lessons run ./my-program.mjs --set seconds=3
	parameters: {
		seconds: { default: 2, unit: "s", range: [0.1, 60], description: "how long a fetch takes" },
	},
	// Each variant is a run of its own. `elapsed` is what you expect: if the run takes longer, you are told.
	variants: [
		{
			name: "in-turn",
			summary: "the second fetch begins when the first is done",
			main: inTurn,
			elapsed: ({ seconds }) => 2 * seconds,
		},
		{
			name: "at-once",
			summary: "both fetches are given to gather",
			main: atOnce,
			elapsed: ({ seconds }) => seconds,
		},
	],
	why: "Two waits overlap only if both are tasks. A coroutine that is awaited directly is no task of its own.",
});
