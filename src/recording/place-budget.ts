import type { Place } from "../runtime/observer.ts";
import type { PlacedKind } from "./fact-store.ts";
import { herePlace } from "./places.ts";

/** Which places a second, identical run is to look for. */
export interface PlacesWanted {
	/** Those of the facts with these numbers. */
	readonly facts: ReadonlySet<number>;
	/** Those where these coroutines were made, by ordinal. */
	readonly coroutines: ReadonlySet<number>;
}

/** Reading a stack takes microseconds, so a run of a million waits does not read all of them. */
const MOST_OF_A_KIND = 500;

/** Between the moment when a task's stack can be read and the fact that it waits, so many other facts may be kept. */
const FACTS_BEFORE_A_WAIT = 3;

type Budgeted = PlacedKind | "coroutine" | "call";

/** Decides for which facts a stack is read. */
export class PlaceBudget {
	readonly #wanted: PlacesWanted | null;
	/** By kind: for how many a stack is still read. */
	readonly #left: Record<Budgeted, number>;
	readonly #looks: boolean;
	/** By kind: the number of the first fact for which no stack was read, where places were asked for. */
	readonly #ranOut = new Map<Budgeted, number>();
	/** Of facts about coroutines that nobody awaited: which coroutine it is. */
	readonly #coroutines = new Map<number, number>();

	constructor(places: boolean | PlacesWanted) {
		this.#wanted = typeof places === "boolean" ? null : places;
		this.#looks = places === true;
		this.#left = budgets(this.#looks ? MOST_OF_A_KIND : 0);
	}

	/** Whether the fact that will have the number `index` is to have a place. */
	wants(kind: PlacedKind, index: number): boolean {
		return this.#wanted === null ? this.#spend(kind, index) : this.#wanted.facts.has(index);
	}

	/** The same of a wait, whose fact is soon to come. */
	wantsWait(index: number): boolean {
		if (this.#wanted === null) return this.#spend("suspended", index);
		for (let next = index; next < index + FACTS_BEFORE_A_WAIT; next += 1)
			if (this.#wanted.facts.has(next)) return true;
		return false;
	}

	/** Whether it is to be known where a coroutine was made. */
	wantsCoroutine(ordinal: number): boolean {
		return this.#wanted === null ? this.#spend("coroutine", ordinal) : this.#wanted.coroutines.has(ordinal);
	}

	/** Whether it is to be known where the program calls a coroutine of the runtime's own. `index`: the next fact's. */
	wantsCall(index: number): boolean {
		return this.#wanted === null ? this.#spend("call", index) : this.#wanted.facts.size > 0;
	}

	/** Where the program stands. */
	look(): Place | null {
		return herePlace();
	}

	/** The fact with the number `index` is about the coroutine with this ordinal. */
	isCoroutine(index: number, ordinal: number): void {
		this.#coroutines.set(index, ordinal);
	}

	/** What a second run has to look for: not what the first looked for in vain. */
	wanted(facts: readonly (readonly [index: number, kind: PlacedKind])[]): PlacesWanted {
		const left = facts.filter(([index, kind]) => this.#isLeft(index, kind)).map(([index]) => index);
		return {
			facts: new Set(left),
			coroutines: new Set(left.flatMap((index) => this.#coroutines.get(index) ?? [])),
		};
	}

	/** Whether no stack was read for a fact, or perhaps none for the call that led into the runtime there. */
	#isLeft(index: number, kind: PlacedKind): boolean {
		const ordinal = this.#coroutines.get(index);
		if (ordinal !== undefined) return ordinal >= this.#ranOutAt("coroutine");
		return index >= Math.min(this.#ranOutAt(kind), this.#ranOutAt("call"));
	}

	#ranOutAt(kind: Budgeted): number {
		if (!this.#looks) return 0;
		return this.#ranOut.get(kind) ?? Number.POSITIVE_INFINITY;
	}

	#spend(kind: Budgeted, index: number): boolean {
		const left = this.#left[kind];
		if (left === 0) return false;
		this.#left[kind] = left - 1;
		if (left === 1) this.#ranOut.set(kind, index + 1);
		return true;
	}
}

/** So many for each kind. */
function budgets(most: number): Record<Budgeted, number> {
	return {
		"task-created": most,
		suspended: most,
		"span-started": most,
		"awaited-twice": most,
		"cancel-requested": most,
		"limit-set": most,
		"group-entered": most,
		"future-made": most,
		"resource-created": most,
		"resource-used": most,
		printed: most,
		blocked: most,
		"work-started": most,
		"never-awaited": most,
		coroutine: most,
		call: most,
	};
}
