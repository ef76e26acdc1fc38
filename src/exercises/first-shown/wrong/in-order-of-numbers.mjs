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
	const names = Object.keys(SHOPS).sort((a, b) => SHOPS[a][0] - SHOPS[b][0]);
	for (const task of names.map((name) => createTask(ask(name)))) {
		const [shop, price] = yield* task;
		best = Math.min(best, price);
		print(`price ${shop}: ${price}, best ${best}`);
	}
});
