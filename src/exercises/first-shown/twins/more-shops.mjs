// What each shop takes to answer, in seconds, and its price.
const SHOPS = { E: [2.5, 12], F: [0.3, 17], G: [1.1, 19], H: [0.8, 15], I: [3.1, 11] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds);
	return [shop, price];
});
