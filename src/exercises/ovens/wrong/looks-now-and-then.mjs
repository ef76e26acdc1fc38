import { coroutine, createTask, print, sleep } from "async-lessons";

// given: do not change
const BREAD = 2; // seconds in the oven
const CAKE = 1;
// end of given

let out = 0;
const bake = coroutine("bake", function* (name, seconds) {
	print(`${name} in`);
	yield* sleep(seconds);
	print(`${name} out`);
	out += 1;
});

export const main = coroutine("main", function* () {
	createTask(bake("bread", BREAD));
	createTask(bake("cake", CAKE));
	while (out < 2) yield* sleep(0.5);
	print("open");
});
