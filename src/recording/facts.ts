// The facts of a run, each kind defined once: its schema, and the type that follows from it. Only who reads files loads this module
// itself; everybody else takes its types. What the runtime has a word for is held to that word by the compiler.

import * as v from "valibot";
import type {
	CallbackKind,
	CancelOrigin,
	Cause,
	DueTimer,
	Ending,
	ErrorText,
	LimitEnd,
	Place,
	ResourceKind,
	ResourceUse,
	TasksWait,
	Until,
	Wait,
} from "../runtime/observer.ts";

type Schema<T> = v.GenericSchema<unknown, T>;

const text = v.string();
const number = v.pipe(v.number(), v.finite());
/** A number that counts or names: whole, and 0 or more. */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const truth = v.boolean();
const counts = v.pipe(v.array(count), v.readonly());

function optional<S extends v.GenericSchema>(schema: S) {
	return v.exactOptional(schema);
}

/** The compiler holds the list to the words that it checks. */
function oneOf<T extends string>(all: Record<T, 1>) {
	return v.picklist(Object.keys(all) as T[]);
}

const place = v.object({ file: text, line: count, column: count }) satisfies Schema<Place>;

const error: Schema<ErrorText> = v.object({
	name: text,
	message: text,
	place: optional(place),
	errors: optional(v.pipe(v.array(v.lazy((): Schema<ErrorText> => error)), v.readonly())),
	cause: optional(v.lazy((): Schema<ErrorText> => error)),
	stack: optional(text),
});

const ending = v.variant("how", [
	v.object({ how: v.literal("returned"), value: v.unknown() }),
	v.object({ how: v.literal("raised"), error }),
	v.object({ how: v.literal("cancelled") }),
]) satisfies Schema<Ending>;

const tasksWait = oneOf<TasksWait>({
	gather: 1,
	wait: 1,
	asCompleted: 1,
	shield: 1,
	waitFor: 1,
	taskGroup: 1,
});

const wait = v.variant("kind", [
	v.object({ kind: v.literal("turn") }),
	v.object({ kind: v.literal("sleep"), until: number }),
	v.object({ kind: v.literal("task"), of: count }),
	v.object({ kind: v.literal("future"), label: text }),
	v.object({
		kind: v.literal("tasks"),
		by: tasksWait,
		of: counts,
		futures: counts,
		count,
		until: oneOf<Until>({ all: 1, first: 1, "first-error": 1 }),
		deadline: v.nullable(number),
		future: count,
	}),
	v.object({
		kind: v.picklist(["lock", "semaphore", "event", "condition", "barrier", "get", "put", "join"]),
		resource: count,
	}),
	v.object({ kind: v.literal("outside"), work: count, label: text }),
]) satisfies Schema<Wait>;

const cause = v.variant("kind", [
	v.object({ kind: v.literal("timer") }),
	v.object({ kind: v.literal("result"), by: count }),
	v.object({ kind: v.literal("handed"), by: count }),
	v.object({
		kind: v.literal("cancelled"),
		by: count,
		request: v.nullable(count),
		message: v.nullable(text),
	}),
]) satisfies Schema<Cause>;

const origin = v.variant("kind", [
	v.object({ kind: v.literal("task") }),
	v.object({ kind: v.literal("limit"), limit: count }),
	v.object({ kind: v.literal("group"), group: count }),
	v.object({ kind: v.literal("shutdown") }),
	v.object({ kind: v.literal("signal") }),
]) satisfies Schema<CancelOrigin>;

const resourceKind = oneOf<ResourceKind>({
	lock: 1,
	semaphore: 1,
	event: 1,
	condition: 1,
	barrier: 1,
	queue: 1,
});

const resourceUse = oneOf<ResourceUse>({
	acquired: 1,
	released: 1,
	handed: 1,
	"put-back": 1,
	set: 1,
	cleared: 1,
	put: 1,
	got: 1,
	"task-done": 1,
	shutdown: 1,
	notified: 1,
	arrived: 1,
	left: 1,
	reset: 1,
	aborted: 1,
});

const callbackKind = oneOf<CallbackKind>({
	call: 1,
	done: 1,
	gather: 1,
	group: 1,
	wait: 1,
	asCompleted: 1,
	shield: 1,
	limit: 1,
	main: 1,
});

