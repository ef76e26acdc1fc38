import type { Demo, Parameter, Values, Variant } from "../../src/demos/define-demo.ts";
import { Random } from "../../src/runtime/index.ts";

/** One variant of a demo with one choice of parameters and seed. */
export interface Case {
	readonly demo: Demo;
	readonly variant: Variant;
	readonly seed: number;
	readonly parameters: Values;
}

/** No value above these is drawn, so that a test or a file does not grow too large. */
export interface Caps {
	readonly count: number;
	readonly amount: number;
}

const GREATEST_SEED = 2 ** 32 - 1;

/** All variants of the demos, `times` times each, with parameters and seeds that follow from `seed`. */
export function drawnCases(demos: readonly Demo[], seed: number, times: number, caps: Caps): Case[] {
	const random = new Random(seed);
	const drawn = Array.from({ length: times }, () => demos.flatMap((demo) => casesOf(demo, random, caps)));
	return drawn.flat();
}

function casesOf(demo: Demo, random: Random, caps: Caps): Case[] {
	const parameters = drawnValues(demo, random, caps);
	const seed = random.randint(0, GREATEST_SEED);
	return casesWith(demo, parameters, seed);
}

/** All variants of a demo with the same parameters and seed. */
export function casesWith(demo: Demo, parameters: Values, seed: number): Case[] {
	return demo.variants.map((variant) => ({ demo, variant, seed, parameters }));
}

/** The values that `choose` takes of a demo's parameters. */
export function valuesOf(demo: Demo, choose: (parameter: Parameter) => number): Values {
	return Object.fromEntries(Object.entries(demo.parameters).map(([name, one]) => [name, choose(one)]));
}

export function defaultsOf(demo: Demo): Values {
	return valuesOf(demo, (parameter) => parameter.default);
}

function drawnValues(demo: Demo, random: Random, caps: Caps): Values {
	return valuesOf(demo, (parameter) => drawnValue(parameter, random, caps));
}

// Small values are as likely as large ones, and round ones are common: those are where things happen at the same time.
function drawnValue({ range, whole }: Parameter, random: Random, caps: Caps): number {
	const [least, greatest] = [range[0], Math.min(range[1], whole === true ? caps.count : caps.amount)];
	const low = Math.max(least, 0.05);
	const value = low * (greatest / low) ** random.random();
	const digits = whole === true ? 0 : random.randint(0, 3);
	return Math.min(greatest, Math.max(least, Number(value.toFixed(digits))));
}

/** What a failing case is called. */
export function caseName({ demo, variant, seed, parameters }: Case): string {
	const settings = Object.entries(parameters).map(([name, value]) => ` --set ${name}=${value}`);
	return `run ${demo.name} --variant ${variant.name} --seed ${seed}${settings.join("")}`;
}
