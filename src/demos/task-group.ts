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
	body: { default: 5, unit: "s", range: [0.1, 60], description: "how long the body sleeps in body-waits" },
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

const bodyWaits = coroutine("main", function* ({ worker1, worker2, worker3, body }: Numbers) {
	try {
		yield* taskGroup(function* (group) {
			group.createTask(work(1, worker1, false));
			group.createTask(work(2, worker2, false));
			group.createTask(work(3, worker3, true));
			try {
				yield* sleep(body);
				print("The body is done");
			} catch (error) {
				if (error instanceof CancelledError) print("The body was cancelled");
				throw error;
			}
		});
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
    except* ValueError as errors:
        print(f"Some tasks failed: {errors}")


async def body_waits(worker1=2, worker2=3, worker3=1, body=5):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work(1, worker1, fails=False))
            group.create_task(work(2, worker2, fails=False))
            group.create_task(work(3, worker3, fails=True))
            try:
                await asyncio.sleep(body)
                print("The body is done")
            except asyncio.CancelledError:
                print("The body was cancelled")
                raise
    except* ValueError as errors:
        print(f"Some tasks failed: {errors}")


if __name__ == "__main__":
    asyncio.run(all_succeed())
    asyncio.run(one_fails())
    asyncio.run(body_waits())
`;

export const taskGroupDemo = defineDemo({
	name: "task-group",
	section: 4,
	title: "a block that ends after all of its tasks",
	mentalModel:
		"Climbers on one rope start together and come home together: the tour is over only when all of them are back. What do the others do when one of them falls?",
	why: ({ of }) => {
		const run = of("one-fails");
		const cancelled = run?.tasks("cancelled") ?? [];
		const others =
			run !== undefined && cancelled.length === 0
				? "no other worker runs any more, and the group cancels only a body that waits"
				: "the group cancels the workers that still run, and also a body that waits";
		return `The block waits for all of its tasks. When worker 3 fails, ${others}. Then it raises all errors as one, an ExceptionGroup.`;
	},
	takeAway: "No task outlives its block: when one fails, those that still run are cancelled.",
	measure: (run) => `${run.tasks("returned").length} of 3 tasks done`,
	parameters,
	variants: [
		{
			name: "all-succeed",
			summary: "three workers in a group, none fails",
			main: allSucceed,
			elapsed: ({ worker1, worker2, worker3 }) => Math.max(worker1, worker2, worker3),
		},
		{
			name: "one-fails",
			summary: "the same group in a try, and worker 3 fails",
			main: oneFails,
			elapsed: ({ worker3 }) => worker3,
		},
		{
			name: "body-waits",
			summary: "worker 3 fails while the body sleeps",
			main: bodyWaits,
			elapsed: ({ worker3 }) => worker3,
			work: "a body that waits",
		},
	],
	next: [
		{ run: "task-group --set worker3=2.5", question: "who is cancelled?" },
		{ run: "task-group --set worker3=4", question: "who is cancelled?" },
	],
	python,
});
