// Programs in which some are stuck while others live on, each found in another way; and what else a run leaves behind.

import {
	type Awaitable,
	Barrier,
	type Body,
	Condition,
	coroutine,
	createTask,
	Event,
	gather,
	getRunningLoop,
	Lock,
	Queue,
	Semaphore,
	sleep,
	type Task,
	TimeoutError,
	taskGroup,
	timeout,
	timeoutAt,
	wait,
} from "../../../src/runtime/index.ts";
import type { Program } from "../found.ts";

/** Two tasks, each with one of two locks in its hands, want the other's. */
function crossed(name = "client") {
	const [pool, conn] = [new Lock({ name: `${name}-pool` }), new Lock({ name: `${name}-conn` })];
	const client = coroutine(name, function* (_n: number, first: Lock, second: Lock) {
		yield* first.with(function* () {
			yield* sleep(0.5);
			yield* second.acquire();
		});
	});
	return [createTask(client(1, pool, conn)), createTask(client(2, conn, pool))] as const;
}

const heartbeat = coroutine("heartbeat", function* () {
	for (;;) yield* sleep(1);
});

/** A body that waits for all of them. */
const allOf = (tasks: readonly Task<unknown>[]) =>
	function* () {
		yield* gather([...tasks]);
	};

/** Goes on where a time limit ends it. */
function* untilLate(body: Awaitable<unknown>): Body<void> {
	try {
		yield* body;
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
	}
}

