import { describe, expect, it } from "vitest";
import { ExpectationError, expectRun, type RunExpectations } from "../../src/expect/index.ts";
import { record } from "../../src/recording/record.ts";
import {
	block,
	coroutine,
	createTask,
	Event,
	gather,
	Lock,
	print,
	Queue,
	Semaphore,
	sleep,
	ValueError,
} from "../../src/runtime/index.ts";

/** What a broken expectation says, all of it. */
function broken(expectation: () => RunExpectations): string {
	try {
		expectation();
	} catch (error) {
		if (error instanceof ExpectationError) return error.message;
		throw error;
	}
	throw new Error("the expectation was let through");
}

const fetch = coroutine("fetch", function* (_n: number, seconds: number) {
	yield* sleep(seconds);
});

/** Five, of which two at once have a permit, each of its own time. */
function limited() {
	const serve = coroutine("serve", function* (n: number) {
		yield* sleep(n / 2);
	});
	const request = coroutine("request", function* (n: number, seats: Semaphore) {
		yield* seats.with(() => serve(n));
	});
	return record(
		coroutine("main", function* () {
			const seats = new Semaphore(2, { name: "seats" });
			yield* gather([1, 2, 3, 4].map((n) => request(n, seats)));
			return "served";
		}),
		{ places: false },
	);
}

describe("how many are under way at once", () => {
	it("counts who waits for a permit neither inside nor outside of it", () => {
		const run = expectRun(limited());
		run
			.atMostAtOnce(2, "serve")
			.atMostAtOnce(2, "request")
			.levelOf("seats")
			.atMost(2)
			.levelOf("seats")
			.atLeast(2);
		expect(broken(() => run.atMostAtOnce(1, "request"))).toMatchInlineSnapshot(`
			"expected: at most 1 of request at once, but at 0.00 s there were 2: request 1 and request 2

			  MAIN                                                                   1.00 s
			               0       0.2     0.4     0.6     0.8     1 s
			               ├───────┼───────┼───────┼───────┼───────┤
			  main         ▏┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
			  ├ request 1  ▏━━━━━━━━━━━━━━━━━━━✓                                     0.50 s
			  ├ request 2  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                 1.00 s
			  ├ request 3  ▏░░░░░░░░░░░░░░░░░░░▏━━━━━━━━━━━━━━━━━━━
			  └ request 4  ▏░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▏
			  seats        ████████████████████████████████████████  at most 2 of 2 permits"
		`);
		expect(broken(() => run.levelOf("seats").atMost(1))).toMatchInlineSnapshot(`
			"expected: the level of seats is at most 1, but at 0.00 s it was 2

			  MAIN                                                                   1.00 s
			               0       0.2     0.4     0.6     0.8     1 s
			               ├───────┼───────┼───────┼───────┼───────┤
			  main         ▏┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
			  ├ request 1  ▏━━━━━━━━━━━━━━━━━━━✓                                     0.50 s
			  ├ request 2  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                 1.00 s
			  ├ request 3  ▏░░░░░░░░░░░░░░░░░░░▏━━━━━━━━━━━━━━━━━━━
			  └ request 4  ▏░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▏
			  seats        ████████████████████████████████████████  at most 2 of 2 permits"
		`);
		expect(broken(() => run.levelOf("seats").atLeast(3))).toMatchInlineSnapshot(
			`"expected: the level of seats gets to 3, but it never was more than 2"`,
		);
	});

	it("says who is there where nobody has the name", () => {
		const run = expectRun(limited());
		expect(broken(() => run.atMostAtOnce(1, "serv"))).toMatchInlineSnapshot(
			`"expected: no task and no coroutine is called serv; there was main, request 1, request 2 and 4 more"`,
		);
		expect(broken(() => run.levelOf("seat").atMost(1))).toMatchInlineSnapshot(
			`"expected: no lock, semaphore or queue is called seat; there was seats"`,
		);
	});

	it("counts starts in half open stretches of time", () => {
		const main = coroutine("main", function* () {
			for (let n = 0; n < 4; n += 1) {
				createTask(fetch(n, 1));
				yield* sleep(1);
			}
		});
		const run = expectRun(record(main, { places: false }));
		run.inAnyWindow(2).atMost(2).starts("fetch");
		expect(broken(() => run.inAnyWindow(2.1).atMost(2).starts("fetch"))).toMatchInlineSnapshot(`
			"expected: at most 2 of fetch begin within any 2.10 s, but from 0.00 s to 2.00 s 3 did: fetch 0, fetch 1 and fetch 2

			  MAIN                                                                   2.25 s
			             1.2     1.4     1.6     1.8     2       2.2 s
			             ├───────┼───────┼───────┼───────┼───────┼──
			  main       ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▏━━━━━━━━━
			  ├ fetch 1  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                           1.00 s
			  └ fetch 2                                  ▏━━━━━━━━━"
		`);
	});
});

