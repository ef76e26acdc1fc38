import { coroutine, createTask, gather, print, sleep, TimeoutError, waitFor } from "async-lessons";

// given: do not change
// What each station takes to answer, in seconds, and its degrees.
const STATIONS = { A: [1, 12], B: [5, 9], C: [1.5, 14] };
const AIR_TIME = 2; // when the forecast goes out

const ask = coroutine("ask", function* (station) {
	const [seconds, degrees] = STATIONS[station];
	try {
		yield* sleep(seconds);
		return `${station}: ${degrees} degrees`;
	} finally {
		print(`${station} hangs up`);
	}
});
// end of given

export const main = coroutine("main", function* () {
	const tasks = new Map(Object.keys(STATIONS).map((station) => [station, createTask(ask(station))]));
	try {
		yield* waitFor(gather([...tasks.values()]), AIR_TIME);
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
	}
	for (const [station, task] of tasks) print(task.cancelled() ? `${station} is late` : task.result());
	print("end");
});
