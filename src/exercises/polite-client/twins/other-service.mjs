const REQUESTS = 14;
const AT_ONCE = 4; // more requests than these, and the service refuses
const TIMES = [0.3, 0.75, 1.5, 0.45, 0.9]; // seconds, by turns
const BAD = 2; // this request fails whoever serves it
let inService = 0;

const service = coroutine("service", function* (number) {
	if (inService === AT_ONCE) {
		print(`503 for request ${number}`);
		throw new RuntimeError("503 service unavailable");
	}
	inService += 1;
	try {
		yield* sleep(TIMES[number % TIMES.length]);
		if (number === BAD) throw new ValueError("400 bad request");
		return `answer ${number}`;
	} finally {
		inService -= 1;
	}
});
