import { coroutine, createTask, gather, print, sleep, wait } from "async-lessons";

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
	const { done, pending } = yield* wait(tasks.values(), { timeout: AIR_TIME });
	for (const [station, task] of tasks) {
		if (done.has(task)) print(`${station}: ${STATIONS[station][1]} degrees`);
		else {
			print(`${station} is late`);
			task.cancel();
		}
	}
	yield* gather([...pending], { returnExceptions: true });
	print("end");
});
