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

const FREQUENT: { readonly [K in FrequentKind]: true } = {
	"task-created": true,
	resumed: true,
	suspended: true,
	woken: true,
	"task-ended": true,
	"span-started": true,
	"span-ended": true,
	"callback-queued": true,
	"callback-started": true,
	"timers-due": true,
	"resource-used": true,
	printed: true,
};

/** Where the facts of the rarer kinds are. */
export class KindIndex {
	readonly #indexes = new Map<FactKind, number[]>();

	add({ kind }: Fact, index: number): void {
		if (kind in FREQUENT) return;
		const known = this.#indexes.get(kind);
		if (known === undefined) this.#indexes.set(kind, [index]);
		else known.push(index);
	}

	/** Their numbers, in order. */
	of(kind: IndexedKind): readonly number[] {
		return this.#indexes.get(kind) ?? [];
	}
}
