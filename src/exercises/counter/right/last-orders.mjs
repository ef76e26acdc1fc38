import { coroutine, print, Queue, sleep, taskGroup, ValueError } from "async-lessons";

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
	for (let plate = yield* counter.get(); plate !== null; plate = yield* counter.get()) {
		try {
			yield* serve(plate);
		} catch {
			print(`dropped ${plate}`);
		}
	}
});

export const main = coroutine("main", function* () {
	const counter = new Queue(ROOM);
	yield* taskGroup(function* (group) {
		for (let one = 0; one < WAITERS; one += 1) group.createTask(waiter(counter));
		yield* cook(counter);
		for (let one = 0; one < WAITERS; one += 1) yield* counter.put(null);
	});
	print("closed");
});