describe("how a run ended", () => {
	const failing = coroutine("main", function* () {
		yield* sleep(1);
		throw new ValueError("no more");
	});

	it("tells a value, an error and a time from those that were expected", () => {
		const run = expectRun(limited());
		run.toReturn().toReturn("served").toEndAs("returned").toTake({ about: 3, atMost: 3, atLeast: 3 });
		expect(broken(() => run.toReturn({ served: 4 }))).toMatchInlineSnapshot(`
			"expected: main returns {"served":4}, but it returned "served"

			  MAIN                                                                   3.00 s
			               2       2.2     2.4     2.6     2.8     3 s
			               ├───────┼───────┼───────┼───────┼───────┤
			  main         ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄✓
			  ├ request 3  ✓                                                         2.00 s
			  └ request 4  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                 3.00 s
			  seats        ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄  at most 2 of 2 permits"
		`);
		expect(broken(() => run.toTake({ atMost: 2.5 }))).toMatchInlineSnapshot(`
			"expected: the run takes at most 2.50 s, but it took 3.00 s

			  MAIN                                                                   3.00 s
			               2       2.2     2.4     2.6     2.8     3 s
			               ├───────┼───────┼───────┼───────┼───────┤
			  main         ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄✓
			  ├ request 3  ✓                                                         2.00 s
			  └ request 4  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                 3.00 s
			  seats        ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄  at most 2 of 2 permits"
		`);
		expect(broken(() => run.toRaise("ValueError"))).toMatchInlineSnapshot(`
			"expected: main raises ValueError, but it returned at 3.00 s

			  MAIN                                                                   3.00 s
			               2       2.2     2.4     2.6     2.8     3 s
			               ├───────┼───────┼───────┼───────┼───────┤
			  main         ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄✓
			  ├ request 3  ✓                                                         2.00 s
			  └ request 4  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                 3.00 s
			  seats        ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄  at most 2 of 2 permits"
		`);
		const failed = expectRun(record(failing, { places: false }));
		failed
			.toRaise("ValueError")
			.toRaise(/no more/)
			.toEndAs("raised")
			.toTake({ atMost: 1 });
		expect(broken(() => failed.toReturn())).toMatchInlineSnapshot(`
			"expected: the run returns, but main raised ValueError: no more

			  MAIN                                                                   1.00 s
			        0        0.2      0.4      0.6      0.8      1 s
			        ├────────┼────────┼────────┼────────┼────────┤
			  main  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✗      failed after 1.00 s"
		`);
		expect(broken(() => failed.toRaise("TypeError"))).toMatchInlineSnapshot(`
			"expected: main raises TypeError, but it raised ValueError: no more

			  MAIN                                                                   1.00 s
			        0        0.2      0.4      0.6      0.8      1 s
			        ├────────┼────────┼────────┼────────┼────────┤
			  main  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✗      failed after 1.00 s"
		`);
	});

	it("says of a deadlock who waits for whom", () => {
		const writer = coroutine("writer", function* (_name: string, first: Lock, second: Lock) {
			yield* first.acquire();
			yield* sleep(1);
			yield* second.acquire();
		});
		const main = coroutine("main", function* () {
			const [pen, paper] = [new Lock({ name: "pen" }), new Lock({ name: "paper" })];
			yield* gather([writer("ann", pen, paper), writer("ben", paper, pen)]);
		});
		const run = expectRun(record(main, { places: false }));
		run.toEndAs("deadlock");
		expect(broken(() => run.toTake({ atMost: 5 }))).toMatchInlineSnapshot(`
			"expected: the run takes at most 5.00 s, but at 1.00 s 3 tasks wait for ever: nothing is ready, and no timer is set

			  MAIN                                                                   1.00 s
			                0       0.2     0.4     0.6     0.8     1 s
			                ├───────┼───────┼───────┼───────┼───────┤
			  main          ▏┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ ∞     never woke
			  ├ writer ann  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▏░░░░░ ∞    wants paper
			  └ writer ben  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▏░░░░░ ∞      wants pen
			  pen           writer ann────────────────────────────────────
			  paper         writer ben────────────────────────────────────"
		`);
		expect(broken(() => run.never("deadlock", "livelock"))).toMatchInlineSnapshot(`
			"expected: never deadlock, livelock, but at 1.00 s 3 tasks wait for ever: nothing is ready, and no timer is set

			  MAIN                                                                   1.00 s
			                0       0.2     0.4     0.6     0.8     1 s
			                ├───────┼───────┼───────┼───────┼───────┤
			  main          ▏┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ ∞     never woke
			  ├ writer ann  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▏░░░░░ ∞    wants paper
			  └ writer ben  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▏░░░░░ ∞      wants pen
			  pen           writer ann────────────────────────────────────
			  paper         writer ben────────────────────────────────────"
		`);
	});
});

