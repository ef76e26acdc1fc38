import { coroutine, createTask, defineDemo, print, Queue, sleep, wait } from "../../src/index.ts";

const producer = coroutine(
	"producer",
	function* (q) {
		for (let i = 0; i < 3; i++) {
			yield* sleep(1);
			if (i === 2) throw new Error("feed is gone");
			yield* q.put(i);
		}
	},
	{ label: () => "producer" },
);
const consumer = coroutine(
	"consumer",
	function* (n, q) {
		for (;;) print(`consumer ${n} got ${yield* q.get()}`);
	},
	{ label: (n) => `consumer ${n}` },
);
const waits = coroutine("main", function* () {
	const q = new Queue(0, { name: "feed" });
	createTask(producer(q));
	yield* wait([1, 2].map((n) => createTask(consumer(n, q))));
});
export const demo = defineDemo({
	name: "producer-died",
	variants: [{ name: "waits", main: waits, outcome: "deadlock" }],
});
