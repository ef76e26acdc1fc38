import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import { Trace } from "../../src/recording/trace.ts";
import {
	asCompleted,
	Barrier,
	type Body,
	Condition,
	coroutine,
	createTask,
	currentTask,
	DeadlockError,
	Event,
	EventLoop,
	Future,
	gather,
	getRunningLoop,
	Lock,
	Queue,
	RuntimeError,
	Semaphore,
	shield,
	sleep,
	type Task,
	type TaskGroup,
	taskGroup,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";
import { foundIn, header, recordingOf, stuckAs, stuckIn, type Told } from "./found.ts";
import { marksOf } from "./marks.ts";

const marks = marksOf(import.meta.url);

const NOBODY = "somebody has to set what they wait for; or put a timeout around the wait";
const FUTURE =
	"somebody has to call setResult or setException of the future, also where the work before that fails; or put a timeout around the wait";
const EVENT = "somebody has to set the event, also where the work before that fails: in a finally";

/** What every deadlock has in common. */
const deadlock = { kind: "deadlock", task: null, place: null, at: 0, cycle: [] } as const;
const ONE = "one task waits for ever: nothing is ready, and no timer is set";
const TWO = "2 tasks wait for ever: nothing is ready, and no timer is set";
const FOUR = "4 tasks wait for ever: nothing is ready, and no timer is set";
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
		const finding: Told = {
			...deadlock,
			at: 1,
			text: THREE,
			wayOut,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "gather of 2",
					relation: "members",
					heldBy: ["alice", "bob"],
					place: marks.place("main gathers the two"),
				},
				{ task: "alice", taskId: 2, for: "lock paper", relation: "holders", heldBy: ["bob"], place: second },
				{ task: "bob", taskId: 3, for: "lock pen", relation: "holders", heldBy: ["alice"], place: second },
			],
			cycle: ["alice", "bob"],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 1.0 s: ${THREE}`,
				`  main waits for gather of 2: alice, bob`,
				`  alice waits for lock "paper", held by bob`,
				`  bob waits for lock "pen", held by alice`,
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
		const finding: Told = {
			...deadlock,
			at: 0.25,
			text: ONE,
			wayOut,
			waiting: [
				{ task: "main", taskId: 1, for: "lock pen", relation: "holders", heldBy: ["main"], place: again },
			],
			cycle: ["main"],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [`deadlock at 0.25 s: ${ONE}`, `  main waits for lock "pen", held by main itself`]),
		);
	});

	it("of tasks of one name tells who waits for a lock from who holds it", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			const worker = coroutine("worker", function* () {
				yield* pen.acquire();
				yield* pen.acquire();
			});
			yield* gather([worker(), worker()]);
		});
		const [found] = findingsOf(new History(recordingOf(program)));
		expect(found?.waiting?.map(({ task, heldBy }) => [task, heldBy])).toEqual([
			["main", ["worker", "worker"]],
			["worker", ["worker"]],
			["worker", ["another worker"]],
		]);
	});

	it("of a semaphore whose only permit one task takes twice says the same of it", () => {
		const program = coroutine("main", function* () {
			const seat = new Semaphore(1, { name: "seat" });
			yield* seat.acquire();
			yield* seat.acquire(); // main wants a second seat
		});
		const place = marks.place("main wants a second seat");
		const finding: Told = {
			...deadlock,
			text: ONE,
			wayOut: "a semaphore is not re-entrant: don't acquire again what you hold",
			waiting: [
				{ task: "main", taskId: 1, for: "semaphore seat", relation: "holders", heldBy: ["main"], place },
			],
			cycle: ["main"],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 0.0 s: ${ONE}`,
				'  main waits for semaphore "seat", held by main itself',
			]),
		);
	});

	it("at a queue that nobody feeds names the queue", () => {
		const program = coroutine("main", function* () {
			const jobs = new Queue<string>(0, { name: "jobs" });
			yield* jobs.get(); // main wants a job
		});
		const finding: Told = {
			...deadlock,
			text: ONE,
			wayOut: "somebody has to put into the queue that they wait at: look whether it is the same one",
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "queue jobs.get",
					relation: null,
					heldBy: [],
					place: marks.place("main wants a job"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [`deadlock at 0.0 s: ${ONE}`, `  main waits for queue "jobs".get`]),
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
		const finding: Told = {
			...deadlock,
			at: 2,
			text: THREE,
			wayOut,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "task egg",
					relation: null,
					heldBy: ["egg"],
					place: marks.place("main awaits the egg"),
				},
				{ task: "egg", taskId: 2, for: "task hen", relation: null, heldBy: ["hen"], place: each },
				{ task: "hen", taskId: 3, for: "task egg", relation: null, heldBy: ["egg"], place: each },
			],
			cycle: ["egg", "hen"],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 2.0 s: ${THREE}`,
				`  main waits for task egg`,
				`  egg waits for task hen`,
				`  hen waits for task egg`,
			]),
		);
	});

	it("of a gather on an event names the event, and the line where the wait was made a task", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			yield* gather([sleep(1), door.wait()]); // main gathers a sleep and the door
		});
		const line = marks.place("main gathers a sleep and the door");
		const finding: Told = {
			...deadlock,
			at: 1,
			text: TWO,
			wayOut: EVENT,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "gather of 2",
					relation: "members",
					heldBy: ["Event.wait"],
					place: line,
				},
				{ task: "Event.wait", taskId: 3, for: "event door", relation: null, heldBy: [], place: line },
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 1.0 s: ${TWO}`,
				`  main waits for gather of 2: Event.wait`,
				`  Event.wait waits for event "door"`,
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
		const finding: Told = {
			...deadlock,
			text: TWO,
			wayOut,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "task child",
					relation: null,
					heldBy: ["child"],
					place: marks.place("main awaits the child"),
				},
				{
					task: "child",
					taskId: 2,
					for: "lock pen",
					relation: "holders",
					heldBy: ["main"],
					place: marks.place("the child is made"),
				},
			],
			cycle: ["main", "child"],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 0.0 s: ${TWO}`,
				`  main waits for task child`,
				`  child waits for lock "pen", held by main`,
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
		const finding: Told = {
			...deadlock,
			text: ONE,
			wayOut,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "lock pen",
					relation: "holders",
					heldBy: ["thief (ended)"],
					place: marks.place("main wants the pen"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [`deadlock at 0.0 s: ${ONE}`, `  main waits for lock "pen", held by thief (ended)`]),
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
		const finding: Told = {
			...deadlock,
			at: 1,
			text: THREE,
			wayOut: EVENT,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "semaphore seats",
					relation: "holders",
					heldBy: ["guest ann", "guest ben"],
					place: marks.place("main wants a seat"),
				},
				{ task: "guest ann", taskId: 2, for: "event bell", relation: null, heldBy: [], place: inside },
				{ task: "guest ben", taskId: 3, for: "event bell", relation: null, heldBy: [], place: inside },
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 1.0 s: ${THREE}`,
				`  main waits for semaphore "seats", held by guest ann, guest ben`,
				`  guest ann waits for event "bell"`,
				`  guest ben waits for event "bell"`,
			]),
		);
	});

	it("at a semaphore without permits names no holder", () => {
		const program = coroutine("main", function* () {
			yield* new Semaphore(0).acquire(); // main wants a permit
		});
		const place = marks.place("main wants a permit");
		const finding: Told = {
			...deadlock,
			text: ONE,
			wayOut: "release it also where you fail, once for each who waits",
			waiting: [{ task: "main", taskId: 1, for: "semaphore 1", relation: null, heldBy: [], place }],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [`deadlock at 0.0 s: ${ONE}`, `  main waits for semaphore 1`]),
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
		const finding: Told = {
			...deadlock,
			at: 1,
			text: TWO,
			wayOut: EVENT,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "event never",
					relation: null,
					heldBy: [],
					place: marks.place("main keeps the lock"),
				},
				{
					task: "waiter",
					taskId: 2,
					for: "ready.lock",
					relation: "holders",
					heldBy: ["main"],
					place: marks.place("the waiter waits"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 1.0 s: ${TWO}`,
				`  main waits for event "never"`,
				`  waiter waits for lock "ready.lock", held by main`,
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
		const place = marks.place("main waits for the condition");
		const finding: Told = {
			...deadlock,
			text: ONE,
			wayOut:
				"wait with condition.waitFor(() => …), which looks first and needs no notification of what is so already, and notifyAll() after each change",
			waiting: [{ task: "main", taskId: 1, for: "condition ready", relation: null, heldBy: [], place }],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [`deadlock at 0.0 s: ${ONE}`, `  main waits for condition "ready"`]),
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
		const finding: Told = {
			...deadlock,
			text: THREE,
			wayOut: "keep somebody alive who takes what is put, and reports it done",
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "queue jobs.join",
					relation: null,
					heldBy: [],
					place: marks.place("main joins the queue"),
				},
				{
					task: "runner",
					taskId: 2,
					for: "barrier gate",
					relation: null,
					heldBy: [],
					place: marks.place("the runner is made"),
				},
				{
					task: "producer",
					taskId: 3,
					for: "queue jobs.put",
					relation: null,
					heldBy: [],
					place: marks.place("the producer is made"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 0.0 s: ${THREE}`,
				`  main waits for queue "jobs".join`,
				`  runner waits for barrier "gate"`,
				`  producer waits for queue "jobs".put`,
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
		const finding: Told = {
			...deadlock,
			text: TWO,
			wayOut: FUTURE,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: 'future "the reply"',
					relation: null,
					heldBy: [],
					place: marks.place("main wants the reply"),
				},
				{
					task: "reader",
					taskId: 2,
					for: "a future that nobody has set",
					relation: null,
					heldBy: [],
					place: marks.place("the reader wants a future"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 0.0 s: ${TWO}`,
				`  main waits for future "the reply"`,
				`  reader waits for a future that nobody has set`,
			]),
		);
	});

	it("of a future that the program made itself says that nobody has set it; it belongs to the loop that runs", () => {
		const program = coroutine("main", function* () {
			yield* new Future(); // main wants it
		});
		const { text } = stuckIn(program);
		expect(text).toBe(`deadlock at 0.0 s: ${ONE}\n  main waits for a future that nobody has set`);
		expect(() => new Future()).toThrow(new RuntimeError("no running event loop"));
	});

	it("of a task group names its tasks, and the line where the group began", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			const guest = coroutine("guest", function* (_name: string) {
				yield* door.wait(); // a guest waits at the door
			});
			const body = function* (group: TaskGroup) {
				group.createTask(guest("ann"));
				group.createTask(guest("ben"));
				yield* sleep(3);
			};
			yield* taskGroup(body); // the group begins
		});
		const waits = marks.place("a guest waits at the door");
		const finding: Told = {
			...deadlock,
			at: 3,
			text: THREE,
			wayOut: EVENT,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "taskGroup of 2",
					relation: "members",
					heldBy: ["guest ann", "guest ben"],
					place: marks.place("the group begins"),
				},
				{ task: "guest ann", taskId: 2, for: "event door", relation: null, heldBy: [], place: waits },
				{ task: "guest ben", taskId: 3, for: "event door", relation: null, heldBy: [], place: waits },
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 3.0 s: ${THREE}`,
				`  main waits for taskGroup of 2: guest ann, guest ben`,
				`  guest ann waits for event "door"`,
				`  guest ben waits for event "door"`,
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
		const finding: Told = {
			...deadlock,
			at: 1,
			text,
			wayOut: EVENT,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "task guest",
					relation: null,
					heldBy: guest,
					place: marks.place("main waits"),
				},
				{
					task: "guest",
					taskId: 2,
					for: "event door",
					relation: null,
					heldBy: [],
					place: marks.place("the guest is made"),
				},
				{
					task: "waiting",
					taskId: 4,
					for: "1 task",
					relation: "members",
					heldBy: guest,
					place: marks.place("the first waits"),
				},
				{
					task: "taking",
					taskId: 5,
					for: "asCompleted of 1",
					relation: "members",
					heldBy: guest,
					place: marks.place("the second waits"),
				},
				{
					task: "shielding",
					taskId: 6,
					for: "shield of 1",
					relation: "members",
					heldBy: guest,
					place: marks.place("the third waits"),
				},
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 1.0 s: ${text}`,
				`  main waits for task guest`,
				`  guest waits for event "door"`,
				`  waiting waits for 1 task: guest`,
				`  taking waits for asCompleted of 1: guest`,
				`  shielding waits for shield of 1: guest`,
			]),
		);
	});

	it("of more than 20 tasks names 20 and counts the rest; the finding has all", () => {
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
		const finding: Told = {
			...deadlock,
			text,
			wayOut: EVENT,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "gather of 22",
					relation: "members",
					heldBy: guests,
					place: marks.place("main gathers the guests"),
				},
				...guests.map((task, index) => ({
					task,
					taskId: index + 2,
					for: "event door",
					relation: null,
					heldBy: [],
					place: waits,
				})),
			],
		};
		const twenty = guests.slice(0, 20).join(", ");
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 0.0 s: ${text}`,
				`  main waits for gather of 22: ${twenty} and 2 more`,
				...guests.slice(0, 19).map((name) => `  ${name} waits for event "door"`),
				"  … and 3 more",
			]),
		);
	});

	it("of a sleep without end says until when", () => {
		const program = coroutine("main", function* () {
			yield* sleep(Number.POSITIVE_INFINITY); // main sleeps
		});
		const place = marks.place("main sleeps");
		const finding: Told = {
			...deadlock,
			text: ONE,
			wayOut: NOBODY,
			waiting: [{ task: "main", taskId: 1, for: "sleep until Infinity", relation: null, heldBy: [], place }],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [`deadlock at 0.0 s: ${ONE}`, `  main waits for sleep until Infinity`]),
		);
	});

	it("without any task says that what the loop runs for is not done", () => {
		const trace = new Trace();
		const loop = new EventLoop({ observer: trace });
		const text =
			"no task is left, and what the loop runs for is not done: nothing is ready, and no timer is set";
		expect(() => loop.runUntilComplete(loop.createFuture())).toThrow(
			new DeadlockError(`deadlock at 0.0 s: ${text}`),
		);
		const at = loop.time();
		const facts = trace.facts;
		expect(findingsOf(new History({ header, facts, end: { kind: "end", how: "deadlock", at } }))).toEqual([
			{ ...deadlock, index: 0, source: null, text, wayOut: NOBODY, details: [], waiting: [] },
		]);
	});

	it("ends the run where it stands: nothing is cancelled, and no finally runs", () => {
		const happened: string[] = [];
		const program = coroutine("main", function* () {
			createTask(sleep(1));
			try {
				yield* new Event().wait();
			} finally {
				happened.push("finally");
			}
		});
		const { facts, end } = recordingOf(program);
		expect(happened).toEqual([]);
		expect(end).toEqual({ kind: "end", how: "deadlock", at: 1 });
		expect(facts.at(-1)).toEqual({ kind: "loop-closed", at: 1, task: 0 });
	});

	it("of nested gathers names all tasks that the outer waits for", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			const guest = coroutine("guest", function* (_name: string) {
				yield* door.wait(); // a guest waits inside
			});
			const quick = coroutine("quick", function* () {});
			const inner = gather([gather([guest("ann"), quick()]), guest("ben")]);
			yield* gather([inner, gather([quick()]), guest("cyd"), sleep(1)]); // main gathers gathers
		});
		const guests = ["guest cyd", "guest ben", "guest ann"];
		const waits = {
			for: "event door",
			relation: null,
			heldBy: [],
			place: marks.place("a guest waits inside"),
		};
		const finding: Told = {
			...deadlock,
			at: 1,
			text: FOUR,
			wayOut: EVENT,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "gather of 4",
					relation: "members",
					heldBy: guests,
					place: marks.place("main gathers gathers"),
				},
				{ task: "guest ann", taskId: 2, ...waits },
				{ task: "guest ben", taskId: 4, ...waits },
				{ task: "guest cyd", taskId: 6, ...waits },
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 1.0 s: ${FOUR}`,
				"  main waits for gather of 4: guest cyd",
				'  guest ann waits for event "door"',
				'  guest ben waits for event "door"',
				'  guest cyd waits for event "door"',
			]),
		);
	});

	it("of a gather in a ring that is nested finds the ring", () => {
		const program = coroutine("main", function* () {
			const tasks: Task<unknown>[] = [];
			const hen = coroutine("hen", function* (): Body<void> {
				yield* gather([gather([tasks[0] as Task<unknown>]), sleep(1)]); // the hen gathers
			});
			tasks.push(currentTask() as Task<unknown>);
			yield* createTask(hen()); // main awaits the hen
		});
		const wayOut = "tasks can't await each other in a ring: let one of them go on without the other's result";
		expect(stuckIn(program).finding).toEqual({
			...deadlock,
			at: 1,
			text: TWO,
			wayOut,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "task hen",
					relation: null,
					heldBy: ["hen"],
					place: marks.place("main awaits the hen"),
				},
				{
					task: "hen",
					taskId: 2,
					for: "gather of 2",
					relation: "members",
					heldBy: ["main"],
					place: marks.place("the hen gathers"),
				},
			],
			cycle: ["main", "hen"],
		});
	});

	it("of a task that gathers itself says that it can't wait for its own end", () => {
		const program = coroutine("main", function* () {
			yield* gather([currentTask() as Task<unknown>]); // main gathers itself
		});
		const finding: Told = {
			...deadlock,
			text: ONE,
			wayOut: "a task can't wait for its own end: leave it out of what it awaits",
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "gather of 1",
					relation: "members",
					heldBy: ["main"],
					place: marks.place("main gathers itself"),
				},
			],
			cycle: ["main"],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [`deadlock at 0.0 s: ${ONE}`, "  main waits for gather of 1: main itself"]),
		);
	});

	it("of a task group names the tasks that it has at the end: those that ended are gone, new ones are there", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			const guest = coroutine("guest", function* (_name: string) {
				yield* door.wait(); // a guest of the group waits
			});
			const outer = taskGroup(function* (other) {
				other.createTask(guest("outer"));
				const body = function* (group: TaskGroup) {
					const host = coroutine("host", function* () {
						yield* sleep(1);
						group.createTask(guest("late"));
					});
					group.createTask(guest("early"));
					group.createTask(host());
				};
				yield* taskGroup(body); // the inner group begins
			});
			yield* outer;
		});
		const waits = {
			for: "event door",
			relation: null,
			heldBy: [],
			place: marks.place("a guest of the group waits"),
		};
		const finding: Told = {
			...deadlock,
			at: 1,
			text: FOUR,
			wayOut: EVENT,
			waiting: [
				{
					task: "main",
					taskId: 1,
					for: "taskGroup of 2",
					relation: "members",
					heldBy: ["guest early", "guest late"],
					place: marks.place("the inner group begins"),
				},
				{ task: "guest outer", taskId: 2, ...waits },
				{ task: "guest early", taskId: 3, ...waits },
				{ task: "guest late", taskId: 5, ...waits },
			],
		};
		expect(stuckIn(program)).toEqual(
			stuckAs(finding, [
				`deadlock at 1.0 s: ${FOUR}`,
				"  main waits for taskGroup of 2: guest early, guest late",
				'  guest outer waits for event "door"',
				'  guest early waits for event "door"',
				'  guest late waits for event "door"',
			]),
		);
	});

	it("of a gather counts all that it was given, also those that were done", () => {
		const program = coroutine("main", function* () {
			const never = createTask(new Event({ name: "never" }).wait(), { name: "never" }); // never is made
			const done = createTask(sleep(0));
			yield* done;
			yield* gather([done, never, sleep(1)]); // main gathers all
		});
		expect(stuckIn(program).finding.waiting).toEqual([
			{
				task: "main",
				taskId: 1,
				for: "gather of 3",
				relation: "members",
				heldBy: ["never"],
				place: marks.place("main gathers all"),
			},
			{
				task: "never",
				taskId: 2,
				for: "event never",
				relation: null,
				heldBy: [],
				place: marks.place("never is made"),
			},
		]);
	});

	it("where a lock is one of two in a ring says to release first", () => {
		const program = coroutine("main", function* () {
			const pen = new Lock({ name: "pen" });
			const child = coroutine("child", function* () {
				yield* pen.acquire();
			});
			yield* pen.with(function* () {
				yield* gather([child()]);
			});
		});
		const { wayOut, cycle } = stuckIn(program).finding;
		expect({ wayOut, cycle }).toEqual({
			wayOut: "release what you hold before you await a task that needs it, or put a timeout around the wait",
			cycle: ["main", "child"],
		});
	});

	it("of tasks that wait for the same others in many ways is no ring, and is soon read", () => {
		const program = coroutine("main", function* () {
			let below: Task<unknown>[] = [createTask(new Event({ name: "never" }).wait(), { name: "bottom" })];
			for (let layer = 0; layer < 60; layer += 1) {
				const tasks = below;
				const awaiting = function* () {
					yield* gather(tasks);
				};
				below = [createTask(awaiting()), createTask(awaiting())];
			}
			yield* gather(below);
		});
		const { text, wayOut, cycle } = stuckIn(program).finding;
		expect({ text, wayOut, cycle }).toEqual({
			text: "122 tasks wait for ever: nothing is ready, and no timer is set",
			wayOut: EVENT,
			cycle: [],
		});
	});

	it("of a wait for several futures leaves those out that are done, and the tasks that they left behind", () => {
		const program = coroutine("main", function* () {
			const never = new Event({ name: "never" });
			const left = createTask(never.wait(), { name: "left" }); // the left one is made
			const fails = coroutine("fails", function* () {
				yield* sleep(1);
				throw new Error("no more");
			});
			const open = gather([createTask(never.wait(), { name: "open" })]); // the open one is made
			yield* wait([gather([fails(), left]), open]); // main waits for both
		});
		const [stuck] = foundIn(program);
		expect(stuck?.waiting).toEqual([
			{
				task: "main",
				taskId: 1,
				for: "1 task",
				relation: "members",
				heldBy: ["open"],
				place: marks.place("main waits for both"),
			},
			{
				task: "left",
				taskId: 2,
				for: "event never",
				relation: null,
				heldBy: [],
				place: marks.place("the left one is made"),
			},
			{
				task: "open",
				taskId: 3,
				for: "event never",
				relation: null,
				heldBy: [],
				place: marks.place("the open one is made"),
			},
		]);
	});

	it("of task groups names to each owner the tasks of its own", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			const host = coroutine("host", function* (name: string) {
				yield* taskGroup(function* (group) {
					group.createTask(door.wait(), { name: `guest of ${name}` });
				});
			});
			createTask(host("ann"));
			createTask(host("ben"));
			yield* door.wait();
		});
		const { waiting = [] } = stuckIn(program).finding;
		expect(waiting.map(({ task, for: what, heldBy }) => [task, what, heldBy])).toEqual([
			["main", "event door", []],
			["host ann", "taskGroup of 1", ["guest of ann"]],
			["host ben", "taskGroup of 1", ["guest of ben"]],
			["guest of ann", "event door", []],
			["guest of ben", "event door", []],
		]);
	});
});
