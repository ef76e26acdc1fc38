// Who waits for ever, for each thing that can be waited for: since when, for each other or alone, and whom that keeps waiting.

import { describe, expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import { Needs } from "../../src/history/needs.ts";
import { type Knot, StuckSet } from "../../src/history/stuck-set.ts";
import { Uses } from "../../src/history/uses.ts";
import type { Recording, ResourceId, TaskId } from "../../src/recording/index.ts";
import { record } from "../../src/recording/record.ts";
import {
	asCompleted,
	Barrier,
	Condition,
	coroutine,
	createTask,
	currentTask,
	Event,
	gather,
	getRunningLoop,
	Lock,
	Queue,
	Semaphore,
	shield,
	sleep,
	type Task,
	type TaskGroup,
	taskGroup,
	wait,
} from "../../src/runtime/index.ts";
import { Story } from "../facts.ts";

/** `alice and bob in a ring; carol follows` */
function told(
	{ tasks, isRing, lostAt, hasIdle, isIdle, followers }: Knot,
	name: (task: number) => string,
): string {
	const names = (some: readonly number[]) => some.map(name).join(" and ");
	return [
		`${names(tasks)}${isRing ? " in a ring" : ""}${lostAt === null ? "" : ` lost at ${lostAt}`}`,
		...(isIdle ? ["idle"] : hasIdle ? ["partly idle"] : []),
		...(followers.length > 0 ? [`then ${names(followers)}`] : []),
	].join("; ");
}

/** What is stuck when a program is cut off after 8 s, or gets stuck before. */
function knotsOf(main: () => Generator<unknown, unknown, never>): string[] {
	const program = coroutine("main", main as () => Generator<never, unknown>);
	return knotsIn(record(program, { until: 8, places: false }));
}

/** What is stuck at the end of a recording. */
function knotsIn(recording: Recording): string[] {
	const history = new History(recording);
	const uses = new Uses();
	uses.readFrom(0, history);
	const ids = Array.from(history.end.tasks(), ({ id }) => id);
	const set = new StuckSet(new Needs(history.end, uses, history.mainEnd > 0), ids);
	return set.knots().map((knot) => told(knot, (task) => history.label(task)));
}

type Doing = () => Generator<unknown, unknown, never>;

/** A task that does so. */
function task(name: string, doing: Doing): Task<unknown> {
	return createTask(coroutine(name, doing as () => Generator<never, unknown>)());
}

/** So many seconds of sleep, then that. */
function later(seconds: number, doing: () => unknown = () => undefined): Doing {
	return function* () {
		yield* sleep(seconds);
		return doing();
	};
}

/** Main lives as long as the run. */
function* lives() {
	yield* sleep(99);
}

describe("tasks that wait for each other", () => {
	test("at locks are a ring, and whoever awaits one of them follows", () => {
		const knots = knotsOf(function* () {
			const [pen, key] = [new Lock(), new Lock()];
			const takes = (one: Lock, other: Lock): Doing =>
				function* () {
					yield* one.acquire();
					yield* sleep(1);
					yield* other.acquire();
				};
			const alice = task("alice", takes(pen, key));
			task("bob", takes(key, pen));
			const carol = task("carol", function* () {
				yield* alice;
			});
			task("dave", function* () {
				yield* carol;
			});
			task("erin", function* () {
				yield* sleep(1);
				yield* pen.acquire();
			});
			yield* lives();
		});
		expect(knots).toEqual(["alice and bob in a ring; then carol and dave and erin"]);
	});

	test("may be one alone, at a lock or a permit that it holds, or at its own end", () => {
		const knots = knotsOf(function* () {
			task("again", function* () {
				const lock = new Lock();
				yield* lock.acquire();
				yield* lock.acquire();
			});
			task("seats", function* () {
				const seats = new Semaphore(2);
				for (let left = 3; left > 0; left -= 1) yield* seats.acquire();
			});
			task("itself", function* () {
				yield* gather([currentTask() as Task<unknown>]);
			});
			yield* lives();
		});
		expect(knots.sort()).toEqual(["again in a ring", "itself in a ring", "seats in a ring"]);
	});

	test("wait at a semaphore for all who hold a permit: as long as one can go on, none is stuck", () => {
		const program = (seconds: number) =>
			knotsOf(function* () {
				const [seats, pen] = [new Semaphore(2), new Lock()];
				task("a", function* () {
					yield* seats.acquire();
					yield* sleep(1);
					yield* pen.acquire();
				});
				task("b", function* () {
					yield* seats.acquire();
					yield* sleep(seconds);
					yield* pen.acquire();
				});
				task("c", function* () {
					yield* pen.acquire();
					yield* sleep(1);
					yield* seats.acquire();
				});
				yield* lives();
			});
		expect([program(1), program(9)]).toEqual([["a and b and c in a ring"], []]);
	});

	test("wait for all of several, or for one of several", () => {
		const program = (
			returnWhen: "ALL_COMPLETED" | "FIRST_COMPLETED" | "FIRST_EXCEPTION",
			others: () => Task<unknown>[],
		) =>
			knotsOf(function* () {
				const stuck: Task<unknown> = task("stuck", function* () {
					yield* waits;
				});
				const waits: Task<unknown> = task("waits", function* () {
					yield* wait([stuck, ...others()], { returnWhen });
				});
				yield* lives();
			});
		const sleeper = () => [task("sleeper", later(9))];
		const ended = () => [task("ended", later(0))];
		const bare = () => [getRunningLoop().createFuture<unknown>() as Task<unknown>];
		expect([
			program("ALL_COMPLETED", sleeper),
			program("FIRST_EXCEPTION", sleeper),
			program("FIRST_COMPLETED", sleeper),
			program("FIRST_COMPLETED", () => []),
			program("FIRST_COMPLETED", bare),
			program("ALL_COMPLETED", bare),
			program("ALL_COMPLETED", ended),
		]).toEqual([
			["stuck and waits in a ring"],
			["stuck and waits in a ring"],
			[],
			["stuck and waits in a ring"],
			[],
			["stuck and waits in a ring"],
			["stuck and waits in a ring"],
		]);
	});

	test("wait for what stands for others, and for the tasks of their innermost group", () => {
		const knots = knotsOf(function* () {
			const nested: Task<unknown> = task("nested", function* () {
				yield* gather([gather([nested]), sleep(0)]);
			});
			const guarded: Task<unknown> = task("guarded", function* () {
				yield* gather([shield(guarded)]);
			});
			const picky: Task<unknown> = task("picky", function* () {
				for (const next of asCompleted([picky])) yield* next;
			});
			const owner: Task<unknown> = task("owner", function* () {
				yield* taskGroup(function* (group: TaskGroup) {
					group.createTask(sleep(9));
					yield* taskGroup(function* (inner: TaskGroup) {
						inner.createTask(
							coroutine("member", function* () {
								yield* owner as Task<void>;
							})(),
						);
						inner.createTask(sleep(1));
					});
				});
			});
			yield* lives();
		});
		expect(knots.sort()).toEqual([
			"guarded in a ring",
			"nested in a ring",
			"owner and member in a ring",
			"picky in a ring",
		]);
	});
});

describe("tasks that wait for what nobody is left to bring", () => {
	/** One task waits for what the others bring, who do so or not. */
	function lost(waits: Doing, ...others: readonly (readonly [name: string, doing: Doing])[]): string[] {
		return knotsOf(function* () {
			task("waits", waits);
			for (const [name, doing] of others) task(name, doing);
			yield* lives();
		});
	}

	const fails = (seconds: number, doing: () => unknown): Doing =>
		function* () {
			doing();
			yield* sleep(seconds);
			throw new Error("no milk");
		};

	test("at an event: who had set it before has failed, and since when the last of them is gone", () => {
		const program = (...others: readonly ((event: Event) => Doing)[]) => {
			const event = new Event();
			const waits: Doing = function* () {
				yield* sleep(1);
				event.clear();
				yield* event.wait();
			};
			return lost(waits, ...others.map((doing, index) => [`o${index}`, doing(event)] as const));
		};
		const set = (event: Event) => () => {
			event.set();
			event.clear();
		};
		expect([
			program(),
			program((event) => fails(2, set(event))),
			program(
				(event) => fails(2, set(event)),
				(event) => fails(3, set(event)),
			),
			program(
				(event) => fails(2, set(event)),
				(event) => later(0, set(event)),
			),
			program((event) => later(0, set(event))),
			program(
				(event) => fails(2, set(event)),
				(event) => later(0, () => getRunningLoop().callSoon(set(event))),
			),
			program(
				(event) => fails(2, set(event)),
				(event) =>
					function* () {
						set(event)();
						yield* sleep(9);
					},
			),
		]).toEqual([
			[],
			["waits lost at 2; idle"],
			["waits lost at 3; idle"],
			["waits lost at 2; idle"],
			[],
			[],
			[],
		]);
	});

	test("at a lock or a permit that an ended task holds", () => {
		const [pen, seats] = [new Lock(), new Semaphore(1)];
		const takes = (one: Lock | Semaphore): Doing =>
			function* () {
				yield* one.acquire();
				yield* sleep(2);
			};
		const wants = (one: Lock | Semaphore): Doing =>
			function* () {
				yield* sleep(1);
				yield* one.acquire();
			};
		expect(lost(wants(pen), ["takes", takes(pen)])).toEqual(["waits lost at 2"]);
		expect(lost(wants(seats), ["takes", takes(seats)])).toEqual(["waits lost at 2"]);
	});

	test("at a semaphore that others release than those who take it, it may be given a signal", () => {
		const program = (signals: Semaphore, giver: (one: Semaphore) => Doing) =>
			lost(
				function* () {
					for (;;) yield* signals.acquire();
				},
				["gives", giver(signals)],
			);
		const failsAfter = (one: Semaphore) => fails(2, () => one.release());
		const goesOn = (one: Semaphore): Doing =>
			function* () {
				one.release();
				yield* sleep(9);
			};
		expect([
			program(new Semaphore(0), failsAfter),
			program(new Semaphore(1), failsAfter),
			program(new Semaphore(0), goesOn),
			program(new Semaphore(1), goesOn),
		]).toEqual([["waits lost at 2; idle"], ["waits lost at 2; idle"], [], []]);
	});

	test("at a semaphore that one of those who release it takes, too, it waits for who holds it", () => {
		const seats = new Semaphore(1);
		const waits: Doing = function* () {
			yield* sleep(1);
			for (;;) yield* seats.acquire();
		};
		const both: Doing = function* () {
			yield* seats.with(() => sleep(0.5));
			yield* sleep(9);
		};
		const gives = later(0.75, () => seats.release());
		expect(lost(waits, ["both", both], ["gives", gives])).toEqual(["waits in a ring"]);
	});

	test("at a condition that who notified it does no more", () => {
		const news = new Condition();
		const waits: Doing = function* () {
			yield* news.acquire();
			for (;;) yield* news.wait();
		};
		const notifies: Doing = function* () {
			yield* sleep(1);
			yield* news.with(function* () {
				news.notify();
			});
			throw new Error("no milk");
		};
		expect(lost(waits, ["notifies", notifies])).toEqual(["waits lost at 1; idle"]);
	});

	test("at a queue: to be given, to have room, to have all worked off", () => {
		const belt = (room = 0) => new Queue<number>(room);
		const [given, full, closed, rest, dropped, busy] = [belt(), belt(1), belt(), belt(), belt(), belt()];
		const puts = (queue: Queue<number>) => () => queue.putNowait(1);
		const gets = (queue: Queue<number>): Doing =>
			function* () {
				for (;;) yield* queue.get();
			};
		const getsOne = (queue: Queue<number>): Doing =>
			function* () {
				yield* queue.get();
				yield* sleep(2);
			};
		const joins = (queue: Queue<number>): Doing =>
			function* () {
				queue.putNowait(1);
				queue.putNowait(2);
				yield* queue.join();
			};
		const fills: Doing = function* () {
			for (;;) yield* full.put(1);
		};
		expect(lost(gets(given), ["puts", fails(2, puts(given))])).toEqual(["waits lost at 2; idle"]);
		expect(lost(gets(given), ["puts", later(2, puts(given))])).toEqual([]);
		expect(lost(fills, ["takes", getsOne(full)])).toEqual(["waits lost at 2"]);
		const shuts = fails(2, () => closed.shutdown());
		expect(lost(gets(closed), ["shuts", shuts])).toEqual([]);
		expect(lost(joins(rest), ["takes", getsOne(rest)])).toEqual(["waits lost at 2"]);
		expect(
			lost(
				joins(dropped),
				["takes", getsOne(dropped)],
				[
					"works",
					function* () {
						yield* dropped.get();
						dropped.taskDone();
						yield* sleep(9);
					},
				],
			),
		).toEqual(["waits lost at 2"]);
		expect(
			lost(joins(busy), [
				"works",
				function* () {
					yield* busy.get();
					yield* sleep(9);
				},
			]),
		).toEqual([]);
	});

	test("to have a queue worked off that a live task has taken from, who waits for them", () => {
		const knots = knotsOf(function* () {
			const jobs = new Queue<number>();
			const done = new Event();
			task("joins", function* () {
				jobs.putNowait(1);
				yield* jobs.join();
				done.set();
			});
			task("works", function* () {
				yield* jobs.get();
				yield* joined;
			});
			const joined: Task<unknown> = task("joined", function* () {
				yield* jobs.join();
			});
			yield* lives();
		});
		expect(knots).toEqual(["works and joined in a ring; then joins"]);
	});

	test("at a barrier where one of those who came before has ended, or waits for one who is there", () => {
		const program = (third: (gate: Barrier, first: () => Task<unknown>) => Doing) =>
			knotsOf(function* () {
				const gate = new Barrier(3);
				const passes: Doing = function* () {
					yield* gate.wait();
					yield* sleep(1);
					yield* gate.wait();
				};
				const first = task("first", passes);
				task("second", passes);
				task(
					"third",
					third(gate, () => first),
				);
				yield* lives();
			});
		const once =
			(then: (first: () => Task<unknown>) => Doing) =>
			(gate: Barrier, first: () => Task<unknown>): Doing =>
				function* () {
					yield* gate.wait();
					yield* then(first)() as Generator<never, unknown>;
				};
		expect([
			program(once(() => later(2))),
			program(
				once(
					(first) =>
						function* () {
							yield* first();
						},
				),
			),
			program(once(() => later(9))),
			program(() => later(2)),
		]).toEqual([["first and second lost at 2"], ["first and third in a ring; then second"], [], []]);
	});

	test("is what all wait for that are left alone, unless one of them can go on, or has a time limit", () => {
		const program = (more: (story: Story, task: TaskId, resource: ResourceId) => void) => {
			const story = new Story();
			const [main, a, b, c] = ["main", "a", "b", "c"].map((label) => story.make(label)) as [1, 2, 3, 4];
			story.start(main, a, b, c);
			const resource = story.resource("event", "bell");
			story.wait(a, { kind: "event", resource });
			story.wait(b, { kind: "task", of: a });
			more(story, c, resource);
			story.end(main);
			return knotsIn({ ...story.recording(), end: null });
		};
		expect([
			program((story, c) => story.end(c)),
			program((story, c, resource) => story.wait(c, { kind: "event", resource })),
			program((story, c) => story.sleep(c, 9)),
			program((story, c, resource) => {
				story.add(c, { kind: "limit-set", limit: 1, seconds: 9, when: 9 });
				story.wait(c, { kind: "event", resource });
			}),
		]).toEqual([["a and b; idle"], ["a and b and c; idle"], [], []]);
	});
});
