import {
	Barrier,
	Condition,
	coroutine,
	createTask,
	defineDemo,
	Event,
	gather,
	print,
	Queue,
	Semaphore,
	sleep,
	wait,
} from "../../src/index.ts";

const full = coroutine("main", function* () {
	const belt = new Queue(2, { name: "belt" });
	const takes = coroutine("takes", function* () {
		yield* belt.get();
		yield* sleep(1);
		throw new Error("broken");
	});
	createTask(takes());
	for (let n = 0; n < 5; n++) yield* belt.put(n);
});
const tooFew = coroutine("main", function* () {
	const start = new Barrier(3, { name: "start" });
	const runner = coroutine("runner", function* (n) {
		yield* start.wait();
		if (n === 3) throw new Error("fell");
		yield* sleep(1);
		yield* start.wait();
		print(`runner ${n} is home`);
	});
	yield* gather(
		[1, 2, 3].map((n) => runner(n)),
		{ returnExceptions: true },
	);
});
const tooEarly = coroutine("main", function* () {
	const news = new Condition(null, { name: "news" });
	const reader = coroutine("reader", function* (n) {
		yield* sleep(n);
		yield* news.with(function* () {
			yield* news.wait();
		});
		print(`reader ${n} has read`);
	});
	const readers = [0, 2].map((n) => createTask(reader(n)));
	yield* sleep(1);
	yield* news.with(function* () {
		news.notifyAll();
	});
	yield* wait(readers);
});
const notified = coroutine("main", function* () {
	const news = new Condition(null, { name: "news" });
	const reader = coroutine("reader", function* () {
		yield* news.with(function* () {
			yield* news.wait();
		});
	});
	const readers = [createTask(reader(), { name: "ann" }), createTask(reader(), { name: "ben" })];
	yield* sleep(1);
	yield* news.with(function* () {
		news.notify(1);
	});
	yield* gather(readers);
});
const never = coroutine("main", function* () {
	yield* new Event({ name: "ready" }).wait();
});
const leftIn = coroutine("main", function* () {
	const jobs = new Queue(0, { name: "jobs" });
	const once = coroutine("once", function* () {
		yield* jobs.get();
		jobs.taskDone();
	});
	for (let n = 0; n < 3; n++) jobs.putNowait(n);
	createTask(once());
	yield* jobs.join();
});
const permitLost = coroutine("main", function* () {
	const seats = new Semaphore(1, { name: "seats" });
	const fails = coroutine("fails", function* () {
		yield* seats.acquire();
		yield* sleep(1);
		throw new Error("no");
	});
	createTask(fails());
	yield* sleep(0);
	yield* seats.acquire();
});
export const demo = defineDemo({
	name: "more-deadlocks",
	variants: [
		{ name: "full", main: full },
		{ name: "too-few", main: tooFew },
		{ name: "too-early", main: tooEarly },
		{ name: "notified", main: notified },
		{ name: "never", main: never },
		{ name: "left-in", main: leftIn },
		{ name: "permit-lost", main: permitLost },
	],
});
