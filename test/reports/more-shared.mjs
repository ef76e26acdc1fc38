import {
	Barrier,
	Condition,
	coroutine,
	createTask,
	defineDemo,
	Event,
	gather,
	Lock,
	PriorityQueue,
	print,
	Queue,
	Semaphore,
	sleep,
	timeout,
	wait,
} from "../../src/index.ts";

const runner = coroutine("runner", function* (seconds, start) {
	yield* sleep(seconds);
	yield* start.wait();
	yield* sleep(1);
});
/** All come, one after the other. */
const start = coroutine("main", function* () {
	const line = new Barrier(3, { name: "line" });
	yield* gather([1, 2, 3].map((seconds) => runner(seconds, line)));
});
/** One of those who are to come fails before. */
const deadParty = coroutine("main", function* () {
	const line = new Barrier(3, { name: "line" });
	const starter = coroutine("starter", function* (n) {
		yield* sleep(n);
		if (n === 2) throw new Error("no shoes");
		yield* line.wait();
	});
	yield* gather(
		[1, 2, 3].map((n) => starter(n)),
		{ returnExceptions: true },
	);
});
/** It is set for two seconds; who comes meanwhile passes. */
const open = coroutine("main", function* () {
	const door = new Event({ name: "door" });
	const guest = coroutine("guest", function* (seconds) {
		yield* sleep(seconds);
		yield* door.wait();
	});
	const guests = [0, 1, 3].map((seconds) => createTask(guest(seconds)));
	yield* sleep(2);
	door.set();
	yield* sleep(2);
	door.clear();
	yield* gather(guests);
});
/** One waits for a notification, and holds what who would notify needs. */
const keepsLock = coroutine("main", function* () {
	const state = new Lock({ name: "state" });
	const ready = new Condition(null, { name: "ready" });
	const consumer = coroutine("consumer", function* () {
		yield* state.acquire();
		yield* ready.with(() => ready.wait());
	});
	const producer = coroutine("producer", function* () {
		yield* sleep(1);
		yield* state.acquire();
		yield* ready.with(function* () {
			ready.notify();
		});
	});
	yield* wait([createTask(consumer()), createTask(producer())], { timeout: 3 });
});
/** Each permit that is there was given by somebody. */
const signals = coroutine("main", function* () {
	const given = new Semaphore(0, { name: "given" });
	for (let left = 3; left > 0; left--) given.release();
	const taker = coroutine("taker", function* () {
		for (let left = 4; left > 0; left--) {
			yield* given.acquire();
			yield* sleep(1);
		}
	});
	const taken = createTask(taker());
	yield* sleep(5);
	given.release();
	yield* taken;
});
/** Whoever comes with a better number goes first. */
const starved = coroutine("main", function* () {
	const tickets = new PriorityQueue(0, { name: "tickets" });
	const desk = coroutine("desk", function* () {
		for (let left = 6; left > 0; left--) {
			const [, who] = yield* tickets.get();
			yield* sleep(1);
			print(`${who} served`);
		}
	});
	const served = createTask(desk());
	tickets.putNowait([1, "first"]);
	tickets.putNowait([9, "old"]);
	for (let n = 0; n < 4; n++) {
		tickets.putNowait([1, `guest ${n}`]);
		yield* sleep(0.9);
	}
	yield* served;
});
/** Two of three permits are held for nearly all of the run. */
const longPermit = coroutine("main", function* () {
	const db = new Semaphore(2, { name: "db" });
	const query = coroutine("query", function* (_n, seconds) {
		yield* db.with(() => sleep(seconds));
	});
	yield* gather([query(1, 8), query(2, 9), query(3, 2)]);
});
/** Two services ask each other, and each waits for the other's answer. */
const services = coroutine("main", function* () {
	const [orders, stock] = [new Queue(1, { name: "orders" }), new Queue(1, { name: "stock" })];
	const service = coroutine("service", function* (_n, own, other) {
		for (;;) {
			yield* own.get();
			yield* other.put("question");
			print(yield* own.get());
		}
	});
	const both = [createTask(service(1, orders, stock)), createTask(service(2, stock, orders))];
	yield* orders.put("order");
	try {
		yield* timeout(5, () => gather(both));
	} catch {
		print("no answer");
	}
});
export const demo = defineDemo({
	name: "more-shared",
	variants: [
		{ name: "start", main: start },
		{ name: "dead-party", main: deadParty },
		{ name: "open", main: open },
		{ name: "keeps-lock", main: keepsLock },
		{ name: "signals", main: signals },
		{ name: "starved", main: starved },
		{ name: "long-permit", main: longPermit },
		{ name: "services", main: services },
	],
});
