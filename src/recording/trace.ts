import { BEGUN, type Coroutine } from "../runtime/kernel/coroutine.ts";
import { CancelledError } from "../runtime/kernel/errors.ts";
import type { ExceptionContext } from "../runtime/kernel/event-loop.ts";
import type { Frame } from "../runtime/kernel/frame.ts";
import type { Future, Settled } from "../runtime/kernel/future.ts";
import type { Resource } from "../runtime/kernel/resource.ts";
import { running } from "../runtime/kernel/running.ts";
import type { Task } from "../runtime/kernel/task.ts";
import {
	type CallbackKind,
	type CancelOrigin,
	type DueTimer,
	type Ending,
	type FutureId,
	type GroupId,
	type LimitEnd,
	type LimitId,
	NO_FUTURE,
	NO_TASK,
	type Observer,
	type Place,
	type RequestId,
	type ResourceId,
	type ResourceUse,
	type Seconds,
	type SpanId,
	type Standing,
	type TaskId,
	type WakeKind,
	type WorkId,
} from "../runtime/observer.ts";
import { ErrorTexts } from "./error-text.ts";
import { FactStore, type PlacedKind } from "./fact-store.ts";
import { Items } from "./items.ts";
import { PlaceBudget, type PlacesWanted } from "./place-budget.ts";
import type { SourcePlaces } from "./places.ts";
import type { Facts } from "./recording.ts";
import { Unasked, Unawaited } from "./unawaited.ts";

/** Options of a {@link Trace}. */
export interface TraceOptions {
	/**
	 * Whether facts say where in the source they happened: the first 500 of each kind, since reading a stack takes microseconds.
	 * Or which facts are to say so. Default: false.
	 */
	readonly places?: boolean | PlacesWanted;
	/** Where in the sources a place in built code is. Default: the place as the platform tells it. */
	readonly sourcePlaces?: SourcePlaces;
	/** Whether errors keep their stacks. Default: false. */
	readonly stacks?: boolean;
	/** How many facts are kept; then the run is stopped. Default: no bound. */
	readonly mostFacts?: number;
	/** Is called with each fact that is dropped: the program goes on and on without giving up its turn. */
	readonly onOverflow?: () => void;
}

/** The task that runs main: the first that a loop makes. */
const MAIN: TaskId = 1;

interface Request {
	readonly id: RequestId;
	readonly by: TaskId;
	readonly message: string | null;
}

/** An observer that keeps the facts of a run: `const trace = new Trace(); run(main(), { observer: trace }); trace.facts`. */
export class Trace implements Observer {
	readonly #store: FactStore;
	readonly #places: PlaceBudget;
	readonly #errors: ErrorTexts;
	readonly #items = new Items();
	readonly #unawaited = new Unawaited();
	readonly #unasked = new Unasked();
	#loop: { time(): Seconds } | null = null;
	/** Requests to cancel that have not been delivered, by task: the latest counts. */
	readonly #requests = new Map<TaskId, Request>();
	#origin: CancelOrigin = { kind: "task" };
	#placeOfNextWait: Place | null = null;
	/** Where the program called a coroutine of the runtime's own. */
	readonly #placesCalled = new WeakMap<Frame<unknown>, Place>();
	/** Whose the time limits are that have not been left. */
	readonly #limitTasks = new Map<LimitId, TaskId>();
	#spanCount: SpanId = 0;
	#groupCount: GroupId = 0;
	#limitCount: LimitId = 0;
	#futureCount: FutureId = 0;
	#requestCount: RequestId = 0;
	#workCount: WorkId = 0;
	/** Who acts while no task runs. */
	#callbackTask: TaskId = NO_TASK;
	/** When the first task ended, which runs main; null: it has not. */
	mainEndedAt: Seconds | null = null;
	/** Where in the sources a place in built code is. */
	readonly sourcePlaces: SourcePlaces;

	/** It is to be given to one loop. */
	constructor({
		places = false,
		sourcePlaces = asTold,
		stacks = false,
		mostFacts,
		onOverflow,
	}: TraceOptions = {}) {
		this.sourcePlaces = sourcePlaces;
		this.#store = new FactStore(sourcePlaces, mostFacts, onOverflow);
		this.#places = new PlaceBudget(places);
		this.#errors = new ErrorTexts(places !== false, sourcePlaces, stacks);
	}

	get isFull(): boolean {
		return this.#store.isFull;
	}

	/** What happened so far, in order. It can be read while the loop runs, and grows. */
	get facts(): Facts {
		return this.#store;
	}

