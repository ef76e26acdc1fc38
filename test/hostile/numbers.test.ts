import { describe, expect, it } from "vitest";
import { readRecordings } from "../../src/recording/read.ts";
import { record } from "../../src/recording/record.ts";
import { RecordingError } from "../../src/recording/recording-error.ts";
import { writeRecording } from "../../src/recording/write.ts";
import { block, coroutine, sleep } from "../../src/runtime/index.ts";
import { textWidth } from "../../src/text/width.ts";
import { formsOf } from "./forms.ts";
import { madeRecording, soundRecordings, spoilt } from "./recordings.ts";

const WHOLE = [0, 1, 2, 1e15, 2 ** 31, 2 ** 32, 2 ** 53 - 1];
const TIMES = [0, 5e-324, 1e-9, 1e9, 1e15, 1e21, 1e308, Number.MAX_VALUE, -1, -1e308];
const WHOLE_FIELDS = [
	"task",
	"by",
	"of",
	"group",
	"span",
	"request",
	"limit",
	"future",
	"work",
	"resource",
	"lock",
	"item",
	"left",
	"count",
	"line",
	"column",
	"turns",
];
const TIME_FIELDS = ["at", "until", "when", "seconds", "deadline", "capacity", "level", "atLeast", "atMost"];

/** Every form of it is made, and has no line that is wider than the page. */
function isShown(text: string): boolean {
	const forms = formsOf(text);
	const pages = [forms.chart, forms.ascii, forms.prose, forms.frame].flatMap((page) =>
		(page ?? "").split("\n"),
	);
	return pages.every((line) => textWidth(line) < 80);
}

/** Another of the sound recordings for each case: all of them for each would take minutes. */
function recordingFor(fields: readonly string[], field: string, place: number): string {
	const all = soundRecordings();
	return all[(fields.indexOf(field) + place) % all.length] ?? "";
}

describe("a recording with odd numbers", () => {
	it.each(WHOLE_FIELDS.flatMap((field) => WHOLE.map((number) => [field, number] as const)))(
		"is shown with every %s %d",
		(name, number) => {
			const text = recordingFor(WHOLE_FIELDS, name, WHOLE.indexOf(number));
			const change = (field: string, value: unknown) =>
				field === name && Number.isInteger(value) ? number : value;
			expect(isShown(spoilt(text, change))).toBe(true);
		},
	);

	it.each(TIME_FIELDS.flatMap((field) => TIMES.map((number) => [field, number] as const)))(
		"is shown with every %s %d",
		(name, number) => {
			const text = recordingFor(TIME_FIELDS, name, TIMES.indexOf(number));
			const change = (field: string, value: unknown) =>
				field === name && typeof value === "number" ? number : value;
			expect(isShown(spoilt(text, change))).toBe(true);
		},
	);

	it("is shown where nothing in it makes sense", () => {
		expect(isShown(madeRecording())).toBe(true);
	});

	it("is shown where tasks are made by each other in a circle, and in a chain of 5,000", () => {
		const [header = ""] = (soundRecordings()[0] ?? "").split("\n");
		const made = (task: number, by: number) =>
			JSON.stringify({
				kind: "task-created",
				at: 0,
				task,
				name: `t${task}`,
				label: `t${task}`,
				by,
				group: 0,
			});
		const circle = [made(1, 3), made(2, 1), made(3, 2), made(4, 4)];
		const chain = Array.from({ length: 5000 }, (_, index) => made(index + 1, index));
		for (const facts of [circle, chain]) expect(isShown([header, ...facts].join("\n"))).toBe(true);
	});

	it.each([
		[
			"an error with causes",
			(depth: number) =>
				[
					'{"name":"E","message":"m","cause":'.repeat(depth),
					'{"name":"E","message":"m"}',
					"}".repeat(depth),
				].join(""),
			"error",
		],
		["a value", (depth: number) => "[".repeat(depth) + "]".repeat(depth), "value"],
	])("is refused or shown with %s 100,000 deep", (_what, nested, field) => {
		const [header = ""] = (soundRecordings()[0] ?? "").split("\n");
		const created = '{"kind":"task-created","at":0,"task":1,"name":"m","label":"m","by":0,"group":0}';
		for (const depth of [5, 100, 2000, 100_000]) {
			const ending =
				field === "value"
					? `"how":"returned","value":${nested(depth)}`
					: `"how":"raised","error":${nested(depth)}`;
			const text = [
				header,
				created,
				`{"kind":"task-ended","at":1,"task":1,"ending":{${ending}}}`,
				'{"kind":"end","how":"main-ended","at":1}\n',
			].join("\n");
			let shown: boolean | string;
			try {
				shown = isShown(text);
			} catch (error) {
				if (!(error instanceof RecordingError)) throw error;
				shown = error.message;
			}
			expect([true, "line 3: a damaged recording: it is nested too deeply"]).toContain(shown);
		}
	});

	it("is refused where a line has no end", () => {
		expect(() => readRecordings("x".repeat(20_000_000))).toThrow(
			new RecordingError("line 1: not a recording: a line of more than 16 million characters"),
		);
	});
});

describe("a program with odd times", () => {
	const run = (main: ReturnType<typeof coroutine<[], unknown>>) => {
		const recording = record({ name: "p", variant: "v", parameters: {}, main });
		const text = writeRecording(recording);
		return [recording.end?.how, formsOf(text).saved === text, isShown(text)];
	};

	it.each([
		["block(Infinity)", () => block(Number.POSITIVE_INFINITY)],
		["blocks that add up to infinity", () => [block(Number.MAX_VALUE), block(Number.MAX_VALUE)]],
		["block(1e308)", () => block(1e308)],
	])("is kept: %s", (_what, work) => {
		expect(
			run(
				coroutine("main", function* () {
					work();
				}),
			),
		).toEqual(["main-ended", true, true]);
	});

	it.each([Number.POSITIVE_INFINITY, Number.MAX_VALUE, 1e308, 1e21, 1e15, 5e-324, 1e-9])(
		"is kept where it sleeps %d seconds, three times",
		(seconds) => {
			const [how, ...others] = run(
				coroutine("main", function* () {
					for (let time = 0; time < 3; time += 1) yield* sleep(seconds);
				}),
			);
			expect(["main-ended", "deadlock"]).toContain(how);
			expect(others).toEqual([true, true]);
		},
	);
});
