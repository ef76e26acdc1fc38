import {
	coroutine,
	createTask,
	gather,
	getRunningLoop,
	print,
	type Seconds,
	sleep,
	wait,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { seconds } from "./numbers.ts";

const parameters = {
	task1: { default: 1, unit: "s", range: [0.1, 60], description: "how long Task-1 takes" },
	task2: { default: 3, unit: "s", range: [0.1, 60], description: "how long Task-2 takes" },
	task3: { default: 5, unit: "s", range: [0.1, 60], description: "how long Task-3 takes" },
	limit: { default: 2, unit: "s", range: [0.1, 60], description: "how long main waits for them" },
} as const satisfies Parameters;

const work = coroutine(
	"work",
	function* (name: string, time: Seconds) {
		print(`Starting ${name}, will take ${time}s`);
		yield* sleep(time);
		print(`Finished ${name}`);
		return `Completed ${name} after ${time}s`;
	},
	{ label: (name) => name },
);

const main = coroutine("main", function* ({ task1, task2, task3, limit }: Values<typeof parameters>) {
	const start = getRunningLoop().time();
	const tasks = [task1, task2, task3].map((time, index) => createTask(work(`Task-${index + 1}`, time)));
	const { done, pending } = yield* wait(tasks, { timeout: limit });
	print(`After ${seconds(getRunningLoop().time() - start)}:`);
	print(`  Completed tasks: ${done.size}`);
	print(`  Still running: ${pending.size}`);
	for (const task of tasks) {
		if (done.has(task)) print(`    Completed: ${task.result()}`);
	}
	for (const task of pending) {
		print("  Cancelling pending task...");
		task.cancel();
	}
	// Asked to stop is not yet stopped: main must not end before they have.
	yield* gather([...pending], { returnExceptions: true });
	print("All tasks handled!");
});

const python = `\
import asyncio
import time


async def work(name, time):
    print(f"Starting {name}, will take {time}s")
    await asyncio.sleep(time)
    print(f"Finished {name}")
    return f"Completed {name} after {time}s"


async def with_limit(task1=1, task2=3, task3=5, limit=2):
    start = time.perf_counter()
    tasks = [
        asyncio.create_task(work(f"Task-{n}", time))
        for n, time in enumerate([task1, task2, task3], 1)
    ]
    done, pending = await asyncio.wait(tasks, timeout=limit)
    elapsed = time.perf_counter() - start
    print(f"After {elapsed:g} second{'' if elapsed == 1 else 's'}:")
    print(f"  Completed tasks: {len(done)}")
    print(f"  Still running: {len(pending)}")
    for task in tasks:  # the two sets have no order, the list has
        if task in done:
            print(f"    Completed: {task.result()}")
    for task in pending:
        print("  Cancelling pending task...")
        task.cancel()
    # asked to stop is not yet stopped: this must not end before they have
    await asyncio.gather(*pending, return_exceptions=True)
    print("All tasks handled!")


if __name__ == "__main__":
    asyncio.run(with_limit())
`;

export const waitDemo = defineDemo({
	name: "wait",
	section: 3,
	title: "wait for a while, then see which tasks are done",
	mentalModel:
		"You look at your watch and say: in two seconds I will see who is here. Then there are two groups, those who are here and those who are still on their way. You decide what happens to the second group.",
	why: ({ all: [run] }) => {
		const cancelled = run?.tasks("cancelled").length ?? 0;
		const rest =
			cancelled === 0
				? "Here all tasks were done before the limit, so there was none to deal with."
				: `The pending ${cancelled === 1 ? "one runs" : `${cancelled} run`} on until main cancels and awaits ${cancelled === 1 ? "it" : "them"}.`;
		return `wait() returns at its limit at the latest, with two sets: done and pending. It changes no task. ${rest}`;
	},
	takeAway: "wait() cancels nothing, waitFor() does: after wait(), always deal with what is pending.",
	parameters,
	variants: [
		{
			name: "with-limit",
			summary: "wait() with a limit, then cancel() on the rest",
			main,
			elapsed: ({ task1, task2, task3, limit }) => Math.min(limit, Math.max(task1, task2, task3)),
		},
	],
	next: [
		{ run: "wait --set limit=4", question: "how many are cancelled?" },
		{ run: "wait --set limit=6", question: "when does main go on?" },
	],
	python,
});
