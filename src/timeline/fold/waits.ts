// What a wait means to a reader: its state, and the words for it.

import type { Cause, ResourceId, TaskId, Wait } from "../../runtime/events.ts";
import { AWAITING, BLOCKED, READY, WAITING } from "./states.ts";

/** Names for numbers. */
export interface Names {
	task(id: TaskId): string;
	resource(id: ResourceId): string;
}

/** The state that a task is in while it waits so, as in {@link STATES}. */
export function stateOf(wait: Wait): number {
	switch (wait.kind) {
		case "turn":
			return READY;
		case "sleep":
		case "outside":
			return WAITING;
		case "task":
		case "tasks":
		case "future":
			return AWAITING;
		case "lock":
		case "semaphore":
		case "event":
		case "condition":
		case "barrier":
		case "get":
		case "put":
		case "join":
			return BLOCKED;
		default:
			return wait satisfies never;
	}
}

/** What is waited for: `a timer`, `pen (held by bob)`, `gather of 3`. */
export function wordsFor(wait: Wait, names: Names): string {
	switch (wait.kind) {
		case "turn":
			return "its turn";
		case "sleep":
			return "a timer";
		case "outside":
			return wait.label === "" ? "the outside world" : wait.label;
		case "task":
			return names.task(wait.of);
		case "tasks":
			return wait.by === "taskGroup"
				? `${wait.count} ${wait.count === 1 ? "task" : "tasks"} of its group`
				: `${wait.by} of ${wait.count}`;
		case "future":
			return wait.label === "" ? "a future" : wait.label;
		case "lock":
		case "semaphore":
			return names.resource(wait.resource) + heldBy(wait.holders, names);
		case "event":
		case "condition":
		case "barrier":
			return names.resource(wait.resource);
		case "get":
			return `an item from ${names.resource(wait.resource)}`;
		case "put":
			return `room in ${names.resource(wait.resource)}`;
		case "join":
			return `${names.resource(wait.resource)} to be worked off`;
		default:
			return wait satisfies never;
	}
}

/** The task that a cause names, 0 if none. */
export function actorOf(cause: Cause): TaskId {
	return cause.kind === "result" || cause.kind === "handed" || cause.kind === "cancelled" ? cause.by : 0;
}

function heldBy(holders: readonly TaskId[], names: Names): string {
	if (holders.length === 0) return "";
	if (holders.length > 3) return ` (held by ${holders.length} tasks)`;
	return ` (held by ${holders.map((id) => names.task(id)).join(", ")})`;
}
