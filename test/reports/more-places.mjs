import {
	CancelledError,
	coroutine,
	createTask,
	defineDemo,
	gather,
	Lock,
	print,
	Queue,
	Semaphore,
	sleep,
	wait,
} from "../../src/index.ts";

function check(value) {
	if (value > 1) throw new RangeError(`${value} is too much`);
}
const load = coroutine("load", function* (n) {
	yield* sleep(1);
	check(n);
});
/** Each at its own line, not at the await before. */
const thrown = coroutine("main", function* () {
	yield* wait([createTask(load(1)), createTask(load(2))]);
});
const sleeper = coroutine("sleeper", function* (_n) {
	yield* sleep(9);
});
/** At one moment, from two lines. */
const twoLines = coroutine("main", function* () {
	const [one, two] = [createTask(sleeper(1)), createTask(sleeper(2))];
	yield* sleep(1);
	one.cancel("the first");
	two.cancel("the second");
	yield* gather([one, two], { returnExceptions: true });
});
/** The message goes with it, also through what is awaited. */
const message = coroutine("main", function* () {
	const outer = coroutine("outer", function* () {
		yield* createTask(sleeper(1));
	});
	const task = createTask(outer());
	yield* sleep(1);
	task.cancel("no more time");
	try {
		yield* task;
	} catch (error) {
		if (!(error instanceof CancelledError)) throw error;
		print(error.message);
	}
});
const deeper = coroutine(
	"deeper",
	function* (depth, wait) {
		if (depth === 0) yield* wait();
		else yield* deeper(depth - 1, wait);
	},
	{ label: (depth) => `level ${depth}` },
);
/** Six deep, at a queue. */
const sixDeep = coroutine("main", function* () {
	const box = new Queue(0, { name: "box" });
	yield* deeper(6, () => box.get());
});
/** Two deep, in a ring that lives on. */
const ring = coroutine("main", function* () {
	const [a, b] = [new Lock({ name: "a" }), new Lock({ name: "b" })];
	const takes = coroutine("takes", function* (_name, first, second) {
		yield* first.acquire();
		yield* sleep(1);
		yield* deeper(2, () => second.acquire());
	});
	yield* wait([createTask(takes("ann", a, b)), createTask(takes("ben", b, a))], { timeout: 3 });
});
/** A permit is handed over: who gives it back is another, and that is right. */
const handedOver = coroutine("main", function* () {
	const room = new Semaphore(2, { name: "room" });
	const giver = coroutine("giver", function* () {
		yield* room.acquire();
		yield* sleep(2);
		room.release();
		room.release();
	});
	const taker = coroutine("taker", function* () {
		yield* room.acquire();
		yield* sleep(1);
	});
	yield* gather([giver(), taker()]);
});
/** A signal: who gives never takes. */
const signal = coroutine("main", function* () {
	const ready = new Semaphore(0, { name: "ready" });
	const waits = coroutine("waits", function* (_n) {
		yield* ready.acquire();
	});
	const both = [createTask(waits(1)), createTask(waits(2))];
	yield* sleep(1);
	ready.release();
	ready.release();
	yield* gather(both);
});
/** Once too often, in a finally and by hand. */
const twice = coroutine("main", function* () {
	const room = new Semaphore(1, { name: "room" });
	const guest = coroutine("guest", function* (n) {
		yield* room.acquire();
		try {
			yield* sleep(1);
			if (n === 1) room.release();
		} finally {
			if (n === 1) yield* sleep(0.5);
			room.release();
		}
	});
	yield* gather([1, 2, 3, 4].map((n) => guest(n)));
});
export const demo = defineDemo({
	name: "more-places",
	variants: [
		{ name: "thrown", main: thrown },
		{ name: "two-lines", main: twoLines },
		{ name: "message", main: message },
		{ name: "six-deep", main: sixDeep, outcome: "deadlock" },
		{ name: "ring", main: ring },
		{ name: "handed-over", main: handedOver },
		{ name: "signal", main: signal },
		{ name: "twice", main: twice },
	],
});
