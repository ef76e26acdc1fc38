// How a run compares with that of the first variant: one reading, for charts, sentences and tables.

import { hasEnded, neverEnds } from "../history/outcome.ts";
import { type Seconds, toMicroseconds } from "../recording/index.ts";
import { count, duration, factorText } from "../text/figures.ts";
import { listed } from "../text/words.ts";
import type { VariantView } from "./view.ts";

/** What is compared of a run. */
export type Compared = Pick<VariantView, "name" | "findings" | "work"> & {
	readonly timeline: Pick<VariantView["timeline"], "elapsed" | "outcome" | "statistics">;
};

/** A run's time beside that of the first variant. */
export interface Comparison {
	/** Seconds less than the first took, to the microsecond; negative where it took longer. Null where one of them did not come to its end. */
	readonly saved: Seconds | null;
	/** How many times as fast. Only where both did the same work, and all of it, and took some time. */
	readonly times: number | null;
	/** Why it is not faster or slower than the first, though their times may differ: its work, if it is another, and `1 failed`, `1 cancelled (as in first)`, `in first 1 lost`. Empty if both did the same. */
	readonly differences: readonly string[];
}

/** How a run compares with the first one. */
export function compared(own: Compared, first: Compared): Comparison {
	const differences = differencesOf(own, first);
	const [time, before] = [own.timeline.elapsed, first.timeline.elapsed];
	const bothEnded = [own, first].every(({ timeline }) => hasEnded(timeline.outcome.kind));
	return {
		saved: bothEnded ? toMicroseconds(before - time) : null,
		times: differences.length === 0 && bothEnded && time > 0 && before > 0 ? before / time : null,
		differences,
	};
}

const OTHER_WORK = "it does something else";
const ALIKE = / \(as in .*\)$/;
/** Main itself raised. */
const FAILED = "failed";

/** Empty where both did the same work and all of it: they returned, and nothing failed, was cancelled or got lost. */
function differencesOf(own: Compared, first: Compared): string[] {
	const [losses, before] = [lossesOf(own), lossesOf(first)];
	const isAlike = losses.join() === before.join();
	const work = own.work === first.work ? [] : [own.work === "" ? OTHER_WORK : `${OTHER_WORK} (${own.work})`];
	if (isAlike) return [...work, ...(losses.length > 0 ? [`${losses.join(", ")} (as in ${first.name})`] : [])];
	if (losses.length > 0) return [...work, ...losses];
	return [
		...work,
		...before.map((loss) => (loss === FAILED ? `${first.name} failed` : `in ${first.name} ${loss}`)),
	];
}

/** What a run did not do of its work: `failed`, `2 cancelled`, `1 lost`. */
function lossesOf({ timeline: { outcome, statistics }, findings }: Compared): string[] {
	const { kind } = outcome;
	const unawaited = findings.filter((finding) => finding.kind === "never-awaited").length;
	const failed = statistics.failed - (kind === "raised" ? 1 : 0);
	const lost = statistics.abandoned + statistics.neverWoke + unawaited;
	const counts = [
		[failed, "failed"],
		[statistics.cancelled, "cancelled"],
		[lost, "lost"],
	] as const;
	return [
		...(kind === "raised" ? [FAILED] : []),
		...counts.flatMap(([number, what]) => (number > 0 ? [`${count(number)} ${what}`] : [])),
	];
}

/** How a run ended, and what it did not do: `returned`, `1 failed, 2 cancelled`, `deadlock`. */
export function outcomeText(run: Compared): string {
	const { kind } = run.timeline.outcome;
	const losses = neverEnds(kind) ? [] : lossesOf(run);
	return kind === "returned" && losses.length > 0 ? losses.join(", ") : kind === "raised" ? "failed" : kind;
}

/** How many times as fast or slow, 1 or more. */
export interface Factor {
	readonly word: "faster" | "slower";
	readonly factor: number;
}

/** The comparison as a factor: people count upwards both ways. Null where there is none, or both took the same time. */
export function factorOf({ times, saved }: Comparison): Factor | null {
	if (times === null || saved === null || saved === 0) return null;
	return saved > 0 ? { word: "faster", factor: times } : { word: "slower", factor: 1 / times };
}

/** `2.25× faster`. `times`: the sign or the word after the number. */
export function ratioText({ word, factor }: Factor, times: string): string {
	return `${factorText(factor)}${times} ${word}`;
}

/** How a run compares with the first one, in words, the longest form first, empty at last if it may be left out; none where there is nothing to compare. */
export function comparisonTexts(
	comparison: Comparison,
	{ times, micro }: { readonly times: string; readonly micro: string },
): string[] {
	const { saved, differences } = comparison;
	if (saved === null) return [];
	const difference = duration(Math.abs(saved), micro);
	const factor = factorOf(comparison);
	if (factor !== null) {
		const ratio = ratioText(factor, times);
		return [`${ratio}, ${difference} ${factor.word === "faster" ? "saved" : "more"}`, ratio];
	}
	const ended = saved === 0 ? "the same time" : `ended ${difference} ${saved > 0 ? "earlier" : "later"}`;
	const all = differences.length === 0 ? [ended] : [`${ended}: ${listed(differences)}`, listed(differences)];
	// What went wrong is left out only where the time is the same, and the first run has that, too.
	const needed = differences.filter(
		(one) => !one.startsWith(OTHER_WORK) && !(saved === 0 && ALIKE.test(one)),
	);
	return [...all, ...(needed.length === 0 ? [ended, ""] : [listed(needed)])];
}
