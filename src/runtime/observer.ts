// What a loop tells its observer, in the manner of trio's Instrument: all that the scheduler knows of tracing. It says who did what,
// when and what for, and nothing that follows from what it has said before.

import type { Coroutine } from "./kernel/coroutine.ts";
import type { ExceptionContext } from "./kernel/event-loop.ts";
import type { Frame } from "./kernel/frame.ts";
import type { Future, Settled } from "./kernel/future.ts";
import type { Resource } from "./kernel/resource.ts";
import type { Task } from "./kernel/task.ts";

/** A duration or an instant of the loop's clock, in seconds. */
export type Seconds = number;

/** A task's number within its loop, 1 for the first made. {@link NO_TASK} stands for the loop itself. */
export type TaskId = number;

/** Who acted, where no task did: a timer's callback, or the code outside of the loop. */
export const NO_TASK: TaskId = 0;

/** A coroutine body's number within its loop, 1 for the first that ran. */
export type SpanId = number;

/** The number of a lock, semaphore, queue, … within its loop, 1 for the first that was used. */
export type ResourceId = number;

/** A task group's number within its loop, 1 for the first entered; 0 where there is none. */
export type GroupId = number;

/** The group of a task that is in none. */
export const NO_GROUP: GroupId = 0;

/** A time limit's number within its loop, 1 for the first set. */
export type LimitId = number;

/** The limit that nobody observed. */
export const NO_LIMIT: LimitId = 0;

/** The number of a future that stands for others (`gather`, `shield`, `asCompleted`) within its loop; 0 where there is none. */
export type FutureId = number;

/** A future that is none of those. */
export const NO_FUTURE: FutureId = 0;

/** The number of a piece of work outside of the loop (a promise, a thread) within its loop. */
export type WorkId = number;

/** The number of a request to cancel within its loop, 1 for the first made. */
export type RequestId = number;

/** A place in the source, line and column from 1. */
export interface Place {
	/** A path, or a URL where the platform names files so; in a recording, relative to the program. */
	readonly file: string;
	/** From 1. */
	readonly line: number;
	/** From 1. */
	readonly column: number;
}

/** What is shown of a thrown value. */
export interface ErrorText {
	/** The error's name; of what is no Error, its type. */
	readonly name: string;
	/** The error's message; of what is no Error, its text. */
	readonly message: string;
	/** Where it was thrown, if that is known. */
	readonly place?: Place;
	/** Of a group: the errors in it. */
	readonly errors?: readonly ErrorText[];
	/** What it was thrown because of. */
	readonly cause?: ErrorText;
	/** Its stack, where stacks were asked for. */
	readonly stack?: string;
}

/** What tasks can meet at. */
export type ResourceKind = "lock" | "semaphore" | "event" | "condition" | "barrier" | "queue";

/** By what a task waits for several others. */
export type TasksWait = "gather" | "wait" | "asCompleted" | "shield" | "waitFor" | "taskGroup";

/** When a wait for several tasks is over: when all have ended, one has, or one has failed. */
export type Until = "all" | "first" | "first-error";

/** What a suspended task waits for. */
export type Wait =
	| { readonly kind: "turn" }
	| { readonly kind: "sleep"; readonly until: Seconds }
	| { readonly kind: "task"; readonly of: TaskId }
	/** A bare future, by the label it was created with. */
	| { readonly kind: "future"; readonly label: string }
	/** The end of several tasks. */
	| {
			readonly kind: "tasks";
			readonly by: TasksWait;
			/** The tasks among them that had not ended. */
			readonly of: readonly TaskId[];
			/** The futures that stand for others among them, and were not done. */
			readonly futures: readonly FutureId[];
			/** How many there are; except of a gather, those that were done already left out. */
			readonly count: number;
			readonly until: Until;
			/** The loop's time at which it gives up; null: never. */
			readonly deadline: Seconds | null;
			/** The future that is awaited; 0 where it is none of those that are told of. */
			readonly future: FutureId;
	  }
	| {
			readonly kind: "lock" | "semaphore" | "event" | "condition" | "barrier" | "get" | "put" | "join";
			readonly resource: ResourceId;
	  }
	/** Work outside of the loop: a promise, a thread. */
	| { readonly kind: "outside"; readonly work: WorkId; readonly label: string };

