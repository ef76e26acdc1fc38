import type { Place, Seconds, TaskId } from "../recording/index.ts";

/** What can be wrong with a program. */
export type FindingKind =
	| "deadlock"
	| "livelock"
	| "stopped"
	| "never-awaited"
	| "never-retrieved"
	| "pending-at-end"
	| "slow-callback"
	| "swallowed-cancel"
	| "swallowed-limit"
	| "taken-cancel"
	| "stuck"
	| "held-long"
	| "released-too-often"
	| "awaited-twice"
	| "released-by-other"
	| "unhandled-error";

/** What tells a place: the fact with this number; else the last wait of this task before the finding, or where it was made. */
export interface PlaceSource {
	readonly fact?: number;
	readonly task?: TaskId;
}

/** A coroutine on the way from a task down to the await in which it waits. */
export interface ChainStep {
	/** The label of the coroutine. */
	readonly label: string;
	/** The line of it in which it waits, or calls the next; null without places. */
	readonly place: Place | null;
}

/** One task that waits: what for, who holds that, and where. */
export interface Waiting {
	/** Its label. */
	readonly task: string;
	readonly taskId: TaskId;
	/** In words: `lock pen`, `gather of 3`. */
	readonly for: string;
	/** What the tasks in `heldBy` do: hold it, or are what it waits for. Null: they are named in `for`, or there are none. */
	readonly relation: "holders" | "members" | null;
	/** Labels of the tasks that hold it, or that are to end first; `alice (ended)` of one that has. */
	readonly heldBy: readonly string[];
	/** Since when it waits. */
	readonly since: Seconds;
	/** The coroutines from that in which it waits out to its own; empty where there is only that one. */
	readonly chain: readonly ChainStep[];
	/** The line where it waits, or where it was made if none of its waits is in the program's own; null without places. */
	readonly place: Place | null;
}

/** What was found to be wrong with a program, and the way out. */
export interface Finding {
	readonly kind: FindingKind;
	/** The number of the fact with which it could be known. */
	readonly index: number;
	/** The label of the task it is about, or null where it is about none. */
	readonly task: string | null;
	/** When it happened. */
	readonly at: Seconds;
	/** The line it is about; null without places, and where there is none. */
	readonly place: Place | null;
	/** Which fact or task has that line; null where there is none. */
	readonly source: PlaceSource | null;
	/** What happened, one sentence with the names in it. */
	readonly text: string;
	/** What to do about it, one sentence. */
	readonly wayOut: string;
	/** More about it, a sentence each: what was put and taken, what became of those who could help. */
	readonly details?: readonly string[];
	/** Of what lasts: since when. */
	readonly since?: Seconds;
	/**
	 * Of a deadlock: every task that waits, in order of creation. Of a livelock: those that keep the loop busy. Of tasks that are
	 * stuck while others live: these, and those that wait for them.
	 */
	readonly waiting?: readonly Waiting[];
	/** Of a deadlock, and of tasks that are stuck: labels of the tasks that wait for each other in a ring, the first not repeated; empty if there is none. */
	readonly cycle?: readonly string[];
}
