// What a run tells whoever listens: plain data, stamped by the loop alone. Whoever draws only reads.

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

/** A task group's number within its loop, 1 for the first entered. */
export type GroupId = number;

/** A place in the source: `file` as the platform names it (a path or URL), line and column from 1. */
export interface Place {
	/** A path, or a URL where the platform names files so. */
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
}

/** What tasks can meet at. */
export type ResourceKind = "lock" | "semaphore" | "event" | "condition" | "barrier" | "queue";

/** What a suspended task waits for. `holders`: the tasks that hold the resource at that moment. */
export type Wait =
	| { readonly kind: "turn" }
	| { readonly kind: "sleep"; readonly until: Seconds }
	| { readonly kind: "task"; readonly of: TaskId }
	/** A bare future, by the label it was created with. */
	| { readonly kind: "future"; readonly label: string }
	/** The end of several tasks: by `gather`, `wait`, `asCompleted`, `shield`, `waitFor` or a `taskGroup`. */
	| { readonly kind: "tasks"; readonly by: TasksWait; readonly of: readonly TaskId[]; readonly count: number }
	| { readonly kind: "lock"; readonly resource: ResourceId; readonly holders: readonly TaskId[] }
	| { readonly kind: "semaphore"; readonly resource: ResourceId; readonly holders: readonly TaskId[] }
	| { readonly kind: "event" | "condition" | "barrier"; readonly resource: ResourceId }
	| { readonly kind: "get" | "put" | "join"; readonly resource: ResourceId }
	/** Work outside of the loop: a promise. */
	| { readonly kind: "outside"; readonly label: string };

/** By what a task waits for several others. */
export type TasksWait = "gather" | "wait" | "asCompleted" | "shield" | "waitFor" | "taskGroup";

/** Why a task that waited may go on. `by` is the task that brought it about. */
export type Cause =
	/** Its first turn. */
	| { readonly kind: "start" }
	/** Its turn came round again after it gave one up. */
	| { readonly kind: "turn" }
	| { readonly kind: "timer" }
	/** What it waited for has ended, or was set. */
	| { readonly kind: "result"; readonly by: TaskId }
	/** A lock, a permit, or room or an item in a queue was handed over. */
	| { readonly kind: "handed"; readonly by: TaskId }
	| { readonly kind: "cancelled"; readonly by: TaskId; readonly message: string | null };

/** How a task or a coroutine's body ended. */
export type Ending =
	| { readonly how: "returned"; readonly value: unknown }
	| { readonly how: "raised"; readonly error: ErrorText }
	| { readonly how: "cancelled" };

/** One task of a deadlock: what it waits for, in words, and who holds it (labels). */
export interface Waiting {
	/** Its label. */
	readonly task: string;
	readonly taskId: TaskId;
	/** In words: `lock "pen"`, `gather of 3`. */
	readonly for: string;
	/** Labels of the tasks that hold it, or that are to end first; `alice (ended)` of one that has. */
	readonly heldBy: readonly string[];
	/** The line where it waits, or where it was made if none of its waits is in the program's own; null without places. */
	readonly at: Place | null;
}

/** What can be wrong with a program. */
export type DiagnosisKind =
	| "deadlock"
	| "livelock"
	| "never-awaited"
	| "never-retrieved"
	| "pending-at-end"
	| "slow-callback"
	| "swallowed-cancel"
	| "awaited-twice"
	| "released-by-other"
	| "unhandled-error";

/** What the runtime found to be wrong with a program, and the way out. */
export interface Diagnosis {
	readonly kind: DiagnosisKind;
	/** The label of the task it is about, or null where it is about none. */
	readonly task: string | null;
	/** When it was found. */
	readonly at: Seconds;
	/** The line it is about; null without places, and where there is none. */
	readonly place: Place | null;
	/** What happened, one sentence with the names in it. */
	readonly text: string;
	/** What to do about it, one sentence. */
	readonly wayOut: string;
	/** Of a deadlock: every task that waits, in order of creation. Of a livelock: those that keep the loop busy. */
	readonly waiting?: readonly Waiting[];
	/** Of a deadlock: labels of the tasks that wait for each other in a ring, the first not repeated; empty if there is none. */
	readonly cycle?: readonly string[];
}

