import { describe, expectTypeOf, it } from "vitest";
import {
	type Awaitable,
	asCompleted,
	Barrier,
	type Body,
	BoundedSemaphore,
	Condition,
	type Coroutine,
	type CoroutineFunction,
	coroutine,
	createTask,
	currentTask,
	Event,
	EventLoop,
	ExceptionGroup,
	type Future,
	fromPromise,
	gather,
	getRunningLoop,
	LifoQueue,
	Lock,
	PriorityQueue,
	Queue,
	Runner,
	run,
	runLive,
	Semaphore,
	shield,
	sleep,
	type Task,
	type TaskGroup,
	type Timeout,
	taskGroup,
	timeout,
	timeoutAt,
	wait,
	waitFor,
} from "../../src/runtime/index.ts";

interface User {
	readonly id: number;
}

const count = coroutine("count", function* (to: number) {
	yield* sleep(1);
	return to;
});
const text = coroutine(function* () {
	return "text";
});
declare const userTask: Task<User>;
declare const userFuture: Future<User>;

/** A bare generator, as a program writes it. */
function* bare() {
	yield* sleep(1);
	return true;
}

describe("coroutine", () => {
	it("keeps the arguments and the result of its body, with a name and without", () => {
		expectTypeOf(count).toEqualTypeOf<CoroutineFunction<[to: number], number>>();
		expectTypeOf(text).toEqualTypeOf<CoroutineFunction<[], string>>();
		expectTypeOf(count(1)).toEqualTypeOf<Coroutine<number>>();
		expectTypeOf(count(1).name).toBeString();
	});

	it("keeps arguments that may be left out, and those without number", () => {
		const many = coroutine("many", function* (first: string, second: number = 2, ...rest: boolean[]) {
			return [first, second, rest] as const;
		});
		many("a");
		many("a", 1, true, false);
		expectTypeOf(many("a")).toEqualTypeOf<Coroutine<readonly [string, number, boolean[]]>>();
		// @ts-expect-error the first is a string
		many(1);
		// @ts-expect-error the second is a number
		many("a", true);
	});

	it("gives the arguments to the label", () => {
		coroutine("fetch", (_url: string, _tries: number) => bare(), {
			label: (url, tries) => {
				expectTypeOf(url).toBeString();
				expectTypeOf(tries).toBeNumber();
				return url;
			},
		});
	});

	it("may call itself where its result is said", () => {
		const down: CoroutineFunction<[from: number], string> = coroutine("down", function* (from: number) {
			if (from === 0) return "landed";
			return yield* down(from - 1);
		});
		expectTypeOf(down(3)).toEqualTypeOf<Coroutine<string>>();
	});

	it("takes a generator function, and a name that is a string", () => {
		// @ts-expect-error an async function is none
		coroutine("async", async () => 1);
		// @ts-expect-error a plain function is none
		coroutine("plain", () => 1);
		// @ts-expect-error a name alone is no coroutine
		coroutine("name");
		// @ts-expect-error a name is text
		coroutine(1, bare);
		// @ts-expect-error nor is an async generator function
		coroutine("async", async function* () {});
		// @ts-expect-error the function is not called
		coroutine("called", bare());
		// @ts-expect-error a label is a function of the arguments
		coroutine("labelled", bare, { label: "x" });
		// @ts-expect-error options are an object
		coroutine("labelled", bare, "x");
		// @ts-expect-error the name comes first
		coroutine(bare, "last");
	});
});

describe("yield*", () => {
	it("answers what a coroutine, a task, a future and a bare generator answer", () => {
		coroutine(function* () {
			expectTypeOf(yield* count(1)).toBeNumber();
			expectTypeOf(yield* userTask).toEqualTypeOf<User>();
			expectTypeOf(yield* userFuture).toEqualTypeOf<User>();
			expectTypeOf(yield* bare()).toBeBoolean();
		});
	});

	it("answers it also in a generator function whose type is written down, and in a program's own helpers", () => {
		function* down(from: number): Body<string> {
			return from === 0 ? "landed" : yield* down(from - 1);
		}
		function* awaited<T>(awaitable: Awaitable<T>) {
			return yield* awaitable;
		}
		function* helper() {
			const first = yield* down(3);
			return [first, yield* awaited(count(1)), yield* awaited(bare())] as const;
		}
		expectTypeOf(run(helper())).toEqualTypeOf<readonly [string, number, boolean]>();
		expectTypeOf(createTask(awaited(bare()))).toEqualTypeOf<Task<boolean>>();
	});

	it("of a sleep answers its result", () => {
		coroutine(function* () {
			expectTypeOf(yield* sleep(1)).toBeVoid();
			expectTypeOf(yield* sleep(1, "done")).toBeString();
			// @ts-expect-error a delay is a number of seconds
			yield* sleep("1");
		});
	});

	it("is not for promises, nor for what is no awaitable", () => {
		coroutine(function* () {
			// @ts-expect-error a promise needs fromPromise
			yield* Promise.resolve(1);
			// @ts-expect-error a coroutine function is to be called first
			yield* count;
			// @ts-expect-error nothing can't be awaited
			yield* undefined;
			// @ts-expect-error nor what answers nothing
			yield* (() => {})();
		});
	});
});

