// How lives ended.

import type { Ending } from "../recording/index.ts";
import type { Outcome } from "./outcome.ts";
import type { Task } from "./task.ts";
import type { End } from "./timeline.ts";

/** How a task or a body ended. */
export function endOfBody(ending: Ending): "done" | "failed" | "cancelled" {
	if (ending.how === "returned") return "done";
	return ending.how === "raised" ? "failed" : "cancelled";
}

/** How a task ended; where it has not, what became of it when the run was over. */
export function endOfTask({ ending, isWaiting }: Readonly<Task>, outcome: Outcome): End {
	if (ending !== null) return endOfBody(ending);
	return isWaiting && outcome.kind === "deadlock" ? "never-woke" : "abandoned";
}
