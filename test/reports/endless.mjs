// Each of these never ends although the clock moves: stop it after 20 s.
import { coroutine, createTask, defineDemo, gather, Lock, print, sleep } from "../../src/index.ts";

const service = coroutine("main", function* () {
	for (let n = 0; ; n++) {
		yield* sleep(1);
		if (n < 3) print(`poll ${n}`);
	}
});
const stop = coroutine(
	"stop",
	function* (n, first, second) {
		yield* first.with(function* () {
			yield* sleep(0.5);
			yield* second.with(function* () {
				print(`client ${n} stopped`);
			});
		});
	},
	{ label: (n) => `client ${n}` },
);
const heartbeat = coroutine("heartbeat", function* () {
	for (;;) yield* sleep(1);
});
const overDeadlock = coroutine("main", function* () {
	const [pool, conn] = [new Lock({ name: "pool" }), new Lock({ name: "conn" })];
	createTask(heartbeat());
	yield* gather([stop(1, pool, conn), stop(2, conn, pool)]);
});
const stubborn = coroutine("stubborn", function* () {
	for (;;) {
		try {
			for (;;) yield* sleep(0.1);
		} catch {
			print("something went wrong, starting again");
		}
	}
});
const atShutdown = coroutine("main", function* () {
	createTask(stubborn());
	yield* sleep(1);
	print("main ends");
});
export const demo = defineDemo({
	name: "endless",
	variants: [
		{ name: "service", main: service },
		{ name: "over-deadlock", main: overDeadlock },
		{ name: "at-shutdown", main: atShutdown },
	],
});
