// What happened in one run, ready to be drawn or told: lanes, what they did when, marks, and the figures.

import type { Place, Seconds } from "../recording/index.ts";
import type { Outcome } from "./outcome.ts";

/** What a lane is doing. `waiting`: for a timer or I/O. `blocked`: for a lock, a permit, a queue. `awaiting`: for a task or a future. */
export type State = "running" | "ready" | "waiting" | "blocked" | "awaiting" | "cleaning-up";

/** How a life ended. `never-woke`: the run stopped while it waited for ever. `abandoned`: still pending at the end. */
export type End = "done" | "failed" | "cancelled" | "never-woke" | "abandoned";

/** One stretch of one state; a run that takes no time has `from === to`. */
export interface Segment {
	readonly state: State;
	readonly from: Seconds;
	readonly to: Seconds;
	/** What it waits for, in words: `a timer`, `pen (held by bob)`, `API-1`. Empty while running or ready. */
	readonly why: string;
}

/** From a start to an end. A body that is called again under the same label lives again in the same lane. */
export interface Life {
	readonly from: Seconds;
	readonly to: Seconds;
	readonly end: End;
}

/** A stretch of a resource's level: permits in use, items in the queue, tasks at a barrier or a condition, 1 or 0 for a lock or an event. */
export interface Level {
	readonly from: Seconds;
	readonly to: Seconds;
	readonly level: number;
	/** Who holds a lock, by label; empty for the others. */
	readonly holder: string;
}

interface LaneBase {
	readonly label: string;
	/** The lane's index in {@link Timeline.lanes} under which it stands, -1 at the top. */
	readonly parent: number;
	/** 0 at the top. */
	readonly depth: number;
	readonly from: Seconds;
	readonly to: Seconds;
	/** Whether it is one of those that decided the run's total time, while others beside it did not. */
	readonly decides: boolean;
	/** A word for the right-hand column that is more than the lane's length: `wants limiter.lock, and holds it`. */
	readonly remark: string;
}

/** A task, a coroutine body that was called in turn (a span), or a task group. */
export interface ActorLane extends LaneBase {
	readonly kind: "task" | "span" | "group";
	readonly lives: readonly Life[];
	readonly segments: readonly Segment[];
	/** When a cancellation was delivered to it. */
	readonly delivered: readonly Seconds[];
	/** The state in which it waits for ever; null unless it never woke. */
	readonly stuck: State | null;
}

/** An item of a queue that others which were put later left before it. */
export interface Overtaken {
	/** Its number: 1 for the first that was put. */
	readonly item: number;
	/** Who put it, by label, and when. */
	readonly by: string;
	readonly at: Seconds;
	/** How many overtook it. */
	readonly times: number;
	/** When it was taken; null: it was not. */
	readonly takenAt: Seconds | null;
}

/** What tasks share. */
export interface ResourceLane extends LaneBase {
	readonly kind: "resource";
	/** `signals`: a semaphore that begins with no permit, so that each that is there was given by somebody. */
	readonly resource: "lock" | "semaphore" | "signals" | "queue" | "event" | "condition" | "barrier";
	/** Permits, room or parties; 0: unbounded. */
	readonly capacity: number;
	/** The highest level there was. */
	readonly most: number;
	readonly levels: readonly Level[];
	/** Of a queue: the item that was overtaken most often; null: none was. */
	readonly overtaken: Overtaken | null;
}

export type Lane = ActorLane | ResourceLane;

/** One line under the chart: who did what, and where. Notes of one moment share a number. */
export interface Note {
	readonly at: Seconds;
	readonly who: string;
	readonly what: string;
	readonly place: Place | null;
	readonly kind: "cancel-requested" | "cancel-delivered" | "cancelled" | "failed" | "swallowed" | "group";
}

/** One link of the chain that decided the total time: who took from when to when. */
export interface Link {
	readonly who: string;
	/** Whether it goes on in the body of the link before. */
	readonly goesOn: boolean;
	readonly state: State;
	readonly from: Seconds;
	readonly to: Seconds;
	/** Where it is the whole life of its lane: how many shown lanes beside it lived just as long, and were not cut short. */
	readonly ties: number;
}

/** Figures of the whole run, hidden lanes included. */
export interface Statistics {
	readonly tasks: number;
	/** Spent waiting for timers or I/O, by all of them; pauses of main itself count only where nobody else waits. */
	readonly waited: Seconds;
	/** For how long the thread was kept busy: computing, or in a call that blocks. */
	readonly busy: Seconds;
	readonly longestWait: Seconds;
	/** Who waited longest. */
	readonly longestWaiter: string;
	/** The most tasks beside main that were alive at one moment. */
	readonly mostAtOnce: number;
	/** The most of them that a lock, a permit or a queue held up at one moment. */
	readonly mostHeldUp: number;
	readonly done: number;
	readonly failed: number;
	readonly cancelled: number;
	readonly neverWoke: number;
	readonly abandoned: number;
}

/** How many tasks (main aside) were in a state, over equal slices of the window. */
export interface Strip {
	readonly name: State | "done" | "failed" | "cancelled";
	/** The most at once; of the ends, how many in all. */
	readonly most: number;
	/** The most within each slice; of the ends, how many so far at the slice's end. */
	readonly counts: Uint32Array;
}

/** A part of a run. */
export interface Window {
	readonly from: Seconds;
	readonly to: Seconds;
}

/** One run, ready to be drawn or told. */
export interface Timeline {
	readonly variant: string;
	readonly elapsed: Seconds;
	readonly outcome: Outcome;
	/** What of it was asked for: all of it, or a part. */
	readonly window: Window;
	/** The chosen lanes, parents before children, siblings in order of creation. */
	readonly lanes: readonly Lane[];
	/** How many lanes there are beside the chosen ones. */
	readonly hidden: number;
	/** Set when lanes are hidden. */
	readonly strips: readonly Strip[];
	readonly notes: readonly Note[];
	/** How many notes there are beside those kept. */
	readonly moreNotes: number;
	/** From the start to the end of main; empty when the run got stuck. */
	readonly path: readonly Link[];
	readonly statistics: Statistics;
}

/** Which lanes are shown one by one: so many, all, those that failed or were cancelled, or the slowest. */
export type LaneChoice = number | "all" | "failed" | { readonly slowest: number };

/** Which part of a run is drawn. */
export interface TimelineOptions {
	/** Default: all when there are 20 or fewer, else a few telling ones. */
	readonly lanes?: LaneChoice | undefined;
	/** The part of the run to look at; default: from start to end. */
	readonly from?: Seconds | undefined;
	readonly to?: Seconds | undefined;
}
