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

/** A number that each entry has, one more than the one pushed before it. */
export type Ticket = number;

/** The ticket of who was never in the queue. */
export const NO_TICKET: Ticket = -1;

/** How many entries may have left the front before the others move up. */
const SLACK = 1024;

/**
 * What is ready, in the order of its turns. Whoever is taken out stood first: what stands before it in a recording that lacks facts
 * has had its turn.
 */
export class ReadyQueue {
	/** A task by its number. */
	#entries: (TaskId | Exclude<Ready, { kind: "task" }>)[] = [];
	/** Where the first is among them. */
	#first = 0;
	/** Its ticket. */
	#ticket: Ticket = 0;
	/** How many are no tasks. */
	#others = 0;

	get length(): number {
		return this.#entries.length - this.#first;
	}

	*[Symbol.iterator](): Generator<Ready> {
		for (let index = this.#first; index < this.#entries.length; index += 1) {
			const entry = this.#entries[index];
			if (entry !== undefined) yield typeof entry === "number" ? { kind: "task", task: entry } : entry;
		}
	}

	/** Whether what has that ticket waits for its turn. */
	has(ticket: Ticket): boolean {
		return ticket >= this.#ticket;
	}

	pushTask(task: TaskId): Ticket {
		return this.#push(task);
	}

	pushCallback(callback: CallbackKind, label: string, of: TaskId): void {
		this.#others += 1;
		this.#push({ kind: "callback", callback, label, of });
	}

	pushTimer(timer: DueTimer): Ticket {
		this.#others += 1;
		return this.#push(
			"task" in timer
				? { kind: "timer", task: timer.task }
				: { kind: "callback", callback: timer.callback, label: timer.label, of: 0 },
		);
	}

	/** The turn of what has that ticket has come, if it is in the queue. */
	take(ticket: Ticket): void {
		while (this.has(ticket) && this.length > 0) this.#take();
	}

	/** The turn has come of what is no task; null: a timer that was never queued, since it stood alone. */
	takeCallback(): Ready | null {
		while (this.#others > 0) {
			const entry = this.#take();
			if (typeof entry === "object") return entry;
		}
		return null;
	}

	copy(): ReadyQueue {
		const copy = new ReadyQueue();
		copy.#entries = this.#entries.slice(this.#first);
		copy.#ticket = this.#ticket;
		copy.#others = this.#others;
		return copy;
	}

	#push(entry: TaskId | Exclude<Ready, { kind: "task" }>): Ticket {
		this.#entries.push(entry);
		return this.#ticket + this.length - 1;
	}

	#take(): TaskId | Ready | undefined {
		const entry = this.#entries[this.#first];
		this.#first += 1;
		this.#ticket += 1;
		if (typeof entry === "object") this.#others -= 1;
		if (this.#first > SLACK && this.#first * 2 > this.#entries.length) {
			this.#entries = this.#entries.slice(this.#first);
			this.#first = 0;
		}
		return entry;
	}
}
