import { coroutine, createTask, defineDemo, gather, Lock, print, sleep, wait } from "../../src/index.ts";

const stop = coroutine(
	"stop",
	function* (n, first, second) {
		yield* first.with(function* () {
			yield* sleep(0.5);
			print(`client ${n} has its first lock`);
			yield* second.with(function* () {
				print(`client ${n} stopped`);
			});
		});
	},
	{ label: (n) => `client ${n}` },
);
const heartbeat = coroutine(
	"heartbeat",
	function* (times) {
		for (let i = 0; i < times; i++) yield* sleep(1);
		print("heartbeat ends");
	},
	{ label: () => "heartbeat" },
);
function start() {
	const [pool, conn] = [new Lock({ name: "pool" }), new Lock({ name: "conn" })];
	return [createTask(stop(1, pool, conn)), createTask(stop(2, conn, pool))];
}
const beaten = coroutine("main", function* () {
	const clients = start();
	yield* gather([...clients, heartbeat(10)]);
});
const givenUp = coroutine("main", function* () {
	const clients = start();
	const { pending } = yield* wait(clients, { timeout: 5 });
	print(`${[...pending].length} clients did not stop in 5 s`);
});
export const demo = defineDemo({
	name: "hidden-deadlock",
	variants: [
		{ name: "beaten", main: beaten, outcome: "deadlock" },
		{ name: "given-up", main: givenUp },
	],
});
