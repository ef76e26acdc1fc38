import { coroutine, getRunningLoop, print, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";

const parameters = {
	callback: { default: 1, unit: "s", range: [0.1, 60], description: "when the callback is due" },
	pause: { default: 1.5, unit: "s", range: [0.1, 60], description: "how long main sleeps meanwhile" },
} as const satisfies Parameters;

const main = coroutine("main", function* ({ callback, pause }: Values<typeof parameters>) {
	const loop = getRunningLoop();
	print(`Event loop: ${loop}`);
	print(`Is running: ${loop.isRunning()}`);
	print(`Debug mode: ${loop.getDebug()}`);
	loop.callLater(callback, () => print("Callback executed!"));
	yield* sleep(pause);
});

const python = `\
import asyncio


async def callback(callback=1, pause=1.5):
    loop = asyncio.get_running_loop()
    print(f"Event loop: {loop}")
    print(f"Is running: {str(loop.is_running()).lower()}")
    print(f"Debug mode: {str(loop.get_debug()).lower()}")
    loop.call_later(callback, print, "Callback executed!")
    await asyncio.sleep(pause)


if __name__ == "__main__":
    asyncio.run(callback())
`;

export const eventLoop = defineDemo({
	name: "event-loop",
	section: 1,
	title: "look at the loop that runs everything",
	mentalModel:
		"The manager has a list of those who can go on, and an alarm clock for those who want to be woken. The next one on the list gets a turn. When the list is empty, the manager rests until something happens: the clock rings, or the kitchen calls that the order of table 5 is ready. For a loop that is a timer that is due, or I/O that is done.",
	why: ({ parameters: { callback, pause }, all: [run] }) => {
		const plain = "The callback is a plain function: no task, no coroutine, nothing to await.";
		return run?.printedAt("Callback") === null
			? `${plain} It was due at ${callback} s, but main ended at ${pause} s, and the loop ended with it: the callback was never called.`
			: `${plain} While main sleeps, the loop is free, so it calls the callback when it is due, at ${callback} s.`;
	},
	takeAway: "The loop runs tasks, and plain callbacks at a time that you choose.",
	parameters,
	variants: [
		{
			name: "callback",
			summary: "a plain callback is set, then main sleeps",
			main,
			elapsed: ({ pause }) => pause,
		},
	],
	next: [
		{ run: "event-loop --set callback=2", question: "is it still called?" },
		{ run: "event-loop --set callback=0.5", question: "when is it called?" },
	],
	python,
});
