// What became of cancellations that reached their tasks: who caught them, where, and what they were taken for.

import type {
	Fact,
	FactOf,
	GroupId,
	LimitId,
	Place,
	RequestId,
	Seconds,
	SpanId,
	TaskId,
} from "../recording/index.ts";
import type { Group, Request } from "./records.ts";
import type { Reader } from "./replay.ts";
import type { Task } from "./task.ts";
import type { World } from "./world.ts";

/** How a cancellation that was delivered came to its end. */
export type Resolution =
	/** The task ended, or left the time limit, with it or with another error. */
	| "ended"
	/** A time limit made a TimeoutError of it. */
	| "timed-out"
	/** The time limit was left as if nothing had happened. */
	| "swallowed-limit"
	/** The group's body ended as if nothing had happened. */
	| "swallowed-group"
	/** The task returned. */
	| "swallowed"
	/** It was taken back, or the group that it came from was left. */
	| "over";

/** A CancelledError that was raised in a task. */
export interface Delivery {
	readonly task: TaskId;
	/** The request that it delivers, and all that it answers with it. */
	readonly request: Request;
	readonly requests: readonly Request[];
	readonly at: Seconds;
	/** The await where it was raised, and the number of the fact that tells of that wait. */
	readonly place: Place | null;
	readonly waitIndex: number | null;
	/** Bodies that were open then and have not let it pass, the innermost first. */
	readonly bodies: { readonly span: SpanId; readonly label: string }[];
	/** The body whose catch kept it; null: it is not known, or none has. */
	catcher: string | null;
	/** What the task did next, if it did not end with it. */
	next: { readonly at: Seconds; readonly place: Place | null } | null;
	resolution: Resolution | null;
	resolvedAt: Seconds | null;
	/** The number of the fact with which it came to its end. */
	resolvedIndex: number;
}

/** A time limit, from when it was set. */
export interface LimitStory {
	readonly made: FactOf<"limit-set">;
	readonly index: number;
	when: Seconds | null;
	expiredAt: Seconds | null;
	left: { readonly index: number; readonly fact: FactOf<"limit-left"> } | null;
	/** What it delivered: to its own task, else to those that it awaited. */
	readonly deliveries: Delivery[];
	/** Of its own task: the delivery that it made a TimeoutError of. */
	taken: Delivery | null;
}

/** Follows cancellations from their delivery on. */
export class Deliveries implements Reader {
	readonly kinds = [
		"suspended",
		"woken",
		"resumed",
		"cancel-requested",
		"span-ended",
		"printed",
		"limit-set",
		"limit-rescheduled",
		"limit-expired",
		"limit-left",
		"group-body-ended",
		"group-exited",
		"task-ended",
	] as const;
	readonly all: Delivery[] = [];
	readonly limits = new Map<LimitId, LimitStory>();
	/** The number of the fact that made a request. */
	readonly requested = new Map<RequestId, number>();
	/** All groups that were ever entered. */
	readonly #groupsEver: ReadonlyMap<GroupId, Group>;
	/** The number of the fact before that one which tells of the last wait of the same task. */
	readonly #lastWait: (index: number) => number | null;
	/** By task: the deliveries that it has not come to the end of, the latest last. */
	readonly #open = new Map<TaskId, Delivery[]>();
	readonly #answered = new Map<TaskId, Request[]>();
	/** Groups whose request reached the body that they run in. */
	readonly #groups = new Map<GroupId, Delivery>();

	constructor(groupsEver: ReadonlyMap<GroupId, Group>, lastWait: (index: number) => number | null) {
		this.#groupsEver = groupsEver;
		this.#lastWait = lastWait;
	}

	before(fact: Fact, index: number, world: World): void {
		switch (fact.kind) {
			case "cancel-requested":
				this.requested.set(fact.request, index);
				return;
			case "suspended":
			case "printed":
				this.#goesOn(fact.task, fact.at, fact.place ?? null);
				return;
			case "woken":
				if (fact.cause.kind === "cancelled") this.#answers(world.task(fact.task));
				return;
			case "resumed": {
				const task = world.task(fact.task);
				if (task?.delivering) this.#deliver(task, task.delivering, fact.at, index);
				return;
			}
			case "span-ended":
				this.#endSpan(fact);
				return;
			case "limit-set":
				this.limits.set(fact.limit, {
					made: fact,
					index,
					when: fact.when,
					expiredAt: null,
					left: null,
					deliveries: [],
					taken: null,
				});
				return;
			case "limit-rescheduled": {
				const limit = this.limits.get(fact.limit);
				if (limit) limit.when = fact.when;
				return;
			}
			case "limit-expired": {
				const limit = this.limits.get(fact.limit);
				if (limit) limit.expiredAt = fact.at;
				return;
			}
			case "limit-left":
				this.#leaveLimit(fact, index);
				return;
			case "group-body-ended":
			case "group-exited":
				this.#changeGroup(fact, index);
				return;
			case "task-ended":
				this.#endTask(world.task(fact.task), fact, index);
				return;
			default:
				return;
		}
	}

