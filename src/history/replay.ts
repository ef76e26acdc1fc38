import type { Fact, FactKind, Facts, Seconds } from "../recording/index.ts";
import type { Task } from "./task.ts";
import type { Leaving } from "./tasks.ts";
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
	 * The task, still as it was, stays no longer in the state that it has been in since `task.since`, but until `to`. `fact`: with which
	 * it leaves it; null: the run is over.
	 */
	leaving?(task: Readonly<Task>, to: Seconds, fact: Fact | null, world: World): void;
	/** The world is as it is after the fact. */
	after?(fact: Fact, index: number, world: World): void;
	/** There are no more facts, and all stretches were told. */
	finish?(world: World): void;
}

/** One reading of facts by one reader, with a world of its own, if none is given. */
export class Replay {
	readonly #facts: Facts;
	readonly #reader: Reader;
	readonly #world: World;
	readonly #leaving: Leaving | null;
	#fact: Fact | null = null;

	constructor(facts: Facts, reader: Reader, world = new World()) {
		this.#facts = facts;
		this.#reader = reader;
		this.#world = world;
		this.#leaving =
			reader.leaving === undefined ? null : (task, to) => reader.leaving?.(task, to, this.#fact, this.#world);
	}

	read(index: number): void {
		const fact = this.#facts.at(index);
		if (fact === undefined) return;
		this.#fact = fact;
		if (fact.at > this.#world.now) this.#reader.passing?.(fact.at, this.#world);
		this.#reader.before?.(fact, index, this.#world);
		this.#world.apply(fact, this.#leaving);
		this.#reader.after?.(fact, index, this.#world);
	}

	/** Who has not ended stays as it is until `elapsed`. */
	finish(elapsed: Seconds): void {
		this.#fact = null;
		if (elapsed > this.#world.now) this.#reader.passing?.(elapsed, this.#world);
		for (const task of this.#world.tasks.live.values()) this.#leaving?.(task, elapsed);
		this.#reader.finish?.(this.#world);
	}
}

/** Several readers of one reading, in that order. */
export function together(readers: readonly Reader[]): Reader {
	const passing = readers.filter((reader) => reader.passing !== undefined);
	const leaving = readers.filter((reader) => reader.leaving !== undefined);
	const before = new ByKind(readers.filter((reader) => reader.before !== undefined));
	const after = new ByKind(readers.filter((reader) => reader.after !== undefined));
	return {
		passing: (at, world) => {
			for (const reader of passing) reader.passing?.(at, world);
		},
		before: (fact, index, world) => {
			for (const reader of before.of(fact.kind)) reader.before?.(fact, index, world);
		},
		...(leaving.length > 0 && {
			leaving: (task, to, fact, world) => {
				for (const reader of leaving) reader.leaving?.(task, to, fact, world);
			},
		}),
		after: (fact, index, world) => {
			for (const reader of after.of(fact.kind)) reader.after?.(fact, index, world);
		},
		finish: (world) => {
			for (const reader of readers) reader.finish?.(world);
		},
	};
}

/** Which of several readers want facts of a kind. */
class ByKind {
	readonly #readers: readonly Reader[];
	readonly #wanted = new Map<FactKind, readonly Reader[]>();

	constructor(readers: readonly Reader[]) {
		this.#readers = readers;
	}

	of(kind: FactKind): readonly Reader[] {
		let wanted = this.#wanted.get(kind);
		if (wanted === undefined) {
			wanted = this.#readers.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));
			this.#wanted.set(kind, wanted);
		}
		return wanted;
	}
}
