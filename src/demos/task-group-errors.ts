import {
	coroutine,
	ExceptionGroup,
	print,
	RuntimeError,
	type Seconds,
	sleep,
	type Task,
	taskGroup,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";

const parameters = {
	worker1: { default: 1, unit: "s", range: [0.1, 60], description: "how long worker 1 takes" },
	worker2: { default: 2, unit: "s", range: [0.1, 60], description: "when worker 2 fails" },
	worker3: { default: 1, unit: "s", range: [0.1, 60], description: "how long worker 3 takes" },
} as const satisfies Parameters;

const work = coroutine(
	"worker",
	function* (id: number, time: Seconds, fails: boolean) {
		yield* sleep(time);
		if (fails) throw new RuntimeError(`Worker ${id} failed`);
		return `Worker ${id} success`;
	},
	{ label: (id) => `worker ${id}` },
);

const main = coroutine("main", function* ({ worker1, worker2, worker3 }: Values<typeof parameters>) {
	let good!: Task<string>;
	try {
		yield* taskGroup(function* (group) {
			good = group.createTask(work(1, worker1, false));
			group.createTask(work(2, worker2, true));
			group.createTask(work(3, worker3, false));
		});
	} catch (error) {
		if (!(error instanceof ExceptionGroup)) throw error;
		report(error);
	}
	print(`Good task 1 done: ${good.done()}`);
	if (good.cancelled()) print("Good task 1 was cancelled");
	else print(`Good task 1 result: ${good.result()}`);
});

function report({ exceptions }: ExceptionGroup): void {
	print(`Caught exception group with ${exceptions.length} exceptions`);
	for (const error of exceptions) {
		if (error instanceof Error) print(` Exception: ${error.message}`);
	}
}

const python = `\
import asyncio


async def work(id, time, fails):
    await asyncio.sleep(time)
    if fails:
        raise RuntimeError(f"Worker {id} failed")
    return f"Worker {id} success"


async def late_failure(worker1=1, worker2=2, worker3=1):
    try:
        async with asyncio.TaskGroup() as group:
            good = group.create_task(work(1, worker1, fails=False))
            group.create_task(work(2, worker2, fails=True))
            group.create_task(work(3, worker3, fails=False))
    except* RuntimeError as errors:
        print(f"Caught exception group with {len(errors.exceptions)} exceptions")
        for error in errors.exceptions:
            print(f" Exception: {error}")
    print(f"Good task 1 done: {str(good.done()).lower()}")
    if good.cancelled():
        print("Good task 1 was cancelled")
    else:
        print(f"Good task 1 result: {good.result()}")


if __name__ == "__main__":
    asyncio.run(late_failure())
`;

export const taskGroupErrors = defineDemo({
	name: "task-group-errors",
	section: 4,
	title: "what is left when one of the group fails",
	mentalModel:
		"Climbers on one rope write their names on a list at the top. Then one of the others falls. In the evening, which names are on the list, and what does the report of the day tell?",
	why: ({ all: [run] }) => {
		const cancelled = run?.tasks("cancelled") ?? [];
		const done = run?.tasks("returned") ?? [];
		const left =
			cancelled.length === 0
				? "no other worker runs any more, so none is cancelled"
				: `${cancelled.join(" and ")} ${cancelled.length === 1 ? "is" : "are"} cancelled`;
		const kept =
			done.length === 0
				? "No other worker was done"
				: `${done.join(" and ")} had finished, and ${done.length === 1 ? "keeps its result" : "keep their results"}`;
		return `When worker 2 fails, ${left}. ${kept}. All errors come out together, here a group of one.`;
	},
	takeAway: "What is finished is not lost by a later failure: ask the task for its result.",
	parameters,
	variants: [
		{
			name: "late-failure",
			summary: "worker 2 of three fails",
			main,
			elapsed: ({ worker2 }) => worker2,
		},
	],
	next: [
		{ run: "task-group-errors --set worker1=3", question: "is it kept?" },
		{ run: "task-group-errors --set worker2=0.5", question: "is it kept?" },
	],
	python,
});
