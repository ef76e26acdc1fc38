import { coroutine, createTask, defineDemo, print, sleep } from "../../src/index.ts";

function parse(text) {
	return JSON.parse(text); // the error comes from here
}

const load = coroutine("load", function* () {
	yield* sleep(1); // innocent
	print("loaded");
	print("checking");
	const parsed = parse("{");
	return parsed;
});

const asleep = coroutine("cleaner", function* () {
	try {
		yield* sleep(5); // told to stop here
	} catch {
		print("swallowed here");
	}
	yield* sleep(1); // innocent
});

const main = coroutine("main", function* () {
	createTask(load());
	const c = createTask(asleep());
	yield* sleep(2);
	c.cancel();
	yield* c;
	throw new Error("main's own");
});
export const demo = defineDemo({
	name: "place-of-error",
	variants: [{ name: "only", main, outcome: "raised" }],
});
