// Who took and gave back permits of semaphores: whether somebody gave back more than it took, and how many are really held.

import type { FactOf, Place, ResourceId, Seconds, TaskId } from "../recording/index.ts";
import type { Reader } from "./replay.ts";

/** A release by who had nothing left to give back. */
export interface Surplus {
	readonly task: TaskId;
	readonly at: Seconds;
	/** The number of the fact, and where it was done. */
	readonly index: number;
	readonly place: Place | null;
	/** Where that task released before in the same moment: one of these is too much. */
	readonly before: readonly Place[];
	/** How many others hold then. */
	readonly others: number;
}

/** What tasks did with the permits of one semaphore. */
export class Permits {
	readonly made: FactOf<"resource-created">;
	readonly surplus: Surplus[] = [];
	/** The most that were held at once. */
	most = 0;
	#held = 0;
	readonly #taken = new Map<TaskId, number>();
	readonly #given = new Map<TaskId, number>();
	/** Releases of a task at one moment. */
	#recent: { readonly task: TaskId; readonly at: Seconds; readonly places: Place[] } | null = null;

	constructor(made: FactOf<"resource-created">) {
		this.made = made;
	}

	/** How many are held, as far as those count who take before they give. */
	get held(): number {
		return this.#held;
	}

	/** Whether anybody gave back more than it took, and not what others took and, since they have ended, never give back. */
	isExceeded(isEnded: (task: TaskId) => boolean): boolean {
		if (this.made.capacity === 0 || this.surplus.length === 0) return false;
		let handedOver = 0;
		for (const [task, taken] of this.#taken)
			if (isEnded(task)) handedOver += Math.max(0, taken - (this.#given.get(task) ?? 0));
		return this.surplus.length > handedOver;
	}

	use({ use, task, at, place }: FactOf<"resource-used">, index: number): void {
		if (use === "acquired") this.#take(task);
		else if (use === "released") this.#give(task, at, index, place ?? null);
	}

	#take(task: TaskId): void {
		this.#taken.set(task, (this.#taken.get(task) ?? 0) + 1);
		this.#held += 1;
		this.most = Math.max(this.most, this.#held);
	}

	#give(task: TaskId, at: Seconds, index: number, place: Place | null): void {
		const taken = this.#taken.get(task) ?? 0;
		const given = (this.#given.get(task) ?? 0) + 1;
		this.#given.set(task, given);
		const recent = this.#recent?.task === task && this.#recent.at === at ? this.#recent.places : [];
		// Who never takes gives signals, or what another has handed over.
		if (taken > 0 && given > taken) {
			const others = this.#heldByOthers(task);
			if (others > 0) this.surplus.push({ task, at, index, place, before: [...recent], others });
		} else this.#held = Math.max(0, this.#held - 1);
		this.#recent = { task, at, places: place === null ? recent : [...recent, place] };
	}

	#heldByOthers(task: TaskId): number {
		let held = 0;
		for (const [other, taken] of this.#taken)
			if (other !== task) held += Math.max(0, taken - (this.#given.get(other) ?? 0));
		return held;
	}
}

/** Follows the permits of all semaphores. */
export class AllPermits implements Reader {
	readonly kinds = ["resource-created", "resource-used"] as const;
	readonly #all = new Map<ResourceId, Permits>();

	values(): Iterable<Permits> {
		return this.#all.values();
	}

	before(fact: FactOf<"resource-created"> | FactOf<"resource-used">, index: number): void {
		if (fact.kind === "resource-used") this.#all.get(fact.resource)?.use(fact, index);
		else if (fact.resourceKind === "semaphore") this.#all.set(fact.resource, new Permits(fact));
	}
}