describe("gather", () => {
	it("of awaitables of different results is a future of a tuple of them", () => {
		expectTypeOf(gather([count(1), text(), userTask, userFuture, bare()])).toEqualTypeOf<
			Future<[number, string, User, User, boolean]>
		>();
		coroutine(function* () {
			const [number, word] = yield* gather([count(1), text()]);
			expectTypeOf(number).toBeNumber();
			expectTypeOf(word).toBeString();
		});
	});

	it("of none is a future of an empty tuple", () => {
		expectTypeOf(gather([])).toEqualTypeOf<Future<[]>>();
	});

	it("of a list is a future of a list", () => {
		const tasks: Task<User>[] = [];
		expectTypeOf(gather(tasks)).toEqualTypeOf<Future<User[]>>();
		expectTypeOf(gather([1, 2].map((to) => count(to)))).toEqualTypeOf<Future<number[]>>();
	});

	it("with returnExceptions answers errors among the results", () => {
		expectTypeOf(gather([count(1), text()], { returnExceptions: true })).toEqualTypeOf<
			Future<[unknown, unknown]>
		>();
		expectTypeOf(gather([count(1), text()], { returnExceptions: false })).toEqualTypeOf<
			Future<[number, string]>
		>();
	});

	it("takes awaitables only, as a list", () => {
		// @ts-expect-error a promise is none
		gather([Promise.resolve(1)]);
		// @ts-expect-error a number is none
		gather([count(1), 2]);
		// @ts-expect-error they are given as a list
		gather(count(1), text());
		// @ts-expect-error a flag is no option
		gather([count(1)], true);
		// @ts-expect-error in camelCase
		gather([count(1)], { return_exceptions: true });
	});
});

describe("waitFor, shield, wait and asCompleted", () => {
	it("keep the result of what they wait for", () => {
		expectTypeOf(waitFor(count(1), 1)).toEqualTypeOf<Coroutine<number>>();
		expectTypeOf(waitFor(userTask, null)).toEqualTypeOf<Coroutine<User>>();
		expectTypeOf(waitFor(userFuture)).toEqualTypeOf<Coroutine<User>>();
		expectTypeOf(waitFor(bare(), 1)).toEqualTypeOf<Coroutine<boolean>>();
		coroutine(function* () {
			expectTypeOf(yield* waitFor(count(1), 1)).toBeNumber();
		});
		expectTypeOf(shield(count(1))).toEqualTypeOf<Future<number>>();
		expectTypeOf(shield(userTask)).toEqualTypeOf<Future<User>>();
		expectTypeOf(shield(bare())).toEqualTypeOf<Future<boolean>>();
		// @ts-expect-error a limit is a number of seconds
		waitFor(count(1), "1");
		// @ts-expect-error a promise can't be shielded
		shield(Promise.resolve(1));
	});

	it("wait answers two sets of what it was given", () => {
		coroutine(function* () {
			const { done, pending } = yield* wait([userTask], { timeout: 1, returnWhen: "FIRST_COMPLETED" });
			expectTypeOf(done).toEqualTypeOf<Set<Task<User>>>();
			expectTypeOf(pending).toEqualTypeOf<Set<Task<User>>>();
			const both = yield* wait(new Set<Future<User>>([userTask, userFuture]));
			expectTypeOf(both.done).toEqualTypeOf<Set<Future<User>>>();
			// @ts-expect-error wait takes tasks and futures, not coroutines
			yield* wait([count(1)]);
			// @ts-expect-error there are three ways to return
			yield* wait([userTask], { returnWhen: "FIRST" });
		});
	});

	it("asCompleted answers coroutines of the results", () => {
		expectTypeOf(asCompleted([userTask])).toEqualTypeOf<IterableIterator<Coroutine<User>>>();
		expectTypeOf(asCompleted([count(1), text()])).toEqualTypeOf<
			IterableIterator<Coroutine<number | string>>
		>();
		coroutine(function* () {
			for (const next of asCompleted([count(1), bare()], { timeout: null })) {
				expectTypeOf(yield* next).toEqualTypeOf<number | boolean>();
			}
		});
		// @ts-expect-error several awaitables, not one
		asCompleted(userTask);
		// @ts-expect-error as a list
		asCompleted(count(1), count(2));
		// @ts-expect-error a timeout is a number of seconds
		asCompleted([count(1)], { timeout: "1" });
		// @ts-expect-error as a list
		wait(userTask, userTask);
		// @ts-expect-error a timeout is a number of seconds
		wait([userTask], { timeout: "1" });
	});
});

