import {
	CancelledError,
	type Coroutine,
	coroutine,
	createTask,
	getRunningLoop,
	print,
	type Seconds,
	sleep,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	steps: { default: 5, unit: "", range: [1, 50], whole: true, description: "steps of the worker" },
	step: { default: 1, unit: "s", range: [0.1, 10], description: "how long a step takes" },
	after: { default: 1.5, unit: "s", range: [0.1, 60], description: "when the worker is asked to stop" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const swallowing = coroutine(
	"worker",
	function* ({ steps, step }: Numbers) {
		for (let done = 1; done <= steps; done++) {
			try {
				yield* sleep(step);
				print(`Worker: step ${done}/${steps}`);
			} catch {
				// A bare catch takes the cancellation too, and nobody ever hears of it again.
				print(`Worker: step ${done}/${steps} broken off, on with the next`);
			}
		}
	},
	{ label: () => "worker" },
);

const raising = coroutine(
	"worker",
	function* ({ steps, step }: Numbers) {
		try {
			for (let done = 1; done <= steps; done++) {
				yield* sleep(step);
				print(`Worker: step ${done}/${steps}`);
			}
		} catch (error) {
			if (error instanceof CancelledError) print("Worker: cleaning up");
			throw error;
		}
	},
	{ label: () => "worker" },
);

function* stopAfter(worker: Coroutine<void>, { after }: Numbers) {
	const loop = getRunningLoop();
	const start = loop.time();
	const task = createTask(worker);
	yield* sleep(after);
	print("Asking the worker to stop");
	task.cancel();
	try {
		yield* task;
	} catch (error) {
		if (!(error instanceof CancelledError)) throw error;
	}
	print(`Worker ended after ${fixed(loop.time() - start, 2)}s, cancelled: ${task.cancelled()}`);
	return { cancelled: task.cancelled() };
}

const swallowed = coroutine("main", function* (numbers: Numbers) {
	return yield* stopAfter(swallowing(numbers), numbers);
});

const reRaised = coroutine("main", function* (numbers: Numbers) {
	return yield* stopAfter(raising(numbers), numbers);
});

// The step under way at the cancel is broken off; those after it are all made.
function endOfSwallowing({ steps, step, after }: Numbers): Seconds {
	let at = 0;
	for (let done = 1; done <= steps; done++) {
		at += step;
		// Equal: main set its timer before, so it is first.
		if (at >= after) return after + (steps - done) * step;
	}
	return after;
}

const python = `\
import asyncio
import time


async def swallowing(steps, step):
    for done in range(1, steps + 1):
        try:
            await asyncio.sleep(step)
            print(f"Worker: step {done}/{steps}")
        except BaseException:
            # this takes the cancellation too, and nobody ever hears of it again
            print(f"Worker: step {done}/{steps} broken off, on with the next")


async def raising(steps, step):
    try:
        for done in range(1, steps + 1):
            await asyncio.sleep(step)
            print(f"Worker: step {done}/{steps}")
    except asyncio.CancelledError:
        print("Worker: cleaning up")
        raise


async def stop_after(worker, after):
    start = time.perf_counter()
    task = asyncio.create_task(worker)
    await asyncio.sleep(after)
    print("Asking the worker to stop")
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    elapsed, cancelled = time.perf_counter() - start, str(task.cancelled()).lower()
    print(f"Worker ended after {elapsed:.2f}s, cancelled: {cancelled}")


async def swallowed(steps=5, step=1, after=1.5):
    await stop_after(swallowing(steps, step), after)


async def re_raised(steps=5, step=1, after=1.5):
    await stop_after(raising(steps, step), after)


if __name__ == "__main__":
    asyncio.run(swallowed())
    asyncio.run(re_raised())
`;

export const swallowedCancel = defineDemo({
	name: "swallowed-cancel",
	section: 7,
	title: "a task that will not be stopped",
	mentalModel:
		"The porter knocks: the office is closing. One worker puts the tools away and goes. Another one calls 'yes, yes', and the porter stands at the door with the key in his hand.",
	why: ({ all: [run] }) =>
		run !== undefined && run.askedAt({ accepted: true }) === null
			? "A request to stop comes as CancelledError at the await. Here the worker was done before it was asked: cancel() returned false, and there was nothing to swallow."
			: "A request to stop comes as CancelledError at the await. If it is caught and dropped, it is gone: one step is lost, the worker goes on to its end, and main waits for it.",
	measure: ({ history, elapsed }) => {
		const asked = history.indexed("cancel-requested")[0]?.[1];
		if (asked === undefined || !asked.accepted) return "done before the request";
		const ended = [...history.tasks()].find(({ id }) => id === asked.task)?.endedAt ?? elapsed;
		return `ended ${fixed(ended - asked.at, 2)} s after the request`;
	},
	takeAway: "Catch CancelledError to clean up, and raise it again.",
	parameters,
	variants: [
		{
			name: "swallowed",
			summary: "the worker catches all errors, and drops them",
			main: swallowed,
			elapsed: endOfSwallowing,
			fix: "Catch CancelledError by its class, clean up, and raise it again, as the variant re-raised does: then the worker ends when it is asked to.",
			rightVariant: "re-raised",
		},
		{
			name: "re-raised",
			summary: "the worker cleans up and raises again",
			main: reRaised,
			elapsed: ({ after }) => after,
		},
	],
	next: [
		{ run: "swallowed-cancel --set after=3.5", question: "when is it over?" },
		{ run: "swallowed-cancel --set after=9", question: "what is swallowed?" },
	],
	python,
});
