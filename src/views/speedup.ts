// How a variant's time compares with that of the first one.

import type { Timeline } from "../history/timeline.ts";
import { MICROSECOND, type Seconds } from "../recording/index.ts";
import { neverEnds } from "./outcome.ts";

/** `factor`: how many times as fast, or as slow, 1 or more. */
export type Comparison =
	| { readonly kind: "faster" | "slower"; readonly factor: number; readonly difference: Seconds }
	| { readonly kind: "same" }
	/** One of them never ended, or took no time at all. */
	| { readonly kind: "none" };

/** What a run's time is beside that of the first variant. */
export function compared(own: Timeline, baseline: Timeline): Comparison {
	if (neverEnds(own.outcome.kind) || neverEnds(baseline.outcome.kind)) return { kind: "none" };
	const [a, b] = [own.elapsed, baseline.elapsed];
	// Recordings are exact to the microsecond: what differs by less took the same time.
	if (Math.abs(a - b) < MICROSECOND) return { kind: "same" };
	if (a <= 0 || b <= 0) return { kind: "none" };
	const difference = Math.abs(a - b);
	return a < b
		? { kind: "faster", factor: b / a, difference }
		: { kind: "slower", factor: a / b, difference };
}
