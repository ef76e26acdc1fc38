// An observer that writes down each call in a line, for tests that compare all of them.

import type {
	CallbackKind,
	CancelOrigin,
	DueTimer,
	FutureId,
	GroupId,
	LimitEnd,
	LimitId,
	Observer,
	ResourceId,
	ResourceUse,
	TaskId,
	WakeKind,
	WorkId,
} from "../../src/runtime/index.ts";
import { type Coroutine, currentTask, type Future, type Task } from "../../src/runtime/index.ts";
import type { ExceptionContext } from "../../src/runtime/kernel/event-loop.ts";
import type { Frame } from "../../src/runtime/kernel/frame.ts";
import type { Settled } from "../../src/runtime/kernel/future.ts";
import type { Resource } from "../../src/runtime/kernel/resource.ts";
import { running } from "../../src/runtime/kernel/running.ts";

type AnyTask = Task<unknown>;

/** Writes down what it is told: the time, the task that acts if one does, and the call. Coroutines and their spans only where asked. */
export class Told implements Observer {
	readonly lines: string[] = [];
	readonly #withSpans: boolean;
	#loop: { time(): number } | null = null;
	readonly #counts = { group: 0, limit: 0, future: 0, work: 0, span: 0 };

	constructor(options: { readonly spans?: boolean } = {}) {
		this.#withSpans = options.spans ?? false;
	}

	attach(loop: { time(): number }): void {
		this.#loop = loop;
	}

	taskCreated(task: AnyTask, group: GroupId): void {
		this.#write(`task ${task.id} created: ${task.label}${group === 0 ? "" : ` in group ${group}`}`);
	}
	taskRenamed(task: AnyTask): void {
		this.#write(`task ${task.id} renamed: ${task.label}`);
	}
	taskResumed(task: AnyTask): void {
		this.#write(`task ${task.id} resumed`);
	}
	taskWillWait(): void {
		if (currentTask() === null) this.#write("nobody will wait");
	}
	taskSuspended(task: AnyTask): void {
		this.#write(`task ${task.id} suspended: ${waitOf(task)}`);
	}
	taskWoken(task: AnyTask, kind: WakeKind): void {
		this.#write(`task ${task.id} woken: ${kind}`);
	}
	taskCancelled(task: AnyTask, message: string | null): void {
		this.#write(`task ${task.id} cancelled: ${message}`);
	}
	taskEnded(task: AnyTask, how: Settled, value: unknown): void {
		this.#write(`task ${task.id} ended: ${how} ${shown(value)}`);
	}

