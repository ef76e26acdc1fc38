import { coroutine, createTask, print, sleep } from "async-lessons";

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
	let best = Number.POSITIVE_INFINITY;
	const tasks = Object.keys(SHOPS).map((name) => createTask(ask(name)));
	for (const task of tasks) {
		const [shop, price] = yield* task;
		best = Math.min(best, price);
		print(`price ${shop}: ${price}, best ${best}`);
	}
});
