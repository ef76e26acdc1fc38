import type { Seconds } from "../../recording/index.ts";
import { duration } from "../../text/figures.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import { plainTable, type Row } from "../../text/table.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Progress } from "../progress.ts";
import { recordJob, recordJobLive } from "../runs.ts";
import type { Job } from "../sources.ts";
import { type Comparison, demoCell, type Measure, measured, rowOf, variantCell } from "./measure.ts";

/** A run under virtual time, and how long the same took on the wall clock, in the run's own seconds. */
interface TimedRun {
	readonly measure: Measure;
	readonly live: Seconds;
}

/** Runs each variant under virtual time and on the wall clock, `speed` times as fast, and says how far apart they are. */
export function compareWallClock(jobs: readonly Job[], speed: number): Comparison {
	return async (look, progress) => {
		const demos: TimedRun[][] = [];
		for (const job of jobs) {
			demos.push(await wallClockOf(job, speed, progress));
		}
		const all = demos.flat();
		return {
			text: liveTable(demos, look),
			rows: all.map(({ measure, live }) => ({ ...rowOf(measure), live, difference: live - measure.elapsed })),
			asPromised: all.every(({ measure }) => measure.asPromised),
		};
	};
}

async function wallClockOf(job: Job, speed: number, progress: Progress): Promise<TimedRun[]> {
	const measures = measured(await recordJob(job, progress));
	const live = await recordJobLive(job, speed, progress);
	return measures.map((measure, index) => ({ measure, live: live[index]?.history.elapsed ?? 0 }));
}

function liveTable(
	demos: readonly (readonly TimedRun[])[],
	{ columns, paint = unpainted }: ViewOptions,
): string {
	const head = ["", "virtual", "wall clock", "apart"].map((heading) => paint("faint", heading));
	const right = { align: "right" } as const;
	return plainTable(
		[{}, right, right, right],
		[head, ...demos.flatMap((one) => demoRows(one, paint))],
		columns - 1,
	);
}

function demoRows(runs: readonly TimedRun[], paint: Paint): Row[] {
	const rows = runs.map(({ measure, live }) => [
		variantCell(measure, paint),
		duration(measure.elapsed),
		duration(live),
		duration(live - measure.elapsed),
	]);
	return [demoCell(runs[0]?.measure, paint), ...rows];
}
