import type { ResourceId, ResourceKind, ResourceUse } from "../observer.ts";
import { checkedOptions } from "./arguments.ts";
import { RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event-loop.ts";
import { running } from "./running.ts";
import type { Task } from "./task.ts";
import { textOf } from "./value-text.ts";

/** Options of a lock, a semaphore, an event, a condition, a barrier or a queue. */
export interface ResourceOptions {
	/** What messages and lanes call it. Default: its kind and a number. */
	readonly name?: string;
}

/** The tasks that hold permits of a lock or a semaphore. A permit may be given back by another task than the one that took it. */
class Holders {
	/** How many each has, who has held one longest first. */
	readonly counts = new Map<Task<unknown>, number>();

	add(task: Task<unknown> | null): void {
		if (task !== null) this.counts.set(task, (this.counts.get(task) ?? 0) + 1);
	}

	/** Takes one permit from `task`, or, where it holds none, from who has held one longest. */
	remove(task: Task<unknown> | null): void {
		const from = task !== null && this.counts.has(task) ? task : (this.counts.keys().next().value ?? null);
		if (from === null) return;
		const count = this.counts.get(from) as number;
		if (count === 1) this.counts.delete(from);
		else this.counts.set(from, count - 1);
	}

	tasks(): Iterable<Task<unknown>> {
		return this.counts.keys();
	}
}

/** A lock, a semaphore, a queue, … as messages and the observer see it: its kind, its name, its holders, and the loop it belongs to. */
export class Resource {
	readonly kind: ResourceKind;
	/** Permits of a semaphore, maxsize of a queue, parties of a barrier; else 0. */
	readonly capacity: number;
	/** Of a condition: its lock. */
	readonly lock: Resource | null;
	/** The tasks that hold a lock, or permits of a semaphore. */
	readonly holders = new Holders();
	readonly #givenName: string | null;
	/** The loop in which a task first waited at it. */
	#loop: EventLoop | null = null;
	/** The loop that numbered it. An observer sees it also where nobody has waited, in one loop and then in another. */
	#numberedBy: EventLoop | null = null;
	/** Its number there, 0 until it is used. */
	#id: ResourceId = 0;

	constructor(kind: ResourceKind, options: ResourceOptions, capacity = 0, lock: Resource | null = null) {
		checkedOptions(kind === "event" ? "an event" : `a ${kind}`, options, '{ name: "…" }');
		this.kind = kind;
		this.capacity = capacity;
		this.lock = lock;
		this.#givenName = options.name === undefined ? null : textOf(options.name);
	}

	/** @internal Its number in the loop that numbered it; 0 until it is used. */
	get id(): ResourceId {
		return this.#id;
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

	/** Tells the observer what was done with it. `task`: who has it, where that is not who acts. `item`: what was put or got. */
	used(use: ResourceUse, level: number, task: Task<unknown> | null = null, item?: unknown): void {
		const { loop } = running;
		if (loop === null || loop.observer === null) return;
		loop.observer.resourceUsed(this.#idIn(loop), use, level, task === null ? null : task.id, item);
	}

	#idIn(loop: EventLoop): ResourceId {
		if (this.#numberedBy !== loop) {
			// The lock of a condition is numbered first, so that an observer knows it.
			if (this.lock !== null) this.lock.#idIn(loop);
			this.#numberedBy = loop;
			this.#id = loop.resources.push(this);
			loop.observer?.resourceCreated(this.#id, this);
		}
		return this.#id;
	}
}
