import { describe, expect, it } from "vitest";
import {
	Condition,
	coroutine,
	createTask,
	getRunningLoop,
	Lock,
	RuntimeError,
	Semaphore,
	sleep,
} from "../../src/runtime/index.ts";
import { foundIn } from "./found.ts";
import { marksOf } from "./marks.ts";

const marks = marksOf(import.meta.url);

const released = {
	kind: "released-by-other",
	at: 1,
	wayOut: "release it where it was acquired: lock.with(function* () { … }) does",
} as const;

describe("a lock that is released by somebody who does not hold it", () => {
	it("is told of with both, and with the line of the release", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			const alice = coroutine("alice", function* () {
				yield* pen.acquire();
				yield* sleep(3);
				pen.release(); // alice releases what bob holds
			});
			const bob = coroutine("bob", function* () {
				yield* sleep(1);
				pen.release(); // bob releases what alice holds
				yield* pen.acquire();
				yield* sleep(4);
			});
			createTask(alice());
			yield* createTask(bob());
		});
		expect(foundIn(program)).toEqual([
			{
				...released,
				task: "bob",
				text: 'bob released lock "pen", which alice holds',
				place: marks.place("bob releases what alice holds"),
			},
			{
				...released,
				at: 3,
				task: "alice",
				text: 'alice released lock "pen", which bob holds',
				place: marks.place("alice releases what bob holds"),
			},
		]);
	});

	it("may be a callback's doing, and the lock a condition's", () => {
		const program = coroutine("main", function* () {
			const ready = new Condition();
			yield* ready.acquire();
			getRunningLoop().callLater(1, () => {
				ready.release(); // a callback releases it
			});
			yield* sleep(2);
		});
		expect(foundIn(program)).toEqual([
			{
				...released,
				task: null,
				text: "a callback released lock 1, which main holds",
				place: marks.place("a callback releases it"),
			},
		]);
	});

	it("may be the runtime's, at the end of its body: that task's last wait is the line", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			const robbed = pen.with(function* () {
				yield* sleep(2); // the robbed one waits
			});
			createTask(robbed, { name: "robbed" });
			yield* sleep(1);
			pen.release(); // main robs it
			yield* pen.acquire();
			yield* sleep(5);
		});
		expect(foundIn(program)).toEqual([
			{
				...released,
				task: "main",
				text: 'main released lock "pen", which robbed holds',
				place: marks.place("main robs it"),
			},
			{
				...released,
				at: 2,
				task: "robbed",
				text: 'robbed released lock "pen", which main holds',
				place: marks.place("the robbed one waits"),
			},
		]);
	});

	it("is none that its holder releases, in one task after the other", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock();
			const holder = () => pen.with(() => sleep(1));
			createTask(holder());
			createTask(holder());
			yield* holder();
			yield* sleep(2);
		});
		expect(foundIn(program)).toEqual([]);
	});

	it("raises where nobody holds it, and then nothing is told of", () => {
		const raised: unknown[] = [];
		const program = coroutine("main", function* () {
			try {
				new Lock().release();
			} catch (error) {
				raised.push(error);
			}
			yield* sleep(1);
		});
		expect(foundIn(program)).toEqual([]);
		expect(raised).toEqual([new RuntimeError("Lock is not acquired.")]);
	});

	it("is no semaphore: its permits may be given back by anybody", () => {
		const program = coroutine("main", function* () {
			const seats = new Semaphore(1);
			yield* new Lock().with(() => sleep(0));
			yield* seats.acquire();
			yield* createTask(
				coroutine(function* () {
					seats.release();
				})(),
			);
		});
		expect(foundIn(program)).toEqual([]);
	});
});

describe("without places", () => {
	it("a finding has none, and is the same otherwise", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			yield* pen.acquire();
			yield* createTask(
				coroutine(function* () {
					pen.release();
				})(),
				{ name: "bob" },
			);
			sleep(1);
		});
		const placed = foundIn(program);
		expect(placed.map(({ place }) => place)).toEqual([expect.anything(), expect.anything()]);
		expect(foundIn(program, { places: false })).toEqual(placed.map((one) => ({ ...one, place: null })));
	});
});
