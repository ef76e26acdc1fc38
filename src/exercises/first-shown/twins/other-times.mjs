// What each shop takes to answer, in seconds, and its price.
const SHOPS = { A: [1.7, 20], B: [0.4, 44], C: [0.9, 41] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds);
	return [shop, price];
});
