// Comparisons as tables: one run of each variant, one for each seed, and one on the wall clock.

import { neverEnds } from "../../history/outcome.ts";
import type { Seconds } from "../../recording/index.ts";
import { count, duration } from "../../text/figures.ts";
import { type Glyphs, glyphsOf } from "../../text/glyphs.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import { paragraph } from "../../text/paragraphs.ts";
import { type Column, plainTable, type Row } from "../../text/table.ts";
import { plainLine } from "../../text/width.ts";
import { factorOf, ratioText } from "../../views/comparison.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Interruption } from "../interruption.ts";
import { GREATEST_SEED } from "../option-values.ts";
import type { Progress } from "../progress.ts";
import { recordJob, recordJobLive } from "../runs.ts";
import type { Job } from "../sources.ts";
import { type Comparison, type Measure, measured, rowOf } from "./measure.ts";

/** Compares the variants of each demo by one run of each. */
export function compareOnce(jobs: readonly Job[]): Comparison {
	return async (display, progress, interruption) => {
		const demos: Measure[][] = [];
		for (const job of jobs) {
			if (interruption.happened) break;
			demos.push(measured(job, await recordJob(job, progress, interruption)));
		}
		const all = demos.flat();
		return {
			text: compareTable(demos, display),
			rows: all.map(rowOf),
			asExpected: all.every(({ asExpected }) => asExpected),
		};
	};
}

/** A column of the table: its heading, and what it says of a measure; empty where it says nothing. */
interface Entry extends Column {
	readonly heading: string;
	readonly text: (measure: Measure, paint: Paint, glyphs: Glyphs) => string;
}

const ENTRIES: readonly Entry[] = [
	{ heading: "", text: variantCell },
	{ heading: "time", align: "right", text: timeText },
	{ heading: "at once", align: "right", text: atOnceText },
	{ heading: "outcome", atLeast: 12, text: outcomeCell },
];

/** The measures of each demo under its name. Columns that would be empty are left out. */
function compareTable(demos: readonly (readonly Measure[])[], display: ViewOptions): string {
	const { columns, paint = unpainted } = display;
	const glyphs = glyphsOf(display);
	const all = demos.flat();
	const entries = ENTRIES.filter(({ text }) =>
		all.some((measure) => text(measure, unpainted, glyphs) !== ""),
	);
	const head = entries.map(({ heading }) => paint("faint", heading));
	const rows = demos.flatMap((measures): Row[] => [
		demoCell(measures[0], paint),
		...measures.map((measure) => entries.map(({ text }) => text(measure, paint, glyphs))),
	]);
	return plainTable(entries, [head, ...rows], columns - 1);
}

/** How a run ended stands beside it: of one that failed its time says nothing. */
function timeText({ elapsed, outcome, untimed }: Measure, paint: Paint): string {
	if (neverEnds(outcome)) return paint("bad", "never ends");
	if (untimed === null) return duration(elapsed);
	return outcome === "raised" ? "" : paint("bad", duration(elapsed));
}

/** How it ended, how it compares with the first variant, and what it is compared by. */
function outcomeCell({ ended, comparison, measure }: Measure, _paint: Paint, { times }: Glyphs): string {
	const factor = factorOf(comparison);
	return [ended, factor === null ? "" : ratioText(factor, times), plainLine(measure)]
		.filter((text) => text !== "")
		.join("; ");
}

/** Empty where nothing is concurrent. */
function atOnceText({ statistics: { mostAtOnce } }: Measure): string {
	return mostAtOnce > 1 ? count(mostAtOnce) : "";
}

/** The runs of one variant, one for each seed. */
interface Spread {
	/** With the seed that was given. */
	readonly measure: Measure;
	readonly least: number;
	readonly median: number;
	readonly greatest: number;
	readonly asExpected: boolean;
	/** How many runs have no time, and the word for the first of them. */
	readonly untimed: number;
	readonly word: string;
}

/** Compares the variants of each demo over `count` seeds, from the one given on. */
export function compareSeeded(jobs: readonly Job[], count: number): Comparison {
	return async (display, progress, interruption) => {
		const demos: Spread[][] = [];
		for (const job of jobs) {
			demos.push(spreadsOf(await measuresOf(job, count, progress, interruption)));
		}
		const all = demos.flat();
		return {
			text: spreadTable(demos, count, display),
			rows: all.map(({ measure, least, median, greatest }) => ({
				...rowOf(measure),
				seeds: { count, least, median, greatest },
			})),
			asExpected: all.every(({ asExpected }) => asExpected),
		};
	};
}

/** By seed, then by variant. */
async function measuresOf(
	job: Job,
	count: number,
	progress: Progress,
	interruption: Interruption,
): Promise<Measure[][]> {
	const bySeed: Measure[][] = [];
	for (let index = 0; index < count; index += 1) {
		const seed = (job.seed + index) % (GREATEST_SEED + 1);
		const runs = await recordJob({ ...job, seed }, progress, interruption);
		// Of the seed at which it was interrupted only the variants before are known.
		if (interruption.happened && bySeed.length > 0) break;
		bySeed.push(measured(job, runs));
	}
	return bySeed;
}

