import {
	type Fact,
	type FactOf,
	type FutureId,
	type GroupId,
	type Names,
	NO_TASK,
	type Recording,
	type ResourceId,
	type Seconds,
	type TaskId,
	toMicroseconds,
} from "../recording/index.ts";
import { Checkpoints } from "./checkpoints.ts";
import { type IndexedKind, KindIndex } from "./kind-index.ts";
import { type Line, lineOf } from "./lines.ts";
import { Moment, type ResourceView } from "./moment.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { Group, StandIn } from "./records.ts";
import { type Reader, Replay } from "./replay.ts";
import { Rows } from "./rows.ts";
import type { Task } from "./task.ts";
import { World } from "./world.ts";

/** The reading of a run's facts: what was true when, as far as it is recorded. */
export class History {
	readonly recording: Recording;
	/** Names as they are at the end: labels of tasks, bare names of resources. */
	readonly names: Names;
	readonly #checkpoints: Checkpoints;
	readonly #rows = new Rows();
	readonly #kinds = new KindIndex();
	readonly #lines: Line[] = [];
	readonly #tasks = new Map<TaskId, Task>();
	readonly #groups = new Map<GroupId, Group>();
	readonly #futures = new Map<FutureId, StandIn>();
	/** After the last fact that was read. */
	readonly #world = new World();
	#length = 0;
	#main: TaskId = NO_TASK;
	#until: Seconds | undefined;

	/** @param until the time up to which everything stays as it is at the end of a run that goes on; default: none passes */
	constructor(recording: Recording, until?: Seconds) {
		this.recording = recording;
		this.#checkpoints = new Checkpoints(recording.facts);
		this.names = {
			task: (id) => this.label(id),
			resource: (id) => this.#world.resources.get(id)?.made.name ?? `resource ${id}`,
		};
		this.advance(until);
	}

	/** Reads the facts that have come since, of a run that goes on. `until`: as of the constructor. */
	advance(until?: Seconds): void {
		this.#until = until;
		const { facts } = this.recording;
		for (const end = facts.length; this.#length < end; this.#length += 1) {
			const fact = facts.at(this.#length);
			if (fact !== undefined) this.#read(fact, this.#length);
		}
	}

	/** How many facts were read. */
	get length(): number {
		return this.#length;
	}

	/** The first task made; {@link NO_TASK}: there is none. */
	get main(): TaskId {
		return this.#main;
	}

	/** How long the run took, in seconds: till main ended, or the run was cut off. What main leaves behind may go on. */
	get elapsed(): Seconds {
		const end = this.recording.end?.at ?? this.task(this.#main)?.endedAt ?? this.#world.now;
		return toMicroseconds(this.#until ?? end);
	}

	get outcome(): Outcome {
		return outcomeOf(this.recording.end, this.task(this.#main), this.names.task);
	}

	/** What was printed, in order. */
	get lines(): readonly Line[] {
		return this.#lines;
	}

	/** What is true after the last fact. It moves on with {@link advance}. */
	get end(): Moment {
		return new Moment(this.#length - 1, this.#world, this.#tasks);
	}

	/** What a task is called at the end. */
	label(task: TaskId): string {
		return task === NO_TASK ? "loop" : (this.#tasks.get(task)?.label ?? `Task-${task}`);
	}

	/** The same; null for {@link NO_TASK}. */
	labelOrNull(task: TaskId): string | null {
		return task === NO_TASK ? null : this.label(task);
	}

	/** The facts of a kind that is not of the frequent ones, each with its number, in order. */
	indexed<K extends IndexedKind>(kind: K): (readonly [index: number, fact: FactOf<K>])[] {
		return this.#kinds.of(kind).map((index) => [index, this.recording.facts.at(index) as FactOf<K>]);
	}

	/** All tasks that were ever made, as they are at the end, in order of creation. */
	tasks(): Iterable<Readonly<Task>> {
		return this.#tasks.values();
	}

	task(id: TaskId): Readonly<Task> | undefined {
		return this.#tasks.get(id);
	}

	/** All groups that were ever entered, as they are at the end. */
	groups(): Iterable<Readonly<Group>> {
		return this.#groups.values();
	}

	group(id: GroupId): Readonly<Group> | undefined {
		return this.#groups.get(id);
	}

	/** A future that stood for others, as it is at the end. */
	future(id: FutureId): Readonly<StandIn> | undefined {
		return this.#futures.get(id);
	}

	/** As it is at the end. */
	resource(id: ResourceId): ResourceView | undefined {
		return this.#world.resources.get(id);
	}

	/**
	 * Reads the facts once more, for `reader`. With `tasks`, only those about these, main and the loop, and those that say who holds
	 * what: the ready queue and the level of queues are not to be asked for then.
	 */
	replay(reader: Reader, tasks?: ReadonlySet<TaskId>): void {
		const replay = new Replay(this.recording.facts, reader);
		if (tasks === undefined) for (let index = 0; index < this.#length; index += 1) replay.read(index);
		else for (const index of this.#rows.of(new Set([...tasks, this.#main, NO_TASK]))) replay.read(index);
		replay.finish(this.elapsed);
	}

	/** What is true after the fact with that number; -1: before all. */
	at(index: number): Moment {
		const last = Math.min(Math.max(-1, Math.floor(index)), this.#length - 1);
		return new Moment(last, this.#checkpoints.after(last + 1), this.#tasks);
	}

	/** What is true after the last fact that happened at that time or before it. */
	atTime(seconds: Seconds): Moment {
		let low = 0;
		let high = this.#length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.recording.facts.at(middle)?.at ?? 0) <= seconds) low = middle + 1;
			else high = middle;
		}
		return this.at(low - 1);
	}

	#read(fact: Fact, index: number): void {
		const world = this.#world;
		this.#rows.add(fact, index);
		this.#kinds.add(fact, index);
		if (fact.kind === "printed") this.#lines.push(lineOf(fact, world));
		world.apply(fact);
		if (fact.kind === "task-created") {
			const task = world.task(fact.task);
			if (task === undefined || this.#tasks.has(task.id)) return;
			this.#tasks.set(task.id, task);
			if (this.#main === NO_TASK) this.#main = task.id;
		} else if (fact.kind === "group-entered") keep(this.#groups, fact.group, world.groups);
		else if (fact.kind === "future-made") keep(this.#futures, fact.future, world.futures);
	}
}

function keep<K, V>(all: Map<K, V>, id: K, from: ReadonlyMap<K, V>): void {
	const one = from.get(id);
	if (one !== undefined) all.set(id, one);
}
