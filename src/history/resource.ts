// The state machines of locks, semaphores, events, conditions, barriers and queues.

import type { FactOf, ResourceId, TaskId, Wait } from "../recording/index.ts";

/** A wait at a resource. */
export type ResourceWait = Extract<Wait, { readonly resource: ResourceId }>;

const NOBODY: ReadonlySet<TaskId> = new Set();
const NO_HOLDERS: ReadonlyMap<TaskId, number> = new Map();

/** All that is known of a resource at one moment. */
export class Resource {
	readonly made: FactOf<"resource-created">;
	/** Permits in use, items in the queue, 1 or 0 for a lock or an event, how many are at a barrier; 0 for a condition. */
	level = 0;
	/** Of a queue: how many items were put and are not done. */
	unfinished = 0;
	/** A queue that was shut down; a barrier that is broken. */
	isClosed = false;
	/** Of a barrier: what let those at it go on the last time: one more came, or it was reset or broken. */
	openedBy: "arrived" | "reset" | "aborted" = "arrived";
	// Made when they are needed: most resources of a run with many are free most of the time.
	#holders: Map<TaskId, number> | null = null;
	#handed: Set<TaskId> | null = null;
	#lines: Map<ResourceWait["kind"], Set<TaskId>> | null = null;

	constructor(made: FactOf<"resource-created">) {
		this.made = made;
	}

	get id(): ResourceId {
		return this.made.resource;
	}

	/** Who holds a lock, or how many permits of a semaphore, who has held one longest first. */
	get holders(): ReadonlyMap<TaskId, number> {
		return this.#holders ?? NO_HOLDERS;
	}

	/** Who was handed a permit and has not run since. */
	get handed(): ReadonlySet<TaskId> {
		return this.#handed ?? NOBODY;
	}

	/** Who waits so at it, in the order of coming. */
	line(kind: ResourceWait["kind"]): ReadonlySet<TaskId> {
		return this.#lines?.get(kind) ?? NOBODY;
	}

	/** All who wait at it. */
	*waiting(): Generator<TaskId> {
		for (const line of this.#lines?.values() ?? []) yield* line;
	}

	comes(task: TaskId, kind: ResourceWait["kind"]): void {
		this.#lines ??= new Map();
		const line = this.#lines.get(kind);
		if (line === undefined) this.#lines.set(kind, new Set([task]));
		else line.add(task);
	}

	leaves(task: TaskId, kind: ResourceWait["kind"]): void {
		this.#lines?.get(kind)?.delete(task);
	}

	use(fact: FactOf<"resource-used">): void {
		switch (this.made.resourceKind) {
			case "lock":
			case "semaphore":
				this.level = fact.level;
				this.#usePermit(fact);
				return;
			case "event":
				this.level = fact.level;
				return;
			case "barrier":
				this.#useBarrier(fact);
				return;
			case "queue":
				this.#useQueue(fact);
				return;
			case "condition":
				return;
			default:
				this.made.resourceKind satisfies never;
		}
	}

	copy(): Resource {
		const copy = new Resource(this.made);
		copy.level = this.level;
		copy.unfinished = this.unfinished;
		copy.isClosed = this.isClosed;
		copy.openedBy = this.openedBy;
		copy.#holders = this.#holders && new Map(this.#holders);
		copy.#handed = this.#handed && new Set(this.#handed);
		copy.#lines = this.#lines && new Map(Array.from(this.#lines, ([kind, line]) => [kind, new Set(line)]));
		return copy;
	}

	#usePermit({ use, task }: FactOf<"resource-used">): void {
		if (use === "acquired") {
			// Who was handed a permit has it already.
			if (!this.#handed?.delete(task)) this.#hold(task);
		} else if (use === "handed") {
			this.#hold(task);
			this.#handed ??= new Set();
			this.#handed.add(task);
		} else if (use === "put-back") {
			this.#handed?.delete(task);
			this.#release(task);
		} else if (use === "released") this.#release(task);
	}

	#hold(task: TaskId): void {
		// Where there was no permit at first each is a signal of somebody: who takes it has nothing to give back.
		if (task === 0 || (this.made.resourceKind === "semaphore" && this.made.capacity === 0)) return;
		this.#holders ??= new Map();
		this.#holders.set(task, (this.#holders.get(task) ?? 0) + 1);
	}

	/** Takes one permit from `task`, or, where it holds none, from who has held one longest. */
	#release(task: TaskId): void {
		const holders = this.#holders;
		if (holders === null) return;
		const from = holders.has(task) ? task : holders.keys().next().value;
		if (from === undefined) return;
		const count = holders.get(from) ?? 1;
		if (count === 1) holders.delete(from);
		else holders.set(from, count - 1);
	}

	#useBarrier({ use, level }: FactOf<"resource-used">): void {
		if (use !== "notified") this.level = level;
		if (use === "aborted") this.isClosed = true;
		if (use === "reset") this.isClosed = false;
		if (use === "arrived" || use === "reset" || use === "aborted") this.openedBy = use;
	}

	#useQueue({ use, level }: FactOf<"resource-used">): void {
		if (use === "task-done") {
			this.unfinished = level;
			return;
		}
		// What a shutdown throws away counts as done.
		if (use === "shutdown") this.unfinished = Math.max(0, this.unfinished - (this.level - level));
		if (use === "put") this.unfinished += 1;
		if (use === "shutdown") this.isClosed = true;
		this.level = level;
	}
}
