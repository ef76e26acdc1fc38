import {
	CancelledError,
	coroutine,
	createTask,
	defineDemo,
	gather,
	print,
	Queue,
	sleep,
} from "../../src/index.ts";

const worker = coroutine(
	"worker",
	function* (n, queue, careful) {
		for (;;) {
			const item = yield* queue.get();
			try {
				yield* sleep(1);
				if (item === 3) throw new Error(`can't do ${item}`);
				print(`worker ${n} did ${item}`);
				if (!careful) queue.taskDone();
			} catch (error) {
				if (error instanceof CancelledError || !careful) throw error;
				print(`worker ${n}: ${error.message}`);
			} finally {
				if (careful) queue.taskDone();
			}
		}
	},
	{ label: (n) => `worker ${n}` },
);
function* work(careful) {
	const queue = new Queue(0, { name: "jobs" });
	for (let item = 0; item < 6; item++) queue.putNowait(item);
	const workers = [1, 2].map((n) => createTask(worker(n, queue, careful)));
	yield* queue.join();
	print("all done");
	for (const one of workers) one.cancel();
	yield* gather(workers, { returnExceptions: true });
}
const stuck = coroutine("main", function* () {
	yield* work(false);
});
const right = coroutine("main", function* () {
	yield* work(true);
});
export const demo = defineDemo({
	name: "join-worker-died",
	variants: [
		{ name: "stuck", main: stuck, outcome: "deadlock" },
		{ name: "right", main: right },
	],
});
