// What each shop takes to answer, in seconds, and its price; null: it is closed.
const SHOPS = { A: [0.4, 31], B: [1.2, 22], C: [0.8, 27] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds);
	if (price === null) throw new ValueError(`${shop} is closed`);
	return `${shop}: ${price}`;
});
