import { coroutine, getRunningLoop, print, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";

const parameters = {
	callback: { default: 1, unit: "s", range: [0.1, 60], description: "when the loop is to call the callback" },
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
		"The manager keeps a list of who can go on, and an alarm clock for who asked to be woken. Whoever is next on the list gets a turn; when nobody is, the manager rests until the clock rings. That is all the loop does.",
	why: "main sleeps, so the loop is free. At its time it calls the callback, a plain function: no task, no coroutine, nothing to await.",
	takeAway: "The loop runs tasks, and plain callbacks at a time of your choice.",
	parameters,
	variants: [
		{
			name: "callback",
			summary: "a plain callback is called while main sleeps",
			main,
			elapsed: ({ pause }) => pause,
		},
	],
	next: [{ run: "event-loop --set callback=2", question: "is it still called?" }],
	python,
});
