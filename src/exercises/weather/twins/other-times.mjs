// What each station takes to answer, in seconds, and its degrees.
const STATIONS = { D: [2.85, 21], E: [0.45, 17], F: [1.15, 19], G: [0.75, 16], H: [0.05, 18] };
const AIR_TIME = 1.2; // when the forecast goes out

const ask = coroutine("ask", function* (station) {
	const [seconds, degrees] = STATIONS[station];
	try {
		yield* sleep(seconds + 0.15);
		return `${station}: ${degrees} degrees`;
	} finally {
		print(`${station} hangs up`);
	}
});
