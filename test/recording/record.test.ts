import { describe, expect, it } from "vitest";
import { record } from "../../src/recording/record.ts";
import { recordLive } from "../../src/recording/record-live.ts";
import type { Events } from "../../src/runtime/index.ts";
import { placeOf, sampleDemo } from "./sample-demo.ts";

/** All of a recording but its events, which the runtime's own tests hold to account. */
function recorded(variant: string, options = {}) {
	const { events, ...rest } = record(sampleDemo, variant, options);
	return rest;
}

const ran = { demo: "sample", parameters: { delay: 2, count: 3 }, seed: 42, asPromised: true, diagnoses: [] };

describe("record", () => {
	it("keeps what main returned, as JSON can carry it", () => {
		expect(recorded("succeeds")).toEqual({
			...ran,
			variant: "succeeds",
			elapsed: 2,
			outcome: {
				kind: "returned",
				value: { total: 2, tasks: [expect.any(String)], by: { napper: 1 }, nothing: null },
			},
			lines: [{ at: 2, task: "napper", text: "slept 2" }],
		});
	});

	it("keeps what main raised", () => {
		expect(recorded("fails")).toEqual({
			...ran,
			variant: "fails",
			elapsed: 2,
			outcome: { kind: "raised", error: { name: "ValueError", message: "no more" } },
			lines: [{ at: 2, task: "main", text: "slept 2" }],
		});
	});

	it("keeps where it was raised, when asked for stacks", () => {
		const { outcome } = recorded("fails", { stacks: true });
		expect(outcome).toEqual({
			kind: "raised",
			error: {
				name: "ValueError",
				message: "no more",
				stack: expect.stringMatching(/\n {4}at .*sample-demo\.ts/),
			},
		});
	});

	it("keeps who waits for what in a deadlock, and where", () => {
		const { outcome, elapsed, asPromised } = recorded("stuck", { places: true });
		expect({ outcome, elapsed, asPromised }).toEqual({
			elapsed: 1,
			asPromised: true,
			outcome: {
				kind: "deadlock",
				message: expect.stringMatching(/^deadlock at 1.0 s: one task waits for ever/),
				waiting: [{ task: "main", for: 'lock "pen"', heldBy: ["main"], at: placeOf("yield* again;") }],
				cycle: ["main"],
			},
		});
	});

	it("keeps who spins in a livelock", () => {
		const { outcome, asPromised } = recorded("spins", { maxTurns: 100 });
		expect(asPromised).toBe(true);
		expect(outcome).toMatchObject({ kind: "livelock", waiting: [{ task: "main" }], cycle: [] });
	});

	it("draws from the seed, and so does the promise", () => {
		const elapsed = [7, 7, 8].map((seed) => recorded("draws", { seed }));
		expect(elapsed.every(({ asPromised }) => asPromised)).toBe(true);
		expect(elapsed[0]?.elapsed).toBe(elapsed[1]?.elapsed);
		expect(elapsed[0]?.elapsed).not.toBe(elapsed[2]?.elapsed);
	});

	it("says when a promise was not kept", () => {
		expect(recorded("boasts").asPromised).toBe(false);
		expect(recorded("bounds").asPromised).toBe(true);
	});

	it("rounds times to the microsecond", () => {
		const { elapsed, lines } = recorded("succeeds", { parameters: { delay: 1.23456789 } });
		expect({ elapsed, at: lines[0]?.at }).toEqual({ elapsed: 1.234568, at: 1.234568 });
	});

	it("takes parameters in place of the defaults", () => {
		expect(recorded("succeeds", { parameters: { delay: 5 } }).parameters).toEqual({ delay: 5, count: 3 });
	});

	it("says where in the source, when asked for places, and not where main was made", () => {
		const places = Array.from(record(sampleDemo, "succeeds", { places: true }).events, (event) =>
			"place" in event
				? `${event.kind} ${event.place?.file.split("/").at(-1)}:${event.place?.line}`
				: event.kind,
		).filter((text) => text.includes(":"));
		expect(places).toEqual([
			`task-created ${placeOf('const task = createTask(nap(delay), { name: "napper" });')}`,
			`suspended ${placeOf("yield* task;")}`,
			`suspended ${placeOf("yield* sleep(seconds);")}`,
		]);
	});

	it.each([
		["a variant", "fast", {}, "sample has no variant called fast; it has succeeds, fails, stuck"],
		[
			"a parameter",
			"succeeds",
			{ parameters: { dalay: 1 } },
			"sample has no parameter called dalay; it has delay, count",
		],
		["a value", "succeeds", { parameters: { delay: 0 } }, "delay is a number from 0.1 to 60 s, not 0"],
		[
			"a fraction",
			"succeeds",
			{ parameters: { count: 1.5 } },
			"count is a whole number from 1 to 9, not 1.5",
		],
		["a seed", "succeeds", { seed: -1 }, "a seed is a whole number from 0 to 4294967295, not -1"],
	])("refuses %s that the demo does not allow", (_what, variant, options, message) => {
		expect(() => record(sampleDemo, variant, options)).toThrow(RangeError);
		expect(() => record(sampleDemo, variant, options)).toThrow(message);
	});
});

/** What happened, but for what a slow machine adds. */
function kindsOf(events: Events): string[] {
	return Array.from(events, ({ kind }) => kind).filter((kind) => kind !== "diagnosed");
}

describe("recordLive", () => {
	it("keeps the same on the wall clock, as far as time allows", async () => {
		const options = { parameters: { delay: 0.1 }, speed: 10 };
		const { ended, soFar } = recordLive(sampleDemo, "succeeds", options);
		expect(soFar().lines).toEqual([]);
		const { events, elapsed, lines, diagnoses, ...rest } = await ended;
		const virtual = record(sampleDemo, "succeeds", options);
		const { events: _events, elapsed: promised, lines: printed, diagnoses: _none, ...expected } = virtual;
		expect(rest).toEqual(expected);
		expect(kindsOf(events)).toEqual(kindsOf(virtual.events));
		expect(elapsed).toBeGreaterThanOrEqual(promised);
		expect(lines).toEqual(printed.map((line) => ({ ...line, at: expect.any(Number) })));
	});

	it("keeps what happened until it was stopped", async () => {
		const stop = new AbortController();
		const { ended } = recordLive(sampleDemo, "succeeds", { signal: stop.signal });
		stop.abort(new Error("enough"));
		const { outcome, lines, asPromised } = await ended;
		expect({ outcome, lines, asPromised }).toEqual({
			outcome: { kind: "raised", error: { name: "Error", message: "enough" } },
			lines: [],
			asPromised: false,
		});
	});

	it("keeps a deadlock", async () => {
		const { outcome, asPromised } = await recordLive(sampleDemo, "stuck", { speed: 200 }).ended;
		expect({ kind: outcome.kind, asPromised }).toEqual({ kind: "deadlock", asPromised: true });
	});
});
