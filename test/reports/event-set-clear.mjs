import { coroutine, createTask, defineDemo, Event, gather, print, sleep } from "../../src/index.ts";

const waiter = coroutine(
	"waiter",
	function* (n, event, late) {
		yield* sleep(late);
		yield* event.wait();
		print(`waiter ${n} goes, is set: ${event.isSet() ? "True" : "False"}`);
	},
	{ label: (n) => `waiter ${n}` },
);
const pulse = coroutine("main", function* () {
	const event = new Event({ name: "go" });
	const tasks = [
		[1, 0],
		[2, 0.5],
		[3, 2],
	].map(([n, late]) => createTask(waiter(n, event, late)));
	yield* sleep(1);
	event.set();
	event.clear();
	print("set and cleared");
	yield* gather(tasks);
});
export const demo = defineDemo({
	name: "event-set-clear",
	variants: [{ name: "pulse", main: pulse, outcome: "deadlock" }],
});