/** Why a task that waited may go on. `by` is the task that brought it about. */
export type Cause =
	| { readonly kind: "timer" }
	/** What it waited for has ended, or was set. */
	| { readonly kind: "result"; readonly by: TaskId }
	/** A lock, a permit, or room or an item in a queue was handed over. */
	| { readonly kind: "handed"; readonly by: TaskId }
	/** A CancelledError is to be raised in it. `request`: which of the requests it delivers; null: what it awaits was cancelled. */
	| {
			readonly kind: "cancelled";
			readonly by: TaskId;
			readonly request: RequestId | null;
			readonly message: string | null;
	  };

/** How a task or a coroutine's body ended. */
export type Ending =
	| { readonly how: "returned"; readonly value: unknown }
	| { readonly how: "raised"; readonly error: ErrorText }
	| { readonly how: "cancelled" };

/** On whose behalf a task is asked to stop. `task`: that of the task, or of the code outside of the loop, that calls `cancel`. */
export type CancelOrigin =
	| { readonly kind: "task" }
	| { readonly kind: "limit"; readonly limit: LimitId }
	| { readonly kind: "group"; readonly group: GroupId }
	/** The end of the run cancels what is left. */
	| { readonly kind: "shutdown" }
	/** Ctrl-C, or the abort of a signal. */
	| { readonly kind: "signal" };

/** What was done with a resource. `handed`: a permit is another's, who has not run yet; `put-back`: that one does not want it any more. */
export type ResourceUse =
	| "acquired"
	| "released"
	| "handed"
	| "put-back"
	| "set"
	| "cleared"
	| "put"
	| "got"
	| "task-done"
	| "shutdown"
	| "notified"
	| "arrived"
	| "left"
	| "reset"
	| "aborted";

/** What stands for other futures. */
export interface Standing {
	/** Whether anybody has awaited it, asked for its result, listened to it or cancelled it. */
	readonly isAsked: boolean;
}

/** How a time limit's body was left. */
export type LimitEnd =
	| "in-time"
	/** By the TimeoutError that the limit makes of its cancellation. */
	| "timed-out"
	/** As if nothing had happened, though its time had come. */
	| "swallowed"
	/** By a CancelledError that others than the limit had asked for, too. */
	| "cancelled"
	| "other-error";

/** What a callback that waits in the ready queue is there for. `call`: it is the program's own, by `callSoon` or a timer. */
export type CallbackKind =
	| "call"
	/** The program's own, by `addDoneCallback`. */
	| "done"
	| "gather"
	| "group"
	| "wait"
	| "asCompleted"
	| "shield"
	| "limit"
	/** The end of what the loop runs for. */
	| "main";

/** How a wait came to its end. */
export type WakeKind = "timer" | "result" | "handed";

/** A timer that is due: of a task that sleeps, or a callback. */
export type DueTimer =
	| { readonly task: TaskId }
	| { readonly callback: CallbackKind; readonly label: string };

/**
 * The loop calls these methods as things happen. They may change nothing: they start, wake and cancel no task. The task that acts
 * is `currentTask()`; if there is none, the task of {@link callbackStarted} while a callback runs; outside of the loop's turns there
 * is none. The option `observer` gives it to a loop.
 */
export interface Observer {
	/** Whether it wants no more: the run is stopped before its next turn. Default: false. */
	readonly isFull?: boolean;

	/** It observes this loop from now on. Called once, before everything else. */
	attach(loop: { time(): Seconds }): void;

	// --- tasks ---
	taskCreated(task: Task<unknown>, group: GroupId): void;
	taskRenamed(task: Task<unknown>): void;
	taskResumed(task: Task<unknown>): void;
	/** The running task is about to wait for something else than its next turn: its own stack is still there to be looked at. */
	taskWillWait(): void;
	/** What for: `task.waitingFor`, null for its next turn. The task does not run any more. */
	taskSuspended(task: Task<unknown>): void;
	taskWoken(task: Task<unknown>, kind: WakeKind): void;
	/** It is to be thrown a CancelledError: its own, if somebody asked for it, else that of what it awaits. */
	taskCancelled(task: Task<unknown>, message: string | null): void;
	taskEnded(task: Task<unknown>, how: Settled, value: unknown): void;
	/** A generator, which stands still there, yielded by hand what can't be: `error` will be thrown into it. Optional. */
	yieldRefused?(generator: unknown, error: Error): void;

