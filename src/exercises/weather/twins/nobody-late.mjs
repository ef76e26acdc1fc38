// What each station takes to answer, in seconds, and its degrees.
const STATIONS = { A: [0.3, 5], B: [1.1, 3], C: [0.8, 4] };
const AIR_TIME = 1.5; // when the forecast goes out

const ask = coroutine("ask", function* (station) {
	const [seconds, degrees] = STATIONS[station];
	try {
		yield* sleep(seconds);
		return `${station}: ${degrees} degrees`;
	} finally {
		print(`${station} hangs up`);
	}
});
