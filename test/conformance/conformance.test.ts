import { describe, expect, it } from "vitest";
import { Trace } from "../../src/recording/trace.ts";
import { interpret } from "./interpreter.ts";
import { contradictions } from "./trace-order.ts";
import { readVectors } from "./vectors.ts";

const vectors = readVectors(new URL("vectors.jsonl", import.meta.url));
/** Programs with the statements that those lack. */
const more = readVectors(new URL("more.jsonl", import.meta.url));
/** Programs that our runtime once ended otherwise than CPython, made smaller. */
const found = readVectors(new URL("found.jsonl", import.meta.url));

describe("a program ends as CPython 3.13 ended it, line for line and time for time", () => {
	it("has all 480 programs to go by", () => {
		expect(vectors.map(({ program }) => program.seed)).toEqual(
			Array.from({ length: 480 }, (_, index) => index + 1),
		);
	});

	it.each([...vectors, ...more, ...found])(
		"seed $program.seed, $program.profile",
		({ program, log, outcome, elapsed }) => {
			expect(interpret(program)).toEqual({ log, outcome, elapsed });
		},
	);
});

describe("an observer changes nothing, and is told of every turn in order", () => {
	it.each([...vectors, ...more, ...found])(
		"seed $program.seed, $program.profile",
		({ program, log, outcome, elapsed }) => {
			const trace = new Trace();
			expect(interpret(program, { observer: trace })).toEqual({ log, outcome, elapsed });
			expect(contradictions(trace.facts)).toEqual([]);
		},
	);
});
