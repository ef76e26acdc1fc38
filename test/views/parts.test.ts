import { Chalk } from "chalk";
import { describe, expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import { parseLaneChoice } from "../../src/history/lanes/lane-choice.ts";
import type { Lane, State } from "../../src/history/timeline.ts";
import { counted, duration, factorText, spokenDuration } from "../../src/text/figures.ts";
import type { Role } from "../../src/text/paint.ts";
import { piece } from "../../src/text/row.ts";
import { chalkPaint } from "../../src/text/themes.ts";
import { scaleFor, tickLabel } from "../../src/views/chart/scale.ts";
import { describeMoment } from "../../src/views/prose/describe-moment.ts";
import { renderPalette } from "../../src/views/render.ts";
import { fetchConcurrent } from "../stories.ts";

describe("durations", () => {
	test.each([
		[0, "0.00 s"],
		[4.5, "4.50 s"],
		[1200, "1,200.00 s"],
		[0.01, "0.01 s"],
		[0.005, "5.00 ms"],
		[0.000012, "0.01 ms"],
		[0.000002, "2.00 µs"],
		[1e-12, "0.01 µs"],
	])("%d seconds are %s, and never nothing", (seconds, text) => {
		expect(duration(seconds)).toBe(text);
	});

	test.each([
		[0, "0 seconds"],
		[1, "1 second"],
		[1.5, "1.5 seconds"],
		[0.0005, "500 microseconds"],
	])("%d is spoken as %s", (seconds, text) => {
		expect(spokenDuration(seconds)).toBe(text);
	});

	test("small numbers are words, great ones have their thousands apart", () => {
		expect([counted(0, "task"), counted(1, "task"), counted(6, "task"), counted(1000, "task")]).toEqual([
			"no tasks",
			"one task",
			"six tasks",
			"1,000 tasks",
		]);
	});

	test("a factor near one keeps enough digits to differ from it", () => {
		expect([factorText(2.25), factorText(1.000123)]).toEqual(["2.25", "1.000123"]);
	});
});

describe("a scale", () => {
	test.each([
		[4.5, 46, 1, 10],
		[10, 46, 2, 9],
		[2, 46, 0.5, 11],
		[0.0005, 46, 0.0001, 9],
		[36000, 100, 5000, 13],
	])("of %d seconds on %d cells has ticks of %d seconds, %d cells each", (to, cells, step, apart) => {
		expect(scaleFor(0, to, cells).tick).toEqual({ step, cells: apart });
	});

	test("that begins within a run begins at a tick", () => {
		const scale = scaleFor(1.7, 4.1, 46);
		expect([scale.from, tickLabel(scale, 0), tickLabel(scale, 1)]).toEqual([1.5, "1.5", "2"]);
	});

	test("of no time at all has one cell", () => {
		expect(scaleFor(0, 0, 46).last).toBe(0);
	});
});

test("a text comes into a row without control characters and escape sequences", () => {
	expect(piece("a\u001b[31m\nb\t\u0007c").text).toBe("a b c");
});

test.each([
	["40", 40],
	["all", "all"],
	["failed", "failed"],
	["slowest:5", { slowest: 5 }],
	["some", null],
	["-1", null],
	["slowest:", null],
])("lanes can be asked for as %s", (text, choice) => {
	expect(parseLaneChoice(text)).toEqual(choice);
});

test("a moment is told in a phrase", () => {
	const timeline = buildTimeline(new History(fetchConcurrent()));
	expect([0.5, 1, 1.2, 1.7, 2, 2.5].map((at) => describeMoment(timeline, at))).toEqual([
		"API-1, API-2 and API-3 wait for a timer or I/O",
		"API-1 and API-3 wait for a timer or I/O",
		"API-1 and API-3 wait for a timer or I/O",
		"API-1 waits for a timer or I/O",
		"",
		"",
	]);
});

test("of a task that is in a call the call says what goes on, of one that waits otherwise it says so itself", () => {
	const whole = buildTimeline(new History(fetchConcurrent()));
	const lane = (label: string, kind: "task" | "span", parent: number, from: number, to: number) =>
		({ ...whole.lanes[0], label, kind, parent, segments: [{ state: "waiting", from, to, why: "" }] }) as Lane;
	const lanes = [lane("main", "task", -1, 0, 4), lane("load", "span", 0, 1, 2), lane("job", "task", 0, 2, 3)];
	expect([0, 1, 2, 3, 4].map((at) => describeMoment({ ...whole, lanes }, at))).toEqual([
		"main waits for a timer or I/O",
		"load waits for a timer or I/O",
		"main and job wait for a timer or I/O",
		"main waits for a timer or I/O",
		"",
	]);
});

test("of what goes on in a moment the most telling is told, of one and of several", () => {
	const states = ["awaiting", "ready", "blocked", "waiting", "cleaning-up", "running"] as const;
	const whole = buildTimeline(new History(fetchConcurrent()));
	const [lane] = whole.lanes;
	const inState = (label: string, state: State) =>
		({ ...lane, label, segments: [{ state, from: 0, to: 1, why: "" }] }) as Lane;
	const phrases = states.map((state, index) => {
		const milder = states.slice(0, index).map((one) => inState(one, one));
		const several = [...milder, inState("A", state)];
		return [several, [...several, inState("B", state)]].map((lanes) =>
			describeMoment({ ...whole, lanes }, 0),
		);
	});
	expect(phrases).toEqual([
		["A awaits a task", "A and B await a task"],
		["A waits for its turn", "A and B wait for their turn"],
		["A is held up", "A and B are held up"],
		["A waits for a timer or I/O", "A and B wait for a timer or I/O"],
		["A was told to stop and goes on", "A and B were told to stop and go on"],
		["A runs", "A and B run"],
	]);
});

describe("the themes", () => {
	const ROLES: readonly Role[] = [
		"plain",
		"waiting",
		"blocked",
		"cancelled",
		"failed",
		"running",
		"awaiting",
	];
	const dressed = (level: 0 | 1 | 2 | 3, theme: "ansi" | "okabe-ito") => {
		const paint = chalkPaint(new Chalk({ level }), theme);
		// Escape codes are made readable.
		return ROLES.map((role) => paint(role, "x").replaceAll("\u001b", "^"));
	};

	test("use the terminal's own 16 colours unless asked otherwise, and no green", () => {
		expect(dressed(3, "ansi")).toEqual([
			"x",
			"^[36mx^[39m",
			"^[33mx^[39m",
			"^[35mx^[39m",
			"^[31mx^[39m",
			"^[1mx^[22m",
			"^[2mx^[22m",
		]);
	});

	test("of Okabe and Ito need 256 colours", () => {
		expect(dressed(1, "okabe-ito")).toEqual(dressed(1, "ansi"));
		expect(dressed(2, "okabe-ito")[1]).toBe("^[38;5;117mx^[39m");
		expect(dressed(3, "okabe-ito")[1]).toBe("^[38;2;86;180;233mx^[39m");
	});

	test("paint nothing where there is no colour", () => {
		expect(dressed(0, "okabe-ito")).toEqual(ROLES.map(() => "x"));
	});
});

test("the palette shows every sign with its meaning", async () => {
	const both = [renderPalette({ columns: 80 }), renderPalette({ columns: 80, ascii: true })];
	await expect(both.join("\n")).toMatchFileSnapshot("pictures/palette.txt");
});
