import { coroutine, createTask, gather, print, sleep, wait } from "async-lessons";

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
	const tasks = Object.keys(SHOPS).map((name) => createTask(ask(name)));
	const { done, pending } = yield* wait(tasks, { returnWhen: "FIRST_COMPLETED" });
	for (const task of pending) task.cancel();
	yield* gather([...pending], { returnExceptions: true });
	for (const task of done) {
		const [shop, price] = task.result();
		print(`price ${shop}: ${price}, best ${price}`);
	}
});
