import { coroutine, createTask, gather, print, Queue, sleep } from "async-lessons";

// given: do not change
// What each shop takes to answer, in seconds, and its price.
const SHOPS = { A: [0.5, 30], B: [2, 25], C: [1.2, 33] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds);
	return [shop, price];
});
// end of given

export const main = coroutine("main", function* () {
	const answers = new Queue();
	const handIn = coroutine("handIn", function* (name) {
		yield* answers.put(yield* ask(name));
	});
	const tasks = Object.keys(SHOPS).map((name) => createTask(handIn(name)));
	let best = Number.POSITIVE_INFINITY;
	for (const _ of tasks) {
		const [shop, price] = yield* answers.get();
		best = Math.min(best, price);
		print(`price ${shop}: ${price}, best ${best}`);
	}
	yield* gather(tasks);
});
