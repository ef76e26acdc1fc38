// What each booking takes, in seconds.
const TRIP = { flight: 1.4, hotel: 0.6, car: 0.9 };
const REFUSED = [];

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
