// Programs that go on for ever: what they are about when they are stopped.

import {
	CancelledError,
	coroutine,
	createTask,
	Event,
	gather,
	getRunningLoop,
	Lock,
	Queue,
	sleep,
	taskGroup,
	wait,
} from "../../../src/runtime/index.ts";
import type { Program } from "../found.ts";

/** Sleeps so long in turn, again and again. */
const ticks = coroutine("ticks", function* (...seconds: number[]) {
	for (;;) for (const one of seconds) yield* sleep(one);
});

/** Goes on whatever it is told. */
const deaf = coroutine("deaf", function* () {
	for (;;) {
		try {
			yield* sleep(1.5);
		} catch (error) {
			if (!(error instanceof CancelledError)) throw error;
		}
	}
});

export const endless: Readonly<Record<string, Program>> = {
	"main alone ticks": coroutine("main", function* () {
		for (;;) yield* sleep(2);
	}),
	"main has ticked only twice": coroutine("main", function* () {
		for (;;) yield* sleep(7);
	}),
	"main has ticked three times": coroutine("main", function* () {
		for (;;) yield* sleep(5);
	}),
	"one ticks, not always as long": coroutine("main", function* () {
		yield* ticks(1, 2);
	}),
	"five tick, and main waits for them": coroutine("main", function* () {
		yield* gather([1, 2, 1, 2, 3].map((seconds) => ticks(seconds)));
	}),
	"one does something between its sleeps": coroutine("main", function* () {
		const jobs = new Queue<number>(0, { name: "jobs" });
		for (;;) {
			yield* sleep(1);
			jobs.putNowait(1);
		}
	}),
	"main has ended, and one goes on whatever it is told": coroutine("main", function* () {
		createTask(deaf());
		createTask(new Event({ name: "never" }).wait());
		yield* sleep(3);
	}),
	"one goes on whatever a group tells it": coroutine("main", function* () {
		const fails = coroutine("fails", function* () {
			yield* sleep(2);
			throw new Error("disk");
		});
		yield* taskGroup(function* (group) {
			group.createTask(deaf());
			group.createTask(fails());
		});
	}),
	"two wait for each other, and one waits for them, under a heartbeat": coroutine("main", function* () {
		const [pool, conn] = [new Lock({ name: "pool" }), new Lock({ name: "conn" })];
		const client = coroutine("client", function* (_n: number, first: Lock, second: Lock) {
			yield* first.with(function* () {
				yield* sleep(0.5);
				yield* second.acquire();
			});
		});
		createTask(ticks(1));
		yield* gather([client(1, pool, conn), client(2, conn, pool)]);
	}),
	"workers wait for work, which may still come": coroutine("main", function* () {
		const jobs = new Queue<number>(0, { name: "jobs" });
		const worker = coroutine("worker", function* (_n: number) {
			for (;;) yield* jobs.get();
		});
		for (const n of [1, 2]) createTask(worker(n));
		for (;;) {
			jobs.putNowait(1);
			yield* sleep(3);
		}
	}),
	"one spins": coroutine("main", function* () {
		const spins = coroutine("spins", function* () {
			for (;;) yield* sleep(0);
		});
		createTask(ticks(1));
		yield* sleep(2);
		yield* spins();
	}),
	"two spin, whatever they are told": coroutine("main", function* () {
		const spins = coroutine("spins", function* () {
			for (;;) {
				try {
					yield* sleep(0);
				} catch {}
			}
		});
		const both = [createTask(spins()), createTask(spins())];
		yield* sleep(0);
		both[1]?.cancel("enough");
		yield* wait(both);
	}),
	"callbacks spin": coroutine("main", function* () {
		const loop = getRunningLoop();
		const again = () => {
			loop.callSoon(again);
		};
		again();
		yield* sleep(1);
	}),
};
