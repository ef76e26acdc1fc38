import type {
	DueTimer,
	Fact,
	FactOf,
	FutureId,
	GroupId,
	ResourceId,
	Seconds,
	TaskId,
	WorkId,
} from "../recording/index.ts";
import { changeTask } from "./change-task.ts";
import { type Ready, ReadyQueue } from "./ready-queue.ts";
import { Group, type Span, StandIn } from "./records.ts";
import { Resource } from "./resource.ts";
import type { Task } from "./task.ts";
import { isAtResource, type Leaving, Tasks } from "./task-states.ts";

/**
 * What is true at one moment of a run. Facts take it from one moment to the next. What has ended is not in it any more. Facts about
 * what it does not know, as recordings have them that lack a part, change nothing.
 */
export class World {
	/** When the last fact happened. */
	now: Seconds = 0;
	/** "wall" once the run has switched to the wall clock; null: the clock is the one that the header names. */
	clock: "wall" | null = null;
	/** Main has ended, and what is left is cancelled. */
	isShuttingDown = false;
	/** The loop was given up. */
	isClosed = false;
	/** Whose turn it is; null: nobody's that is known. */
	turn: Ready | null = null;
	tasks = new Tasks();
	ready = new ReadyQueue();
	readonly resources = new Map<ResourceId, Resource>();
	readonly groups = new Map<GroupId, Group>();
	readonly futures = new Map<FutureId, StandIn>();
	readonly works = new Map<WorkId, FactOf<"work-started">>();
	#holders = 0;

	/** Undefined: it has not been made, or has ended. */
	task(id: TaskId): Task | undefined {
		const task = this.tasks.get(id);
		return task === undefined || task.state === "ended" ? undefined : task;
	}

	/** How many things a copy has to copy. */
	get size(): number {
		const others = this.resources.size + this.groups.size + this.futures.size + this.works.size;
		return this.tasks.live.size + this.ready.length + this.#holders + others;
	}

	copy(): World {
		const copy = new World();
		copy.now = this.now;
		copy.clock = this.clock;
		copy.isShuttingDown = this.isShuttingDown;
		copy.isClosed = this.isClosed;
		copy.turn = this.turn;
		copy.tasks = this.tasks.copy();
		copy.ready = this.ready.copy();
		for (const [id, resource] of this.resources) copy.resources.set(id, resource.copy());
		for (const [id, group] of this.groups) copy.groups.set(id, group.copy());
		for (const [id, future] of this.futures) copy.futures.set(id, future.copy());
		for (const [id, work] of this.works) copy.works.set(id, work);
		copy.#holders = this.#holders;
		return copy;
	}

	/** Goes on to the moment after `fact`. */
	apply(fact: Fact, leaving: Leaving | null = null): void {
		if (fact.at > this.now) this.now = fact.at;
		switch (fact.kind) {
			case "task-created":
				this.#create(fact);
				return;
			case "resumed":
				this.#resume(fact, leaving);
				return;
			case "suspended":
				this.#suspend(fact, leaving);
				return;
			case "woken":
				this.#wake(fact, leaving);
				return;
			case "task-ended":
				this.#end(fact, leaving);
				return;
			case "task-renamed":
			case "span-started":
			case "span-ended":
			case "cancel-requested":
			case "uncancelled":
			case "limit-set":
			case "limit-rescheduled":
			case "limit-expired":
			case "limit-left": {
				const task = this.task(fact.task);
				if (task !== undefined) changeTask(task, fact);
				return;
			}
			case "group-entered":
				this.groups.set(fact.group, new Group(fact, this.#spanOf(fact.task)));
				return;
			case "group-body-ended":
			case "group-aborted":
			case "group-exited":
				this.#changeGroup(fact);
				return;
			case "future-made":
				this.futures.set(fact.future, new StandIn(fact));
				return;
			case "future-ended":
				this.#endFuture(fact);
				return;
			case "callback-queued":
				this.ready.pushCallback(fact.callback, fact.label, fact.of);
				return;
			case "callback-started":
				this.turn = this.ready.takeCallback();
				return;
			case "callback-ended":
				this.turn = null;
				return;
			case "timers-due":
				this.turn = null;
				for (const timer of fact.timers) this.#due(timer);
				return;
			case "resource-created":
				if (!this.resources.has(fact.resource)) this.resources.set(fact.resource, new Resource(fact));
				return;
			case "resource-used":
				this.#use(fact);
				return;
			case "work-started":
				this.works.set(fact.work, fact);
				return;
			case "work-ended":
				this.works.delete(fact.work);
				return;
			case "clock-switched":
				this.clock = fact.clock;
				return;
			case "shutdown-started":
				this.turn = null;
				this.isShuttingDown = true;
				return;
			case "loop-closed":
				this.turn = null;
				this.isClosed = true;
				return;
			case "awaited-twice":
			case "printed":
			case "blocked":
			case "error-reported":
			case "never-retrieved":
			case "never-awaited":
				return;
			default:
				fact satisfies never;
		}
	}

	#spanOf(task: TaskId): Span | null {
		return this.task(task)?.span ?? null;
	}

	#create(fact: FactOf<"task-created">): void {
		const task = this.tasks.create(fact, this.#spanOf(fact.by));
		if (task === null) return;
		this.#makeReady(task);
		this.groups.get(fact.group)?.members.add(task.id);
	}

	#resume({ task: id, at }: FactOf<"resumed">, leaving: Leaving | null): void {
		const task = this.task(id);
		if (task === undefined) return;
		this.ready.take(task.ticket);
		this.#leaveLine(task);
		this.tasks.resume(task, at, leaving);
		this.turn = { kind: "task", task: id };
	}

