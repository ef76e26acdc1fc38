import type { Coroutine } from "./coroutine.ts";
import { RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event-loop.ts";
import type { Body } from "./frame.ts";
import { running } from "./running.ts";
import type { Task } from "./task.ts";

/** The loop that runs. CPython: events.py, get_running_loop @throws {RuntimeError} if none does */
export function getRunningLoop(): EventLoop {
	if (running.loop === null) throw new RuntimeError("no running event loop");
	return running.loop;
}

/** The task that runs, or null in a plain callback. CPython: tasks.py, current_task @throws {RuntimeError} if no loop runs */
export function currentTask(): Task<unknown> | null {
	getRunningLoop();
	return running.task;
}

/** The running loop's tasks that are not done, in order of creation. CPython: tasks.py, all_tasks @throws {RuntimeError} if no loop runs */
export function allTasks(): Set<Task<unknown>> {
	return new Set(getRunningLoop().tasks());
}

/**
 * Starts `coroutine` as a task of the running loop: it runs from the next turn on. CPython: tasks.py, create_task
 * @throws {RuntimeError} if no loop runs
 * @throws {TypeError} if it is no coroutine
 */
export function createTask<T>(
	coroutine: Coroutine<T> | Body<T>,
	options: { readonly name?: string | null } = {},
): Task<T> {
	return getRunningLoop().createTask(coroutine, options);
}
