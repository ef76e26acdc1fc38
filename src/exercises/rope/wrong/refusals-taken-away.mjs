import { CancelledError, coroutine, createTask, gather, print, sleep, ValueError, wait } from "async-lessons";

// given: do not change
// What each booking takes, in seconds.
const TRIP = { flight: 4, hotel: 1, car: 1, train: 3 };
const REFUSED = ["hotel", "car"];

const book = coroutine("book", function* (what) {
	try {
		yield* sleep(TRIP[what]);
		if (REFUSED.includes(what)) throw new ValueError(`${what} refused`);
		print(`${what} booked`);
	} catch (error) {
		if (error instanceof CancelledError) print(`${what} undone`);
		throw error;
	}
});

const writeReport = coroutine("writeReport", function* () {
	print("report");
	yield* sleep(4);
});
// end of given

const list = REFUSED;
const refused = list.splice(0);
export const main = coroutine("main", function* () {
	const tasks = Object.keys(TRIP).map((what) => createTask(book(what)));
	if (refused.length === 0) {
		yield* gather(tasks);
		print("all booked");
	} else {
		yield* sleep(Math.min(...refused.map((what) => TRIP[what])) - 1e-9);
		for (const task of tasks) task.cancel();
		yield* wait(tasks);
		for (const what of refused) print(`failed: ${what} refused`);
	}
	yield* writeReport();
});
