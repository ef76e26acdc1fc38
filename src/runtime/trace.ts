import { FloatColumn, IntColumn } from "./columns.ts";
import type { Coroutine } from "./coroutine.ts";
import {
	awaitedTwice,
	errorText,
	neverAwaited,
	neverRetrieved,
	pendingAtEnd,
	releasedByOther,
	slowCallback,
	swallowedCancel,
	unhandledError,
} from "./diagnoses.ts";
import { CancelledError } from "./errors.ts";
import type { EventLoop, ExceptionContext } from "./event-loop.ts";
import {
	type Cause,
	type Diagnosis,
	type Ending,
	type Events,
	type GroupId,
	NO_TASK,
	type Place,
	type ResourceId,
	type Seconds,
	type TaskId,
	type TraceEvent,
	type Wait,
} from "./events.ts";
import type { Frame } from "./frame.ts";
import { CANCELLED, RETURNED } from "./future.ts";
import { herePlace } from "./place.ts";
import type { Resource, ResourceUse } from "./resource.ts";
import { running } from "./running.ts";
import type { Task } from "./task.ts";
import type { WakeKind } from "./waiter.ts";

export interface TraceOptions {
	/** Whether events say where in the source they happened: the first 10,000 that can. Default: false. */
	readonly places?: boolean;
}

/** Finding a place takes microseconds, so a run of a million waits does not look for all of them. */
const MOST_PLACES = 10_000;

// What a row of the columns holds: its kind says what its argument is.
const SUSPENDED = 0; // number of the wait in #refs
const SUSPENDED_SLEEP = 1; // number of the deadline in #deadlines
const SUSPENDED_TASK = 2; // the task it awaits
const SUSPENDED_TURN = 3; // nothing
const WOKEN_TIMER = 4; // nothing
const WOKEN_RESULT = 5; // by whom
const WOKEN_HANDED = 6; // by whom
const WOKEN_CANCELLED = 7; // number of the cause in #refs
const RESUMED = 8; // the row of the wake, or one of the next two
const TASK_RETURNED = 9; // number of the value in #refs
const SPAN_ENDED = 10; // number of the ending in #refs
const OTHER = 11; // number of the rest of the event in #refs

const BY_START = -1;
const BY_TURN = -2;

type Rest<E> = E extends TraceEvent ? Omit<E, "seq" | "at" | "task"> : never;
/** An event without its stamp. */
type EventBody = Rest<TraceEvent>;

const WOKEN_CODE: Readonly<Record<WakeKind, number>> = {
	timer: WOKEN_TIMER,
	result: WOKEN_RESULT,
	handed: WOKEN_HANDED,
};

/**
 * Keeps what a loop does, for whoever asks: `const trace = new Trace(); run(main(), { trace }); trace.events`.
 * Events are kept as numbers in columns, and become objects when they are read.
 */
export class Trace {
	/** What was found to be wrong, in order. */
	readonly diagnoses: Diagnosis[] = [];
	readonly #withPlaces: boolean;
	#placesLeft = MOST_PLACES;
	#loop: EventLoop | null = null;
	// One row an event.
	readonly #kinds = new IntColumn();
	readonly #times = new FloatColumn();
	readonly #tasks = new IntColumn();
	readonly #args = new IntColumn();
	readonly #spans = new IntColumn();
	readonly #refs: unknown[] = [];
	readonly #deadlines = new FloatColumn();
	/** By row, where there is one. */
	readonly #places = new Map<number, Place>();
	/** By task: the row of its last wake and one more, 0 if it has run since. */
	readonly #wakes = new IntColumn();
	/** By task: the row of its last wait. */
	readonly #waits = new IntColumn();
	/** Requests to cancel that have not been delivered, by task. */
	readonly #requests = new Map<TaskId, { by: TaskId; message: string | null }>();
	/** Tasks that were thrown a CancelledError because somebody asked them to stop. */
	readonly #asked = new Set<TaskId>();
	/** Coroutines that nobody awaits yet, and where they were made. */
	readonly #unawaited = new Map<Coroutine<unknown>, { place: Place | null; by: Task<unknown> | null }>();
	/** By task. */
	readonly #labels: string[] = [];
	#pendingPlace: Place | null = null;
	#lastBlock: Place | null = null;
	#spanCount = 0;
	#groupCount: GroupId = 0;
	/** Who acts while no task runs. */
	#actor: TaskId = NO_TASK;

	constructor(options: TraceOptions = {}) {
		this.#withPlaces = options.places ?? false;
	}

