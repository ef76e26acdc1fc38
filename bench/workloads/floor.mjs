// The hand-written generator scheduler: a lower bound, not a library.
import {
	Cancelled,
	cancel,
	currentTask,
	join,
	PARKED,
	run,
	sleep,
	spawn,
	time,
	wake,
} from "../floor-scheduler.mjs";
import { delayOf, digest, mulberry32 } from "../random.mjs";
import { Ring } from "../ring.mjs";

function* all(count, body) {
	const tasks = [];
	for (let index = 0; index < count; index++) tasks.push(spawn(body(index)));
	const results = [];
	for (const task of tasks) results.push(yield* join(task));
	return results;
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}

function* turnAround(turns) {
	let done = 0;
	for (; done < turns; done++) yield;
	return done;
}

export function switching({ tasks, turns }) {
	return sum(run(all(tasks, () => turnAround(turns))));
}

export function timers({ tasks, seed }) {
	const random = mulberry32(seed);
	let order = 0;
	run(
		all(tasks, function* () {
			const key = random();
			yield* sleep(delayOf(key));
			order = digest(order, key);
		}),
	);
	return order;
}

export function gathering({ tasks }) {
	const trivial = function* (index) {
		return index;
	};
	return sum(run(all(tasks, trivial)));
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
		while (this.#items.size >= this.#size) {
			this.#putters.push(currentTask());
			yield PARKED;
		}
		this.#items.push(item);
		if (this.#getters.size > 0) wake(this.#getters.shift());
	}

	*get() {
		while (this.#items.size === 0) {
			this.#getters.push(currentTask());
			yield PARKED;
		}
		const item = this.#items.shift();
		if (this.#putters.size > 0) wake(this.#putters.shift());
		return item;
	}
}

export function queue({ size, producers, consumers, items }) {
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
		const producing = spawn(all(producers, produce));
		const totals = yield* all(consumers, consume);
		yield* join(producing);
		return totals;
	};
	return sum(run(main()));
}

class Semaphore {
	#permits;
	#waiting = new Ring();

	constructor(permits) {
		this.#permits = permits;
	}

	*acquire() {
		if (this.#permits > 0) {
			this.#permits--;
			return;
		}
		this.#waiting.push(currentTask());
		yield PARKED;
	}

	release() {
		if (this.#waiting.size > 0) wake(this.#waiting.shift());
		else this.#permits++;
	}
}

export function semaphore({ tasks, permits }) {
	const semaphore = new Semaphore(permits);
	let held = 0;
	let most = 0;
	let passed = 0;
	run(
		all(tasks, function* () {
			yield* semaphore.acquire();
			try {
				most = Math.max(most, ++held);
				yield;
				held--;
			} finally {
				semaphore.release();
			}
			passed++;
		}),
	);
	return `${passed} passed, ${most} at once`;
}

function* nested(depth, turns) {
	if (depth === 0) return yield* turnAround(turns);
	return (yield* nested(depth - 1, turns)) + 1;
}

function* sleepZero() {
	yield;
}

function* napAround(turns) {
	let done = 0;
	for (; done < turns; done++) yield* sleepZero();
	return done;
}

export function sleepingZero({ tasks, turns }) {
	return sum(run(all(tasks, () => napAround(turns))));
}

function* nestedNap(depth, turns) {
	if (depth === 0) return yield* napAround(turns);
	return (yield* nestedNap(depth - 1, turns)) + 1;
}

export function deepSleepingZero({ tasks, depth, turns }) {
	return sum(run(all(tasks, () => nestedNap(depth, turns))));
}

export function deep({ tasks, depth, turns }) {
	return sum(run(all(tasks, () => nested(depth, turns))));
}

export function cancelling({ tasks }) {
	const sleeper = function* () {
		yield* sleep(1_000);
	};
	const main = function* () {
		const sleepers = [];
		for (let index = 0; index < tasks; index++) sleepers.push(spawn(sleeper()));
		yield;
		for (const sleeper of sleepers) cancel(sleeper);
		let cancelled = 0;
		for (const sleeper of sleepers) {
			try {
				yield* join(sleeper);
			} catch (error) {
				if (!(error instanceof Cancelled)) throw error;
				cancelled++;
			}
		}
		return cancelled;
	};
	return `${run(main())} cancelled at ${time()}`;
}

export function sleeping({ tasks, seed }, probe) {
	const random = mulberry32(seed);
	const sleeper = function* () {
		yield* sleep(delayOf(random()));
		return 1;
	};
	const main = function* () {
		probe();
		const sleepers = [];
		for (let index = 0; index < tasks; index++) sleepers.push(spawn(sleeper()));
		yield;
		probe();
		let total = 0;
		for (const task of sleepers) total += yield* join(task);
		return total;
	};
	return run(main());
}
