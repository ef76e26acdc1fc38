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
	type Where,
} from "./diagnoses.ts";
import { CancelledError } from "./errors.ts";
import type { EventLoop, ExceptionContext } from "./event-loop.ts";
import { EventStore, type PrintedLine } from "./event-store.ts";
import {
	type Diagnosis,
	type Ending,
	type Events,
	type GroupId,
	NO_TASK,
	type Place,
	type ResourceId,
	type Seconds,
	type TaskId,
} from "./events.ts";
import type { Frame } from "./frame.ts";
import { CANCELLED, RETURNED } from "./future.ts";
import { herePlace } from "./place.ts";
import type { Resource, ResourceUse } from "./resource.ts";
import { running } from "./running.ts";
import type { Task } from "./task.ts";
import { Unawaited } from "./unawaited.ts";
import type { WakeKind } from "./waiter.ts";

/** What a {@link Trace} may be told. */
export interface TraceOptions {
	/** Whether events say where in the source they happened: the first 2,000 that can. Default: false. */
	readonly places?: boolean;
}

/** Finding a place takes microseconds, so a run of a million waits does not look for all of them. */
const MOST_PLACES = 2_000;

/** Keeps what a loop does, for whoever asks: `const trace = new Trace(); run(main(), { trace }); trace.events`. */
export class Trace {
	/** What was found to be wrong, in order. */
	readonly diagnoses: Diagnosis[] = [];
	readonly #withPlaces: boolean;
	readonly #store = new EventStore();
	#placesLeft = MOST_PLACES;
	#loop: EventLoop | null = null;
	/** Requests to cancel that have not been delivered, by task. */
	readonly #requests = new Map<TaskId, { readonly by: TaskId; readonly message: string | null }>();
	/** Tasks that were thrown a CancelledError because somebody asked them to stop. */
	readonly #asked = new Set<TaskId>();
	readonly #unawaited = new Unawaited();
	#placeOfNextWait: Place | null = null;
	#lastBlock: { readonly at: Seconds; readonly place: Place | null } | null = null;
	/** By task: where another task made it. */
	readonly #placesMade = new Map<TaskId, Place>();
	/** Where the program called a coroutine of the runtime's own. */
	readonly #placesCalled = new WeakMap<Frame<unknown>, Place>();
	#spanCount = 0;
	#groupCount: GroupId = 0;
	/** Who acts while no task runs. */
	#actor: TaskId = NO_TASK;

	/** It listens to the loop that it is given to. */
	constructor(options: TraceOptions = {}) {
		this.#withPlaces = options.places ?? false;
	}

	/** What happened so far, in order. It can be read while the loop runs. */
	get events(): Events {
		return this.#store;
	}

	/** The lines printed so far, in order: what the events of kind `printed` say, with the labels of the tasks. */
	get lines(): Iterable<PrintedLine> {
		return this.#store.lines();
	}

	/** @internal */
	attach(loop: EventLoop): void {
		this.#loop = loop;
	}

