import { describe, expect, test } from "vitest";
import { printProgram } from "../conformance/oracle/print-program.ts";
import { shrink } from "../conformance/oracle/shrink.ts";
import type { Program } from "../conformance/program.ts";
import { PROFILES, type Profile, randomProgram } from "../conformance/random-program.ts";
import { readVectors } from "../conformance/vectors.ts";
import { Choices } from "../runtime/seeds.ts";
import { SEED } from "../seed.ts";
import { hold } from "./held-to-the-scheduler.ts";
import { contradictionsOfRecording } from "./read-from-recording.ts";

/** How many programs; `PROGRAMS=100000 SEED=1 npx vitest run test/history/held` for many, or for the same once more. */
const PROGRAMS = Number(process.env.PROGRAMS ?? 150);
const PROGRAMS_A_TEST = 250;
const SECONDS_A_TEST = 120;

const vectors = ["vectors.jsonl", "more.jsonl", "found.jsonl"].flatMap((file) =>
	readVectors(new URL(`../conformance/${file}`, import.meta.url)),
);

/** The seeds of the random programs, some for each test. */
const seeds = Array.from({ length: Math.ceil(PROGRAMS / PROGRAMS_A_TEST) }, (_, index) => {
	const first = SEED + index * PROGRAMS_A_TEST;
	return { first, count: Math.min(PROGRAMS_A_TEST, PROGRAMS - index * PROGRAMS_A_TEST) };
});

describe("the history says what the loop holds, at the start and at the end of each turn", () => {
	test.each(vectors)("seed $program.seed, $program.profile", ({ program }) => {
		const trace = hold(program);
		expect(trace.contradictions).toEqual([]);
		expect(trace.compared).toBeGreaterThan(0);
	});

	test.each(seeds)(
		"$count random programs from seed $first on",
		async ({ first, count }) => {
			for (let seed = first; seed < first + count; seed += 1) {
				const program = randomProgram(seed, PROFILES[seed % PROFILES.length] as Profile);
				if (contradictionsOf(program).length > 0) await fail(program);
			}
			expect(count).toBeGreaterThan(0);
		},
		SECONDS_A_TEST * 1000,
	);
});

/** As the program runs; of every other one also as its recording is read. */
function contradictionsOf(program: Program): string[] {
	const { contradictions } = hold(program);
	const { seed = 0 } = program;
	return seed % 4 < 2
		? contradictions
		: [...contradictions, ...contradictionsOfRecording(program, new Choices(seed))];
}

/** Shows a program that is as small as it will go. */
async function fail(program: Program): Promise<never> {
	const smallest = await shrink(program, async (smaller) => contradictionsOf(smaller).length > 0);
	const { seed, profile } = program;
	const differences = contradictionsOf(smallest).join("\n");
	throw new Error(`seed ${seed}, ${profile}: ${differences}\n\n${printProgram(smallest)}`);
}
