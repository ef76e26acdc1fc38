// Who used queues, events, conditions, barriers and semaphores, and how: what explains why somebody waits at them for ever.

import type { Fact, FactOf, Place, ResourceId, ResourceUse, Seconds, TaskId } from "../recording/index.ts";
import type { History } from "./history.ts";
import type { Reader } from "./replay.ts";

/** Something that was done with a resource. */
export interface Use {
	readonly task: TaskId;
	readonly at: Seconds;
	readonly place: Place | null;
	/** The number of the fact. */
	readonly index: number;
}

/** How often a task did so, and when first and last. */
export interface Tally {
	count: number;
	readonly first: Use;
	last: Use;
}

/** A notification of a condition, and whom it woke. */
export interface Notified extends Use {
	readonly woken: TaskId[];
}

/** The latest so many notifications of a condition are kept. */
const MOST_NOTIFIED = 5;

/** What was done with one resource so far. */
export class ResourceUses {
	/** By use: who did so, in the order of the first time. */
	readonly #tallies = new Map<ResourceUse, Map<TaskId, Tally>>();
	/** By task: when it took items of a queue that it has not reported done. */
	readonly #taken = new Map<TaskId, Use[]>();
	/** By task: when it took what it has not given back of a lock or a semaphore. */
	readonly #holds = new Map<TaskId, Use[]>();
	/** The last time that a use was made. */
	readonly #last = new Map<ResourceUse, Use>();
	readonly notified: Notified[] = [];

	by(use: ResourceUse): ReadonlyMap<TaskId, Tally> {
		return this.#tallies.get(use) ?? NOBODY;
	}

	last(use: ResourceUse): Use | undefined {
		return this.#last.get(use);
	}

	/** When a task first took of a lock or a semaphore what it holds still. Undefined: it holds nothing of it. */
	holdOf(task: TaskId): Use | undefined {
		return this.#holds.get(task)?.[0];
	}

	count(use: ResourceUse): number {
		let count = 0;
		for (const tally of this.by(use).values()) count += tally.count;
		return count;
	}

	/** Items of a queue that were taken and not reported done, by who took them. */
	unreported(): [TaskId, readonly Use[]][] {
		return [...this.#taken].filter(([, uses]) => uses.length > 0);
	}

	/** Whether those who give are others than those who take: its permits are signals, which nobody has to give back. */
	get isSignal(): boolean {
		const givers = this.by("released");
		const takers = this.by("acquired");
		return givers.size > 0 && [...givers.keys()].every((task) => !takers.has(task));
	}

	add(fact: FactOf<"resource-used">, index: number): void {
		const use = { task: fact.task, at: fact.at, place: fact.place ?? null, index };
		this.#tally(fact.use, use);
		this.#last.set(fact.use, use);
		if (fact.use === "got") push(this.#taken, use);
		else if (fact.use === "acquired") push(this.#holds, use);
		else if (fact.use === "released") this.#release(fact.task);
		else if (fact.use === "task-done") this.#report(fact.task);
		else if (fact.use === "notified") {
			this.notified.push({ ...use, woken: [] });
			if (this.notified.length > MOST_NOTIFIED) this.notified.shift();
		}
	}

	#tally(kind: ResourceUse, use: Use): void {
		const all = this.#tallies.get(kind) ?? new Map<TaskId, Tally>();
		this.#tallies.set(kind, all);
		const known = all.get(use.task);
		if (known === undefined) all.set(use.task, { count: 1, first: use, last: use });
		else {
			known.count += 1;
			known.last = use;
		}
	}

	/** Where a task gives back what it has not taken, that is what somebody has had longest. */
	#release(task: TaskId): void {
		const [[longest] = [task]] = this.#holds;
		const from = this.#holds.has(task) ? task : longest;
		const held = this.#holds.get(from);
		held?.pop();
		if (held?.length === 0) this.#holds.delete(from);
	}

	/** What a task reports done is what it took last; where it took nothing, what somebody has had longest. */
	#report(task: TaskId): void {
		const own = this.#taken.get(task);
		if (own !== undefined && own.length > 0) {
			own.pop();
			return;
		}
		const all = [...this.#taken.values()].filter((taken) => taken.length > 0);
		const oldest = all.sort((a, b) => (a[0]?.index ?? 0) - (b[0]?.index ?? 0))[0];
		oldest?.shift();
	}
}

function push(lists: Map<TaskId, Use[]>, use: Use): void {
	const known = lists.get(use.task);
	if (known === undefined) lists.set(use.task, [use]);
	else known.push(use);
}

const NOBODY: ReadonlyMap<TaskId, Tally> = new Map();

/** Follows what is done with resources. It needs no world. */
export class Uses implements Reader {
	readonly kinds = ["resource-used", "suspended", "woken"] as const;
	readonly #all = new Map<ResourceId, ResourceUses>();
	/** By task: the condition at which it waits. */
	readonly #waiting = new Map<TaskId, ResourceId>();

	of(resource: ResourceId): ResourceUses {
		let uses = this.#all.get(resource);
		if (uses === undefined) {
			uses = new ResourceUses();
			this.#all.set(resource, uses);
		}
		return uses;
	}

	/** Takes in the facts of a run from number `from` on. */
	readFrom(from: number, history: History): void {
		const { length, recording } = history;
		const { facts } = recording;
		if (history.indexed("resource-created").length === 0) return;
		for (let index = from; index < length; index += 1) {
			const fact = facts.at(index);
			if (fact !== undefined) this.before(fact, index);
		}
	}

	before(fact: Fact, index: number): void {
		if (fact.kind === "resource-used") this.of(fact.resource).add(fact, index);
		else if (fact.kind === "suspended") {
			if (fact.wait.kind === "condition") this.#waiting.set(fact.task, fact.wait.resource);
		} else if (fact.kind === "woken" && this.#waiting.size > 0) this.#woken(fact);
	}

	#woken({ task, cause }: FactOf<"woken">): void {
		const condition = this.#waiting.get(task);
		if (condition === undefined) return;
		this.#waiting.delete(task);
		if (cause.kind === "result") this.of(condition).notified.at(-1)?.woken.push(task);
	}
}
