// What each station takes to answer, in seconds, and its degrees.
const STATIONS = { D: [3, 21], E: [0.6, 17], F: [1.8, 19], G: [0.9, 16], H: [0.2, 18] };
const AIR_TIME = 1.2; // when the forecast goes out

const ask = coroutine("ask", function* (station) {
	const [seconds, degrees] = STATIONS[station];
	try {
		yield* sleep(seconds);
		return `${station}: ${degrees} degrees`;
	} finally {
		print(`${station} hangs up`);
	}
});
