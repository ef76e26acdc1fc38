// Programs in which what happens seldom happens, so that each of its words is said.

import {
	asCompleted,
	Barrier,
	block,
	Condition,
	coroutine,
	createTask,
	currentTask,
	Event,
	gather,
	getRunningLoop,
	Lock,
	print,
	Queue,
	Semaphore,
	shield,
	sleep,
	type TaskGroup,
	type Timeout,
	taskGroup,
	timeout,
	ValueError,
	wait,
	waitFor,
} from "../../../src/runtime/index.ts";

const nap = coroutine(
	"nap",
	function* (seconds: number, _name: string) {
		yield* sleep(seconds);
	},
	{ label: (_seconds, name) => name },
);

const failing = coroutine(
	"failing",
	function* (seconds: number, _name: string) {
		yield* sleep(seconds);
		throw new Error("no milk");
	},
	{ label: (_seconds, name) => name },
);

function* cancelled() {
	const own = coroutine("own", function* () {
		currentTask()?.cancel();
		yield* sleep(1);
	});
	const [a, late, ever, itself] = [
		createTask(nap(9, "a")),
		createTask(nap(9, "late")),
		createTask(nap(Number.POSITIVE_INFINITY, "ever")),
		createTask(own()),
	];
	getRunningLoop().callLater(2, () => late.cancel());
	yield* sleep(1);
	a.cancel();
	ever.cancel();
	yield* sleep(2);
	a.cancel();
	a.setName("the first");
	currentTask()?.setName("chief");
	yield* gather([a, late, ever, itself], { returnExceptions: true });
}

function* limits() {
	yield* timeout(null, function* (limit: Timeout) {
		limit.reschedule(5);
		yield* sleep(1);
		limit.reschedule(null);
	});
	try {
		yield* timeout(5, function* () {
			yield* sleep(1);
			throw new Error("no milk");
		});
	} catch {}
	yield* timeout(1, function* () {
		try {
			yield* sleep(9);
		} catch {}
		yield* sleep(1);
	});
	const task = createTask(nap(9, "slow"));
	try {
		yield* waitFor(task, 1);
	} catch {}
}

function* groups() {
	try {
		yield* taskGroup(function* (group: TaskGroup) {
			group.createTask(nap(9, "a"));
			group.createTask(nap(8, "b"));
			yield* sleep(1);
			throw new Error("no milk");
		});
	} catch {}
	try {
		yield* taskGroup(function* (group: TaskGroup) {
			group.createTask(failing(1, "one"));
			group.createTask(failing(1, "two"));
			group.createTask(nap(5, "three"));
		});
	} catch {}
}

function* leftovers() {
	createTask(nap(9, "one"));
	createTask(nap(9, "two"));
	createTask(failing(0.5, "lost"));
	getRunningLoop().callSoon(function spill() {
		throw new Error("spilt");
	});
	gather([failing(0.2, "early"), nap(0.5, "later")]);
	yield* sleep(1);
}

