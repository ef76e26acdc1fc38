import { coroutine, gather, print, type Seconds, sleep, ValueError } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";

const parameters = {
	tasks: {
		default: 3,
		unit: "",
		range: [2, 100],
		whole: true,
		description: "how many tasks; the second fails",
	},
	time: { default: 1, unit: "s", range: [0.1, 60], description: "how long each task takes" },
	early: {
		default: 0.5,
		unit: "s",
		range: [0.1, 60],
		description: "when the second fails in others-run-on and main-ends",
	},
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const risky = coroutine(
	"risky",
	function* (name: string, time: Seconds, fails: boolean) {
		yield* sleep(time);
		if (fails) throw new ValueError(`Task ${name} failed!`);
		print(`Task ${name} succeeded`);
		return `Success: ${name}`;
	},
	{ label: (name) => name },
);

function riskyTasks({ tasks, time }: Numbers) {
	return Array.from({ length: tasks }, (_, index) => risky(`Task${index + 1}`, time, index === 1));
}

type Coroutines = ReturnType<typeof riskyTasks>;

function* failFast(coroutines: Coroutines) {
	print("Trying gather() without return_exceptions...");
	try {
		yield* gather(coroutines);
	} catch (error) {
		if (!(error instanceof ValueError)) throw error;
		print(`gather() failed fast: ${error.message}`);
	}
}

function* collect(coroutines: Coroutines) {
	print("Trying gather() with return_exceptions=true...");
	const results = yield* gather(coroutines, { returnExceptions: true });
	for (const [index, result] of results.entries()) {
		if (result instanceof Error) print(`Task ${index + 1} failed: ${result.message}`);
		else print(`Task ${index + 1} succeeded: ${result}`);
	}
}

const failFastMain = coroutine("main", function* (numbers: Numbers) {
	yield* failFast(riskyTasks(numbers));
});

const collectMain = coroutine("main", function* (numbers: Numbers) {
	yield* collect(riskyTasks(numbers));
});

const reused = coroutine("main", function* (numbers: Numbers) {
	const coroutines = riskyTasks(numbers);
	yield* failFast(coroutines);
	// Here it goes wrong: these have been awaited already.
	yield* collect(coroutines);
});

const remade = coroutine("main", function* (numbers: Numbers) {
	yield* failFast(riskyTasks(numbers));
	// Each call of the function makes new coroutines.
	yield* collect(riskyTasks(numbers));
});

function earlyFailure({ tasks, time, early }: Numbers) {
	return Array.from({ length: tasks }, (_, index) =>
		index === 1 ? risky("Task2", early, true) : risky(`Task${index + 1}`, time, false),
	);
}

const othersRunOn = coroutine("main", function* (numbers: Numbers) {
	yield* failFast(earlyFailure(numbers));
	print("main goes on");
	yield* sleep(numbers.time);
	print("main ends");
});

const mainEnds = coroutine("main", function* (numbers: Numbers) {
	yield* failFast(earlyFailure(numbers));
	// The loop stops with main: whoever still runs is cancelled.
	print("main ends");
});

const python = `\
import asyncio


async def risky(name, time, fails):
    await asyncio.sleep(time)
    if fails:
        raise ValueError(f"Task {name} failed!")
    print(f"Task {name} succeeded")
    return f"Success: {name}"


def risky_tasks(tasks, time):
    return [risky(f"Task{n}", time, n == 2) for n in range(1, tasks + 1)]


async def try_fail_fast(coroutines):
    print("Trying gather() without return_exceptions...")
    try:
        await asyncio.gather(*coroutines)
    except ValueError as error:
        print(f"gather() failed fast: {error}")


async def try_collect(coroutines):
    print("Trying gather() with return_exceptions=true...")
    results = await asyncio.gather(*coroutines, return_exceptions=True)
    for number, result in enumerate(results, 1):
        if isinstance(result, Exception):
            print(f"Task {number} failed: {result}")
        else:
            print(f"Task {number} succeeded: {result}")


async def fail_fast(tasks=3, time=1):
    await try_fail_fast(risky_tasks(tasks, time))


async def collect(tasks=3, time=1):
    await try_collect(risky_tasks(tasks, time))


async def reused(tasks=3, time=1):
    coroutines = risky_tasks(tasks, time)
    await try_fail_fast(coroutines)
    # here it goes wrong: these have been awaited already
    await try_collect(coroutines)


async def remade(tasks=3, time=1):
    await try_fail_fast(risky_tasks(tasks, time))
    # each call of the function makes new coroutines
    await try_collect(risky_tasks(tasks, time))


def early_failure(tasks, time, early):
    return [
        risky(f"Task{n}", early if n == 2 else time, n == 2)
        for n in range(1, tasks + 1)
    ]


async def others_run_on(tasks=3, time=1, early=0.5):
    await try_fail_fast(early_failure(tasks, time, early))
    print("main goes on")
    await asyncio.sleep(time)
    print("main ends")


async def main_ends(tasks=3, time=1, early=0.5):
    await try_fail_fast(early_failure(tasks, time, early))
    # the loop stops with main: whoever still runs is cancelled
    print("main ends")


if __name__ == "__main__":
    asyncio.run(fail_fast())
    asyncio.run(collect())
    asyncio.run(reused())
    asyncio.run(remade())
    asyncio.run(others_run_on())
    asyncio.run(main_ends())
`;

export const gatherErrors = defineDemo({
	name: "gather-errors",
	section: 2,
	title: "one fails: the first error, or all results",
	mentalModel:
		"Friends get ready for a party, and one of them falls ill. Either the party is over at the first bad news. Or you ask everybody, and decide when the last one has answered. And the others, who are still dressing: what do they do?",
	why: ({ parameters: { early, time }, of }) => {
		const plain = "Plain gather raises the first error and stops nobody";
		const collected = "With returnExceptions it waits for the slowest; an error is a result.";
		if (of("others-run-on") === undefined || of("main-ends") === undefined) return `${plain}. ${collected}`;
		return early < time
			? `${plain}: see others-run-on. Who still runs when main ends is cancelled. ${collected}`
			: `${plain}. Here all the others were done when the error came. ${collected}`;
	},
	takeAway:
		"Use returnExceptions when one failure must not hide the other results; then look at every result. Make new coroutines for every try.",
	measure: (run) => {
		const gathers = run.variant === "reused" || run.variant === "remade" ? 2 : 1;
		return `${run.lines("Task Task").length} of ${gathers * run.parameters.tasks} tasks done`;
	},
	parameters,
	variants: [
		{
			name: "fail-fast",
			summary: "gather without returnExceptions",
			main: failFastMain,
			elapsed: ({ time }) => time,
			work: "one gather",
		},
		{
			name: "collect",
			summary: "gather with returnExceptions",
			main: collectMain,
			elapsed: ({ time }) => time,
			work: "one gather",
		},
		{
			name: "reused",
			summary: "two gathers of the same coroutines, each name twice",
			main: reused,
			elapsed: ({ time }) => time,
			work: "two gathers",
			fix: "Call riskyTasks again for the second gather, as remade does: a coroutine can be awaited only once.",
			rightVariant: "remade",
		},
		{
			name: "remade",
			summary: "two gathers, with new coroutines of the same names",
			main: remade,
			elapsed: ({ time }) => time + time,
			work: "two gathers",
		},
		{
			name: "others-run-on",
			summary: "the second fails early, main goes on",
			main: othersRunOn,
			elapsed: ({ early, time }) => early + time,
			work: "the second fails early",
		},
		{
			name: "main-ends",
			summary: "the second fails early, and main ends",
			main: mainEnds,
			elapsed: ({ early }) => early,
			work: "the second fails early",
		},
	],
	next: [
		{ run: "gather-errors --set early=2", question: "who is cancelled now?" },
		{ run: "gather-errors --set tasks=5", question: "how many finish?" },
	],
	python,
});
