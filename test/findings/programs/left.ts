// Programs with slips that come to an end: what was swallowed, taken, given back, held, lost or left.

import {
	asCompleted,
	type Body,
	block,
	CancelledError,
	type Coroutine,
	coroutine,
	createTask,
	currentTask,
	Event,
	gather,
	getRunningLoop,
	Lock,
	Semaphore,
	shield,
	sleep,
	TimeoutError,
	taskGroup,
	timeout,
	timeoutAt,
	wait,
} from "../../../src/runtime/index.ts";
import type { Program } from "../found.ts";

const naps = coroutine("naps", function* (seconds: number, after: number) {
	try {
		yield* sleep(seconds);
	} catch {
		if (after > 0) yield* sleep(after);
	}
});

/** Asked to stop at 1 s, with these words, by main. */
function asked(body: () => Body<unknown>, ...messages: (string | null)[]): Program {
	return coroutine("main", function* () {
		const task = createTask(coroutine("deaf", body)());
		yield* sleep(1);
		for (const message of messages) {
			if (message === null) task.cancel();
			else task.cancel(message);
		}
		yield* wait([task]);
	});
}

/** Catches a TimeoutError, if there is one. */
function* late(body: Coroutine<unknown>): Body<void> {
	try {
		yield* body;
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
	}
}

/** A body that waits on, whoever asks it to stop. */
function* goesOn(seconds: number): Body<void> {
	try {
		yield* sleep(seconds);
	} catch (error) {
		if (!(error instanceof CancelledError)) throw error;
	}
	yield* sleep(1);
}

/** Three hold a permit each of so many; the first gives back more than it took. */
function permits(count: number, guests: number, extra: number, isAtOnce: boolean): Program {
	return coroutine("main", function* () {
		const seats = new Semaphore(count, { name: "seats" });
		const guest = coroutine("guest", function* (n: number) {
			yield* seats.acquire();
			yield* sleep(n);
			for (let left = n === 1 ? extra : 0; left > 0; left -= 1) {
				seats.release();
				if (!isAtOnce) yield* sleep(0.25);
			}
			yield* sleep(2);
			seats.release();
		});
		yield* gather(Array.from({ length: guests }, (_, n) => guest(n + 1)));
	});
}

/** Main wants what another has for so long, in a run of ten seconds. */
function heldFor(shared: Lock | Semaphore, seconds: number, rest: number): Program {
	return coroutine("main", function* () {
		const holds = coroutine("holds", function* () {
			yield* shared.acquire();
			yield* sleep(seconds / 4);
			yield* sleep(seconds / 2);
			yield* sleep(seconds / 4);
			shared.release();
		});
		createTask(holds());
		yield* sleep(0);
		yield* shared.acquire();
		if (rest > 0) yield* sleep(rest);
	});
}

