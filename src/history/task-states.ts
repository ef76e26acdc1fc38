// The one state machine of a task.

import type { Cause, Ending, FactOf, Seconds, TaskId, Wait } from "../recording/index.ts";
import { type Span, unknownRequest } from "./records.ts";
import type { ResourceWait } from "./resource.ts";
import { type LiveState, Task, type TaskState } from "./task.ts";

/** Called when `task` leaves its state at `to`; it has been in it since `task.since`, and is still as it was. */
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

/** Whether it is a wait at a resource. By its kind: whether it has a field is slow to find out where waits are of many forms. */
export function isAtResource(wait: Wait): wait is ResourceWait {
	return stateOf(wait) === "blocked";
}

/** Tasks in the order in which they were added. Each knows its neighbours, so that with many none is searched for. */
class LiveTasks {
	size = 0;
	#first: Task | null = null;
	#last: Task | null = null;

	add(task: Task): void {
		task.previous = this.#last;
		if (this.#last === null) this.#first = task;
		else this.#last.next = task;
		this.#last = task;
		this.size += 1;
	}

	remove(task: Task): void {
		if (task.previous === null) this.#first = task.next;
		else task.previous.next = task.next;
		if (task.next === null) this.#last = task.previous;
		else task.next.previous = task.previous;
		task.previous = null;
		task.next = null;
		this.size -= 1;
	}

	*[Symbol.iterator](): Generator<Task> {
		for (let task = this.#first; task !== null; task = task.next) yield task;
	}
}

/** The tasks of a world. */
export class Tasks {
	/** Those that have not ended, in order of creation. */
	readonly live = new LiveTasks();
	/**
	 * All that were ever made, in order of creation; in a copy there are none but the live ones. The n-th has mostly the number n, so
	 * it is found without a search.
	 */
	readonly ever: Task[] = [];
	/** Those that are not found so. */
	readonly #others = new Map<TaskId, Task>();
	/** The greatest number of all that were made. */
	newest: TaskId = 0;
	/** How many are in each state. */
	readonly counts: Record<LiveState, number> = { running: 0, ready: 0, waiting: 0, blocked: 0, awaiting: 0 };

	/** Also one that has ended, as it was then. */
	get(id: TaskId): Task | undefined {
		const task = this.ever[id - 1];
		return task?.made.task === id ? task : this.#others.get(id);
	}

	create(made: FactOf<"task-created">, madeIn: Span | null): Task | null {
		if (made.task === 0 || this.get(made.task) !== undefined) return null;
		const task = new Task(made, madeIn);
		this.#add(task);
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
		this.live.remove(task);
	}

	copy(): Tasks {
		const copy = new Tasks();
		for (const task of this.live) copy.#add(task.copy());
		copy.newest = this.newest;
		Object.assign(copy.counts, this.counts);
		return copy;
	}

	#add(task: Task): void {
		this.live.add(task);
		this.ever.push(task);
		if (this.ever.length !== task.id) this.#others.set(task.id, task);
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