interface Stamp {
	/** Its place in the run, from 0. */
	readonly seq: number;
	readonly at: Seconds;
	/** The task it is about; {@link NO_TASK} for the loop itself. */
	readonly task: TaskId;
}

/** One thing that happened in a run. Places are there only when they were asked for. */
export type TraceEvent = Stamp &
	(
		| {
				readonly kind: "task-created";
				/** The name given, or `Task-N`. */
				readonly name: string;
				/** What lanes and messages call it: the name given, else the coroutine's label, else `Task-N`. */
				readonly label: string;
				readonly by: TaskId;
				/** The coroutine body of `by` that made it, 0 if none. */
				readonly bySpan: SpanId;
				readonly group: GroupId | null;
				readonly place?: Place;
		  }
		/** It stopped running and waits. A wait for its turn (`turn`) leaves it ready at once. */
		| { readonly kind: "suspended"; readonly wait: Wait; readonly span: SpanId; readonly place?: Place }
		/** What it waited for is there: it is ready, and waits for the CPU. */
		| { readonly kind: "woken"; readonly cause: Cause }
		/** It runs. */
		| { readonly kind: "resumed"; readonly cause: Cause }
		| { readonly kind: "task-ended"; readonly ending: Ending }
		/** A coroutine's body began, in the task `task`, called by the body `parent` (0: the task itself). */
		| {
				readonly kind: "span-started";
				readonly span: SpanId;
				readonly parent: SpanId;
				readonly label: string;
		  }
		| { readonly kind: "span-ended"; readonly span: SpanId; readonly ending: Ending }
		/** `by` asked `task` to stop. `accepted` is what `cancel()` answered. The delivery is a `resumed` whose cause is `cancelled`. */
		| {
				readonly kind: "cancel-requested";
				readonly by: TaskId;
				readonly message: string | null;
				readonly accepted: boolean;
				readonly place?: Place;
		  }
		| { readonly kind: "printed"; readonly text: string }
		/** A blocking call: from `at` the clock moved by `seconds` and nothing else ran. */
		| { readonly kind: "blocked"; readonly seconds: Seconds; readonly place?: Place }
		/** A plain callback of the loop ran (`callSoon`, `callLater`, `callAt` of the program's own). */
		| { readonly kind: "callback"; readonly label: string }
		| {
				readonly kind: "resource-created";
				readonly resource: ResourceId;
				readonly resourceKind: ResourceKind;
				/** The name it was given, or kind and number: `lock 1`. */
				readonly name: string;
				/** Permits of a semaphore, maxsize of a queue (0: unbounded), parties of a barrier; else 0. */
				readonly capacity: number;
		  }
		/** `task` took or gave back a lock or a permit, set or cleared an event, put or got an item, … */
		| {
				readonly kind: "resource-used";
				readonly resource: ResourceId;
				readonly use: "acquired" | "released" | "set" | "cleared" | "put" | "got" | "notified" | "shutdown";
				/** After it: permits in use, items in the queue, 1 or 0 for a lock or an event. */
				readonly level: number;
		  }
		| { readonly kind: "group-entered"; readonly group: GroupId; readonly span: SpanId }
		/** The group cancels what is left of it. */
		| { readonly kind: "group-aborted"; readonly group: GroupId }
		| { readonly kind: "group-exited"; readonly group: GroupId }
		| { readonly kind: "diagnosed"; readonly diagnosis: Diagnosis }
	);

/** The events of a run, in order. A plain array is one. */
export interface Events extends Iterable<TraceEvent> {
	readonly length: number;
	at(index: number): TraceEvent | undefined;
}
