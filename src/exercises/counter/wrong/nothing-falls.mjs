import { coroutine, createTask, gather, print, Queue, sleep, ValueError } from "async-lessons";

// given: do not change
const PLATES = 12;
const COOKING = 0.1; // seconds for each plate
const SERVING = 0.5;
const DROPPED = [5]; // the plates that fall
const ROOM = 3; // plates that the counter has room for
const WAITERS = 3;

const cook = coroutine("cook", function* (counter) {
	for (let plate = 1; plate <= PLATES; plate += 1) {
		yield* sleep(COOKING);
		yield* counter.put(plate);
	}
});

const serve = coroutine("serve", function* (plate) {
	yield* sleep(SERVING);
	if (DROPPED.includes(plate)) throw new ValueError(`plate ${plate} fell`);
	print(`served ${plate}`);
});
// end of given

const waiter = coroutine("waiter", function* (counter) {
	while (true) {
		const plate = yield* counter.get();
		try {
			yield* serve(plate);
		} catch (error) {
			if (!(error instanceof ValueError)) throw error;
			print(`dropped ${plate}`);
		} finally {
			counter.taskDone();
		}
	}
});

const forget = (plates) => {
	plates.length = 0;
};

export const main = coroutine("main", function* () {
	forget(DROPPED);
	const counter = new Queue(ROOM, { name: "counter" });
	const waiters = Array.from({ length: WAITERS }, () => createTask(waiter(counter)));
	yield* cook(counter);
	yield* counter.join();
	for (const one of waiters) one.cancel();
	yield* gather(waiters, { returnExceptions: true });
	print("closed");
});
