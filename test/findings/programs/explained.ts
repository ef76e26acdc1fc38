// Programs in which all are stuck in the end, for want of what somebody was to bring: who did, and what became of them, is told.

import {
	Barrier,
	type Body,
	Condition,
	type Coroutine,
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
	wait,
} from "../../../src/runtime/index.ts";
import type { Program } from "../found.ts";

/** Tasks that do the same in their own ways: by number. */
function all(
	name: string,
	count: number,
	body: (n: number) => Body<unknown> | Coroutine<unknown>,
): Task<unknown>[] {
	return Array.from({ length: count }, (_, n) => createTask(body(n + 1), { name: `${name} ${n + 1}` }));
}

const never = () => new Event({ name: "never" }).wait();

/** Ends by its number: 1 returns, 2 fails, 3 is told to stop from outside, 4 waits for ever. */
function* endAs(n: number): Body<void> {
	if (n === 2) throw new Error("broken");
	if (n === 3) yield* sleep(99);
	if (n >= 4) yield* never();
}

/** Takers of one item each, the first of two; they end in all ways, and report nothing. */
function takers(name: string, count: number, isShutDown: boolean): Program {
	return coroutine("main", function* () {
		const jobs = new Queue<number>(0, name === "" ? {} : { name });
		const tasks = all("taker", count, function* (n) {
			yield* jobs.get();
			if (n === 1) yield* jobs.get();
			yield* sleep(n);
			yield* endAs(n);
		});
		for (let item = 0; item <= count; item++) jobs.putNowait(item);
		yield* wait(tasks, { timeout: 10 });
		tasks[2]?.cancel();
		if (isShutDown) jobs.shutdown();
		yield* jobs.join();
	});
}

/** So many take an item each, and end in all ways; then main puts more than there is room for. */
function full(count: number): Program {
	return coroutine("main", function* () {
		const belt = new Queue<number>(2, { name: "belt" });
		const tasks = all("taker", count, function* (n) {
			yield* belt.get();
			yield* endAs(n);
		});
		for (let item = 0; item < count; item++) yield* belt.put(item);
		yield* sleep(1);
		tasks[2]?.cancel();
		for (;;) yield* belt.put(0);
	});
}

/** A barrier for `parties`, to which `come` do; others that were started with them do not. */
function meeting(parties: number, come: number, beside: number): Program {
	return coroutine("main", function* () {
		const start = new Barrier(parties, { name: "start" });
		const others = all("other", beside, endAs);
		const runners = all("runner", come, () => start.wait());
		yield* sleep(1);
		others[2]?.cancel();
		yield* gather(runners);
	});
}

/** `gone` take a permit, and end in all ways but by waiting; `left` hold one and wait for ever. */
function holding(permits: number, gone: number, left: number): Program {
	return coroutine("main", function* () {
		const seats = new Semaphore(permits, { name: "seats" });
		const tasks = all("guest", gone + left, function* (n) {
			yield* seats.acquire();
			yield* sleep(n / 4);
			yield* n > gone ? never() : endAs(n > 3 ? 1 : n);
		});
		yield* sleep(5);
		if (gone > 2) tasks[2]?.cancel();
		yield* seats.acquire();
	});
}

/** Each of so many holds a lock of its own and waits; main's helpers want these locks. */
function locks(count: number): Program {
	return coroutine("main", function* () {
		const own = Array.from({ length: count }, (_, n) => new Lock({ name: `lock-${n + 1}` }));
		const owners = all("owner", count, function* (n) {
			yield* own[n - 1]?.acquire() ?? sleep(0);
			yield* never();
		});
		yield* sleep(1);
		const wanters = all("wanter", count, function* (n) {
			yield* own[n - 1]?.acquire() ?? sleep(0);
		});
		yield* gather([...owners, ...wanters]);
	});
}

/** So many put an item each and end in all ways; who takes wants one more. */
function feeding(putters: number): Program {
	return coroutine("main", function* () {
		const jobs = new Queue<number>(0, { name: "jobs" });
		const tasks = all("putter", putters, function* (n) {
			jobs.putNowait(n);
			yield* endAs(n);
		});
		yield* sleep(1);
		tasks[2]?.cancel();
		const ends = all("early", 1, () => jobs.get());
		yield* gather(ends);
		for (;;) yield* jobs.get();
	});
}

/** So many wait for an event that was set and cleared before they came. */
function late(waiters: number): Program {
	return coroutine("main", function* () {
		const go = new Event({ name: "go" });
		const sets = coroutine("sets", function* () {
			yield* sleep(1);
			go.set();
		});
		const clears = coroutine("clears", function* () {
			yield* sleep(2);
			go.clear();
		});
		yield* gather([sets(), clears()]);
		const tasks = all("waiter", waiters, function* (n) {
			yield* sleep(n);
			yield* go.wait();
		});
		yield* gather(tasks);
	});
}

/** A condition that is notified so often, once before each of the waiters comes and once with nobody there. */
function notified(times: number, waiters: number): Program {
	return coroutine("main", function* () {
		const news = new Condition(null, { name: "news" });
		const tasks = all("reader", waiters, function* (n) {
			yield* sleep(n - 1);
			yield* news.with(() => news.wait());
		});
		for (let left = times; left > 0; left--) {
			yield* sleep(0.5);
			yield* news.with(function* () {
				news.notifyAll();
			});
		}
		yield* gather(tasks);
	});
}

