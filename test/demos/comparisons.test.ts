// What is said of runs beside each other: in the chart, in sentences, and in the table.

import { expect, test } from "vitest";
import { measured } from "../../src/cli/compare/measure.ts";
import { type Run, runOf, viewOf } from "../../src/cli/runs.ts";
import type { Job } from "../../src/cli/sources.ts";
import type { Demo, Values } from "../../src/demos/define-demo.ts";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import { record } from "../../src/recording/record.ts";
import { DEFAULT_SEED } from "../../src/runtime/index.ts";
import { describeClosing } from "../../src/views/prose/describe-run.ts";
import { renderClosing } from "../../src/views/render.ts";
import { SEED } from "../seed.ts";
import { defaultsOf, drawnCases } from "./cases.ts";

/** For each demo: more than 50 in all. */
const SETS = Number(process.env.SETS ?? 3);

test("with the defaults, only runs that did the same and lost nothing are called faster or slower", {
	timeout: 60_000,
}, () => {
	const ratios = registry.flatMap((demo) => ratiosOf(ranWith(demo, defaultsOf(demo), DEFAULT_SEED)));
	expect(ratios).toEqual([
		"sync-vs-async/async 1.50× faster",
		"hello/concurrent 1.50× faster",
		"fetch/concurrent 2.25× faster",
		"gather/concurrent 3.00× faster",
		"as-completed/concurrent 3.54× faster",
		"cancel/never-awaits 1.25× slower",
		"monitor/concurrent 2.00× faster",
	]);
});

test(`no run of unlike outcome is called faster or slower, with ${SETS} drawn sets of parameters for each demo: SEED=${SEED}`, {
	timeout: 40_000 * SETS,
}, () => {
	const cases = drawnCases(registry, SEED, SETS, { count: 12, amount: 20 });
	const sets = cases.filter(({ demo, variant }) => variant === demo.variants[0]);
	expect(sets).toHaveLength(SETS * registry.length);
	const unfair = sets.flatMap(({ demo, parameters, seed: own }) => unfairIn(ranWith(demo, parameters, own)));
	expect(unfair).toEqual([]);
});

/** All variants of a demo, run with the same numbers. */
interface Ran {
	readonly job: Job;
	readonly runs: readonly Run[];
}

function ranWith(demo: Demo, parameters: Values, seed: number): Ran {
	const runs = demo.variants.map(({ name }) => runOf(record(programOf(demo, name, parameters), { seed })));
	return { job: { demo, variants: demo.variants, parameters, seed }, runs };
}

/** What the three places say of the variants after the first. */
function ratiosOf({ job, runs }: Ran): string[] {
	const lines = linesOf({ job, runs });
	return job.variants.slice(1).flatMap(({ name }, index) => {
		const said = lines[index]?.map((line) => /[\d.,]+(?:×| times) (?:faster|slower)/.exec(line)?.[0] ?? "");
		const ratio = said?.find((text) => text !== "") ?? "";
		return ratio === "" ? [] : [`${job.demo.name}/${name} ${ratio.replace(" times", "×")}`];
	});
}

/** For each variant after the first: its line below the charts, its sentence, and its cell in the table. */
function linesOf({ job, runs }: Ran): string[][] {
	const view = viewOf(job, runs, { lanes: 0 });
	const bare = { ...view, demo: { ...view.demo, why: "", next: [] } };
	const chart = renderClosing(bare, { columns: 200 }).split("\n");
	const prose = describeClosing(bare, { columns: 10_000 }).split("\n")[0] ?? "";
	const [, ...measures] = measured(job, runs);
	const sentences = prose.split(/(?<=\.) (?=[\w-]+ (?:took|never|did))/);
	return measures.map(({ variant, comparison }, index) => {
		const line = chart.find((one) => one.startsWith(`  ${variant} `)) ?? "";
		const { times, saved } = comparison;
		const word = times === null || saved === 0 ? "" : times > 1 ? "1× faster" : "1× slower";
		return [line, sentences[index] ?? "", word];
	});
}

/** Those of the variants that are called faster or slower in one of the three places, though they should not be, or not in all of them. */
function unfairIn({ job, runs }: Ran): string[] {
	const [first, ...others] = runs;
	const lines = linesOf({ job, runs });
	return others.flatMap((run, index) => {
		const said = (lines[index] ?? []).filter((line) => /faster|slower/.test(line)).length;
		const isRight = said === 0 || (said === 3 && first !== undefined && isWhole(first) && isWhole(run));
		const settings = Object.entries(job.parameters).map(([name, value]) => ` --set ${name}=${value}`);
		return isRight
			? []
			: [`run ${job.demo.name} --seed ${job.seed}${settings.join("")}: ${lines[index]?.join(" | ")}`];
	});
}

/** Known from what happened alone: main and all tasks returned, and nothing was found but that the thread was kept busy. */
function isWhole({ history, findings }: Run): boolean {
	return (
		history.outcome.kind === "returned" &&
		[...history.tasks()].every(({ ending }) => ending?.how === "returned") &&
		findings.every(({ kind }) => kind === "slow-callback")
	);
}
