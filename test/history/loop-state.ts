// What a loop has at one moment, in the shape of what was told of it.

import { stateOf } from "../../src/history/task-states.ts";
import type {
	Cause,
	GroupId,
	LimitId,
	RequestId,
	Seconds,
	SpanId,
	TaskId,
	Wait,
} from "../../src/recording/index.ts";
import { pendingOf } from "../../src/runtime/combine/stand-for.ts";
import { CancelledError, type EventLoop, Future, Task } from "../../src/runtime/index.ts";
import { BEGUN } from "../../src/runtime/kernel/coroutine.ts";
import type { Runnable } from "../../src/runtime/kernel/event-loop.ts";
import type { Frame } from "../../src/runtime/kernel/frame.ts";
import { PENDING, RAISED, type TurnListener } from "../../src/runtime/kernel/future.ts";
import type { Resource } from "../../src/runtime/kernel/resource.ts";
import type { Waitable } from "../../src/runtime/kernel/suspension.ts";
import { ListedWaiter } from "../../src/runtime/kernel/wait-list.ts";
import { Waiter } from "../../src/runtime/kernel/waiter.ts";
import type { DueTimer } from "../../src/runtime/observer.ts";
import type { FutureState, GroupState, ResourceState, State, TaskState } from "./told-state.ts";
import type { Owner, Used } from "./used.ts";

export type AnyTask = Task<unknown>;

/** What a loop does not keep of a task: it was noted when its observer was told of it. */
export interface Noted {
	/** The body that made it. */
	readonly madeIn: SpanId;
	/** Since when it does what it does. */
	since: Seconds;
	cause: Cause["kind"] | null;
	/** Until when it sleeps, if it does. */
	until: Seconds | null;
	isWaiting: boolean;
	/** Requests to cancel that have not been delivered. */
	asked: RequestId[];
	delivering: RequestId;
	heard: RequestId;
	readonly limits: Map<LimitId, { when: Seconds | null; expired: boolean }>;
}

/** What it is that runs, and what was noted. */
export interface Watched {
	readonly loop: EventLoop;
	readonly used: Used;
	/** The body that entered each group that has not been left. */
	readonly groupSpans: ReadonlyMap<GroupId, SpanId>;
	/** What has just been taken out of the ready queue and begins its turn; null: nothing. */
	readonly turn: string | null;
	/** The task whose turn that is. */
	readonly running: AnyTask | null;
	readonly notes: ReadonlyMap<TaskId, Noted>;
	readonly isShuttingDown: boolean;
	readonly isClosed: boolean;
	/** Futures that stand for others. */
	readonly futures: Iterable<Future<unknown>>;
	/** What is left of each `asCompleted`, by its number. */
	readonly completions: ReadonlyMap<number, ReadonlySet<Future<unknown>>>;
}

export function stateOfLoop(watched: Watched): State {
	const { loop, used, turn, isShuttingDown, isClosed } = watched;
	const tasks = loop.tasks();
	const ready = Array.from(loop.ready, entryOf);
	return {
		now: loop.time(),
		isShuttingDown,
		isClosed,
		turn,
		ready,
		tasks: tasks.map((task) => ofTask(task, watched, ready)),
		resources: resourcesOf(loop, used, tasks),
		groups: groupsOf(watched),
		futures: pendingFutures(watched),
	};
}

function groupsOf({ used, groupSpans }: Watched): GroupState[] {
	return Array.from(groupSpans, ([id, span]) => {
		const group = used.group(id);
		if (group === undefined) throw new Error(`group ${id} has not been seen`);
		return {
			group: id,
			span,
			members: [...group.tasks].filter((task) => !task.done()).map((task) => task.id),
			isBodyDone: group.isExiting,
			isAborting: group.isAborting,
		};
	});
}

/** What waits in the ready queue, or begins its turn. */
export function entryOf(runnable: Runnable): string {
	if (runnable instanceof Task && runnable.state === PENDING) return `task ${runnable.id}`;
	if (runnable instanceof Future) return callbackOf(listenerOf(runnable), runnable);
	// The turn in which a task is thrown the error of what it yielded.
	if ("task" in runnable && "error" in runnable) return `task ${(runnable.task as AnyTask).id}`;
	if ("listener" in runnable && "future" in runnable)
		return callbackOf(runnable.listener as TurnListener, runnable.future as Future<unknown>);
	if ("dueTimer" in runnable) {
		const timer = (runnable as { dueTimer(): DueTimer }).dueTimer();
		return "task" in timer ? `timer ${timer.task}` : `callback ${timer.callback} "${timer.label}" of 0`;
	}
	return `callback call "${(runnable as unknown as { name: string }).name}" of 0`;
}

function callbackOf({ kind, label }: TurnListener, future: Future<unknown>): string {
	return `callback ${kind} "${label}" of ${future.taskId}`;
}

/** Who is called in the turn that the future takes. */
function listenerOf(future: Future<unknown>): TurnListener {
	return (future as unknown as { listeners: TurnListener }).listeners;
}

const HAS_BEGUN = 1;
const MUST_CANCEL = 2;

function flagsOf(task: AnyTask): number {
	return (task as unknown as { flags: number }).flags;
}

/** Whether a CancelledError is to be raised in it in its next turn. */
export function isToBeCancelled(task: AnyTask): boolean {
	return (flagsOf(task) & MUST_CANCEL) !== 0 || endsCancelled(task.waitingFor);
}

