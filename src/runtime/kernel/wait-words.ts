// A wait in words: the only place that has them.

import type { ResourceId, Seconds, TaskId, TasksWait, Wait } from "../observer.ts";

/** Names for what a wait gives by number. */
export interface Names {
	task(id: TaskId): string;
	/** In a sentence: `lock "pen"`. */
	resource(id: ResourceId): string;
	/** Whether the program is in Python, where `waitFor` is `wait_for`, and nothing is a promise. Default: false. */
	readonly isPython?: boolean;
}

/** What a task waits for, in a sentence: `sleep until 2.0`, `lock "pen"`, `gather of 3`. */
export function waitText(wait: Wait, names: Names): string {
	return words(wait, names)[0];
}

const TIMER = "a timer";

/** What a task waits for, beside its lane: `a timer`, `pen`, `3 tasks of its group`. */
export function laneText(wait: Wait, names: Names): string {
	// Of a million sleeps nobody wants to know in words until when.
	return wait.kind === "sleep" ? TIMER : words(wait, names)[1];
}

/** A time of the clock in words: at least one decimal, at most six. */
export function secondsText(seconds: Seconds): string {
	const text = String(Math.round(seconds * 1e6) / 1e6);
	return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function words(wait: Wait, names: Names): readonly [sentence: string, lane: string] {
	switch (wait.kind) {
		case "turn":
			return ["its next turn", "its turn"];
		case "sleep":
			return [`sleep until ${secondsText(wait.until)}`, TIMER];
		case "task":
			return [`task ${names.task(wait.of)}`, names.task(wait.of)];
		case "future":
			return wait.label === ""
				? ["a future that nobody has set", "a future"]
				: [`future "${wait.label}"`, wait.label];
		case "tasks":
			return wait.by === "wait"
				? [waitedFor(wait), waitedFor(wait)]
				: [`${calledIn(names, wait.by)} of ${wait.count}`, tasksInLane(wait.by, wait.count, names)];
		case "outside":
			return outside(wait.label, names);
		case "lock":
		case "semaphore":
		case "event":
		case "condition":
		case "barrier":
			return [names.resource(wait.resource), names.resource(wait.resource)];
		case "get":
			return [`${names.resource(wait.resource)}.get`, `an item from ${names.resource(wait.resource)}`];
		case "put":
			return [`${names.resource(wait.resource)}.put`, `room in ${names.resource(wait.resource)}`];
		case "join":
			return [`${names.resource(wait.resource)}.join`, `${names.resource(wait.resource)} to be worked off`];
		default:
			return wait satisfies never;
	}
}

/** What is not the loop's own: a promise; in Python a thread, or I/O, which the label says. */
function outside(label: string, { isPython = false }: Names): readonly [sentence: string, lane: string] {
	const world = "the outside world";
	if (isPython) return [label || world, label || world];
	return label === "" ? ["a promise", world] : [`promise "${label}"`, label];
}

/** Of `wait`: `all of 3 tasks`, `the first of 3 tasks` */
function waitedFor({ until, count }: Extract<Wait, { readonly kind: "tasks" }>): string {
	if (count === 1) return "1 task";
	switch (until) {
		case "all":
			return `all of ${count} tasks`;
		case "first":
			return `the first of ${count} tasks`;
		case "first-error":
			return `all of ${count} tasks, or the first error`;
		default:
			return until satisfies never;
	}
}

function tasksInLane(by: TasksWait, count: number, names: Names): string {
	return by === "taskGroup"
		? `${count} ${count === 1 ? "task" : "tasks"} of its group`
		: `${calledIn(names, by)} of ${count}`;
}

/** What has another name in asyncio. */
const PYTHON: { readonly [By in TasksWait]?: string } = {
	asCompleted: "as_completed",
	taskGroup: "TaskGroup",
	waitFor: "wait_for",
};

/** What somebody waits by, as the program calls it: `waitFor`, `wait_for`. */
export function calledIn({ isPython = false }: Names, by: TasksWait): string {
	return (isPython ? PYTHON[by] : undefined) ?? by;
}
