const PARTS = 5;
const TIME = 1; // seconds for each part
const STOP_AFTER = null; // when the download is asked to stop; null: never
const BREAKS_AT = 3; // the part at which the connection breaks; null: it holds

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
