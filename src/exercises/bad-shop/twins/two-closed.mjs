// What each shop takes to answer, in seconds, and its price; null: it is closed.
const SHOPS = { E: [0.7, null], F: [1.4, 18], G: [0.3, 20], H: [1.1, null], I: [0.9, 12] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds + 0.13);
	if (price === null) throw new ValueError(`${shop} is sold out`);
	return `${shop}: ${price - 1}`;
});
