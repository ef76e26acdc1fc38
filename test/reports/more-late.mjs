import { coroutine, defineDemo, gather, Lock, print, sleep } from "../../src/index.ts";

const holds = coroutine("holds", function* (_name, lock, seconds) {
	yield* lock.with(function* () {
		yield* sleep(seconds);
	});
});
const late = coroutine("late", function* (_name, lock, body) {
	yield* sleep(0.5);
	yield* lock.with(body);
});
const short = function* () {
	yield* sleep(0.5);
};
/** One holds the lock for nearly all of the run. */
const backup = coroutine("main", function* () {
	const db = new Lock({ name: "db" });
	yield* gather([holds("backup", db, 6), late("query", db, short), late("update", db, short)]);
});
/** Each holds it for as long as the others. */
const fair = coroutine("main", function* () {
	const db = new Lock({ name: "db" });
	yield* gather(["a", "b", "c", "d"].map((name) => holds(name, db, 1)));
});
/** Somebody waits long, and nobody waits for that one. */
const beside = coroutine("main", function* () {
	const db = new Lock({ name: "db" });
	yield* gather([
		holds("backup", db, 4),
		late("query", db, function* () {
			print("queried");
		}),
		sleep(7),
	]);
});
/** What the holder does meanwhile is to wait for another lock. */
const through = coroutine("main", function* () {
	const [db, log] = [new Lock({ name: "db" }), new Lock({ name: "log" })];
	yield* gather([
		holds("rotate", log, 5),
		late("write", db, function* () {
			yield* log.with(short);
		}),
		holds("read", db, 0.1),
		(function* () {
			yield* sleep(1);
			yield* late("last", db, short);
		})(),
	]);
});
export const demo = defineDemo({
	name: "more-late",
	variants: [
		{ name: "backup", main: backup },
		{ name: "fair", main: fair },
		{ name: "beside", main: beside },
		{ name: "through", main: through },
	],
});