	coroutineCreated(coroutine: Coroutine<unknown>): void {
		if (this.#withSpans) this.#write(`coroutine created: ${coroutine.label}`);
	}
	coroutineAwaitedTwice(coroutine: Coroutine<unknown>): void {
		this.#write(`coroutine awaited twice: ${coroutine.label}`);
	}
	spanStarted(frame: Frame<unknown>): void {
		if (!frame.isSpan) return;
		frame.span = ++this.#counts.span;
		if (this.#withSpans) this.#write(`span ${frame.span} started: ${frame.label}`);
	}
	spanEnded(frame: Frame<unknown>, returned: boolean, value: unknown): void {
		if (this.#withSpans)
			this.#write(`span ${frame.span} ended: ${returned ? "returned" : "raised"} ${shown(value)}`);
	}

	cancelsFor(origin: CancelOrigin | null): void {
		this.#write(`cancels for: ${origin === null ? "who acts" : Object.values(origin).join(" ")}`);
	}
	cancelRequested(task: AnyTask, message: string | null, accepted: boolean): void {
		this.#write(
			`task ${task.id} asked to stop: ${message}${accepted ? "" : ", refused"}, ${task.cancelling()} before`,
		);
	}
	cancelTakenBack(task: AnyTask, left: number): void {
		this.#write(`task ${task.id} request taken back: ${left} left`);
	}

	limitSet(seconds: number | null, when: number | null): LimitId {
		this.#write(`limit ${++this.#counts.limit} set: ${seconds} s, at ${when}`);
		return this.#counts.limit;
	}
	limitRescheduled(limit: LimitId, when: number | null): void {
		this.#write(`limit ${limit} rescheduled: at ${when}`);
	}
	limitExpired(limit: LimitId): void {
		this.#write(`limit ${limit} expired`);
	}
	limitLeft(limit: LimitId, how: LimitEnd): void {
		this.#write(`limit ${limit} left: ${how}`);
	}

	groupEntered(): GroupId {
		this.#write(`group ${++this.#counts.group} entered`);
		return this.#counts.group;
	}
	groupBodyEnded(group: GroupId, returned: boolean, value: unknown): void {
		this.#write(`group ${group} body ended: ${returned ? "returned" : "raised"} ${shown(value)}`);
	}
	groupAborted(group: GroupId, owner: TaskId): void {
		this.#write(`group ${group} of task ${owner} aborted`);
	}
	groupExited(group: GroupId, owner: TaskId, error: unknown): void {
		this.#write(`group ${group} of task ${owner} exited: ${shown(error)}`);
	}

	futureMade(by: "gather" | "shield" | "asCompleted", members: Iterable<Future<unknown>>): FutureId {
		const all = Array.from(members, (one) =>
			one.taskId !== 0 ? `task ${one.taskId}` : `future ${one.futureId}`,
		);
		this.#write(`future ${++this.#counts.future} made: ${by} of ${all.join(", ") || "none"}`);
		return this.#counts.future;
	}
	futureEnded(future: FutureId, how: Settled, value: unknown): void {
		this.#write(`future ${future} ended: ${how} ${shown(value)}`);
	}

	callbackQueued(kind: CallbackKind, label: string, of: TaskId): void {
		this.#write(`callback queued: ${kind}${label && ` ${label}`}${of === 0 ? "" : ` of task ${of}`}`);
	}
	callbackStarted(actor: TaskId): void {
		this.#write(`callback started${actor === 0 ? "" : ` for task ${actor}`}`);
	}
	callbackEnded(): void {
		this.#write("callback ended");
	}
	timersDue(timers: readonly DueTimer[]): void {
		const all = timers.map((one) => ("task" in one ? `task ${one.task}` : `${one.callback} ${one.label}`));
		this.#write(`timers due: ${all.map((text) => text.trim()).join(", ")}`);
	}

	resourceCreated(id: ResourceId, { kind, name, lock }: Resource): void {
		this.#write(`resource ${id} created: ${kind} ${name}${lock === null ? "" : ` over ${lock.name}`}`);
	}
	resourceUsed(id: ResourceId, use: ResourceUse, level: number, task: TaskId | null, item: unknown): void {
		const whose = task === null ? "" : ` to task ${task}`;
		this.#write(`resource ${id} ${use}${whose}: ${level}${item === undefined ? "" : ` item ${shown(item)}`}`);
	}

	printed(text: string): void {
		this.#write(`printed: ${text}`);
	}
	blocked(seconds: number): void {
		this.#write(`blocked: ${seconds}`);
	}
	workStarted(label: string): WorkId {
		this.#write(`work ${++this.#counts.work} started: ${label}`);
		return this.#counts.work;
	}
	workEnded(work: WorkId): void {
		this.#write(`work ${work} ended`);
	}
	errorReported({ message, exception }: ExceptionContext): void {
		this.#write(`error reported: ${message}: ${shown(exception)}`);
	}
	shutdownStarted(): void {
		this.#write("shutdown started");
	}
	loopClosing(): void {
		this.#write("loop closing");
	}
	neverRetrieved(future: Future<unknown>): void {
		this.#write(`never retrieved: of task ${future.taskId}: ${shown(future.value)}`);
	}
	loopClosed(): void {
		this.#write("loop closed");
	}

	#write(text: string): void {
		const who = running.task === null ? "-" : running.task.id;
		this.lines.push(`${this.#loop?.time()} ${who} ${text}`);
	}
}

function waitOf(task: AnyTask): string {
	if (task.waitingFor === null) return "turn";
	const { kind, ...rest } = task.waitingFor.describeWait();
	return `${kind} ${JSON.stringify(rest).replaceAll('"', "")}`;
}

function shown(value: unknown): string {
	if (value instanceof Error) return value.message === "" ? value.name : `${value.name}: ${value.message}`;
	return typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");
}
