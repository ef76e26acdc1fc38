import {
	type Coroutine,
	coroutine,
	gather,
	getRunningLoop,
	print,
	type Seconds,
	sleep,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	time1: { default: 0.5, unit: "s", range: [0.1, 60], description: "how long the first operation takes" },
	time2: { default: 1, unit: "s", range: [0.1, 60], description: "how long the second operation takes" },
	time3: { default: 1.5, unit: "s", range: [0.1, 60], description: "how long the third operation takes" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

/** Wraps a coroutine function so that each call says how long it took. */
function timed<A extends unknown[], T>(operation: (...args: A) => Coroutine<T>) {
	return coroutine(operation.name, function* (...args: A) {
		const loop = getRunningLoop();
		const start = loop.time();
		try {
			return yield* operation(...args);
		} finally {
			// In a finally, so that it is said of one that failed too.
			print(`${operation.name} took ${fixed(loop.time() - start, 3)}s`);
		}
	});
}

const slowOperation = timed(
	coroutine("slow_operation", function* (time: Seconds) {
		yield* sleep(time);
		return `Slept ${time}s`;
	}),
);

const sequential = coroutine("main", function* ({ time1, time2, time3 }: Numbers) {
	const start = getRunningLoop().time();
	for (const time of [time1, time2, time3]) yield* slowOperation(time);
	print(`Total sequential execution time: ${fixed(getRunningLoop().time() - start, 3)}s`);
});

function* allAtOnce({ time1, time2, time3 }: Numbers) {
	const start = getRunningLoop().time();
	yield* gather([time1, time2, time3].map((time) => slowOperation(time)));
	print(`Total concurrent execution time: ${fixed(getRunningLoop().time() - start, 3)}s`);
}

const concurrent = coroutine("main", function* (numbers: Numbers) {
	yield* allAtOnce(numbers);
});

const twoThenThree = coroutine("main", function* (numbers: Numbers) {
	yield* slowOperation(numbers.time2);
	yield* slowOperation(numbers.time1);
	yield* allAtOnce(numbers);
});

const python = `\
import asyncio
import functools
import time


def timed(operation):
    """Wraps a coroutine function so that each call says how long it took."""

    @functools.wraps(operation)
    async def wrapper(*args):
        start = time.perf_counter()
        try:
            return await operation(*args)
        finally:  # so that it is said of one that failed too
            print(f"{operation.__name__} took {time.perf_counter() - start:.3f}s")

    return wrapper


@timed
async def slow_operation(time):
    await asyncio.sleep(time)
    return f"Slept {time}s"


async def sequential(time1=0.5, time2=1, time3=1.5):
    start = time.perf_counter()
    for each in [time1, time2, time3]:
        await slow_operation(each)
    print(f"Total sequential execution time: {time.perf_counter() - start:.3f}s")


async def concurrent(time1=0.5, time2=1, time3=1.5):
    start = time.perf_counter()
    await asyncio.gather(*(slow_operation(each) for each in [time1, time2, time3]))
    print(f"Total concurrent execution time: {time.perf_counter() - start:.3f}s")


async def two_then_three(time1=0.5, time2=1, time3=1.5):
    await slow_operation(time2)
    await slow_operation(time1)
    await concurrent(time1, time2, time3)


if __name__ == "__main__":
    asyncio.run(sequential())
    asyncio.run(concurrent())
    asyncio.run(two_then_three())
`;

export const monitor = defineDemo({
	name: "monitor",
	section: 6,
	title: "measure, to see that it is concurrent",
	mentalModel:
		"Three cooks with a stopwatch each, and one more on the wall. If the one on the wall shows the sum of the three, the cooks worked one after the other. If it shows the longest of the three, they worked at the same time.",
	why: "The wrapper prints the time in a finally, so it also does that when an operation fails. Each operation takes as long in turn as at once; it is the total that shows whether they overlap.",
	takeAway: "Measure, to see whether the waits overlap as they should.",
	parameters,
	variants: [
		{
			name: "sequential",
			summary: "three measured operations in turn",
			main: sequential,
			elapsed: ({ time1, time2, time3 }) => time1 + time2 + time3,
		},
		{
			name: "concurrent",
			summary: "three measured operations at once",
			main: concurrent,
			elapsed: ({ time1, time2, time3 }) => Math.max(time1, time2, time3),
		},
		{
			name: "two-then-three",
			summary: "two in turn, then the three at once",
			main: twoThenThree,
			work: "five operations",
			elapsed: ({ time1, time2, time3 }) => time2 + time1 + Math.max(time1, time2, time3),
		},
	],
	next: [
		{ run: "monitor --set time1=4", question: "what are the totals?" },
		{ run: "monitor --set time2=1.5", question: "which totals change?" },
	],
	python,
});