const dueTimer = v.union([
	v.object({ task: count }),
	v.object({ callback: callbackKind, label: text }),
]) satisfies Schema<DueTimer>;

const limitEnd = oneOf<LimitEnd>({
	"in-time": 1,
	"timed-out": 1,
	swallowed: 1,
	cancelled: 1,
	"other-error": 1,
});

/** `at`: the loop's time. `task`: who it is about; 0: the loop itself, or the code outside of it. */
function fact<K extends string, E extends v.ObjectEntries>(kind: K, entries: E) {
	return v.object({ kind: v.literal(kind), at: number, task: count, ...entries });
}

/** One schema for each kind of fact. `place`: where in the source, for the first of each kind and those that a finding is about. */
export const FACTS = {
	/** `name`: the one given, or `Task-N`; `label`: what lanes and messages call it, the name given, else the coroutine's label. */
	"task-created": fact("task-created", {
		name: text,
		label: text,
		by: count,
		group: count,
		place: optional(place),
	}),
	"task-renamed": fact("task-renamed", { name: text, label: text }),
	/** Its turn has come: it runs. */
	resumed: fact("resumed", {}),
	/** It stopped running and waits. A wait for its turn leaves it ready at once. */
	suspended: fact("suspended", { wait, place: optional(place) }),
	/** What it waited for is there: it is ready. Of a task that is ready already only a cancellation is told. */
	woken: fact("woken", { cause }),
	"task-ended": fact("task-ended", { ending }),

	/** A coroutine's body begins, called by the innermost of the task that is open. `name`: the function's. */
	"span-started": fact("span-started", { span: count, label: text, name: text, place: optional(place) }),
	"span-ended": fact("span-ended", { span: count, ending }),
	"awaited-twice": fact("awaited-twice", { label: text, place: optional(place) }),

	/** `task` is asked to stop by `by`; `accepted`: what `cancel()` answers. */
	"cancel-requested": fact("cancel-requested", {
		request: count,
		by: count,
		origin,
		message: v.nullable(text),
		accepted: truth,
		place: optional(place),
	}),
	/** A request was taken back by `uncancel()`; `left` remain. */
	uncancelled: fact("uncancelled", { left: count }),

	/** `seconds`: the delay asked for, null where a time was. `when`: null for never. */
	"limit-set": fact("limit-set", {
		limit: count,
		seconds: v.nullable(number),
		when: v.nullable(number),
		place: optional(place),
	}),
	"limit-rescheduled": fact("limit-rescheduled", { limit: count, when: v.nullable(number) }),
	"limit-expired": fact("limit-expired", { limit: count }),
	/** `error`: what left it, of `other-error`. */
	"limit-left": fact("limit-left", { limit: count, how: limitEnd, error: optional(error) }),

	"group-entered": fact("group-entered", { group: count, place: optional(place) }),
	"group-body-ended": fact("group-body-ended", { group: count, ending }),
	/** It cancels what is left of it. */
	"group-aborted": fact("group-aborted", { group: count }),
	/** `error`: what it raises; null: nothing. */
	"group-exited": fact("group-exited", { group: count, error: v.nullable(error) }),

	/** A future that stands for tasks (`of`), other such futures (`futures`) and bare ones: `count` in all. */
	"future-made": fact("future-made", {
		future: count,
		by: v.picklist(["gather", "shield", "asCompleted"]),
		of: counts,
		futures: counts,
		count,
		place: optional(place),
	}),
	"future-ended": fact("future-ended", { future: count, ending }),

	/** A callback was put at the end of the ready queue. `of`: the task whose end it is called for, 0 for none. */
	"callback-queued": fact("callback-queued", { callback: callbackKind, label: text, of: count }),
	/** What stands first in the ready queue, no task, begins its turn. */
	"callback-started": fact("callback-started", {}),
	/** Its turn is over; told where it took time. */
	"callback-ended": fact("callback-ended", {}),
	/** Timers were put at the end of the ready queue, in this order; a lone one that runs at once is not told. */
	"timers-due": fact("timers-due", { timers: v.pipe(v.array(dueTimer), v.readonly()) }),

	/** `capacity`: the permits of a semaphore, the room in a queue (0: unlimited) or the parties of a barrier; else 0. `lock`: the lock of a condition; else 0. */
	"resource-created": fact("resource-created", {
		resource: count,
		resourceKind,
		name: text,
		capacity: number,
		lock: count,
		place: optional(place),
	}),
	/** `level`: as in {@link Observer.resourceUsed}. `item`: the number of what was put or got, 1 for the first that was put. */
	"resource-used": fact("resource-used", {
		resource: count,
		use: resourceUse,
		level: number,
		item: optional(count),
		place: optional(place),
	}),

	/** `stream`: where the text went, if not to stdout. */
	printed: fact("printed", { text, stream: optional(v.literal("stderr")), place: optional(place) }),
	/** A blocking call: from `at` the clock moved by `seconds`, and nothing else ran. */
	blocked: fact("blocked", { seconds: number, place: optional(place) }),
	"work-started": fact("work-started", { work: count, label: text, place: optional(place) }),
	"work-ended": fact("work-ended", { work: count }),
	/** From now on the clock is that of the wall. */
	"clock-switched": fact("clock-switched", { clock: v.literal("wall") }),

	/** An error reached nobody: a callback threw it, or a task that the end of the run cancels. */
	"error-reported": fact("error-reported", { message: text, error }),
	/** Main has ended, and what is left is cancelled. */
	"shutdown-started": fact("shutdown-started", {}),
	/** The loop was given up; whoever is not done stays so. */
	"loop-closed": fact("loop-closed", {}),
	/** Nobody asked for the error of the task, or of a future (0). `future`: which, where it stands for others. */
	"never-retrieved": fact("never-retrieved", { error, future: optional(count) }),
	/** A coroutine that `task` made was never awaited; or (`future`) a future that stands for others, for which nobody cared. */
	"never-awaited": fact("never-awaited", { label: text, future: optional(count), place: optional(place) }),
} as const;

