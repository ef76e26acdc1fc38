import type { Job } from "../jobs.ts";
import { recordJob } from "../run-jobs.ts";
import { compareTable } from "./compare-table.ts";
import { type Comparison, rowOf } from "./compared.ts";
import { type Measure, measured } from "./measure.ts";

/** Compares the variants of each demo by one run of each. */
export function compareOnce(jobs: readonly Job[]): Comparison {
	return async (look, progress) => {
		const demos: Measure[][] = [];
		for (const job of jobs) {
			demos.push(measured(await recordJob(job, progress)));
		}
		const all = demos.flat();
		return {
			text: compareTable(demos, look),
			rows: all.map(rowOf),
			asPromised: all.every(({ asPromised }) => asPromised),
		};
	};
}
