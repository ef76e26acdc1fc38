import { CancelledError, coroutine, createTask, print, sleep } from "async-lessons";

// given: do not change
const PARTS = 5;
const TIME = 1; // seconds for each part
const STOP_AFTER = 1.5; // when the download is asked to stop; null: never
const BREAKS_AT = null; // the part at which the connection breaks; null: it holds

const fetch = coroutine("fetch", function* (part) {
	yield* sleep(TIME);
	if (part === BREAKS_AT) throw new Error(`the connection broke at part ${part}`);
	print(`part ${part}`);
});

export const main = coroutine("main", function* () {
	const task = createTask(download());
	if (STOP_AFTER !== null) {
		yield* sleep(STOP_AFTER);
		task.cancel();
	}
	try {
		print(`${yield* task} parts`);
	} catch (error) {
		print(error instanceof CancelledError ? "stopped" : `failed: ${error.message}`);
	}
});
// end of given

const download = coroutine("download", function* () {
	print("open");
	let part = 1;
	try {
		for (; part <= PARTS; part += 1) yield* fetch(part);
	} catch (error) {
		print("closed");
		if (error instanceof CancelledError) return part - 1;
		throw error;
	}
	print("closed");
	return PARTS;
});
