import { coroutine, createTask, defineDemo, getRunningLoop, print, sleep } from "../../src/index.ts";

const work = coroutine("work", function* () {
	yield* sleep(2);
	print("work done");
});
const main = coroutine("main", function* () {
	const end = getRunningLoop().time() + 3;
	createTask(work());
	while (getRunningLoop().time() < end) yield* sleep(0);
	print("3 s are over");
});
export const demo = defineDemo({
	name: "busy-until-time",
	variants: [{ name: "busy", main, outcome: "livelock" }],
});
