// Programs drawn by a seed, and a slow and simple check of each: what really became of it says what is to be found.

import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import {
	type Body,
	CancelledError,
	coroutine,
	createTask,
	currentTask,
	ExceptionGroup,
	gather,
	getRunningLoop,
	Lock,
	Random,
	Semaphore,
	sleep,
	type Task,
	TimeoutError,
	taskGroup,
	timeout,
	wait,
} from "../../src/runtime/index.ts";
import { recordingOf } from "./found.ts";

/** So many programs of each sort are to be met. */
const LEAST = 100;
const MOST = 2000;

/** Draws programs until enough of both sorts were met, and answers how many those were. */
function draw(
	one: (random: Random) => {
		readonly found: unknown;
		readonly expected: unknown;
		readonly isAffirming: boolean;
	},
) {
	const met = { affirming: 0, denying: 0 };
	for (let seed = 0; seed < MOST && !enough(met); seed += 1) {
		const { found, expected, isAffirming } = one(new Random(seed));
		expect({ seed, found }).toEqual({ seed, found: expected });
		met[isAffirming ? "affirming" : "denying"] += 1;
	}
	return met;
}

function enough({ affirming, denying }: { readonly affirming: number; readonly denying: number }) {
	return affirming >= LEAST && denying >= LEAST;
}

describe("tasks that are stuck together", () => {
	/** Each does some steps with locks, permits and other tasks; a heartbeat lives on. Who is not done when main gives up never will be. */
	function stuckProgram(random: Random) {
		const count = random.randint(2, 5);
		const locks = Array.from({ length: random.randint(1, 3) }, (_, n) => new Lock({ name: `lock ${n}` }));
		const seats = new Semaphore(random.randint(1, 2), { name: "seats" });
		const tasks: Task<unknown>[] = [];
		const plans = Array.from({ length: count }, () =>
			Array.from({ length: random.randint(1, 4) }, () => ({
				act: random.randint(0, 6),
				lock: random.randint(0, locks.length - 1),
				other: random.randint(0, count - 1),
				seconds: random.randint(0, 3) / 2,
				keeps: random.random() < 0.15,
			})),
		);
		const worker = coroutine("worker", function* (number: number): Body<void> {
			const held: { release(): void }[] = [];
			for (const { act, lock, other, seconds, keeps } of plans[number] ?? []) {
				const from = locks[lock] as Lock;
				const target = tasks[other] as Task<unknown>;
				if (act <= 1 || (act <= 3 && held.length === 0)) {
					yield* from.acquire();
					if (!keeps) held.push(from);
				} else if (act === 2) held.pop()?.release();
				else if (act === 3) {
					yield* seats.acquire();
					if (!keeps) held.push(seats);
				} else if (act === 4 && other > number) yield* wait([target]);
				else if (act === 5 && other < number) yield* gather([target, sleep(seconds)]);
				yield* sleep(seconds);
			}
			for (const one of held.reverse()) one.release();
		});
		const heartbeat = coroutine("heartbeat", function* () {
			for (;;) yield* sleep(1);
		});
		const main = coroutine("main", function* () {
			const beats = createTask(heartbeat());
			for (let number = 0; number < count; number += 1) tasks.push(createTask(worker(number)));
			yield* wait(tasks, { timeout: 100 });
			unfinished.push(...tasks.flatMap((task, number) => (task.done() ? [] : [`worker ${number}`])));
			beats.cancel();
			yield* wait([beats]);
		});
		const unfinished: string[] = [];
		return { main, unfinished };
	}

	it("are those who are not done however long one waits, in at least 100 programs; in at least 100 others nobody is", () => {
		const met = draw((random) => {
			const { main, unfinished } = stuckProgram(random);
			const told = findingsOf(new History(recordingOf(main, { places: false })))
				.filter(({ kind }) => kind === "stuck")
				.flatMap(({ waiting = [] }) => waiting.map(({ task }) => task));
			const found = [...new Set(told)].filter((task) => task !== "main").sort();
			return { found, expected: unfinished.sort(), isAffirming: unfinished.length > 0 };
		});
		expect(met).toSatisfy(enough);
	});
});

