import { coroutine, defineDemo, ExceptionGroup, print, sleep, taskGroup } from "../../src/index.ts";

const upload = coroutine("upload", function* (name) {
	try {
		print(`upload of ${name} begins`);
		yield* sleep(1);
		print(`upload of ${name} done`);
	} finally {
		print(`connection of ${name} closed`);
	}
});
const lost = coroutine("main", function* () {
	try {
		yield* taskGroup(function* (g) {
			g.createTask(upload("a"));
			yield* sleep(0.5);
			g.createTask(upload("b"));
			throw new Error("disk");
		});
	} catch (e) {
		if (!(e instanceof ExceptionGroup)) throw e;
		print("group failed");
	}
});
export const demo = defineDemo({ name: "group-lost-task", variants: [{ name: "lost", main: lost }] });
