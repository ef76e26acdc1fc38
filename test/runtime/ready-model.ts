// The ready queue as an observer knows it.

import type {
	CallbackKind,
	DueTimer,
	EventLoop,
	GroupId,
	TaskId,
	WakeKind,
} from "../../src/runtime/index.ts";
import { Future, Task } from "../../src/runtime/index.ts";
import { PENDING } from "../../src/runtime/kernel/future.ts";
import { Told } from "./observed.ts";

type AnyTask = Task<unknown>;

/**
 * Keeps a ready queue by what it is told, and compares it with the loop's own whenever the loop has taken something out.
 * An entry is `task 3`, `timer 3` of a task that sleeps, or `callback`.
 */
export class ReadyModel extends Told {
	/** Where the two differed. */
	readonly differences: string[] = [];
	/** How often they were compared. */
	comparisons = 0;
	/** The longest queue met. */
	longest = 0;
	readonly #queue: string[] = [];
	#loop: EventLoop | null = null;

	override attach(loop: { time(): number }): void {
		super.attach(loop);
		this.#loop = loop as EventLoop;
	}

	override taskCreated(task: AnyTask, group: GroupId): void {
		super.taskCreated(task, group);
		this.#compare();
		this.#queue.push(`task ${task.id}`);
	}

	override taskResumed(task: AnyTask): void {
		super.taskResumed(task);
		this.#take(`task ${task.id}`);
		this.#compare();
	}

	override taskSuspended(task: AnyTask): void {
		super.taskSuspended(task);
		this.#compare();
		if (task.waitingFor === null) this.#queue.push(`task ${task.id}`);
	}

	override taskWoken(task: AnyTask, kind: WakeKind): void {
		super.taskWoken(task, kind);
		if (kind === "timer" && this.#queue.includes(`timer ${task.id}`)) this.#take(`timer ${task.id}`);
		this.#compare();
		this.#queue.push(`task ${task.id}`);
	}

	override taskCancelled(task: AnyTask, message: string | null): void {
		super.taskCancelled(task, message);
		if (this.#queue.includes(`task ${task.id}`)) return;
		this.#compare();
		this.#queue.push(`task ${task.id}`);
	}

	override callbackQueued(kind: CallbackKind, label: string, of: TaskId): void {
		super.callbackQueued(kind, label, of);
		this.#queue.push("callback");
	}

	override callbackStarted(actor: TaskId): void {
		super.callbackStarted(actor);
		const first = this.#queue.shift();
		if (first === undefined || first.startsWith("task")) this.#differs(`a callback started, not ${first}`);
		this.#compare();
	}

	override timersDue(timers: readonly DueTimer[]): void {
		super.timersDue(timers);
		for (const timer of timers) this.#queue.push("task" in timer ? `timer ${timer.task}` : "callback");
		this.#compare();
	}

	override loopClosing(): void {
		super.loopClosing();
		this.#compare();
	}

	#take(entry: string): void {
		const first = this.#queue.shift();
		if (first !== entry) this.#differs(`${entry} was taken out, not ${first}`);
	}

	#compare(): void {
		this.comparisons += 1;
		this.longest = Math.max(this.longest, this.#queue.length);
		const actual = Array.from(this.#loop?.ready ?? [], entryOf).join(", ");
		const expected = this.#queue.join(", ");
		if (actual !== expected) this.#differs(`the loop has ${actual}; told was ${expected}`);
	}

	#differs(text: string): void {
		this.differences.push(`after "${this.lines.at(-1)}": ${text}`);
	}
}

function entryOf(runnable: object): string {
	if (runnable instanceof Future)
		return runnable instanceof Task && runnable.state === PENDING ? `task ${runnable.id}` : "callback";
	// The turn in which a task is thrown the error of what it yielded.
	if (runnable.constructor.name === "Refused") return `task ${(runnable as { task: AnyTask }).task.id}`;
	if (!("dueTimer" in runnable)) return "callback";
	const timer = (runnable as { dueTimer(): DueTimer }).dueTimer();
	return "task" in timer ? `timer ${timer.task}` : "callback";
}
