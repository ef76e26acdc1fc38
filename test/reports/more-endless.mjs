// Programs that go on for ever, each in another way: they are stopped, or found to be livelocks.
import {
	CancelledError,
	coroutine,
	createTask,
	defineDemo,
	Event,
	Lock,
	print,
	Queue,
	sleep,
	timeout,
} from "../../src/index.ts";

const ticker = coroutine(
	"ticker",
	function* (seconds) {
		for (;;) yield* sleep(seconds);
	},
	{ label: (seconds) => `ticker ${seconds}` },
);

/** Two tickers, a worker that works on and on, and one who waits for an event that nobody sets. */
const office = coroutine("main", function* () {
	const [orders, closed] = [new Queue(0, { name: "orders" }), new Event({ name: "closed" })];
	createTask(ticker(1));
	createTask(ticker(0.25));
	createTask(
		coroutine("clerk", function* () {
			for (let n = 1; ; n++) {
				yield* sleep(2);
				yield* orders.put(n);
			}
		})(),
	);
	createTask(
		coroutine("cook", function* () {
			for (;;) print(`cooks ${yield* orders.get()}`);
		})(),
	);
	yield* closed.wait();
});

/** A task that catches each request to stop, and says so. */
const deaf = coroutine("deaf", function* () {
	for (;;) {
		try {
			yield* sleep(10);
		} catch (error) {
			if (!(error instanceof CancelledError)) throw error;
			print("not now");
		}
	}
});
const asksAgainAndAgain = coroutine("main", function* () {
	const task = createTask(deaf());
	for (;;) {
		yield* sleep(3);
		task.cancel("closing time");
	}
});

/** A lock that its holder never gives back, with a time limit around each try. */
const holder = coroutine("holder", function* (lock) {
	yield* lock.acquire();
	yield* ticker(5);
});
const triesForEver = coroutine("main", function* () {
	const lock = new Lock({ name: "printer" });
	createTask(holder(lock));
	yield* sleep(0);
	for (let n = 1; ; n++) {
		try {
			yield* timeout(2, () => lock.acquire());
		} catch {
			print(`no luck ${n}`);
		}
	}
});

/** Each of 21 tasks looks again and again whether the others are done. */
const looker = coroutine("looker", function* () {
	for (;;) yield* sleep(0);
});
const crowd = coroutine("main", function* () {
	for (let n = 0; n < 20; n++) createTask(looker());
	yield* looker();
});

export const demo = defineDemo({
	name: "more-endless",
	variants: [
		{ name: "office", main: office, outcome: "stopped" },
		{ name: "asks-again-and-again", main: asksAgainAndAgain, outcome: "stopped" },
		{ name: "tries-for-ever", main: triesForEver, outcome: "stopped" },
		{ name: "crowd", main: crowd, outcome: "livelock" },
	],
});
