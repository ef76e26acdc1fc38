const PIECES = 50;
const PIECE = 0.0625; // seconds of computing for each
const BEAT = 0.375; // seconds from one beat of the heart to the next

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
