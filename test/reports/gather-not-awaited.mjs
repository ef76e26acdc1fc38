import { coroutine, createTask, defineDemo, gather, print, sleep } from "../../src/index.ts";

const job = coroutine("job", function* (n) {
	yield* sleep(n);
	print(`job ${n}`);
});
const gathered = coroutine("main", function* () {
	gather([job(1), job(2)]);
	print("main ends");
});
const tasks = coroutine("main", function* () {
	createTask(job(1));
	print("main ends");
});
const later = coroutine("main", function* () {
	gather([job(1), job(2), bad()]);
	yield* sleep(1.5);
	print("main ends");
});
const bad = coroutine("bad", function* () {
	yield* sleep(0.5);
	throw new Error("bad");
});
export const demo = defineDemo({
	name: "gather-not-awaited",
	variants: [
		{ name: "gathered", main: gathered },
		{ name: "tasks", main: tasks },
		{ name: "later", main: later },
	],
});
