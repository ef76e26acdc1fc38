import { coroutine, createTask, defineDemo, print, Queue, QueueShutDown, sleep } from "../../src/index.ts";

const worker = coroutine(
	"worker",
	function* (q, forgets) {
		try {
			for (;;) {
				const job = yield* q.get();
				yield* sleep(1);
				print(`did ${job}`);
				if (!(forgets && job === 1)) q.taskDone();
			}
		} catch (e) {
			if (!(e instanceof QueueShutDown)) throw e;
			print("worker: queue is shut");
		}
	},
	{ label: () => "worker" },
);
function* work(forgets) {
	const q = new Queue(0, { name: "jobs" });
	for (let job = 0; job < 4; job++) q.putNowait(job);
	const w = createTask(worker(q, forgets));
	yield* sleep(2.5);
	q.shutdown(true);
	print("shut down at once");
	yield* q.join();
	print("joined");
	yield* w;
}
const forgetful = coroutine("main", function* () {
	yield* work(true);
});
const tidy = coroutine("main", function* () {
	yield* work(false);
});
export const demo = defineDemo({
	name: "shutdown-join",
	variants: [
		{ name: "forgetful", main: forgetful, outcome: "deadlock" },
		{ name: "tidy", main: tidy },
	],
});
