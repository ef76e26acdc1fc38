import type { ViewOptions } from "../../timeline/index.ts";
import type { Progress } from "../progress.ts";
import type { Measure } from "./measure.ts";

/** What a comparison came to: a page, and rows that say the same. */
export interface Compared {
	readonly text: string;
	readonly rows: readonly unknown[];
	readonly asPromised: boolean;
}

/** One way of comparing, all of whose options have been checked. */
export type Comparison = (look: ViewOptions, progress: Progress) => Promise<Compared>;

/** The row of a measure in JSON. */
export function rowOf(measure: Measure): object {
	const { demo, variant, elapsed, speedup, saved, outcome, mostAtOnce, facts } = measure;
	return { demo, variant, elapsed, speedup, saved, outcome, mostAtOnce, facts };
}
