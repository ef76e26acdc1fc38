// How a run may end, as the views tell it apart.

import type { Outcome } from "../history/outcome.ts";

/** Whether main came to its end, so that the run's time is a whole one. */
export function hasEnded(kind: Outcome["kind"]): kind is "returned" | "raised" {
	return kind === "returned" || kind === "raised";
}

/** A run's time, `time` in words; or that it never ends, and of one that was left before its end, what became of it then. */
export function totalText(kind: Outcome["kind"], time: string): string {
	switch (kind) {
		case "returned":
		case "raised":
			return time;
		case "deadlock":
		case "livelock":
			return "never ends";
		case "stopped":
			return `stopped at ${time}`;
		case "running":
			return `lost at ${time}`;
		default:
			return kind satisfies never;
	}
}
