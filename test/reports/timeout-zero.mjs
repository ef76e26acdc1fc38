import {
	coroutine,
	createTask,
	currentTask,
	defineDemo,
	print,
	sleep,
	TimeoutError,
	timeout,
	wait,
} from "../../src/index.ts";

const job = coroutine(
	"job",
	function* (limit) {
		currentTask().cancel();
		try {
			yield* timeout(limit, function* () {
				yield* sleep(1);
			});
		} catch (e) {
			if (!(e instanceof TimeoutError)) throw e;
			print("timed out");
		}
		yield* sleep(2);
		print("job goes on, nobody stopped it");
	},
	{ label: () => "job" },
);
const one = (limit) =>
	coroutine("main", function* () {
		const t = createTask(job(limit));
		yield* wait([t]);
		print(`cancelled: ${t.cancelled() ? "True" : "False"}`);
	});
export const demo = defineDemo({
	name: "timeout-zero",
	variants: [
		{ name: "zero", main: one(0) },
		{ name: "little", main: one(0.001) },
	],
});
