import type { Demo, Parameter } from "../../demos/define-demo.ts";
import { parameterProblem } from "../../demos/parameters.ts";
import { UsageError } from "../errors.ts";
import type { Interruption } from "../interruption.ts";
import { quoted, readDecimal } from "../option-values.ts";
import type { Progress } from "../progress.ts";
import { recordJob } from "../runs.ts";
import type { Job } from "../sources.ts";
import { type Comparison, type Measure, measured, rowOf } from "./measure.ts";
import { sweepView } from "./sweep-view.ts";

/** A parameter and the values that it is to take, from least to greatest. */
export interface Sweep {
	readonly name: string;
	readonly unit: string;
	readonly values: readonly number[];
}

/** What `--sweep` asks for. */
export interface Range {
	readonly name: string;
	readonly from: number;
	readonly to: number;
	readonly steps: number | null;
}

const FORM = "NAME=FROM..TO or NAME=FROM..TO:STEPS";

/** The number of values without `:STEPS`. */
const USUAL_STEPS = 10;
const MOST_STEPS = 100;

/** Reads `--sweep NAME=FROM..TO[:STEPS]`. @throws {UsageError} if it has another form */
export function parseSweep(text: string): Range {
	const [, name = "", from = "", to = "", steps] = /^([^=]+)=(.+?)\.\.(.+?)(?::(.+))?$/.exec(text) ?? [];
	const range = { name, from: readDecimal(from), to: readDecimal(to) };
	if (range.from === null || range.to === null) {
		throw new UsageError(`--sweep wants ${FORM}, not ${quoted(text)}`);
	}
	if (range.from >= range.to) {
		throw new UsageError(`--sweep wants a greater end than start, not ${from}..${to}`);
	}
	return { name, from: range.from, to: range.to, steps: steps === undefined ? null : stepsOf(steps) };
}

function stepsOf(text: string): number {
	const steps = readDecimal(text);
	if (steps === null || !Number.isInteger(steps) || steps < 2 || steps > MOST_STEPS) {
		throw new UsageError(`--sweep wants 2 to ${MOST_STEPS} steps, not ${quoted(text)}`);
	}
	return steps;
}

/** The values that a demo's parameter takes. @throws {UsageError} if it has no such parameter or does not allow them */
function sweepOf(demo: Demo, range: Range): Sweep {
	const problem =
		parameterProblem(demo, range.name, range.from) ?? parameterProblem(demo, range.name, range.to);
	const parameter = demo.parameters[range.name];
	if (problem !== null || parameter === undefined) {
		throw new UsageError(problem ?? "");
	}
	return { name: range.name, unit: parameter.unit, values: valuesOf(range, parameter) };
}

/** Evenly spaced; whole numbers where only those are allowed, and none of them twice. */
function valuesOf({ from, to, steps }: Range, { whole = false }: Parameter): number[] {
	const count = steps ?? (whole ? Math.min(to - from + 1, USUAL_STEPS) : USUAL_STEPS);
	const values = Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
	return [...new Set(values.map((value) => (whole ? Math.round(value) : Number(value.toPrecision(6)))))];
}

/** The measures of one demo for one value of its parameter, by variant. */
interface Step {
	readonly value: number;
	readonly measures: readonly Measure[];
}

/** Compares the variants of each demo over the values of a parameter. @throws {UsageError} if a demo does not allow them */
export function compareSwept(jobs: readonly Job[], range: Range): Comparison {
	const sweeps = jobs.map((job) => ({ job, sweep: sweepOf(job.demo, range) }));
	return async (display, progress, interruption) => {
		const texts: string[] = [];
		const rows: object[] = [];
		let asExpected = true;
		for (const { job, sweep } of sweeps) {
			const steps = await stepsFor(job, sweep, progress, interruption);
			const measures = steps.flatMap((step) => step.measures);
			const series = job.variants.map(({ name }) => ({
				variant: name,
				measures: measures.filter(({ variant }) => variant === name),
			}));
			texts.push(sweepView(job.demo.name, sweep, series, display));
			rows.push(...steps.flatMap((step) => rowsOf(step, sweep)));
			asExpected &&= measures.every((measure) => measure.asExpected);
		}
		return { text: texts.join("\n"), rows, asExpected };
	};
}

async function stepsFor(
	job: Job,
	{ name, values }: Sweep,
	progress: Progress,
	interruption: Interruption,
): Promise<Step[]> {
	const steps: Step[] = [];
	for (const value of values) {
		const parameters = { ...job.parameters, [name]: value };
		const runs = await recordJob({ ...job, parameters }, progress, interruption);
		// Of the value at which it was interrupted only the variants before are known.
		if (interruption.happened) break;
		steps.push({ value, measures: measured(job, runs) });
	}
	return steps;
}

function rowsOf({ value, measures }: Step, { name }: Sweep): object[] {
	return measures.map((measure) => ({ ...rowOf(measure), parameters: { [name]: value } }));
}
