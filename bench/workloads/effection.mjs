// effection, with its own tasks; a sleep and a turn are actions, and what it lacks (a bounded queue, a semaphore) is made of them.
import { action, all as allOf, run, spawn } from "effection";
import { delayOf, digest, mulberry32 } from "../random.mjs";
import { Ring } from "../ring.mjs";
import { VirtualClock } from "../virtual-clock.mjs";

const clock = new VirtualClock();
const nothing = () => {};

function sleep(seconds) {
	return action((resolve) => {
		const timer = clock.set(seconds, resolve);
		return () => clock.clear(timer);
	});
}

/** Its scheduler puts who resolves at once behind all others that are ready. */
const turn = action((resolve) => {
	resolve();
	return nothing;
});

function* spawnAll(count, body) {
	const tasks = [];
	for (let index = 0; index < count; index++) tasks.push(yield* spawn(() => body(index)));
	return tasks;
}

function* all(count, body) {
	const results = [];
	for (const task of yield* spawnAll(count, body)) results.push(yield* task);
	return results;
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}

function* turnAround(turns) {
	let done = 0;
	for (; done < turns; done++) yield* turn;
	return done;
}

export async function switching({ tasks, turns }) {
	return sum(await run(() => all(tasks, () => turnAround(turns))));
}

export async function timers({ tasks, seed }) {
	const random = mulberry32(seed);
	let order = 0;
	const sleeper = function* () {
		const key = random();
		yield* sleep(delayOf(key));
		order = digest(order, key);
	};
	await run(() => all(tasks, sleeper));
	return order;
}

export async function gathering({ tasks }) {
	const trivial = function* (index) {
		return index;
	};
	return sum(await run(() => allOf(Array.from({ length: tasks }, (_, index) => trivial(index)))));
}

function parkedIn(line) {
	return action((resolve) => {
		line.push(resolve);
		return nothing;
	});
}

class Queue {
	#items = new Ring();
	#getters = new Ring();
	#putters = new Ring();
	#size;

	constructor(size) {
		this.#size = size;
	}

	*put(item) {
		while (this.#items.size >= this.#size) yield* parkedIn(this.#putters);
		this.#items.push(item);
		this.#getters.shift()?.();
	}

	*get() {
		while (this.#items.size === 0) yield* parkedIn(this.#getters);
		const item = this.#items.shift();
		this.#putters.shift()?.();
		return item;
	}
}

export async function queue({ size, producers, consumers, items }) {
	const queue = new Queue(size);
	const produce = function* (producer) {
		for (let item = producer; item < items; item += producers) yield* queue.put(item);
	};
	const consume = function* () {
		let total = 0;
		for (let count = items / consumers; count > 0; count--) total += yield* queue.get();
		return total;
	};
	const main = function* () {
		const producing = yield* spawn(() => all(producers, produce));
		const totals = yield* all(consumers, consume);
		yield* producing;
		return totals;
	};
	return sum(await run(main));
}

class Semaphore {
	#permits;
	#waiting = new Ring();

	constructor(permits) {
		this.#permits = permits;
	}

	*acquire() {
		if (this.#permits > 0) this.#permits--;
		else yield* parkedIn(this.#waiting);
	}

	release() {
		if (this.#waiting.size > 0) this.#waiting.shift()();
		else this.#permits++;
	}
}

export async function semaphore({ tasks, permits }) {
	const semaphore = new Semaphore(permits);
	let held = 0;
	let most = 0;
	let passed = 0;
	const holder = function* () {
		yield* semaphore.acquire();
		try {
			most = Math.max(most, ++held);
			yield* turn;
			held--;
		} finally {
			semaphore.release();
		}
		passed++;
	};
	await run(() => all(tasks, holder));
	return `${passed} passed, ${most} at once`;
}

function* nested(depth, turns) {
	if (depth === 0) return yield* turnAround(turns);
	return (yield* nested(depth - 1, turns)) + 1;
}

export async function deep({ tasks, depth, turns }) {
	return sum(await run(() => all(tasks, () => nested(depth, turns))));
}

export async function cancelling({ tasks }) {
	const sleeper = function* () {
		yield* sleep(1_000);
	};
	const main = function* () {
		const sleepers = yield* spawnAll(tasks, sleeper);
		yield* turn;
		const halting = sleepers.map((sleeper) => sleeper.halt());
		let cancelled = 0;
		for (const halt of halting) {
			yield* halt;
			cancelled++;
		}
		return cancelled;
	};
	return `${await run(main)} cancelled at ${clock.now}`;
}

export async function sleeping({ tasks, seed }, probe) {
	const random = mulberry32(seed);
	const sleeper = function* () {
		yield* sleep(delayOf(random()));
		return 1;
	};
	const main = function* () {
		probe();
		const sleepers = yield* spawnAll(tasks, sleeper);
		yield* turn;
		probe();
		let total = 0;
		for (const task of sleepers) total += yield* task;
		return total;
	};
	return run(main);
}
