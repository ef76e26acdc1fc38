import { describe, expect, it } from "vitest";
import { readRecording } from "../../src/recording/read.ts";
import { record } from "../../src/recording/record.ts";
import { RecordingError } from "../../src/recording/recording-error.ts";
import { plainRecording, writeRecording } from "../../src/recording/write.ts";
import { sampleDemo } from "./sample-demo.ts";

function problemOf(text: string): string {
	try {
		readRecording(text);
	} catch (error) {
		if (error instanceof RecordingError) return error.message;
		throw error;
	}
	return "none";
}

const written = writeRecording(record(sampleDemo, "succeeds"));

/** The written recording with one place in it changed. */
function damaged(...steps: (string | number)[]) {
	return (value: unknown) => {
		const document = JSON.parse(written);
		const last = steps.at(-1) ?? "";
		const holder = steps.slice(0, -1).reduce((inside, step) => inside[step], document);
		holder[last] = value;
		return problemOf(JSON.stringify(document));
	};
}

describe("readRecording", () => {
	it.each(["succeeds", "fails", "stuck", "draws"])("reads what was written of the variant %s", (variant) => {
		const recording = record(sampleDemo, variant, { places: true, seed: 7 });
		const back = readRecording(writeRecording(recording));
		expect(back).toEqual(plainRecording(recording));
		expect(readRecording(writeRecording(back))).toEqual(back);
	});

	it("begins with the format and its version", () => {
		expect(written).toMatch(/^\{"format":"async-lessons\/recording","version":1,"demo":"sample",/);
	});

	it("lets fields through that it does not know", () => {
		const document = { ...JSON.parse(written), mood: "good" };
		expect(readRecording(JSON.stringify(document))).toMatchObject({ demo: "sample", mood: "good" });
	});

	it("refuses what is no recording", () => {
		expect(problemOf("hello")).toMatch(/^not a recording: Unexpected token/);
		expect(problemOf("[]")).toBe("not a recording: it must be a JSON object");
		expect(problemOf("null")).toBe("not a recording: it must be a JSON object");
		expect(problemOf("{}")).toBe('not a recording: its format is undefined, not "async-lessons/recording"');
		expect(damaged("format")("async-lessons/run")).toBe(
			'not a recording: its format is "async-lessons/run", not "async-lessons/recording"',
		);
	});

	it("refuses a version that it does not know", () => {
		expect(damaged("version")(2)).toBe("a recording of version 2; this program reads version 1");
		expect(damaged("version")(undefined)).toBe(
			"a recording of version undefined; this program reads version 1",
		);
	});

	it("says where a recording is damaged", () => {
		expect(problemOf(written.slice(0, -20))).toMatch(/^not a recording: /);
		expect(damaged("elapsed")(null)).toBe("a damaged recording: elapsed must be a number, but is null");
		expect(damaged("events")(undefined)).toBe("a damaged recording: events must be a list, but is missing");
		expect(damaged("lines", 0, "text")(5)).toBe("a damaged recording: lines[0].text must be text, but is 5");
		expect(damaged("parameters", "delay")("2")).toBe(
			'a damaged recording: parameters.delay must be a number, but is "2"',
		);
		expect(damaged("outcome", "kind")("lost")).toBe(
			'a damaged recording: outcome.kind must be one of returned, raised, deadlock, livelock, but is "lost"',
		);
		expect(damaged("events", 1, "cause", "kind")("luck")).toBe(
			'a damaged recording: events[1].cause.kind must be one of start, turn, timer, result, handed, cancelled, but is "luck"',
		);
		expect(damaged("events", 0, "task")(-1)).toBe(
			"a damaged recording: events[0].task must be a whole number, but is -1",
		);
		expect(damaged("events", 0)([1, 2])).toBe(
			"a damaged recording: events[0] must be an object, but is [1,2]",
		);
	});
});
