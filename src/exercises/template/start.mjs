import { coroutine, print, sleep } from "async-lessons";

// given: do not change
const FIRST = 1;
const SECOND = 2;
// end of given

const write = coroutine("write", function* (letter, seconds) {
	yield* sleep(seconds);
	print(`${letter} written`);
});

export const main = coroutine("main", function* () {
	yield* write("first", FIRST);
	yield* write("second", SECOND);
});
