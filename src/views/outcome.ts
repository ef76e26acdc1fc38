// How a run may end, as the views tell it apart.

import type { Outcome, StoppedBy } from "../history/outcome.ts";

/** A run's time, `time` in words; or that it never ends, and of one that was left before its end, what became of it then. */
export function totalText(outcome: Outcome, time: string): string {
	switch (outcome.kind) {
		case "returned":
		case "raised":
			return time;
		case "deadlock":
		case "livelock":
			return "never ends";
		case "stopped":
			return `${STOPPED[outcome.by]} ${time}`;
		case "running":
			return `lost at ${time}`;
		default:
			return outcome satisfies never;
	}
}

const STOPPED: Readonly<Record<StoppedBy, string>> = {
	until: "stopped, as asked, at",
	bound: "still goes on at",
	interrupt: "stopped at",
	died: "process ended at",
};
