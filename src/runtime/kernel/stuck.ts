// The errors for a loop that can't go on, in a plain text: who waits for what, and who has it.

import type { TaskId, Wait } from "../observer.ts";
import { DeadlockError, LivelockError, type StoppedBy, StoppedError } from "./errors.ts";
import type { EventLoop } from "./event-loop.ts";
import type { Task } from "./task.ts";
import { type Names, secondsText, waitText } from "./wait-words.ts";

/** More than this many tasks are counted, not named. */
const MOST_NAMED = 20;

/** The error for a loop in which nothing is ready and no timer is set. */
export function deadlock(loop: EventLoop): DeadlockError {
	const tasks = loop.tasks();
	const text = `${whoIsLeft(tasks.length)}: nothing is ready, and no timer is set`;
	return new DeadlockError(message(loop, `deadlock at ${secondsText(loop.time())} s: ${text}`, tasks));
}

/** The error for a loop whose clock stands still. `busy` are the tasks that were ready in its last turns. */
export function livelock(loop: EventLoop, busy: readonly Task<unknown>[], turns: number): LivelockError {
	const who = named(busy.map((task) => task.label)) || "callbacks";
	const keep = busy.length === 1 ? "keeps" : "keep";
	const text = `${turns} turns, and the clock stands still: ${who} ${keep} the loop busy`;
	const ids = busy.map((task) => task.id);
	return new LivelockError(
		message(loop, `livelock at ${secondsText(loop.time())} s: ${text}`, busy),
		turns,
		ids,
	);
}

/** The error for a loop that could go on, and may not. */
export function stopped(loop: EventLoop, by: StoppedBy): StoppedError {
	const why = by === "until" ? "the time that it was given is over" : "its observer wants no more";
	const tasks = loop.tasks();
	return new StoppedError(
		message(loop, `stopped at ${secondsText(loop.time())} s: ${why}`, tasks),
		by,
		loop.time(),
	);
}

function whoIsLeft(tasks: number): string {
	if (tasks === 0) return "no task is left, and what the loop runs for is not done";
	return tasks === 1 ? "one task waits for ever" : `${tasks} tasks wait for ever`;
}

function named(labels: readonly string[]): string {
	const shown = labels.slice(0, MOST_NAMED).join(", ");
	return labels.length > MOST_NAMED ? `${shown} and ${labels.length - MOST_NAMED} more` : shown;
}

/** The first line, then one for each of `tasks`: `  bob waits for lock "pen", held by alice` */
function message(loop: EventLoop, first: string, tasks: readonly Task<unknown>[]): string {
	const names = namesOf(loop);
	const lines = [first];
	for (const task of tasks.slice(0, MOST_NAMED)) lines.push(`  ${waitingText(loop, task, names)}`);
	if (tasks.length > MOST_NAMED) lines.push(`  … and ${tasks.length - MOST_NAMED} more`);
	return lines.join("\n");
}

function waitingText(loop: EventLoop, task: Task<unknown>, names: Names): string {
	const wait: Wait = task.waitingFor?.describeWait() ?? { kind: "turn" };
	const needed = neededBy(wait, loop).map((id) => (id === task.id ? `${task.label} itself` : names.task(id)));
	const who = needed.length === 0 ? "" : `${wait.kind === "tasks" ? ": " : ", held by "}${named(needed)}`;
	return `${task.label} waits for ${waitText(wait, names)}${who}`;
}

/** The tasks to be named beside the wait. */
function neededBy(wait: Wait, loop: EventLoop): readonly TaskId[] {
	if (wait.kind === "tasks") return wait.of;
	if (wait.kind !== "lock" && wait.kind !== "semaphore") return [];
	return Array.from(loop.resources[wait.resource - 1]?.holders.tasks() ?? [], (task) => task.id);
}

/** Everybody whom a line may name: tasks that are not done, and ended ones that never gave back what they hold. */
function namesOf(loop: EventLoop): Names {
	const labels = new Map<TaskId, string>();
	for (const resource of loop.resources) {
		for (const holder of resource.holders.tasks()) labels.set(holder.id, `${holder.label} (ended)`);
	}
	for (const task of loop.tasks()) labels.set(task.id, task.label);
	return {
		task: (id) => labels.get(id) ?? `task ${id}`,
		resource: (id) => loop.resources[id - 1]?.text ?? `resource ${id}`,
	};
}
