import { coroutine, print, sleep, TimeoutError, taskGroup, timeout } from "async-lessons";

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

const listen = coroutine("listen", function* (station) {
	try {
		yield* timeout(AIR_TIME, function* () {
			print(yield* ask(station));
		});
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
		print(`${station} is late`);
	}
});

export const main = coroutine("main", function* () {
	yield* taskGroup(function* (group) {
		for (const station of Object.keys(STATIONS)) group.createTask(listen(station));
	});
	print("end");
});
