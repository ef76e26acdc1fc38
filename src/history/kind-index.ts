import type { Fact, FactKind } from "../recording/index.ts";

/** The kinds whose facts can be found without reading all others. Of the rest a large run has very many, and nobody looks for all of one of them. */
export const INDEXED = [
	"task-renamed",
	"awaited-twice",
	"cancel-requested",
	"uncancelled",
	"limit-set",
	"limit-rescheduled",
	"limit-expired",
	"limit-left",
	"group-entered",
	"group-body-ended",
	"group-aborted",
	"group-exited",
	"future-made",
	"future-ended",
	"callback-ended",
	"resource-created",
	"blocked",
	"work-started",
	"work-ended",
	"clock-switched",
	"error-reported",
	"shutdown-started",
	"loop-closed",
	"never-retrieved",
	"never-awaited",
] as const satisfies readonly FactKind[];

export type IndexedKind = (typeof INDEXED)[number];

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