function spreadsOf(bySeed: readonly (readonly Measure[])[]): Spread[] {
	const [first = []] = bySeed;
	return first.map((measure, variant) => {
		const runs = bySeed.flatMap((measures) => measures[variant] ?? []);
		const timed = runs.filter(({ untimed }) => untimed === null);
		const times = timed.map(({ elapsed }) => elapsed).sort((a, b) => a - b);
		return {
			measure,
			least: times[0] ?? 0,
			median: medianOf(times),
			greatest: times.at(-1) ?? 0,
			asExpected: runs.every(({ asExpected }) => asExpected),
			untimed: runs.length - timed.length,
			word: runs.find(({ untimed }) => untimed !== null)?.untimed ?? "",
		};
	});
}

function medianOf(sorted: readonly number[]): number {
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function spreadTable(demos: readonly (readonly Spread[])[], count: number, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const rows = demos.flatMap((spreads): Row[] => [
		demoCell(spreads[0]?.measure, paint),
		...spreads.map((spread) => [variantCell(spread.measure, paint), ...spreadCells(spread, count, paint)]),
	]);
	const table = timesTable(["least", "median", "greatest", ""], rows, display);
	return `${table}\n${paragraph(`times over ${count} ${count === 1 ? "seed" : "seeds"}`, display)}`;
}

/** The times of those runs that have one, and what became of the others. */
function spreadCells(
	{ least, median, greatest, untimed, word }: Spread,
	count: number,
	paint: Paint,
): string[] {
	if (untimed === count) return [paint("bad", word), "", "", ""];
	const others = untimed === 0 ? "" : paint("bad", `${word} ${untimed === 1 ? "once" : `${untimed} times`}`);
	return [...[least, median, greatest].map((time) => duration(time)), others];
}

/** A run under virtual time, and how long the same took on the wall clock, in the run's own seconds. */
interface TimedRun {
	readonly measure: Measure;
	readonly live: Seconds;
	/** What became of it on the wall clock, where it has no time. */
	readonly untimed: string | null;
}

/** Runs each variant under virtual time and on the wall clock, `speed` times as fast, and says how far apart they are. */
export function compareWallClock(jobs: readonly Job[], speed: number): Comparison {
	return async (display, progress, interruption) => {
		const demos: TimedRun[][] = [];
		for (const job of jobs) {
			demos.push(await wallClockOf(job, speed, progress, interruption));
		}
		const all = demos.flat();
		return {
			text: liveTable(demos, display),
			rows: all.map(({ measure, live }) => ({ ...rowOf(measure), live, difference: live - measure.elapsed })),
			asExpected: all.every(({ measure, untimed }) => measure.asExpected && untimed === measure.untimed),
		};
	};
}

async function wallClockOf(
	job: Job,
	speed: number,
	progress: Progress,
	interruption: Interruption,
): Promise<TimedRun[]> {
	const measures = measured(job, await recordJob(job, progress, interruption));
	if (interruption.happened) return [];
	const live = await recordJobLive(job, speed, progress, interruption);
	const liveMeasures = measured(job, live);
	return measures.map((measure, index) => {
		const { elapsed = 0, untimed = null } = liveMeasures[index] ?? {};
		return { measure, live: elapsed, untimed };
	});
}

function liveTable(demos: readonly (readonly TimedRun[])[], display: ViewOptions): string {
	const { paint = unpainted } = display;
	const rows = demos.flatMap((runs): Row[] => [
		demoCell(runs[0]?.measure, paint),
		...runs.map(({ measure, live, untimed }) => [
			variantCell(measure, paint),
			timeText(measure, paint),
			untimed === null ? duration(live) : paint("bad", untimed),
			untimed === null && measure.untimed === null ? duration(live - measure.elapsed) : "",
		]),
	]);
	return timesTable(["virtual", "wall clock", "apart"], rows, display);
}

/** A table of names and times. */
function timesTable(
	headings: readonly string[],
	rows: readonly Row[],
	{ columns, paint = unpainted }: ViewOptions,
): string {
	const right = { align: "right" } as const;
	const head = ["", ...headings].map((heading) => paint("faint", heading));
	return plainTable([{}, ...headings.map(() => right)], [head, ...rows], columns - 1);
}

/** The first cell of a variant's row in a table. */
function variantCell({ variant }: Measure, paint: Paint): string {
	return `  ${paint("name", plainLine(variant))}`;
}

/** The line above the rows of a demo. */
function demoCell(first: Measure | undefined, paint: Paint): string {
	return paint("heading", plainLine(first?.demo ?? ""));
}