describe("a cancellation that was swallowed", () => {
	/** Workers that catch what stops them in many ways; main asks some of them, some more than once. Each keeps account of itself. */
	function cancelProgram(random: Random) {
		const swallowed: (readonly [at: number, task: string])[] = [];
		const count = random.randint(1, 3);
		const asked = Array.from({ length: count }, () => 0);
		const naps = coroutine("naps", function* (number: number): Body<void> {
			const how = random.randint(0, 4);
			try {
				yield* sleep(random.randint(1, 4));
			} catch (error) {
				if (!(error instanceof CancelledError)) throw error;
				caught[number] = true;
				if (how === 1) {
					asked[number] = (asked[number] ?? 0) - 1;
					currentTask()?.uncancel();
				} else if (how === 2) throw new Error("clean-up");
				else if (how !== 3) throw error;
			}
		});
		const caught: boolean[] = [];
		const worker = coroutine("worker", function* (number: number): Body<void> {
			for (let left = random.randint(1, 3); left > 0; left -= 1) yield* naps(number);
			if (caught[number] && (asked[number] ?? 0) > 0)
				swallowed.push([getRunningLoop().time(), `worker ${number}`]);
		});
		const main = coroutine("main", function* () {
			const tasks = Array.from({ length: count }, (_, number) =>
				createTask(worker(number), { name: `worker ${number}` }),
			);
			for (let left = random.randint(1, 4); left > 0; left -= 1) {
				yield* sleep(random.randint(0, 3) + 1 / 4);
				const number = random.randint(0, count - 1);
				if (tasks[number]?.cancel()) asked[number] = (asked[number] ?? 0) + 1;
			}
			yield* gather(tasks, { returnExceptions: true });
		});
		return { main, swallowed };
	}

	it("is one that its task caught, did not take back, and returned after, in at least 100 programs; in at least 100 others there is none", () => {
		const met = draw((random) => {
			const { main, swallowed } = cancelProgram(random);
			const found = findingsOf(new History(recordingOf(main, { places: false })))
				.filter(({ kind }) => kind === "swallowed-cancel")
				.map(({ at, task }) => [at, task]);
			return { found, expected: swallowed, isAffirming: swallowed.length > 0 };
		});
		expect(met).toSatisfy(enough);
	});
});

describe("the request of a group to its own body", () => {
	/** Owners of groups whose tasks may fail, and whose bodies catch what stops them in many ways. Each body keeps account of itself. */
	function groupProgram(random: Random) {
		const swallowed: (readonly [at: number, task: string])[] = [];
		const fails = coroutine("fails", function* (seconds: number, how: number): Body<void> {
			yield* sleep(seconds);
			if (how === 0) throw new Error("disk");
		});
		const owner = coroutine("owner", function* (who: string): Body<void> {
			let isCaught = false;
			try {
				yield* taskGroup(function* (group) {
					for (let left = random.randint(1, 2); left > 0; left -= 1)
						group.createTask(fails(random.randint(1, 6) + 1 / 4, random.randint(0, 1)));
					for (let left = random.randint(1, 3); left > 0; left -= 1) {
						const how = random.randint(0, 3);
						try {
							yield* sleep(random.randint(1, 3));
						} catch (error) {
							if (!(error instanceof CancelledError)) throw error;
							isCaught = true;
							if (how === 0) throw error;
							if (how === 1) throw new Error("clean-up");
						}
					}
					if (isCaught) swallowed.push([getRunningLoop().time(), who]);
				});
			} catch (error) {
				if (!(error instanceof ExceptionGroup)) throw error;
			}
		});
		const main = coroutine("main", function* () {
			for (let left = random.randint(1, 2); left > 0; left -= 1) {
				createTask(owner(`owner ${left}`), { name: `owner ${left}` });
				yield* sleep(random.randint(0, 2));
			}
			yield* owner("main");
			yield* sleep(20);
		});
		return { main, swallowed };
	}

	it("is swallowed where the body caught it and ended in good order, in at least 100 programs; in at least 100 others it is not", () => {
		const met = draw((random) => {
			const { main, swallowed } = groupProgram(random);
			const found = findingsOf(new History(recordingOf(main, { places: false })))
				.filter(({ kind }) => kind === "swallowed-cancel")
				.map(({ at, task }) => [at, task]);
			return { found, expected: swallowed, isAffirming: swallowed.length > 0 };
		});
		expect(met).toSatisfy(enough);
	});
});

