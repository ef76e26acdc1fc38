// Programs whose screens show all there is: tasks that stand in every way, and many tasks.

import {
	type Awaitable,
	block,
	coroutine,
	createTask,
	Event,
	gather,
	Lock,
	print,
	sleep,
	timeout,
} from "../../../src/runtime/index.ts";

const cook = coroutine(
	"cook",
	function* (first: Lock, second: Lock, _name: string) {
		yield* first.acquire();
		print("chops");
		yield* sleep(1);
		yield* second.acquire();
	},
	{ label: (_first, _second, name) => name },
);

const guest = coroutine("guest", function* (bell: Event) {
	yield* bell.wait();
});

const toast = coroutine("toast", function* () {
	yield* sleep(0.5);
	throw new Error("burnt");
});

const waiter = coroutine("waiter", function* (bell: Event) {
	const guests = [guest(bell), guest(bell), guest(bell)].map((one) => createTask(one));
	try {
		yield* timeout(4, function* () {
			yield* gather(guests);
		});
	} finally {
		print("lays	the tables\nfor tomorrow");
		yield* sleep(0.5);
	}
});

/** Two cooks, each of whom holds what the other wants. */
export const kitchen = coroutine("main", function* () {
	const [stove, knife] = [new Lock({ name: "stove" }), new Lock({ name: "knife" })];
	const bell = new Event({ name: "bell" });
	const cooks = [cook(stove, knife, "soup"), cook(knife, stove, "salad")].map((one) => createTask(one));
	const serving = createTask(waiter(bell));
	const burnt = createTask(toast());
	yield* sleep(0.25);
	block(0.25);
	serving.cancel();
	const washing = createTask(sleep(0.001), { name: "washes all that was used, and dries it" });
	yield* gather([burnt, washing], { returnExceptions: true });
	yield* gather(cooks);
});

const worker = coroutine("worker", function* (seconds: number, cleanup: number) {
	try {
		yield* sleep(seconds);
	} finally {
		if (cleanup > 0) yield* sleep(cleanup);
	}
	if (seconds === 1) throw new Error("broken");
});

const entering = coroutine("entering", function* (door: Lock) {
	yield* door.acquire();
	door.release();
});

const waiting = coroutine("waiting", function* (other: Awaitable<unknown>) {
	yield* other;
});

/** More tasks than have lanes; at 2 s there is one in each state. */
export const crowd = coroutine("main", function* () {
	const door = new Lock({ name: "door" });
	yield* door.acquire();
	const tasks = [
		...Array.from({ length: 12 }, () => worker(0.5, 0)),
		...Array.from({ length: 2 }, () => worker(1, 0)),
		...Array.from({ length: 6 }, () => worker(4, 0)),
		...Array.from({ length: 3 }, () => entering(door)),
	].map((one) => createTask(one));
	const [slow, gone] = [worker(3, 2), worker(3, 0)].map((one) => createTask(one));
	if (slow === undefined || gone === undefined) return;
	tasks.push(slow, gone, createTask(waiting(slow)));
	yield* sleep(1.5);
	slow.cancel();
	gone.cancel();
	yield* sleep(0.5);
	for (let index = 0; index < 4; index += 1) tasks.push(createTask(worker(0.5, 0)));
	yield* sleep(0.25);
	door.release();
	yield* gather(tasks, { returnExceptions: true });
});
