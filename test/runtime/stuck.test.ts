import { describe, expect, it } from "vitest";
import {
	type Body,
	coroutine,
	createTask,
	DeadlockError,
	Event,
	gather,
	getRunningLoop,
	LivelockError,
	Lock,
	Queue,
	run,
	Semaphore,
	sleep,
	taskGroup,
} from "../../src/runtime/index.ts";

/** The error with which a loop gives `body` up as main. */
function errorOf(body: () => Body<unknown>, maxTurns = 1000): unknown {
	try {
		return run(coroutine("main", body)(), { maxTurns });
	} catch (error) {
		return error;
	}
}

function lines(...all: string[]): string {
	return all.join("\n");
}

describe("a DeadlockError says", () => {
	it("who waits for what, and who holds it", () => {
		const writer = coroutine("writer", function* (_name: string, first: Lock, second: Lock) {
			yield* first.acquire();
			yield* sleep(1);
			yield* second.acquire();
		});
		const error = errorOf(function* () {
			const [pen, paper] = [new Lock({ name: "pen" }), new Lock({ name: "paper" })];
			yield* gather([writer("ann", pen, paper), writer("ben", paper, pen)]);
		});
		expect(error).toEqual(
			new DeadlockError(
				lines(
					"deadlock at 1.0 s: 3 tasks wait for ever: nothing is ready, and no timer is set",
					"  main waits for gather of 2: writer ann, writer ben",
					'  writer ann waits for lock "paper", held by writer ben',
					'  writer ben waits for lock "pen", held by writer ann',
				),
			),
		);
	});

	it("what a task holds itself, and what an ended one has kept", () => {
		const error = errorOf(function* () {
			const pool = new Semaphore(2);
			yield* createTask(pool.acquire(), { name: "thief" });
			yield* pool.acquire();
			yield* pool.acquire();
		});
		expect(error).toEqual(
			new DeadlockError(
				lines(
					"deadlock at 0.0 s: one task waits for ever: nothing is ready, and no timer is set",
					"  main waits for semaphore 1, held by thief (ended), main itself",
				),
			),
		);
	});

	it("no holder of a signal: who took one has nothing to give back", () => {
		const error = errorOf(function* () {
			const ready = new Semaphore(0, { name: "ready" });
			ready.release();
			getRunningLoop().callLater(1, () => ready.release());
			for (;;) yield* ready.acquire();
		});
		expect(error).toEqual(
			new DeadlockError(
				lines(
					"deadlock at 1.0 s: one task waits for ever: nothing is ready, and no timer is set",
					'  main waits for semaphore "ready"',
				),
			),
		);
	});

	it("of each kind of wait what it is for, and counts the tasks beyond twenty", () => {
		const error = errorOf(function* () {
			yield* taskGroup(function* (group) {
				group.createTask(new Queue(0, { name: "q" }).get());
				group.createTask(new Event().wait(), { name: "waiter" });
				const reply = getRunningLoop().createFuture("reply");
				for (let i = 0; i < 20; i += 1) {
					group.createTask(
						(function* () {
							yield* reply;
						})(),
					);
				}
			});
		});
		expect(error).toEqual(
			new DeadlockError(
				lines(
					"deadlock at 0.0 s: 23 tasks wait for ever: nothing is ready, and no timer is set",
					`  main waits for taskGroup of 22: Queue.get, waiter, ${Array.from({ length: 18 }, (_, i) => `Task-${i + 3}`).join(", ")} and 2 more`,
					'  Queue.get waits for queue "q".get',
					"  waiter waits for event 2",
					...Array.from({ length: 17 }, (_, i) => `  Task-${i + 3} waits for future "reply"`),
					"  … and 3 more",
				),
			),
		);
	});
});

describe("a LivelockError says", () => {
	it("how many turns passed, and which tasks keep the loop busy", () => {
		const error = errorOf(function* () {
			createTask(new Event().wait());
			yield* sleep(1);
			for (;;) yield* sleep(0);
		}, 500);
		expect(error).toEqual(
			new LivelockError(
				lines(
					"livelock at 1.0 s: 500 turns, and the clock stands still: main keeps the loop busy",
					"  main waits for its next turn",
				),
				500,
				[1],
			),
		);
	});

	it("that it is callbacks, where no task is ready", () => {
		const error = errorOf(function* () {
			const loop = getRunningLoop();
			const again = () => {
				loop.callSoon(again);
			};
			again();
			yield* new Event().wait();
		}, 10);
		expect(error).toEqual(
			new LivelockError(
				"livelock at 0.0 s: 10 turns, and the clock stands still: callbacks keep the loop busy",
				10,
				[],
			),
		);
	});
});