describe("a time limit that was swallowed", () => {
	/** Limits in limits, around sleeps whose ends are caught in many ways; each limit notes for itself how it was left. */
	function limitProgram(random: Random) {
		const swallowed: (readonly [at: number, seconds: number])[] = [];
		let now = () => 0;
		const naps = coroutine("naps", function* (how: number, seconds: number): Body<void> {
			try {
				yield* sleep(seconds);
			} catch (error) {
				if (!(error instanceof CancelledError)) throw error;
				if (how === 1) return;
				yield* sleep(1);
				if (how === 3) throw new Error("clean-up");
				if (how !== 2) throw error;
			}
		});
		function* limited(depth: number): Body<void> {
			const seconds = random.randint(1, 6) + depth / 16;
			let isExpired = () => false;
			try {
				yield* timeout(seconds, function* (limit) {
					isExpired = () => limit.expired();
					for (let left = random.randint(1, 2); left > 0; left -= 1) {
						if (depth < 2 && random.random() < 0.4) yield* limited(depth + 1);
						else yield* naps(random.randint(0, 4), random.randint(1, 5) + 1 / 32);
					}
				});
				if (isExpired()) swallowed.push([now(), seconds]);
			} catch (error) {
				if (!(error instanceof TimeoutError) || random.random() < 0.2) throw error;
			}
		}
		const main = coroutine("main", function* () {
			const task = createTask(limited(0), { name: "limited" });
			now = () => task.loop.time();
			yield* wait([task]);
			if (!task.cancelled()) task.exception();
		});
		return { main, swallowed };
	}

	it("is one that has expired and was left without an error, in at least 100 programs; in at least 100 others there is none", () => {
		const met = draw((random) => {
			const { main, swallowed } = limitProgram(random);
			const history = new History(recordingOf(main, { places: false }));
			const found = findingsOf(history)
				.filter(({ kind }) => kind === "swallowed-limit")
				.map(({ at, text }) => [at, Number(/limit of ([\d.]+) s/.exec(text)?.[1])]);
			return { found, expected: swallowed, isAffirming: swallowed.length > 0 };
		});
		expect(met).toSatisfy(enough);
	});
});

describe("permits that are given back too often", () => {
	/** Each takes, holds and gives back, now and then once too often, or never; each keeps an account. */
	function permitProgram(random: Random) {
		const isSignal = random.random() < 0.2;
		const permits = isSignal ? 0 : random.randint(1, 3);
		const seats = new Semaphore(permits, { name: "seats" });
		const account = new Map<number, { taken: number; given: number; isDone: boolean }>();
		const isCareless = random.random() < 0.6;
		let tooMany = 0;
		const heldByOthers = (number: number) =>
			[...account].some(([other, { taken, given }]) => other !== number && taken > given);
		const guest = coroutine("guest", function* (number: number, extra: number, keeps: boolean, hold: number) {
			const own = { taken: 0, given: 0, isDone: false };
			account.set(number, own);
			yield* seats.acquire();
			own.taken += 1;
			yield* sleep(hold);
			for (let left = keeps ? 0 : 1 + extra; left > 0; left -= 1) {
				own.given += 1;
				if (own.given > own.taken && heldByOthers(number)) tooMany += 1;
				seats.release();
			}
			own.isDone = true;
		});
		const main = coroutine("main", function* () {
			const guests = Array.from({ length: random.randint(2, 6) }, (_, number) => {
				const extra = isCareless && !isSignal && random.random() < 0.4 ? random.randint(1, 2) : 0;
				const keeps = isSignal || random.random() < 0.1;
				return createTask(guest(number, extra, keeps, random.randint(0, 4) / 2));
			});
			if (isSignal)
				for (const _ of guests) {
					yield* sleep(random.randint(0, 2));
					seats.release();
				}
			yield* wait(guests, { timeout: 60 });
		});
		/** What who has ended never gave back may be what another has given for it. */
		const isExceeded = () => {
			const kept = [...account.values()].filter(({ isDone }) => isDone);
			const handedOver = kept.reduce((sum, { taken, given }) => sum + Math.max(0, taken - given), 0);
			return !isSignal && tooMany > handedOver;
		};
		return { main, isExceeded };
	}

	it("are found where the accounts of those who took them say so, in at least 100 programs; in at least 100 others they are not", () => {
		const met = draw((random) => {
			const { main, isExceeded } = permitProgram(random);
			const history = new History(recordingOf(main, { places: false }));
			const found = findingsOf(history).some(({ kind }) => kind === "released-too-often");
			const expected = isExceeded();
			return { found, expected, isAffirming: expected };
		});
		expect(met).toSatisfy(enough);
	});
});

