import { coroutine, createTask, print, type Seconds, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { seconds } from "./numbers.ts";

const parameters = {
	time: { default: 3, unit: "s", range: [0.1, 60], description: "how long the task takes" },
	look: { default: 1, unit: "s", range: [0.1, 60], description: "when main looks at it again" },
} as const satisfies Parameters;

const work = coroutine(
	"work",
	function* (name: string, time: Seconds) {
		print(`Task ${name} starting`);
		yield* sleep(time);
		print(`Task ${name} completed normally`);
		return `Result from ${name}`;
	},
	{ label: (name) => name },
);

const main = coroutine("main", function* ({ time, look }: Values<typeof parameters>) {
	const task = createTask(work("Demo", time));
	print("Just created task:");
	print(` Done: ${task.done()}`);
	print(` Cancelled: ${task.cancelled()}`);
	yield* sleep(look);
	print(`After ${seconds(look)}:`);
	print(` Done: ${task.done()}`);
	print(` Cancelled: ${task.cancelled()}`);
	yield* task;
	print("After completion:");
	print(` Done: ${task.done()}`);
	print(` Result: ${task.result()}`);
});

const python = `\
import asyncio


async def work(name, time):
    print(f"Task {name} starting")
    await asyncio.sleep(time)
    print(f"Task {name} completed normally")
    return f"Result from {name}"


async def watched(time=3, look=1):
    task = asyncio.create_task(work("Demo", time))
    print("Just created task:")
    print(f" Done: {str(task.done()).lower()}")
    print(f" Cancelled: {str(task.cancelled()).lower()}")
    await asyncio.sleep(look)
    print(f"After {look:g} second{'' if look == 1 else 's'}:")
    print(f" Done: {str(task.done()).lower()}")
    print(f" Cancelled: {str(task.cancelled()).lower()}")
    await task
    print("After completion:")
    print(f" Done: {str(task.done()).lower()}")
    print(f" Result: {task.result()}")


if __name__ == "__main__":
    asyncio.run(watched())
`;

export const taskLifecycle = defineDemo({
	name: "task-lifecycle",
	section: 3,
	title: "a task from its creation to its result",
	mentalModel:
		"A task is a device with a remote control. If you make the task, you hold the remote control, and need not stand beside the device. The remote control shows whether the task still runs or has failed, can ask it to stop, and gives you the result when it is done.",
	why: ({ parameters: { look }, all: [run] }) => {
		const looks = run?.history.lines.filter(({ text }) => text.startsWith(" Done:")) ?? [];
		const state = looks[1]?.text.endsWith("true") ? "it is done" : "it still waits";
		return `createTask only puts the task on the loop's list. It first runs when main waits, at its sleep: so 'starting' comes after the first look. At the second look, at ${look} s, ${state}.`;
	},
	takeAway: "A new task has not run yet; it starts when its maker next has to wait.",
	parameters,
	variants: [
		{
			name: "watched",
			summary: "looked at when made, later, and when done",
			main,
			elapsed: ({ time, look }) => Math.max(time, look),
		},
	],
	next: [
		{ run: "task-lifecycle --set look=4", question: "done at the look?" },
		{ run: "task-lifecycle --set time=0.5", question: "done at the look?" },
	],
	python,
});
