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
	const tasks = Object.keys(STATIONS).map((station) => createTask(ask(station)));
	const { done, pending } = yield* wait(tasks, { timeout: AIR_TIME });
	for (const task of done) print(task.result());
	for (const task of pending) task.cancel();
	yield* gather([...pending], { returnExceptions: true });
	print("end");
});
