import { describe, expect, it } from "vitest";
import { programOf } from "../../src/demos/program.ts";
import { BlockSplitter, FactBlocks } from "../../src/recording/fact-blocks.ts";
import type { Fact, Header } from "../../src/recording/facts.ts";
import { RecordingReader, readRecordings } from "../../src/recording/read.ts";
import { record } from "../../src/recording/record.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { RecordingError } from "../../src/recording/recording-error.ts";
import { writeRecording } from "../../src/recording/write.ts";
import { randomFacts } from "../history/random-facts.ts";
import { madeFacts, madeHeaders } from "./made-facts.ts";
import { sampleDemo } from "./sample-demo.ts";

const header = madeHeaders[0] as Header;
/** No two begin the same task or the same body. */
const facts = (madeFacts as Fact[]).map((fact, index): Fact => {
	if (fact.kind === "task-created") return { ...fact, task: index };
	return fact.kind === "span-started" ? { ...fact, span: index } : fact;
});

function blocksOf(of: Iterable<Fact>): Buffer[] {
	const blocks = new FactBlocks();
	const all: Buffer[] = [];
	const take = () => {
		const pieces: Buffer[] = [];
		blocks.write((bytes) => pieces.push(Buffer.from(bytes)));
		all.push(Buffer.concat(pieces));
	};
	for (const fact of of) if (blocks.add(fact)) take();
	take();
	return all;
}

/** Reads bytes that come in pieces of so many. */
function readIn(bytes: Buffer, length: number): readonly Recording[] {
	const reader = new RecordingReader();
	const pieces = new BlockSplitter(
		(text) => reader.read(text.toString()),
		(block) => reader.readBlock(block),
	);
	for (let from = 0; from < bytes.length; from += length) pieces.read(bytes.subarray(from, from + length));
	return reader.recordings;
}

function streamOf({ header: first, facts: all, end }: Recording): Buffer {
	const lines = [first, ...(end === null ? [] : [end])].map((line) =>
		Buffer.from(`${JSON.stringify(line)}\n`),
	);
	return Buffer.concat([lines[0] as Buffer, ...blocksOf(all), ...lines.slice(1)]);
}

function problemOf(bytes: Buffer): string {
	try {
		readIn(bytes, bytes.length);
	} catch (error) {
		if (error instanceof RecordingError) return error.message;
		throw error;
	}
	return "none";
}

describe("blocks say what lines say", () => {
	it.each([1, 7, 16, 1000, Number.MAX_SAFE_INTEGER])(
		"of every kind of fact, in pieces of %d bytes",
		(length) => {
			const recording: Recording = { header, facts, end: null };
			const [back] = readIn(streamOf(recording), length);
			expect([...(back?.facts ?? [])]).toEqual([
				...(readRecordings(writeRecording(recording))[0]?.facts ?? []),
			]);
			expect(back?.facts.length).toBe(facts.length);
		},
	);

	it.each(["succeeds", "fails", "stuck", "draws"])(
		"of the variant %s, with its places and end",
		(variant) => {
			const program = programOf(sampleDemo, variant, {}, import.meta.dirname);
			for (const places of [true, false]) {
				const recording = record(program, { places });
				const [back] = readIn(streamOf(recording), 500);
				const [read] = readRecordings(writeRecording(recording));
				expect([...(back?.facts ?? [])]).toEqual([...(read?.facts ?? [])]);
				expect(back?.end).toEqual(read?.end);
			}
		},
	);

	it("of more facts than a block takes, and of infinite times", () => {
		const waits: Fact[] = [
			{ kind: "suspended", at: 1 / 3, task: 1, wait: { kind: "sleep", until: Infinity } },
			{ kind: "suspended", at: 1 / 3, task: 1, wait: { kind: "sleep", until: 2 / 3 } },
			{ kind: "printed", at: 1e12, task: 0, text: '\ud800 \u2028 "\\ \u00ff' },
			{ kind: "resource-used", at: 1e12, task: 1, resource: 1, use: "put", level: 1e10, item: 3 },
		];
		const recording: Recording = { header, facts: [...randomFacts(1, 20_000), ...waits], end: null };
		const [back] = readIn(streamOf(recording), 65_536);
		expect([...(back?.facts ?? [])]).toEqual([
			...(readRecordings(writeRecording(recording))[0]?.facts ?? []),
		]);
	});
});

