// Programs of which a history has much to say: each is about one kind of thing that it tells.

import {
	block,
	CancelledError,
	Condition,
	coroutine,
	createTask,
	currentTask,
	Event,
	gather,
	getRunningLoop,
	Lock,
	PriorityQueue,
	print,
	Queue,
	Semaphore,
	sleep,
	type Task,
	type TaskGroup,
	type Timeout,
	TimeoutError,
	taskGroup,
	timeout,
	wait,
} from "../../src/runtime/index.ts";

const byName = { label: (_seconds: number, name: string) => name };

const nap = coroutine(
	"nap",
	function* (seconds: number, _name: string) {
		yield* sleep(seconds);
	},
	byName,
);

const failing = coroutine(
	"failing",
	function* (seconds: number, name: string) {
		yield* sleep(seconds);
		throw new Error(`${name} is out of milk`);
	},
	byName,
);

/** Needs a second for its cleanup when it is told to stop. */
const tidy = coroutine(
	"tidy",
	function* (seconds: number, _name: string) {
		try {
			yield* sleep(seconds);
		} finally {
			yield* sleep(1);
		}
	},
	byName,
);

/** What it is told to stop does not stop it. */
const stubborn = coroutine(
	"stubborn",
	function* (seconds: number, _name: string) {
		try {
			yield* sleep(seconds);
		} catch {}
		yield* sleep(seconds);
	},
	byName,
);

/** Bodies that main calls: again and again, within each other, that fail, that catch, and in which it is told to stop. */
function* bodies() {
	const inner = coroutine("inner", function* () {
		yield* sleep(1);
		throw new Error("spilt");
	});
	const outer = coroutine("outer", function* () {
		yield* sleep(0.5);
		try {
			yield* inner();
		} catch {}
		yield* sleep(0.25);
	});
	const patient = coroutine("patient", function* () {
		try {
			yield* tidy(8, "tidy");
		} catch {
			yield* sleep(0.5);
		}
	});
	yield* nap(1, "step");
	yield* nap(2, "step");
	yield* outer();
	const main = currentTask();
	getRunningLoop().callLater(1, () => main?.cancel("hurry"));
	yield* patient();
	block(0.5);
	yield* nap(0, "quick");
	yield* sleep(0.125);
}

/** Groups whose tasks fail, whose bodies fail, that are told to stop from outside, and whose bodies do not hear of it. */
function* groups() {
	try {
		yield* taskGroup(function* (group: TaskGroup) {
			group.createTask(tidy(9, "tidy"));
			group.createTask(failing(1, "one"));
			group.createTask(nap(9, "nap"));
		});
	} catch {}
	try {
		yield* taskGroup(function* (group: TaskGroup) {
			group.createTask(nap(9, "left"));
			yield* sleep(1);
			throw new Error("no milk");
		});
	} catch {}
	try {
		yield* taskGroup(function* (group: TaskGroup) {
			group.createTask(failing(1, "two"));
			try {
				yield* sleep(5);
			} catch {}
			yield* sleep(1);
		});
	} catch {}
	try {
		yield* taskGroup(function* (group: TaskGroup) {
			group.createTask(failing(1, "three"));
			try {
				yield* sleep(5);
			} finally {
				yield* sleep(1);
			}
		});
	} catch {}
	const owner = coroutine("owner", function* () {
		yield* taskGroup(function* (group: TaskGroup) {
			group.createTask(nap(9, "kid"));
			group.createTask(tidy(9, "tidy kid"));
		});
	});
	const owned = createTask(owner());
	yield* sleep(1);
	owned.cancel();
	yield* wait([owned]);
	yield* taskGroup(function* (group: TaskGroup) {
		group.createTask(nap(1, "fine"));
	});
}

/** Time limits that are late, for one reason or another, that other errors leave, and that are taken for others. */
function* limits() {
	const attempt = coroutine(
		"attempt",
		function* (_name: string, body: () => Generator<unknown, void, never>) {
			try {
				yield* body() as Generator<never, void>;
			} catch (error) {
				print(error instanceof Error ? error.name : error);
			}
		},
		{ label: (name) => name },
	);
	const stock = new Condition(undefined, { name: "stock" });
	const holder = createTask(
		coroutine("holder", function* () {
			yield* sleep(3.5);
			yield* stock.acquire();
			yield* sleep(2);
			stock.release();
		})(),
	);
	yield* attempt("late", function* () {
		yield* timeout(1, () => tidy(9, "tidy"));
	});
	yield* attempt("regains", function* () {
		yield* timeout(2, function* () {
			yield* stock.acquire();
			yield* stock.wait();
		});
	});
	yield* attempt("another error", function* () {
		yield* timeout(1, function* () {
			try {
				yield* sleep(9);
			} catch {
				yield* sleep(0.5);
				throw new Error("no milk");
			}
		});
	});
	yield* attempt("nested", function* () {
		yield* timeout(1, function* () {
			yield* timeout(1, () => nap(9, "both"));
		});
	});
	yield* attempt("moved", function* () {
		yield* timeout(1, function* (limit: Timeout) {
			limit.reschedule(null);
			yield* sleep(2);
		});
	});
	const both = createTask(
		coroutine("both", function* () {
			yield* timeout(null, function* (limit: Timeout) {
				limit.reschedule(getRunningLoop().time());
				currentTask()?.cancel("now");
				yield* sleep(9);
			});
		})(),
	);
	yield* wait([both, holder]);
	yield* timeout(1, () => stubborn(2, "stubborn"));
}

