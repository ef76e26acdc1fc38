import type { Outcome } from "./recording.ts";

/** Whether a run that ended so got stuck, and would have gone on for ever. */
export function neverEnds(kind: Outcome["kind"]): kind is "deadlock" | "livelock" {
	return kind === "deadlock" || kind === "livelock";
}