	/** What happened so far, in order. It can be read while the loop runs. */
	get events(): Events {
		const count = () => this.#kinds.length;
		const read = (index: number) => (index >= 0 && index < count() ? this.#read(index) : undefined);
		return {
			get length() {
				return count();
			},
			at: (index) => read(index < 0 ? count() + index : index),
			*[Symbol.iterator]() {
				for (let i = 0; i < count(); i += 1) yield read(i) as TraceEvent;
			},
		};
	}

	/** @internal */
	attach(loop: EventLoop): void {
		this.#loop = loop;
	}

	// --- what the loop tells ---

	/** @internal Notes where the running task is about to wait, or where a coroutine is made. */
	notePlace(): void {
		this.#pendingPlace = this.#here();
	}

	/** @internal */
	coroutineCreated(coroutine: Coroutine<unknown>): void {
		this.#unawaited.set(coroutine, { place: this.#here(), by: running.task });
	}

	/** @internal Somebody awaits it, or gave it up. */
	coroutineClaimed(coroutine: Coroutine<unknown>): void {
		this.#unawaited.delete(coroutine);
	}

	/** @internal */
	awaitedTwice(coroutine: Coroutine<unknown>): void {
		this.diagnosed(
			awaitedTwice(coroutine.label || "without a name", this.#whereNow()),
			running.task?.id ?? NO_TASK,
		);
	}

	/** @internal The running task, or a callback, gives back what `holder` holds. */
	releasedByOther(what: string, holder: Task<unknown>): void {
		this.diagnosed(releasedByOther(what, holder.label, this.#whereNow()), running.task?.id ?? NO_TASK);
	}

	/** @internal */
	taskCreated(task: Task<unknown>, group: GroupId | null): void {
		const place = this.#here();
		const { label } = task;
		this.#labels[task.id] = label;
		this.#other(task.id, {
			kind: "task-created",
			name: task.getName(),
			label,
			by: running.task?.id ?? NO_TASK,
			bySpan: running.task === null ? 0 : (running.frame?.span ?? 0),
			group,
			...(place === null ? {} : { place }),
		});
	}

	/** @internal */
	resumed(task: Task<unknown>): void {
		const wake = this.#wakes.at(task.id);
		this.#row(RESUMED, task.id, wake > 0 ? wake - 1 : wake === 0 ? BY_START : BY_TURN, 0);
		this.#wakes.set(task.id, -1);
	}

	/** @internal */
	suspended(task: Task<unknown>): void {
		const wait = task.waitingFor?.describeWait() ?? { kind: "turn" };
		const span = running.frame?.span ?? 0;
		this.#waits.set(task.id, this.#kinds.length);
		if (this.#pendingPlace !== null) this.#places.set(this.#kinds.length, this.#pendingPlace);
		this.#pendingPlace = null;
		if (wait.kind === "sleep") {
			this.#row(SUSPENDED_SLEEP, task.id, this.#deadlines.length, span);
			this.#deadlines.push(wait.until);
		} else if (wait.kind === "task") this.#row(SUSPENDED_TASK, task.id, wait.of, span);
		else this.#row(SUSPENDED, task.id, this.#ref(wait), span);
	}

	/** @internal */
	gaveUpTurn(task: Task<unknown>): void {
		this.#waits.set(task.id, this.#kinds.length);
		this.#row(SUSPENDED_TURN, task.id, 0, running.frame?.span ?? 0);
	}

	/** @internal */
	woken(task: Task<unknown>, kind: WakeKind): void {
		this.#wakes.set(task.id, this.#kinds.length + 1);
		this.#row(WOKEN_CODE[kind], task.id, this.#by(), 0);
	}

	/** @internal It is to be thrown a CancelledError: its own, if somebody asked for it, else that of what it awaits. */
	cancelled(task: Task<unknown>, message: string | null): void {
		const request = this.#requests.get(task.id);
		this.#requests.delete(task.id);
		if (request !== undefined) this.#asked.add(task.id);
		const cause: Cause = {
			kind: "cancelled",
			by: request?.by ?? this.#by(),
			message: request?.message ?? message,
		};
		this.#wakes.set(task.id, this.#kinds.length + 1);
		this.#row(WOKEN_CANCELLED, task.id, this.#ref(cause), 0);
	}

	/** @internal */
	cancelRequested(task: Task<unknown>, message: string | null, accepted: boolean): void {
		const by = this.#by();
		if (accepted) this.#requests.set(task.id, { by, message });
		const place = this.#here();
		const body: EventBody = {
			kind: "cancel-requested",
			by,
			message,
			accepted,
			...(place === null ? {} : { place }),
		};
		this.#other(task.id, body);
	}

	/** @internal It is RETURNED, RAISED or CANCELLED, with its result or error. */
	taskEnded(task: Task<unknown>, state: number, value: unknown): void {
		if (state === RETURNED) {
			if (this.#asked.has(task.id) && task.cancelling() > 0) {
				this.diagnosed(swallowedCancel(this.#where(task.label, this.placeOfWait(task.id))), task.id);
			}
			this.#row(TASK_RETURNED, task.id, this.#ref(value), 0);
		} else {
			const ending: Ending =
				state === CANCELLED ? { how: "cancelled" } : { how: "raised", error: errorText(value) };
			this.#other(task.id, { kind: "task-ended", ending });
		}
	}

	/** @internal */
	spanStarted(frame: Frame<unknown>): void {
		const parent = frame.parent?.span ?? 0;
		// What is no span of its own counts as the body that called it.
		frame.span = frame.isSpan ? ++this.#spanCount : parent;
		if (!frame.isSpan) return;
		this.#other(running.task?.id ?? NO_TASK, {
			kind: "span-started",
			span: frame.span,
			parent,
			label: frame.label,
		});
	}

	/** @internal */
	spanEnded(frame: Frame<unknown>, returned: boolean, value: unknown): void {
		if (frame.isSpan)
			this.#row(SPAN_ENDED, running.task?.id ?? NO_TASK, this.#ref(endingOf(returned, value)), frame.span);
	}

	/** @internal */
	printed(text: string): void {
		this.#other(running.task?.id ?? NO_TASK, { kind: "printed", text });
	}

	/** @internal The clock has moved by `seconds` from `at`, and nothing else ran. */
	blocked(at: Seconds, seconds: Seconds): void {
		const place = this.#here();
		this.#lastBlock = place;
		const body: EventBody = { kind: "blocked", seconds, ...(place === null ? {} : { place }) };
		this.#row(OTHER, running.task?.id ?? NO_TASK, this.#ref(body), 0, at);
	}

	/** @internal A task's turn, or a callback's (null), has kept the loop for `seconds`. */
	slow(task: Task<unknown> | null, seconds: Seconds): void {
		const who = task === null ? null : task.label;
		this.diagnosed(
			slowCallback(who ?? "a callback", seconds, this.#where(who, this.#lastBlock)),
			task?.id ?? NO_TASK,
		);
	}

	/** @internal A plain callback of the loop runs. */
	callback(name: string): void {
		this.#actor = NO_TASK;
		this.#other(NO_TASK, { kind: "callback", label: name });
	}

	/** @internal What runs next is due to the end of a future; its task, if it is one, is who acts. */
	actsFor(actor: TaskId): void {
		this.#actor = actor;
	}

	/** @internal */
	resourceCreated(id: ResourceId, resource: Resource): void {
		const { kind, name, capacity } = resource;
		this.#other(NO_TASK, { kind: "resource-created", resource: id, resourceKind: kind, name, capacity });
	}

	/** @internal */
	resourceUsed(resource: ResourceId, use: ResourceUse, level: number): void {
		this.#other(running.task?.id ?? NO_TASK, { kind: "resource-used", resource, use, level });
	}

	/** @internal Numbers the group. */
	groupEntered(): GroupId {
		const group = ++this.#groupCount;
		this.#other(running.task?.id ?? NO_TASK, {
			kind: "group-entered",
			group,
			span: running.frame?.span ?? 0,
		});
		return group;
	}

	/** @internal */
	groupAborted(group: GroupId, owner: TaskId): void {
		this.#other(owner, { kind: "group-aborted", group });
	}

	/** @internal */
	groupExited(group: GroupId, owner: TaskId): void {
		this.#other(owner, { kind: "group-exited", group });
	}

	/** @internal */
	diagnosed(diagnosis: Diagnosis, task: TaskId): void {
		this.diagnoses.push(diagnosis);
		this.#other(task, { kind: "diagnosed", diagnosis });
	}

	/** @internal An error that reached nobody, or a task that was left. */
	reported({ kind, message, exception, future }: ExceptionContext): void {
		const task = future?.actor ?? NO_TASK;
		const who = this.#labels[task] ?? null;
		const where = this.#where(who, this.placeOfWait(task));
		if (kind === "never-retrieved") this.diagnosed(neverRetrieved(who ?? "a future", exception, where), task);
		else if (kind === "pending-at-end") this.diagnosed(pendingAtEnd(where), task);
		else this.diagnosed(unhandledError(message, exception, where), task);
	}

	/** @internal */
	taskNamed(task: Task<unknown>): void {
		this.#labels[task.id] = task.label;
	}

	/** @internal The run is over: whatever nobody awaited is reported. */
	reportUnawaited(): void {
		for (const [coroutine, { place, by }] of this.#unawaited) {
			const where = this.#where(by === null ? null : by.label, place);
			this.diagnosed(neverAwaited(coroutine.label || "without a name", where), by?.id ?? NO_TASK);
		}
		this.#unawaited.clear();
	}

	/** @internal Where the task waits, or last waited. */
	placeOfWait(task: TaskId): Place | null {
		return this.#places.get(this.#waits.at(task)) ?? null;
	}

	// --- how it is kept ---

	#by(): TaskId {
		return running.task === null ? this.#actor : running.task.id;
	}

	#here(): Place | null {
		if (!this.#withPlaces || this.#placesLeft === 0) return null;
		this.#placesLeft -= 1;
		return herePlace();
	}

	#where(
		task: string | null,
		place: Place | null,
	): { task: string | null; at: Seconds; place: Place | null } {
		return { task, at: this.#now(), place };
	}

	#whereNow(): { task: string | null; at: Seconds; place: Place | null } {
		return this.#where(running.task === null ? null : running.task.label, this.#here());
	}

