// Which events are about which task: four bytes an event, so that a few tasks can be read again without all the others.

import type { Events, TaskId, TraceEvent } from "../../runtime/events.ts";

const NONE = -1;

export class TaskRows {
	/** By row: the row before it that is about the same task. */
	readonly #before: Int32Array;
	/** By task: its last row. */
	readonly #last: number[] = [];

	constructor(events: number) {
		this.#before = new Int32Array(events);
	}

	add(task: TaskId, row: number): void {
		this.#before[row] = this.#last[task] ?? NONE;
		this.#last[task] = row;
	}

	/** The events about `tasks`, in the order in which they happened. */
	*eventsOf(tasks: ReadonlySet<TaskId>, events: Events): Generator<TraceEvent> {
		for (const row of this.#rowsOf(tasks)) {
			const event = events.at(row);
			if (event) yield event;
		}
	}

	#rowsOf(tasks: ReadonlySet<TaskId>): number[] {
		const rows: number[] = [];
		for (const task of tasks) {
			for (let row = this.#last[task] ?? NONE; row !== NONE; row = this.#before[row] ?? NONE) rows.push(row);
		}
		return rows.sort((a, b) => a - b);
	}
}