function* hands() {
	const [event, queue, barrier] = [
		new Event({ name: "bell" }),
		new Queue<number>(1, { name: "belt" }),
		new Barrier(2, { name: "gate" }),
	];
	const condition = new Condition(undefined, { name: "stock" });
	const semaphore = new Semaphore(1, { name: "plate" });
	const lock = new Lock({ name: "key" });
	const future = getRunningLoop().createFuture<string>("the reply");
	const listens = coroutine("listens", function* () {
		yield* event.wait();
	});
	const takes = coroutine("takes", function* () {
		yield* semaphore.acquire();
		yield* sleep(1);
		semaphore.release();
	});
	const fills = coroutine("fills", function* () {
		yield* queue.put(1);
		yield* queue.put(2);
		yield* queue.join();
	});
	const watches = coroutine("watches", function* () {
		yield* condition.acquire();
		yield* condition.wait();
		condition.release();
	});
	const passes = coroutine("passes", function* () {
		yield* barrier.wait();
	});
	const reads = coroutine("reads", function* () {
		yield* future;
	});
	const enters = coroutine("enters", function* () {
		yield* lock.acquire();
		lock.release();
	});
	yield* lock.acquire();
	const tasks = [listens(), takes(), takes(), takes(), fills(), watches(), passes(), reads(), enters()].map(
		(one) => createTask(one),
	);
	yield* sleep(0.5);
	lock.release();
	event.set();
	event.clear();
	future.setResult("yes");
	yield* condition.acquire();
	condition.notifyAll();
	condition.release();
	yield* queue.get();
	queue.taskDone();
	yield* barrier.wait();
	yield* sleep(0.5);
	tasks[2]?.cancel();
	yield* queue.get();
	queue.taskDone();
	yield* gather(tasks, { returnExceptions: true });
	const stuck = createTask(passes());
	yield* sleep(0);
	yield* barrier.reset();
	yield* gather([stuck], { returnExceptions: true });
	const broken = createTask(passes());
	yield* sleep(0);
	yield* barrier.abort();
	yield* gather([broken], { returnExceptions: true });
	queue.shutdown();
}

function* ring() {
	const [bread, knife, butter] = ["bread", "knife", "butter"].map((name) => new Lock({ name }));
	const takes = coroutine(
		"takes",
		function* (first: Lock | undefined, then: Lock | undefined, _name: string) {
			yield* first?.acquire() ?? sleep(0);
			yield* sleep(1);
			yield* then?.acquire() ?? sleep(0);
		},
		{ label: (_first, _then, name) => name },
	);
	const tasks = [takes(bread, knife, "a"), takes(knife, butter, "b"), takes(butter, bread, "c")];
	yield* gather(tasks);
}

function* alone() {
	const lock = new Lock({ name: "key" });
	yield* lock.acquire();
	yield* lock.acquire();
}

function* forgotten() {
	const bell = new Event({ name: "bell" });
	createTask(nap(1, "one"));
	yield* bell.wait();
}

function* bodies() {
	const inner = coroutine("inner", function* (seconds: number) {
		yield* sleep(seconds);
		throw new ValueError("no milk");
	});
	const once = nap(0.5, "tea");
	try {
		yield* inner(1);
	} catch {}
	yield* once;
	try {
		yield* once;
	} catch {}
	const outer = coroutine("outer", function* () {
		yield* inner(9);
	});
	const task = createTask(outer());
	yield* sleep(1);
	task.cancel();
	yield* sleep(0);
	inner(2);
	for (const line of ["first", "second", "third", "a".repeat(61)]) print(line);
	block(0.5);
	print("a".repeat(60));
	yield* sleep(0);
	print("a".repeat(61));
	const told = coroutine("told", function* () {
		yield* sleep(0);
		return { milk: "b".repeat(60) };
	});
	yield* createTask(told());
}

function* callbacks() {
	const loop = getRunningLoop();
	const future = loop.createFuture<string>("");
	function rings() {
		future.setResult("yes");
	}
	function knocks() {}
	loop.callLater(1, rings);
	loop.callLater(1, knocks);
	createTask(nap(1, "beside"));
	const task = createTask(nap(0.5, "watched"));
	task.addDoneCallback(function hears() {});
	loop.callSoon(() => task.setName("seen"));
	yield* future;
	loop.callLater(1, rings);
	yield* sleep(2);
}

function* many() {
	const plates = new Semaphore(5, { name: "plates" });
	const [key, lid, jar, pan] = ["key", "lid", "jar", "pan"].map((name) => new Lock({ name }));
	const takes = coroutine("takes", function* () {
		yield* plates.acquire();
		yield* sleep(1);
		plates.release();
	});
	yield* plates.acquire();
	yield* plates.acquire();
	for (const lock of [key, lid, jar]) yield* lock?.acquire() ?? sleep(0);
	const tasks = [takes(), takes(), takes(), takes(), takes()].map((one) => createTask(one));
	yield* sleep(0.5);
	yield* pan?.acquire() ?? sleep(0);
	yield* sleep(0.25);
	for (const lock of [key, lid, jar, pan]) lock?.release();
	plates.release();
	yield* gather(tasks);
	plates.release();
}

