import { CancelledError, coroutine, createTask, print, sleep, ValueError, wait } from "async-lessons";

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
	const tasks = Object.keys(TRIP).map((what) => createTask(book(what)));
	const { done, pending } = yield* wait(tasks, { returnWhen: "FIRST_EXCEPTION" });
	for (const task of pending) task.cancel();
	if (pending.size > 0) yield* wait(pending);
	const errors = [...done].map((task) => task.exception()).filter((error) => error !== null);
	if (errors.length > 0) print(`failed: ${errors.map(({ message }) => message).join(" and ")}`);
	else print("all booked");
	yield* writeReport();
});
