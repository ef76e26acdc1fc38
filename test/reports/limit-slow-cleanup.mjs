import {
	CancelledError,
	coroutine,
	defineDemo,
	print,
	sleep,
	TimeoutError,
	waitFor,
} from "../../src/index.ts";

const upload = coroutine("upload", function* () {
	try {
		yield* sleep(10);
	} catch (e) {
		if (!(e instanceof CancelledError)) throw e;
		print("rolling back");
		yield* sleep(5);
		print("rolled back");
		throw e;
	}
});
const limited = coroutine("main", function* () {
	try {
		yield* waitFor(upload(), 1);
	} catch (e) {
		if (!(e instanceof TimeoutError)) throw e;
		print("limit of 1 s is over");
	}
});
const stubborn = coroutine("stubborn", function* () {
	try {
		yield* sleep(3);
	} catch (e) {
		if (!(e instanceof CancelledError)) throw e;
		yield* sleep(4);
		return "result after all";
	}
});
const ignored = coroutine("main", function* () {
	try {
		print(yield* waitFor(stubborn(), 1));
	} catch (e) {
		if (!(e instanceof TimeoutError)) throw e;
		print("timed out");
	}
});
export const demo = defineDemo({
	name: "limit-slow-cleanup",
	variants: [
		{ name: "limited", main: limited },
		{ name: "ignored", main: ignored },
	],
});
