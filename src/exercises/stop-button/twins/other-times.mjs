const PARTS = 8;
const TIME = 0.5; // seconds for each part
const STOP_AFTER = 2.7; // when the download is asked to stop; null: never
const BREAKS_AT = null; // the part at which the connection breaks; null: it holds

const fetch = coroutine("fetch", function* (part) {
	yield* sleep(TIME);
	if (part === BREAKS_AT) throw new Error(`the connection broke at part ${part}`);
	print(`part ${part}`);
});

export const main = coroutine("main", function* () {
	const task = createTask(download());
	if (STOP_AFTER !== null) {
		yield* sleep(STOP_AFTER + 0.5);
		task.cancel();
	}
	try {
		print(`${yield* task} parts`);
	} catch (error) {
		print(error instanceof CancelledError ? "stopped" : `failed: ${error.message}`);
	}
});