describe("what is no block is refused in one line", () => {
	const [block = Buffer.alloc(0)] = blocksOf([{ kind: "resumed", at: 0, task: 1 }]);
	const head = Buffer.from(`${JSON.stringify(header)}\n`);

	it("before a header, and within a line", () => {
		expect(problemOf(block)).toBe("line 0: a recording begins with a header, not with a block");
		expect(problemOf(Buffer.concat([head, Buffer.from('{"kind"'), block]))).toBe(
			"line 1: a block stands in the midst of a line",
		);
	});

	it("of rows that there are not, and of other bytes", () => {
		const odd = Buffer.from(block);
		odd.writeInt32LE(200, 16 + 8);
		expect(problemOf(Buffer.concat([head, odd]))).toBe("a damaged block: there are no rows of kind 200");
		expect(problemOf(Buffer.concat([head, Buffer.alloc(20, 0xff)]))).toBe(
			"not a recording: its text is not UTF-8",
		);
		const cut = Buffer.from(block.subarray(0, -2));
		cut.writeInt32LE(0, 12);
		expect(problemOf(Buffer.concat([head, cut]))).toBe("a damaged block: its texts are none");
	});

	it("of sizes that none of ours has", () => {
		for (const word of [1, 2, 3]) {
			for (const size of [-1, (1 << 28) + 1]) {
				const odd = Buffer.from(block);
				odd.writeInt32LE(size, 4 * word);
				expect(problemOf(Buffer.concat([head, odd]))).toBe("not a recording: its text is not UTF-8");
			}
		}
	});

	it("of numbers, words and texts that no fact has, and of more or fewer than its rows take", () => {
		const refusals = [
			rowOf({ times: [Number.NaN], task: 1 }),
			rowOf({ times: [0], task: -1 }),
			rowOf({ times: [0], task: 1, arg: -1 }),
			rowOf({ times: [0, 1], task: 1 }),
			rowOf({ times: [], task: 1 }),
			rowOf({ times: [0], task: 1, texts: ["left over"] }),
			rowOf({ times: [0], kind: PRINTED, task: 1 }),
			rowOf({ times: [0], kind: PRINTED, task: 1, texts: [{}] }),
			rowOf({ times: [0], kind: AT_RESOURCE, task: 1, arg: 1, extra: 8 }),
			rowOf({ times: [0], kind: AT_RESOURCE, task: 1, arg: 1, extra: -1 }),
		].map((odd) => problemOf(Buffer.concat([head, odd])));
		expect(refusals).toEqual([
			"a damaged block: its numbers are none",
			"a damaged block: its numbers are none",
			"a damaged block: its numbers are none",
			"a damaged block: its rows take 1 numbers, and there are 2",
			"a damaged block: its rows take 1 numbers, and there are 0",
			"a damaged block: its rows take 0 texts, and there are 1",
			"a damaged block: its texts are none",
			"a damaged block: its texts are none",
			"a damaged block: its words are none",
			"a damaged block: its words are none",
		]);
		expect(
			problemOf(Buffer.concat([head, rowOf({ times: [0], kind: PRINTED, task: 1, texts: ["x"] })])),
		).toBe("none");
	});
});

const RESUMED = 1;
const AT_RESOURCE = 6;
const PRINTED = 16;
const MOVES = 256;

interface Row {
	readonly times: readonly number[];
	readonly kind?: number;
	readonly task: number;
	readonly arg?: number;
	readonly extra?: number;
	readonly texts?: readonly unknown[];
}

/** A block of one row, whatever it says. */
function rowOf({ times, kind = RESUMED, task, arg = 0, extra = 0, texts = [] }: Row): Buffer {
	const text = Buffer.from(JSON.stringify(texts));
	const parts = [
		Int32Array.of(0xff, 1, times.length, text.length),
		Float64Array.from(times),
		Int32Array.of(kind + MOVES, task, arg, extra),
	].map((array) => Buffer.from(array.buffer));
	return Buffer.concat([...parts, text]);
}
