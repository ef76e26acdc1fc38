// What would have to happen so that a task can go on, as far as anybody can tell: the graph in which tasks are stuck together.

import {
	type FutureId,
	RESOURCE_WAITS,
	type ResourceId,
	type Seconds,
	type TaskId,
	type Wait,
} from "../recording/index.ts";
import type { Moment, ResourceView } from "./moment.ts";
import type { Task } from "./task.ts";
import type { ResourceUses, Uses } from "./uses.ts";

/** A node of the graph: a task, a future, a wait of one kind at a resource, or anybody. A number, since there may be a million. */
export type NodeId = number;

/** Of what a node waits for, `some`: it can't go on as long as one of them can't. `every`: as long as all of them can't. */
export interface Need {
	readonly mode: "some" | "every";
	readonly of: readonly NodeId[];
	/** It waits only to be given something to do, as a worker does between two jobs. */
	readonly isIdle: boolean;
	/**
	 * Since when nobody is left who could bring it. Who could is known, and has ended: in vain, if one of them did not return. Null:
	 * somebody is left, or it is in good order that nobody is.
	 */
	readonly lostAt: Seconds | null;
}

type ResourceWait = Extract<Wait, { readonly resource: ResourceId }>;
type TasksWait = Extract<Wait, { readonly kind: "tasks" }>;

/** Any task that has not ended: where main has, nobody else can bring what nobody has brought yet. */
export const ANYBODY: NodeId = -1;

// What a node is stands in its last four bits: a task, a future, or which of RESOURCE_WAITS. Its number stands before them.
const BITS = 4;
const MASK = (1 << BITS) - 1;
const TASK = RESOURCE_WAITS.length;
const FUTURE = TASK + 1;

export function taskNode(task: TaskId): NodeId {
	return (task << BITS) | TASK;
}

function futureNode(future: FutureId): NodeId {
	return (future << BITS) | FUTURE;
}

function resourceNode({ resource, kind }: ResourceWait): NodeId {
	return (resource << BITS) | RESOURCE_WAITS.indexOf(kind);
}

export function isTask(node: NodeId): boolean {
	return node !== ANYBODY && (node & MASK) === TASK;
}

/** Whether it is a wait at a resource. */
export function isAtResource(node: NodeId): boolean {
	return node !== ANYBODY && (node & MASK) < TASK;
}

/** The task of a node; undefined: it is none. */
export function taskOf(node: NodeId): TaskId | undefined {
	return isTask(node) ? node >> BITS : undefined;
}

/** Answers what nodes need at one moment. */
export class Needs {
	readonly #moment: Moment;
	readonly #uses: Uses;
	readonly #isMainGone: boolean;
	/** By task: its innermost group. Made when it is needed. */
	#members: Map<TaskId, ReadonlySet<TaskId>> | null = null;

	/** @param isMainGone whether main has ended, so that the tasks that are left are alone */
	constructor(moment: Moment, uses: Uses, isMainGone: boolean) {
		this.#isMainGone = isMainGone;
		this.#moment = moment;
		this.#uses = uses;
	}

	/** Null: it can go on by itself, or nobody can tell what it needs. */
	of(node: NodeId): Need | null {
		if (node === ANYBODY) return this.#ofAnybody();
		const [id, what] = [node >> BITS, node & MASK];
		if (what === TASK) return this.#ofTask(this.live(id));
		if (what === FUTURE) return this.#ofFuture(id);
		return this.#ofResource(id, RESOURCE_WAITS[what] ?? "lock");
	}

	/** The task, if it has not ended. */
	live(id: TaskId): Readonly<Task> | undefined {
		const task = this.#moment.task(id);
		return task === undefined || task.state === "ended" ? undefined : task;
	}

