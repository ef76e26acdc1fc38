import { block, coroutine, createTask, print, sleep, wait } from "async-lessons";

// given: do not change
const PIECES = 20;
const PIECE = 0.1; // seconds of computing for each
const BEAT = 0.5; // seconds from one beat of the heart to the next

function compute(piece) {
	block(PIECE); // stands for computing: it keeps the thread
	return piece;
}

const heart = coroutine("heart", function* () {
	while (true) {
		print("beat");
		yield* sleep(BEAT);
	}
});

export const main = coroutine("main", function* () {
	const beating = createTask(heart());
	yield* sleep(0);
	print(`the sum is ${yield* addUp()}`);
	beating.cancel();
	yield* wait([beating]);
});
// end of given

const addUp = coroutine("addUp", function* () {
	let total = 0;
	for (let piece = 0; piece < PIECES; piece += 1) {
		total += compute(piece);
		if (piece === Math.floor(PIECES / 2)) yield* sleep(0);
	}
	return total;
});
