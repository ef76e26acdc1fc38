import { coroutine, defineDemo, Lock, print, sleep, taskGroup } from "../../src/index.ts";

const leaf = coroutine(
	"leaf",
	function* (lock) {
		yield* lock.with(function* () {
			print("never");
		});
	},
	{ label: () => "leaf" },
);
const baz = coroutine(
	"baz",
	function* (lock) {
		yield* leaf(lock);
	},
	{ label: () => "baz" },
);
const bar = coroutine(
	"bar",
	function* (lock) {
		yield* baz(lock);
	},
	{ label: () => "bar" },
);
const job = coroutine("job", function* (_n, lock) {
	yield* bar(lock);
});
const keeper = coroutine(
	"keeper",
	function* (lock) {
		yield* lock.acquire();
		yield* sleep(1);
		print("keeper ends");
	},
	{ label: () => "keeper" },
);
const deep = coroutine("main", function* () {
	const lock = new Lock({ name: "file" });
	yield* taskGroup(function* (g) {
		g.createTask(keeper(lock));
		g.createTask(job(1, lock));
		g.createTask(job(2, lock));
	});
});
export const demo = defineDemo({
	name: "stuck-deep",
	variants: [{ name: "deep", main: deep, outcome: "deadlock" }],
});
