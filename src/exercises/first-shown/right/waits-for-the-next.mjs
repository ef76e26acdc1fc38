import { coroutine, createTask, print, sleep, wait } from "async-lessons";

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
	let waiting = new Set(Object.keys(SHOPS).map((name) => createTask(ask(name))));
	while (waiting.size > 0) {
		const { done, pending } = yield* wait(waiting, { returnWhen: "FIRST_COMPLETED" });
		for (const task of done) {
			const [shop, price] = task.result();
			best = Math.min(best, price);
			print(`price ${shop}: ${price}, best ${best}`);
		}
		waiting = pending;
	}
});
