// A lane while it is being read from the facts.

import type { Seconds } from "../../recording/index.ts";
import type { ActorLane, End, Life, Segment, State } from "../timeline.ts";

/** A lane of a window of this length has no runs that are nearer to each other than one in so many parts of it: no picture shows more. */
const FINEST_PART = 1 / 10_000;
/** So many segments a lane has before any are left out. */
const MOST_EXACT = 10_000;

/** A segment while it is being read: it is made longer in place, since a lane may go on in one state a million times. */
type SegmentDraft = { -readonly [Field in keyof Segment]: Segment[Field] };

export class LaneDraft {
	readonly kind: ActorLane["kind"];
	readonly label: string;
	readonly segments: SegmentDraft[] = [];
	readonly lives: Life[] = [];
	readonly delivered: Seconds[] = [];
	readonly children: LaneDraft[] = [];
	/** Null at the top. */
	parent: LaneDraft | null = null;
	/** What it was in when the run stopped for good. */
	stuck: State | null = null;
	remark = "";
	decides = false;
	readonly from: Seconds;
	to: Seconds;
	#born: Seconds;
	readonly #least: Seconds;

	/** @param length of the window that is drawn, in seconds */
	constructor(kind: ActorLane["kind"], label: string, from: Seconds, length: Seconds) {
		this.kind = kind;
		this.label = label;
		this.from = from;
		this.to = from;
		this.#born = from;
		this.#least = length * FINEST_PART;
	}

	/** It lives again. */
	begin(at: Seconds): void {
		this.#born = at;
	}

	/** A run that takes no time is kept, any other state that takes none is not. */
	stretch(state: State, from: Seconds, to: Seconds, why: string): void {
		if (to <= from && (state !== "running" || this.#isTooNear(from))) return;
		if (to > this.to) this.to = to;
		const last = this.segments[this.segments.length - 1];
		const same = last !== undefined && last.state === state && last.to === from && last.why === why;
		if (same) last.to = to;
		else this.segments.push({ state, from, to, why });
	}

	/** Of a lane with very many runs, whether what comes before one that begins now is no longer than the finest part of the window. */
	#isTooNear(at: Seconds): boolean {
		const { segments } = this;
		if (segments.length <= MOST_EXACT) return false;
		const last = segments[segments.length - 1];
		return last !== undefined && at - last.from < this.#least;
	}

	end(end: End, at: Seconds): void {
		this.lives.push({ from: this.#born, to: at, end });
		this.to = Math.max(this.to, at);
		const since = this.delivered.at(-1);
		if (end === "cancelled" && since !== undefined) this.cleanedUp(since, at);
	}

	/** What it waited for between the delivery of a cancellation and its end was cleaning up. */
	cleanedUp(since: Seconds, until: Seconds): void {
		for (let i = this.segments.length - 1; i >= 0; i--) {
			const segment = this.segments[i];
			if (!segment || segment.from < since) return;
			if (segment.state !== "running" && segment.to <= until) segment.state = "cleaning-up";
		}
	}
}