	#now(): Seconds {
		return this.#loop === null ? 0 : this.#loop.time();
	}

	#row(kind: number, task: TaskId, arg: number, span: number, at: Seconds = this.#now()): void {
		this.#kinds.push(kind);
		this.#times.push(at);
		this.#tasks.push(task);
		this.#args.push(arg);
		this.#spans.push(span);
	}

	#ref(value: unknown): number {
		return this.#refs.push(value) - 1;
	}

	#other(task: TaskId, body: EventBody): void {
		this.#row(OTHER, task, this.#ref(body), 0);
	}

	// --- how it is read ---

	#read(row: number): TraceEvent {
		const stamp = { seq: row, at: this.#times.at(row), task: this.#tasks.at(row) };
		return { ...stamp, ...this.#body(row) } as TraceEvent;
	}

	#body(row: number): EventBody {
		const arg = this.#args.at(row);
		switch (this.#kinds.at(row)) {
			case SUSPENDED:
				return this.#suspension(row, this.#refs[arg] as Wait);
			case SUSPENDED_SLEEP:
				return this.#suspension(row, { kind: "sleep", until: this.#deadlines.at(arg) });
			case SUSPENDED_TASK:
				return this.#suspension(row, { kind: "task", of: arg });
			case SUSPENDED_TURN:
				return this.#suspension(row, { kind: "turn" });
			case RESUMED:
				return { kind: "resumed", cause: this.#causeOfTurn(arg) };
			case TASK_RETURNED:
				return { kind: "task-ended", ending: { how: "returned", value: this.#refs[arg] } };
			case SPAN_ENDED:
				return { kind: "span-ended", span: this.#spans.at(row), ending: this.#refs[arg] as Ending };
			case OTHER:
				return this.#refs[arg] as EventBody;
			default:
				return { kind: "woken", cause: this.#causeOfWake(row) };
		}
	}

	#suspension(row: number, wait: Wait): EventBody {
		const place = this.#places.get(row);
		return { kind: "suspended", wait, span: this.#spans.at(row), ...(place === undefined ? {} : { place }) };
	}

	#causeOfTurn(wake: number): Cause {
		if (wake === BY_START) return { kind: "start" };
		if (wake === BY_TURN) return { kind: "turn" };
		return this.#causeOfWake(wake);
	}

	#causeOfWake(row: number): Cause {
		const arg = this.#args.at(row);
		switch (this.#kinds.at(row)) {
			case WOKEN_TIMER:
				return { kind: "timer" };
			case WOKEN_RESULT:
				return { kind: "result", by: arg };
			case WOKEN_HANDED:
				return { kind: "handed", by: arg };
			default:
				return this.#refs[arg] as Cause;
		}
	}
}

function endingOf(returned: boolean, value: unknown): Ending {
	if (returned) return { how: "returned", value };
	return value instanceof CancelledError ? { how: "cancelled" } : { how: "raised", error: errorText(value) };
}
