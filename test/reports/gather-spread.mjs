import { coroutine, defineDemo, gather, print, sleep } from "../../src/index.ts";

const job = coroutine("job", function* (n) {
	yield* sleep(n);
	return n;
});
// As in Python, where gather takes its awaitables one by one.
const spread = coroutine("main", function* () {
	print(yield* gather(job(1), job(2)));
});
const promise = coroutine("main", function* () {
	yield* new Promise((done) => setTimeout(done, 10));
});
const yielded = coroutine("main", function* () {
	yield new Promise((done) => setTimeout(done, 10));
});
export const demo = defineDemo({
	name: "gather-spread",
	variants: [
		{ name: "spread", main: spread },
		{ name: "promise", main: promise },
		{ name: "yielded", main: yielded },
	],
});
