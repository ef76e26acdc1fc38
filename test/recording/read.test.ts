import { describe, expect, it } from "vitest";
import { programOf } from "../../src/demos/program.ts";
import { FactLines } from "../../src/recording/fact-lines.ts";
import { FactStore } from "../../src/recording/fact-store.ts";
import { type End, FACTS, type Fact, type Header } from "../../src/recording/facts.ts";
import { LineScanner } from "../../src/recording/line-scanner.ts";
import type { Program } from "../../src/recording/program.ts";
import { RecordingReader, readRecordings } from "../../src/recording/read.ts";
import { record } from "../../src/recording/record.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { RecordingError } from "../../src/recording/recording-error.ts";
import { SavedSize } from "../../src/recording/saved-size.ts";
import { recordingLines, writeRecording } from "../../src/recording/write.ts";
import { coroutine, createTask, Queue, Semaphore, sleep, timeout, wait } from "../../src/runtime/index.ts";
import { madeEnds, madeFacts, madeHeaders } from "./made-facts.ts";
import { sampleDemo } from "./sample-demo.ts";

function problemOf(text: string): string {
	try {
		readRecordings(text);
	} catch (error) {
		if (error instanceof RecordingError) return error.message;
		throw error;
	}
	return "none";
}

function recorded(variant: string): Recording {
	return record(programOf(sampleDemo, variant, {}, import.meta.dirname), { places: true, seed: 7 });
}

const written = writeRecording(recorded("succeeds"));
const lines = written.trimEnd().split("\n");

/** The written recording with a field of one line changed. */
function damaged(line: number, field: string, value: unknown): string {
	const changed = lines.map((text, index) =>
		index === line - 1 ? JSON.stringify({ ...JSON.parse(text), [field]: value }) : text,
	);
	return problemOf(changed.join("\n"));
}

const header = madeHeaders[0] as Header;

describe("what is written is read back", () => {
	it("with every kind of fact and every field that it may have", () => {
		expect(new Set(madeFacts.map((fact) => (fact as Fact).kind))).toEqual(new Set(Object.keys(FACTS)));
		const recording: Recording = { header, facts: madeFacts as Fact[], end: null };
		const [back] = readRecordings(writeRecording(recording));
		expect([...(back?.facts ?? [])]).toEqual(JSON.parse(JSON.stringify(madeFacts)));
		expect(back?.facts.length).toBe(madeFacts.length);
	});

	it("with every header and every end", () => {
		for (const one of madeHeaders as Header[]) {
			const [back] = readRecordings(writeRecording({ header: one, facts: [], end: null }));
			expect(back?.header).toEqual({ ...one, sources: [] });
		}
		for (const end of madeEnds as End[]) {
			const [back, ...others] = readRecordings(writeRecording({ header, facts: [], end }));
			expect([back?.header, back?.facts.length, back?.end, others]).toEqual([
				{ ...header, sources: [] },
				0,
				end,
				[],
			]);
		}
	});

	it.each(["succeeds", "fails", "stuck", "draws"])(
		"of the variant %s, and written again the same",
		(variant) => {
			const text = writeRecording(recorded(variant));
			const [back] = readRecordings(text);
			expect(back && writeRecording(back)).toBe(text);
		},
	);

	it("with times and numbers that are infinite", () => {
		const forever = coroutine("main", function* () {
			createTask(timeout(Infinity, () => sleep(Infinity)));
			createTask(new Semaphore(Infinity).acquire());
			yield* wait([createTask(new Queue(Infinity).get())], { timeout: Infinity });
		});
		const program: Program = { name: "made", variant: "", parameters: {}, main: () => forever() };
		const text = writeRecording(record(program));
		const [back] = readRecordings(text);
		expect(back && writeRecording(back)).toBe(text);
		expect(back?.end).toEqual({ kind: "end", how: "deadlock", at: 0 });
	});

	it("several after each other", () => {
		const two = readRecordings(written + writeRecording(recorded("stuck")));
		expect(two.map((recording) => [recording.header.variant, recording.end?.how])).toEqual([
			["succeeds", "main-ended"],
			["stuck", "deadlock"],
		]);
	});

	it("with files by their path from the program, in the header too", () => {
		expect(JSON.parse(lines[0] as string)).toMatchObject({ sources: ["sample-demo.ts"] });
		expect(written).not.toContain(import.meta.dirname);
	});
});

describe("a recording that breaks off", () => {
	it("is read up to there, wherever that is among its last 2,000 bytes", () => {
		const end = madeEnds[0] as End;
		const facts = (madeFacts as Fact[]).filter((_fact, index) => index % 20 === 0);
		const text = writeRecording({ header, facts, end });
		const bytes = Buffer.from(text.replaceAll(':"text"', ':"tëxt 文"'));
		expect(bytes.length).toBeGreaterThan(2_000);
		for (let length = bytes.length - 2_000; length < bytes.length - 1; length += 1) {
			const left = bytes.subarray(0, length).toString();
			const [cut, ...others] = readRecordings(left);
			expect(others).toEqual([]);
			expect(cut?.facts.length).toBe(left.split("\n").filter(isJson).length - 1);
			expect(cut?.end).toBe(null);
		}
		const [whole] = readRecordings(bytes.subarray(0, -1).toString());
		expect([whole?.facts.length, whole?.end]).toEqual([facts.length, end]);
	});

	it("in its header is none", () => {
		expect(problemOf(written.slice(0, 40))).toMatch(
			/^not a recording: Unterminated|^not a recording: Unexpected/,
		);
	});
});