describe("bodies", () => {
	it("of timeout and timeoutAt give their result to the whole", () => {
		const limited = timeout(1, function* (limit) {
			expectTypeOf(limit).toEqualTypeOf<Timeout>();
			yield* sleep(1);
			return { id: 1 };
		});
		expectTypeOf(limited).toEqualTypeOf<Coroutine<{ id: number }>>();
		expectTypeOf(timeoutAt(null, () => count(1))).toEqualTypeOf<Coroutine<number>>();
		expectTypeOf(timeout(undefined, bare)).toEqualTypeOf<Coroutine<boolean>>();
		// @ts-expect-error the body is a function
		timeout(1, count(1));
		// @ts-expect-error a generator is none
		timeout(1, bare());
		// @ts-expect-error nor does an async one do
		timeout(1, async () => {});
		// @ts-expect-error a limit is a number of seconds
		timeout("1", bare);
		// @ts-expect-error the seconds come first
		timeout(bare, 1);
	});

	it("of taskGroup give their result to the whole, and the tasks keep theirs", () => {
		const grouped = taskGroup(function* (group) {
			expectTypeOf(group).toEqualTypeOf<TaskGroup>();
			expectTypeOf(group.createTask(count(1), { name: "one" })).toEqualTypeOf<Task<number>>();
			expectTypeOf(group.createTask(bare())).toEqualTypeOf<Task<boolean>>();
			// @ts-expect-error a task is no coroutine
			group.createTask(userTask);
			// @ts-expect-error options are an object
			group.createTask(count(1), "one");
			return "done";
		});
		expectTypeOf(grouped).toEqualTypeOf<Coroutine<string>>();
		// @ts-expect-error the body is a function
		taskGroup(bare());
		// @ts-expect-error an async one does not do
		taskGroup(async () => {});
		// @ts-expect-error it answers what can be awaited
		taskGroup((group) => {
			group.createTask(count(1));
		});
	});

	it("of with give their result to the whole", () => {
		for (const held of [new Lock(), new Condition()])
			expectTypeOf(held.with(() => count(1))).toEqualTypeOf<Coroutine<number>>();
		for (const held of [new Semaphore(2), new BoundedSemaphore()])
			expectTypeOf(held.with(bare)).toEqualTypeOf<Coroutine<boolean>>();
		// @ts-expect-error the body takes nothing
		new Lock().with((lock: Lock) => lock.acquire());
		// @ts-expect-error the body is a function
		new Lock().with(bare());
		// @ts-expect-error an async one does not do
		new Lock().with(async () => {});
	});
});

describe("tasks and futures", () => {
	it("keep the result of what they are made of", () => {
		expectTypeOf(createTask(count(1))).toEqualTypeOf<Task<number>>();
		expectTypeOf(createTask(bare(), { name: "bare" })).toEqualTypeOf<Task<boolean>>();
		expectTypeOf(createTask(sleep(1), { name: null })).toEqualTypeOf<Task<void>>();
		expectTypeOf(new EventLoop().createTask(text())).toEqualTypeOf<Task<string>>();
		expectTypeOf(userTask.result()).toEqualTypeOf<User>();
		expectTypeOf(userTask.exception()).toBeUnknown();
		expectTypeOf(currentTask()).toEqualTypeOf<Task<unknown> | null>();
	});

	it("are made of coroutines only", () => {
		// @ts-expect-error a future runs already
		createTask(userFuture);
		// @ts-expect-error a coroutine function is to be called first
		createTask(count);
		// @ts-expect-error a promise is none
		createTask(Promise.resolve(1));
		// @ts-expect-error an async function is none
		createTask(async () => {});
		// @ts-expect-error options are an object
		createTask(count(1), "name");
	});

	it("take a result of their own type", () => {
		const reply = getRunningLoop().createFuture<User>("the reply");
		reply.setResult({ id: 1 });
		// @ts-expect-error that is no user
		reply.setResult("one");
		reply.addDoneCallback((done) => expectTypeOf(done).toEqualTypeOf<Future<User>>());
		expectTypeOf(getRunningLoop().createFuture()).toEqualTypeOf<Future<unknown>>();
	});

	it("of an outside promise keep what that answers", () => {
		expectTypeOf(fromPromise((signal) => fetch("/", { signal }))).toEqualTypeOf<Future<Response>>();
		// @ts-expect-error a function that begins the work, so that it can be aborted
		fromPromise(Promise.resolve(1));
	});

	it("can stand for wider ones", () => {
		expectTypeOf<Task<User>>().toExtend<Future<User>>();
		expectTypeOf<Future<User>>().toExtend<Future<{ readonly id: unknown }>>();
		expectTypeOf<Coroutine<User>>().toExtend<Coroutine<unknown>>();
		expectTypeOf<Future<unknown>>().not.toExtend<Future<User>>();
	});
});

