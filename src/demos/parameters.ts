import type { Demo, Parameter, Values } from "./define-demo.ts";

/**
 * The values of one run: the defaults of the demo, with those given in their place.
 * @throws {RangeError} of a name that the demo does not have or a value that it does not allow
 */
export function withDefaults(demo: Demo, given: Readonly<Record<string, number>>): Values {
	for (const [name, value] of Object.entries(given)) {
		const problem = parameterProblem(demo, name, value);
		if (problem !== null) {
			throw new RangeError(problem);
		}
	}
	const values = Object.entries(demo.parameters).map(([name, { default: usual }]) => [
		name,
		given[name] ?? usual,
	]);
	return Object.fromEntries(values);
}

/** What is wrong with a parameter's name or value, with the way out; null if nothing is. */
export function parameterProblem(demo: Demo, name: string, value: number): string | null {
	const parameter = Object.hasOwn(demo.parameters, name) ? demo.parameters[name] : undefined;
	return parameter === undefined ? unknownParameter(demo, name) : valueProblem(name, parameter, value);
}

function unknownParameter(demo: Demo, name: string): string {
	const known = Object.keys(demo.parameters);
	const which = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
	return `${demo.name} has no parameter called ${name}; ${which}`;
}

function valueProblem(name: string, { range, whole, unit }: Parameter, value: number): string | null {
	const [least, greatest] = range;
	if (value >= least && value <= greatest && (whole !== true || Number.isInteger(value))) {
		return null;
	}
	const kind = whole === true ? "a whole number" : "a number";
	return `${name} is ${kind} from ${least} to ${greatest}${unit === "" ? "" : ` ${unit}`}, not ${value}`;
}
