import { coroutine, gather, print, sleep } from "async-lessons";

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
	const ask = coroutine("ask", function* (shop) {
		yield* sleep(0.01);
		return [shop, SHOPS[shop][1]];
	});
	let best = Number.POSITIVE_INFINITY;
	for (const [shop, price] of yield* gather(Object.keys(SHOPS).map((name) => ask(name)))) {
		best = Math.min(best, price);
		print(`price ${shop}: ${price}, best ${best}`);
	}
});