	#suspend(fact: FactOf<"suspended">, leaving: Leaving | null): void {
		const task = this.task(fact.task);
		if (task === undefined) return;
		this.turn = null;
		const { wait } = fact;
		this.tasks.suspend(task, fact, leaving);
		if (wait.kind === "turn") this.#makeReady(task);
		else if (isAtResource(wait)) this.resources.get(wait.resource)?.comes(task.id, wait.kind);
	}

	#wake({ task: id, at, cause }: FactOf<"woken">, leaving: Leaving | null): void {
		const task = this.task(id);
		if (task === undefined) return;
		if (cause.kind === "timer") this.ready.take(task.timerTicket);
		// It was the turn of its timer, and that is over.
		if (cause.kind === "timer" && task.wait?.kind === "sleep") this.turn = null;
		if (task.isWaiting) {
			this.#leaveLine(task);
			this.#makeReady(task);
		}
		this.tasks.wake(task, at, cause, leaving);
	}

	#end({ task: id, at, ending }: FactOf<"task-ended">, leaving: Leaving | null): void {
		const task = this.task(id);
		if (task === undefined) return;
		this.turn = null;
		this.#leaveLine(task);
		this.groups.get(task.made.group)?.members.delete(id);
		this.tasks.end(task, at, ending, leaving);
	}

	#makeReady(task: Task): void {
		if (!this.ready.has(task.ticket)) task.ticket = this.ready.pushTask(task.id);
	}

	#due(timer: DueTimer): void {
		const ticket = this.ready.pushTimer(timer);
		const task = "task" in timer ? this.task(timer.task) : undefined;
		if (task !== undefined) task.timerTicket = ticket;
	}

	#leaveLine({ id, isWaiting, wait }: Task): void {
		if (isWaiting && wait !== null && isAtResource(wait))
			this.resources.get(wait.resource)?.leaves(id, wait.kind);
	}

	#changeGroup(fact: FactOf<"group-body-ended"> | FactOf<"group-aborted"> | FactOf<"group-exited">): void {
		const group = this.groups.get(fact.group);
		if (group === undefined) return;
		if (fact.kind === "group-body-ended") group.bodyEnding = fact.ending;
		else if (fact.kind === "group-aborted") group.abortedAt = fact.at;
		else {
			group.exitedAt = fact.at;
			group.error = fact.error;
			this.groups.delete(fact.group);
		}
	}

	#endFuture({ future: id, ending }: FactOf<"future-ended">): void {
		const future = this.futures.get(id);
		if (future !== undefined) future.ending = ending;
		this.futures.delete(id);
	}

	#use(fact: FactOf<"resource-used">): void {
		const resource = this.resources.get(fact.resource);
		if (resource === undefined) return;
		this.#holders -= resource.holders.size;
		resource.use(fact);
		this.#holders += resource.holders.size;
	}
}
