const PLATES = 9;
const COOKING = 0.25; // seconds for each plate
const SERVING = 1.5;
const DROPPED = [2, 7]; // the plates that fall
const ROOM = 2; // plates that the counter has room for
const WAITERS = 2;

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
