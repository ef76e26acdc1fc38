import { coroutine, gather, print, sleep, ValueError } from "async-lessons";

// given: do not change
// What each shop takes to answer, in seconds, and its price; null: it is closed.
const SHOPS = { A: [1, 30], B: [0.5, null], C: [2, 25], D: [1.5, 28] };

const ask = coroutine("ask", function* (shop) {
	const [seconds, price] = SHOPS[shop];
	yield* sleep(seconds);
	if (price === null) throw new ValueError(`${shop} is closed`);
	return `${shop}: ${price}`;
});
// end of given

export const main = coroutine("main", function* () {
	const shops = Object.keys(SHOPS);
	const answers = yield* gather(
		shops.map((shop) => ask(shop)),
		{ returnExceptions: true },
	);
	for (const [index, shop] of shops.entries()) {
		const answer = answers[index];
		print(answer instanceof Error ? `no price: ${answer.message}` : `price ${shop}: ${SHOPS[shop][1]}`);
	}
});
