// What there is beside tasks and resources: bodies, requests to cancel, time limits, groups, futures, work outside. A record keeps the
// fact that made it. Those that never change are shared by all copies of a world.

import type { Ending, ErrorText, FactOf, Place, RequestId, Seconds, TaskId } from "../recording/index.ts";

/** A coroutine's body that has begun and not ended. */
export interface Span {
	readonly made: FactOf<"span-started">;
	/** The body that called it; null: the task itself. */
	readonly above: Span | null;
}

/** What is known of a request to cancel. */
export type Request = Pick<FactOf<"cancel-requested">, "request" | "by" | "origin" | "message"> & {
	readonly at: Seconds;
	readonly place: Place | null;
};

/** A time limit that is open. */
export interface Limit {
	readonly made: FactOf<"limit-set">;
	/** The loop's time; null: never. */
	readonly when: Seconds | null;
	readonly expired: boolean;
}

/** A task group from when it is entered until it is left. */
export class Group {
	readonly made: FactOf<"group-entered">;
	/** The body that entered it. */
	readonly span: Span | null;
	/** Its tasks that have not ended. */
	members: Set<TaskId> = new Set();
	/** How its body ended; null: it has not. */
	bodyEnding: Ending | null = null;
	/** When it began to cancel what is left of it; null: it has not. */
	abortedAt: Seconds | null = null;
	/** When it was left; null: it has not been. */
	exitedAt: Seconds | null = null;
	/** What it raised when it was left. */
	error: ErrorText | null = null;

	constructor(made: FactOf<"group-entered">, span: Span | null) {
		this.made = made;
		this.span = span;
	}

	copy(): Group {
		const copy = Object.assign(new Group(this.made, this.span), this);
		copy.members = new Set(this.members);
		return copy;
	}
}

/** A future that stands for others. */
export class StandIn {
	readonly made: FactOf<"future-made">;
	/** Null: it is not done. */
	ending: Ending | null = null;

	constructor(made: FactOf<"future-made">) {
		this.made = made;
	}

	copy(): StandIn {
		return Object.assign(new StandIn(this.made), this);
	}
}

/** The request that a recording speaks of and does not tell of. */
export function unknownRequest(request: RequestId, by: TaskId, message: string | null, at: Seconds): Request {
	return { request, by, origin: { kind: "task" }, message, at, place: null };
}
