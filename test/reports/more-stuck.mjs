import {
	Barrier,
	coroutine,
	createTask,
	defineDemo,
	Event,
	gather,
	Lock,
	print,
	Queue,
	Semaphore,
	sleep,
	TimeoutError,
	taskGroup,
	wait,
	waitFor,
} from "../../src/index.ts";

const heartbeat = coroutine(
	"heartbeat",
	function* (times) {
		for (let n = 0; n < times; n++) yield* sleep(1);
	},
	{ label: () => "heartbeat" },
);
const stage = coroutine("stage", function* (_name, from, to) {
	for (;;) {
		const item = yield* from.get();
		yield* to.put(item);
		yield* to.put(item);
	}
});
/** Each stage puts two for each that it takes: both queues fill up. */
const fullBothWays = coroutine("main", function* () {
	const [there, back] = [new Queue(2, { name: "there" }), new Queue(2, { name: "back" })];
	there.putNowait(1);
	const stages = [createTask(stage("a", there, back)), createTask(stage("b", back, there))];
	yield* heartbeat(3);
	yield* wait(stages, { timeout: 1 });
	print("given up");
});
const eater = coroutine("eater", function* (_n, forks) {
	yield* forks.acquire();
	yield* sleep(1);
	yield* forks.acquire();
	forks.release();
	forks.release();
});
/** Three take one of three permits each, and want a second. */
const permits = coroutine("main", function* () {
	const forks = new Semaphore(3, { name: "forks" });
	try {
		yield* waitFor(gather([1, 2, 3].map((n) => eater(n, forks))), 4);
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
		print("too slow");
	}
});
/** Two permits: one holder waits for ever, the other comes back. Nobody is stuck. */
const oneComesBack = coroutine("main", function* () {
	const forks = new Semaphore(2, { name: "forks" });
	const late = coroutine("late", function* () {
		yield* forks.with(function* () {
			yield* sleep(3);
		});
	});
	const lateTask = createTask(late());
	const greedy = createTask(eater(1, forks));
	const other = createTask(eater(2, forks));
	const { pending } = yield* wait([greedy, other], { timeout: 2 });
	print(`${pending.size} pending`);
	yield* gather([lateTask, greedy, other]);
});
/** A lock that who has ended never gave back, found by who gives up. */
const orphan = coroutine("main", function* () {
	const file = new Lock({ name: "file" });
	const opens = coroutine("opens", function* () {
		yield* file.acquire();
	});
	const reads = coroutine("reads", function* () {
		yield* file.with(function* () {});
	});
	createTask(opens());
	const reader = createTask(reads());
	yield* heartbeat(2);
	reader.cancel();
	yield* wait([reader]);
});
/** Main waits for its workers, who wait for what main alone puts. */
const forgottenEnd = coroutine("main", function* () {
	const jobs = new Queue(0, { name: "jobs" });
	const worker = coroutine("worker", function* (_n) {
		for (;;) {
			if ((yield* jobs.get()) === null) return;
			yield* sleep(1);
		}
	});
	createTask(heartbeat(9));
	const all = [1, 2].map((n) => createTask(worker(n)));
	for (const job of [1, 2, null]) jobs.putNowait(job);
	try {
		yield* waitFor(gather(all), 6);
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
		print("the workers do not end");
	}
});
/** The child waits for the event that only its maker sets, who waits for the child. */
const askParent = coroutine("main", function* () {
	const go = new Event({ name: "go" });
	const maker = coroutine("maker", function* () {
		go.set();
		go.clear();
		yield* taskGroup(function* (group) {
			group.createTask(go.wait(), { name: "child" });
		});
	});
	const made = createTask(maker());
	yield* wait([made], { timeout: 3 });
});
/** Nobody is stuck: idle workers are cancelled when all is done. */
const idle = coroutine("main", function* () {
	const jobs = new Queue(0, { name: "jobs" });
	const worker = coroutine("worker", function* (_n) {
		for (;;) {
			yield* jobs.get();
			yield* sleep(1);
			jobs.taskDone();
		}
	});
	const all = [1, 2].map((n) => createTask(worker(n)));
	for (const job of [1, 2, 3]) jobs.putNowait(job);
	yield* jobs.join();
	for (const one of all) one.cancel();
	yield* gather(all, { returnExceptions: true });
});
/** One is at the barrier, the other waits for the lock that this one holds. */
const barrier = coroutine("main", function* () {
	const [meet, pen] = [new Barrier(2, { name: "meet" }), new Lock({ name: "pen" })];
	const writer = coroutine("writer", function* (n) {
		yield* meet.wait();
		yield* sleep(n);
		yield* pen.with(function* () {
			yield* meet.wait();
		});
	});
	yield* wait([createTask(writer(1)), createTask(writer(2))], { timeout: 5 });
});
export const demo = defineDemo({
	name: "more-stuck",
	variants: [
		{ name: "full-both-ways", main: fullBothWays },
		{ name: "permits", main: permits },
		{ name: "one-comes-back", main: oneComesBack },
		{ name: "orphan", main: orphan },
		{ name: "forgotten-end", main: forgottenEnd },
		{ name: "ask-parent", main: askParent },
		{ name: "idle", main: idle },
		{ name: "barrier", main: barrier },
	],
});
