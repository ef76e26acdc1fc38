import { expect, test } from "vitest";
import type { Demo, Parameter, Values } from "../../src/demos/define-demo.ts";
import { asExpected } from "../../src/demos/expectation.ts";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import { History } from "../../src/history/history.ts";
import { record } from "../../src/recording/record.ts";
import { SEED } from "../seed.ts";
import { type Case, caseName, casesWith, defaultsOf, drawnCases, valuesOf } from "./cases.ts";

/** How many draws of each demo; `PROGRAMS=100` for many. */
const draws = Number(process.env.PROGRAMS ?? 3);
/** More are tried once: each such run takes seconds. */
const MANY = 2_000;
const demos = registry;
const named = demos.map((demo) => [demo.name, demo] as const);

test.for(named)("%s keeps its promises with its defaults", ([, demo]) => {
	expect(broken(casesWith(demo, defaultsOf(demo), 42))).toEqual([]);
});

test.for(named)(
	"%s keeps its promises with each parameter at its least and its greatest",
	{ timeout: 60_000 },
	([, demo]) => {
		const cases = extremes(demo).flatMap((parameters) => casesWith(demo, parameters, 42));
		expect(broken(cases)).toEqual([]);
	},
);

test(`all keep their promises with drawn parameters and seeds: SEED=${SEED}`, { timeout: 60_000 }, () => {
	expect(broken(drawnCases(demos, SEED, draws, { count: MANY, amount: 60 }))).toEqual([]);
});

/**
 * One parameter at an end of its range, or at 2,000 of what there may be more, the others at their defaults; then all at their least,
 * and all at their greatest.
 */
function extremes(demo: Demo): Values[] {
	const usual = defaultsOf(demo);
	const each = Object.entries(demo.parameters).flatMap(([name, parameter]) =>
		endsOf(parameter).map((value) => ({ ...usual, [name]: value })),
	);
	return [...each, valuesOf(demo, ({ range }) => range[0]), valuesOf(demo, ({ range }) => range[1])];
}

function endsOf({ range: [least, greatest], whole }: Parameter): readonly [least: number, greatest: number] {
	return [least, whole === true ? Math.min(greatest, MANY) : greatest];
}

/** The cases in which the demo did otherwise than it promises, as commands to run. */
function broken(cases: readonly Case[]): string[] {
	return cases.filter((one) => !isKept(one)).map(caseName);
}

function isKept({ demo, variant, seed, parameters }: Case): boolean {
	return asExpected(new History(record(programOf(demo, variant.name, parameters), { seed })));
}
