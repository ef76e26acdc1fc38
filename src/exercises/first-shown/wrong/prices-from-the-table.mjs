import { asCompleted, coroutine, print, sleep } from "async-lessons";

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
	for (const answer of asCompleted(Object.keys(SHOPS).map((name) => ask(name)))) {
		const [shop] = yield* answer;
		const price = SHOPS[shop][1];
		best = Math.min(best, price);
		print(`price ${shop}: ${price}, best ${best}`);
	}
});
