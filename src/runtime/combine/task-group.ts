import { checkedAnswer, checkedBody, checkedOptions } from "../kernel/arguments.ts";
import type { Scoped } from "../kernel/awaitable.ts";
import { Coroutine } from "../kernel/coroutine.ts";
import { currentTask, getRunningLoop } from "../kernel/current.ts";
import { builtIn, builtInKind } from "../kernel/define-coroutine.ts";
import { CancelledError, RuntimeError } from "../kernel/errors.ts";
import type { EventLoop } from "../kernel/event-loop.ts";
import { ExceptionGroup } from "../kernel/exception-group.ts";
import type { Body } from "../kernel/frame.ts";
import { CANCELLED, CallbackListener, RAISED } from "../kernel/future.ts";
import { cancelFor, type Task } from "../kernel/task.ts";
import { Parking } from "../kernel/waiter.ts";
import { type GroupId, NO_GROUP } from "../observer.ts";
import { tasksWait } from "./stand-for.ts";

/** A task group, with which its body starts tasks. CPython: taskgroups.py, TaskGroup */
export class TaskGroup {
	readonly #loop: EventLoop;
	readonly #parent: Task<unknown>;
	/** @internal The observer's number for it. */
	readonly id: GroupId;
	/** @internal Those whose end it has not seen to. */
	readonly tasks = new Set<Task<unknown>>();
	readonly #errors: unknown[] = [];
	readonly #listener = new CallbackListener("group", (task) => this.#onTaskDone(task as Task<unknown>));
	/** @internal Whether its body has ended. */
	isExiting = false;
	/** @internal */
	isAborting = false;
	/** Whether the parent was cancelled by this group, to end its body. */
	#parentCancelRequested = false;
	#parking: Parking | null = null;

	/** @internal Use `taskGroup`. */
	constructor(loop: EventLoop, parent: Task<unknown>) {
		this.#loop = loop;
		this.#parent = parent;
		this.id = loop.observer?.groupEntered() ?? NO_GROUP;
	}

	/**
	 * Starts `coroutine` as a task of the group. CPython: taskgroups.py, TaskGroup.create_task
	 * @throws {RuntimeError} if the group has ended, or is shutting down; the coroutine is closed then
	 */
	createTask<T>(coroutine: Coroutine<T> | Body<T>, options: { readonly name?: string | null } = {}): Task<T> {
		checkedOptions("a task", options, 'createTask(job(), { name: "…" })');
		const refusal = this.#refusal();
		if (refusal !== null) {
			if (coroutine instanceof Coroutine) coroutine.close();
			throw new RuntimeError(refusal);
		}
		const task = this.#loop.startTask(coroutine, options.name ?? null, this.id);
		this.tasks.add(task);
		task.listen(this.#listener);
		return task;
	}

	/** @internal The body ended: waits for the tasks, then raises what is to be raised. CPython: taskgroups.py, __aexit__ */
	*exit(failed: boolean, result: unknown): Body<void> {
		const { observer } = this.#loop;
		observer?.groupBodyEnded(this.id, !failed, result);
		this.isExiting = true;
		if (failed && !this.isAborting) this.#abort();
		const cancellation = yield* this.#drain(failed && result instanceof CancelledError ? result : null);
		if (failed && !(result instanceof CancelledError)) this.#errors.push(result);
		const error = this.#errorToRaise(cancellation);
		observer?.groupExited(this.id, this.#parent.id, error);
		if (error !== undefined) throw error;
	}

	#errorToRaise(cancellation: CancelledError | null): Error | undefined {
		// Its own cancellation of the parent is taken back; if nobody else asked, there is none left to raise.
		const isOwn = this.#parentCancelRequested && this.#parent.uncancel() === 0;
		if (this.#errors.length === 0) return isOwn ? undefined : (cancellation ?? undefined);
		if (this.#parent.cancelling() > 0) {
			// Somebody outside asked the parent to stop: that is to be raised at its next await.
			this.#parent.uncancel();
			this.#cancel(this.#parent);
		}
		return new ExceptionGroup("unhandled errors in a TaskGroup", this.#errors);
	}

	*#drain(cancellation: CancelledError | null): Body<CancelledError | null> {
		let first = cancellation;
		while (this.tasks.size > 0) {
			this.#parking = new Parking(() => tasksWait("taskGroup", this.tasks));
			try {
				yield* this.#parking;
			} catch (error) {
				if (!(error instanceof CancelledError)) throw error;
				if (!this.isAborting) {
					first = error;
					this.#abort();
				}
			}
			this.#parking = null;
		}
		return first;
	}

	#refusal(): string | null {
		if (this.isExiting && this.tasks.size === 0) return "TaskGroup is finished";
		return this.isAborting ? "TaskGroup is shutting down" : null;
	}

	#abort(): void {
		this.isAborting = true;
		this.#loop.observer?.groupAborted(this.id, this.#parent.id);
		for (const task of this.tasks) if (!task.done()) this.#cancel(task);
	}

	#cancel(task: Task<unknown>): void {
		cancelFor(task, { kind: "group", group: this.id });
	}

	#onTaskDone(task: Task<unknown>): void {
		this.tasks.delete(task);
		if (this.tasks.size === 0) this.#parking?.wake("result");
		if (task.state === CANCELLED) return;
		const { state } = task;
		const error = task.exception();
		if (state !== RAISED) return;
		this.#errors.push(error);
		if (this.#parent.done()) {
			const message = `${task.getName()} has errored out but its parent task ${this.#parent.getName()} is already completed`;
			this.#loop.callExceptionHandler({ message, exception: error, future: task });
		} else if (!this.isAborting && !this.#parentCancelRequested) {
			this.#abort();
			this.#parentCancelRequested = true;
			this.#cancel(this.#parent);
		}
	}
}

const KIND = builtInKind("taskGroup");

/**
 * Runs `body` with a group, waits for all tasks of the group, and answers what the body returned. If one fails, the others and
 * the body are cancelled. CPython: taskgroups.py, TaskGroup
 * @throws {ExceptionGroup} of all errors but cancellations
 */
export function taskGroup<T>(body: Scoped<[TaskGroup], T>): Coroutine<T> {
	return builtIn(KIND, taskGroupBody(checkedBody("taskGroup", body)));
}

function* taskGroupBody<T>(body: Scoped<[TaskGroup], T>): Body<T> {
	const parent = currentTask();
	if (parent === null) throw new RuntimeError("a taskGroup is used inside of a task");
	const group = new TaskGroup(getRunningLoop(), parent);
	let result: T;
	try {
		result = yield* checkedAnswer("taskGroup", body(group));
	} catch (error) {
		yield* group.exit(true, error);
		throw error;
	}
	yield* group.exit(false, result);
	return result;
}
