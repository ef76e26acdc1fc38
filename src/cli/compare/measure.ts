import { asExpected } from "../../demos/expectation.ts";
import { type Facts, returnedFacts } from "../../demos/returned-facts.ts";
import { hasEnded, type Outcome } from "../../history/outcome.ts";
import type { Statistics } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import { type Comparison as ComparedRuns, compared, outcomeText } from "../../views/comparison.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Interruption } from "../interruption.ts";
import type { Progress } from "../progress.ts";
import { type Run, variantView } from "../runs.ts";
import type { Job } from "../sources.ts";

/** The figures of one run that are compared. */
export interface Measure {
	readonly demo: string;
	readonly variant: string;
	readonly elapsed: Seconds;
	readonly outcome: Outcome["kind"];
	/** How it ended, and what it did not do, in words. */
	readonly ended: string;
	readonly asExpected: boolean;
	/** What became of it where it has no time to be compared: it failed, or never ended. Null: it has one. */
	readonly untimed: string | null;
	/** Beside the run of the first variant. */
	readonly comparison: ComparedRuns;
	readonly statistics: Statistics;
	/** What its demo compares it by beside its time, in words; empty: nothing. */
	readonly measure: string;
	/** The same as numbers, as main returned them. */
	readonly facts: Facts;
}

/** The measures of the runs of a job, each compared with the first. */
export function measured({ demo, variants }: Job, runs: readonly Run[]): Measure[] {
	const views = runs.map((run, index) => ({
		run,
		view: variantView(demo, variants[index], run, { lanes: 0 }),
	}));
	return views.map(({ run, view }) => {
		const { history } = run;
		const { header } = run.recording;
		return {
			demo: header.program,
			variant: header.variant,
			elapsed: history.elapsed,
			outcome: history.outcome.kind,
			ended: outcomeText(view),
			untimed: untimedWord(run),
			asExpected: asExpected(history),
			comparison: compared(view, views[0]?.view ?? view),
			statistics: view.timeline.statistics,
			measure: view.measure,
			facts: returnedFacts(history.outcome),
		};
	});
}

/** An error that was not promised came at any time: how long that took says nothing. */
function untimedWord({ recording: { header }, history: { outcome } }: Run): string | null {
	if (outcome.kind === "raised" && header.promise?.outcome !== "raised") return "failed";
	return hasEnded(outcome.kind) ? null : outcome.kind;
}

/** The result of a comparison: a page, and rows that say the same. */
export interface ComparisonResult {
	readonly text: string;
	readonly rows: readonly unknown[];
	readonly asExpected: boolean;
}

/** A way to compare, with its options checked. */
export type Comparison = (
	display: ViewOptions,
	progress: Progress,
	interruption: Interruption,
) => Promise<ComparisonResult>;

/** The row of a measure in JSON. */
export function rowOf(measure: Measure): object {
	const { demo, variant, elapsed, outcome, ended, comparison, statistics, facts } = measure;
	const { times: speedup, saved, differences } = comparison;
	const { mostAtOnce } = statistics;
	return {
		demo,
		variant,
		elapsed,
		speedup,
		saved,
		differences,
		outcome,
		ended,
		mostAtOnce,
		measure: measure.measure,
		facts,
	};
}
