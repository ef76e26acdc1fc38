// co: generators on promises. It has no turn to give up but a promise's, and no queue, lock or cancellation of its own.
import co from "co";
import { delayOf, digest, mulberry32 } from "../random.mjs";
import { VirtualClock } from "../virtual-clock.mjs";

const clock = new VirtualClock();

function sleep(seconds) {
	return new Promise((resolve) => clock.set(seconds, resolve));
}

function all(count, body) {
	const promises = [];
	for (let index = 0; index < count; index++) promises.push(co(body(index)));
	return Promise.all(promises);
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}

function* turnAround(turns) {
	let done = 0;
	for (; done < turns; done++) yield Promise.resolve();
	return done;
}

export async function switching({ tasks, turns }) {
	return sum(await all(tasks, () => turnAround(turns)));
}

export async function timers({ tasks, seed }) {
	const random = mulberry32(seed);
	let order = 0;
	await all(tasks, function* () {
		const key = random();
		yield sleep(delayOf(key));
		order = digest(order, key);
	});
	return order;
}

export async function gathering({ tasks }) {
	const trivial = function* (index) {
		return index;
	};
	return sum(await all(tasks, trivial));
}

function* nested(depth, turns) {
	if (depth === 0) return yield turnAround(turns);
	return (yield nested(depth - 1, turns)) + 1;
}

export async function deep({ tasks, depth, turns }) {
	return sum(await all(tasks, () => nested(depth, turns)));
}
