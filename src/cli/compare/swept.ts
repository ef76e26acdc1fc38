import type { Job } from "../jobs.ts";
import type { Progress } from "../progress.ts";
import { recordJob } from "../run-jobs.ts";
import { type Comparison, rowOf } from "./compared.ts";
import { type Measure, measured } from "./measure.ts";
import { type Range, type Sweep, sweepOf } from "./sweep.ts";
import { sweepView } from "./sweep-view.ts";

/** The measures of one demo for one value of its parameter, by variant. */
interface Step {
	readonly value: number;
	readonly measures: readonly Measure[];
}

/** Compares the variants of each demo over the values of a parameter. @throws {UsageError} if a demo does not allow them */
export function compareSwept(jobs: readonly Job[], range: Range): Comparison {
	const sweeps = jobs.map((job) => ({ job, sweep: sweepOf(job.demo, range) }));
	return async (look, progress) => {
		const texts: string[] = [];
		const rows: object[] = [];
		let asPromised = true;
		for (const { job, sweep } of sweeps) {
			const steps = await stepsOf(job, sweep, progress);
			const measures = steps.flatMap((step) => step.measures);
			const series = job.variants.map(({ name }) => ({
				variant: name,
				measures: measures.filter(({ variant }) => variant === name),
			}));
			texts.push(sweepView(job.demo.name, sweep, series, look));
			rows.push(...steps.flatMap((step) => rowsOf(step, sweep)));
			asPromised &&= measures.every((measure) => measure.asPromised);
		}
		return { text: texts.join("\n"), rows, asPromised };
	};
}

async function stepsOf(job: Job, { name, values }: Sweep, progress: Progress): Promise<Step[]> {
	const steps: Step[] = [];
	for (const value of values) {
		const parameters = { ...job.parameters, [name]: value };
		steps.push({ value, measures: measured(await recordJob({ ...job, parameters }, progress)) });
	}
	return steps;
}

function rowsOf({ value, measures }: Step, { name }: Sweep): object[] {
	return measures.map((measure) => ({ ...rowOf(measure), parameters: { [name]: value } }));
}