/** Tasks that are told to stop: by each other, by themselves, by a callback, twice, before they begin, several at once. */
function* stops() {
	const selfish = coroutine("selfish", function* () {
		currentTask()?.cancel();
		yield* sleep(1);
	});
	const relents = coroutine("relents", function* () {
		try {
			yield* sleep(9);
		} catch (error) {
			if (!(error instanceof CancelledError)) throw error;
			currentTask()?.uncancel();
		}
		yield* sleep(1);
	});
	const fails = coroutine("fails", function* () {
		try {
			yield* sleep(9);
		} catch {
			throw new Error("no milk");
		}
	});
	const tasks: Task<unknown>[] = [
		selfish(),
		relents(),
		fails(),
		stubborn(9, "stubborn"),
		tidy(9, "tidy"),
		nap(9, "nap"),
		nap(9, "doze"),
	].map((one) => createTask<unknown>(one));
	const unborn = createTask(nap(9, "unborn"));
	unborn.cancel();
	yield* sleep(1);
	for (const task of tasks.slice(1)) task.cancel("enough");
	yield* sleep(0.5);
	tasks[4]?.cancel();
	getRunningLoop().callLater(1, () => tasks[3]?.cancel());
	yield* wait([...tasks, unborn]);
}

/** What tasks share: who holds it, how many wait, which items are overtaken, what is given back too often. */
function* shares() {
	const [pen, plates, bell] = [
		new Lock({ name: "pen" }),
		new Semaphore(2, { name: "plates" }),
		new Event({ name: "bell" }),
	];
	const [belt, tickets] = [
		new PriorityQueue<number>(0, { name: "belt" }),
		new Semaphore(0, { name: "tickets" }),
	];
	const stock = new Condition(pen, { name: "stock" });
	const writes = coroutine("writes", function* (_number: number) {
		yield* plates.acquire();
		yield* pen.with(() => sleep(1));
		yield* bell.wait();
		plates.release();
	});
	const watches = coroutine("watches", function* () {
		yield* stock.with(() => stock.wait());
		yield* tickets.acquire();
	});
	const cook = coroutine("cook", function* () {
		for (const number of [3, 2, 1]) yield* belt.put(number);
		yield* sleep(5);
		for (let left = 3; left > 0; left -= 1) yield* belt.get();
	});
	const thief = coroutine("thief", function* () {
		yield* plates.acquire();
		plates.release();
		plates.release();
		yield* sleep(1);
	});
	const tasks: Task<unknown>[] = [watches(), writes(1), writes(2), writes(3), writes(4), cook()].map((one) =>
		createTask<unknown>(one),
	);
	getRunningLoop().callLater(4, () => bell.set());
	getRunningLoop().callLater(4.5, () => block(0.25));
	getRunningLoop().callLater(6, () => tickets.release());
	yield* sleep(3);
	yield* stock.with(function* () {
		stock.notify();
	});
	yield* sleep(4);
	tasks.push(createTask(thief()));
	yield* gather(tasks);
}

/** Who waits for ever: in bodies and groups, for what it holds itself, for each other, and with nobody left. */
function* stuck() {
	const [pen, key] = [new Lock({ name: "pen" }), new Lock({ name: "key" })];
	const [jobs, belt] = [new Queue<number>(1, { name: "jobs" }), new Queue<number>(1, { name: "belt" })];
	const takes = coroutine(
		"takes",
		function* (_name: string, one: Lock, other: Lock) {
			yield* one.acquire();
			yield* sleep(1);
			yield* other.acquire();
		},
		{ label: (name) => name },
	);
	const waits = coroutine("waits", function* () {
		yield* taskGroup(function* (group: TaskGroup) {
			group.createTask(takes("alice", pen, key));
			group.createTask(takes("bob", key, pen));
		});
	});
	const joins = coroutine("joins", function* () {
		yield* jobs.put(1);
		yield* jobs.join();
	});
	const fills = coroutine("fills", function* () {
		for (;;) yield* belt.put(1);
	});
	const gets = coroutine("gets", function* () {
		yield* new Queue<number>(0, { name: "empty" }).get();
	});
	for (const one of [joins(), fills(), gets()]) createTask<unknown>(one);
	yield* nap(1, "rest");
	yield* waits();
}

