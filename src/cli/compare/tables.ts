// Comparisons as tables: one run of each variant, one for each seed, and one on the wall clock.

import type { Seconds } from "../../recording/index.ts";
import { count, duration } from "../../text/figures.ts";
import { type Glyphs, glyphsOf } from "../../text/glyphs.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import { type Column, plainTable, type Row } from "../../text/table.ts";
import { plainLine } from "../../text/width.ts";
import { hasEnded } from "../../views/outcome.ts";
import { factorOf, ratioText } from "../../views/speedup.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Interruption } from "../interruption.ts";
import { GREATEST_SEED } from "../option-values.ts";
import type { Progress } from "../progress.ts";
import { recordJob, recordJobLive } from "../runs.ts";
import type { Job } from "../sources.ts";
import { type Comparison, factText, type Measure, measured, rowOf } from "./measure.ts";

/** Compares the variants of each demo by one run of each. */
export function compareOnce(jobs: readonly Job[]): Comparison {
	return async (display, progress, interruption) => {
		const demos: Measure[][] = [];
		for (const job of jobs) {
			if (interruption.happened) break;
			demos.push(measured(await recordJob(job, progress, interruption)));
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
	{ heading: "", text: factorCell },
	{ heading: "saved", align: "right", text: savedText },
	{ heading: "at once", align: "right", text: ({ mostAtOnce }) => count(mostAtOnce) },
	{ heading: "", atLeast: 14, text: factsText },
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

function timeText({ elapsed, outcome }: Measure, paint: Paint): string {
	return hasEnded(outcome) ? duration(elapsed) : paint("bad", outcome);
}

/** The first variant is what the others are compared with, and has nothing to say here. */
function factorCell({ speedup }: Measure, paint: Paint, { times }: Glyphs): string {
	const factor = speedup && factorOf(speedup);
	if (!factor) return "";
	const text = ratioText(factor, times);
	return factor.word === "faster" ? paint("good", text) : text;
}

function savedText({ speedup }: Measure): string {
	return speedup === null || speedup.saved <= 0 ? "" : duration(speedup.saved);
}

function factsText({ facts }: Measure): string {
	return Object.entries(facts)
		.map(([name, value]) => factText(name, value))
		.join(", ");
}

/** The runs of one variant, one for each seed. */
interface Spread {
	/** With the seed that was given. */
	readonly measure: Measure;
	readonly least: number;
	readonly median: number;
	readonly greatest: number;
	readonly asExpected: boolean;
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
		bySeed.push(measured(runs));
	}
	return bySeed;
}

function spreadsOf(bySeed: readonly (readonly Measure[])[]): Spread[] {
	const [first = []] = bySeed;
	return first.map((measure, variant) => {
		const runs = bySeed.flatMap((measures) => measures[variant] ?? []);
		const times = runs.map(({ elapsed }) => elapsed).sort((a, b) => a - b);
		return {
			measure,
			least: times[0] ?? 0,
			median: medianOf(times),
			greatest: times.at(-1) ?? 0,
			asExpected: runs.every(({ asExpected }) => asExpected),
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
		...spreads.map(({ measure, least, median, greatest }) => [
			variantCell(measure, paint),
			...[least, median, greatest].map((time) => duration(time)),
		]),
	]);
	const table = timesTable(["least", "median", "greatest"], rows, display);
	return `${table}\n  times over ${count} ${count === 1 ? "seed" : "seeds"}\n`;
}

/** A run under virtual time, and how long the same took on the wall clock, in the run's own seconds. */
interface TimedRun {
	readonly measure: Measure;
	readonly live: Seconds;
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
			asExpected: all.every(({ measure }) => measure.asExpected),
		};
	};
}

async function wallClockOf(
	job: Job,
	speed: number,
	progress: Progress,
	interruption: Interruption,
): Promise<TimedRun[]> {
	const measures = measured(await recordJob(job, progress, interruption));
	if (interruption.happened) return [];
	const live = await recordJobLive(job, speed, progress, interruption);
	return measures.map((measure, index) => ({ measure, live: live[index]?.history.elapsed ?? 0 }));
}

function liveTable(demos: readonly (readonly TimedRun[])[], display: ViewOptions): string {
	const { paint = unpainted } = display;
	const rows = demos.flatMap((runs): Row[] => [
		demoCell(runs[0]?.measure, paint),
		...runs.map(({ measure, live }) => [
			variantCell(measure, paint),
			...[measure.elapsed, live, live - measure.elapsed].map((time) => duration(time)),
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
