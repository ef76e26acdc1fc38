import { block, coroutine, createTask, print, sleep } from "async-lessons";

// given: do not change
const BREAD = 2; // seconds in the oven
const CAKE = 1;
// end of given

const bake = coroutine("bake", function* (name, seconds) {
	print(`${name} in`);
	block(seconds);
	print(`${name} out`);
});

export const main = coroutine("main", function* () {
	const bread = createTask(bake("bread", BREAD));
	const cake = createTask(bake("cake", CAKE));
	yield* bread;
	yield* cake;
	print("open");
});
