import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { programOf } from "../../../src/demos/program.ts";
import { registry } from "../../../src/demos/registry.ts";
import type { Fact } from "../../../src/recording/index.ts";
import { readRecordings } from "../../../src/recording/read.ts";
import { record } from "../../../src/recording/record.ts";
import { writeRecording } from "../../../src/recording/write.ts";
import { packFacts, unpackFacts } from "../../../src/views/page/pack.ts";

const variants = registry.flatMap((demo) => demo.variants.map(({ name }) => [demo, name] as const));

/** The most that a fact may take in a page. */
const MOST_BYTES = 5;

describe("packed facts", () => {
	test.each(variants.map(([demo, name]) => [`${demo.name} ${name}`, demo, name] as const))(
		"of %s come back as they would from a file",
		(_name, demo, variant) => {
			const recording = record(programOf(demo, variant, {}, ""), { places: true });
			const [read] = readRecordings(writeRecording(recording));
			const { packed, bytes } = packFacts(recording.facts);
			expect(unpackFacts(JSON.parse(JSON.stringify(packed)), bytes)).toEqual([...(read?.facts ?? [])]);
		},
	);

	test("hold numbers that are no times, texts of any kind, and lists", () => {
		const values = [1e300, -0.1, 1 / 3, "\u0001", [], [1, 2], [1, "a"], { how: "x", until: 2.5 }, null, true];
		const facts = values.map(
			(value): Fact => ({ kind: "task-ended", at: 0.25, task: 1, ending: { how: "returned", value } }),
		);
		const { packed, bytes } = packFacts(facts);
		expect(unpackFacts(JSON.parse(JSON.stringify(packed)), bytes)).toEqual(facts);
	});

	test(`take at most ${MOST_BYTES} bytes each in a page, of a run of 1,000 tasks`, () => {
		const demo = registry.find(({ name }) => name === "unbounded");
		if (demo === undefined) throw new Error("there is no demo called unbounded");
		const { facts } = record(programOf(demo, "limited", { requests: 1000 }, ""), { places: true });
		const { packed, bytes } = packFacts(facts);
		const text = Buffer.concat([Buffer.from(JSON.stringify(packed)), bytes]);
		const size = deflateRawSync(text, { level: 9 }).toString("base64").length;
		expect(facts.length).toBeGreaterThan(10_000);
		expect(size / facts.length).toBeLessThan(MOST_BYTES);
	}, 60_000);
});
