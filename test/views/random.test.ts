import { expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import type { ActorLane, Lane, Life, State } from "../../src/history/timeline.ts";
import { UNICODE } from "../../src/text/glyphs.ts";
import { textWidth } from "../../src/text/width.ts";
import { drawActor } from "../../src/views/chart/actor-cells.ts";
import { Cells } from "../../src/views/chart/cells.ts";
import { type Scale, scaleFor } from "../../src/views/chart/scale.ts";
import { describeRun } from "../../src/views/prose/describe-run.ts";
import { renderFrame, renderLines, renderRun } from "../../src/views/render.ts";
import { viewOf } from "../stories.ts";
import { numbersFrom, randomRecording } from "./random-stories.ts";

/** ASYNC_LESSONS_SEED=N repeats a failure; each seed is in the message of its assertion. */
const FIRST = Number(process.env.ASYNC_LESSONS_SEED ?? Math.floor(Math.random() * 1e9));
const SEEDS = Array.from({ length: process.env.ASYNC_LESSONS_SEED ? 1 : 80 }, (_, i) => FIRST + i);

function tooWide(text: string, columns: number): string[] {
	return text.split("\n").filter((line) => textWidth(line) >= columns);
}

test("no line is wider than asked, whatever the labels are", () => {
	for (const seed of SEEDS) {
		const random = numbersFrom(seed);
		const columns = random() < 0.2 ? 10 + Math.floor(random() * 30) : 40 + Math.floor(random() * 261);
		const options = { columns, ascii: random() < 0.3, lines: random() < 0.5 };
		const lanes = random() < 0.3 ? "all" : undefined;
		const recordings = [randomRecording(seed), randomRecording(seed + 1e6)];
		const view = viewOf(
			{ title: "取得する 🚀 a title that is rather long for a narrow terminal" },
			recordings,
			{ lanes },
		);
		const elapsed = recordings[0]?.end?.at ?? 0;
		const texts = [
			renderRun(view, options),
			describeRun(view, options),
			renderLines(view.variants[0]?.lines ?? [], options),
			renderFrame(view, 0, random() * elapsed, { ...options, rows: 12 }).join("\n"),
		];
		for (const text of texts)
			expect(tooWide(text, columns), `seed ${seed}, ${columns} columns:\n${text}`).toEqual([]);
	}
});

test("a frame is never taller than asked", () => {
	for (const seed of SEEDS) {
		const random = numbersFrom(seed);
		const recording = randomRecording(seed);
		const rows = Math.floor(random() * 20);
		const frame = renderFrame(
			viewOf({}, [recording], { lanes: "all" }),
			0,
			random() * (recording.end?.at ?? 0),
			{
				columns: 80,
				rows,
			},
		);
		expect(frame.length, `seed ${seed}, ${rows} rows`).toBeLessThanOrEqual(rows);
	}
});

test("no bar and no mark is more than one cell from the truth, and nothing long is left out", () => {
	for (const seed of SEEDS) {
		const { lanes, window } = buildTimeline(new History(randomRecording(seed)), { lanes: "all" });
		const cells = 10 + Math.floor(numbersFrom(seed)() * 250);
		const scale = scaleFor(window.from, window.to, cells);
		for (const lane of lanes) {
			if (lane.kind === "resource") continue;
			const text = drawn(lane, scale, cells);
			expect(untrueCells(lane, scale, text), `seed ${seed}, ${cells} cells, ${lane.label}\n${text}`).toEqual(
				[],
			);
			expect(missing(lane, scale, text), `seed ${seed}, ${cells} cells, ${lane.label}\n${text}`).toEqual([]);
		}
	}
});

function drawn(lane: ActorLane, scale: Scale, width: number): string {
	const cells = new Cells(width + 10);
	drawActor(lane, { cells, scale, glyphs: UNICODE, until: Number.POSITIVE_INFINITY });
	return cells
		.pieces()
		.map((piece) => piece.text)
		.join("");
}

const STATES = Object.entries(UNICODE.states) as [State, string][];

/** Cells that show what did not happen within a cell of them. */
function untrueCells(lane: ActorLane, scale: Scale, text: string): string[] {
	return [...text].flatMap((glyph, cell) => {
		const from = scale.from + (cell - 1 - 1e-6) / scale.perSecond;
		const to = scale.from + (cell + 2 + 1e-6) / scale.perSecond;
		const near = lane.segments.filter((segment) => segment.from <= to && segment.to >= from);
		if (isTrue(glyph, lane, near, from, to)) return [];
		// A wait without end is drawn beyond the end.
		if (lane.stuck && from >= lane.to - 2 / scale.perSecond) return [];
		return [`${glyph} at cell ${cell}`];
	});
}

function isTrue(
	glyph: string,
	lane: ActorLane,
	near: ActorLane["segments"],
	from: number,
	to: number,
): boolean {
	const within = (at: number) => at >= from && at <= to;
	if (lane.kind === "span" && isCallSign(glyph))
		return lane.lives.some((life) => isTrueOfCall(glyph, life, from, to));
	if (glyph === " ") return !near.some((segment) => segment.from <= from && segment.to >= to);
	if (glyph === UNICODE.delivered) return lane.delivered.some(within);
	for (const end of ["done", "failed", "cancelled"] as const)
		if (glyph === UNICODE[end]) return lane.lives.some((life) => life.end === end && within(life.to));
	if (glyph === UNICODE.instant || UNICODE.eighths.includes(glyph))
		return near.some((segment) => segment.state === "running");
	const state = STATES.find(([, sign]) => sign === glyph)?.[0];
	return near.some((segment) => segment.state === state);
}

const { call } = UNICODE;

function isCallSign(glyph: string): boolean {
	return glyph === call.start || glyph === call.line || glyph === call.end;
}

function isTrueOfCall(glyph: string, life: Life, from: number, to: number): boolean {
	if (glyph === call.start) return life.from >= from && life.from <= to;
	if (glyph === call.end) return life.end === "done" && life.to >= from && life.to <= to;
	return life.from <= to && life.to >= from;
}

/** Stretches of three cells and more, and ends, that can't be seen. */
function missing(lane: ActorLane, scale: Scale, text: string): string[] {
	const glyphs = [...text];
	const around = (at: number) => {
		const cell = Math.floor((at - scale.from) * scale.perSecond + 1e-6);
		return glyphs.slice(Math.max(0, cell - 1), cell + 3).join("");
	};
	const isLong = (one: { readonly from: number; readonly to: number }) =>
		(one.to - one.from) * scale.perSecond >= 3;
	if (lane.kind === "span")
		return lane.lives.filter(isLong).flatMap((life) => missingOfCall(life, scale, glyphs));
	const stretches = lane.segments.filter(isLong);
	const lost = stretches.filter((one) => {
		const middle = Math.floor(((one.from + one.to) / 2 - scale.from) * scale.perSecond);
		return glyphs[middle] !== UNICODE.states[one.state];
	});
	const last = lane.lives.at(-1);
	const marked =
		last === undefined ||
		last.end === "abandoned" ||
		last.end === "never-woke" ||
		around(last.to).includes(UNICODE[last.end]);
	return [...lost.map((one) => `${one.state} from ${one.from}`), ...(marked ? [] : [`end ${last.end}`])];
}

/** The middle of a call, and how it ended. */
function missingOfCall({ from, to, end }: Life, scale: Scale, glyphs: readonly string[]): string[] {
	const cellAt = (at: number) => Math.floor((at - scale.from) * scale.perSecond + 1e-6);
	const sign = end === "failed" || end === "cancelled" ? UNICODE[end] : call.end;
	const isOpen = end === "abandoned" || end === "never-woke";
	const isEndSeen = isOpen || glyphs.slice(Math.max(0, cellAt(to) - 2), cellAt(to) + 1).includes(sign);
	const isMiddleSeen = glyphs[cellAt((from + to) / 2)] === call.line;
	return [...(isMiddleSeen ? [] : [`call from ${from}`]), ...(isEndSeen ? [] : [`end ${end}`])];
}

const ENDINGS = {
	done: "was done at",
	failed: "failed at",
	cancelled: "was cancelled at",
	"never-woke": "never woke",
	abandoned: "still pending",
};

test("the prose tells of every task and how it ended", () => {
	for (const seed of SEEDS) {
		const recording = randomRecording(seed);
		const view = viewOf({}, [recording], { lanes: "all" });
		const prose = describeRun(view, { columns: 1000 });
		const tasks =
			view.variants[0]?.timeline.lanes.filter((lane): lane is ActorLane => lane.kind === "task") ?? [];
		const told = tasks.map((lane: Lane) => `${lane.label}`);
		for (const [end, words] of Object.entries(ENDINGS)) {
			const some = tasks.some((lane) => lane.lives.at(-1)?.end === end);
			expect(prose.includes(words) || !some, `seed ${seed}: nobody ${words} in\n${prose}`).toBe(true);
		}
		for (const label of told.filter((label) => /^[\w-]+$/.test(label)))
			expect(prose, `seed ${seed}: ${label}`).toContain(label);
	}
});
