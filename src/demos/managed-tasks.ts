import {
	CancelledError,
	coroutine,
	createTask,
	gather,
	print,
	RuntimeError,
	type Seconds,
	sleep,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";

const parameters = {
	worker1: { default: 1, unit: "s", range: [0.1, 60], description: "how long worker 1 takes" },
	worker2: { default: 2, unit: "s", range: [0.1, 60], description: "how long worker 2 takes" },
	worker3: { default: 3, unit: "s", range: [0.1, 60], description: "how long worker 3 takes" },
	fails: { default: 1.5, unit: "s", range: [0.1, 60], description: "when worker 2 fails in one-fails" },
} as const satisfies Parameters;

const work = coroutine(
	"worker",
	function* (id: number, time: Seconds) {
		yield* sleep(time);
		return `Worker ${id} completed`;
	},
	{ label: (id) => `worker ${id}` },
);

type Numbers = Values<typeof parameters>;

const byHand = coroutine("main", function* ({ worker1, worker2, worker3 }: Numbers) {
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

const talkingWork = coroutine(
	"worker",
	function* (id: number, time: Seconds, fails: boolean) {
		try {
			yield* sleep(time);
		} catch (error) {
			if (error instanceof CancelledError) print(`Worker ${id} was cancelled`);
			throw error;
		}
		if (fails) throw new RuntimeError(`Worker ${id} failed`);
		print(`Worker ${id} completed`);
	},
	{ label: (id) => `worker ${id}` },
);

const oneFails = coroutine("main", function* ({ worker1, worker3, fails }: Numbers) {
	const tasks = [
		createTask(talkingWork(1, worker1, false)),
		createTask(talkingWork(2, fails, true)),
		createTask(talkingWork(3, worker3, false)),
	];
	try {
		// Without returnExceptions the first error comes out at once, while others still run.
		yield* gather(tasks);
	} catch (error) {
		if (!(error instanceof RuntimeError)) throw error;
		print(`gather failed: ${error.message}`);
	} finally {
		for (const task of tasks) {
			if (!task.done()) task.cancel();
		}
		yield* gather(tasks, { returnExceptions: true });
	}
	print("Nobody is left behind");
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
            if isinstance(result, BaseException):  # CancelledError is no Exception
                print(f"Task {number} failed: {result}")
            else:
                print(f"Task {number} result: {result}")
    finally:
        # however this ends, nobody is left behind: who still runs is stopped
        for task in tasks:
            if not task.done():
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def talking_work(id, time, fails):
    try:
        await asyncio.sleep(time)
    except asyncio.CancelledError:
        print(f"Worker {id} was cancelled")
        raise
    if fails:
        raise RuntimeError(f"Worker {id} failed")
    print(f"Worker {id} completed")


async def one_fails(worker1=1, worker3=3, fails=1.5):
    tasks = [
        asyncio.create_task(talking_work(1, worker1, False)),
        asyncio.create_task(talking_work(2, fails, True)),
        asyncio.create_task(talking_work(3, worker3, False)),
    ]
    try:
        # without return_exceptions the first error comes out at once, while others still run
        await asyncio.gather(*tasks)
    except RuntimeError as error:
        print(f"gather failed: {error}")
    finally:
        for task in tasks:
            if not task.done():
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    print("Nobody is left behind")


if __name__ == "__main__":
    asyncio.run(by_hand())
    asyncio.run(one_fails())
`;

export const managedTasks = defineDemo({
	name: "managed-tasks",
	section: 4,
	title: "the safety of a task group, made by hand",
	mentalModel:
		"Climbers without a rope, but with a guide who has a list of names. In the evening, whatever has happened, the guide goes through the list, calls back those who are still out, and waits for them. Python before 3.11 had no task groups, and this is how it was done.",
	why: ({ of }) => {
		const cancelled = of("one-fails")?.tasks("cancelled") ?? [];
		const acts =
			cancelled.length === 0
				? "here no worker runs any more"
				: `it cancels and awaits ${cancelled.join(" and ")}`;
		return `With returnExceptions gather waits for all: here finally has nothing to do. Without it the first error comes out at once, and finally acts: ${acts}.`;
	},
	takeAway:
		"A list of tasks, a gather and a finally: a task group does this for you. By hand only the first error comes out, and the gather in finally swallows the others; a group raises all of them.",
	parameters,
	variants: [
		{
			name: "by-hand",
			summary: "a list of tasks, a gather, and a finally",
			main: byHand,
			elapsed: ({ worker1, worker2, worker3 }) => Math.max(worker1, worker2, worker3),
		},
		{
			name: "one-fails",
			summary: "no returnExceptions, an except, and worker 2 fails",
			main: oneFails,
			elapsed: ({ fails }) => fails,
		},
	],
	next: [
		{ run: "managed-tasks --set fails=0.5", question: "who is cancelled?" },
		{ run: "managed-tasks --set fails=4", question: "what is left to do?" },
	],
	python,
});
