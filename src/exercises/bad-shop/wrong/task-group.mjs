import { coroutine, ExceptionGroup, print, sleep, taskGroup, ValueError } from "async-lessons";

// given: do not change
// What each shop takes to answer, in seconds, and its price; null: it is closed.
const SHOPS = { A: [1, 30], B: [0.5, null], C: [2, 25], D: [1.5, 28] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds);
	if (price === null) throw new ValueError(`${shop} is closed`);
	return `${shop}: ${price}`;
});
// end of given

export const main = coroutine("main", function* () {
	const tasks = [];
	try {
		yield* taskGroup(function* (group) {
			for (const shop of Object.keys(SHOPS)) tasks.push(group.createTask(ask(shop)));
		});
	} catch (error) {
		if (!(error instanceof ExceptionGroup)) throw error;
	}
	for (const task of tasks) {
		if (task.cancelled()) print("no price: it was cancelled");
		else if (task.exception() !== null) print(`no price: ${task.exception().message}`);
		else print(`price ${task.result()}`);
	}
});