	#ofTask(task: Readonly<Task> | undefined): Need | null {
		if (task === undefined || !task.isWaiting || task.wait === null) return null;
		const { wait } = task;
		switch (wait.kind) {
			case "task":
				return this.live(wait.of) === undefined ? null : some([taskNode(wait.of)]);
			case "tasks":
				return this.#ofTasks(task.id, wait);
			case "lock":
			case "semaphore":
			case "event":
			case "condition":
			case "barrier":
			case "get":
			case "put":
			case "join":
				return some([resourceNode(wait)]);
			case "turn":
			case "sleep":
			case "future":
			case "outside":
				return null;
			default:
				return wait satisfies never;
		}
	}

	#ofTasks(owner: TaskId, wait: TasksWait): Need | null {
		const of = wait.by === "taskGroup" ? this.#membersOf(owner) : wait.of;
		const tasks = [...of].filter((id) => this.live(id) !== undefined);
		const futures = wait.futures.filter((id) => this.#moment.future(id) !== undefined);
		const left = [...tasks.map(taskNode), ...futures.map(futureNode)];
		// Of bare futures among them nothing is known: they may come.
		const isFirst = wait.until === "first";
		const hasMore = wait.by !== "taskGroup" && wait.of.length + wait.futures.length < wait.count;
		if (left.length === 0 || (isFirst && (hasMore || left.length < wait.of.length + wait.futures.length)))
			return null;
		return isFirst ? every(left) : some(left);
	}

	#ofFuture(id: FutureId): Need | null {
		const made = this.#moment.future(id)?.made;
		if (made === undefined) return null;
		const tasks = made.of.filter((task) => this.live(task) !== undefined).map(taskNode);
		const futures = made.futures.filter((one) => this.#moment.future(one) !== undefined);
		return some([...tasks, ...futures.map(futureNode)]);
	}

	/** The tasks of the innermost group of `owner` that is open. */
	#membersOf(owner: TaskId): Iterable<TaskId> {
		if (this.#members === null) {
			this.#members = new Map();
			for (const { made, members } of this.#moment.groups()) this.#members.set(made.task, members);
		}
		return this.#members.get(owner) ?? [];
	}

	#ofResource(id: ResourceId, kind: ResourceWait["kind"]): Need | null {
		const resource = this.#moment.resource(id);
		if (resource === undefined) return null;
		const uses = this.#uses.of(id);
		switch (kind) {
			case "lock":
				return this.#held([...resource.holders.keys()]);
			case "semaphore":
				if (resource.made.capacity === 0 || uses.isSignal) return this.#fed([...uses.by("released").keys()]);
				return this.#held([...resource.holders.keys()]);
			case "event":
				return resource.level > 0 ? null : this.#fed([...uses.by("set").keys()]);
			case "condition":
				return this.#fed([...uses.by("notified").keys()]);
			case "barrier":
				return this.#parties(resource, uses);
			case "get":
				return resource.isClosed || resource.level > 0 ? null : this.#fed([...uses.by("put").keys()]);
			case "put":
				return resource.isClosed || resource.level < resource.made.capacity
					? null
					: this.#known([...uses.by("got").keys()], false);
			case "join":
				return this.#joined(resource, uses);
			default:
				return kind satisfies never;
		}
	}

	/** Until all who hold it are stuck, one may give it back. */
	#held(holders: readonly TaskId[]): Need | null {
		return holders.length === 0 ? null : this.#known(holders, false);
	}

	#fed(feeders: readonly TaskId[]): Need | null {
		return this.#known(feeders, true);
	}

	/** As long as one can go on that one may bring it; one that has set itself a time limit will. */
	#ofAnybody(): Need | null {
		const tasks = [...this.#moment.tasks()];
		if (tasks.some(({ limits }) => limits.size > 0)) return null;
		return { ...every(tasks.map(({ id }) => taskNode(id))), isIdle: true };
	}

	/** Where nobody is known who could bring it, anybody may. */
	#known(tasks: readonly TaskId[], isIdle: boolean): Need | null {
		if (tasks.length === 0 && this.#isMainGone) return { ...every([ANYBODY]), isIdle };
		if (tasks.length === 0 || tasks.includes(0)) return null;
		const live = tasks.filter((task) => this.live(task) !== undefined);
		const isLost = tasks.some((task) => this.#moment.task(task)?.ending?.how !== "returned");
		if (live.length === 0 && isIdle && !isLost) return { mode: "every", of: [], isIdle: true, lostAt: null };
		const lostAt = live.length === 0 ? Math.max(...this.#endsOf(tasks)) : null;
		return { mode: "every", of: live.map(taskNode), isIdle, lostAt };
	}

	/** When those of the tasks that have ended did. */
	#endsOf(tasks: readonly TaskId[]): Seconds[] {
		return tasks.flatMap((task) => this.#moment.task(task)?.endedAt ?? []);
	}

	/** Who is missing is known where as many tasks have used it as it takes. */
	#parties({ made: { capacity }, level, isClosed }: ResourceView, uses: ResourceUses): Need | null {
		const arrived = [...uses.by("arrived").keys()];
		if (isClosed || arrived.length !== capacity) return null;
		const left = uses.by("left");
		const isThere = (task: TaskId) =>
			(uses.by("arrived").get(task)?.count ?? 0) > (left.get(task)?.count ?? 0);
		const missing = arrived.filter((task) => !isThere(task));
		if (missing.length === 0 || level === 0) return null;
		const live = missing.filter((task) => this.live(task) !== undefined);
		// One that has ended does not come any more.
		if (live.length < missing.length) return lost(Math.min(...this.#endsOf(missing)));
		return some(live.map(taskNode));
	}

	/** Whoever took an item may report it done, whoever has taken some may take what is left. */
	#joined({ level, unfinished }: ResourceView, uses: ResourceUses): Need | null {
		if (unfinished === 0) return null;
		const takers = uses.unreported().map(([task]) => task);
		const dead = takers.filter((task) => this.live(task) === undefined);
		if (dead.length > 0) return lost(Math.min(...this.#endsOf(dead)));
		if (takers.length > 0) return some(takers.map(taskNode));
		return level > 0 ? this.#known([...uses.by("got").keys()], false) : null;
	}
}

function some(of: readonly NodeId[]): Need {
	return { mode: "some", of, isIdle: false, lostAt: null };
}

function every(of: readonly NodeId[]): Need {
	return { mode: "every", of, isIdle: false, lostAt: null };
}

/** Nobody can bring it any more. */
function lost(at: Seconds): Need {
	return { mode: "every", of: [], isIdle: false, lostAt: at };
}
