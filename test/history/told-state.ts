// What was told of a run at one moment, in plain data: that which a loop has too.

import type { Moment, Ready, Task } from "../../src/history/index.ts";
import type { Wait } from "../../src/recording/index.ts";

export type State = ReturnType<typeof stateTold>;
export type TaskState = State["tasks"][number];
export type ResourceState = State["resources"][number];
export type GroupState = State["groups"][number];

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
		/** The futures that stand for others and are pending. */
		futures: Array.from(moment.futures(), ({ made }) => made.future),
	};
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
	const of = wait.of.filter((id) => moment.task(id) !== undefined);
	const futures = wait.futures.filter((id) => moment.future(id) !== undefined);
	return { ...rest, of, futures };
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
