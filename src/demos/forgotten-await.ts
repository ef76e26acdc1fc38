import { coroutine, getRunningLoop, print, type Seconds, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	time: { default: 1, unit: "s", range: [0.1, 60], description: "how long saving takes" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const save = coroutine("save", function* (file: string, time: Seconds) {
	yield* sleep(time);
	print(`Saved ${file}`);
});

const forgotten = coroutine("main", function* ({ time }: Numbers) {
	const start = getRunningLoop().time();
	print("Saving notes.txt");
	// Here a yield* is missing.
	save("notes.txt", time);
	print(`Finished in ${fixed(getRunningLoop().time() - start, 2)}s`);
});

const awaited = coroutine("main", function* ({ time }: Numbers) {
	const start = getRunningLoop().time();
	print("Saving notes.txt");
	yield* save("notes.txt", time);
	print(`Finished in ${fixed(getRunningLoop().time() - start, 2)}s`);
});

const python = `\
import asyncio
import time as clock


async def save(file, time):
    await asyncio.sleep(time)
    print(f"Saved {file}")


async def forgotten(time=1):
    start = clock.perf_counter()
    print("Saving notes.txt")
    save("notes.txt", time)  # here an await is missing
    print(f"Finished in {clock.perf_counter() - start:.2f}s")


async def awaited(time=1):
    start = clock.perf_counter()
    print("Saving notes.txt")
    await save("notes.txt", time)
    print(f"Finished in {clock.perf_counter() - start:.2f}s")


if __name__ == "__main__":
    asyncio.run(forgotten())
    asyncio.run(awaited())
`;

export const forgottenAwait = defineDemo({
	name: "forgotten-await",
	section: 7,
	title: "called, but never awaited",
	mentalModel:
		"Writing a letter is not sending it. A call of a coroutine function gives you the letter in its envelope. It lies on your table until you send it: await it, or make it a task.",
	why: "Calling save makes a coroutine and runs none of it. Without yield* nobody does: nothing is saved, and it looks fast. There is no error; Python only warns that save was never awaited.",
	measure: (run) => (run.lines("Saved").length > 0 ? "notes.txt saved" : "notes.txt not saved"),
	takeAway: "Calling a coroutine function runs nothing: await it, or make it a task.",
	parameters,
	variants: [
		{
			name: "forgotten",
			summary: "save is called, and that is all",
			main: forgotten,
			elapsed: () => 0,
			fix: "Write yield* before the call, as the variant awaited does: then the file is saved, and that takes time.",
			rightVariant: "awaited",
		},
		{
			name: "awaited",
			summary: "save is called and awaited",
			main: awaited,
			elapsed: ({ time }) => time,
		},
	],
	next: [
		{ run: "forgotten-await --set time=60", question: "which total grows?" },
		{ run: "forgotten-await --set time=0.1", question: "is it saved now?" },
	],
	python,
});