export const stuck: Readonly<Record<string, Program>> = {
	"a callback asks one of two to stop, and then the other": coroutine("main", function* () {
		const [one, other] = crossed();
		getRunningLoop().callLater(2, () => {
			one.cancel();
			other.cancel();
		});
		yield* wait([one, other]);
	}),
	"main asks one to stop, which is let go, and stays with the other": coroutine("main", function* () {
		const [one, other] = crossed();
		yield* sleep(1);
		one.cancel("enough");
		yield* gather([one, other], { returnExceptions: true });
	}),
	"two pairs are stuck, and the group asks them all to stop": coroutine("main", function* () {
		const fails = coroutine("fails", function* () {
			yield* sleep(3);
			throw new Error("late");
		});
		yield* taskGroup(function* (group) {
			group.createTask(fails());
			const go = new Event({ name: "go" });
			const asks = coroutine("asks", function* () {
				yield* go.wait();
				go.set();
			});
			group.createTask(asks());
			yield* gather([...crossed(), ...crossed("other")]);
		});
	}),
	"a limit ends the wait, however it was set": coroutine("main", function* () {
		yield* untilLate(timeout(1, allOf(crossed())));
		yield* untilLate(timeoutAt(4, allOf(crossed("other"))));
		yield* untilLate(
			timeout(null, function* (limit) {
				limit.reschedule(6);
				yield* gather([...crossed("third")]);
			}),
		);
	}),
	"main gives up waiting, and ends without them": coroutine("main", function* () {
		yield* wait([...crossed()], { timeout: 1 });
		crossed("other");
		yield* sleep(1);
	}),
	"some are left when main ends, who could go on and who could not": coroutine("main", function* () {
		const gone = new Event({ name: "gone" });
		const jobs = new Queue<number>(0, { name: "jobs" });
		const fed = new Queue<number>(0, { name: "fed" });
		const worker = coroutine("worker", function* () {
			for (;;) yield* jobs.get();
		});
		const feeder = coroutine("feeder", function* () {
			for (;;) {
				yield* sleep(1);
				fed.putNowait(1);
			}
		});
		const eater = coroutine("eater", function* () {
			for (;;) yield* fed.get();
		});
		const awaits = coroutine("awaits", function* () {
			yield* createTask(gone.wait(), { name: "waits" });
		});
		for (const one of [worker(), feeder(), eater(), awaits()]) createTask(one);
		jobs.putNowait(1);
		yield* sleep(2.5);
	}),
	"nobody but those who are left could help one another": coroutine("main", function* () {
		const gone = new Event({ name: "gone" });
		createTask(gone.wait(), { name: "waits" });
		createTask(new Queue<number>(0, { name: "jobs" }).get(), { name: "gets" });
		yield* sleep(1);
	}),
	"one that is left has a limit of its own": coroutine("main", function* () {
		const gone = new Event({ name: "gone" });
		const limited = coroutine("limited", function* () {
			yield* timeout(9, () => gone.wait());
		});
		createTask(limited());
		yield* sleep(1);
	}),
	"a feeder has failed, and its consumer is asked to stop": coroutine("main", function* () {
		const feed = new Queue<number>(0, { name: "feed" });
		const producer = coroutine("producer", function* () {
			yield* feed.put(1);
			yield* sleep(1);
			throw new Error("gone");
		});
		const consumer = coroutine("consumer", function* () {
			for (;;) yield* feed.get();
		});
		createTask(producer());
		const consumes = createTask(consumer());
		yield* sleep(2);
		consumes.cancel();
		yield* wait([consumes]);
	}),
	"a feeder has ended in good order, and its consumers are asked to stop": coroutine("main", function* () {
		const feed = new Queue<number>(0, { name: "feed" });
		const consumer = coroutine("consumer", function* (_n: number) {
			for (;;) yield* feed.get();
		});
		const both = [createTask(consumer(1)), createTask(consumer(2))];
		yield* createTask(feed.put(1));
		yield* sleep(2);
		for (const one of both) one.cancel();
		yield* wait(both);
	}),
	"a limit ends the wait for a worker that waits for work": coroutine("main", function* () {
		const feed = new Queue<number>(0, { name: "feed" });
		const consumer = coroutine("consumer", function* () {
			for (;;) yield* feed.get();
		});
		const consumes = createTask(consumer());
		yield* createTask(feed.put(1));
		yield* untilLate(timeout(2, allOf([consumes])));
	}),
	"each waits for what the other holds or brings": coroutine("main", function* () {
		const pen = new Lock({ name: "pen" });
		const ink = new Queue<number>(0, { name: "ink" });
		const filler = coroutine("filler", function* () {
			ink.putNowait(1);
			yield* sleep(1);
			yield* pen.with(function* () {
				ink.putNowait(2);
			});
		});
		const writer = coroutine("writer", function* () {
			yield* pen.with(function* () {
				for (;;) yield* ink.get();
			});
		});
		yield* wait([createTask(filler()), createTask(writer())], { timeout: 4 });
	}),
	"each would feed the other": coroutine("main", function* () {
		const [there, back] = [new Queue<number>(0, { name: "there" }), new Queue<number>(0, { name: "back" })];
		const player = coroutine("player", function* (_name: string, from: Queue<number>, to: Queue<number>) {
			to.putNowait(0);
			yield* from.get();
			yield* from.get();
			to.putNowait(1);
		});
		yield* wait([createTask(player("a", there, back)), createTask(player("b", back, there))], { timeout: 4 });
	}),
	"all wait at one queue that one of them feeds": coroutine("main", function* () {
		const ball = new Queue<number>(0, { name: "ball" });
		const player = coroutine("player", function* (_n: number) {
			ball.putNowait(0);
			for (;;) yield* ball.get();
		});
		yield* wait([createTask(player(1)), createTask(player(2))], { timeout: 4 });
	}),
	"one waits for itself at a lock, another at its own event": coroutine("main", function* () {
		const pen = new Lock({ name: "pen" });
		const twice = coroutine("twice", function* () {
			yield* pen.acquire();
			yield* pen.acquire();
		});
		const again = coroutine("again", function* () {
			const own = new Event({ name: "own" });
			own.set();
			own.clear();
			yield* own.wait();
		});
		yield* wait([createTask(twice())], { timeout: 2 });
		yield* wait([createTask(again())], { timeout: 2 });
	}),
	"two permits of two semaphores": coroutine("main", function* () {
		const [a, b] = [new Semaphore(1, { name: "a" }), new Semaphore(1, { name: "b" })];
		const taker = coroutine("taker", function* (_n: number, first: Semaphore, second: Semaphore) {
			yield* first.acquire();
			yield* sleep(1);
			yield* second.acquire();
		});
		yield* wait([createTask(taker(1, a, b)), createTask(taker(2, b, a))], { timeout: 2 });
	}),
	"a party of a barrier has ended, and another's partner waits for it": coroutine("main", function* () {
		const start = new Barrier(2, { name: "start" });
		const runner = coroutine("runner", function* (n: number) {
			yield* start.wait();
			if (n === 1) return;
			yield* sleep(1);
			yield* start.wait();
		});
		yield* wait([createTask(runner(1)), createTask(runner(2))], { timeout: 3 });
	}),
	"who would notify wants the lock that who waits holds": coroutine("main", function* () {
		const news = new Condition(null, { name: "news" });
		const pen = new Lock({ name: "pen" });
		const reader = coroutine("reader", function* () {
			yield* pen.acquire();
			yield* news.acquire();
			for (;;) yield* news.wait();
		});
		const writer = coroutine("writer", function* () {
			yield* news.with(function* () {
				news.notify();
			});
			yield* sleep(1);
			yield* pen.acquire();
		});
		yield* wait([createTask(reader()), createTask(writer())], { timeout: 3 });
	}),
	"a worker died with an item, and one who joins gives up": coroutine("main", function* () {
		const jobs = new Queue<number>(0, { name: "jobs" });
		const worker = coroutine("worker", function* () {
			yield* jobs.get();
			yield* sleep(1);
			throw new Error("broken");
		});
		createTask(worker());
		createTask(heartbeat());
		jobs.putNowait(1);
		yield* untilLate(timeout(3, allOf([createTask(jobs.join())])));
	}),
	"one waits for who waits for itself": coroutine("main", function* () {
		const [one] = crossed();
		const follows = coroutine("follows", function* () {
			yield* one;
		});
		createTask(heartbeat());
		createTask(follows());
		yield* sleep(3);
	}),
};
