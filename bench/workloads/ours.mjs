// async-lessons through its public API, as a demo would be written, with all semantics.
import {
	CancelledError,
	coroutine,
	createTask,
	gather,
	getRunningLoop,
	Queue,
	run,
	Semaphore,
	sleep,
	Trace,
} from "../../dist/index.js";
import { delayOf, digest, mulberry32 } from "../random.mjs";

const all = coroutine("all", function* (count, body) {
	const coroutines = [];
	for (let index = 0; index < count; index++) coroutines.push(body(index));
	return yield* gather(coroutines);
});

/** Options of the loop; `trace`: whether a trace observes it. */
function optionsOf({ trace = false, ...options }) {
	return trace ? { ...options, observer: new Trace() } : options;
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}

const turnAround = coroutine("turnAround", function* (turns) {
	let done = 0;
	for (; done < turns; done++) yield;
	return done;
});

export function switching({ tasks, turns, ...options }) {
	const main = all(tasks, () => turnAround(turns));
	return sum(run(main, optionsOf(options)));
}

export function timers({ tasks, seed, ...options }) {
	const random = mulberry32(seed);
	let order = 0;
	const sleeper = coroutine("sleeper", function* () {
		const key = random();
		yield* sleep(delayOf(key));
		order = digest(order, key);
	});
	run(all(tasks, sleeper), optionsOf(options));
	return order;
}

export function gathering({ tasks }) {
	const trivial = coroutine("trivial", function* (index) {
		return index;
	});
	return sum(run(all(tasks, trivial)));
}

export function queue({ size, producers, consumers, items }) {
	const produce = coroutine("produce", function* (queue, producer) {
		for (let item = producer; item < items; item += producers) yield* queue.put(item);
	});
	const consume = coroutine("consume", function* (queue) {
		let total = 0;
		for (let count = items / consumers; count > 0; count--) total += yield* queue.get();
		return total;
	});
	const main = coroutine("main", function* () {
		const queue = new Queue(size);
		const consuming = createTask(all(consumers, () => consume(queue)));
		yield* all(producers, (producer) => produce(queue, producer));
		return yield* consuming;
	});
	return sum(run(main()));
}

export function semaphore({ tasks, permits }) {
	let held = 0;
	let most = 0;
	let passed = 0;
	// Made once: V8 gives each generator function that is evaluated a prototype and a hidden class of its own.
	const hold = function* () {
		most = Math.max(most, ++held);
		yield;
		held--;
	};
	const holder = coroutine("holder", function* (semaphore) {
		yield* semaphore.with(hold);
		passed++;
	});
	const main = coroutine("main", function* () {
		const semaphore = new Semaphore(permits);
		yield* all(tasks, () => holder(semaphore));
	});
	run(main());
	return `${passed} passed, ${most} at once`;
}

const nested = coroutine("nested", function* (depth, turns) {
	if (depth === 0) return yield* turnAround(turns);
	return (yield* nested(depth - 1, turns)) + 1;
});

const napAround = coroutine("napAround", function* (turns) {
	let done = 0;
	for (; done < turns; done++) yield* sleep(0);
	return done;
});

export function sleepingZero({ tasks, turns }) {
	return sum(run(all(tasks, () => napAround(turns))));
}

const nestedNap = coroutine("nestedNap", function* (depth, turns) {
	if (depth === 0) return yield* napAround(turns);
	return (yield* nestedNap(depth - 1, turns)) + 1;
});

export function deepSleepingZero({ tasks, depth, turns }) {
	return sum(run(all(tasks, () => nestedNap(depth, turns))));
}

export function deep({ tasks, depth, turns, ...options }) {
	const main = all(tasks, () => nested(depth, turns));
	return sum(run(main, optionsOf(options)));
}

export function cancelling({ tasks }) {
	const sleeper = coroutine("sleeper", function* () {
		yield* sleep(1_000);
	});
	const main = coroutine("main", function* () {
		const sleepers = [];
		for (let index = 0; index < tasks; index++) sleepers.push(createTask(sleeper()));
		yield;
		for (const sleeper of sleepers) sleeper.cancel();
		let cancelled = 0;
		for (const sleeper of sleepers) {
			try {
				yield* sleeper;
			} catch (error) {
				if (!(error instanceof CancelledError)) throw error;
				cancelled++;
			}
		}
		return `${cancelled} cancelled at ${getRunningLoop().time()}`;
	});
	return run(main());
}

export function sleeping({ tasks, seed }, probe) {
	const random = mulberry32(seed);
	const sleeper = coroutine("sleeper", function* () {
		yield* sleep(delayOf(random()));
		return 1;
	});
	const main = coroutine("main", function* () {
		probe();
		const sleepers = [];
		for (let index = 0; index < tasks; index++) sleepers.push(createTask(sleeper()));
		yield;
		probe();
		let total = 0;
		for (const task of sleepers) total += yield* task;
		return total;
	});
	return run(main());
}
