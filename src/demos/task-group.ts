import {
	CancelledError,
	coroutine,
	ExceptionGroup,
	print,
	type Seconds,
	sleep,
	taskGroup,
	ValueError,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";

const parameters = {
	worker1: { default: 2, unit: "s", range: [0.1, 60], description: "how long worker 1 takes" },
	worker2: { default: 3, unit: "s", range: [0.1, 60], description: "how long worker 2 takes" },
	worker3: {
		default: 1,
		unit: "s",
		range: [0.1, 60],
		description: "how long worker 3 takes, or when it fails",
	},
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const work = coroutine(
	"worker",
	function* (id: number, time: Seconds, fails: boolean) {
		print(`Worker ${id} starting`);
		try {
			yield* sleep(time);
		} catch (error) {
			if (error instanceof CancelledError) print(`Worker ${id} was cancelled`);
			throw error;
		}
		if (fails) throw new ValueError(`Worker ${id} failed!`);
		print(`Worker ${id} completed successfully`);
		return `Result from worker ${id}`;
	},
	{ label: (id) => `worker ${id}` },
);

function* workTogether({ worker1, worker2, worker3 }: Numbers, thirdFails: boolean) {
	const tasks = yield* taskGroup(function* (group) {
		return [
			group.createTask(work(1, worker1, false)),
			group.createTask(work(2, worker2, false)),
			group.createTask(work(3, worker3, thirdFails)),
		];
	});
	// The group has ended, so every one of them has a result.
	print(`Results: ${tasks.map((task) => task.result()).join(", ")}`);
}

const allSucceed = coroutine("main", function* (numbers: Numbers) {
	yield* workTogether(numbers, false);
});

const oneFails = coroutine("main", function* (numbers: Numbers) {
	try {
		yield* workTogether(numbers, true);
	} catch (error) {
		if (!(error instanceof ExceptionGroup)) throw error;
		print(`Some tasks failed: ${error.message}`);
	}
});

const python = `\
import asyncio


async def work(id, time, fails):
    print(f"Worker {id} starting")
    try:
        await asyncio.sleep(time)
    except asyncio.CancelledError:
        print(f"Worker {id} was cancelled")
        raise
    if fails:
        raise ValueError(f"Worker {id} failed!")
    print(f"Worker {id} completed successfully")
    return f"Result from worker {id}"


async def work_together(times, third_fails):
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(work(id, time, fails=third_fails and id == 3))
            for id, time in enumerate(times, 1)
        ]
    # the group has ended, so every one of them has a result
    print(f"Results: {', '.join(task.result() for task in tasks)}")


async def all_succeed(worker1=2, worker2=3, worker3=1):
    await work_together([worker1, worker2, worker3], third_fails=False)


async def one_fails(worker1=2, worker2=3, worker3=1):
    try:
        await work_together([worker1, worker2, worker3], third_fails=True)
    except ExceptionGroup as group:
        print(f"Some tasks failed: {group}")


if __name__ == "__main__":
    asyncio.run(all_succeed())
    asyncio.run(one_fails())
`;

export const taskGroupDemo = defineDemo({
	name: "task-group",
	section: 4,
	title: "a block that its tasks cannot outlive",
	mentalModel:
		"A mountain party on one rope. They set out together and nobody is left on the mountain: if one falls, the others stop where they are, and all come down before the day is over.",
	why: "The block waits for all of its tasks. When worker 3 fails, the group asks the others to stop, waits until they have, then raises the errors as one.",
	takeAway: "No task outlives its block: all succeed, or the rest is cancelled.",
	parameters,
	variants: [
		{
			name: "all-succeed",
			summary: "the block ends with its slowest task",
			main: allSucceed,
			elapsed: ({ worker1, worker2, worker3 }) => Math.max(worker1, worker2, worker3),
		},
		{
			name: "one-fails",
			summary: "worker 3 fails, the others are cancelled",
			main: oneFails,
			elapsed: ({ worker3 }) => worker3,
		},
	],
	next: [{ run: "task-group --set worker3=2.5", question: "who is cancelled?" }],
	python,
});