	#answers(task: Readonly<Task> | undefined): void {
		if (task === undefined) return;
		const { id, asked } = task;
		const answered = this.#answered.get(id);
		if (answered === undefined) this.#answered.set(id, [...asked.values()]);
		else answered.push(...asked.values());
	}

	#deliver(task: Readonly<Task>, request: Request, at: Seconds, index: number): void {
		const delivery: Delivery = {
			task: task.id,
			request,
			requests: this.#answered.get(task.id) ?? [request],
			at,
			place: task.place ?? task.made.place ?? null,
			waitIndex: this.#lastWait(index),
			bodies: Array.from(task.spans(), ({ made }) => ({ span: made.span, label: made.label })),
			catcher: null,
			next: null,
			resolution: null,
			resolvedAt: null,
			resolvedIndex: -1,
		};
		this.#answered.delete(task.id);
		this.all.push(delivery);
		const open = this.#open.get(task.id);
		if (open === undefined) this.#open.set(task.id, [delivery]);
		else open.push(delivery);
		for (const { origin } of delivery.requests) {
			if (origin.kind === "limit") this.limits.get(origin.limit)?.deliveries.push(delivery);
			else if (origin.kind === "group" && this.#groupsEver.get(origin.group)?.made.task === task.id)
				this.#groups.set(origin.group, delivery);
		}
	}

	#goesOn(task: TaskId, at: Seconds, place: Place | null): void {
		if (this.#open.size === 0) return;
		const delivery = this.#open.get(task)?.at(-1);
		if (delivery !== undefined) delivery.next ??= { at, place };
	}

	#endSpan({ task, span, ending }: FactOf<"span-ended">): void {
		const delivery = this.#open.get(task)?.at(-1);
		const index = delivery?.bodies.findIndex((body) => body.span === span) ?? -1;
		if (delivery === undefined || index === -1) return;
		if (ending.how !== "cancelled") delivery.catcher ??= delivery.bodies[index]?.label ?? null;
		delivery.bodies.splice(0, index + 1);
	}

	#leaveLimit(fact: FactOf<"limit-left">, index: number): void {
		const { task, at, how } = fact;
		const limit = this.limits.get(fact.limit);
		if (limit === undefined) return;
		limit.left = { index, fact };
		const open = this.#open.get(task) ?? [];
		const own = limit.deliveries.find((one) => open.includes(one));
		if (own === undefined) return;
		if (how === "timed-out") {
			limit.taken = own;
			this.#resolve(own, "timed-out", at, index);
		} else if (how === "swallowed") this.#resolve(own, "swallowed-limit", at, index);
		else if (how === "other-error") this.#resolve(own, "ended", at, index);
	}

	#changeGroup(fact: FactOf<"group-body-ended"> | FactOf<"group-exited">, index: number): void {
		const delivery = this.#groups.get(fact.group);
		if (delivery === undefined || delivery.resolution !== null) return;
		if (fact.kind === "group-exited") this.#resolve(delivery, "over", fact.at, index);
		else if (fact.ending.how === "returned") this.#resolve(delivery, "swallowed-group", fact.at, index);
	}

	#endTask(task: Readonly<Task> | undefined, { at, ending }: FactOf<"task-ended">, index: number): void {
		const open = task === undefined ? undefined : this.#open.get(task.id);
		if (task === undefined || open === undefined) return;
		const { cancelling } = task;
		const latest = open.at(-1);
		const returned = cancelling > 0 ? "swallowed" : "over";
		for (const one of [...open])
			this.#resolve(one, ending.how !== "returned" ? "ended" : one === latest ? returned : "over", at, index);
	}

	#resolve(delivery: Delivery, resolution: Resolution, at: Seconds, index: number): void {
		delivery.resolution = resolution;
		delivery.resolvedAt = at;
		delivery.resolvedIndex = index;
		delivery.catcher ??= delivery.bodies[0]?.label ?? null;
		const open = this.#open.get(delivery.task);
		open?.splice(open.indexOf(delivery), 1);
		if (open?.length === 0) this.#open.delete(delivery.task);
	}
}
