import type { ResourceId, TaskId, Wait } from "./events.ts";

/** How to call what a wait names by number. */
export interface Names {
	task(id: TaskId): string;
	/** In a sentence: `lock "pen"`. */
	resource(id: ResourceId): string;
}

/** A time of the clock in words: at least one decimal, at most six. */
export function secondsText(seconds: number): string {
	const text = String(Math.round(seconds * 1e6) / 1e6);
	return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** What a task waits for, in words: `sleep until 2.0`, `lock "pen"`, `gather of 3`. */
export function describeWait(wait: Wait, names: Names): string {
	switch (wait.kind) {
		case "turn":
			return "its next turn";
		case "sleep":
			return `sleep until ${secondsText(wait.until)}`;
		case "task":
			return `task ${names.task(wait.of)}`;
		case "future":
			return wait.label === "" ? "a future that nobody has set" : `future "${wait.label}"`;
		case "tasks":
			return `${wait.by} of ${wait.count}`;
		case "outside":
			return wait.label === "" ? "a promise" : `promise "${wait.label}"`;
		case "lock":
		case "semaphore":
		case "event":
		case "condition":
		case "barrier":
			return names.resource(wait.resource);
		case "get":
		case "put":
		case "join":
			return `${names.resource(wait.resource)}.${wait.kind}`;
		default:
			return wait satisfies never;
	}
}

/** The tasks that a wait depends on, as far as anybody can tell. */
export function dependsOn(wait: Wait): readonly TaskId[] {
	switch (wait.kind) {
		case "task":
			return [wait.of];
		case "tasks":
			return wait.of;
		case "lock":
		case "semaphore":
			return wait.holders;
		default:
			return [];
	}
}
