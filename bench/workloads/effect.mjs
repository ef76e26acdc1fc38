// effect, with its own fibers, queue and semaphore; its Clock is ours, so that its sleeps are virtual as well.
// Its fibers are run in microtasks, not in immediates, so that the clock cannot jump while one is ready.
import { Clock, Duration, Effect, Fiber, Queue, Scheduler, Semaphore } from "effect";
import { delayOf, digest, mulberry32 } from "../random.mjs";
import { VirtualClock } from "../virtual-clock.mjs";

const clock = new VirtualClock();
const MILLISECONDS = 1_000;

const virtualClock = {
	currentTimeMillisUnsafe: () => clock.now * MILLISECONDS,
	currentTimeMillis: Effect.sync(() => clock.now * MILLISECONDS),
	currentTimeNanosUnsafe: () => BigInt(Math.round(clock.now * 1e9)),
	currentTimeNanos: Effect.sync(() => BigInt(Math.round(clock.now * 1e9))),
	monotonicTimeNanosUnsafe: () => BigInt(Math.round(clock.now * 1e9)),
	monotonicTimeNanos: Effect.sync(() => BigInt(Math.round(clock.now * 1e9))),
	sleep: (duration) =>
		Effect.callback((resume) => {
			const timer = clock.set(Duration.toMillis(duration) / MILLISECONDS, () => resume(Effect.void));
			return Effect.sync(() => clock.clear(timer));
		}),
};

function run(effect) {
	const scheduler = new Scheduler.MixedScheduler("sync");
	return Effect.runPromise(Effect.provideService(effect, Clock.Clock, virtualClock), { scheduler });
}

function sleep(seconds) {
	return Effect.sleep(seconds * MILLISECONDS);
}

function* forkAll(count, body) {
	const fibers = [];
	for (let index = 0; index < count; index++) fibers.push(yield* Effect.forkChild(body(index)));
	return fibers;
}

function all(count, body) {
	return Effect.gen(function* () {
		return yield* Fiber.joinAll(yield* forkAll(count, body));
	});
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}

const turnAround = Effect.fnUntraced(function* (turns) {
	let done = 0;
	for (; done < turns; done++) yield* Effect.yieldNow;
	return done;
});

export async function switching({ tasks, turns }) {
	return sum(await run(all(tasks, () => turnAround(turns))));
}

export async function timers({ tasks, seed }) {
	const random = mulberry32(seed);
	let order = 0;
	const sleeper = Effect.fnUntraced(function* () {
		const key = random();
		yield* sleep(delayOf(key));
		order = digest(order, key);
	});
	await run(all(tasks, sleeper));
	return order;
}

export async function gathering({ tasks }) {
	const trivial = Effect.fnUntraced(function* (index) {
		return index;
	});
	const coroutines = Array.from({ length: tasks }, (_, index) => trivial(index));
	return sum(await run(Effect.all(coroutines, { concurrency: "unbounded" })));
}

export async function queue({ size, producers, consumers, items }) {
	const main = Effect.gen(function* () {
		const queue = yield* Queue.bounded(size);
		const produce = Effect.fnUntraced(function* (producer) {
			for (let item = producer; item < items; item += producers) yield* Queue.offer(queue, item);
		});
		const consume = Effect.fnUntraced(function* () {
			let total = 0;
			for (let count = items / consumers; count > 0; count--) total += yield* Queue.take(queue);
			return total;
		});
		const producing = yield* Effect.forkChild(all(producers, produce));
		const totals = yield* all(consumers, consume);
		yield* Fiber.join(producing);
		return totals;
	});
	return sum(await run(main));
}

export async function semaphore({ tasks, permits }) {
	const semaphore = Semaphore.makeUnsafe(permits);
	let held = 0;
	let most = 0;
	let passed = 0;
	const hold = Effect.gen(function* () {
		most = Math.max(most, ++held);
		yield* Effect.yieldNow;
		held--;
	});
	const holder = Effect.fnUntraced(function* () {
		yield* semaphore.withPermit(hold);
		passed++;
	});
	await run(all(tasks, holder));
	return `${passed} passed, ${most} at once`;
}

const nested = Effect.fnUntraced(function* (depth, turns) {
	if (depth === 0) return yield* turnAround(turns);
	return (yield* nested(depth - 1, turns)) + 1;
});

export async function deep({ tasks, depth, turns }) {
	return sum(await run(all(tasks, () => nested(depth, turns))));
}

export async function cancelling({ tasks }) {
	const sleeper = Effect.fnUntraced(function* () {
		yield* sleep(1_000);
	});
	const main = Effect.gen(function* () {
		const sleepers = yield* forkAll(tasks, sleeper);
		yield* Effect.yieldNow;
		for (const sleeper of sleepers) sleeper.interruptUnsafe();
		let cancelled = 0;
		for (const sleeper of sleepers) {
			const exit = yield* Fiber.await(sleeper);
			if (exit._tag === "Failure") cancelled++;
		}
		return cancelled;
	});
	return `${await run(main)} cancelled at ${clock.now}`;
}

export async function sleeping({ tasks, seed }, probe) {
	const random = mulberry32(seed);
	const sleeper = Effect.fnUntraced(function* () {
		yield* sleep(delayOf(random()));
		return 1;
	});
	const main = Effect.gen(function* () {
		probe();
		const sleepers = yield* forkAll(tasks, sleeper);
		yield* Effect.yieldNow;
		probe();
		return sum(yield* Fiber.joinAll(sleepers));
	});
	return run(main);
}
