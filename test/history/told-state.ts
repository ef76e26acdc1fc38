// What was told of a run at one moment, in plain data: that which a loop has too.

import type { Moment } from "../../src/history/moment.ts";
import type { Ready } from "../../src/history/ready-queue.ts";
import type { Task } from "../../src/history/task.ts";
import type { FutureId, TaskId, Wait } from "../../src/recording/index.ts";

export type State = ReturnType<typeof stateTold>;
export type TaskState = State["tasks"][number];
export type ResourceState = State["resources"][number];
export type GroupState = State["groups"][number];
export type FutureState = State["futures"][number];

export function stateTold(moment: Moment) {
	const ready = Array.from(moment.ready, textOf);
	return {
		now: moment.now,
		isShuttingDown: moment.isShuttingDown,
		isClosed: moment.isClosed,
		turn: moment.turn && textOf(moment.turn),
		ready,
		tasks: Array.from(moment.tasks(), (task) => ofTask(task, moment, ready)),
		resources: Array.from(moment.resources(), ofResource),
		groups: Array.from(moment.groups(), (group) => ({
			group: group.made.group,
			span: group.span?.made.span ?? 0,
			members: [...group.members],
			isBodyDone: group.bodyEnding !== null,
			isAborting: group.abortedAt !== null,
		})),
		/** The futures that stand for others and are pending, each with those that it waits for still. */
		futures: Array.from(moment.futures(), ({ made }) => ({ future: made.future, ...leftOf(made, moment) })),
	};
}

interface Members {
	readonly of: readonly TaskId[];
	readonly futures: readonly FutureId[];
}

function ofTask(task: Readonly<Task>, moment: Moment, ready: readonly string[]) {
	const isDue = task.state === "ready" || ready.includes(`timer ${task.id}`);
	return {
		id: task.id,
		name: task.name,
		label: task.label,
		madeIn: task.madeIn?.made.span ?? 0,
		state: task.state as string,
		since: task.since,
		ran: task.ran,
		wait: task.wait && lasting(task.wait, isDue, moment),
		/** Why it was woken from its last wait. */
		cause: task.cause?.kind ?? null,
		/** Number and label of its bodies, the innermost first. */
		spans: Array.from(task.spans(), ({ made }) => [made.span, made.label] as const),
		cancelling: task.cancelling,
		asked: [...task.asked.keys()],
		delivering: task.delivering?.request ?? 0,
		heard: task.heard?.request ?? 0,
		limits: Array.from(task.limits, ([id, limit]) => [id, limit.when, limit.expired] as const),
	};
}

/**
 * What the loop knows of a wait: as long as it lasts, those of several futures that have not ended; once it is over, neither those
 * nor when a timer was due.
 */
function lasting(wait: Wait, isDue: boolean, moment: Moment): object {
	if (wait.kind === "sleep") return { ...wait, until: isDue ? null : wait.until };
	if (wait.kind !== "tasks") return wait;
	const { count: _, ...rest } = wait;
	if (isDue) return { ...rest, of: null, futures: null };
	return { ...rest, ...leftOf(wait, moment) };
}

function leftOf({ of, futures }: Members, moment: Moment): Members {
	return {
		of: of.filter((id) => (moment.task(id)?.state ?? "ended") !== "ended"),
		futures: futures.filter((id) => moment.future(id) !== undefined),
	};
}

function ofResource(resource: ReturnType<Moment["resource"]> & object) {
	return {
		id: resource.id,
		kind: resource.made.resourceKind,
		name: resource.made.name,
		capacity: resource.made.capacity,
		lock: resource.made.lock,
		level: resource.level,
		unfinished: resource.unfinished,
		isClosed: resource.isClosed,
		holders: [...resource.holders],
		handed: [...resource.handed].sort((a, b) => a - b),
		/** Who waits at it, by kind of wait, in order. */
		lines: Object.fromEntries(
			LINES.map((kind) => [kind, [...resource.line(kind)]]).filter(([, line]) => line?.length !== 0),
		) as Record<string, readonly number[]>,
		waiting: [...resource.waiting()].sort((a, b) => a - b),
	};
}

const LINES = ["lock", "semaphore", "event", "condition", "barrier", "get", "put", "join"] as const;

function textOf(entry: Ready): string {
	if (entry.kind !== "callback") return `${entry.kind} ${entry.task}`;
	return `callback ${entry.callback} "${entry.label}" of ${entry.of}`;
}
