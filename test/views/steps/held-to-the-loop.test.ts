import { describe, expect, test } from "vitest";
import { programOf } from "../../../src/demos/program.ts";
import { registry } from "../../../src/demos/registry.ts";
import { printProgram } from "../../conformance/oracle/print-program.ts";
import { shrink } from "../../conformance/oracle/shrink.ts";
import { PROFILES, type Profile, randomProgram } from "../../conformance/random-program.ts";
import { readVectors } from "../../conformance/vectors.ts";
import { SEED } from "../../seed.ts";
import { contradictionsOfMain, contradictionsOfSteps } from "./held-to-the-loop.ts";

/** How many programs; `PROGRAMS=10000 SEED=1 npx vitest run test/views/steps/held` for many, or for the same once more. */
const PROGRAMS = Number(process.env.PROGRAMS ?? 20);

/** One in so many of the programs that CPython has run is taken, or each. */
const SHARE = process.env.PROGRAMS === undefined ? 4 : 1;

const vectors = ["vectors.jsonl", "more.jsonl", "found.jsonl"].flatMap((file) =>
	readVectors(new URL(`../../conformance/${file}`, import.meta.url)),
);
const variants = registry.flatMap((demo) =>
	demo.variants.map(({ name }) => [`${demo.name} ${name}`, programOf(demo, name)] as const),
);

describe("steps say what the loop holds at the end of each turn", () => {
	test(`of programs that CPython has run too, one of ${SHARE}: SEED=${SEED}`, () => {
		const own = vectors.filter((_vector, index) => index % SHARE === SEED % SHARE);
		expect(own.length).toBeGreaterThan(100);
		const wrong = own.flatMap(({ program }) =>
			contradictionsOfSteps(program).map((text) => `seed ${program.seed}: ${text}`),
		);
		expect(wrong.slice(0, 20)).toEqual([]);
	}, 120_000);

	test(`of ${PROGRAMS} random programs from seed ${SEED} on`, async () => {
		for (let seed = SEED; seed < SEED + PROGRAMS; seed += 1) {
			const program = randomProgram(seed, PROFILES[seed % PROFILES.length] as Profile);
			if (contradictionsOfSteps(program).length === 0) continue;
			const smallest = await shrink(program, async (smaller) => contradictionsOfSteps(smaller).length > 0);
			throw new Error(
				`seed ${seed}: ${contradictionsOfSteps(smallest).join("\n")}\n\n${printProgram(smallest)}`,
			);
		}
		expect(PROGRAMS).toBeGreaterThan(0);
	}, 120_000);

	test.each(variants)("of the demo %s", (_name, { main }) => {
		expect(contradictionsOfMain(main)).toEqual([]);
	});
});
