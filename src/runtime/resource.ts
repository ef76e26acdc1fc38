import { RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event-loop.ts";
import type { ResourceId, ResourceKind, TaskId } from "./events.ts";
import { running } from "./running.ts";
import type { Task } from "./task.ts";

/** What a lock, a semaphore, an event, a condition, a barrier or a queue may be told. */
export interface ResourceOptions {
	/** What messages and lanes call it. Default: its kind and a number. */
	readonly name?: string;
}

export type ResourceUse =
	| "acquired"
	| "released"
	| "set"
	| "cleared"
	| "put"
	| "got"
	| "notified"
	| "shutdown";

/** Who holds the permits of a lock or a semaphore. A permit may be given back by somebody else than who took it. */
class Holders {
	readonly #counts = new Map<Task<unknown>, number>();
	/** Their numbers, until they change: a crowd that waits for the same holders shares them. */
	#ids: readonly TaskId[] | null = null;

	add(task: Task<unknown> | null): void {
		this.#ids = null;
		if (task !== null) this.#counts.set(task, (this.#counts.get(task) ?? 0) + 1);
	}

	/** Takes one permit from `task`, or, where it holds none, from who has held one longest. */
	remove(task: Task<unknown> | null): void {
		const from = task !== null && this.#counts.has(task) ? task : (this.#counts.keys().next().value ?? null);
		if (from === null) return;
		this.#ids = null;
		const count = this.#counts.get(from) as number;
		if (count === 1) this.#counts.delete(from);
		else this.#counts.set(from, count - 1);
	}

	has(task: Task<unknown>): boolean {
		return this.#counts.has(task);
	}

	tasks(): Iterable<Task<unknown>> {
		return this.#counts.keys();
	}

	ids(): readonly TaskId[] {
		this.#ids ??= Array.from(this.#counts.keys(), (task) => task.id);
		return this.#ids;
	}
}

/** What a lock, a semaphore, a queue, … is to who watches: its kind, its name, and the loop it belongs to. */
export class Resource {
	readonly kind: ResourceKind;
	/** Permits of a semaphore, maxsize of a queue, parties of a barrier; else 0. */
	readonly capacity: number;
	/** Who holds a lock or permits of a semaphore. */
	readonly holders = new Holders();
	readonly #givenName: string | null;
	/** The loop in which a task first waited at it. */
	#loop: EventLoop | null = null;
	/** The loop that numbered it: who watches sees it also where nobody has waited, in one loop and then in another. */
	#numberedBy: EventLoop | null = null;
	/** Its number there, 0 until it is used. */
	#id: ResourceId = 0;

	constructor(kind: ResourceKind, options: ResourceOptions, capacity = 0) {
		this.kind = kind;
		this.capacity = capacity;
		this.#givenName = options.name ?? null;
	}

	/** The name it was given, or kind and number. */
	get name(): string {
		return this.#givenName ?? `${this.kind} ${this.#id}`;
	}

	/** In a sentence: `lock "pen"`, `lock 1`. */
	get text(): string {
		return this.#givenName === null ? this.name : `${this.kind} "${this.#givenName}"`;
	}

	/** Its number within the running loop, which it is bound to from its first wait on. @throws {RuntimeError} if it is bound to another */
	bind(loop: EventLoop): ResourceId {
		if (this.#loop !== null && this.#loop !== loop)
			throw new RuntimeError(`${this.text} is bound to a different event loop`);
		this.#loop = loop;
		return this.#idIn(loop);
	}

	/** The running task gives back what a task holds, and it is told if that is not the same. */
	givenBack(): void {
		const { task, loop } = running;
		if (loop !== null && loop.trace !== null && (task === null || !this.holders.has(task))) {
			const [holder] = this.holders.tasks();
			if (holder !== undefined) loop.trace.releasedByOther(this.text, holder);
		}
		this.holders.remove(task);
	}

	/** Tells who listens what the running task did with it. */
	used(use: ResourceUse, level: number): void {
		const { loop } = running;
		if (loop === null || loop.trace === null) return;
		loop.trace.resourceUsed(this.#idIn(loop), use, level);
	}

	#idIn(loop: EventLoop): ResourceId {
		if (this.#numberedBy !== loop) {
			this.#numberedBy = loop;
			this.#id = loop.resources.push(this);
			loop.trace?.resourceCreated(this.#id, this);
		}
		return this.#id;
	}
}
