import type {
	Cause,
	Ending,
	FactOf,
	LimitId,
	Place,
	RequestId,
	Seconds,
	TaskId,
	Wait,
} from "../recording/index.ts";
import { NO_TICKET, type Ticket } from "./ready-queue.ts";
import type { Limit, Request, Span } from "./records.ts";

/** What a task that has not ended is doing. `waiting`: for a timer or the outside. `blocked`: at a resource. `awaiting`: for tasks or a future. */
export type LiveState = "running" | "ready" | "waiting" | "blocked" | "awaiting";

export type TaskState = LiveState | "ended";

const NO_REQUESTS: ReadonlyMap<RequestId, Request> = new Map();
const NO_LIMITS: ReadonlyMap<LimitId, Limit> = new Map();

/** All that is known of a task at one moment. */
export class Task {
	readonly made: FactOf<"task-created">;
	/** The body of its maker that made it; null: none. */
	readonly madeIn: Span | null;
	name: string;
	label: string;
	state: TaskState = "ready";
	/** Since when it is in that state. */
	since: Seconds;
	/** What it waits for; until it runs again, what it has waited for. */
	wait: Wait | null = null;
	/** Where it suspended last; null without places, and where that is not in the program. */
	place: Place | null = null;
	/** Why it was woken from its last wait; null: it was not, or only its turn came round. */
	cause: Cause | null = null;
	/** Whether it has had a turn. */
	ran = false;
	/** The innermost of its bodies that are open. */
	span: Span | null = null;
	/** How many requests to cancel it were made and not taken back. */
	cancelling = 0;
	/** The requests that have not been delivered, in order. */
	asked = NO_REQUESTS;
	/** The request whose CancelledError is raised in its next turn. */
	delivering: Request | null = null;
	/** The last request whose CancelledError was raised in it. */
	heard: Request | null = null;
	/** Its time limits that are open, the innermost last. */
	limits = NO_LIMITS;
	/** Its ticket in the ready queue, and that of its timer, as long as they are in it. */
	ticket: Ticket = NO_TICKET;
	timerTicket: Ticket = NO_TICKET;
	/** Null: it has not ended. */
	ending: Ending | null = null;
	/** Its neighbours among those that have not ended. */
	previous: Task | null = null;
	next: Task | null = null;

	constructor(made: FactOf<"task-created">, madeIn: Span | null) {
		this.made = made;
		this.madeIn = madeIn;
		this.name = made.name;
		this.label = made.label;
		this.since = made.at;
	}

	get id(): TaskId {
		return this.made.task;
	}

	/** Null: it has not ended. */
	get endedAt(): Seconds | null {
		return this.state === "ended" ? this.since : null;
	}

	/** Whether it can go on only when something happens. */
	get isWaiting(): boolean {
		return this.state === "waiting" || this.state === "blocked" || this.state === "awaiting";
	}

	/** Its bodies that are open, the innermost first. */
	*spans(): Generator<Span> {
		for (let span = this.span; span !== null; span = span.above) yield span;
	}

	/** It was asked to stop. */
	ask(request: Request): void {
		this.cancelling += 1;
		this.asked = withOne(this.asked, request.request, request);
	}

	/** All requests that were open have been answered, or taken back. */
	askedNoMore(): void {
		if (this.asked.size > 0) this.asked = NO_REQUESTS;
	}

	setLimit(limit: Limit): void {
		this.limits = withOne(this.limits, limit.made.limit, limit);
	}

	dropLimit(limit: LimitId): void {
		(this.limits as Map<LimitId, Limit>).delete(limit);
	}

	copy(): Task {
		const copy = new Task(this.made, this.madeIn);
		copy.name = this.name;
		copy.label = this.label;
		copy.state = this.state;
		copy.since = this.since;
		copy.wait = this.wait;
		copy.place = this.place;
		copy.cause = this.cause;
		copy.ran = this.ran;
		copy.span = this.span;
		copy.cancelling = this.cancelling;
		if (this.asked.size > 0) copy.asked = new Map(this.asked);
		copy.delivering = this.delivering;
		copy.heard = this.heard;
		if (this.limits.size > 0) copy.limits = new Map(this.limits);
		copy.ticket = this.ticket;
		copy.timerTicket = this.timerTicket;
		copy.ending = this.ending;
		return copy;
	}
}

/** Few tasks have any, so a map is made for the first only. */
function withOne<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
	return map.size === 0 ? new Map([[key, value]]) : (map as Map<K, V>).set(key, value);
}
