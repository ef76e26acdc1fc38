import type { Coroutine } from "./coroutine.ts";
import type { EventLoop } from "./event-loop.ts";
import type { Task } from "./task.ts";

/**
 * What runs at this moment. One loop runs at a time, so this is one object and not a field of each loop: a coroutine that is
 * started finds its task without being told.
 */
export const running: {
	loop: EventLoop | null;
	task: Task<unknown> | null;
	/** The `sleep(0)` that was over last, for the task whose it was to begin it anew. Null: there is none, or somebody observes. */
	turn: Coroutine<void> | null;
	turnOf: Task<unknown> | null;
} = { loop: null, task: null, turn: null, turnOf: null };
