/** The name of a coroutine, or of a variable (those begin with `t`) that holds a task or a bare future. */
export type Name = string;

export type Kind =
	| "Cancelled"
	| "Timeout"
	| "Value"
	| "Runtime"
	| "Group"
	| "InvalidState"
	| "QueueFull"
	| "QueueEmpty"
	| "BrokenBarrier"
	| "QueueShutDown"
	| "Exception";

export type Block = readonly Statement[];

export type Handler = readonly [kind: Kind, then: readonly (Statement | readonly ["reraise"])[]];

/** What each means is told in PROGRAMS.md. */
export type Statement =
	| readonly ["log", string]
	| readonly ["sleep", number]
	| readonly ["raise", "Value" | "Runtime", string]
	| readonly ["return", number]
	| readonly ["try", Block, readonly Handler[], Block]
	| readonly ["spawn", Name, Name]
	| readonly ["future", Name]
	| readonly ["set_result", Name, number]
	| readonly ["set_error", Name, string]
	| readonly ["await" | "status" | "shield", Name]
	| readonly ["cancel", Name, string | null]
	| readonly ["cancel_self" | "uncancel" | "cancelling"]
	| readonly ["gather", readonly Name[], boolean]
	| readonly ["wait", readonly Name[], number | null, "ALL_COMPLETED" | "FIRST_COMPLETED" | "FIRST_EXCEPTION"]
	| readonly ["wait_for", Name, number | null]
	| readonly ["timeout", number | null, Block]
	| readonly ["as_completed", readonly Name[], number | null]
	| readonly ["task_group", readonly (readonly [Name, Name])[], Block]
	| readonly ["group_spawn", Name, Name]
	| readonly ["lock" | "semaphore" | "condition_wait", number, Block]
	| readonly ["notify", number, number, Block]
	| readonly ["set" | "clear" | "wait_event" | "barrier", number]
	| readonly ["put" | "put_nowait", number, number]
	| readonly ["get" | "get_nowait" | "task_done" | "join", number]
	| readonly ["call_soon", string]
	| readonly ["call_later", number, string]
	| MoreStatement;

/** What can be held: the list of them in a program's resources. */
export type Held = "locks" | "semaphores" | "bounded";

/** Statements of the profile `more` alone. */
type MoreStatement =
	| readonly ["raise_cancelled", string]
	| readonly ["gather_kept", Name, readonly Name[], boolean]
	| readonly ["shield_kept", Name, Name]
	| readonly ["result" | "exception", Name]
	| readonly ["done_callback", Name, string]
	| readonly ["cancel_later", number, Name, string | null]
	| readonly ["set_later", number, number]
	| readonly ["put_later", number, number, number]
	| readonly ["block", number]
	| readonly ["all_tasks"]
	| readonly ["reschedule", number | null]
	| readonly ["acquire" | "release" | "locked", Held, number]
	| readonly ["bounded", number, Block]
	| readonly ["condition_wait_for", number, number, Block]
	| readonly ["notify_all" | "barrier_reset" | "barrier_abort" | "barrier_status" | "queue_status", number]
	| readonly ["shutdown", number, boolean]
	| readonly ["set_name", string]
	| readonly ["block_later", number, number];

export interface Program {
	readonly seed?: number;
	readonly profile?: string;
	readonly resources: {
		readonly locks?: number;
		readonly semaphores?: readonly number[];
		readonly bounded?: readonly number[];
		readonly queues?: readonly number[];
		readonly lifo_queues?: readonly number[];
		readonly priority_queues?: readonly number[];
		readonly events?: number;
		readonly conditions?: number;
		readonly barriers?: readonly number[];
	};
	readonly coroutines: Readonly<Record<Name, Block>>;
}

/** Seconds, the coroutine and the ordinal of its call (`c2#3`), and what it said. */
export type LogLine = readonly [at: number, who: string, text: string];

/** What came of a program. */
export interface Answer {
	readonly log: readonly LogLine[];
	/** `returned V`, `raised E` or `deadlock`. */
	readonly outcome: string;
	/** Seconds. */
	readonly elapsed: number;
}

/** A program and what CPython did with it. */
export interface Vector extends Answer {
	readonly program: Program;
}