/** What is left when main ends, and what is told to stop then. */
function* leftovers() {
	const keeps = coroutine("keeps", function* () {
		yield* timeout(9, () => stubborn(9, "stubborn"));
	});
	createTask(nap(9, "nap"));
	createTask(tidy(9, "tidy"));
	createTask(keeps());
	getRunningLoop().callSoon(function tick() {});
	getRunningLoop().callLater(0.5, function tock() {});
	yield* nap(1, "one");
	yield* nap(1, "two");
}

/** Calls that block, so that timers and turns are late, and callbacks that take their time. */
function* late() {
	const beats = coroutine("beats", function* () {
		for (let left = 3; left > 0; left -= 1) yield* sleep(0.5);
	});
	const works = coroutine("works", function* () {
		yield* sleep(0.25);
		block(1);
		yield* sleep(0);
		block(0.25);
	});
	const waits = coroutine("waits", function* (first: Task<unknown>) {
		yield* first;
		block(0.125);
	});
	getRunningLoop().callLater(2, () => block(0.5));
	const first = createTask(works());
	yield* gather([createTask(beats()), first, createTask(waits(first))]);
	yield* nap(1, "rest");
}

/** Tasks that end with a TimeoutError: of a limit of their own, at once and later, and of nobody's; and signals that never come. */
function* ends() {
	const expires = coroutine("expires", function* () {
		yield* timeout(1, () => nap(9, "nap"));
	});
	const dawdles = coroutine("dawdles", function* () {
		try {
			yield* timeout(1, () => nap(9, "nap"));
		} finally {
			yield* sleep(1);
		}
	});
	const invents = coroutine("invents", function* () {
		yield* sleep(1);
		throw new TimeoutError("no time");
	});
	const [tickets, plates] = [new Semaphore(0, { name: "tickets" }), new Semaphore(1, { name: "plates" })];
	const waits = coroutine("waits", function* () {
		yield* plates.acquire();
		yield* tickets.acquire();
	});
	const tasks: Task<unknown>[] = [expires(), dawdles(), invents(), waits(), waits()].map((one) =>
		createTask<unknown>(one),
	);
	yield* wait(tasks);
}

/** Permits that are given back too often, or only seem to be, since others took them over. */
function* permits() {
	const [cups, keys, seats] = [
		new Semaphore(2, { name: "cups" }),
		new Semaphore(2, { name: "keys" }),
		new Semaphore(1, { name: "seats" }),
	];
	const holds = coroutine("holds", function* (semaphore: Semaphore, seconds: number) {
		yield* semaphore.acquire();
		yield* sleep(seconds);
		semaphore.release();
	});
	const greedy = coroutine("greedy", function* () {
		yield* cups.acquire();
		yield* sleep(1);
		cups.release();
		cups.release();
		yield* sleep(1);
		cups.release();
	});
	const hands = coroutine("hands", function* () {
		yield* keys.acquire();
	});
	const takesOver = coroutine("takesOver", function* () {
		yield* keys.acquire();
		yield* sleep(1);
		keys.release();
		keys.release();
	});
	const changes = coroutine("changes", function* () {
		yield* seats.acquire();
		yield* sleep(0.5);
		seats.release();
		const other = createTask(holds(seats, 1));
		yield* sleep(0);
		other.cancel();
	});
	const all: Task<unknown>[] = [
		holds(cups, 3),
		greedy(),
		holds(cups, 2),
		holds(cups, 1.5),
		hands(),
		takesOver(),
		holds(keys, 2),
		changes(),
	].map((one) => createTask<unknown>(one));
	yield* wait(all);
}

/** By name. */
export const PROGRAMS = { bodies, groups, limits, stops, shares, stuck, leftovers, late, ends, permits };

const asks = coroutine("asks", function* (task: Task<unknown>) {
	yield* sleep(0.5);
	task.cancel("enough");
	yield* task;
});

/** A run that is cut off at 2 s: in bodies, in a group, in time limits, and after requests to stop that were caught. */
export function* endless() {
	const deaf = createTask(stubborn(9, "deaf"));
	createTask(asks(deaf));
	createTask(tidy(9, "never asked"));
	yield* nap(1, "rest");
	yield* coroutine("serve", function* () {
		yield* timeout(0.5, function* (limit: Timeout) {
			limit.reschedule(null);
			yield* taskGroup(function* (group: TaskGroup) {
				group.createTask(nap(0.5, "short"));
				group.createTask(nap(9, "long"));
			});
		});
	})();
}
