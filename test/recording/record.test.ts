import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { programOf } from "../../src/demos/program.ts";
import type { Fact } from "../../src/recording/facts.ts";
import { placeText } from "../../src/recording/place-text.ts";
import type { Program } from "../../src/recording/program.ts";
import { type RecordOptions, record } from "../../src/recording/record.ts";
import { type RecordLiveOptions, recordLive } from "../../src/recording/record-live.ts";
import type { Facts } from "../../src/recording/recording.ts";
import { VERSION } from "../../src/recording/version.ts";
import { coroutine, createTask, getRunningLoop, print, sleep, ValueError } from "../../src/runtime/index.ts";
import { told } from "./facts-of.ts";
import { placeOf, sampleDemo } from "./sample-demo.ts";

const runtime = `async-lessons ${VERSION}`;

function sample(variant: string, parameters: Readonly<Record<string, number>> = {}): Program {
	return programOf(sampleDemo, variant, parameters, import.meta.dirname);
}

function recorded(variant: string, options: RecordOptions = {}) {
	return record(sample(variant), options);
}

function made(main: Program["main"]): Program {
	return { name: "made", variant: "here", parameters: {}, main };
}

function linesOf(facts: Facts): [at: number, task: number, text: string][] {
	return Array.from(facts).flatMap((fact) =>
		fact.kind === "printed" ? [[fact.at, fact.task, fact.text] as [number, number, string]] : [],
	);
}

/** How the first task ended. */
function mainEnding(facts: Facts) {
	const ended = Array.from(facts).find((fact) => fact.kind === "task-ended" && fact.task === 1);
	return ended?.kind === "task-ended" ? ended.ending : null;
}

