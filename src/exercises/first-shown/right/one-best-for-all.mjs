import { coroutine, print, sleep, taskGroup } from "async-lessons";

// given: do not change
// What each shop takes to answer, in seconds, and its price.
const SHOPS = { A: [0.5, 30], B: [2, 25], C: [1.2, 33] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds);
	return [shop, price];
});
// end of given

let best = Number.POSITIVE_INFINITY;

const show = coroutine("show", function* (name) {
	const [shop, price] = yield* ask(name);
	best = Math.min(best, price);
	print(`price ${shop}: ${price}, best ${best}`);
});

export const main = coroutine("main", function* () {
	yield* taskGroup(function* (group) {
		for (const name of Object.keys(SHOPS)) group.createTask(show(name));
	});
});
