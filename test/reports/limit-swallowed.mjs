import {
	coroutine,
	createTask,
	defineDemo,
	print,
	sleep,
	TimeoutError,
	timeout,
	waitFor,
} from "../../src/index.ts";

const fetch = coroutine("fetch", function* () {
	for (const attempt of [1, 2, 3]) {
		try {
			yield* sleep(4);
			return "data";
		} catch {
			print(`attempt ${attempt} failed, again`);
		}
	}
	return null;
});
const swallowed = coroutine("main", function* () {
	try {
		let limit;
		yield* timeout(2, function* (t) {
			limit = t;
			print(yield* fetch());
		});
		print(`no TimeoutError, expired: ${limit.expired() ? "True" : "False"}`);
	} catch (e) {
		if (!(e instanceof TimeoutError)) throw e;
		print("timed out");
	}
});
const taskOfItsOwn = coroutine("main", function* () {
	try {
		print(yield* waitFor(createTask(fetch()), 2));
	} catch (e) {
		if (!(e instanceof TimeoutError)) throw e;
		print("timed out");
	}
});
export const demo = defineDemo({
	name: "limit-swallowed",
	variants: [
		{ name: "swallowed", main: swallowed },
		{ name: "task-of-its-own", main: taskOfItsOwn },
	],
});
