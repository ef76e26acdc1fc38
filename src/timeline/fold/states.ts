// The states as small numbers, for the columns that hold many tasks.

import type { TaskId } from "../../runtime/events.ts";
import type { End, State } from "../timeline.ts";

/** The loop itself, as the runtime numbers it: the timeline takes nothing but types from there. */
export const NO_TASK: TaskId = 0;

export const STATES = [
	"running",
	"ready",
	"waiting",
	"blocked",
	"awaiting",
	"cleaning-up",
] as const satisfies readonly State[];
export const RUNNING = 0;
export const READY = 1;
export const WAITING = 2;
export const BLOCKED = 3;
export const AWAITING = 4;

export const ENDS = [
	"done",
	"failed",
	"cancelled",
	"never-woke",
	"abandoned",
] as const satisfies readonly End[];
export const DONE = 0;
export const FAILED = 1;
export const CANCELLED = 2;
export const NEVER_WOKE = 3;
export const ABANDONED = 4;

/** Not ended. */
export const ALIVE = 255;
