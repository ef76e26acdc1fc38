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

	test("are templates with the words of the vocabulary, texts, and columns in which what differs little is short", () => {
		const at = { at: 0, task: 1 };
		const use = { kind: "resource-used", use: "acquired", resource: 2 } as const;
		const made = {
			kind: "resource-created",
			resource: 1,
			resourceKind: "queue",
			capacity: 0,
			lock: 0,
		} as const;
		const place = { file: "/a.ts", line: 5, column: 1 };
		const facts: readonly Fact[] = [
			{ ...made, ...at, name: "pen" },
			{ ...made, ...at, at: 1.5, name: "pen", capacity: 63 },
			{ ...use, ...at, at: 1.25, level: 64 },
			{ ...use, ...at, at: 1.25, task: 300, level: -8192 },
			{ ...use, ...at, at: 1.25, level: 8192 },
			{ kind: "suspended", ...at, at: 2, wait: { kind: "sleep", until: 3.000001 }, place },
			{
				kind: "suspended",
				...at,
				at: 2,
				wait: {
					kind: "tasks",
					by: "gather",
					of: [1, 2, 300],
					count: 3,
					futures: [],
					until: "all",
					deadline: null,
					future: 0,
				},
			},
			{ kind: "printed", ...at, at: 2, stream: "stderr", text: "pen" },
		];
		const { packed, bytes } = packFacts(facts);
		const lines = [...packed.templates, packed.texts, packed.columns].map((one) => JSON.stringify(one));
		expect(`\n${lines.join("\n")}\n${[...bytes].join(" ")}\n`).toMatchInlineSnapshot(`
			"
			{"kind":"resource-created","resource":"\\u0001","resourceKind":"queue","capacity":"\\u0001","lock":"\\u0001","name":"\\u0003"}
			{"kind":"resource-used","use":"acquired","resource":"\\u0001","level":"\\u0001"}
			{"kind":"suspended","wait":{"kind":"sleep","until":"\\u0002"},"place":{"file":"\\u0003","line":"\\u0001","column":"\\u0001"}}
			{"kind":"suspended","wait":{"kind":"tasks","by":"gather","of":"\\u0004","count":"\\u0001","futures":[],"until":"all","deadline":null,"future":"\\u0001"}}
			{"kind":"printed","stream":"stderr","text":"\\u0003"}
			["pen","/a.ts"]
			[8,15,10,2,2,2,2,3,8,4,1,1,1,5,1,1,1]
			0 0 1 1 1 2 3 4 0 192 141 183 1 159 194 30 0 0 224 198 91 0 0 2 0 0 214 4 213 4 0 0 0 2 0 0 126 0 0 0 0 4 0 0 128 1 255 128 1 128 128 2 130 155 238 2 2 10 2 3 2 2 212 4 6 0 0
			"
		`);
		expect(packed.count).toBe(facts.length);
		expect(unpackFacts(packed, bytes)).toEqual(facts);
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
