import { CancelledError, coroutine, print, sleep, taskGroup, ValueError } from "async-lessons";

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

export const main = coroutine("main", function* () {
	try {
		yield* taskGroup(function* (group) {
			for (const what of Object.keys(TRIP)) group.createTask(book(what));
		});
		print("all booked");
	} catch (error) {
		print(`failed: ${error.exceptions[0].message}`);
	}
	yield* writeReport();
});
