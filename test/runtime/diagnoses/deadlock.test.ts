import { describe, expect, it } from "vitest";
import {
	asCompleted,
	Barrier,
	type Body,
	Condition,
	coroutine,
	createTask,
	DeadlockError,
	Event,
	EventLoop,
	gather,
	getRunningLoop,
	Lock,
	Queue,
	run,
	Semaphore,
	shield,
	sleep,
	type Task,
	Trace,
	taskGroup,
	wait,
	waitFor,
} from "../../../src/index.ts";
import { stuckIn, told } from "./found.ts";
import { marksOf } from "./marks.ts";

const marks = marksOf(import.meta.url);

const NOBODY =
	"somebody has to set, put, notify or release what they wait for; or put a timeout around the wait";

/** What every deadlock has in common. */
const deadlock = { kind: "deadlock", task: null, place: null, at: 0, cycle: [] } as const;
const ONE = "one task waits for ever: nothing is ready, and no timer is set";
const TWO = "2 tasks wait for ever: nothing is ready, and no timer is set";
const THREE = "3 tasks wait for ever: nothing is ready, and no timer is set";

describe("a deadlock", () => {
	it("of two locks taken in opposite order names both holders, their lines and the ring", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			const paper = new Lock({ name: "paper" });
			const writer = coroutine(function* (first: Lock, second: Lock) {
				yield* first.acquire();
				yield* sleep(1);
				yield* second.acquire(); // both want the second
			});
			const alice = createTask(writer(pen, paper), { name: "alice" });
			const bob = createTask(writer(paper, pen), { name: "bob" });
			yield* gather([alice, bob]); // main gathers the two
		});
		const wayOut = "let all tasks take what they need in the same order, or put a timeout around the wait";
		const second = marks.place("both want the second");
		const diagnosis = {
			...deadlock,
			at: 1,
			text: THREE,
			wayOut,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "gather of 2",
					heldBy: ["alice", "bob"],
					at: marks.place("main gathers the two"),
				},
				{ task: "alice", taskId: 2, for: 'lock "paper"', heldBy: ["bob"], at: second },
				{ task: "bob", taskId: 3, for: 'lock "pen"', heldBy: ["alice"], at: second },
			],
			cycle: ["alice", "bob"],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 1.0 s: ${THREE}`,
				`  main waits for gather of 2: alice, bob${marks.text("main gathers the two")}`,
				`  alice waits for lock "paper", held by bob${marks.text("both want the second")}`,
				`  bob waits for lock "pen", held by alice${marks.text("both want the second")}`,
				"  cycle: alice → bob → alice",
				`  way out: ${wayOut}`,
			]),
		);
	});

	it("of a lock that one task takes twice says that it holds it itself", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			yield* pen.with(function* () {
				yield* sleep(0.25);
				yield* pen.acquire(); // main wants it again
			});
		});
		const wayOut = "a lock is not re-entrant: don't acquire again what you hold";
		const again = marks.place("main wants it again");
		const diagnosis = {
			...deadlock,
			at: 0.25,
			text: ONE,
			wayOut,
			waiting: [{ task: "main", taskId: 1, for: 'lock "pen"', heldBy: ["main"], at: again }],
			cycle: ["main"],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.25 s: ${ONE}`,
				`  main waits for lock "pen", held by main itself${marks.text("main wants it again")}`,
				"  cycle: main → main",
				`  way out: ${wayOut}`,
			]),
		);
	});

	it("at a queue that nobody feeds names the queue", () => {
		const program = coroutine("main", function* () {
			const jobs = new Queue<string>(0, { name: "jobs" });
			yield* jobs.get(); // main wants a job
		});
		const diagnosis = {
			...deadlock,
			text: ONE,
			wayOut: NOBODY,
			waiting: [
				{ task: "main", taskId: 1, for: 'queue "jobs".get', heldBy: [], at: marks.place("main wants a job") },
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${ONE}`,
				`  main waits for queue "jobs".get${marks.text("main wants a job")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("of two tasks that await each other says so, and talks of no locks", () => {
		const program = coroutine("main", function* () {
			const tasks: Task<unknown>[] = [];
			const other = function* (index: number): Body<void> {
				yield* tasks[index] as Task<unknown>; // each awaits the other
			};
			const egg = createTask(other(1), { name: "egg" });
			tasks.push(egg, createTask(other(0), { name: "hen" }));
			yield* sleep(2);
			yield* egg; // main awaits the egg
		});
		const wayOut = "tasks can't await each other in a ring: let one of them go on without the other's result";
		const each = marks.place("each awaits the other");
		const diagnosis = {
			...deadlock,
			at: 2,
			text: THREE,
			wayOut,
			waiting: [
				{ task: "main", taskId: 1, for: "task egg", heldBy: ["egg"], at: marks.place("main awaits the egg") },
				{ task: "egg", taskId: 2, for: "task hen", heldBy: ["hen"], at: each },
				{ task: "hen", taskId: 3, for: "task egg", heldBy: ["egg"], at: each },
			],
			cycle: ["egg", "hen"],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 2.0 s: ${THREE}`,
				`  main waits for task egg${marks.text("main awaits the egg")}`,
				`  egg waits for task hen${marks.text("each awaits the other")}`,
				`  hen waits for task egg${marks.text("each awaits the other")}`,
				"  cycle: egg → hen → egg",
				`  way out: ${wayOut}`,
			]),
		);
	});

	it("of a gather on an event names the event, and the line where the wait was made a task", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			yield* gather([sleep(1), door.wait()]); // main gathers a sleep and the door
		});
		const line = marks.place("main gathers a sleep and the door");
		const diagnosis = {
			...deadlock,
			at: 1,
			text: TWO,
			wayOut: NOBODY,
			waiting: [
				{ task: "main", taskId: 1, for: "gather of 2", heldBy: ["Event.wait"], at: line },
				{ task: "Event.wait", taskId: 3, for: 'event "door"', heldBy: [], at: line },
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 1.0 s: ${TWO}`,
				`  main waits for gather of 2: Event.wait${marks.text("main gathers a sleep and the door")}`,
				`  Event.wait waits for event "door"${marks.text("main gathers a sleep and the door")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("of a task that awaits another which needs what it holds says to release first", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			yield* pen.acquire();
			const child = createTask(pen.acquire(), { name: "child" }); // the child is made
			yield* child; // main awaits the child
		});
		const wayOut =
			"release what you hold before you await a task that needs it, or put a timeout around the wait";
		const diagnosis = {
			...deadlock,
			text: TWO,
			wayOut,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "task child",
					heldBy: ["child"],
					at: marks.place("main awaits the child"),
				},
				{
					task: "child",
					taskId: 2,
					for: 'lock "pen"',
					heldBy: ["main"],
					at: marks.place("the child is made"),
				},
			],
			cycle: ["main", "child"],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${TWO}`,
				`  main waits for task child${marks.text("main awaits the child")}`,
				`  child waits for lock "pen", held by main${marks.text("the child is made")}`,
				"  cycle: main → child → main",
				`  way out: ${wayOut}`,
			]),
		);
	});

	it("at a lock whose holder has ended says so", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			yield* createTask(pen.acquire(), { name: "thief" });
			yield* pen.acquire(); // main wants the pen
		});
		const wayOut = "give back what you took also where you fail: lock.with(function* () { … }) does";
		const diagnosis = {
			...deadlock,
			text: ONE,
			wayOut,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: 'lock "pen"',
					heldBy: ["thief (ended)"],
					at: marks.place("main wants the pen"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${ONE}`,
				`  main waits for lock "pen", held by thief (ended)${marks.text("main wants the pen")}`,
				`  way out: ${wayOut}`,
			]),
		);
	});

	it("at a semaphore names all who hold a permit", () => {
		const program = coroutine("main", function* () {
			const seats = new Semaphore(2, { name: "seats" });
			const guest = coroutine("guest", function* (_name: string) {
				yield* seats.with(() => new Event({ name: "bell" }).wait()); // a guest sits, and waits for a bell
			});
			createTask(guest("ann"));
			createTask(guest("ben"));
			yield* sleep(1);
			yield* seats.acquire(); // main wants a seat
		});
		const inside = marks.place("a guest sits, and waits for a bell");
		const diagnosis = {
			...deadlock,
			at: 1,
			text: THREE,
			wayOut: NOBODY,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: 'semaphore "seats"',
					heldBy: ["guest ann", "guest ben"],
					at: marks.place("main wants a seat"),
				},
				{ task: "guest ann", taskId: 2, for: 'event "bell"', heldBy: [], at: inside },
				{ task: "guest ben", taskId: 3, for: 'event "bell"', heldBy: [], at: inside },
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 1.0 s: ${THREE}`,
				`  main waits for semaphore "seats", held by guest ann, guest ben${marks.text("main wants a seat")}`,
				`  guest ann waits for event "bell"${marks.text("a guest sits, and waits for a bell")}`,
				`  guest ben waits for event "bell"${marks.text("a guest sits, and waits for a bell")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("at a semaphore without permits names no holder", () => {
		const program = coroutine("main", function* () {
			yield* new Semaphore(0).acquire(); // main wants a permit
		});
		const at = marks.place("main wants a permit");
		const diagnosis = {
			...deadlock,
			text: ONE,
			wayOut: NOBODY,
			waiting: [{ task: "main", taskId: 1, for: "semaphore 1", heldBy: [], at }],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${ONE}`,
				`  main waits for semaphore 1${marks.text("main wants a permit")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("at a condition, and at its lock that was never given back, names both", () => {
		const program = coroutine("main", function* () {
			const ready = new Condition(null, { name: "ready" });
			const waiter = coroutine("waiter", function* () {
				yield* ready.with(() => ready.wait()); // the waiter waits
			});
			createTask(waiter());
			yield* sleep(1);
			yield* ready.acquire();
			ready.notify();
			yield* new Event({ name: "never" }).wait(); // main keeps the lock
		});
		const diagnosis = {
			...deadlock,
			at: 1,
			text: TWO,
			wayOut: NOBODY,
			waiting: [
				{ task: "main", taskId: 1, for: 'event "never"', heldBy: [], at: marks.place("main keeps the lock") },
				{
					task: "waiter",
					taskId: 2,
					for: 'lock "ready.lock"',
					heldBy: ["main"],
					at: marks.place("the waiter waits"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 1.0 s: ${TWO}`,
				`  main waits for event "never"${marks.text("main keeps the lock")}`,
				`  waiter waits for lock "ready.lock", held by main${marks.text("the waiter waits")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("at a condition that nobody notifies names the condition", () => {
		const program = coroutine("main", function* () {
			const ready = new Condition(null, { name: "ready" });
			yield* ready.with(function* () {
				yield* ready.waitFor(() => false); // main waits for the condition
			});
		});
		const at = marks.place("main waits for the condition");
		const diagnosis = {
			...deadlock,
			text: ONE,
			wayOut: NOBODY,
			waiting: [{ task: "main", taskId: 1, for: 'condition "ready"', heldBy: [], at }],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${ONE}`,
				`  main waits for condition "ready"${marks.text("main waits for the condition")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("at a barrier, a full queue and the join of a queue names each", () => {
		const program = coroutine("main", function* () {
			const jobs = new Queue<string>(1, { name: "jobs" });
			yield* jobs.put("first");
			createTask(new Barrier(3, { name: "gate" }).wait(), { name: "runner" }); // the runner is made
			createTask(jobs.put("second"), { name: "producer" }); // the producer is made
			yield* jobs.join(); // main joins the queue
		});
		const diagnosis = {
			...deadlock,
			text: THREE,
			wayOut: NOBODY,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: 'queue "jobs".join',
					heldBy: [],
					at: marks.place("main joins the queue"),
				},
				{
					task: "runner",
					taskId: 2,
					for: 'barrier "gate"',
					heldBy: [],
					at: marks.place("the runner is made"),
				},
				{
					task: "producer",
					taskId: 3,
					for: 'queue "jobs".put',
					heldBy: [],
					at: marks.place("the producer is made"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${THREE}`,
				`  main waits for queue "jobs".join${marks.text("main joins the queue")}`,
				`  runner waits for barrier "gate"${marks.text("the runner is made")}`,
				`  producer waits for queue "jobs".put${marks.text("the producer is made")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("on a bare future that nobody sets shows its label, if it has one", () => {
		const program = coroutine("main", function* () {
			const loop = getRunningLoop();
			createTask(until(loop.createFuture()), { name: "reader" });
			yield* loop.createFuture("the reply"); // main wants the reply
		});
		function* until(future: ReturnType<EventLoop["createFuture"]>) {
			yield* future; // the reader wants a future
		}
		const diagnosis = {
			...deadlock,
			text: TWO,
			wayOut: NOBODY,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: 'future "the reply"',
					heldBy: [],
					at: marks.place("main wants the reply"),
				},
				{
					task: "reader",
					taskId: 2,
					for: "a future that nobody has set",
					heldBy: [],
					at: marks.place("the reader wants a future"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${TWO}`,
				`  main waits for future "the reply"${marks.text("main wants the reply")}`,
				`  reader waits for a future that nobody has set${marks.text("the reader wants a future")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("of a task group names its tasks, and the line where the group began", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			const guest = coroutine("guest", function* (_name: string) {
				yield* door.wait(); // a guest waits at the door
			});
			// biome-ignore format: the line that is named
			yield* taskGroup(function* (group) { // the group begins
				group.createTask(guest("ann"));
				group.createTask(guest("ben"));
				yield* sleep(3);
			});
		});
		const waits = marks.place("a guest waits at the door");
		const diagnosis = {
			...deadlock,
			at: 3,
			text: THREE,
			wayOut: NOBODY,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "taskGroup of 2",
					heldBy: ["guest ann", "guest ben"],
					at: marks.place("the group begins"),
				},
				{ task: "guest ann", taskId: 2, for: 'event "door"', heldBy: [], at: waits },
				{ task: "guest ben", taskId: 3, for: 'event "door"', heldBy: [], at: waits },
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 3.0 s: ${THREE}`,
				`  main waits for taskGroup of 2: guest ann, guest ben${marks.text("the group begins")}`,
				`  guest ann waits for event "door"${marks.text("a guest waits at the door")}`,
				`  guest ben waits for event "door"${marks.text("a guest waits at the door")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("in wait, asCompleted, shield and waitFor names whom they wait for", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			const guest = createTask(door.wait(), { name: "guest" }); // the guest is made
			const late = createTask(sleep(1), { name: "late" });
			const waiting = coroutine(function* () {
				yield* wait([guest, late]); // the first waits
			});
			const taking = coroutine(function* () {
				for (const next of asCompleted([late, guest])) yield* next; // the second waits
			});
			const shielding = coroutine(function* () {
				yield* shield(guest); // the third waits
			});
			createTask(waiting(), { name: "waiting" });
			createTask(taking(), { name: "taking" });
			createTask(shielding(), { name: "shielding" });
			yield* waitFor(guest, null); // main waits
		});
		const text = "5 tasks wait for ever: nothing is ready, and no timer is set";
		const guest = ["guest"];
		const diagnosis = {
			...deadlock,
			at: 1,
			text,
			wayOut: NOBODY,
			waiting: [
				{ task: "main", taskId: 1, for: "task guest", heldBy: guest, at: marks.place("main waits") },
				{
					task: "guest",
					taskId: 2,
					for: 'event "door"',
					heldBy: [],
					at: marks.place("the guest is made"),
				},
				{ task: "waiting", taskId: 4, for: "wait of 1", heldBy: guest, at: marks.place("the first waits") },
				{
					task: "taking",
					taskId: 5,
					for: "asCompleted of 1",
					heldBy: guest,
					at: marks.place("the second waits"),
				},
				{
					task: "shielding",
					taskId: 6,
					for: "shield of 1",
					heldBy: guest,
					at: marks.place("the third waits"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 1.0 s: ${text}`,
				`  main waits for task guest${marks.text("main waits")}`,
				`  guest waits for event "door"${marks.text("the guest is made")}`,
				`  waiting waits for wait of 1: guest${marks.text("the first waits")}`,
				`  taking waits for asCompleted of 1: guest${marks.text("the second waits")}`,
				`  shielding waits for shield of 1: guest${marks.text("the third waits")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("of more than 20 tasks names 20 and counts the rest; the diagnosis has all", () => {
		const guests = Array.from({ length: 22 }, (_, index) => `guest ${index + 1}`);
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			const guest = coroutine("guest", function* (_number: number) {
				yield* door.wait(); // each guest waits at the door
			});
			yield* gather(guests.map((_, index) => guest(index + 1))); // main gathers the guests
		});
		const text = "23 tasks wait for ever: nothing is ready, and no timer is set";
		const waits = marks.place("each guest waits at the door");
		const diagnosis = {
			...deadlock,
			text,
			wayOut: NOBODY,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "gather of 22",
					heldBy: guests,
					at: marks.place("main gathers the guests"),
				},
				...guests.map((task, index) => ({
					task,
					taskId: index + 2,
					for: 'event "door"',
					heldBy: [],
					at: waits,
				})),
			],
		};
		const twenty = guests.slice(0, 20).join(", ");
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${text}`,
				`  main waits for gather of 22: ${twenty} and 2 more${marks.text("main gathers the guests")}`,
				...guests
					.slice(0, 19)
					.map((name) => `  ${name} waits for event "door"${marks.text("each guest waits at the door")}`),
				"  … and 3 more",
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("of a sleep without end says until when", () => {
		const program = coroutine("main", function* () {
			yield* sleep(Number.POSITIVE_INFINITY); // main sleeps
		});
		const at = marks.place("main sleeps");
		const diagnosis = {
			...deadlock,
			text: ONE,
			wayOut: NOBODY,
			waiting: [{ task: "main", taskId: 1, for: "sleep until Infinity", heldBy: [], at }],
		};
		expect(stuckIn(program)).toEqual(
			told(diagnosis, [
				`deadlock at 0.0 s: ${ONE}`,
				`  main waits for sleep until Infinity${marks.text("main sleeps")}`,
				`  way out: ${NOBODY}`,
			]),
		);
	});

	it("without any task says that what the loop runs for is not done", () => {
		const loop = new EventLoop();
		const text =
			"no task is left, and what the loop runs for is not done: nothing is ready, and no timer is set";
		expect(() => loop.runUntilComplete(loop.createFuture())).toThrow(
			new DeadlockError(
				{ ...deadlock, text, wayOut: NOBODY, waiting: [] },
				`deadlock at 0.0 s: ${text}\n  way out: ${NOBODY}`,
			),
		);
	});

	it("ends the run where it stands: nothing is cancelled, and no finally runs", () => {
		const happened: string[] = [];
		const program = coroutine("main", function* () {
			try {
				yield* new Event().wait();
			} finally {
				happened.push("finally");
			}
		});
		const trace = new Trace();
		expect(() => run(program(), { trace })).toThrow(DeadlockError);
		expect(happened).toEqual([]);
		expect(trace.diagnoses.map(({ kind }) => kind)).toEqual(["deadlock"]);
		expect(trace.events.at(-1)).toEqual({
			seq: trace.events.length - 1,
			at: 0,
			task: 0,
			kind: "diagnosed",
			diagnosis: trace.diagnoses[0],
		});
	});
});
