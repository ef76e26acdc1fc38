const PLATES = 5;
const COOKING = 0.5; // seconds for each plate
const SERVING = 0.25;
const DROPPED = [3]; // the plates that fall
const ROOM = 3; // plates that the counter has room for
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
