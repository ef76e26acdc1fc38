import { coroutine, defineDemo, PriorityQueue, print } from "../../src/index.ts";

const order = coroutine("main", function* () {
	const q = new PriorityQueue();
	for (const item of [
		[10, "ten"],
		[9, "nine"],
		[100, "hundred"],
		[2, "two"],
	])
		q.putNowait(item);
	while (!q.empty()) print(q.getNowait()[1]);
});
const ties = coroutine("main", function* () {
	const q = new PriorityQueue();
	try {
		q.putNowait([1, { job: "a" }]);
		q.putNowait([1, { job: "b" }]);
		q.putNowait([0, { job: "c" }]);
		while (!q.empty()) print(q.getNowait()[1].job);
	} catch (e) {
		print(e.name);
	}
});
export const demo = defineDemo({
	name: "priority-ties",
	variants: [
		{ name: "order", main: order },
		{ name: "ties", main: ties },
	],
});
