// Recordings made by hand, saved and shown again.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { End, Ending, Header, Recording } from "../../src/recording/index.ts";
import { writeRecording } from "../../src/recording/write.ts";
import { failed, RETURNED, Story } from "../facts.ts";
import { asyncLessons } from "./async-lessons.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-saved-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A recording of a run in which main prints, sleeps until `until`, and ends so. */
function slept(variant: string, until: number, ending: Ending, header: Partial<Header> = {}): Recording {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	story.print(main, "one");
	story.sleep(main, until);
	story.at(until);
	story.wake(main);
	story.print(main, "two");
	story.end(main, ending);
	const recording = story.recording(variant);
	return { ...recording, header: { ...recording.header, ...header } };
}

/** The same, broken off while main still sleeps. */
function stopped(variant: string, end: End, header: Partial<Header> = {}): Recording {
	const recording = slept(variant, 9, RETURNED, header);
	return { ...recording, facts: [...recording.facts].filter(({ at }) => at === 0), end };
}

function save(name: string, ...recordings: readonly Recording[]): string {
	writeFileSync(join(folder, name), recordings.map(writeRecording).join(""));
	return name;
}

const call = (line: string) => asyncLessons(line.split(" "), { cwd: folder });

const promises = (
	outcome: "returned" | "raised" | "deadlock" | "livelock" | "stopped",
	...bounds: number[]
) => {
	const [atLeast = 1, atMost = null] = bounds;
	return { promise: { outcome, atLeast, atMost } };
};

const BAD = failed("ValueError", "bad luck");
const by = (by: "until" | "bound" | "interrupt" | "died"): End => ({
	kind: "end",
	how: "stopped",
	at: 1,
	by,
});
const LIVELOCK: End = { kind: "end", how: "livelock", at: 1, turns: 1_000_000, busy: [1] };
const DEADLOCK: End = { kind: "end", how: "deadlock", at: 1 };

