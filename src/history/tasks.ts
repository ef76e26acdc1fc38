// The one state machine of a task.

import type { Cause, Ending, FactOf, Seconds, TaskId, Wait } from "../recording/index.ts";
import { type Span, unknownRequest } from "./records.ts";
import { type LiveState, Task, type TaskState } from "./task.ts";

/** Is told that `task`, still as it was, stays no longer in the state that it has been in since `task.since`, but until `to`. */
export type Leaving = (task: Task, to: Seconds) => void;

/** The state that a task is in while it waits so. */
export function stateOf(wait: Wait): LiveState {
	switch (wait.kind) {
		case "turn":
			return "ready";
		case "sleep":
		case "outside":
			return "waiting";
		case "task":
		case "tasks":
		case "future":
			return "awaiting";
		case "lock":
		case "semaphore":
		case "event":
		case "condition":
		case "barrier":
		case "get":
		case "put":
		case "join":
			return "blocked";
		default:
			return wait satisfies never;
	}
}

/** The tasks that have not ended. */
export class Tasks {
	/** In order of creation. */
	readonly live = new Map<TaskId, Task>();
	/** The same by number, in the first world of a reading: an array is asked faster. Numbers far apart are no reason for room in it. */
	readonly #byId: (Task | undefined)[] | null = [];
	/** The greatest number of all that were made. */
	newest: TaskId = 0;
	/** How many are in each state. */
	readonly counts: Record<LiveState, number> = { running: 0, ready: 0, waiting: 0, blocked: 0, awaiting: 0 };

	constructor(isCopy = false) {
		if (isCopy) this.#byId = null;
	}

	get(id: TaskId): Task | undefined {
		return this.#byId === null ? this.live.get(id) : this.#byId[id];
	}

	create(made: FactOf<"task-created">, madeIn: Span | null): Task | null {
		if (made.task === 0 || this.live.has(made.task)) return null;
		const task = new Task(made, madeIn);
		this.live.set(made.task, task);
		if (this.#byId !== null) this.#byId[made.task] = task;
		this.newest = Math.max(this.newest, task.id);
		this.counts.ready += 1;
		return task;
	}

	suspend(task: Task, { at, wait, place }: FactOf<"suspended">, leaving: Leaving | null): void {
		this.#enter(task, stateOf(wait), at, leaving);
		task.wait = wait;
		task.place = place ?? null;
		task.cause = null;
	}

	/** Ends its wait, if it waits. A timer that came late has made it ready when it was due. */
	wake(task: Task, at: Seconds, cause: Cause, leaving: Leaving | null): void {
		if (task.isWaiting) this.#enter(task, "ready", cause.kind === "timer" ? dueBy(task, at) : at, leaving);
		task.cause = cause;
		if (cause.kind === "cancelled") deliver(task, at, cause);
	}

	resume(task: Task, at: Seconds, leaving: Leaving | null): void {
		this.#enter(task, "running", at, leaving);
		task.wait = null;
		task.ran = true;
		if (task.delivering !== null) task.heard = task.delivering;
		task.delivering = null;
	}

	end(task: Task, at: Seconds, ending: Ending, leaving: Leaving | null): void {
		leaving?.(task, at);
		this.#count(task.state, -1);
		task.state = "ended";
		task.since = at;
		task.ending = ending;
		task.wait = null;
		task.span = null;
		this.live.delete(task.id);
		if (this.#byId !== null) this.#byId[task.id] = undefined;
	}

	copy(): Tasks {
		const copy = new Tasks(true);
		for (const [id, task] of this.live) copy.live.set(id, task.copy());
		copy.newest = this.newest;
		Object.assign(copy.counts, this.counts);
		return copy;
	}

	/** By names, since that is asked at every step: a key that varies is slow. */
	#count(state: TaskState, by: number): void {
		const { counts } = this;
		if (state === "running") counts.running += by;
		else if (state === "ready") counts.ready += by;
		else if (state === "waiting") counts.waiting += by;
		else if (state === "blocked") counts.blocked += by;
		else if (state === "awaiting") counts.awaiting += by;
	}

	#enter(task: Task, state: LiveState, at: Seconds, leaving: Leaving | null): void {
		leaving?.(task, at);
		this.#count(task.state, -1);
		this.#count(state, 1);
		task.state = state;
		task.since = at;
	}
}

/** When its timer was due, that has run at `at`. */
function dueBy({ since, wait }: Task, at: Seconds): Seconds {
	return wait?.kind === "sleep" ? Math.max(since, Math.min(at, wait.until)) : at;
}

/** One CancelledError answers all requests that were open; that of what it awaits answers none. */
function deliver(task: Task, at: Seconds, cause: Extract<Cause, { kind: "cancelled" }>): void {
	if (cause.request === null) return;
	const { request, by, message } = cause;
	task.delivering = task.asked.get(request) ?? unknownRequest(request, by, message, at);
	task.askedNoMore();
}