/** One waits at each kind of thing, the likeliest cause first or last. */
function everything(isReversed: boolean): Program {
	return coroutine("main", function* () {
		const [lost, held] = [new Lock({ name: "lost" }), new Lock({ name: "held" })];
		const [jobs, belt, mail] = ["jobs", "belt", "mail"].map((name) => new Queue<number>(1, { name })) as [
			Queue<number>,
			Queue<number>,
			Queue<number>,
		];
		const [start, ready] = [new Barrier(2, { name: "start" }), new Semaphore(0, { name: "ready" })];
		const [go, news] = [new Event({ name: "go" }), new Condition(null, { name: "news" })];
		yield* createTask(lost.acquire(), { name: "thief" });
		yield* held.acquire();
		jobs.putNowait(1);
		jobs.getNowait();
		belt.putNowait(1);
		const waits = [
			() => lost.acquire(),
			() => jobs.join(),
			() => belt.put(2),
			() => start.wait(),
			() => ready.acquire(),
			() => mail.get(),
			() => go.wait(),
			() => news.with(() => news.wait()),
			() => held.acquire(),
		];
		if (isReversed) waits.reverse();
		yield* gather(waits.map((wait) => wait()));
	});
}

/** One holds a lock and waits for a future, or for a gather of it; another wants that lock, or waits at a condition. */
function future(other: "lock" | "condition" | "gathered"): Program {
	return coroutine("main", function* () {
		const [held, news] = [new Lock({ name: "held" }), new Condition(null, { name: "news" })];
		const waits = coroutine("waits", function* () {
			yield* held.acquire();
			const reply = getRunningLoop().createFuture();
			yield* other === "gathered" ? gather([reply]) : reply;
		});
		yield* gather([waits(), other === "condition" ? news.with(() => news.wait()) : held.acquire()]);
	});
}

/** Who holds a lock at the end has had it before; so has who wants it. */
const again = coroutine("main", function* () {
	const door = new Lock({ name: "door" });
	yield* gather(
		all("user", 2, function* (n) {
			yield* door.with(() => sleep(n));
			yield* door.acquire();
			yield* never();
		}),
	);
});

export const explained: Readonly<Record<string, Program>> = {
	"five took items and did not report them, and the queue is shut down": takers("work.jobs", 5, true),
	"four took items, of a queue whose name is no code": takers("the jobs", 4, false),
	"one took two items, of a queue without a name": takers("", 1, false),
	"nobody has taken from a full queue": full(0),
	"one has taken from a full queue": full(1),
	"three have taken from a full queue": full(3),
	"four have taken from a full queue": full(4),
	"one is at a barrier, and nobody beside": meeting(2, 1, 0),
	"two are at a barrier, and one beside has returned": meeting(3, 2, 1),
	"two are at a barrier, and five beside are not": meeting(3, 2, 5),
	"who has ended holds the only permit": holding(1, 1, 0),
	"four who have ended hold permits, and one who lives": holding(5, 4, 1),
	"three who live hold permits": holding(3, 0, 3),
	"five who live hold permits": holding(5, 0, 5),
	"one lock is held, and another": locks(2),
	"five locks are held": locks(5),
	"one has put": feeding(1),
	"three have put": feeding(3),
	"five have put": feeding(5),
	"one came too late for an event": late(1),
	"two came too late for an event": late(2),
	"four came too late for an event": late(4),
	"five came too late for an event": late(5),
	"a lock was taken twice, and given back once": again,
	"a condition was never notified": notified(0, 2),
	"a condition was notified once, and woke one": notified(1, 2),
	"a condition was notified four times": notified(4, 5),
	"signals that nobody gives": coroutine("main", function* () {
		yield* new Semaphore(0, { name: "ready" }).acquire();
	}),
	"signals whose giver has ended": coroutine("main", function* () {
		const ready = new Semaphore(0, { name: "ready" });
		all("giver", 1, function* () {
			ready.release();
		});
		yield* ready.acquire();
		yield* ready.acquire();
	}),
	"a semaphore of one permit, of which others give than take": coroutine("main", function* () {
		const ready = new Semaphore(1, { name: "ready" });
		all("giver", 2, function* (n) {
			yield* sleep(n);
			ready.release();
			yield* endAs(n);
		});
		for (;;) yield* ready.acquire();
	}),
	"callbacks put, take and set, and were over": coroutine("main", function* () {
		const jobs = new Queue<number>(0, { name: "jobs" });
		const go = new Event({ name: "go" });
		const loop = getRunningLoop();
		loop.callSoon(() => jobs.putNowait(1));
		loop.callSoon(() => jobs.putNowait(2));
		loop.callSoon(() => jobs.getNowait());
		loop.callSoon(() => go.set());
		loop.callSoon(() => go.clear());
		yield* sleep(1);
		const [one, other] = [createTask(go.wait()), createTask(jobs.join())];
		yield* jobs.get();
		yield* gather([one, other, createTask(jobs.get())]);
	}),
	"one waits at each kind of thing, the likeliest cause first": everything(false),
	"one waits at each kind of thing, the likeliest cause last": everything(true),
	"one waits for a future, one for a lock": future("lock"),
	"one waits for a gather of a future, one for a lock": future("gathered"),
	"one waits for a future, one at a condition": future("condition"),
	"a future, and an event, whichever is likelier": coroutine("main", function* () {
		const event = new Event({ name: "go" });
		yield* gather([
			getRunningLoop().createFuture(),
			event.wait(),
			new Condition(null, { name: "news" }).acquire(),
		]);
	}),
};