describe("a request to stop that a time limit takes for its own", () => {
	/** A job asks itself to stop, or another does, before, in and around limits of no time or some; it keeps an account of what has reached it. */
	function takenProgram(random: Random) {
		const taken: (readonly [at: number, seconds: number])[] = [];
		let asked = 0;
		let delivered = 0;
		let now = () => 0;
		const cancel = (task: Task<unknown> | null) => {
			if (task?.cancel()) asked += 1;
		};
		function* nap(seconds: number): Body<void> {
			try {
				yield* sleep(seconds);
			} catch (error) {
				asked = 0;
				delivered += 1;
				throw error;
			}
		}
		function* steps(depth: number): Body<void> {
			for (let left = random.randint(1, 4); left > 0; left -= 1) {
				const act = random.randint(0, 7);
				if (act === 0) cancel(currentTask());
				else if (act <= 3) yield* nap(random.randint(0, 2));
				else if (depth < 3) yield* limited(depth + 1);
			}
		}
		function* limited(depth: number): Body<void> {
			const before = { asked, delivered };
			const seconds = random.random() < 0.5 ? 0 : random.randint(1, 4) / 2 + depth / 16;
			try {
				yield* timeout(seconds, () => steps(depth));
			} catch (error) {
				if (!(error instanceof TimeoutError)) throw error;
				// An earlier CancelledError has answered what had been asked for before.
				if (before.asked > 0 && delivered === before.delivered + 1) taken.push([now(), seconds]);
				if (random.random() < 0.3) throw new Error("late");
			}
		}
		const main = coroutine("main", function* () {
			const job = createTask(steps(0), { name: "job" });
			now = () => job.loop.time();
			const other = createTask(
				(function* () {
					yield* sleep(random.randint(0, 3));
					if (random.random() < 0.4) cancel(job);
				})(),
			);
			yield* wait([job, other]);
			if (!job.cancelled()) job.exception();
		});
		return { main, taken };
	}

	it("was made before the limit and came out of it as a TimeoutError, in at least 100 programs; in at least 100 others there is none", () => {
		const met = draw((random) => {
			const { main, taken } = takenProgram(random);
			const history = new History(recordingOf(main, { places: false }));
			const found = findingsOf(history)
				.filter(({ kind }) => kind === "taken-cancel")
				.map(({ at, text }) => [at, Number(/limit of ([\d.]+) s/.exec(text)?.[1])]);
			return { found, expected: taken, isAffirming: taken.length > 0 };
		});
		expect(met).toSatisfy(enough);
	});
});

describe("a long wait for what another holds", () => {
	interface Visit {
		readonly arrives: number;
		readonly holds: number;
		readonly after: number;
	}

	/** Each comes, holds a lock or a permit, and has something to do afterwards. */
	function holdProgram(random: Random) {
		const permits = random.randint(1, 3);
		const shared =
			permits === 1 && random.random() < 0.5
				? new Lock({ name: "db" })
				: new Semaphore(permits, { name: "db" });
		// No two times are alike, so that one chain alone decides.
		const odd = (most: number) => random.randint(0, most) + random.random();
		const visits = Array.from({ length: random.randint(2, 6) }, (): Visit => {
			const isLong = random.random() < 0.3;
			return { arrives: odd(3), holds: isLong ? odd(20) : odd(2), after: odd(3) };
		});
		const visitor = coroutine(
			"visitor",
			function* (_n: number, { arrives, holds, after }: Visit) {
				yield* sleep(arrives);
				yield* shared.with(() => sleep(holds));
				yield* sleep(after);
			},
			{ label: (n) => `visitor ${n}` },
		);
		const main = coroutine("main", function* () {
			yield* gather(visits.map((visit, n) => visitor(n, visit)));
		});
		return { main, permits, visits };
	}

	/** Who comes first is first; the chain is gone through from who ends last. */
	function decisiveWaits(permits: number, visits: readonly Visit[]): string[] {
		const free: (number | null)[] = Array.from({ length: permits }, () => null);
		const began: number[] = [];
		const waitedFor: (number | null)[] = [];
		const until = (n: number | null) => (n === null ? 0 : (began[n] ?? 0) + (visits[n]?.holds ?? 0));
		const order = visits
			.map((_, n) => n)
			.sort((a, b) => (visits[a]?.arrives ?? 0) - (visits[b]?.arrives ?? 0));
		for (const n of order) {
			free.sort((a, b) => until(a) - until(b));
			const { arrives } = visits[n] as Visit;
			const from = free[0] ?? null;
			began[n] = Math.max(arrives, until(from));
			waitedFor[n] = until(from) > arrives ? from : null;
			free[0] = n;
		}
		const ends = (n: number) => until(n) + (visits[n]?.after ?? 0);
		const last = order.toSorted((a, b) => ends(b) - ends(a))[0] ?? 0;
		const told: string[] = [];
		for (let n = last; ; ) {
			const holder = waitedFor[n] ?? null;
			if (holder === null) return told.sort();
			const overlap = until(holder) - Math.max(began[holder] ?? 0, visits[n]?.arrives ?? 0);
			if (overlap > ends(last) / 2) told.push(`visitor ${n} for visitor ${holder}`);
			n = holder;
		}
	}

	it("is told where it decided more than half of the time, in at least 100 programs; in at least 100 others there is none", () => {
		const met = draw((random) => {
			const { main, permits, visits } = holdProgram(random);
			const history = new History(recordingOf(main, { places: false }));
			const found = findingsOf(history)
				.filter(({ kind }) => kind === "held-long")
				.map(({ task, text }) => `${task} for ${/which (visitor \d) held/.exec(text)?.[1]}`)
				.sort();
			const expected = decisiveWaits(permits, visits);
			return { found, expected, isAffirming: expected.length > 0 };
		});
		expect(met).toSatisfy(enough);
	});
});
