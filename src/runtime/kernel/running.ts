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
	/** The `sleep(0)` that ended last. Null: none has, it was begun anew, or somebody observes. */
	turn: Coroutine<void> | null;
	/** The task that awaited it, and alone may begin it anew. */
	turnOf: Task<unknown> | null;
} = { loop: null, task: null, turn: null, turnOf: null };
