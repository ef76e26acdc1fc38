import {
	type Fact,
	type FactOf,
	type FutureId,
	firstOf,
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
import type { Deliveries } from "./deliveries.ts";
import type { IndexedKind } from "./kind-index.ts";
import { Overview } from "./lanes/overview.ts";
import type { Line } from "./lines.ts";
import { Moment, type ResourceView } from "./moment.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { Group, StandIn } from "./records.ts";
import { Register } from "./register.ts";
import { type Reader, Replay } from "./replay.ts";
import type { Task } from "./task.ts";
import { World } from "./world.ts";

/** The reading of a run's facts: what was true when, as far as it is recorded. */
export class History {
	readonly recording: Recording;
	/** Names as they are at the end: labels of tasks, bare names of resources. */
	readonly names: Names;
	readonly #checkpoints: Checkpoints;
	readonly #register: Register;
	/** After the last fact that was read. */
	readonly #world = new World();
	/** How many facts there were when it was asked to read on. They are read when they are needed. */
	#length = 0;
	#read = 0;
	#isReading = false;
	/** What is read along, and what has been read to the end. */
	#following: Overview | null = null;
	#overview: Overview | null = null;
	#main: TaskId = NO_TASK;
	/** How many facts main was looked for in. */
	#lookedAt = 0;
	#until: Seconds | undefined;

	/** @param until the time up to which everything stays as it is at the end of a run that goes on; default: none passes */
	constructor(recording: Recording, until?: Seconds) {
		this.recording = recording;
		this.#checkpoints = new Checkpoints(recording.facts);
		this.#register = new Register(recording.facts, () => this.main);
		this.names = {
			task: (id) => this.label(id),
			resource: (id) => this.resource(id)?.made.name ?? `resource ${id}`,
			isPython: recording.header.language === "python",
		};
		this.advance(until);
	}

	/** Takes in the facts that have come since, of a run that goes on. `until`: as of the constructor. */
	advance(until?: Seconds): void {
		this.#until = until;
		this.#length = this.recording.facts.length;
		this.#overview = null;
	}

	/** Takes in facts that have come since, but no more than `most`, and reads them. Answers whether more are left. */
	readSome(most: number): boolean {
		this.#length = this.recording.facts.length;
		this.#readOn([], Math.min(this.#length, this.#read + most));
		return this.#read < this.#length;
	}

	/** Whether any of the facts have been read. */
	get hasBegun(): boolean {
		return this.#read > 0;
	}

	/** What every timeline of the run needs. */
	get overview(): Overview {
		if (this.#overview === null) {
			const overview = this.followOverview();
			this.#readAll();
			this.#finish(overview.readers);
			this.#overview = overview;
			this.#following = null;
		}
		return this.#overview;
	}

	/** Has it read from now on together with the facts. Answers it, as far as it has come. */
	followOverview(): Overview {
		if (this.#overview !== null) return this.#overview;
		if (this.#following === null) {
			const overview = new Overview(this);
			this.replayTo(this.#read, overview.readers);
			this.#following = overview;
		}
		return this.#following;
	}

	/** How many facts there are. */
	get length(): number {
		return this.#length;
	}

	/** The first task made; {@link NO_TASK}: there is none. */
	get main(): TaskId {
		for (; this.#main === NO_TASK && this.#lookedAt < this.#length; this.#lookedAt += 1) {
			const fact = this.recording.facts.at(this.#lookedAt);
			if (fact?.kind === "task-created") this.#main = fact.task;
		}
		return this.#main;
	}

	/** How many facts there are up to the end of main, that one included; 0: it has not ended. */
	get mainEnd(): number {
		return this.#known.mainEnd;
	}

	/** How long the run took, in seconds: till main ended, or the run was cut off. What main leaves behind may go on. */
	get elapsed(): Seconds {
		const known = this.#until ?? this.recording.end?.at;
		return toMicroseconds(known ?? this.task(this.main)?.endedAt ?? this.#end.now);
	}

	get outcome(): Outcome {
		return outcomeOf(this.recording.end, this.task(this.main), this.names.task);
	}

	/** What was printed, in order. */
	get lines(): readonly Line[] {
		return this.#known.lines;
	}

	/** What is true after the last fact. It moves on with {@link advance}. */
	get end(): Moment {
		return new Moment(this.#length - 1, this.#end, this.#end.tasks);
	}

	/** What a task is called at the end. */
	label(task: TaskId): string {
		return task === NO_TASK ? "loop" : (this.task(task)?.label ?? `Task-${task}`);
	}

	/** The same; null for {@link NO_TASK}. */
	labelOrNull(task: TaskId): string | null {
		return task === NO_TASK ? null : this.label(task);
	}

	/** The facts of a kind that is not of the frequent ones, each with its number, in order. */
	indexed<K extends IndexedKind>(kind: K): (readonly [index: number, fact: FactOf<K>])[] {
		return this.#known.indexes.of(kind).map((index) => [index, this.recording.facts.at(index) as FactOf<K>]);
	}

	/** What became of the cancellations that reached their tasks. */
	get deliveries(): Deliveries {
		return this.#known.deliveries;
	}

	/** The numbers of the facts with which tasks that waited for others gave that up, since their time had come. */
	get gaveUp(): readonly number[] {
		return this.#known.gaveUp;
	}

	/** All tasks that were ever made, as they are at the end, in order of creation. */
	tasks(): Iterable<Readonly<Task>> {
		return this.#end.tasks.ever;
	}

	task(id: TaskId): Readonly<Task> | undefined {
		return this.#end.tasks.get(id);
	}

	/** All groups that were ever entered, as they are at the end. */
	groups(): Iterable<Readonly<Group>> {
		return this.#known.groups.values();
	}

	group(id: GroupId): Readonly<Group> | undefined {
		return this.#known.groups.get(id);
	}

	/** A future that stood for others, as it is at the end. */
	future(id: FutureId): Readonly<StandIn> | undefined {
		return this.#known.futures.get(id);
	}

	/** As it is at the end. */
	resource(id: ResourceId): ResourceView | undefined {
		return this.#end.resources.get(id);
	}

	/**
	 * Reads the facts for one reader or several. With `tasks`, only those about these, main and the loop, and those that say who holds what: the
	 * ready queue and the level of queues are not to be asked for then.
	 */
	replay(reader: Reader | readonly Reader[], tasks?: ReadonlySet<TaskId>): void {
		const readers = "length" in reader ? reader : [reader];
		if (tasks === undefined && this.#read === 0) {
			// The first reading is its own, too: names may be asked for when it is over.
			this.#readOn(readers, this.#length);
			this.#finish(readers);
			return;
		}
		const { rows, holding } = this.#known;
		const replay = new Replay(this.recording.facts, readers);
		// Where all are asked for, the list of their facts would cost more than the facts.
		if (tasks === undefined || tasks.size >= this.#end.tasks.ever.length)
			for (let index = 0; index < this.#length; index += 1) replay.read(index);
		else {
			const all = new Set([...tasks, this.main, NO_TASK]);
			for (const index of rows.of(all, this.#length, holding)) replay.read(index);
		}
		replay.finish(this.elapsed);
	}

	/** Reads only the facts that say who holds what, for a reader without a `finish`. */
	replayHolders(reader: Reader): void {
		const replay = new Replay(this.recording.facts, [reader]);
		for (const index of this.#known.holding) replay.read(index);
	}

	/** Reads the facts before number `to` alone, for one reader or several: their `finish` is not called. */
	replayTo(to: number, readers: readonly Reader[]): void {
		const replay = new Replay(this.recording.facts, readers);
		for (let index = 0; index < Math.min(to, this.length); index += 1) replay.read(index);
	}

	/** What is true after the fact with that number; -1: before all. */
	at(index: number): Moment {
		const last = Math.min(Math.max(-1, Math.floor(index)), this.#length - 1);
		return new Moment(last, this.#checkpoints.after(last + 1), this.#end.tasks);
	}

	/** Goes through the facts from number `from` up to `to`, that not included: `read` is told of each before it is taken in. Gives what is true after them. */
	walk(from: number, to: number, read: (fact: Fact, index: number, before: Moment) => void): Moment {
		const world = this.#checkpoints.after(from);
		for (let index = from; index < Math.min(to, this.#length); index += 1) {
			const fact = this.recording.facts.at(index);
			if (fact === undefined) continue;
			read(fact, index, new Moment(index - 1, world, this.#end.tasks));
			world.apply(fact);
		}
		return new Moment(to - 1, world, this.#end.tasks);
	}

	/** The number of the fact before that one which is about the same task; -1: it is the first. */
	previousOf(index: number): number {
		return this.#known.rows.previous(index);
	}

	/** The numbers of the facts about a task, in order. */
	factsAbout(task: TaskId): Int32Array {
		return this.#known.rows.about(task, this.#length);
	}

	/** What is true after the last fact that happened at that time or before it. */
	atTime(seconds: Seconds): Moment {
		const { facts } = this.recording;
		return this.at(firstOf(this.#length, (index) => (facts.at(index)?.at ?? 0) > seconds) - 1);
	}

	/** What was kept of all facts. */
	get #known(): Register {
		this.#readAll();
		return this.#register;
	}

	/** What is true after all facts. */
	get #end(): World {
		this.#readAll();
		return this.#world;
	}

	/** A reader that asks while all facts are read is told what is known so far. */
	#readAll(): void {
		if (this.#read < this.#length && !this.#isReading) this.#readOn([], this.#length);
	}

	/** All facts were read to these. */
	#finish(readers: readonly Reader[]): void {
		new Replay(this.recording.facts, readers, this.#world).finish(this.elapsed);
	}

	#readOn(readers: readonly Reader[], to: number): void {
		const all = [...this.#register.readers, ...(this.#following?.readers ?? []), ...readers];
		const replay = new Replay(this.recording.facts, all, this.#world);
		this.#isReading = true;
		for (; this.#read < to; this.#read += 1) replay.read(this.#read);
		this.#isReading = false;
	}
}