function* together() {
	const tasks = [createTask(nap(1, "a")), createTask(nap(2, "b")), createTask(failing(3, "c"))];
	yield* wait(tasks, { timeout: 0.5 });
	yield* wait(tasks, { returnWhen: "FIRST_COMPLETED" });
	const caring = coroutine("caring", function* () {
		yield* shield(tasks[1] ?? sleep(0));
	});
	const own = createTask(caring());
	yield* sleep(0.5);
	own.cancel();
	for (const next of asCompleted(tasks)) {
		try {
			yield* next;
		} catch {}
	}
	const inner = gather(tasks, { returnExceptions: true });
	yield* gather([inner, nap(1, "d")]);
	throw new ValueError("no bread");
}

/** By name. */
export const RARE = {
	cancelled,
	limits,
	groups,
	leftovers,
	hands,
	ring,
	alone,
	forgotten,
	bodies,
	callbacks,
	many,
	together,
};

const HEADER = `{"format":"async-lessons/recording","version":2,"program":"rare","variant":"outside","parameters":{},"seed":42,"language":"python","runtime":"CPython 3.13.0","clock":"virtual","sources":[]}`;

/** What only other hosts tell: work outside of the loop, signals, stderr, and how a process ends. */
export const OUTSIDE = [
	`${HEADER}
{"kind":"task-created","at":0,"task":1,"name":"Task-1","label":"main","by":0,"group":0}
{"kind":"resumed","at":0,"task":1}
{"kind":"printed","at":0,"task":1,"text":"careful","stream":"stderr"}
{"kind":"printed","at":0,"task":1,"text":"very","stream":"stderr"}
{"kind":"clock-switched","at":0,"task":1,"clock":"wall"}
{"kind":"work-started","at":0,"task":1,"work":1,"label":""}
{"kind":"work-started","at":0,"task":1,"work":2,"label":"read a file"}
{"kind":"suspended","at":0,"task":1,"wait":{"kind":"outside","work":1,"label":""}}
{"kind":"work-ended","at":0.4,"task":0,"work":2}
{"kind":"work-ended","at":0.5,"task":0,"work":1}
{"kind":"woken","at":0.5,"task":1,"cause":{"kind":"result","by":0}}
{"kind":"resumed","at":0.5,"task":1}
{"kind":"suspended","at":0.5,"task":1,"wait":{"kind":"sleep","until":9}}
{"kind":"cancel-requested","at":1,"task":1,"request":1,"by":0,"origin":{"kind":"signal"},"message":null,"accepted":true}
{"kind":"woken","at":1,"task":1,"cause":{"kind":"cancelled","by":0,"request":1,"message":null}}
{"kind":"resumed","at":1,"task":1}
{"kind":"task-ended","at":1,"task":1,"ending":{"how":"cancelled"}}
{"kind":"end","how":"main-ended","at":1}
`,
	...[
		'{"kind":"end","how":"stopped","at":2,"by":"until"}',
		'{"kind":"end","how":"stopped","at":2,"by":"bound"}',
		'{"kind":"end","how":"stopped","at":2,"by":"interrupt"}',
		'{"kind":"end","how":"stopped","at":2,"by":"died","exit":"SIGKILL"}',
	].map(
		(end) => `${HEADER}
{"kind":"task-created","at":0,"task":1,"name":"Task-1","label":"main","by":0,"group":0}
{"kind":"resumed","at":0,"task":1}
{"kind":"suspended","at":0,"task":1,"wait":{"kind":"sleep","until":1e+300}}
${end}
`,
	),
].join("");
