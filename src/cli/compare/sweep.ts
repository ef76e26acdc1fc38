import type { Demo, Parameter } from "../../demos/define-demo.ts";
import { parameterProblem } from "../../recording/parameters.ts";
import { quoted, readDecimal } from "../option-values.ts";
import { UsageError } from "../usage-error.ts";

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

/** So many values are drawn where nobody says how many. */
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
export function sweepOf(demo: Demo, range: Range): Sweep {
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
