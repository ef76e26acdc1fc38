import {
	block,
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
	beat: { default: 0.5, unit: "s", range: [0.1, 10], description: "the time between two heartbeats" },
	work: { default: 2, unit: "s", range: [0.1, 60], description: "how long the work takes" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const heartbeat = coroutine(
	"heartbeat",
	function* (beat: Seconds, beats: Seconds[]) {
		while (true) {
			beats.push(getRunningLoop().time());
			print(`Heartbeat ${beats.length}`);
			yield* sleep(beat);
		}
	},
	{ label: () => "heartbeat" },
);

function* beside({ beat }: Numbers, work: () => Generator<unknown, void>) {
	const beats: Seconds[] = [];
	const heart = createTask(heartbeat(beat, beats));
	// One turn, so that it beats before the work begins.
	yield* sleep(0);
	print("Work starts");
	yield* work();
	print("Work done");
	yield* sleep(beat);
	heart.cancel();
	const longestSilence = longestGap(beats);
	print(`Longest silence: ${fixed(longestSilence, 2)}s`);
	return { longestSilence };
}

function longestGap(beats: readonly Seconds[]): Seconds {
	return Math.max(...beats.slice(1).map((at, index) => at - (beats[index] ?? at)));
}

const blocking = coroutine("main", function* (numbers: Numbers) {
	return yield* beside(numbers, function* () {
		block(numbers.work);
	});
});

const cooperative = coroutine("main", function* (numbers: Numbers) {
	return yield* beside(numbers, function* () {
		yield* sleep(numbers.work);
	});
});

const python = `\
import asyncio
import time
from itertools import pairwise


async def heartbeat(beat, beats):
    while True:
        beats.append(time.perf_counter())
        print(f"Heartbeat {len(beats)}")
        await asyncio.sleep(beat)


async def beside(beat, work):
    beats = []
    heart = asyncio.create_task(heartbeat(beat, beats))
    await asyncio.sleep(0)  # one turn, so that it beats before the work begins
    print("Work starts")
    await work()
    print("Work done")
    await asyncio.sleep(beat)
    heart.cancel()
    silence = max(after - before for before, after in pairwise(beats))
    print(f"Longest silence: {silence:.2f}s")


async def blocking(beat=0.5, work=2):
    async def block():
        time.sleep(work)

    await beside(beat, block)


async def cooperative(beat=0.5, work=2):
    await beside(beat, lambda: asyncio.sleep(work))


if __name__ == "__main__":
    asyncio.run(blocking())
    asyncio.run(cooperative())
`;

export const blockingCall = defineDemo({
	name: "blocking-call",
	section: 7,
	title: "one blocking call stops everybody",
	mentalModel:
		"An office has one telephone. Those who say 'please call me back' let the others use it. A person who keeps the telephone while waiting stops the whole office, also those who only want to say that all is well.",
	why: "The work takes the same time in both. While it awaits, the heartbeat goes on. While it blocks, the loop can give nobody a turn, and the heartbeat stops.",
	takeAway:
		"One blocking call stops everybody: await what can wait, and move a call that can only block to another thread.",
	parameters,
	variants: [
		{
			name: "blocking",
			summary: "the work blocks the one thread",
			main: blocking,
			elapsed: ({ beat, work }) => work + beat,
			fix: "Await a sleep that does not block, as the variant cooperative does. Move a call that can only block to another thread: asyncio.to_thread in Python.",
			rightVariant: "cooperative",
		},
		{
			name: "cooperative",
			summary: "the work awaits, and others get their turn",
			main: cooperative,
			elapsed: ({ beat, work }) => work + beat,
		},
	],
	next: [
		{ run: "blocking-call --set work=5", question: "how long is it silent?" },
		{ run: "blocking-call --set beat=3", question: "who is silent longer?" },
	],
	python,
});
