import { brokenBound } from "../expect/bounds.ts";
import { ended } from "../expect/whole-run.ts";
import type { History } from "../history/history.ts";

/**
 * Whether a run took the time, to the microsecond, and ended the way that was promised for it. On the wall clock, which is never
 * that exact, only its end counts. A run that was stopped with Ctrl-C or a key is always as expected.
 */
export function asExpected(history: History): boolean {
	const { recording, outcome, elapsed } = history;
	const { promise, clock } = recording.header;
	if (promise === undefined || (outcome.kind === "stopped" && outcome.by === "interrupt")) return true;
	if (outcome.kind === "stopped" && outcome.by === "died") return false;
	const { atLeast, atMost } = promise;
	const isInTime = brokenBound(elapsed, { atLeast, atMost: atMost ?? undefined }) === null;
	return ended(history, promise.outcome) === null && (clock === "wall" || isInTime);
}
