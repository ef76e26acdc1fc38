import { coroutine, gather, getRunningLoop, print, sleep } from "async-lessons";

// given: do not change
const BREAD = 2; // seconds in the oven
const CAKE = 1;
// end of given

const bake = coroutine("bake", function* (name, seconds) {
	print(`${name} in`);
	getRunningLoop().callLater(seconds, () => print(`${name} out`));
	yield* sleep(0);
});

export const main = coroutine("main", function* () {
	yield* gather([bake("bread", BREAD), bake("cake", CAKE)]);
	yield* sleep(Math.max(BREAD, CAKE));
	print("open");
});
