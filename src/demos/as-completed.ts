import {
	asCompleted,
	coroutine,
	createTask,
	getRunningLoop,
	print,
	type Random,
	random,
	sleep,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	file1: { default: 10, unit: "MB", range: [1, 100], whole: true, description: "size of file 1" },
	file2: { default: 5, unit: "MB", range: [1, 100], whole: true, description: "size of file 2" },
	file3: { default: 15, unit: "MB", range: [1, 100], whole: true, description: "size of file 3" },
	file4: { default: 8, unit: "MB", range: [1, 100], whole: true, description: "size of file 4" },
	file5: { default: 12, unit: "MB", range: [1, 100], whole: true, description: "size of file 5" },
	rate: { default: 0.1, unit: "s/MB", range: [0.01, 1], description: "how long a megabyte takes" },
	least: { default: 0.5, unit: "s", range: [0, 10], description: "least time on top, drawn for each file" },
	most: { default: 2, unit: "s", range: [0, 10], description: "greatest time on top" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

interface File {
	readonly id: number;
	readonly size: number;
}

const download = coroutine(
	"download",
	function* ({ id, size }: File, { rate, least, most }: Numbers) {
		print(`Starting download of file ${id} (${size}MB)`);
		const time = size * rate + random.uniform(least, most);
		yield* sleep(time);
		print(` Completed download of file ${id} in ${fixed(time, 1)}s`);
		return { id, size };
	},
	{ label: ({ id }) => `file ${id}` },
);

function files({ file1, file2, file3, file4, file5 }: Numbers): File[] {
	return [file1, file2, file3, file4, file5].map((size, index) => ({ id: index + 1, size }));
}

/** Says after each file how far it is, and remembers when the first was there. */
class Progress {
	readonly #total: number;
	readonly #start = getRunningLoop().time();
	#count = 0;
	#megabytes = 0;
	#first = 0;

	constructor(total: number) {
		this.#total = total;
	}

	add({ id, size }: File): void {
		if (this.#count === 0) this.#first = getRunningLoop().time() - this.#start;
		this.#count += 1;
		this.#megabytes += size;
		print(` Progress: ${this.#count}/${this.#total} files completed`);
		print(` Total downloaded: ${this.#megabytes}MB`);
		print(` Last completed: File ${id} (${size}MB)`);
		print("-".repeat(50));
	}

	facts() {
		return { firstResult: this.#first };
	}
}

const sequential = coroutine("main", function* (numbers: Numbers) {
	const wanted = files(numbers);
	const progress = new Progress(wanted.length);
	for (const file of wanted) progress.add(yield* download(file, numbers));
	return progress.facts();
});

const concurrent = coroutine("main", function* (numbers: Numbers) {
	const wanted = files(numbers);
	const progress = new Progress(wanted.length);
	const downloads = wanted.map((file) => createTask(download(file, numbers)));
	for (const next of asCompleted(downloads)) progress.add(yield* next);
	return progress.facts();
});

function times(numbers: Numbers, drawn: Random): number[] {
	const { rate, least, most } = numbers;
	return files(numbers).map(({ size }) => size * rate + drawn.uniform(least, most));
}

const python = `\
import asyncio
import random


async def download(id, size, rate, least, most):
    print(f"Starting download of file {id} ({size}MB)")
    time = size * rate + random.uniform(least, most)
    await asyncio.sleep(time)
    print(f" Completed download of file {id} in {time:.1f}s")
    return id, size


class Progress:
    def __init__(self, total):
        self.total = total
        self.count = 0
        self.megabytes = 0

    def add(self, id, size):
        self.count += 1
        self.megabytes += size
        print(f" Progress: {self.count}/{self.total} files completed")
        print(f" Total downloaded: {self.megabytes}MB")
        print(f" Last completed: File {id} ({size}MB)")
        print("-" * 50)


async def sequential(
    file1=10, file2=5, file3=15, file4=8, file5=12, rate=0.1, least=0.5, most=2
):
    sizes = [file1, file2, file3, file4, file5]
    progress = Progress(len(sizes))
    for id, size in enumerate(sizes, 1):
        progress.add(*await download(id, size, rate, least, most))


async def concurrent(
    file1=10, file2=5, file3=15, file4=8, file5=12, rate=0.1, least=0.5, most=2
):
    sizes = [file1, file2, file3, file4, file5]
    progress = Progress(len(sizes))
    downloads = [
        asyncio.create_task(download(id, size, rate, least, most))
        for id, size in enumerate(sizes, 1)
    ]
    for next_done in asyncio.as_completed(downloads):
        progress.add(*await next_done)


if __name__ == "__main__":
    asyncio.run(sequential())
    asyncio.run(concurrent())
`;

export const asCompletedDemo = defineDemo({
	name: "as-completed",
	section: 2,
	title: "take each result as it comes in",
	mentalModel:
		"Runners cross a finish line, and each is greeted on arrival, in the order of arrival. It does not matter who started first, and nobody has to wait for the last runner.",
	why: "All five downloads are under way at once, and each await in the loop waits for the one that ends next. So the results come in the order of finishing. The total is the longest download.",
	takeAway:
		"With asCompleted each result can be handled as soon as it is there. Like gather, it makes tasks of coroutines.",
	parameters,
	variants: [
		{
			name: "sequential",
			summary: "one download after the other",
			main: sequential,
			elapsed: (numbers, drawn) => times(numbers, drawn).reduce((sum, time) => sum + time, 0),
		},
		{
			name: "concurrent",
			summary: "five tasks, each handled when it is done",
			main: concurrent,
			elapsed: (numbers, drawn) => Math.max(...times(numbers, drawn)),
		},
	],
	next: [
		{ run: "as-completed --seed 8", question: "which file is first now?" },
		{ run: "as-completed --set file2=50", question: "which file is last?" },
	],
	python,
});
