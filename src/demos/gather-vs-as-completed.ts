import {
	asCompleted,
	coroutine,
	createTask,
	gather,
	getRunningLoop,
	print,
	type Random,
	random,
	sleep,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	file1: { default: 3, unit: "MB", range: [1, 100], whole: true, description: "size of file 1" },
	file2: { default: 1, unit: "MB", range: [1, 100], whole: true, description: "size of file 2" },
	file3: { default: 2, unit: "MB", range: [1, 100], whole: true, description: "size of file 3" },
	rate: { default: 0.1, unit: "s/MB", range: [0.01, 1], description: "how long a megabyte takes" },
	least: { default: 0.5, unit: "s", range: [0, 10], description: "least time on top, drawn for each file" },
	most: { default: 2, unit: "s", range: [0, 10], description: "greatest time on top" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const download = coroutine(
	"download",
	function* (id: string, size: number, { rate, least, most }: Numbers) {
		print(`Starting download of file ${id} (${size}MB)`);
		const time = size * rate + random.uniform(least, most);
		yield* sleep(time);
		print(` Completed download of file ${id} in ${fixed(time, 1)}s`);
		return id;
	},
	{ label: (id) => `file ${id}` },
);

function downloads(letter: string, numbers: Numbers) {
	const { file1, file2, file3 } = numbers;
	return [file1, file2, file3].map((size, index) => download(`${letter}${index + 1}`, size, numbers));
}

const batch = coroutine("main", function* (numbers: Numbers) {
	const start = getRunningLoop().time();
	const files = yield* gather(downloads("G", numbers));
	const firstResult = getRunningLoop().time() - start;
	print("Processing all results at once:");
	for (const file of files) print(` Processed file ${file}`);
	return { firstResult };
});

const streaming = coroutine("main", function* (numbers: Numbers) {
	const start = getRunningLoop().time();
	let firstResult: number | null = null;
	const tasks = downloads("S", numbers).map((one) => createTask(one));
	for (const next of asCompleted(tasks)) {
		const file = yield* next;
		firstResult ??= getRunningLoop().time() - start;
		print(` Immediately processed file ${file}`);
	}
	return { firstResult };
});

function longest({ file1, file2, file3, rate, least, most }: Numbers, drawn: Random): number {
	return Math.max(...[file1, file2, file3].map((size) => size * rate + drawn.uniform(least, most)));
}

const python = `\
import asyncio
import random


async def download(id, size, rate, least, most):
    print(f"Starting download of file {id} ({size}MB)")
    time = size * rate + random.uniform(least, most)
    await asyncio.sleep(time)
    print(f" Completed download of file {id} in {time:.1f}s")
    return id


async def batch(file1=3, file2=1, file3=2, rate=0.1, least=0.5, most=2):
    files = await asyncio.gather(
        *(
            download(f"G{n}", size, rate, least, most)
            for n, size in enumerate([file1, file2, file3], 1)
        )
    )
    print("Processing all results at once:")
    for file in files:
        print(f" Processed file {file}")


async def streaming(file1=3, file2=1, file3=2, rate=0.1, least=0.5, most=2):
    tasks = [
        asyncio.create_task(download(f"S{n}", size, rate, least, most))
        for n, size in enumerate([file1, file2, file3], 1)
    ]
    for next_done in asyncio.as_completed(tasks):
        print(f" Immediately processed file {await next_done}")


if __name__ == "__main__":
    asyncio.run(batch())
    asyncio.run(streaming())
`;

export const gatherVsAsCompleted = defineDemo({
	name: "gather-vs-as-completed",
	section: 2,
	title: "same total, earlier first result",
	mentalModel:
		"Friends who go to a party leave when the last one is dressed; at a finish line every runner is greeted on arrival. Both are over when the slowest is there. What differs is how long the first one has to wait.",
	why: "Both have the same downloads under way at once, so the total is the same. gather gives all results at the end, asCompleted each file when it is there.",
	takeAway: "Use gather when you need all results together, asCompleted for progress and an early start.",
	parameters,
	variants: [
		{
			name: "batch",
			summary: "gather: all results handled at the very end",
			main: batch,
			elapsed: longest,
		},
		{
			name: "streaming",
			summary: "asCompleted: each handled when it is there",
			main: streaming,
			elapsed: longest,
		},
	],
	next: [
		{ run: "gather-vs-as-completed --seed 8", question: "which is first?" },
		{ run: "gather-vs-as-completed --set file2=30", question: "and now?" },
	],
	python,
});
