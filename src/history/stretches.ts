// What chosen tasks did from which fact to which: what a chart is drawn from that is not by time.

import { type Fact, MICROSECOND, NO_TASK, type Seconds, type TaskId } from "../recording/index.ts";
import type { History } from "./history.ts";
import type { Reader } from "./replay.ts";
import type { LiveState, Task } from "./task.ts";
import type { State } from "./timeline.ts";

/** One stretch of one state: it begins with the fact of number `from` and ends with that of number `to`. */
export interface Stretch {
	readonly state: State;
	readonly from: number;
	readonly to: number;
	/** Of a wait for a timer: when that was due, if it came late. */
	readonly due: Seconds | null;
}

/** What a task did from its beginning to its end. */
export interface Life {
	readonly task: TaskId;
	readonly stretches: readonly Stretch[];
	/** Numbers of the facts with which it was asked to stop. */
	readonly asked: readonly number[];
	/** The number of the fact with which it ended; null: it did not. */
	readonly ended: number | null;
}

interface Draft {
	readonly stretches: Stretch[];
	readonly asked: number[];
	since: number;
	ended: number | null;
}

/** The lives of `tasks`, in their order. */
export function livesOf(history: History, tasks: readonly TaskId[]): Life[] {
	const wanted = new Set(tasks);
	const reader = new LifeReader((task) => wanted.has(task));
	history.replay(reader, wanted);
	return tasks.map((task) => reader.life(task));
}

/** Reads the lives of those tasks for which `isWanted` says so. */
export class LifeReader implements Reader {
	readonly #drafts = new Map<TaskId, Draft>();
	readonly #isWanted: (task: TaskId) => boolean;
	#index = 0;

	constructor(isWanted: (task: TaskId) => boolean) {
		this.#isWanted = isWanted;
	}

	/** Of a task that has not been made, an empty one. */
	life(task: TaskId): Life {
		const { stretches = [], asked = [], ended = null } = this.#drafts.get(task) ?? {};
		return { task, stretches, asked, ended };
	}

	before(_fact: Fact, index: number): void {
		this.#index = index;
	}

	leaving(task: Readonly<Task>, _to: Seconds, fact: Fact | null): void {
		const draft = this.#drafts.get(task.id);
		if (draft === undefined) return;
		const end = fact === null ? this.#index + 1 : this.#index;
		const state = task.state === "ended" ? "ready" : shown(task, task.state);
		const until = task.wait?.kind === "sleep" ? task.wait.until : null;
		const isLate = fact?.kind === "woken" && until !== null && until < fact.at - MICROSECOND;
		const due = task.state === "waiting" && isLate ? until : null;
		if (end > draft.since) draft.stretches.push({ state, from: draft.since, to: end, due });
		draft.since = end;
	}

	after(fact: Fact, index: number): void {
		if (fact.task === NO_TASK || !this.#isWanted(fact.task)) return;
		const draft = this.#drafts.get(fact.task);
		if (fact.kind === "task-created" && draft === undefined)
			this.#drafts.set(fact.task, { stretches: [], asked: [], since: index, ended: null });
		else if (fact.kind === "cancel-requested" && fact.accepted) draft?.asked.push(index);
		else if (fact.kind === "task-ended" && draft !== undefined) draft.ended ??= index;
	}
}

/** What it waits for after a CancelledError was raised in it is cleaning up, until the request is taken back. */
function shown({ heard, cancelling }: Readonly<Task>, state: LiveState): State {
	const isWaiting = state === "waiting" || state === "blocked" || state === "awaiting";
	return isWaiting && heard !== null && cancelling > 0 ? "cleaning-up" : state;
}
