// The lanes of what tasks share.

import {
	type Fact,
	type FactOf,
	NO_TASK,
	type ResourceId,
	type Seconds,
	type TaskId,
	type Wait,
} from "../../recording/index.ts";
import type { History } from "../history.ts";
import { Permits } from "../permits.ts";
import type { Reader } from "../replay.ts";
import type { Resource } from "../resource.ts";
import { isAtResource } from "../task-states.ts";
import type { Level, ResourceLane } from "../timeline.ts";
import type { World } from "../world.ts";

/** The levels of so many resources are followed, of the first ones used; few of them will be shown. */
const MOST_LEVELS = 50;
/** Of so many it is kept that somebody had to wait. */
const MOST_CONTENDED = 1000;

/** Follows the levels of the resources of a run. */
export class Levels implements Reader {
	readonly kinds = ["resource-used", "suspended", "woken"] as const;
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
		else if (fact.kind === "woken") this.#waiting(world.task(fact.task)?.wait ?? null, fact.at, world);
		else if (fact.kind === "suspended" && isAtResource(fact.wait)) {
			if (this.#contended.size < MOST_CONTENDED) this.#contended.add(fact.wait.resource);
			this.#waiting(fact.wait, fact.at, world);
		}
	}

	/** How many wait is all that there is to see of a condition. */
	#waiting(wait: Wait | null, at: Seconds, world: World): void {
		if (wait?.kind !== "condition") return;
		const resource = world.resources.get(wait.resource);
		if (resource === undefined) return;
		this.#draftOf(resource)?.change(at, resource.line("condition").size, NO_TASK);
	}

	finish(world: World): void {
		for (const draft of [...this.#drafts.values(), ...this.#held.values()])
			draft.change(Math.max(this.#history.elapsed, world.now), 0, NO_TASK);
	}

	/** Those that say something: that for which somebody had to wait, a queue always. */
	told(): ResourceId[] {
		return [...this.#drafts]
			.filter(([id, { made, isSignals, most }]) => {
				if (isSignals && most === 0) return false;
				return made.resourceKind === "queue" || this.#contended.has(id);
			})
			.map(([id]) => id);
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

	/** Undefined: there are too many. */
	#draftOf({ id, made }: Resource): LevelDraft | undefined {
		const known = this.#drafts.get(id);
		if (known !== undefined || this.#drafts.size >= MOST_LEVELS) return known;
		const draft = new LevelDraft(made);
		this.#drafts.set(id, draft);
		if (made.resourceKind === "semaphore" && made.capacity > 0) {
			this.#permits.set(id, new Permits(made));
			this.#held.set(id, new LevelDraft(made));
		}
		return draft;
	}

	#used(fact: FactOf<"resource-used">, index: number, world: World): void {
		const { resource: id, at } = fact;
		const resource = world.resources.get(id);
		if (resource === undefined) return;
		const draft = this.#draftOf(resource);
		if (draft === undefined || resource.made.resourceKind === "condition") return;
		// More may have been given back than there was at first: then none is in use.
		const level = Math.max(0, draft.isSignals ? -resource.level : resource.level);
		draft.change(at, level, holderOf(resource));
		if (fact.item !== undefined) draft.pass(fact, fact.item);
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
	readonly #queue = new Passing();

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

	get most(): number {
		return this.#most;
	}

	/** Whether it is a semaphore that begins with no permit: what is there are signals that somebody gave. */
	get isSignals(): boolean {
		return this.made.resourceKind === "semaphore" && this.made.capacity === 0;
	}

	/** An item of a queue comes or goes. */
	pass({ use, task, at }: FactOf<"resource-used">, item: number): void {
		if (use === "put") this.#queue.put({ item, task, at, times: 0, takenAt: null });
		else if (use === "got") this.#queue.got(item, at);
	}

	lane(label: (task: TaskId) => string): ResourceLane {
		const { resourceKind: kind, name, capacity } = this.made;
		const { most: overtaken } = this.#queue;
		return {
			kind: "resource",
			resource: this.isSignals ? "signals" : kind,
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
			overtaken: overtaken && {
				item: overtaken.item,
				by: overtaken.task === NO_TASK ? "the loop" : label(overtaken.task),
				at: overtaken.at,
				times: overtaken.times,
				takenAt: overtaken.takenAt,
			},
		};
	}

	#close(at: Seconds): void {
		if (this.#level === 0) return;
		// A lock that was held for no time was held by somebody, an event wakes all; a level that lasted for none is nobody's news.
		const { resourceKind: kind } = this.made;
		if (at <= this.#since && kind !== "lock" && kind !== "event") return;
		const last = this.#levels.at(-1);
		if (last && last.to === this.#since && last.level === this.#level && last.holder === this.#holder)
			this.#levels[this.#levels.length - 1] = { ...last, to: at };
		else this.#levels.push({ from: this.#since, to: at, level: this.#level, holder: this.#holder });
	}
}

interface Item {
	readonly item: number;
	readonly task: TaskId;
	readonly at: Seconds;
	times: number;
	takenAt: Seconds | null;
}

/** So many of those that an item leaves behind in a queue are noted. */
const MOST_PASSED = 100;

/** Which items of a queue left it before others that had been put before them. */
class Passing {
	/** The one that was overtaken most often; null: none was. */
	most: Item | null = null;
	/** What is in the queue, in the order of putting. */
	readonly #items = new Map<number, Item>();

	put(item: Item): void {
		this.#items.set(item.item, item);
	}

	got(item: number, at: Seconds): void {
		const taken = this.#items.get(item);
		if (taken === undefined) return;
		let left = MOST_PASSED;
		for (const one of this.#items.values()) {
			if (one === taken || left === 0) break;
			one.times += 1;
			if (one.times > (this.most?.times ?? 0)) this.most = one;
			left -= 1;
		}
		taken.takenAt = at;
		this.#items.delete(item);
	}
}
