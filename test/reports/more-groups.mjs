import {
	CancelledError,
	coroutine,
	createTask,
	defineDemo,
	ExceptionGroup,
	print,
	sleep,
	taskGroup,
} from "../../src/index.ts";

const fails = coroutine("fails", function* (after, what = "no") {
	yield* sleep(after);
	throw new TypeError(what);
});
/** Two errors, that of the body and that of a task. */
const twoErrors = coroutine("main", function* () {
	yield* taskGroup(function* (group) {
		group.createTask(fails(1, "of the task"));
		try {
			yield* sleep(5);
		} finally {
			JSON.parse("");
		}
	});
});
/** A group in a group, both raise. */
const nested = coroutine("main", function* () {
	yield* taskGroup(function* (outer) {
		outer.createTask(fails(2, "late"));
		yield* taskGroup(function* (inner) {
			inner.createTask(fails(1, "early"));
		});
	});
});
/** Who runs the group is cancelled from outside. */
const outside = coroutine("main", function* () {
	const runs = coroutine("runs", function* () {
		yield* taskGroup(function* (group) {
			group.createTask(sleep(9), { name: "sleeper" });
			yield* sleep(5);
		});
	});
	const task = createTask(runs());
	yield* sleep(1);
	task.cancel();
	try {
		yield* task;
	} catch (error) {
		if (!(error instanceof CancelledError)) throw error;
		print("cancelled");
	}
});
/** The body returns early and hears nothing of it. */
const early = coroutine("main", function* () {
	try {
		yield* taskGroup(function* (group) {
			group.createTask(fails(1));
			return "done";
		});
	} catch (error) {
		if (!(error instanceof ExceptionGroup)) throw error;
		print(`${error.exceptions.length} error`);
	}
});
/** A coroutine of the body swallows what the group asks. */
const deaf = coroutine("main", function* () {
	const step = coroutine("step", function* (n) {
		try {
			yield* sleep(2);
		} catch {
			print(`step ${n} failed`);
		}
	});
	try {
		yield* taskGroup(function* (group) {
			group.createTask(fails(1));
			for (let n = 0; n < 3; n++) yield* step(n);
		});
	} catch (error) {
		if (!(error instanceof ExceptionGroup)) throw error;
		print("group failed");
	}
});
export const demo = defineDemo({
	name: "more-groups",
	variants: [
		{ name: "two-errors", main: twoErrors, outcome: "raised" },
		{ name: "nested", main: nested, outcome: "raised" },
		{ name: "outside", main: outside },
		{ name: "early", main: early },
		{ name: "deaf", main: deaf },
	],
});
