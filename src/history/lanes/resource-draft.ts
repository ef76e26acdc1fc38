// The lane of a lock, a semaphore or a queue while it is being read from the events.

import type { ResourceId, ResourceKind, Seconds } from "../../runtime/events.ts";
import type { Level } from "../timeline.ts";

export interface ResourceFacts {
	readonly id: ResourceId;
	readonly kind: ResourceKind;
	readonly name: string;
	readonly capacity: number;
	/** Somebody had to wait for it. */
	contended: boolean;
	most: number;
}

export class ResourceDraft {
	readonly facts: ResourceFacts;
	readonly levels: Level[] = [];
	#since: Seconds = 0;
	#level = 0;
	#holder = "";

	constructor(facts: ResourceFacts) {
		this.facts = facts;
	}

	/** From `at` on the level is `level`; `holder` has it, where it is a lock that was taken. */
	change(at: Seconds, level: number, holder: string): void {
		this.close(at);
		this.#since = at;
		this.#level = level;
		this.#holder = this.facts.kind === "lock" && level > 0 ? holder : "";
	}

	close(at: Seconds): void {
		if (this.#level === 0) return;
		// A lock that was held for no time was held by somebody; a level that lasted for none is nobody's news.
		if (at <= this.#since && this.facts.kind !== "lock") return;
		const last = this.levels.at(-1);
		if (last && last.to === this.#since && last.level === this.#level && last.holder === this.#holder)
			this.levels[this.levels.length - 1] = { ...last, to: at };
		else this.levels.push({ from: this.#since, to: at, level: this.#level, holder: this.#holder });
	}
}
