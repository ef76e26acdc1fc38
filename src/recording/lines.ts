import type { Events } from "../runtime/index.ts";
import { NO_TASK } from "../runtime/index.ts";
import type { Line } from "./recording.ts";
import { toMicroseconds } from "./round.ts";

/** The lines that a run printed, each with the label of the task that did. */
export function printedLines(events: Events): Line[] {
	const labels = new Map([[NO_TASK, "loop"]]);
	const lines: Line[] = [];
	for (const event of events) {
		if (event.kind === "task-created") {
			labels.set(event.task, event.label);
		} else if (event.kind === "printed") {
			const task = labels.get(event.task) ?? `task ${event.task}`;
			lines.push({ at: toMicroseconds(event.at), task, text: event.text });
		}
	}
	return lines;
}
