import { coroutine, gather, getRunningLoop, print, RuntimeError, sleep, ValueError } from "async-lessons";

// given: do not change
const REQUESTS = 20;
const AT_ONCE = 3; // more requests than these, and the service refuses
const TIMES = [0.5, 1.2, 0.9, 0.6, 1.3, 1, 0.7, 1.4, 1.1, 0.8]; // seconds, by turns
const BAD = 5; // this request fails whoever serves it
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
// end of given

const request = coroutine("request", function* (number) {
	while (true) {
		const started = getRunningLoop().time();
		let result;
		try {
			result = yield* service(number);
		} catch (error) {
			if (error instanceof RuntimeError) {
				yield* sleep(0.1);
				continue;
			}
			result = error.message;
		}
		print(`request ${number}: ${result}, ${(getRunningLoop().time() - started).toFixed(2)} s`);
		return;
	}
});

export const main = coroutine("main", function* () {
	yield* gather(Array.from({ length: REQUESTS }, (_, number) => request(number)));
});
