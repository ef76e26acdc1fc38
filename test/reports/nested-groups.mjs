import { coroutine, defineDemo, ExceptionGroup, print, sleep, taskGroup } from "../../src/index.ts";

const fail = coroutine(
	"fail",
	function* (after, what) {
		yield* sleep(after);
		print(`${what} fails`);
		throw new Error(what);
	},
	{ label: (_, what) => what },
);
const list = (e) => `[${e.exceptions.map((x) => `'${x.message}'`).join(", ")}]`;
const nested = coroutine("main", function* () {
	try {
		yield* taskGroup(function* (outer) {
			outer.createTask(fail(1, "outer child"));
			try {
				yield* taskGroup(function* (inner) {
					inner.createTask(fail(1, "inner child"));
				});
			} catch (e) {
				if (!(e instanceof ExceptionGroup)) throw e;
				print(`inner group: ${list(e)}`);
			}
			print("body goes on");
			yield* sleep(2);
			print("body slept for 2 s");
		});
	} catch (e) {
		if (!(e instanceof ExceptionGroup)) throw e;
		print(`outer group: ${list(e)}`);
	}
});
export const demo = defineDemo({ name: "nested-groups", variants: [{ name: "nested", main: nested }] });
