// async/await on promises, as one writes it by hand: Promise.all to gather, an AbortController to cancel.
import { delayOf, digest, mulberry32 } from "../random.mjs";
import { Ring } from "../ring.mjs";
import { VirtualClock } from "../virtual-clock.mjs";

const clock = new VirtualClock();

function sleep(seconds, signal) {
	return new Promise((resolve, reject) => {
		const timer = clock.set(seconds, resolve);
		signal?.addEventListener(
			"abort",
			() => {
				clock.clear(timer);
				reject(signal.reason);
			},
			{ once: true },
		);
	});
}

async function all(count, start) {
	const promises = [];
	for (let index = 0; index < count; index++) promises.push(start(index));
	return Promise.all(promises);
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}

async function turnAround(turns) {
	let done = 0;
	for (; done < turns; done++) await undefined;
	return done;
}

export async function switching({ tasks, turns }) {
	return sum(await all(tasks, () => turnAround(turns)));
}

export async function timers({ tasks, seed }) {
	const random = mulberry32(seed);
	let order = 0;
	await all(tasks, async () => {
		const key = random();
		await sleep(delayOf(key));
		order = digest(order, key);
	});
	return order;
}

export async function gathering({ tasks }) {
	return sum(await all(tasks, async (index) => index));
}

class Queue {
	#items = new Ring();
	#getters = new Ring();
	#putters = new Ring();
	#size;

	constructor(size) {
		this.#size = size;
	}

	async put(item) {
		while (this.#items.size >= this.#size) await new Promise((wake) => this.#putters.push(wake));
		this.#items.push(item);
		this.#getters.shift()?.();
	}

	async get() {
		while (this.#items.size === 0) await new Promise((wake) => this.#getters.push(wake));
		const item = this.#items.shift();
		this.#putters.shift()?.();
		return item;
	}
}

export async function queue({ size, producers, consumers, items }) {
	const queue = new Queue(size);
	const produce = async (producer) => {
		for (let item = producer; item < items; item += producers) await queue.put(item);
	};
	const consume = async () => {
		let total = 0;
		for (let count = items / consumers; count > 0; count--) total += await queue.get();
		return total;
	};
	const [totals] = await Promise.all([all(consumers, consume), all(producers, produce)]);
	return sum(totals);
}

class Semaphore {
	#permits;
	#waiting = new Ring();

	constructor(permits) {
		this.#permits = permits;
	}

	async acquire() {
		if (this.#permits > 0) this.#permits--;
		else await new Promise((wake) => this.#waiting.push(wake));
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
	await all(tasks, async () => {
		await semaphore.acquire();
		try {
			most = Math.max(most, ++held);
			await undefined;
			held--;
		} finally {
			semaphore.release();
		}
		passed++;
	});
	return `${passed} passed, ${most} at once`;
}

async function nested(depth, turns) {
	if (depth === 0) return turnAround(turns);
	return (await nested(depth - 1, turns)) + 1;
}

export async function deep({ tasks, depth, turns }) {
	return sum(await all(tasks, () => nested(depth, turns)));
}

// To sleep for no time is to await nothing.
export { deep as deepSleepingZero, switching as sleepingZero };

export async function cancelling({ tasks }) {
	const sleeper = async (signal) => {
		await sleep(1_000, signal);
	};
	const controllers = [];
	const sleepers = [];
	for (let index = 0; index < tasks; index++) {
		const controller = new AbortController();
		controllers.push(controller);
		sleepers.push(sleeper(controller.signal));
	}
	await undefined;
	for (const controller of controllers) controller.abort();
	let cancelled = 0;
	for (const outcome of await Promise.allSettled(sleepers)) {
		if (outcome.reason?.name === "AbortError") cancelled++;
	}
	return `${cancelled} cancelled at ${clock.now}`;
}

export async function sleeping({ tasks, seed }, probe) {
	const random = mulberry32(seed);
	probe();
	const sleepers = [];
	for (let index = 0; index < tasks; index++) {
		sleepers.push(
			(async () => {
				await sleep(delayOf(random()));
				return 1;
			})(),
		);
	}
	await undefined;
	probe();
	return sum(await Promise.all(sleepers));
}
