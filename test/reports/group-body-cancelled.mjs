import {
	CancelledError,
	coroutine,
	defineDemo,
	ExceptionGroup,
	print,
	sleep,
	taskGroup,
} from "../../src/index.ts";

const fails = coroutine("fails", function* () {
	yield* sleep(1);
	throw new Error("no");
});
function tell(e) {
	if (!(e instanceof ExceptionGroup)) throw e;
	print("group failed");
}
const brokenOff = coroutine("main", function* () {
	try {
		yield* taskGroup(function* (g) {
			g.createTask(fails());
			try {
				yield* sleep(5);
				print("body is done");
			} catch (e) {
				if (e instanceof CancelledError) print("body is broken off");
				throw e;
			}
		});
	} catch (e) {
		tell(e);
	}
});
const goesOn = coroutine("main", function* () {
	try {
		yield* taskGroup(function* (g) {
			g.createTask(fails());
			for (let n = 0; n < 3; n++) {
				try {
					yield* sleep(2);
					print(`step ${n}`);
				} catch {
					print(`step ${n} failed, on with the next`);
				}
			}
		});
	} catch (e) {
		tell(e);
	}
});
export const demo = defineDemo({
	name: "group-body-cancelled",
	variants: [
		{ name: "broken-off", main: brokenOff },
		{ name: "goes-on", main: goesOn },
	],
});
