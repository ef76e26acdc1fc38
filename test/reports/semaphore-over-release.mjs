import { coroutine, defineDemo, gather, print, Semaphore, sleep } from "../../src/index.ts";

const tooMany = coroutine("main", function* () {
	let now = 0;
	const request = coroutine(
		"request",
		function* (n, sem) {
			yield* sem.with(function* () {
				print(`${++now} at once`);
				yield* sleep(1);
				now--;
				if (n % 2 === 0) sem.release();
			});
		},
		{ label: (n) => `request ${n}` },
	);
	const sem = new Semaphore(2, { name: "api" });
	yield* gather([0, 1, 2, 3, 4, 5, 6, 7].map((n) => request(n, sem)));
});
export const demo = defineDemo({
	name: "semaphore-over-release",
	variants: [{ name: "too-many", main: tooMany }],
});
