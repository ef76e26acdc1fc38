import type { Fact, FactKind, Facts, Seconds } from "../recording/index.ts";
import type { Task } from "./task.ts";
import type { Leaving } from "./task-states.ts";
import { World } from "./world.ts";

/** Who reads a run: is told of each fact, and of each stretch in which a task stayed in one state. */
export interface Reader {
	/** The kinds of facts that `before` and `after` are called with; absent: all. */
	readonly kinds?: readonly FactKind[];
	/** The clock is about to move to `at`: what is so now has been so for a while. */
	passing?(at: Seconds, world: World): void;
	/** The world is as it was before the fact. */
	before?(fact: Fact, index: number, world: World): void;
	/**
	 * Called when the task leaves its state at `to`; it has been in it since `task.since`, and is still as it was. `fact` is the one
	 * with which it leaves the state; null: the run is over.
	 */
	leaving?(task: Readonly<Task>, to: Seconds, fact: Fact | null, world: World): void;
	/** The world is as it is after the fact. */
	after?(fact: Fact, index: number, world: World): void;
	/** There are no more facts, and all stretches were told. */
	finish?(world: World): void;
}

/** Who wants facts of one kind, before and after the world takes them in. */
interface Wanted {
	readonly before: readonly Reader[];
	readonly after: readonly Reader[];
}

/** One reading of facts by several readers, in that order, with a world of its own, if none is given. */
export class Replay {
	readonly #facts: Facts;
	readonly #readers: readonly Reader[];
	readonly #world: World;
	readonly #passing: readonly Reader[];
	readonly #leaving: Leaving | null;
	readonly #wanted = new Map<FactKind, Wanted>();
	#fact: Fact | null = null;

	constructor(facts: Facts, readers: readonly Reader[], world = new World()) {
		this.#facts = facts;
		this.#readers = readers;
		this.#world = world;
		this.#passing = readers.filter((reader) => reader.passing !== undefined);
		const leaving = readers.filter((reader) => reader.leaving !== undefined);
		this.#leaving =
			leaving.length === 0
				? null
				: (task, to) => {
						for (const reader of leaving) reader.leaving?.(task, to, this.#fact, world);
					};
	}

	read(index: number): void {
		const fact = this.#facts.at(index);
		if (fact === undefined) return;
		const world = this.#world;
		const { before, after } = this.#wantedOf(fact.kind);
		this.#fact = fact;
		if (fact.at > world.now) for (const reader of this.#passing) reader.passing?.(fact.at, world);
		for (const reader of before) reader.before?.(fact, index, world);
		world.apply(fact, this.#leaving);
		for (const reader of after) reader.after?.(fact, index, world);
	}

	/** Who has not ended stays as it is until `elapsed`. */
	finish(elapsed: Seconds): void {
		const world = this.#world;
		this.#fact = null;
		if (elapsed > world.now) for (const reader of this.#passing) reader.passing?.(elapsed, world);
		for (const task of world.tasks.live) this.#leaving?.(task, elapsed);
		for (const reader of this.#readers) reader.finish?.(world);
	}

	#wantedOf(kind: FactKind): Wanted {
		let wanted = this.#wanted.get(kind);
		if (wanted === undefined) {
			const readers = this.#readers.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));
			wanted = {
				before: readers.filter((reader) => reader.before !== undefined),
				after: readers.filter((reader) => reader.after !== undefined),
			};
			this.#wanted.set(kind, wanted);
		}
		return wanted;
	}
}
