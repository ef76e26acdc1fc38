// What each booking takes, in seconds.
const TRIP = { bus: 0.5, museum: 2.5, boat: 1.6, dinner: 1.6, hostel: 1.2, bike: 1.2, guide: 1.2 };
const REFUSED = ["hostel", "bike", "guide"];

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
