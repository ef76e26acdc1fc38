const PLATES = 21;
const COOKING = 0.0625; // seconds for each plate
const SERVING = 0.75;
const DROPPED = [1, 8, 20]; // the plates that fall
const ROOM = 4; // plates that the counter has room for
const WAITERS = 6;

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
