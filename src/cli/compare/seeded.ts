import { duration } from "../../text/figures.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import { plainTable, type Row } from "../../text/table.ts";
import type { ViewOptions } from "../../views/view.ts";
import { GREATEST_SEED } from "../option-values.ts";
import type { Progress } from "../progress.ts";
import { recordJob } from "../runs.ts";
import type { Job } from "../sources.ts";
import { type Comparison, demoCell, type Measure, measured, rowOf, variantCell } from "./measure.ts";

/** The runs of one variant, one for each seed. */
interface Spread {
	/** With the seed that was given. */
	readonly measure: Measure;
	readonly least: number;
	readonly median: number;
	readonly greatest: number;
	readonly asPromised: boolean;
}

/** Compares the variants of each demo over so many seeds, from the one given on. */
export function compareSeeded(jobs: readonly Job[], count: number): Comparison {
	return async (look, progress) => {
		const demos: Spread[][] = [];
		for (const job of jobs) {
			demos.push(spreadsOf(await measuresOf(job, count, progress)));
		}
		const all = demos.flat();
		return {
			text: seedsTable(demos, count, look),
			rows: all.map(({ measure, least, median, greatest }) => ({
				...rowOf(measure),
				seeds: { count, least, median, greatest },
			})),
			asPromised: all.every(({ asPromised }) => asPromised),
		};
	};
}

/** By seed, then by variant. */
async function measuresOf(job: Job, count: number, progress: Progress): Promise<Measure[][]> {
	const bySeed: Measure[][] = [];
	for (let index = 0; index < count; index += 1) {
		const seed = (job.seed + index) % (GREATEST_SEED + 1);
		bySeed.push(measured(await recordJob({ ...job, seed }, progress)));
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
			asPromised: runs.every(({ asPromised }) => asPromised),
		};
	});
}

function medianOf(sorted: readonly number[]): number {
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function seedsTable(demos: readonly (readonly Spread[])[], count: number, look: ViewOptions): string {
	const { columns, paint = unpainted } = look;
	const head = ["", "least", "median", "greatest"].map((heading) => paint("faint", heading));
	const right = { align: "right" } as const;
	const rows = demos.flatMap((spreads) => demoRows(spreads, paint));
	const table = plainTable([{}, right, right, right], [head, ...rows], columns - 1);
	return `${table}\n  times over ${count} ${count === 1 ? "seed" : "seeds"}\n`;
}

function demoRows(spreads: readonly Spread[], paint: Paint): Row[] {
	const rows = spreads.map(({ measure, least, median, greatest }) => [
		variantCell(measure, paint),
		...[least, median, greatest].map((time) => duration(time)),
	]);
	return [demoCell(spreads[0]?.measure, paint), ...rows];
}