	/**
	 * Which places a second, identical run has to look for, so that the facts with these numbers have theirs. See {@link fillPlaces}.
	 * @internal
	 */
	placesWanted(facts: Iterable<number>): PlacesWanted {
		const without = [...facts].filter((index) => this.#store.placeOf(index) === undefined);
		return this.#places.wanted(without.map((index) => [index, this.#store.at(index)?.kind as PlacedKind]));
	}

	/** Takes over places from a trace of a second, identical run, or of its beginning. @internal */
	fillPlaces(second: Trace, facts: Iterable<number>): void {
		if (!this.#store.beginsWith(second.#store)) return;
		for (const index of facts) {
			const place = second.#store.placeOf(index);
			if (place !== undefined) this.#store.place(index, place);
		}
	}

	// --- the observer ---

	attach(loop: { time(): Seconds }): void {
		this.#loop = loop;
	}

	taskCreated(task: Task<unknown>, group: GroupId): void {
		// The place where main is made is that of who runs it.
		if (running.loop?.isRunning() === true) this.#store.placeNext(this.#here("task-created"));
		this.#store.taskCreated(this.#now, task, this.#task, group);
	}

	taskRenamed(task: Task<unknown>): void {
		const { id, label } = task;
		this.#store.keep({ kind: "task-renamed", at: this.#now, task: id, name: task.getName(), label });
	}

	taskResumed(task: Task<unknown>): void {
		// Its request has been delivered; or what it awaited was asked to stop in its place, and did not: then it never is.
		if (this.#requests.size > 0) this.#requests.delete(task.id);
		this.#store.resumed(this.#now, task.id);
	}

	taskWillWait(): void {
		// A wait may turn out to be none: the next that is one has a place of its own.
		this.#placeOfNextWait = this.#places.wantsWait(this.#store.length) ? this.#look() : null;
	}

	taskSuspended(task: Task<unknown>): void {
		// Before the place: what nobody has used so far gets its number, and a fact, when it is described.
		const wait = task.waitingFor?.describeWait() ?? null;
		if (wait !== null) this.#store.placeNext(this.#placeOfNextWait);
		this.#placeOfNextWait = null;
		this.#store.suspended(this.#now, task.id, wait);
	}

	taskWoken(task: Task<unknown>, kind: WakeKind): void {
		this.#store.woken(this.#now, task.id, kind, this.#by);
	}

	taskCancelled(task: Task<unknown>, message: string | null): void {
		const request = this.#requests.get(task.id);
		this.#store.cancelled(this.#now, task.id, {
			kind: "cancelled",
			by: request?.by ?? this.#by,
			request: request?.id ?? null,
			message: request?.message ?? message,
		});
	}

	taskEnded({ id }: Task<unknown>, how: Settled, value: unknown): void {
		this.#requests.delete(id);
		if (id === MAIN) this.mainEndedAt = this.#now;
		if (how === "returned") this.#store.taskReturned(this.#now, id, value);
		else this.#store.taskEnded(this.#now, id, this.#endingOf(how, value));
	}

	yieldRefused(generator: unknown, error: Error): void {
		this.#errors.noteRefused(generator, error);
	}

	coroutineCreated(coroutine: Coroutine<unknown>): void {
		const place = this.#places.wantsCoroutine(this.#unawaited.next) ? this.#places.look() : null;
		this.#unawaited.add(coroutine, this.#task, place);
	}

	coroutineAwaitedTwice({ label }: Coroutine<unknown>): void {
		this.#store.placeNext(this.#here("awaited-twice"));
		this.#store.keep({ kind: "awaited-twice", at: this.#now, task: this.#task, label });
	}

	spanStarted(frame: Frame<unknown>): void {
		const { parent } = frame;
		if (frame.isSpan) {
			frame.span = ++this.#spanCount;
			// The outermost is begun by its task's turn.
			if (parent !== null) this.#store.placeNext(this.#here("span-started"));
			this.#store.spanStarted(this.#now, this.#task, frame.span, frame.label, frame.name);
		} else if (parent !== null) this.#noteCall(frame);
	}

	spanEnded(frame: Frame<unknown>, returned: boolean, value: unknown): void {
		if (returned) this.#store.spanReturned(this.#now, this.#task, frame.span, value);
		else this.#store.spanEnded(this.#now, this.#task, frame.span, this.#endingOf("raised", value));
	}

	cancelsFor(origin: CancelOrigin | null): void {
		this.#origin = origin ?? { kind: "task" };
	}

	cancelRequested({ id: task }: Task<unknown>, message: string | null, accepted: boolean): void {
		const origin = this.#origin;
		const isOutside = origin.kind !== "task" && origin.kind !== "group";
		const by = isOutside ? NO_TASK : this.#by;
		const request = ++this.#requestCount;
		if (accepted) this.#requests.set(task, { id: request, by, message });
		if (running.loop !== null && !isOutside) this.#store.placeNext(this.#here("cancel-requested"));
		const at = this.#now;
		this.#store.keep({ kind: "cancel-requested", at, task, request, by, origin, message, accepted });
	}

	cancelTakenBack({ id: task, waitingFor }: Task<unknown>, left: number): void {
		if (left === 0 && waitingFor === null) this.#requests.delete(task);
		this.#store.keep({ kind: "uncancelled", at: this.#now, task, left });
	}

	limitSet(seconds: Seconds | null, when: Seconds | null): LimitId {
		const limit = ++this.#limitCount;
		this.#limitTasks.set(limit, this.#task);
		this.#store.placeNext(this.#here("limit-set"));
		this.#store.keep({ kind: "limit-set", at: this.#now, task: this.#task, limit, seconds, when });
		return limit;
	}

	limitRescheduled(limit: LimitId, when: Seconds | null): void {
		this.#store.keep({ kind: "limit-rescheduled", at: this.#now, task: this.#limitTask(limit), limit, when });
	}

	limitExpired(limit: LimitId): void {
		this.#store.keep({ kind: "limit-expired", at: this.#now, task: this.#limitTask(limit), limit });
	}

	limitLeft(limit: LimitId, how: LimitEnd, error: unknown): void {
		const fact = { kind: "limit-left", at: this.#now, task: this.#task, limit, how } as const;
		this.#store.keep(how === "other-error" ? { ...fact, error: this.#errors.textOf(error) } : fact);
		this.#limitTasks.delete(limit);
	}

	groupEntered(): GroupId {
		const group = ++this.#groupCount;
		this.#store.placeNext(this.#here("group-entered"));
		this.#store.keep({ kind: "group-entered", at: this.#now, task: this.#task, group });
		return group;
	}

	groupBodyEnded(group: GroupId, returned: boolean, value: unknown): void {
		const ending = this.#endingOf(returned ? "returned" : "raised", value);
		this.#store.keep({ kind: "group-body-ended", at: this.#now, task: this.#task, group, ending });
	}

	groupAborted(group: GroupId, task: TaskId): void {
		this.#store.keep({ kind: "group-aborted", at: this.#now, task, group });
	}

	groupExited(group: GroupId, task: TaskId, error: unknown): void {
		const raised = error === undefined ? null : this.#errors.textOf(error);
		this.#store.keep({ kind: "group-exited", at: this.#now, task, group, error: raised });
	}

	futureMade(
		by: "gather" | "shield" | "asCompleted",
		members: Iterable<Future<unknown>>,
		made: Standing,
	): FutureId {
		const future = ++this.#futureCount;
		this.#unasked.add({ future: made, by: this.#task, id: future });
		const all = [...new Set(members)];
		const of = all.map(({ taskId }) => taskId).filter((id) => id !== NO_TASK);
		const futures = all.map(({ futureId }) => futureId).filter((id) => id !== 0);
		this.#store.placeNext(this.#here("future-made"));
		const count = all.length;
		this.#store.keep({
			kind: "future-made",
			at: this.#now,
			task: this.#task,
			future,
			by,
			of,
			futures,
			count,
		});
		return future;
	}

