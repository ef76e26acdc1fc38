import type { TaskId } from "../runtime/index.ts";

/** The task that runs main: the first that a loop makes. */
export const MAIN: TaskId = 1;
