// What a program asks of the loop that runs it.

import type { Seconds } from "../observer.ts";
import { noSeconds } from "./arguments.ts";
import { console, shown } from "./console.ts";
import type { Coroutine } from "./coroutine.ts";
import { RuntimeError, ValueError } from "./errors.ts";
import type { EventLoop } from "./event-loop.ts";
import type { Body } from "./frame.ts";
import { running } from "./running.ts";
import type { Task } from "./task.ts";
import { bounded } from "./value-text.ts";

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

/**
 * A blocking call of `seconds`: the clock moves, and nothing else runs meanwhile. On the wall clock it really does keep the
 * thread. Python: time.sleep
 * @throws {RuntimeError} if no loop runs
 * @throws {ValueError} if `seconds` is negative, NaN, or without an end
 */
export function block(seconds: Seconds): void {
	if (typeof seconds !== "number") throw noSeconds("the length of a blocking call", seconds);
	if (!(seconds >= 0)) throw new ValueError(`a blocking call takes 0 seconds or more, not ${seconds}`);
	const loop = getRunningLoop();
	if (loop.time() + seconds === Number.POSITIVE_INFINITY)
		throw new ValueError(`a blocking call ends, and one of ${seconds} seconds does not`);
	loop.block(seconds);
}

/** Prints values with a space between them, objects as the console shows them: to the observer of the loop that runs, else to the console. Python: print */
export function print(...values: readonly unknown[]): void {
	const text = bounded(values.map(shown).join(" "));
	const observer = running.loop === null ? null : running.loop.observer;
	if (observer === null) console.log(text);
	else observer.printed(text);
}

/** The running loop's own seeded numbers. Python: the module random @throws {RuntimeError} if no loop runs */
export const random = {
	/** A number from 0 to 1, 1 not included. Python: random.random */
	random(): number {
		return getRunningLoop().random.random();
	},
	/** A number from `a` to `b`. Python: random.uniform */
	uniform(a: number, b: number): number {
		return getRunningLoop().random.uniform(a, b);
	},
	/** A whole number from `a` to `b`, both included. Python: random.randint */
	randint(a: number, b: number): number {
		return getRunningLoop().random.randint(a, b);
	},
};