/** What a fact says. */
export type FactKind = keyof typeof FACTS;

/** A fact of one kind. */
export type FactOf<K extends FactKind> = Readonly<v.InferOutput<(typeof FACTS)[K]>>;

/** One thing that happened in a run. */
export type Fact = { readonly [K in FactKind]: FactOf<K> }[FactKind];

const outcomeWord = v.picklist(["returned", "raised", "deadlock", "livelock", "stopped"]);

/** What kind of run this is: the first line of a recording. */
export const HEADER = v.object({
	format: v.literal("async-lessons/recording"),
	version: v.literal(2),
	/** The demo's or the script's name. */
	program: text,
	variant: text,
	parameters: v.record(text, number),
	seed: count,
	language: v.picklist(["typescript", "python"]),
	/** `async-lessons 0.2.0`, `CPython 3.13.0` */
	runtime: text,
	clock: v.picklist(["virtual", "wall"]),
	/** Seconds of the loop that pass in each second of the wall clock; absent under virtual time. */
	speed: optional(number),
	/** The files that places point into, by path relative to the program; more may turn up. */
	sources: v.pipe(v.array(text), v.readonly()),
	/** What the program promises: bounds of its time in seconds (null: no bound), and how it ends. */
	promise: optional(v.object({ atLeast: number, atMost: v.nullable(number), outcome: outcomeWord })),
});

export type Header = Readonly<v.InferOutput<typeof HEADER>>;

/** How the run ended: the last line of a recording. `at`: when main ended, or the run was cut off. */
export const END = v.variant("how", [
	/** How main ended is told of its task. */
	v.object({ kind: v.literal("end"), how: v.literal("main-ended"), at: number }),
	v.object({ kind: v.literal("end"), how: v.literal("deadlock"), at: number }),
	/** `turns`: how many passed at one instant. `busy`: the tasks that were ready in the last of them. */
	v.object({ kind: v.literal("end"), how: v.literal("livelock"), at: number, turns: count, busy: counts }),
	v.object({
		kind: v.literal("end"),
		how: v.literal("stopped"),
		at: number,
		/** `until`: a time was reached; `bound`: there were too many facts; `interrupt`: Ctrl-C; `died`: its process ended. */
		by: v.picklist(["until", "bound", "interrupt", "died"]),
		/** Of a process that ended: its exit code, or the name of the signal. */
		exit: optional(v.union([count, text])),
	}),
	/** The host or the program broke off: main never came to its end. */
	v.object({ kind: v.literal("end"), how: v.literal("crashed"), at: number, error }),
]);

export type End = Readonly<v.InferOutput<typeof END>>;
