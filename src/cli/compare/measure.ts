import { asExpected } from "../../demos/expectation.ts";
import { buildTimeline } from "../../history/lanes/build-timeline.ts";
import type { Outcome } from "../../history/outcome.ts";
import type { Seconds } from "../../recording/index.ts";
import { count, duration } from "../../text/figures.ts";
import { type Speedup, speedup } from "../../views/speedup.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Interruption } from "../interruption.ts";
import type { Progress } from "../progress.ts";
import type { Run } from "../runs.ts";

/** The figures of one run that are compared. */
export interface Measure {
	readonly demo: string;
	readonly variant: string;
	readonly elapsed: Seconds;
	readonly outcome: Outcome["kind"];
	readonly asExpected: boolean;
	/** Its time beside that of the first variant; null where one of the two does not come to its end. */
	readonly speedup: Speedup | null;
	/** The most tasks that worked or waited for a timer or I/O at one moment. */
	readonly mostAtOnce: number;
	/** What all of them waited or worked, one after the other. */
	readonly work: Seconds;
	readonly longestWait: Seconds;
	readonly facts: Facts;
}

/** The measures of one demo's runs, each compared with the first. */
export function measured(runs: readonly Run[]): Measure[] {
	const [first] = runs;
	return runs.map((run) => measure(run, first ?? run));
}

function measure({ recording: { header }, history }: Run, first: Run): Measure {
	const { elapsed, outcome } = history;
	const { mostAtOnce, work, longestWait } = buildTimeline(history, { lanes: 0 }).statistics;
	return {
		demo: header.program,
		variant: header.variant,
		elapsed,
		outcome: outcome.kind,
		asExpected: asExpected(history),
		speedup: speedup(history, first.history),
		mostAtOnce,
		work,
		longestWait,
		facts: factsOf(outcome),
	};
}

/** What a run says of itself: the numbers and booleans in what main returned, by name. */
export type Facts = Readonly<Record<string, number | boolean>>;

/** The facts of a run; none where main returned no object. */
function factsOf(outcome: Outcome): Facts {
	const value = outcome.kind === "returned" ? outcome.value : null;
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		return {};
	}
	return Object.fromEntries(Object.entries(value).filter(isFact));
}

function isFact(entry: [string, unknown]): entry is [string, number | boolean] {
	return typeof entry[1] === "number" || typeof entry[1] === "boolean";
}

/** A fact in words: `first result 1.27 s`, `90 failed`, `not cancelled`. */
export function factText(name: string, value: number | boolean): string {
	const words = factWords(name);
	if (typeof value === "boolean") {
		return value ? words : `not ${words}`;
	}
	return isTime(name) ? `${words} ${duration(value)}` : `${count(value)} ${words}`;
}

/** `first result` for `firstResult`. */
export function factWords(name: string): string {
	return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Whether a fact is a number of seconds, by its name. */
export function isTime(name: string): boolean {
	return /(result|silence|wait|time|delay|seconds)$/i.test(name);
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
	const { demo, variant, elapsed, outcome, mostAtOnce, facts } = measure;
	const { times = null, saved = null } = measure.speedup ?? {};
	return { demo, variant, elapsed, speedup: times, saved, outcome, mostAtOnce, facts };
}
