import {
	CancelledError,
	coroutine,
	createTask,
	defineDemo,
	gather,
	print,
	sleep,
	waitFor,
} from "../../src/index.ts";

const args = (e) => (e.message === "" ? "()" : `('${e.message}',)`);
function tell(who, e) {
	if (!(e instanceof CancelledError)) throw e;
	print(`${who}: ${args(e)}`);
}
const inner = coroutine("inner", function* () {
	try {
		yield* sleep(10);
	} catch (e) {
		tell("inner", e);
		throw e;
	}
});
const outer = coroutine(
	"outer",
	function* (task) {
		try {
			yield* task;
		} catch (e) {
			tell("outer", e);
			throw e;
		}
	},
	{ label: () => "outer" },
);
const direct = coroutine("main", function* () {
	const t = createTask(inner());
	const o = createTask(outer(t));
	yield* sleep(1);
	t.cancel("shutting down");
	try {
		yield* o;
	} catch (e) {
		tell("main", e);
	}
});
const throughGather = coroutine("main", function* () {
	const g = gather([inner(), inner()]);
	yield* sleep(1);
	g.cancel("shutting down");
	try {
		yield* g;
	} catch (e) {
		tell("main", e);
	}
});
const limited = coroutine("limited", function* () {
	yield* waitFor(inner(), 5);
});
const throughWaitFor = coroutine("main", function* () {
	const t = createTask(limited());
	yield* sleep(1);
	t.cancel("shutting down");
	try {
		yield* t;
	} catch (e) {
		tell("main", e);
	}
});
export const demo = defineDemo({
	name: "cancel-message",
	variants: [
		{ name: "direct", main: direct },
		{ name: "through-gather", main: throughGather },
		{ name: "through-wait-for", main: throughWaitFor },
	],
});
