// What is kept of every task, a few bytes each, so that a million of them fit.

import type { Seconds, TaskId } from "../../runtime/events.ts";
import { ALIVE, READY } from "./states.ts";

/** A wait for no timer is due never. */
export const NEVER = Number.POSITIVE_INFINITY;

export class TaskColumns {
	/** The greatest number so far. */
	last: TaskId = 0;
	readonly labels: string[] = [""];
	#capacity = 64;
	created = new Float64Array(64);
	ended = new Float64Array(64);
	/** As in `ENDS`, or {@link ALIVE}. */
	end = new Uint8Array(64);
	/** As in `STATES`. */
	state = new Uint8Array(64);
	since = new Float64Array(64);
	/** When the timer that it waits for is due, {@link NEVER} if for none. */
	due = new Float64Array(64);
	parent = new Int32Array(64);
	group = new Int32Array(64);

	add(id: TaskId, label: string, at: Seconds, parent: TaskId, group: number): void {
		while (id >= this.#capacity) this.#grow();
		this.last = Math.max(this.last, id);
		this.labels[id] = label;
		this.created[id] = at;
		this.ended[id] = NEVER;
		this.end[id] = ALIVE;
		this.state[id] = READY;
		this.since[id] = at;
		this.due[id] = NEVER;
		this.parent[id] = parent;
		this.group[id] = group;
	}

	label(id: TaskId): string {
		return this.labels[id] ?? `Task-${id}`;
	}

	#grow(): void {
		this.#capacity *= 2;
		const size = this.#capacity;
		this.created = wider(new Float64Array(size), this.created);
		this.ended = wider(new Float64Array(size), this.ended);
		this.end = wider(new Uint8Array(size), this.end);
		this.state = wider(new Uint8Array(size), this.state);
		this.since = wider(new Float64Array(size), this.since);
		this.due = wider(new Float64Array(size), this.due);
		this.parent = wider(new Int32Array(size), this.parent);
		this.group = wider(new Int32Array(size), this.group);
	}
}

function wider<A extends Float64Array | Int32Array | Uint8Array>(to: A, from: A): A {
	to.set(from);
	return to;
}