describe("what comes before what", () => {
	const bake = coroutine("bake", function* (what: string, seconds: number) {
		print(`${what} in`);
		yield* sleep(seconds);
		print(`${what} out`);
	});
	const main = coroutine("main", function* () {
		yield* gather([bake("bread", 2), bake("cake", 1)]);
		print("open");
	});
	const run = expectRun(record(main, { places: false }));

	it("compares starts, ends, lines and times", () => {
		run
			.toEnd("bake cake")
			.before({ end: "bake bread" })
			.toPrint("open", "main")
			.after({ end: "bake" })
			.toStart("bake")
			.within(0)
			.of({ start: /bread/ })
			.toPrint(/out$/, "bake")
			.after(1)
			.toPrint("open")
			.before(2)
			.printed(["bread in", "cake in", "cake out", /bread/, "open"]);
		expect(broken(() => run.toStart("bake bread").after({ start: "bake cake" }))).toMatchInlineSnapshot(`
			"expected: bake bread begins after bake cake begins (0.00 s), but at 0.00 s it was the other way round

			  MAIN                                                                   1.00 s
			                0       0.2     0.4     0.6     0.8     1 s
			                ├───────┼───────┼───────┼───────┼───────┤
			  main          ▏┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
			  ├ bake bread  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
			  └ bake cake   ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                1.00 s"
		`);
		expect(broken(() => run.toEnd("bake").within(0.5).of({ print: "open" }))).toMatchInlineSnapshot(`
			"expected: bake cake ends within 0.50 s of the moment when "open" is printed by main (2.00 s), but it was at 1.00 s

			  MAIN                                                                   1.25 s
			                0.2    0.4    0.6    0.8    1      1.2 s
			                ├──────┼──────┼──────┼──────┼──────┼─
			  main          ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
			  ├ bake bread  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
			  └ bake cake   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                            1.00 s"
		`);
		expect(broken(() => run.toEnd("bake").before(1.5))).toMatchInlineSnapshot(`
			"expected: bake bread ends before 1.50 s, but it was at 2.00 s

			  MAIN                                                                   2.00 s
			                1       1.2     1.4     1.6     1.8     2 s
			                ├───────┼───────┼───────┼───────┼───────┤
			  main          ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄✓
			  ├ bake bread  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                2.00 s
			  └ bake cake   ✓                                                        1.00 s"
		`);
	});

	it("is broken by what never happened", () => {
		expect(broken(() => run.toPrint("closed").before(3))).toBe(
			'expected: "closed" is printed, but it never was',
		);
		expect(broken(() => run.toPrint("open", "bake").before(3))).toBe(
			'expected: "open" is printed by bake, but it never was',
		);
		expect(broken(() => run.printed(["bread in", "cake out"]))).toMatchInlineSnapshot(`
			"expected: line 2 is "cake out", but it was "cake in"

			  MAIN                                                                   1.00 s
			                0       0.2     0.4     0.6     0.8     1 s
			                ├───────┼───────┼───────┼───────┼───────┤
			  main          ▏┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
			  ├ bake bread  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
			  └ bake cake   ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                1.00 s"
		`);
		expect(broken(() => run.printed(["bread in"]))).toMatchInlineSnapshot(`
			"expected: one line is all that is printed, but then came "cake in"

			  MAIN                                                                   1.00 s
			                0       0.2     0.4     0.6     0.8     1 s
			                ├───────┼───────┼───────┼───────┼───────┤
			  main          ▏┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
			  ├ bake bread  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
			  └ bake cake   ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                1.00 s"
		`);
		expect(broken(() => run.printed(["bread in", "cake in", "cake out", /bread/, "open", "shut"]))).toBe(
			'expected: line 6 is "shut", but only 5 were printed',
		);
	});
});