function isJson(line: string): boolean {
	try {
		return typeof JSON.parse(line) === "object";
	} catch {
		return false;
	}
}

describe("refused in one line is", () => {
	it("what is no recording", () => {
		expect(problemOf("hello")).toMatch(/^not a recording: Unexpected token/);
		expect(problemOf("[]")).toBe("not a recording: each line must be a JSON object, not []");
		expect(problemOf("null")).toBe("not a recording: each line must be a JSON object, not null");
		expect(problemOf("{}")).toBe('not a recording: its format is undefined, not "async-lessons/recording"');
		expect(damaged(1, "format", "async-lessons/run")).toBe(
			'not a recording: its format is "async-lessons/run", not "async-lessons/recording"',
		);
		expect(problemOf(lines.slice(1).join("\n"))).toBe(
			"line 1: a recording begins with a header, not with a fact",
		);
		expect(problemOf(`${written}${lines[1]}\n`)).toBe(
			`line ${lines.length + 1}: a recording begins with a header, not with a fact`,
		);
	});

	it("another version", () => {
		expect(damaged(1, "version", 1)).toBe(
			"a recording of version 1; this program reads version 2: record it again",
		);
		expect(problemOf('{"format":"async-lessons/recording","version":1,"demo":"sample","events":[]}')).toBe(
			"a recording of version 1; this program reads version 2: record it again",
		);
	});

	it("a damaged line, with its number, the field and what it should be", () => {
		const created = lines.findIndex((line) => line.includes('"task-created"')) + 1;
		const waits = lines.findIndex((line) => line.includes('"suspended"')) + 1;
		expect(damaged(created, "label", 5)).toBe(
			`line ${created}: a damaged recording: label must be text, but is 5`,
		);
		expect(damaged(created, "label", undefined)).toBe(
			`line ${created}: a damaged recording: label is missing`,
		);
		expect(damaged(waits, "wait", { kind: "task" })).toBe(
			`line ${waits}: a damaged recording: wait.of is missing`,
		);
		expect(damaged(created, "task", -1)).toBe(
			`line ${created}: a damaged recording: task must be a whole number, but is -1`,
		);
		expect(damaged(created, "at", null)).toBe(
			`line ${created}: a damaged recording: at must be a number, but is null`,
		);
		expect(damaged(created, "kind", "made")).toBe(
			`line ${created}: a damaged recording: there are no facts of kind "made"`,
		);
		expect(damaged(waits, "wait", { kind: "luck" })).toBe(
			`line ${waits}: a damaged recording: wait.kind must be "turn" or "sleep" or "task" or "future" or "tasks" or "lock" or "semaphore" or "event" or "condition" or "barrier" or "get" or "put" or "join" or "outside", but is "luck"`,
		);
		expect(damaged(waits, "wait", 5)).toBe(
			`line ${waits}: a damaged recording: wait must be an object, but is 5`,
		);
		expect(problemOf(written.replace("\n", "\n{oops\n"))).toMatch(/^line 2: Expected property name/);
	});
});

describe("what may be written may be read", () => {
	const printed = (text: string) => ({ kind: "printed", at: 1, task: 1, text });
	const returned = (value: unknown) => ({
		kind: "task-ended",
		at: 1,
		task: 1,
		ending: { how: "returned", value },
	});
	const awkward = [
		...["a long text of a demo", 'a "b" c', "a\\b", "a\nb", "\u202e", "\u009b", "é漢", "\ud800"].map(printed),
		...[null, 1, -0, 1e21, "x", 'x"}}', [1, { a: "}}" }], {}].map(returned),
	] as Fact[];

	it("since a fact has a brief line exactly if it is read as one", () => {
		const facts = [...(madeFacts as Fact[]), ...awkward];
		const isRead = (line: string) =>
			new LineScanner(new FactStore((place) => place)).take(line, 0, line.length - 1);
		const differences = facts.filter((fact) => {
			const lines = new FactLines();
			return (lines.brief(fact) !== null) !== isRead(lines.of(fact));
		});
		expect(differences).toEqual([]);
	});

	it("and both count it in the same way", () => {
		const recording: Recording = { header, facts: awkward, end: { kind: "end", how: "main-ended", at: 1 } };
		const text = writeRecording(recording);
		const all = text.length - text.split("\n").length + 1;
		const briefs = awkward.map((fact) => new FactLines().brief(fact)?.slice(0, -1).length ?? 0);
		const long = all - briefs.reduce((sum, length) => sum + length, 0);
		const write = (size: SavedSize) => [...recordingLines(recording, size)].join("");
		const read = (size: SavedSize) => {
			const reader = new RecordingReader(null, size);
			reader.read(text);
			return [...(reader.last?.facts ?? [])];
		};
		expect(write(new SavedSize({ all, long }))).toBe(text);
		expect(read(new SavedSize({ all, long })).length).toBe(awkward.length);
		const tooMuch = new RecordingError(
			"more than a file of recordings can hold; save fewer variants, or smaller ones",
		);
		for (const size of [
			{ all: all - 1, long },
			{ all, long: long - 1 },
		]) {
			expect(() => write(new SavedSize(size))).toThrow(tooMuch);
			expect(() => read(new SavedSize(size))).toThrow(tooMuch);
		}
	});
});
