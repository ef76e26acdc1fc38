// The lanes of locks, semaphores and queues.

import {
	type Fact,
	type FactOf,
	NO_TASK,
	type ResourceId,
	type Seconds,
	type TaskId,
} from "../../recording/index.ts";
import type { History } from "../history.ts";
import { Permits } from "../permits.ts";
import type { Reader } from "../replay.ts";
import type { Resource } from "../resource.ts";
import type { Level, ResourceLane } from "../timeline.ts";
import type { World } from "../world.ts";

/** The levels of so many resources are followed, of the first ones used; few of them will be shown. */
const MOST_LEVELS = 50;
/** Of so many it is kept that somebody had to wait. */
const MOST_CONTENDED = 1000;

/** Follows the levels of the resources of a run. */
export class Levels implements Reader {
	readonly kinds = ["resource-used", "suspended"] as const;
	readonly #history: History;
	readonly #drafts = new Map<ResourceId, LevelDraft>();
	/** What is held of a semaphore that is given back more often than taken is more than it says itself. */
	readonly #permits = new Map<ResourceId, Permits>();
	readonly #held = new Map<ResourceId, LevelDraft>();
	/** Somebody had to wait for them. */
	readonly #contended = new Set<ResourceId>();

	constructor(history: History) {
		this.#history = history;
	}

	after(fact: Fact, index: number, world: World): void {
		if (fact.kind === "resource-used") this.#used(fact, index, world);
		else if (fact.kind === "suspended" && "resource" in fact.wait && this.#contended.size < MOST_CONTENDED)
			this.#contended.add(fact.wait.resource);
	}

	finish(world: World): void {
		for (const draft of [...this.#drafts.values(), ...this.#held.values()])
			draft.change(Math.max(this.#history.elapsed, world.now), 0, NO_TASK);
	}

	/** Those that say something: a lock or a semaphore for which somebody had to wait, a queue always. */
	told(): ResourceId[] {
		return [...this.#drafts.keys()].filter((id) => {
			const kind = this.#drafts.get(id)?.made.resourceKind;
			return kind === "queue" || ((kind === "lock" || kind === "semaphore") && this.#contended.has(id));
		});
	}

	lanes(of: ReadonlySet<ResourceId>): ResourceLane[] {
		const label = (task: TaskId) => this.#history.label(task);
		const isEnded = (task: TaskId) => this.#history.task(task)?.state === "ended";
		return [...this.#drafts]
			.filter(([id]) => of.has(id))
			.map(([id, draft]) =>
				this.#permits.get(id)?.isExceeded(isEnded) ? (this.#held.get(id) ?? draft) : draft,
			)
			.map((draft) => draft.lane(label));
	}

	#used(fact: FactOf<"resource-used">, index: number, world: World): void {
		const { resource: id, at } = fact;
		const resource = world.resources.get(id);
		if (resource === undefined) return;
		let draft = this.#drafts.get(id);
		if (draft === undefined) {
			if (this.#drafts.size >= MOST_LEVELS) return;
			draft = new LevelDraft(resource.made);
			this.#drafts.set(id, draft);
			if (resource.made.resourceKind === "semaphore") {
				this.#permits.set(id, new Permits(resource.made));
				this.#held.set(id, new LevelDraft(resource.made));
			}
		}
		draft.change(at, resource.level, holderOf(resource));
		const permits = this.#permits.get(id);
		if (permits === undefined) return;
		permits.use(fact, index);
		this.#held.get(id)?.change(at, permits.held, NO_TASK);
	}
}

/** Who holds a lock; nobody holds the others alone. */
function holderOf({ made, holders }: Resource): TaskId {
	if (made.resourceKind !== "lock") return NO_TASK;
	const [holder = NO_TASK] = holders.keys();
	return holder;
}

class LevelDraft {
	readonly made: FactOf<"resource-created">;
	readonly #levels: (Omit<Level, "holder"> & { readonly holder: TaskId })[] = [];
	#since: Seconds = 0;
	#level = 0;
	#most = 0;
	#holder: TaskId = NO_TASK;

	constructor(made: FactOf<"resource-created">) {
		this.made = made;
	}

	/** From `at` on the level is `level`; `holder` has it, where it is a lock that was taken. */
	change(at: Seconds, level: number, holder: TaskId): void {
		this.#close(at);
		this.#since = at;
		this.#level = level;
		this.#most = Math.max(this.#most, level);
		this.#holder = holder;
	}

	lane(label: (task: TaskId) => string): ResourceLane {
		const { resourceKind: kind, name, capacity } = this.made;
		return {
			kind: "resource",
			resource: kind === "queue" || kind === "semaphore" ? kind : "lock",
			label: name,
			parent: -1,
			depth: 0,
			from: this.#levels[0]?.from ?? 0,
			to: this.#levels.at(-1)?.to ?? 0,
			decides: false,
			remark: "",
			capacity,
			most: this.#most,
			levels: this.#levels.map((one) => ({
				...one,
				holder: one.holder === NO_TASK ? "" : label(one.holder),
			})),
		};
	}

	#close(at: Seconds): void {
		if (this.#level === 0) return;
		// A lock that was held for no time was held by somebody; a level that lasted for none is nobody's news.
		if (at <= this.#since && this.made.resourceKind !== "lock") return;
		const last = this.#levels.at(-1);
		if (last && last.to === this.#since && last.level === this.#level && last.holder === this.#holder)
			this.#levels[this.#levels.length - 1] = { ...last, to: at };
		else this.#levels.push({ from: this.#since, to: at, level: this.#level, holder: this.#holder });
	}
}
