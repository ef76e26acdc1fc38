// What changes about a task beside its state: its name, its bodies, requests to cancel it, its time limits.

import type { FactOf } from "../recording/index.ts";
import type { Request, Span } from "./records.ts";
import type { Task } from "./task.ts";

type LimitChange = FactOf<"limit-rescheduled"> | FactOf<"limit-expired"> | FactOf<"limit-left">;

export type TaskChange =
	| FactOf<"task-renamed">
	| FactOf<"span-started">
	| FactOf<"span-ended">
	| FactOf<"cancel-requested">
	| FactOf<"uncancelled">
	| FactOf<"limit-set">
	| LimitChange;

export function changeTask(task: Task, fact: TaskChange): void {
	switch (fact.kind) {
		case "task-renamed":
			task.name = fact.name;
			task.label = fact.label;
			return;
		case "span-started":
			task.span = { made: fact, above: task.span };
			return;
		case "span-ended":
			task.span = callerOf(task, fact.span);
			return;
		case "cancel-requested":
			if (fact.accepted) task.ask(requestOf(fact));
			return;
		case "uncancelled":
			task.cancelling = fact.left;
			if (fact.left === 0) task.askedNoMore();
			return;
		case "limit-set":
			task.setLimit({ made: fact, when: fact.when, expired: false });
			return;
		case "limit-rescheduled":
		case "limit-expired":
		case "limit-left":
			changeLimit(task, fact);
			return;
		default:
			fact satisfies never;
	}
}

/** The body that goes on when the body with that number ends; where that is not open, nothing changes. */
function callerOf(task: Task, span: number): Span | null {
	for (const open of task.spans()) if (open.made.span === span) return open.above;
	return task.span;
}

function requestOf({ request, by, origin, message, at, place }: FactOf<"cancel-requested">): Request {
	return { request, by, origin, message, at, place: place ?? null };
}

function changeLimit(task: Task, fact: LimitChange): void {
	const limit = task.limits.get(fact.limit);
	if (limit === undefined) return;
	if (fact.kind === "limit-rescheduled") task.setLimit({ ...limit, when: fact.when });
	else if (fact.kind === "limit-expired") task.setLimit({ ...limit, expired: true });
	else task.dropLimit(fact.limit);
}
