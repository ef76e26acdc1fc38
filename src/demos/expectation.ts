import type { History } from "../history/history.ts";
import { MICROSECOND } from "../recording/index.ts";

/**
 * Whether a run took the time, to the microsecond, and ended the way that was promised for it. On the wall clock, which is never
 * that exact, only its end counts. A run that was stopped with Ctrl-C or a key is always as expected.
 */
export function asExpected({ recording: { header }, elapsed, outcome }: History): boolean {
	const { promise, clock } = header;
	if (promise === undefined || (outcome.kind === "stopped" && outcome.by === "interrupt")) return true;
	if (outcome.kind !== promise.outcome || (outcome.kind === "stopped" && outcome.by === "died")) return false;
	if (clock === "wall") return true;
	const atMost = promise.atMost ?? Number.POSITIVE_INFINITY;
	return elapsed >= promise.atLeast - MICROSECOND && elapsed <= atMost + MICROSECOND;
}
