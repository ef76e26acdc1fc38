import type { Trace } from "../runtime/index.ts";
import type { Line } from "./recording.ts";
import { toMicroseconds } from "./round.ts";

/** The lines that a run printed, each with the label of the task that did. */
export function printedLines(trace: Trace): Line[] {
	return Array.from(trace.lines, ({ at, task, text }) => ({
		at: toMicroseconds(at),
		task: task ?? "loop",
		text,
	}));
}
