import type { CallbackKind, DueTimer, TaskId } from "../recording/index.ts";

/** What waits in the ready queue for its turn. `timer`: that of a task, which is due. */
export type Ready =
	| { readonly kind: "task" | "timer"; readonly task: TaskId }
	| {
			readonly kind: "callback";
			readonly callback: CallbackKind;
			readonly label: string;
			/** The task whose end it is called for; 0: none. */
			readonly of: TaskId;
	  };

/** How many entries may have left the front before the others move up. */
const SLACK = 1024;

/**
 * What is ready, in the order of its turns. Whoever is taken out stood first: what stands before it in a recording that lacks facts
 * has had its turn.
 */
export class ReadyQueue {
	/** A task by its number. */
	#entries: (TaskId | Exclude<Ready, { kind: "task" }>)[] = [];
	#first = 0;
	#tasks = new Set<TaskId>();
	#timers = new Set<TaskId>();
	#callbacks = 0;

	get length(): number {
		return this.#entries.length - this.#first;
	}

	*[Symbol.iterator](): Generator<Ready> {
		for (let index = this.#first; index < this.#entries.length; index += 1) {
			const entry = this.#entries[index];
			if (entry !== undefined) yield typeof entry === "number" ? { kind: "task", task: entry } : entry;
		}
	}

	pushTask(task: TaskId): void {
		if (this.#tasks.has(task)) return;
		this.#tasks.add(task);
		this.#entries.push(task);
	}

	pushCallback(callback: CallbackKind, label: string, of: TaskId): void {
		this.#callbacks += 1;
		this.#entries.push({ kind: "callback", callback, label, of });
	}

	pushTimer(timer: DueTimer): void {
		if ("callback" in timer) this.pushCallback(timer.callback, timer.label, 0);
		else if (!this.#timers.has(timer.task)) {
			this.#timers.add(timer.task);
			this.#entries.push({ kind: "timer", task: timer.task });
		}
	}

	/** The task's turn has come, if it is in the queue. */
	takeTask(task: TaskId): void {
		while (this.#tasks.has(task)) this.#take();
	}

	/** The turn of the task's timer has come, if it is in the queue. */
	takeTimer(task: TaskId): void {
		while (this.#timers.has(task)) this.#take();
	}

	/** The turn has come of what is no task; null: a timer that was never queued, since it stood alone. */
	takeCallback(): Ready | null {
		while (this.#callbacks + this.#timers.size > 0) {
			const entry = this.#take();
			if (typeof entry === "object") return entry;
		}
		return null;
	}

	copy(): ReadyQueue {
		const copy = new ReadyQueue();
		copy.#entries = this.#entries.slice(this.#first);
		copy.#tasks = new Set(this.#tasks);
		copy.#timers = new Set(this.#timers);
		copy.#callbacks = this.#callbacks;
		return copy;
	}

	#take(): TaskId | Ready | undefined {
		const entry = this.#entries[this.#first];
		this.#first += 1;
		if (typeof entry === "number") this.#tasks.delete(entry);
		else if (entry?.kind === "callback") this.#callbacks -= 1;
		else if (entry !== undefined) this.#timers.delete(entry.task);
		if (this.#first > SLACK && this.#first * 2 > this.#entries.length) {
			this.#entries = this.#entries.slice(this.#first);
			this.#first = 0;
		}
		return entry;
	}
}