	futureEnded(future: FutureId, how: Settled, value: unknown): void {
		const ending = this.#endingOf(how, value);
		this.#store.keep({ kind: "future-ended", at: this.#now, task: this.#by, future, ending });
	}

	callbackQueued(callback: CallbackKind, label: string, of: TaskId): void {
		if (label === "") this.#store.callbackQueued(this.#now, this.#task, callback, of);
		else this.#store.keep({ kind: "callback-queued", at: this.#now, task: this.#task, callback, label, of });
	}

	callbackStarted(taskId: TaskId): void {
		this.#callbackTask = taskId;
		this.#store.callbackStarted(this.#now);
	}

	callbackEnded(): void {
		this.#store.keep({ kind: "callback-ended", at: this.#now, task: NO_TASK });
	}

	timersDue(timers: readonly DueTimer[]): void {
		this.#store.keep({ kind: "timers-due", at: this.#now, task: NO_TASK, timers });
	}

	resourceCreated(resource: ResourceId, { kind, name, capacity, lock }: Resource): void {
		const lockId = lock?.id ?? 0;
		this.#store.placeNext(this.#here("resource-created"));
		this.#store.keep({
			kind: "resource-created",
			at: this.#now,
			task: this.#task,
			resource,
			resourceKind: kind,
			name,
			capacity,
			lock: lockId,
		});
	}

	resourceUsed(
		resource: ResourceId,
		use: ResourceUse,
		level: number,
		task: TaskId | null,
		item: unknown,
	): void {
		this.#store.placeNext(this.#here("resource-used"));
		this.#store.used(
			this.#now,
			task ?? this.#task,
			resource,
			use,
			level,
			this.#items.number(resource, use, item),
		);
	}

	printed(text: string): void {
		this.#store.placeNext(this.#here("printed"));
		this.#store.printed(this.#now, this.#task, text);
	}

	blocked(seconds: Seconds): void {
		this.#store.placeNext(this.#here("blocked"));
		this.#store.keep({ kind: "blocked", at: this.#now, task: this.#task, seconds });
	}

	workStarted(label: string): WorkId {
		const work = ++this.#workCount;
		this.#store.placeNext(this.#here("work-started"));
		this.#store.keep({ kind: "work-started", at: this.#now, task: this.#task, work, label });
		return work;
	}

	workEnded(work: WorkId): void {
		this.#store.keep({ kind: "work-ended", at: this.#now, task: this.#task, work });
	}

	errorReported({ message, exception, future }: ExceptionContext): void {
		const error = this.#errors.textOf(exception);
		const task = future?.taskId ?? NO_TASK;
		this.#store.keep({ kind: "error-reported", at: this.#now, task, message, error });
	}

	shutdownStarted(): void {
		this.#store.keep({ kind: "shutdown-started", at: this.#now, task: NO_TASK });
	}

	loopClosing(): void {
		this.#store.keep({ kind: "loop-closed", at: this.#now, task: NO_TASK });
	}

	neverRetrieved(future: Future<unknown>): void {
		const task = future.taskId;
		const error = this.#errors.textOf(future.value);
		const which = future.futureId === NO_FUTURE ? {} : { future: future.futureId };
		this.#store.keep({ kind: "never-retrieved", at: this.#now, task, error, ...which });
	}

	loopClosed(): void {
		this.#errors.close();
		this.#tellUnasked();
		for (const { coroutine, by: task, ordinal, place } of this.#unawaited.take()) {
			this.#places.isCoroutine(this.#store.length, ordinal);
			this.#store.placeNext(place);
			this.#store.keep({ kind: "never-awaited", at: this.#now, task, label: coroutine.label });
		}
	}

	#tellUnasked(): void {
		for (const { by: task, id: future } of this.#unasked.take())
			this.#store.keep({ kind: "never-awaited", at: this.#now, task, label: "", future });
	}

	get #now(): Seconds {
		return this.#loop === null ? 0 : this.#loop.time();
	}

	/** The task that runs. */
	get #task(): TaskId {
		return running.task === null ? NO_TASK : running.task.id;
	}

	/** Who acts: the task that runs, or on whose behalf a callback does. */
	get #by(): TaskId {
		if (running.task !== null) return running.task.id;
		return running.loop === null ? NO_TASK : this.#callbackTask;
	}

	#limitTask(limit: LimitId): TaskId {
		return this.#limitTasks.get(limit) ?? NO_TASK;
	}

	#endingOf(how: Settled, value: unknown): Ending {
		if (how === "returned") return { how, value };
		if (how === "cancelled" || value instanceof CancelledError) return { how: "cancelled" };
		return { how, error: this.#errors.textOf(value) };
	}

	#here(kind: Parameters<PlaceBudget["wants"]>[0]): Place | null {
		return this.#places.wants(kind, this.#store.length) ? this.#look() : null;
	}

	/** Where the program stands, or called what runs now. */
	#look(): Place | null {
		return this.#places.look() ?? (running.task === null ? null : this.#placeCalled());
	}

	#noteCall(frame: Frame<unknown>): void {
		if (!this.#places.wantsCall(this.#store.length)) return;
		const place = this.#places.look();
		if (place !== null) this.#placesCalled.set(frame, place);
	}

	/** Where the program called what now waits deep inside of the runtime, as a task group does for its tasks. */
	#placeCalled(): Place | null {
		// Of a coroutine that is awaited twice: it has ended.
		for (let frame = running.task?.frame ?? null; frame?.state === BEGUN; frame = frame.parent) {
			const place = this.#placesCalled.get(frame);
			if (place !== undefined || frame.isSpan) return place ?? null;
		}
		return null;
	}
}

function asTold(place: Place): Place {
	return place;
}
