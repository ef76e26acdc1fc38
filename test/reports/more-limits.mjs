import {
	CancelledError,
	Condition,
	coroutine,
	createTask,
	defineDemo,
	gather,
	print,
	sleep,
	TimeoutError,
	timeout,
	timeoutAt,
	waitFor,
} from "../../src/index.ts";

const quietly = (body) =>
	function* () {
		try {
			yield* body();
		} catch (error) {
			if (!(error instanceof TimeoutError)) throw error;
			print("timed out");
		}
	};
/** The outer fires while the inner has time left. */
const outer = coroutine(
	"main",
	quietly(function* () {
		yield* timeout(1, function* () {
			yield* timeout(5, function* () {
				yield* sleep(9);
			});
		});
	}),
);
/** Both fire at once. */
const both = coroutine(
	"main",
	quietly(function* () {
		yield* timeout(2, function* () {
			yield* timeoutAt(2, function* () {
				yield* sleep(9);
			});
		});
	}),
);
/** The inner fires, and what handles it runs into the outer. */
const inTurn = coroutine(
	"main",
	quietly(function* () {
		yield* timeout(2, function* () {
			try {
				yield* timeout(1, function* () {
					yield* sleep(9);
				});
			} catch (error) {
				if (!(error instanceof TimeoutError)) throw error;
				yield* sleep(9);
			}
		});
	}),
);
const inTime = coroutine("main", function* () {
	yield* timeout(2, function* () {
		yield* sleep(1);
	});
});
/** A clean-up that fails: its error comes instead. */
const otherError = coroutine("main", function* () {
	yield* timeout(1, function* () {
		try {
			yield* sleep(9);
		} finally {
			yield* sleep(1);
			JSON.parse("{");
		}
	});
});
/** One of those that it gathers swallows what the limit asks of all. */
const inGather = coroutine(
	"main",
	quietly(function* () {
		const tidy = coroutine("tidy", function* () {
			yield* sleep(9);
		});
		const deaf = coroutine("deaf", function* () {
			try {
				yield* sleep(9);
			} catch {
				yield* sleep(1);
			}
			return "deaf";
		});
		yield* waitFor(gather([tidy(), deaf()]), 2);
	}),
);
/** The catch sits between the limit and a coroutine that cleaned up well. */
const between = coroutine("main", function* () {
	const inner = coroutine("inner", function* () {
		try {
			yield* sleep(9);
		} finally {
			yield* sleep(1);
		}
	});
	const middle = coroutine("middle", function* () {
		try {
			yield* inner();
		} catch {
			print("never mind");
		}
		yield* sleep(1);
	});
	yield* timeout(1, function* () {
		yield* middle();
	});
});
/** It gets the lock of its condition back before it can be told. */
const atCondition = coroutine("main", function* () {
	const news = new Condition(null, { name: "news" });
	const reader = coroutine("reader", function* () {
		yield* news.with(function* () {
			yield* waitFor(news.wait(), 1);
		});
	});
	const keeper = coroutine("keeper", function* () {
		yield* news.with(function* () {
			yield* sleep(3);
		});
	});
	const reads = createTask(reader());
	createTask(keeper());
	try {
		yield* reads;
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
		print("timed out");
	}
});
const askedBefore = coroutine("main", function* () {
	const job = coroutine("job", function* () {
		yield* sleep(1);
		try {
			yield* waitFor(sleep(1), 0.5);
		} catch (error) {
			if (error instanceof CancelledError) print("cancelled");
			throw error;
		}
	});
	const task = createTask(job());
	yield* sleep(1.2);
	task.cancel("enough");
	try {
		yield* task;
	} catch (error) {
		if (!(error instanceof CancelledError)) throw error;
	}
});
export const demo = defineDemo({
	name: "more-limits",
	variants: [
		{ name: "outer", main: outer },
		{ name: "both", main: both },
		{ name: "in-turn", main: inTurn },
		{ name: "in-time", main: inTime },
		{ name: "other-error", main: otherError, outcome: "raised" },
		{ name: "in-gather", main: inGather },
		{ name: "between", main: between },
		{ name: "at-condition", main: atCondition },
		{ name: "asked-before", main: askedBefore },
	],
});