export const left: Readonly<Record<string, Program>> = {
	"one swallows what it is asked, at once": asked(() => goesOn(5), null),
	"one swallows what it is asked with a reason": asked(function* () {
		yield* naps(5, 0);
	}, "closing time"),
	"one swallows what it is asked with no reason, in a body within": asked(function* () {
		yield* naps(5, 2);
		yield* sleep(1);
	}, ""),
	"one takes back what it was asked": asked(function* () {
		yield* naps(5, 0);
		currentTask()?.uncancel();
	}, null),
	"one is asked twice, and swallows the first only": asked(
		function* () {
			yield* naps(5, 3);
			yield* sleep(3);
		},
		"first",
		"second",
	),
	"the body of a group goes on": coroutine("main", function* () {
		const fails = coroutine("fails", function* () {
			yield* sleep(1);
			throw new Error("disk");
		});
		try {
			yield* taskGroup(function* (group) {
				group.createTask(fails());
				yield* naps(5, 1.5);
				yield* sleep(1);
			});
		} catch {}
	}),
	"limits end nothing: their own body, and a task that it awaits": coroutine("main", function* () {
		yield* late(timeout(1, () => goesOn(5)));
		yield* late(
			timeoutAt(4, function* () {
				yield* createTask(naps(9, 0.5));
			}),
		);
		yield* late(
			timeout(null, function* (limit) {
				limit.reschedule(6);
				yield* naps(9, 0);
			}),
		);
		yield* late(
			timeout(1, function* () {
				yield* naps(0.5, 0);
				yield* sleep(9);
			}),
		);
	}),
	"limits take for their own what was asked before": coroutine("main", function* () {
		const job = coroutine("job", function* (how: number) {
			if (how === 0) currentTask()?.cancel();
			if (how === 1) getRunningLoop().callSoon(() => task?.cancel());
			if (how === 1) yield* sleep(0);
			yield* late(timeout(0, () => sleep(5)));
			yield* sleep(1);
		});
		let task: ReturnType<typeof createTask> | null = null;
		for (const how of [0, 1, 2]) {
			task = createTask(job(how));
			if (how === 2) getRunningLoop().callSoon(() => task?.cancel());
			yield* wait([task]);
		}
	}),
	"a limit comes with what a child swallowed": coroutine("main", function* () {
		const job = coroutine("job", function* () {
			yield* createTask(naps(9, 0));
			yield* late(timeout(0, () => sleep(5)));
			yield* sleep(1);
		});
		const [one, other] = [createTask(job()), createTask(job())];
		yield* sleep(1);
		one.cancel();
		getRunningLoop().callLater(1, () => other.cancel());
		yield* wait([one, other]);
	}),
	"a permit is given back twice, while another holds one": permits(2, 2, 1, true),
	"permits are given back three times at once, while two others hold one": permits(3, 3, 2, true),
	"permits are given back now and then, and more go in than may": permits(2, 4, 3, false),
	"main waits to the end for a lock": heldFor(new Lock({ name: "db" }), 10, 0),
	"main waits for a lock for just half of the time": heldFor(new Lock({ name: "db" }), 5, 5),
	"main waits for a lock for a little more than half of the time": heldFor(new Lock({ name: "db" }), 6, 5),
	"main waits long for a lock, in a run that is short": heldFor(new Lock({ name: "db" }), 0.5, 0.25),
	"main waits for a permit": heldFor(new Semaphore(1, { name: "seats" }), 8, 2),
	"main waits for a lock whose holder blocks": coroutine("main", function* () {
		const db = new Lock({ name: "db" });
		const holds = coroutine("holds", function* () {
			yield* db.with(function* () {
				block(2);
				yield* sleep(0);
				block(7);
			});
		});
		createTask(holds());
		yield* sleep(0);
		yield* db.with(() => sleep(1));
	}),
	"main waits for a lock that another gives back for its holder": coroutine("main", function* () {
		const [db, never] = [new Lock({ name: "db" }), new Event({ name: "never" })];
		const holds = coroutine("holds", function* () {
			yield* db.acquire();
			yield* sleep(7);
			yield* never.wait();
		});
		const gives = coroutine("gives", function* () {
			yield* sleep(8);
			db.release();
		});
		createTask(holds());
		createTask(gives());
		yield* sleep(0);
		yield* db.acquire();
		yield* sleep(1);
	}),
	"answers for which nobody cares": coroutine("main", function* () {
		const job = coroutine("job", function* (n: number) {
			yield* sleep(n);
			if (n === 2) throw new Error("two");
			return n;
		});
		gather([]);
		gather([job(1), getRunningLoop().createFuture()]);
		gather([getRunningLoop().createFuture(), getRunningLoop().createFuture()]);
		gather([job(2), job(3)]);
		shield(job(1));
		asCompleted([job(1), job(4)]);
		yield* sleep(5);
	}),
	"errors that nobody asks for": coroutine("main", function* () {
		const fails = coroutine("fails", function* (n: number) {
			yield* sleep(n);
			throw new Error(`number ${n}`);
		});
		createTask(fails(0));
		const loop = getRunningLoop();
		loop.createFuture().setException(new Error("bare"));
		gather([fails(1), fails(2)]).addDoneCallback(() => {});
		loop.callSoon(() => {
			throw new Error("in a callback");
		});
		const stubborn = coroutine("stubborn", function* () {
			try {
				yield* sleep(9);
			} finally {
				yield* fails(0);
			}
		});
		createTask(stubborn());
		yield* sleep(3);
	}),
	"coroutines that nobody awaits, and some that are awaited again": coroutine("main", function* () {
		const job = coroutine("job", function* (_n: number) {
			yield* sleep(1);
		});
		job(1);
		getRunningLoop().callSoon(() => {
			job(2);
		});
		const all = [job(3), job(4)];
		yield* gather(all);
		for (const one of all) {
			try {
				yield* one;
			} catch {}
		}
		yield* sleep(1);
		try {
			yield* all[0] ?? sleep(0);
		} catch {}
	}),
	"turns that take long": coroutine("main", function* () {
		const loop = getRunningLoop();
		loop.callSoon(() => block(0.5));
		yield* sleep(0);
		block(0.1);
		yield* sleep(0);
		block(0.06);
		block(0.05);
		yield* sleep(1);
	}),
};
