import type { Fact, FactKind } from "../recording/index.ts";

/** Kinds of which a large run has very many; nobody looks for all of one of them. */
type FrequentKind =
	| "task-created"
	| "resumed"
	| "suspended"
	| "woken"
	| "task-ended"
	| "span-started"
	| "span-ended"
	| "callback-queued"
	| "callback-started"
	| "timers-due"
	| "resource-used"
	| "printed";

/** Kinds whose facts can be found without reading all others. */
export type IndexedKind = Exclude<FactKind, FrequentKind>;

const ALL: { readonly [K in IndexedKind]: true } = {
	"task-renamed": true,
	"awaited-twice": true,
	"cancel-requested": true,
	uncancelled: true,
	"limit-set": true,
	"limit-rescheduled": true,
	"limit-expired": true,
	"limit-left": true,
	"group-entered": true,
	"group-body-ended": true,
	"group-aborted": true,
	"group-exited": true,
	"future-made": true,
	"future-ended": true,
	"callback-ended": true,
	"resource-created": true,
	blocked: true,
	"work-started": true,
	"work-ended": true,
	"clock-switched": true,
	"error-reported": true,
	"shutdown-started": true,
	"loop-closed": true,
	"never-retrieved": true,
	"never-awaited": true,
};

export const INDEXED = Object.keys(ALL) as IndexedKind[];

/** Where the facts of the rarer kinds are. */
export class KindIndex {
	readonly #indexes = new Map<FactKind, number[]>();

	add({ kind }: Fact, index: number): void {
		const known = this.#indexes.get(kind);
		if (known === undefined) this.#indexes.set(kind, [index]);
		else known.push(index);
	}

	/** Their numbers, in order. */
	of(kind: IndexedKind): readonly number[] {
		return this.#indexes.get(kind) ?? [];
	}
}
