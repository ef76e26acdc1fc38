import { type FactOf, NO_TASK, type Seconds, toMicroseconds } from "../recording/index.ts";
import type { World } from "./world.ts";

/** A line that a run printed. */
export interface Line {
	readonly at: Seconds;
	/** The label that the task had; `loop` for the loop itself. */
	readonly task: string;
	readonly text: string;
	/** Where it went, if not to stdout. */
	readonly stream?: "stderr";
}

export function lineOf({ at, task, text, stream }: FactOf<"printed">, world: World): Line {
	const label = task === NO_TASK ? "loop" : (world.tasks.get(task)?.label ?? `Task-${task}`);
	const line = { at: toMicroseconds(at), task: label, text };
	return stream === undefined ? line : { ...line, stream };
}