describe("what is cancelled, blocked, silent, or left", () => {
	it("looks at each that was to be cancelled, and at how long that took", () => {
		const stubborn = coroutine("stubborn", function* () {
			try {
				yield* sleep(9);
			} finally {
				yield* sleep(1);
			}
		});
		const main = coroutine("main", function* () {
			const tasks = [createTask(stubborn()), createTask(fetch(1, 9)), createTask(fetch(2, 1))];
			yield* sleep(2);
			for (const task of tasks) task.cancel();
			yield* gather(tasks, { returnExceptions: true });
		});
		const run = expectRun(record(main, { places: false }));
		run.toBeCancelled("stubborn").toBeCancelled("fetch 1", { within: 0 }).nothingLeftRunning().noFindings();
		expect(broken(() => run.toBeCancelled("stubborn", { within: 0.5 }))).toMatchInlineSnapshot(`
			"expected: stubborn is cancelled within 0.50 s, but it was at 3.00 s, 1.00 s after it was asked to stop

			  MAIN                                                                   3.00 s
			              2       2.2     2.4     2.6     2.8     3 s
			              ├───────┼───────┼───────┼───────┼───────┤
			  main        ▏┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄✓
			  ├ stubborn  ▼═══════════════════════════════════════⊘  cancelled after 3.00 s
			  └ fetch 1   ▼⊘                                         cancelled after 2.00 s"
		`);
		expect(broken(() => run.toBeCancelled("fetch"))).toMatchInlineSnapshot(`
			"expected: fetch is cancelled, but fetch 2 returned at 1.00 s: it was never asked to stop

			  MAIN                                                                   1.25 s
			              0.2     0.4     0.6     0.8     1       1.2 s
			              ├───────┼───────┼───────┼───────┼───────┼──
			  main        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
			  ├ stubborn  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
			  ├ fetch 1   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
			  └ fetch 2   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓                          1.00 s"
		`);
	});

	it("adds up what blocks the loop, and finds the longest silence", () => {
		const heart = coroutine("heart", function* () {
			for (let beat = 0; beat < 4; beat += 1) yield* sleep(0.5);
		});
		const main = coroutine("main", function* () {
			const beating = createTask(heart());
			yield* sleep(0.6);
			block(0.9);
			yield* sleep(0.1);
			block(0.3);
			yield* beating;
		});
		const run = expectRun(record(main, { places: false }));
		run
			.blocked({ about: 1.2, atMost: 1.2, atLeast: 1.2 })
			.silence("heart")
			.atMost(1)
			.silence("main")
			.atMost(0.6);
		expect(broken(() => run.blocked({ atMost: 1 }))).toMatchInlineSnapshot(`
			"expected: the loop is blocked for at most 1.00 s in all, but it was for 1.20 s; the longest was 0.90 s, by main

			  MAIN                                                                   1.00 s
			           0        0.2      0.4      0.6      0.8      1 s
			           ├────────┼────────┼────────┼────────┼────────┤
			  main     ▏━━━━━━━━━━━━━━━━━━━━━━━━━━██████████████████
			  └ heart  ▏━━━━━━━━━━━━━━━━━━━━━▏━━━━━━━━━━━━━━━━━━━━━━"
		`);
		expect(broken(() => run.silence("heart").atMost(0.7))).toMatchInlineSnapshot(`
			"expected: heart is never silent for more than 0.70 s, but it was silent for 1.00 s, from 0.50 s to 1.50 s

			  MAIN                                                                   1.75 s
			           0.6    0.8    1      1.2    1.4    1.6 s
			           ├──────┼──────┼──────┼──────┼──────┼─────
			  main     ███████████████████████████████▌━━━█████▎
			  └ heart  ━━━━━━━━━━━━━━▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▏━━━━━━━━━"
		`);
	});

	it("finds who is left when main ends", () => {
		const main = coroutine("main", function* () {
			createTask(fetch(1, 9));
			createTask(new Event({ name: "go" }).wait(), { name: "waiter" });
			yield* new Queue<number>(0, { name: "feed" }).put(1);
			yield* sleep(1);
		});
		const run = expectRun(record(main, { places: false }));
		expect(broken(() => run.nothingLeftRunning())).toMatchInlineSnapshot(`
			"expected: nothing is left running when main ends, but fetch 1 and waiter were not done

			  MAIN                                                                   1.00 s
			             0       0.2     0.4     0.6     0.8     1 s
			             ├───────┼───────┼───────┼───────┼───────┤
			  main       ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓
			  ├ fetch 1  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▼⊘  cancelled after 1.00 s
			  └ waiter   ▏░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▼⊘  cancelled after 1.00 s
			  feed       ████████████████████████████████████████            at most 1 item"
		`);
		expect(broken(() => run.noFindings())).toMatchInlineSnapshot(`
			"expected: nothing is found to be wrong, but at 1.00 s fetch 1 was not done when main ended

			  MAIN                                                                   1.00 s
			             0       0.2     0.4     0.6     0.8     1 s
			             ├───────┼───────┼───────┼───────┼───────┤
			  main       ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓
			  ├ fetch 1  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▼⊘  cancelled after 1.00 s
			  └ waiter   ▏░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▼⊘  cancelled after 1.00 s
			  feed       ████████████████████████████████████████            at most 1 item"
		`);
	});
});

describe("what can't be expected", () => {
	it("is refused before anything is looked at", () => {
		const run = expectRun(limited());
		expect(() => run.toTake({})).toThrow(new RangeError("say atMost, atLeast or about, in seconds"));
		expect(() => run.toTake({ atMost: Number.NaN })).toThrow(
			new RangeError("seconds are a number of 0 or more, not NaN"),
		);
		expect(() => run.atMostAtOnce(1.5, "serve")).toThrow(
			new RangeError("a count is a whole number of 0 or more, not 1.5"),
		);
	});
});

describe("the error", () => {
	it("has the moment, the names and the line", () => {
		const nap = coroutine("nap", function* () {
			yield* sleep(1);
		});
		const main = coroutine("main", function* () {
			yield* gather([nap(), nap()]);
		});
		const thrown = (() => {
			try {
				expectRun(record(main)).atMostAtOnce(1, "nap");
			} catch (error) {
				return error;
			}
			return null;
		})();
		expect(thrown).toMatchObject({
			name: "ExpectationError",
			text: "at most 1 of nap at once, but at 0.00 s there were 2: nap and nap",
			at: 0,
			who: ["nap", "nap"],
			place: { file: expect.stringContaining("expect-run.test.ts") },
		});
	});
});
