// What each shop takes to answer, in seconds, and its price; null: it is closed.
const SHOPS = { E: [0.7, null], F: [1.4, 17], G: [0.3, 19], H: [1.1, null], I: [0.9, 11] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds);
	if (price === null) throw new ValueError(`${shop} is closed`);
	return `${shop}: ${price}`;
});