	/** @internal The running task is about to wait. */
	notePlace(): void {
		if (this.#withPlaces) this.#placeOfNextWait = this.#here() ?? this.#placeCalled();
	}

	/** @internal */
	coroutineCreated(coroutine: Coroutine<unknown>): void {
		this.#unawaited.add(coroutine, running.task, this.#here());
	}

	/** @internal */
	awaitedTwice(coroutine: Coroutine<unknown>): void {
		this.diagnosed(awaitedTwice(nameOf(coroutine), this.#whereNow()), this.#task);
	}

	/** @internal */
	taskCreated(task: Task<unknown>, group: GroupId | null): void {
		const place = this.#here();
		this.#store.placeNext(place);
		if (place !== null && running.task !== null) this.#placesMade.set(task.id, place);
		this.#store.taskCreated(this.#now, task, this.#task, this.#span, group);
	}

	/** @internal */
	taskNamed(task: Task<unknown>): void {
		this.#store.renamed(task.id, task.label);
	}

	/** @internal */
	resumed(task: Task<unknown>): void {
		this.#store.resumed(this.#now, task.id);
	}

	/** @internal */
	suspended(task: Task<unknown>): void {
		// Before the place: what nobody has used so far gets its number, and an event, when it is described.
		const wait = task.waitingFor?.describeWait() ?? null;
		this.#store.placeNext(this.#placeOfNextWait);
		this.#placeOfNextWait = null;
		this.#store.suspended(this.#now, task.id, wait, running.frame?.span ?? 0);
	}

	/** @internal */
	woken(task: Task<unknown>, kind: WakeKind): void {
		this.#store.woken(this.#now, task.id, kind, this.#by);
	}

	/** @internal It is to be thrown a CancelledError: its own, if somebody asked for it, else that of what it awaits. */
	cancelled(task: Task<unknown>, message: string | null): void {
		const request = this.#requests.get(task.id);
		this.#requests.delete(task.id);
		if (request !== undefined) this.#asked.add(task.id);
		const by = request?.by ?? this.#by;
		this.#store.cancelled(this.#now, task.id, {
			kind: "cancelled",
			by,
			message: request?.message ?? message,
		});
	}

	/** @internal */
	cancelRequested({ id: task }: Task<unknown>, message: string | null, accepted: boolean): void {
		const by = this.#by;
		if (accepted) this.#requests.set(task, { by, message });
		// Outside of the loop it is the end of the run that cancels, or a signal.
		const place = running.loop === null ? null : this.#here();
		const event = {
			seq: this.#seq,
			at: this.#now,
			task,
			kind: "cancel-requested",
			by,
			message,
			accepted,
		} as const;
		this.#store.keep(place === null ? event : { ...event, place });
	}

	/** @internal It is RETURNED, RAISED or CANCELLED, with its result or error. */
	taskEnded(task: Task<unknown>, state: number, value: unknown): void {
		if (state === RETURNED && this.#asked.has(task.id) && task.cancelling() > 0) {
			this.diagnosed(swallowedCancel(this.#where(task.label, this.placeOf(task.id))), task.id);
		}
		if (state === RETURNED) this.#store.taskReturned(this.#now, task.id, value);
		else this.#store.taskEnded(this.#now, task.id, endingOf(value, state === CANCELLED));
	}

	/** @internal */
	spanStarted(frame: Frame<unknown>): void {
		const parent = frame.parent?.span ?? 0;
		if (frame.isSpan) {
			frame.span = ++this.#spanCount;
			this.#store.spanStarted(this.#now, this.#task, frame.span, parent, frame.label);
		} else {
			// What is no span of its own counts as the body that called it.
			frame.span = parent;
			if (this.#withPlaces && frame.parent !== null) this.#noteCall(frame);
		}
	}

	/** @internal */
	spanEnded(frame: Frame<unknown>, returned: boolean, value: unknown): void {
		if (!frame.isSpan) return;
		if (returned) this.#store.spanReturned(this.#now, this.#task, frame.span, value);
		else {
			const ending = endingOf(value, value instanceof CancelledError);
			this.#store.spanEnded(this.#now, this.#task, frame.span, ending);
		}
	}

	/** @internal */
	printed(text: string): void {
		this.#store.printed(this.#now, this.#task, text);
	}

	/** @internal The clock is about to move by `seconds`, and nothing else runs. */
	blocked(seconds: Seconds): void {
		const place = this.#here();
		this.#lastBlock = { at: this.#now, place };
		const event = { seq: this.#seq, at: this.#now, task: this.#task, kind: "blocked", seconds } as const;
		this.#store.keep(place === null ? event : { ...event, place });
	}

	/** @internal A task's turn, or a callback's (null), has kept the loop since its time `since`. */
	slow(task: Task<unknown> | null, since: Seconds): void {
		const block = this.#lastBlock;
		const place = block !== null && block.at >= since ? block.place : null;
		const where = this.#where(task?.label ?? null, place);
		this.diagnosed(slowCallback(where.at - since, where), task?.id ?? NO_TASK);
	}

	/** @internal A plain callback of the loop runs. */
	callback(label: string): void {
		this.#actor = NO_TASK;
		this.#store.keep({ seq: this.#seq, at: this.#now, task: NO_TASK, kind: "callback", label });
	}

	/** @internal What runs next is due to the end of a future; its task, if it is one, is who acts. */
	actsFor(actor: TaskId): void {
		this.#actor = actor;
	}

	/** @internal */
	resourceCreated(resource: ResourceId, { kind: resourceKind, name, capacity }: Resource): void {
		const stamp = { seq: this.#seq, at: this.#now, task: NO_TASK } as const;
		this.#store.keep({ ...stamp, kind: "resource-created", resource, resourceKind, name, capacity });
	}

	/** @internal */
	resourceUsed(resource: ResourceId, use: ResourceUse, level: number): void {
		this.#store.used(this.#now, this.#task, resource, use, level);
	}

	/** @internal The running task, or a callback, gives back what `holder` holds. */
	releasedByOther(what: string, holder: Task<unknown>): void {
		this.diagnosed(releasedByOther(what, holder.label, this.#whereNow()), this.#task);
	}

	/** @internal Numbers the group. */
	groupEntered(): GroupId {
		const group = ++this.#groupCount;
		const stamp = { seq: this.#seq, at: this.#now, task: this.#task };
		this.#store.keep({ ...stamp, kind: "group-entered", group, span: this.#span });
		return group;
	}

	/** @internal */
	groupAborted(group: GroupId, owner: TaskId): void {
		this.#store.keep({ seq: this.#seq, at: this.#now, task: owner, kind: "group-aborted", group });
	}

	/** @internal */
	groupExited(group: GroupId, owner: TaskId): void {
		this.#store.keep({ seq: this.#seq, at: this.#now, task: owner, kind: "group-exited", group });
	}

	/** @internal */
	diagnosed(diagnosis: Diagnosis, task: TaskId): void {
		this.diagnoses.push(diagnosis);
		this.#store.keep({ seq: this.#seq, at: this.#now, task, kind: "diagnosed", diagnosis });
	}

	/** @internal An error that reached nobody, or a task that was left. */
	reported({ kind, message, exception, future }: ExceptionContext): void {
		const task = future?.actor ?? NO_TASK;
		const where = this.#where(this.#store.labelOf(task), this.placeOf(task));
		if (kind === "never-retrieved") this.diagnosed(neverRetrieved(exception, where), task);
		else if (kind === "pending-at-end") this.diagnosed(pendingAtEnd(where), task);
		else this.diagnosed(unhandledError(message, exception, where), task);
	}

	/** @internal The run is over: whatever nobody awaited is reported. */
	reportUnawaited(): void {
		for (const { coroutine, by, place } of this.#unawaited.take()) {
			this.diagnosed(
				neverAwaited(nameOf(coroutine), this.#where(by?.label ?? null, place)),
				by?.id ?? NO_TASK,
			);
		}
	}

	/** @internal Where the task waits, or last waited; where it was made, if none of its waits is in the program's own lines. */
	placeOf(task: TaskId): Place | null {
		return this.#store.placeOfWait(task) ?? this.#placesMade.get(task) ?? null;
	}

	get #seq(): number {
		return this.#store.length;
	}

	get #now(): Seconds {
		return this.#loop === null ? 0 : this.#loop.time();
	}

	/** The task that runs. */
	get #task(): TaskId {
		return running.task === null ? NO_TASK : running.task.id;
	}

	/** The body that runs. */
	get #span(): number {
		return running.task === null || running.frame === null ? 0 : running.frame.span;
	}

	/** Who acts: the task that runs, or on whose behalf a callback does. */
	get #by(): TaskId {
		return running.task === null ? this.#actor : running.task.id;
	}

	#noteCall(frame: Frame<unknown>): void {
		const place = this.#here();
		if (place !== null) this.#placesCalled.set(frame, place);
	}

	/** Where the program called what now waits deep inside of the runtime, as a task group does for its tasks. */
	#placeCalled(): Place | null {
		for (let frame = running.frame; frame !== null; frame = frame.parent) {
			const place = this.#placesCalled.get(frame);
			if (place !== undefined || frame.isSpan) return place ?? null;
		}
		return null;
	}

	#here(): Place | null {
		if (!this.#withPlaces || this.#placesLeft === 0) return null;
		this.#placesLeft -= 1;
		return herePlace();
	}

	#where(task: string | null, place: Place | null): Where {
		return { task, at: this.#now, place };
	}

	#whereNow(): Where {
		const { task } = running;
		return this.#where(task?.label ?? null, this.#here() ?? (task && this.placeOf(task.id)));
	}
}

function endingOf(error: unknown, cancelled: boolean): Ending {
	return cancelled ? { how: "cancelled" } : { how: "raised", error: errorText(error) };
}

function nameOf(coroutine: Coroutine<unknown>): string {
	return coroutine.label === "" ? "a coroutine without a name" : `coroutine ${coroutine.label}`;
}