describe("record", () => {
	it("says in the header what was run, with which numbers, and what was promised", () => {
		expect(record(sample("succeeds", { delay: 5 }), { seed: 7 }).header).toEqual({
			format: "async-lessons/recording",
			version: 2,
			program: "sample",
			variant: "succeeds",
			parameters: { delay: 5, count: 3 },
			seed: 7,
			language: "typescript",
			runtime,
			clock: "virtual",
			sources: [],
			promise: { atLeast: 5, atMost: 5, outcome: "returned" },
		});
		expect(record(made(() => sleep(1))).header).toEqual({
			format: "async-lessons/recording",
			version: 2,
			program: "made",
			variant: "here",
			parameters: {},
			seed: 42,
			language: "typescript",
			runtime,
			clock: "virtual",
			sources: [],
		});
	});

	it("keeps what main returned", () => {
		const { facts, end } = recorded("succeeds");
		expect(mainEnding(facts)).toMatchObject({ how: "returned", value: { total: 2, nothing: undefined } });
		expect(linesOf(facts)).toEqual([[2, 2, "slept 2"]]);
		expect(end).toEqual({ kind: "end", how: "main-ended", at: 2 });
	});

	it("keeps what main raised", () => {
		const { facts, end } = recorded("fails");
		expect(mainEnding(facts)).toEqual({ how: "raised", error: { name: "ValueError", message: "no more" } });
		expect(linesOf(facts)).toEqual([[2, 1, "slept 2"]]);
		expect(end).toEqual({ kind: "end", how: "main-ended", at: 2 });
	});

	it("keeps the stack, when asked for stacks, and where it was thrown, when asked for places", () => {
		const error = { name: "ValueError", message: "no more" };
		const stack = expect.stringMatching(/^ValueError: no more\n {4}at .*sample-demo\.ts/);
		expect(mainEnding(recorded("fails", { stacks: true }).facts)).toEqual({
			how: "raised",
			error: { ...error, stack },
		});
		const ending = mainEnding(recorded("fails", { places: true }).facts);
		expect(ending).toEqual({ how: "raised", error: { ...error, place: expect.any(Object) } });
		const place = ending?.how === "raised" ? ending.error.place : undefined;
		expect(place && placeText(place)).toBe(placeOf('throw new ValueError("no more");'));
		expect(place?.file).toBe("sample-demo.ts");
	});

	it("ends with a deadlock", () => {
		const { facts, end } = recorded("stuck");
		expect(told(facts).slice(-4)).toEqual([
			[1, 1, "woken", { cause: { kind: "timer" } }],
			[1, 1, "resumed", {}],
			[1, 1, "suspended", { wait: { kind: "lock", resource: 1 } }],
			[1, 0, "loop-closed", {}],
		]);
		expect(end).toEqual({ kind: "end", how: "deadlock", at: 1 });
	});

	it("ends with a livelock, and who kept the loop busy", () => {
		const { facts, end } = recorded("spins", { maxTurns: 100 });
		expect(end).toEqual({ kind: "end", how: "livelock", at: 0, turns: 100, busy: [1] });
		expect(Array.from(facts).filter(({ kind }) => kind === "resumed")).toHaveLength(100);
	});

	it("ends when main does, though what is left takes longer", () => {
		const lasts = coroutine("lasts", function* () {
			try {
				yield* sleep(5);
			} finally {
				yield* sleep(2);
			}
		});
		const main = coroutine("main", function* () {
			createTask(lasts());
			yield* sleep(1);
		});
		const { facts, end } = record(made(() => main()));
		expect([facts.at(-1)?.at, end]).toEqual([3, { kind: "end", how: "main-ended", at: 1 }]);
	});

	it("ends where the end of the run is stuck", () => {
		const stubborn = coroutine("stubborn", function* () {
			try {
				yield* sleep(5);
			} finally {
				yield* sleep(1);
				yield* getRunningLoop().createFuture();
			}
		});
		const main = coroutine("main", function* () {
			createTask(stubborn());
			yield* sleep(1);
		});
		const { facts, end } = record(made(() => main()));
		expect(facts.at(-1)).toEqual({ kind: "loop-closed", at: 2, task: 0 });
		expect(end).toEqual({ kind: "end", how: "deadlock", at: 2 });
	});

	it("crashes where main never began", () => {
		const end = record(made(() => 5 as unknown as ReturnType<Program["main"]>)).end;
		expect(end).toEqual({
			kind: "end",
			how: "crashed",
			at: 0,
			error: expect.objectContaining({ name: "TypeError", message: expect.any(String) }),
		});
	});

	it("draws from the seed, and so does the promise", () => {
		const drawn = [7, 7, 8].map((seed) => recorded("draws", { seed }));
		const ended = drawn.map(({ end }) => end?.at);
		expect(ended[0]).toBe(ended[1]);
		expect(ended[0]).not.toBe(ended[2]);
		for (const { header, end } of drawn) {
			expect(header.promise).toEqual({
				atLeast: expect.closeTo(end?.at ?? 0, 5),
				atMost: expect.closeTo(end?.at ?? 0, 5),
				outcome: "returned",
			});
		}
	});

	it("promises bounds, of which the upper may be none, and how it ends", () => {
		const promises = ["bounds", "boasts", "fails", "stuck", "spins"].map(
			(variant) => recorded(variant, { maxTurns: 10 }).header.promise,
		);
		expect(promises).toEqual([
			{ atLeast: 2, atMost: 3, outcome: "returned" },
			{ atLeast: 1, atMost: 1, outcome: "returned" },
			{ atLeast: 2, atMost: 2, outcome: "raised" },
			{ atLeast: 1, atMost: 1, outcome: "deadlock" },
			{ atLeast: 0, atMost: 0, outcome: "livelock" },
		]);
	});

	it("rounds the time of its end to the microsecond", () => {
		expect(record(sample("succeeds", { delay: 1.23456789 })).end?.at).toBe(1.234568);
	});

	it("says where in the source, when asked for places, by path from the program's folder", () => {
		const placed = (facts: Iterable<Fact>) =>
			Array.from(facts).flatMap((fact) =>
				"place" in fact && fact.place !== undefined
					? [`${fact.kind} ${fact.place.file === "sample-demo.ts" ? placeText(fact.place) : fact.place.file}`]
					: [],
			);
		expect(placed(recorded("succeeds").facts)).toEqual([]);
		expect(placed(recorded("succeeds", { places: true }).facts)).toEqual([
			`task-created ${placeOf('const task = createTask(nap(delay), { name: "napper" });')}`,
			`suspended ${placeOf("yield* task;")}`,
			`suspended ${placeOf("yield* sleep(seconds);")}`,
			`printed ${placeOf(`print(\`slept \${seconds}\`);`)}`,
		]);
	});

	it("leaves stacks as deep as the program wants them, whatever it does to them meanwhile", () => {
		const limit = Error.stackTraceLimit;
		const depths: number[] = [];
		const fails = coroutine("fails", function* () {
			throw new ValueError("one of many");
		});
		const main = coroutine("main", function* () {
			depths.push(Error.stackTraceLimit);
			for (let count = 0; count < 1001; count += 1) {
				try {
					yield* fails();
				} catch {}
			}
			depths.push(Error.stackTraceLimit);
		});
		for (const options of [{}, { places: true }, { stacks: true }, { places: true, stacks: true }]) {
			record(
				made(() => main()),
				options,
			);
			expect(Error.stackTraceLimit).toBe(limit);
		}
		expect(depths).toEqual([0, 0, limit, 0, limit, limit, limit, limit]);
	});

	it.each([
		["a variant", "fast", {}, {}, "sample has no variant called fast; it has succeeds, fails, stuck"],
		[
			"a parameter",
			"succeeds",
			{ dalay: 1 },
			{},
			"sample has no parameter called dalay; it has delay, count",
		],
		["a value", "succeeds", { delay: 0 }, {}, "delay is a number from 0.1 to 60 s, not 0"],
		["a fraction", "succeeds", { count: 1.5 }, {}, "count is a whole number from 1 to 9, not 1.5"],
		["a seed", "succeeds", {}, { seed: -1 }, "a seed is a whole number from 0 to 4294967295, not -1"],
	])("refuses %s that is not allowed", (_what, variant, parameters, options, message) => {
		const call = () => record(sample(variant, parameters), options);
		expect(call).toThrow(RangeError);
		expect(call).toThrow(message);
	});
});

/** What happened, but for how long callbacks take and which timers fall together. */
function kindsOf(facts: Facts): string[] {
	return Array.from(facts, ({ kind }) => kind).filter((kind) => kind !== "callback-ended");
}

function live(variant: string, parameters: Readonly<Record<string, number>>, options: RecordLiveOptions) {
	return recordLive(sample(variant, parameters), options);
}

describe("recordLive", () => {
	it("keeps the same on the wall clock, as far as time allows", async () => {
		const { ended, soFar } = live("succeeds", { delay: 0.1 }, { speed: 10 });
		expect(kindsOf(soFar().facts)).not.toContain("printed");
		expect(soFar().end).toBe(null);
		const { header, facts, end } = await ended;
		const virtual = record(sample("succeeds", { delay: 0.1 }));
		expect(header).toEqual({ ...virtual.header, clock: "wall", speed: 10 });
		expect(kindsOf(facts)).toEqual(kindsOf(virtual.facts));
		expect(soFar()).toEqual({ header, facts, end: null });
		expect(end).toEqual({ kind: "end", how: "main-ended", at: expect.any(Number) });
		expect(end?.at).toBeGreaterThanOrEqual(0.1);
		expect(linesOf(facts)).toEqual([[expect.any(Number), 2, "slept 0.1"]]);
	});

	it("keeps what happened until it was stopped", async () => {
		const stop = new AbortController();
		const { ended } = live("succeeds", {}, { signal: stop.signal });
		stop.abort(new Error("enough"));
		const { facts, end } = await ended;
		const asked = Array.from(facts).find(({ kind }) => kind === "cancel-requested");
		expect(asked).toMatchObject({ task: 1, by: 0, origin: { kind: "signal" } });
		expect(mainEnding(facts)).toEqual({ how: "cancelled" });
		expect(end).toEqual({ kind: "end", how: "main-ended", at: expect.any(Number) });
	});

	it("ends with a deadlock, also where it is the end of the run that is stuck", async () => {
		const { end } = await live("stuck", {}, { speed: 200 }).ended;
		expect(end).toEqual({ kind: "end", how: "deadlock", at: expect.any(Number) });
		const stubborn = coroutine("stubborn", function* () {
			try {
				yield* sleep(5);
			} finally {
				yield* getRunningLoop().createFuture();
			}
		});
		const main = coroutine("main", function* () {
			createTask(stubborn());
			yield* sleep(0);
			print("main ends");
		});
		const second = await recordLive(made(() => main())).ended;
		expect(second.end).toMatchObject({ how: "deadlock" });
		expect(mainEnding(second.facts)).toEqual({ how: "returned", value: undefined });
	});
});

describe("the version that recordings name", () => {
	it("is that of the package", () => {
		const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
		expect(VERSION).toBe(JSON.parse(text).version);
	});
});
