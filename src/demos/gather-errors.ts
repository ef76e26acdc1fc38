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

const asPrintedMain = coroutine("main", function* (numbers: Numbers) {
	const coroutines = riskyTasks(numbers);
	yield* failFast(coroutines);
	// Here the course's listing goes wrong: these have been awaited already.
	yield* collect(coroutines);
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


async def as_printed(tasks=3, time=1):
    coroutines = risky_tasks(tasks, time)
    await try_fail_fast(coroutines)
    # here the course's listing goes wrong: these have been awaited already
    await try_collect(coroutines)


if __name__ == "__main__":
    asyncio.run(fail_fast())
    asyncio.run(collect())
    asyncio.run(as_printed())
`;

export const gatherErrors = defineDemo({
	name: "gather-errors",
	section: 2,
	title: "one fails: the first error, or all results",
	mentalModel:
		"The friends leave for the party, and one falls ill. Either you call the evening off at the first bad news, though the others are dressed and on their way; or you wait for a word from everybody, good or bad, and then decide.",
	why: "Plain gather raises the first error; the other tasks are not stopped. With returnExceptions errors come in their places, as results.",
	takeAway: "Collect when one failure must not hide the rest, and make fresh coroutines for every try.",
	parameters,
	variants: [
		{
			name: "fail-fast",
			summary: "the first error comes out of gather",
			main: failFastMain,
			elapsed: ({ time }) => time,
		},
		{
			name: "collect",
			summary: "every result or error in its place",
			main: collectMain,
			elapsed: ({ time }) => time,
		},
		{
			name: "as-printed",
			summary: "the same coroutines handed to gather twice",
			main: asPrintedMain,
			elapsed: ({ time }) => time,
			fix: "Call riskyTasks again for the second gather: a coroutine can be awaited once only. collect does, and sees each result; here all fail before they start.",
			rightVariant: "collect",
		},
	],
	next: [{ run: "gather-errors --set tasks=5", question: "who else finishes?" }],
	python,
});
