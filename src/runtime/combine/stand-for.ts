// What a wait for several tasks, and a future that stands for others, tell of themselves.

import { Coroutine } from "../kernel/coroutine.ts";
import { type EndState, Future, type Listener, PENDING, settled } from "../kernel/future.ts";
import type { Suspended } from "../kernel/suspension.ts";
import { Task } from "../kernel/task.ts";
import {
	type FutureId,
	NO_FUTURE,
	NO_TASK,
	type Standing,
	type TaskId,
	type TasksWait,
	type Wait,
} from "../observer.ts";

/** Those of `futures` that are not done: the tasks, and the futures that stand for others. */
export function pendingOf(futures: ReadonlySet<Future<unknown>>): { of: TaskId[]; futures: FutureId[] } {
	const of: TaskId[] = [];
	const standing: FutureId[] = [];
	for (const future of futures) {
		if (future.state !== PENDING) continue;
		if (future.taskId !== NO_TASK) of.push(future.taskId);
		else if (future.futureId !== NO_FUTURE) standing.push(future.futureId);
	}
	return { of, futures: standing };
}

/** A wait for the end of those of `futures` that are not done. By default it has no deadline, and is over when all have ended. */
export function tasksWait(
	by: TasksWait,
	futures: ReadonlySet<Future<unknown>>,
	more: Partial<Pick<Extract<Wait, { kind: "tasks" }>, "until" | "deadline" | "future">> = {},
): Wait {
	let count = 0;
	for (const future of futures) if (future.state === PENDING) count += 1;
	return {
		kind: "tasks",
		by,
		...pendingOf(futures),
		count,
		until: "all",
		deadline: null,
		future: NO_FUTURE,
		...more,
	};
}

const MOST_NAMED = 3;

/** What a wait for `given` is called: `wait of job 1 and job 2`. Of what can be gone through once only, the name alone. */
export function labelOf(name: string, given: unknown): string {
	if (!(Array.isArray(given) || given instanceof Set)) return name;
	const all: unknown[] = [...given];
	const shown = all.slice(0, MOST_NAMED).map(nameIn);
	if (all.length > MOST_NAMED) shown.push(`${all.length - MOST_NAMED} more`);
	const last = shown.pop();
	if (last === undefined) return name;
	return `${name} of ${shown.length === 0 ? last : `${shown.join(", ")} and ${last}`}`;
}

function nameIn(one: unknown): string {
	if (one instanceof Task) return one.label;
	return one instanceof Coroutine ? one.label || "a coroutine" : "a future";
}

/** A future that stands for others, and knows whether anybody cares for it. */
export abstract class StandingFuture<T> extends Future<T> implements Standing {
	isAsked = false;

	override noteAsked(): void {
		this.isAsked = true;
	}

	override result(): T {
		this.isAsked = true;
		return super.result();
	}

	override exception(): unknown {
		this.isAsked = true;
		return super.exception();
	}

	override cancel(message?: string | null): boolean {
		this.isAsked = true;
		return super.cancel(message);
	}

	/** @internal */
	override next(): IteratorResult<Suspended, T> {
		this.isAsked = true;
		return super.next();
	}

	/** @internal */
	override listen(listener: Listener): void {
		this.isAsked = true;
		super.listen(listener);
	}
}

/** `future` is about to end. */
export function tellEnded(future: Future<unknown>, state: EndState, value: unknown): void {
	if (future.futureId === NO_FUTURE) return;
	future.loop.observer?.futureEnded(future.futureId, settled(state), value);
}
