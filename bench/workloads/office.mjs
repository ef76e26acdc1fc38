// The program whose runs are made into pages: clerks share desks, take from a queue, sleep, and print.
import { coroutine, defineDemo, gather, print, Queue, Semaphore, sleep } from "../../dist/index.js";
import { KEYS, mulberry32 } from "../random.mjs";

const clerk = coroutine(
	"clerk",
	function* (number, { rounds }, { desks, letters, random }) {
		for (let round = 0; round < rounds; round += 1) {
			yield* desks.with(function* () {
				yield* sleep(0.001 * Math.ceil((random() * 1_000) / KEYS));
				yield* letters.put(number);
			});
			yield* letters.get();
			if (random() < KEYS / 10) print(`clerk ${number}: ${round} letters`);
		}
	},
	{ label: (number) => `clerk ${number}` },
);

const office = coroutine("office", function* (numbers) {
	const shared = {
		desks: new Semaphore(Math.ceil(numbers.clerks / 2), { name: "desks" }),
		letters: new Queue(0, { name: "letters" }),
		random: mulberry32(42),
	};
	yield* gather(Array.from({ length: numbers.clerks }, (_, index) => clerk(index + 1, numbers, shared)));
});

export const demo = defineDemo({
	name: "office",
	parameters: {
		clerks: { default: 10, unit: "", range: [1, 10_000], whole: true, description: "how many there are" },
		rounds: { default: 10, unit: "", range: [1, 10_000], whole: true, description: "letters of each" },
	},
	variants: [{ name: "office", main: office }],
});
