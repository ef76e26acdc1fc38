import { coroutine, createTask, gather, print, type Seconds, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";

const parameters = {
	worker1: { default: 1, unit: "s", range: [0.1, 60], description: "how long worker 1 takes" },
	worker2: { default: 2, unit: "s", range: [0.1, 60], description: "how long worker 2 takes" },
	worker3: { default: 3, unit: "s", range: [0.1, 60], description: "how long worker 3 takes" },
} as const satisfies Parameters;

const work = coroutine(
	"worker",
	function* (id: number, time: Seconds) {
		yield* sleep(time);
		return `Worker ${id} completed`;
	},
	{ label: (id) => `worker ${id}` },
);

const main = coroutine("main", function* ({ worker1, worker2, worker3 }: Values<typeof parameters>) {
	const tasks = [worker1, worker2, worker3].map((time, index) => createTask(work(index + 1, time)));
	try {
		const results = yield* gather(tasks, { returnExceptions: true });
		for (const [index, result] of results.entries()) {
			if (result instanceof Error) print(`Task ${index + 1} failed: ${result.message}`);
			else print(`Task ${index + 1} result: ${result}`);
		}
	} finally {
		// However this ends, nobody is left behind: what still runs is stopped, and awaited.
		for (const task of tasks) {
			if (!task.done()) task.cancel();
		}
		yield* gather(tasks, { returnExceptions: true });
	}
});

const python = `\
import asyncio


async def work(id, time):
    await asyncio.sleep(time)
    return f"Worker {id} completed"


async def by_hand(worker1=1, worker2=2, worker3=3):
    tasks = [
        asyncio.create_task(work(id, time))
        for id, time in enumerate([worker1, worker2, worker3], 1)
    ]
    try:
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for number, result in enumerate(results, 1):
            if isinstance(result, Exception):
                print(f"Task {number} failed: {result}")
            else:
                print(f"Task {number} result: {result}")
    finally:
        # however this ends, nobody is left behind: who still runs is stopped
        for task in tasks:
            if not task.done():
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(by_hand())
`;

export const managedTasks = defineDemo({
	name: "managed-tasks",
	section: 4,
	title: "the safety of a task group, made by hand",
	mentalModel:
		"No rope, so the guide keeps a list of names. Whatever happens on the way, the list is gone through in the evening: who is not back is called back, and waited for.",
	why: "gather with returnExceptions hears from all three. The finally stops and awaits what is left; here nothing is, so it takes no time.",
	takeAway: "A list, a gather and a finally: this is what a task group does for you.",
	parameters,
	variants: [
		{
			name: "by-hand",
			summary: "a list of tasks, a gather, and a finally",
			main,
			elapsed: ({ worker1, worker2, worker3 }) => Math.max(worker1, worker2, worker3),
		},
	],
	next: [{ run: "managed-tasks --set worker1=4", question: "who is first?" }],
	python,
});