	// --- coroutines ---
	coroutineCreated(coroutine: Coroutine<unknown>): void;
	coroutineAwaitedTwice(coroutine: Coroutine<unknown>): void;
	/** `frame.span` is the observer's own, to be set here; where it stays 0, the end is not told. */
	spanStarted(frame: Frame<unknown>): void;
	/** Where `frame.span` is not 0. `value` is what it returned, or what it threw. */
	spanEnded(frame: Frame<unknown>, returned: boolean, value: unknown): void;

	// --- cancellation ---
	/** Requests from now on are made on behalf of `origin`; null: of who makes them. */
	cancelsFor(origin: CancelOrigin | null): void;
	/** Before the request counts in `task.cancelling()`. `accepted`: what `cancel()` answers. */
	cancelRequested(task: Task<unknown>, message: string | null, accepted: boolean): void;
	/** A request was taken back; `left` remain. */
	cancelTakenBack(task: Task<unknown>, left: number): void;

	// --- time limits ---
	/**
	 * `seconds`: the delay asked for, null where a time was; `when`: the loop's time, null: never; both may be Infinity. Numbers the
	 * limit, which is that of the running task.
	 */
	limitSet(seconds: Seconds | null, when: Seconds | null): LimitId;
	limitRescheduled(limit: LimitId, when: Seconds | null): void;
	limitExpired(limit: LimitId): void;
	/** `error`: what left it, where that is another error. */
	limitLeft(limit: LimitId, how: LimitEnd, error: unknown): void;

	// --- groups ---
	/** Numbers the group. */
	groupEntered(): GroupId;
	/** Its body has ended; `value` is what it returned, or what it threw. */
	groupBodyEnded(group: GroupId, returned: boolean, value: unknown): void;
	/** It cancels what is left of it. */
	groupAborted(group: GroupId, owner: TaskId): void;
	/** `error`: what it raises, undefined for nothing. */
	groupExited(group: GroupId, owner: TaskId, error: unknown): void;

	// --- futures that stand for others ---
	/**
	 * Numbers the future. `members` may be done already, and one may be in it twice. The end of the run makes a gather too. `future`
	 * knows whether anybody cares for it.
	 */
	futureMade(
		by: "gather" | "shield" | "asCompleted",
		members: Iterable<Future<unknown>>,
		future: Standing,
	): FutureId;
	/** Of asCompleted: the last member is done, or its limit has passed (`raised`). */
	futureEnded(future: FutureId, how: Settled, value: unknown): void;

	// --- the ready queue, what tasks do to it aside ---
	/** A callback was put at its end. `of`: the task whose end it is called for. */
	callbackQueued(kind: CallbackKind, label: string, of: TaskId): void;
	/** The callback at its front begins its turn. `taskId`: the task on whose behalf it acts, if any. */
	callbackStarted(taskId: TaskId): void;
	/** Its turn is over. Called only if the loop's time has moved since. */
	callbackEnded(): void;
	/**
	 * Several timers, or one that stands not alone, were put at its end, in this order. A lone one runs at once, and is told by
	 * {@link taskWoken}, or by {@link callbackQueued} and {@link callbackStarted}.
	 */
	timersDue(timers: readonly DueTimer[]): void;

	// --- resources ---
	/** Called when a resource is used for the first time in this loop; for the lock of a condition before that. */
	resourceCreated(id: ResourceId, resource: Resource): void;
	/**
	 * `level`, after it: permits in use, items in the queue, 1 or 0 for a lock or an event, how many are at a barrier, how many items
	 * are not done (`task-done`), how many were woken (`notified`). `task`: who has it, where that is not who acts (`handed`,
	 * `put-back`). `item`: what was put or got.
	 */
	resourceUsed(id: ResourceId, use: ResourceUse, level: number, task: TaskId | null, item: unknown): void;

	// --- the rest ---
	printed(text: string): void;
	/** The clock is about to move by `seconds`, and nothing else runs. */
	blocked(seconds: Seconds): void;
	/** Work outside of the loop has begun: a promise. Numbers it. */
	workStarted(label: string): WorkId;
	workEnded(work: WorkId): void;
	/** An error reached nobody. Not called for those that {@link neverRetrieved} and {@link shutdownStarted} tell of. */
	errorReported(context: ExceptionContext): void;
	/** Main has ended: what is left, one task at least, is about to be cancelled. */
	shutdownStarted(): void;
	/** The loop is given up: tasks that are not done stay so. What follows is what nobody did. */
	loopClosing(): void;
	/** Nobody asked for the error of `future`. */
	neverRetrieved(future: Future<unknown>): void;
	loopClosed(): void;
}
