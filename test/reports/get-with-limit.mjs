import {
	coroutine,
	defineDemo,
	gather,
	print,
	Queue,
	sleep,
	TimeoutError,
	waitFor,
} from "../../src/index.ts";

const producer = coroutine(
	"producer",
	function* (q) {
		for (let i = 0; i < 6; i++) {
			print(`put ${i}`);
			yield* q.put(i);
			yield* sleep(i);
		}
		yield* q.put(null);
	},
	{ label: () => "producer" },
);
const consumer = coroutine(
	"consumer",
	function* (q) {
		for (;;) {
			let item;
			try {
				item = yield* waitFor(q.get(), 3);
			} catch (error) {
				if (!(error instanceof TimeoutError)) throw error;
				print("nothing for 3 s");
				continue;
			}
			if (item === null) break;
			print(`got ${item}`);
		}
	},
	{ label: () => "consumer" },
);
const limited = coroutine("main", function* () {
	const q = new Queue();
	yield* gather([producer(q), consumer(q)]);
});
export const demo = defineDemo({ name: "get-with-limit", variants: [{ name: "limited", main: limited }] });