/** Whether that wait has ended with a CancelledError. */
function endsCancelled(wait: Waitable | null): boolean {
	if (wait instanceof Waiter) return wait.isCancelled;
	if (!(wait instanceof Future)) return false;
	return wait.cancelled() || (wait.state === RAISED && wait.value instanceof CancelledError);
}

function ofTask(task: AnyTask, { running, notes, used }: Watched, ready: readonly string[]): TaskState {
	const noted = notes.get(task.id);
	if (noted === undefined) throw new Error(`nobody was told of task ${task.id}`);
	const isReady = ready.includes(`task ${task.id}`);
	const wait = task.waitingFor?.describeWait() ?? null;
	const isDue = isReady || ready.includes(`timer ${task.id}`);
	const hasBegun = (flagsOf(task) & HAS_BEGUN) !== 0;
	const state = task === running ? "running" : isReady || wait === null ? "ready" : stateOf(wait);
	return {
		id: task.id,
		name: task.getName(),
		label: task.label,
		madeIn: noted.madeIn,
		state,
		since: noted.since,
		ran: hasBegun || task === running,
		wait: task === running ? null : lasting(wait ?? (hasBegun ? { kind: "turn" } : null), isDue),
		cause: noted.cause,
		spans: spansOf(task),
		cancelling: task.cancelling(),
		asked: noted.asked,
		delivering: noted.delivering,
		heard: noted.heard,
		limits: Array.from(noted.limits, ([id, limit]) => limitState(id, limit, used)),
	};
}

/** As the limit itself has it; that of a `waitFor` nobody can ask. */
function limitState(id: LimitId, noted: { when: Seconds | null; expired: boolean }, used: Used) {
	const limit = used.limit(id);
	if (limit === undefined) return [id, noted.when, noted.expired] as const;
	return [id, limit.when(), limit.expired()] as const;
}

function lasting(wait: Wait | null, isDue: boolean): object | null {
	if (wait?.kind === "sleep") return { ...wait, until: isDue ? null : wait.until };
	if (wait?.kind !== "tasks") return wait;
	const { count: _, ...rest } = wait;
	return isDue ? { ...rest, of: null, futures: null } : rest;
}

function spansOf(task: AnyTask): (readonly [SpanId, string])[] {
	const spans: (readonly [SpanId, string])[] = [];
	const { frame } = task as unknown as { frame: Frame<unknown> };
	for (let one: Frame<unknown> | null = frame; one !== null; one = one.parent)
		if (one.isSpan && one.state === BEGUN) spans.push([one.span, one.label]);
	return spans;
}

function resourcesOf(loop: EventLoop, used: Used, tasks: readonly AnyTask[]): ResourceState[] {
	const all = loop.resources.map((resource, index) => ofResource(resource, index + 1, used.owner(resource)));
	for (const task of tasks) {
		const waiter = task.waitingFor;
		if (!(waiter instanceof ListedWaiter)) continue;
		const wait = waiter.describeWait();
		const resource = "resource" in wait ? all[wait.resource - 1] : undefined;
		if (resource === undefined) continue;
		if (waiter.isWaiting) {
			resource.waiting.push(task.id);
			resource.lines[wait.kind] ??= lineOf(waiter);
		} else if (wait.kind === "semaphore" && !waiter.isCancelled) resource.handed.push(task.id);
	}
	return all;
}

/** Those who wait where it does. */
function lineOf(waiter: ListedWaiter<unknown>): TaskId[] {
	const line: TaskId[] = [];
	for (let one = waiter.list?.first ?? null; one !== null; one = one.following)
		if (one.isWaiting && one.task !== null) line.push(one.task.id);
	return line;
}

function ofResource(resource: Resource, id: number, owner: Owner | undefined): ResourceState {
	const holders = Array.from(
		resource.holders.counts,
		([task, count]) => [task.id, count] as [number, number],
	);
	return {
		id,
		kind: resource.kind,
		name: resource.name,
		capacity: resource.capacity,
		lock: resource.lock?.id ?? 0,
		level: 0,
		unfinished: 0,
		isClosed: false,
		...levelsOf(owner, holders.length),
		holders,
		handed: [],
		lines: {},
		waiting: [],
	};
}

/** `holders`: how many hold the lock of a condition or a barrier, which can't be asked itself. */
function levelsOf(owner: Owner | undefined, holders: number): Partial<ResourceState> {
	if (owner === undefined) return { level: holders };
	if ("inUse" in owner) return { level: owner.inUse };
	if ("isSet" in owner) return { level: owner.isSet() ? 1 : 0 };
	if ("qsize" in owner)
		return { level: owner.qsize(), unfinished: owner.unfinished, isClosed: owner.isShutDown };
	if ("parties" in owner) return { level: owner.count, isClosed: owner.broken };
	return "notify" in owner ? {} : { level: owner.locked() ? 1 : 0 };
}

/** With those that each waits for still. */
function pendingFutures({ futures, completions }: Watched): FutureState[] {
	const pending: FutureState[] = [];
	for (const [future, left] of completions) if (left.size > 0) pending.push({ future, ...pendingOf(left) });
	for (const future of futures) {
		if (future.futureId === 0 || future.done()) continue;
		const wait = future.describeWait();
		if (wait.kind === "tasks") pending.push({ future: future.futureId, of: wait.of, futures: wait.futures });
	}
	return pending.sort((one, other) => one.future - other.future);
}
