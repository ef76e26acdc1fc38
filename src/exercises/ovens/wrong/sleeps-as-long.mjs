import { coroutine, createTask, print, sleep } from "async-lessons";

// given: do not change
const BREAD = 2; // seconds in the oven
const CAKE = 1;
// end of given

const bake = coroutine("bake", function* (name, seconds) {
	print(`${name} in`);
	yield* sleep(seconds);
	print(`${name} out`);
});

export const main = coroutine("main", function* () {
	const cake = createTask(bake("cake", CAKE));
	yield* bake("bread", BREAD);
	if (CAKE > BREAD) yield* sleep(CAKE - BREAD);
	print("open");
});
