import type { FutureId, GroupId, ResourceId, Seconds, TaskId, WorkId } from "../recording/index.ts";
import type { Ready } from "./ready-queue.ts";
import type { Group, StandIn } from "./records.ts";
import type { Resource } from "./resource.ts";
import type { Task } from "./task.ts";
import type { Tasks } from "./task-states.ts";
import type { World } from "./world.ts";

/** A resource to be looked at. */
export type ResourceView = Readonly<Omit<Resource, "comes" | "leaves" | "use" | "copy">>;

/** What was true after one fact of a run, to be looked at. */
export class Moment {
	/** The number of that fact; -1: before all. */
	readonly index: number;
	readonly #world: World;
	readonly #everMade: Tasks;

	constructor(index: number, world: World, everMade: Tasks) {
		this.index = index;
		this.#world = world;
		this.#everMade = everMade;
	}

	/** When that fact happened. */
	get now(): Seconds {
		return this.#world.now;
	}

	get isShuttingDown(): boolean {
		return this.#world.isShuttingDown;
	}

	/** Whether the loop was given up. */
	get isClosed(): boolean {
		return this.#world.isClosed;
	}

	/** Whose turn it is; null: nobody's that is known. */
	get turn(): Ready | null {
		return this.#world.turn;
	}

	/** What waits in the ready queue, the first first. */
	get ready(): Iterable<Ready> {
		return this.#world.ready;
	}

	/** The tasks that have not ended, in order of creation. */
	tasks(): Iterable<Readonly<Task>> {
		return this.#world.tasks.live;
	}

	/** Undefined: it has not been made. */
	task(id: TaskId): Readonly<Task> | undefined {
		const live = this.#world.task(id);
		if (live !== undefined) return live;
		// What had been made by then and is gone has ended.
		return id <= this.#world.tasks.newest ? this.#everMade.get(id) : undefined;
	}

	resources(): Iterable<ResourceView> {
		return this.#world.resources.values();
	}

	resource(id: ResourceId): ResourceView | undefined {
		return this.#world.resources.get(id);
	}

	/** The groups that are open, in the order in which they were entered. */
	groups(): Iterable<Readonly<Group>> {
		return this.#world.groups.values();
	}

	get groupCount(): number {
		return this.#world.groups.size;
	}

	group(id: GroupId): Readonly<Group> | undefined {
		return this.#world.groups.get(id);
	}

	/** The futures that stand for others and are not done. */
	futures(): Iterable<Readonly<StandIn>> {
		return this.#world.futures.values();
	}

	future(id: FutureId): Readonly<StandIn> | undefined {
		return this.#world.futures.get(id);
	}

	/** The label of work outside of the loop that goes on. */
	work(id: WorkId): string | undefined {
		return this.#world.works.get(id)?.label;
	}
}