describe("queues and the others that tasks meet at", () => {
	it("hold what they are said to hold", () => {
		for (const queue of [new Queue<User>(3), new LifoQueue<User>(), new PriorityQueue<User>()]) {
			expectTypeOf(queue.get()).toEqualTypeOf<Coroutine<User>>();
			expectTypeOf(queue.getNowait()).toEqualTypeOf<User>();
			expectTypeOf(queue.put({ id: 1 })).toEqualTypeOf<Coroutine<void>>();
			expectTypeOf(queue.join()).toEqualTypeOf<Coroutine<void>>();
			// @ts-expect-error that is no user
			queue.putNowait("one");
		}
		expectTypeOf(new Queue().getNowait()).toBeUnknown();
	});

	it("take their name among their options", () => {
		const name = "pen";
		// @ts-expect-error not alone
		new Lock(name);
		// @ts-expect-error not alone
		new Event(name);
		// @ts-expect-error not after the number
		new Semaphore(1, name);
		// @ts-expect-error not in place of the number
		new Queue(name);
		// @ts-expect-error not in place of the lock
		new Condition(name);
		// @ts-expect-error not after the number
		new Barrier(1, name);
	});

	it("answer as asyncio's do", () => {
		expectTypeOf(new Lock().acquire()).toEqualTypeOf<Coroutine<true>>();
		expectTypeOf(new Event().wait()).toEqualTypeOf<Coroutine<true>>();
		expectTypeOf(new Barrier(2).wait()).toEqualTypeOf<Coroutine<number>>();
		expectTypeOf(new Condition().waitFor(() => userTask)).toEqualTypeOf<Coroutine<Task<User>>>();
	});
});

describe("run, runLive and Runner", () => {
	it("answer what main answers", () => {
		expectTypeOf(run(count(1))).toBeNumber();
		expectTypeOf(run(bare(), { seed: 1, debug: true, maxTurns: 10 })).toBeBoolean();
		expectTypeOf(runLive(count(1), { speed: 2 })).toEqualTypeOf<Promise<number>>();
		expectTypeOf(new Runner().run(text())).toBeString();
		expectTypeOf(new EventLoop().runUntilComplete(userFuture)).toEqualTypeOf<User>();
		expectTypeOf(new EventLoop().runUntilComplete(count(1))).toBeNumber();
	});

	it("take a coroutine", () => {
		// @ts-expect-error a coroutine function is to be called first
		run(count);
		// @ts-expect-error asyncio.run takes no task
		run(userTask);
		// @ts-expect-error virtual time has no speed
		run(count(1), { speed: 2 });
		// @ts-expect-error a speed is a number
		runLive(count(1), { speed: "2" });
		// @ts-expect-error an async function is no coroutine
		run(async () => {});
	});
});

describe("an exception group", () => {
	it("is split by a class, several classes or a predicate", () => {
		const group = new ExceptionGroup("several", [new TypeError(), 1]);
		expectTypeOf(group.exceptions).toEqualTypeOf<readonly unknown[]>();
		expectTypeOf(group.subgroup(TypeError)).toEqualTypeOf<ExceptionGroup | null>();
		expectTypeOf(group.split([TypeError, RangeError])[1]).toEqualTypeOf<ExceptionGroup | null>();
		group.subgroup((error) => {
			expectTypeOf(error).toBeUnknown();
			return error === 1;
		});
		// @ts-expect-error a text is no class
		group.subgroup("TypeError");
	});
});
