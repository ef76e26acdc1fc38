import { neverEnds } from "../../recording/never-ends.ts";
import type { Recording } from "../../recording/recording.ts";
import { toMicroseconds } from "../../recording/round.ts";
import type { Seconds } from "../../runtime/index.ts";
import { buildTimeline } from "../../timeline/index.ts";
import { type Facts, factsOf } from "./facts.ts";

/** What is compared of one run. */
export interface Measure {
	readonly demo: string;
	readonly variant: string;
	readonly elapsed: Seconds;
	readonly outcome: Recording["outcome"]["kind"];
	readonly asPromised: boolean;
	/** How many times as fast as the first variant; null where one of the two never ends, or takes no time. */
	readonly speedup: number | null;
	/** Seconds less than the first variant takes; null where one of the two never ends. */
	readonly saved: Seconds | null;
	/** The most tasks that worked or waited for a timer or I/O at one moment. */
	readonly mostAtOnce: number;
	/** What all of them waited or worked, one after the other. */
	readonly work: Seconds;
	readonly longestWait: Seconds;
	readonly facts: Facts;
}

/** The measures of one demo's runs, each compared with the first. */
export function measured(recordings: readonly Recording[]): Measure[] {
	const [first] = recordings;
	return recordings.map((recording) => measure(recording, first ?? recording));
}

function measure(recording: Recording, first: Recording): Measure {
	const { demo, variant, elapsed, outcome, asPromised } = recording;
	const { mostAtOnce, work, longestWait } = buildTimeline(recording, { lanes: 0 }).statistics;
	const both = !neverEnds(outcome.kind) && !neverEnds(first.outcome.kind);
	return {
		demo,
		variant,
		elapsed,
		outcome: outcome.kind,
		asPromised,
		speedup: both && elapsed > 0 && first.elapsed > 0 ? first.elapsed / elapsed : null,
		saved: both ? toMicroseconds(first.elapsed - elapsed) : null,
		mostAtOnce,
		work,
		longestWait,
		facts: factsOf(recording),
	};
}
