// What each station takes to answer, in seconds, and its degrees.
const STATIONS = { D: [2.85, 22], E: [0.45, 18], F: [1.15, 20], G: [0.75, 17], H: [0.05, 19] };
const AIR_TIME = 1.2; // when the forecast goes out

const ask = coroutine("ask", function* (station) {
	const [seconds, degrees] = STATIONS[station];
	try {
		yield* sleep(seconds + 0.15);
		return `${station}: ${degrees - 1} degrees`;
	} finally {
		print(`${station} hangs up`);
	}
});