describe("a saved run", () => {
	it("that did not do what it promises is told with what it did, and what it promises", async () => {
		const file = save(
			"promises.jsonl",
			slept("in-time", 1, RETURNED, promises("returned", 1, 1)),
			slept("within", 1, RETURNED, promises("returned", 0.5, 2)),
			slept("as-said", 1, BAD, promises("raised", 1, 1)),
			slept("early", 1, RETURNED, promises("returned", 2, 3)),
			slept("late", 1, RETURNED, promises("returned", 0.5, 0.5)),
			slept("least", 1, RETURNED, promises("returned", 2)),
			slept("returns", 1, RETURNED, promises("raised", 1)),
			slept("raises", 1, BAD, promises("deadlock", 1)),
			stopped("deadlock", DEADLOCK, promises("livelock", 1)),
			stopped("livelock", LIVELOCK, promises("stopped", 1)),
			stopped("until", by("until"), promises("returned", 1)),
			stopped("bound", by("bound"), promises("returned", 1)),
			stopped("died", by("died"), promises("returned", 1)),
			stopped("interrupt", by("interrupt"), promises("returned", 1)),
			stopped("unpromised", DEADLOCK),
		);
		const { code, error } = await call(`run ${file} --no-lines`);
		expect([code, `\n${error}`]).toMatchInlineSnapshot(`
			[
			  1,
			  "
			demo, early: took 1.00 s, and promises 2.00 s to 3.00 s
			demo, late: took 1.00 s, and promises 0.50 s
			demo, least: took 1.00 s, and promises at least 2.00 s
			demo, returns: returned, and promises to raise an error
			demo, raises: raised ValueError: bad luck, and promises a deadlock; --debug shows where
			demo, deadlock: ended in a deadlock, and promises a livelock
			demo, livelock: ended in a livelock, and promises to go on until it is stopped
			demo, until: was stopped at 1.00 s, and promises to return
			demo, bound: was stopped at 1.00 s, and promises to return
			demo, died: lost its process at 1.00 s, and promises to return
			",
			]
		`);
	});

	it("of Python says which one ran it, and by whose clock", async () => {
		const python = { language: "python", runtime: "CPython 3.13.0", program: "mine" } as const;
		const virtual = save("virtual.jsonl", slept("main", 1, RETURNED, python));
		const wall = save("wall.jsonl", slept("main", 1, RETURNED, { ...python, clock: "wall" }));
		const heads = [await call(`run ${virtual}`), await call(`run ${wall}`)].map(
			({ out }) => out.split("\n")[0],
		);
		expect(heads).toMatchInlineSnapshot(`
			[
			  "  mine · CPython 3.13.0",
			  "  mine · CPython 3.13.0, by the wall clock",
			]
		`);
	});

	it("is stepped through in words, from a time on, and with what could be guessed", async () => {
		const file = save("step.jsonl", slept("first", 1, RETURNED), slept("second", 2, BAD));
		expect([await call(`step ${file}`), await call(`step ${file} --at 1 --guess`)]).toMatchInlineSnapshot(`
			[
			  {
			    "code": 0,
			    "error": "",
			    "out": "demo, first: 5 steps

			1. 0.00 s
			  The loop begins: main is put into the ready queue.
			2. 0.00 s
			  main runs for the first time. It prints “one”, then sleeps until 1.00 s.
			3. 1.00 s
			  The clock jumps from 0.00 s to 1.00 s, since nothing is ready. The timer of
			  main is due.
			4. 1.00 s
			  main goes on: its timer was due. It prints “two”, then is done.
			5. 1.00 s
			  The run is over, after 1.00 s: main has returned.

			demo, second: 5 steps

			1. 0.00 s
			  The loop begins: main is put into the ready queue.
			2. 0.00 s
			  main runs for the first time. It prints “one”, then sleeps until 2.00 s.
			3. 2.00 s
			  The clock jumps from 0.00 s to 2.00 s, since nothing is ready. The timer of
			  main is due.
			4. 2.00 s
			  main goes on: its timer was due. It prints “two”, then fails: ValueError: bad
			  luck.
			5. 2.00 s
			  The run is over, after 2.00 s: ValueError: bad luck.
			",
			  },
			  {
			    "code": 0,
			    "error": "",
			    "out": "demo, first: 5 steps

			5. 1.00 s
			  The run is over, after 1.00 s: main has returned.

			demo, second: 5 steps

			2. 0.00 s
			  main runs for the first time. It prints “one”, then sleeps until 2.00 s.
			3. 2.00 s
			  The clock jumps from 0.00 s to 2.00 s, since nothing is ready. The timer of
			  main is due.
			4. 2.00 s
			  main goes on: its timer was due. It prints “two”, then fails: ValueError: bad
			  luck.
			5. 2.00 s
			  The run is over, after 2.00 s: ValueError: bad luck.
			",
			  },
			]
		`);
	});

	it("asks after each step what comes next, where there is something to guess", async () => {
		const { out } = await asyncLessons("step cancel --variant cancelled --guess --at 1".split(" "));
		await expect(out).toMatchFileSnapshot("outputs/step-guess.txt");
	});

	it("is stepped through alone", async () => {
		const file = save("both.jsonl", slept("a", 1, RETURNED), slept("b", 1, RETURNED, { program: "other" }));
		expect(await call(`step ${file}`)).toEqual({
			code: 2,
			out: "",
			error: `error: ${file} holds runs of 2 programs; step goes through one\n`,
		});
	});

	it("as a page says of which source it has nothing, and how each run ended where nothing can be shown", async () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		story.sleep(main, 1, { file: "gone.py", line: 3, column: 1 });
		story.at(1);
		story.wake(main);
		story.end(main);
		const file = save("page.jsonl", story.recording("first"), slept("second", 2, BAD));
		expect((await call(`run ${file} --html page.html`)).error).toBe(
			"the page lacks a source that is not here: gone.py\n",
		);
		expect(readFileSync(join(folder, "page.html"), "utf8")).toContain(
			"first: 1.00 s, returned. second: 2.00 s, raised.",
		);
	});

	it("as a recording of a terminal has a frame for each tenth of a second, a long run in a minute, and rests at its end", async () => {
		const file = save(
			"cast.jsonl",
			slept("short", 0.25, RETURNED),
			slept("long", 120, RETURNED),
			slept("none", 0, RETURNED),
		);
		await call(`run ${file} --cast run.cast`);
		const [, ...frames] = readFileSync(join(folder, "run.cast"), "utf8")
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		const times = frames.map(([at]) => at);
		expect([times.slice(0, 6), times.slice(-4), times.length]).toMatchInlineSnapshot(`
			[
			  [
			    0,
			    0.1,
			    0.2,
			    0.25,
			    0.25,
			    2.25,
			  ],
			  [
			    62.25,
			    64.25,
			    64.25,
			    66.25,
			  ],
			  610,
			]
		`);
		expect(frames[1][2]).toMatchInlineSnapshot(`
			"[H  0.00 s  main  one[K
			[K
			  SHORT                                                                  0.10 s[K
			        0       20      40      60      80      100     120 s[K
			        ├───────┼───────┼───────┼───────┼───────┼───────┤[K
			  main  ━[K[J"
		`);
	});
});
