import type { Place, Seconds, TaskId, Wait } from "../../runtime/events.ts";
import type { LaneDraft } from "./lane-draft.ts";
import type { SpanNode } from "./span-tree.ts";
import { READY } from "./states.ts";
import { NEVER } from "./task-columns.ts";

/** Where a task is while its events are read. */
export interface Cursor {
	readonly id: TaskId;
	readonly lane: LaneDraft;
	/** The body that runs or waits; null: the task's own. */
	span: SpanNode | null;
	/** As in `STATES`. */
	state: number;
	since: Seconds;
	why: string;
	due: Seconds;
	/** Where it waited last. */
	place: Place | null;
	wait: Wait | null;
	ran: boolean;
	ended: boolean;
	/** It was asked to stop, and has not heard of it yet. Without that, a cancellation is one of what it awaits. */
	asked: boolean;
	/** Its own group is waking it by a cancellation, which it takes back: nothing that a reader should worry about. */
	groupWakes: boolean;
	/** When a cancellation reached it, and what it has done since. */
	delivered: { readonly at: Seconds; readonly seq: number; acts: number } | null;
}

export function newCursor(id: TaskId, lane: LaneDraft, at: Seconds): Cursor {
	return {
		id,
		lane,
		span: null,
		state: READY,
		since: at,
		why: "",
		due: NEVER,
		place: null,
		wait: null,
		ran: false,
		ended: false,
		asked: false,
		groupWakes: false,
		delivered: null,
	};
}
