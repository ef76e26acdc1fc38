// Who is stuck while others live, in runs that were cut off; and programs in which nobody is, however it may look.

import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import {
	Barrier,
	CancelledError,
	Condition,
	coroutine,
	createTask,
	Event,
	gather,
	Lock,
	Queue,
	QueueShutDown,
	Semaphore,
	sleep,
	type Task,
	TimeoutError,
	taskGroup,
	timeout,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";
import { foundIn, type Program, recordingOf } from "./found.ts";

/** What is found of a run of which nothing later than `seconds` is recorded. */
function foundBy(program: Program, seconds: number) {
	const { header, facts } = recordingOf(program);
	const kept = Array.from(facts).filter(({ at }) => at <= seconds);
	const findings = findingsOf(new History({ header, facts: kept, end: null }));
	return findings.map(({ kind, at, text, since }) => ({ kind, at, text, since }));
}

const heartbeat = coroutine("heartbeat", function* (times: number) {
	for (let left = times; left > 0; left -= 1) yield* sleep(1);
});

describe("tasks that are stuck when a run is cut off", () => {
	it("are told of with the moment since when, under a heartbeat", () => {
		const stop = coroutine("client", function* (_n: number, first: Lock, second: Lock) {
			yield* first.with(function* () {
				yield* sleep(0.5);
				yield* second.acquire();
			});
		});
		const program = coroutine("main", function* () {
			const [pool, conn] = [new Lock({ name: "pool" }), new Lock({ name: "conn" })];
			createTask(heartbeat(20));
			yield* gather([stop(1, pool, conn), stop(2, conn, pool)]);
		});
		expect(foundBy(program, 7)).toEqual([
			{ kind: "stuck", at: 7, text: "client 1 and client 2 wait for each other since 0.50 s", since: 0.5 },
		]);
	});

	it("are told of where who could feed their queue has failed", () => {
		const program = coroutine("main", function* () {
			const feed = new Queue<number>(0, { name: "feed" });
			const producer = coroutine("producer", function* () {
				yield* feed.put(1);
				yield* sleep(1);
				throw new Error("feed is gone");
			});
			const consumer = coroutine("consumer", function* () {
				for (;;) yield* feed.get();
			});
			createTask(producer());
			yield* gather([consumer(), heartbeat(20)]);
		});
		expect(foundBy(program, 7)).toEqual([
			{
				kind: "stuck",
				at: 7,
				text: "consumer waits for what nobody is left to bring since 1.00 s",
				since: 1,
			},
		]);
	});

	it("are not those who can still be fed", () => {
		const program = coroutine("main", function* () {
			const feed = new Queue<number>();
			const producer = coroutine("producer", function* () {
				for (;;) {
					yield* feed.put(1);
					yield* sleep(5);
				}
			});
			const consumer = coroutine("consumer", function* () {
				for (;;) yield* feed.get();
			});
			createTask(producer());
			createTask(consumer());
			yield* sleep(20);
		});
		expect(foundBy(program, 7)).toEqual([]);
	});

	it("is not a task that was told to stop and goes on: that one swallows it", () => {
		const program = coroutine("main", function* () {
			const stubborn = coroutine("stubborn", function* () {
				for (;;) {
					try {
						for (let left = 100; left > 0; left -= 1) yield* sleep(0.1);
						return;
					} catch (error) {
						if (!(error instanceof CancelledError)) throw error;
					}
				}
			});
			const task = createTask(stubborn());
			yield* sleep(1);
			task.cancel("enough");
			yield* wait([task]);
		});
		expect(foundBy(program, 5)).toEqual([
			{
				kind: "swallowed-cancel",
				at: 5,
				text: 'stubborn was told to stop at 1.00 s ("enough"), caught the CancelledError, and has gone on for 4.00 s since, first in line 106',
				since: undefined,
			},
		]);
	});
});

describe("nobody is stuck", () => {
	const quietly = (task: Task<unknown>) => gather([task], { returnExceptions: true });

	it.each<[string, Program]>([
		[
			"where two who feed each other are cancelled, having nothing to do",
			coroutine("main", function* () {
				const [a, b] = [new Queue<number>(), new Queue<number>()];
				const actor = coroutine("actor", function* (from: Queue<number>, to: Queue<number>) {
					for (;;) {
						const left = yield* from.get();
						if (left > 0) to.putNowait(left - 1);
					}
				});
				const actors = [createTask(actor(a, b)), createTask(actor(b, a))];
				a.putNowait(5);
				yield* sleep(2);
				for (const one of actors) one.cancel();
				yield* gather(actors, { returnExceptions: true });
			}),
		],
		[
			"where a limit ends a wait for what a living task holds",
			coroutine("main", function* () {
				const pen = new Lock();
				const writer = coroutine("writer", function* () {
					yield* pen.with(() => sleep(3));
				});
				const writes = createTask(writer());
				yield* sleep(0);
				try {
					yield* waitFor(pen.acquire(), 1);
				} catch (error) {
					if (!(error instanceof TimeoutError)) throw error;
				}
				yield* writes;
			}),
		],
		[
			"where a producer is cancelled that nobody takes from any more",
			coroutine("main", function* () {
				const belt = new Queue<number>(1);
				const producer = coroutine("producer", function* () {
					for (let item = 0; ; item += 1) yield* belt.put(item);
				});
				const makes = createTask(producer());
				const taker = coroutine("taker", function* () {
					for (let left = 3; left > 0; left -= 1) yield* belt.get();
				});
				yield* createTask(taker());
				const living = coroutine("living", function* () {
					yield* sleep(1);
					yield* belt.get();
					yield* sleep(1);
				});
				const lives = createTask(living());
				yield* sleep(1.5);
				makes.cancel();
				yield* quietly(makes);
				yield* lives;
			}),
		],
		[
			"where workers are ended by the queue's shutdown",
			coroutine("main", function* () {
				const jobs = new Queue<number>();
				const worker = coroutine("worker", function* (_n: number) {
					try {
						for (;;) {
							yield* jobs.get();
							yield* sleep(1);
							jobs.taskDone();
						}
					} catch (error) {
						if (!(error instanceof QueueShutDown)) throw error;
					}
				});
				const workers = [createTask(worker(1)), createTask(worker(2))];
				for (let job = 0; job < 4; job += 1) jobs.putNowait(job);
				yield* jobs.join();
				jobs.shutdown();
				yield* gather(workers);
			}),
		],
		[
			"where who pauses others with an event goes on after a while",
			coroutine("main", function* () {
				const go = new Event();
				go.set();
				const step = coroutine("step", function* () {
					for (let left = 4; left > 0; left -= 1) {
						yield* go.wait();
						yield* sleep(1);
					}
				});
				const steps = createTask(step());
				yield* sleep(1.5);
				go.clear();
				const { pending } = yield* wait([steps], { timeout: 3 });
				go.set();
				yield* gather([...pending]);
			}),
		],
		[
			"where a supervisor in a group cancels the others, who wait for work",
			coroutine("main", function* () {
				const jobs = new Queue<number>();
				yield* taskGroup(function* (group) {
					const worker = coroutine("worker", function* () {
						for (;;) {
							yield* jobs.get();
							jobs.taskDone();
						}
					});
					const workers = [group.createTask(worker()), group.createTask(worker())];
					for (let job = 0; job < 4; job += 1) jobs.putNowait(job);
					const supervisor = coroutine("supervisor", function* () {
						yield* jobs.join();
						yield* sleep(1);
						for (const one of workers) one.cancel();
					});
					group.createTask(supervisor());
				});
			}),
		],
		[
			"where a semaphore counts signals, and who waits for them is cancelled",
			coroutine("main", function* () {
				const ready = new Semaphore(0);
				const waiter = coroutine("waiter", function* () {
					for (;;) yield* ready.acquire();
				});
				const waits = createTask(waiter());
				for (let left = 3; left > 0; left -= 1) {
					ready.release();
					yield* sleep(1);
				}
				waits.cancel();
				yield* quietly(waits);
			}),
		],
		[
			"where who waits for a condition is cancelled, while another uses its lock",
			coroutine("main", function* () {
				const news = new Condition();
				const reader = coroutine("reader", function* () {
					yield* news.with(() => news.wait());
				});
				const writer = coroutine("writer", function* () {
					yield* news.with(() => sleep(2));
				});
				const reads = createTask(reader());
				const writes = createTask(writer());
				yield* sleep(1);
				reads.cancel();
				yield* quietly(reads);
				yield* writes;
			}),
		],
		[
			"where one comes late to a barrier, and a limit was too short for it",
			coroutine("main", function* () {
				const start = new Barrier(2);
				const runner = coroutine("runner", function* (n: number) {
					yield* start.wait();
					yield* sleep(n);
					yield* start.wait();
				});
				const early = createTask(runner(1));
				const late = createTask(runner(4));
				const { pending } = yield* wait([early], { timeout: 2 });
				yield* gather([...pending, late]);
			}),
		],
		[
			"where a first of several is enough",
			coroutine("main", function* () {
				const never = new Lock();
				yield* never.acquire();
				const stuck = createTask(never.acquire());
				const quick = createTask(sleep(2));
				try {
					yield* timeout(1, function* () {
						yield* wait([stuck, quick], { returnWhen: "FIRST_COMPLETED" });
					});
				} catch (error) {
					if (!(error instanceof TimeoutError)) throw error;
				}
				never.release();
				yield* gather([stuck, quick]);
			}),
		],
	])("%s", (_name, program) => {
		expect(foundIn(program)).toEqual([]);
	});
});
