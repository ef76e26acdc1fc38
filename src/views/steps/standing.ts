// What everybody does at one moment of a run, in words: the column beside the lanes.

import { ringOf } from "../../findings/deadlock.ts";
import { Waits } from "../../findings/waiting.ts";
import type { History } from "../../history/history.ts";
import type { Moment } from "../../history/moment.ts";
import type { Ready } from "../../history/ready-queue.ts";
import type { Task, TaskState } from "../../history/task.ts";
import {
	calledIn,
	NO_TASK,
	type ResourceId,
	type Seconds,
	type TaskId,
	type Wait,
} from "../../recording/index.ts";
import { counted, duration } from "../../text/figures.ts";
import { listed, tasksListed } from "../../text/words.ts";

/** How a task stands, as it is painted. */
export type Standing = TaskState | "unborn" | "failed" | "cancelled" | "cleaning-up";

/** Who waits for whom. `holds`: for what that one holds; `ends`: for its end. */
export interface Edge {
	readonly from: TaskId;
	readonly to: TaskId;
	readonly kind: "holds" | "ends";
}

/** A timer that is set. `sleep`: its task sleeps for it. `limit`: it is that of a time limit. `wait`: it ends a wait for others. */
export interface Timer {
	readonly until: Seconds;
	readonly task: TaskId;
	readonly kind: "sleep" | "limit" | "wait";
}

/** What a task holds. */
interface Held {
	readonly resource: ResourceId;
	/** `ledger`, `2 permits of slots` */
	readonly words: string;
}

/** More holders than this are counted. */
const MOST_HOLDERS = 3;

export class Standings {
	readonly moment: Moment;
	readonly #history: History;
	readonly #waits: Waits;
	/** In the order of their turns. */
	readonly ready: readonly Ready[];
	/** By task: how many come before it. */
	readonly #places = new Map<TaskId, number>();
	/** The same of those whose timer is due. */
	readonly #timers = new Map<TaskId, number>();
	#ring: ReadonlySet<TaskId> | null = null;
	#held: ReadonlyMap<TaskId, readonly Held[]> | null = null;

	constructor(moment: Moment, history: History) {
		this.moment = moment;
		this.#history = history;
		this.#waits = new Waits(moment);
		this.ready = [...moment.ready];
		for (const [place, entry] of this.ready.entries())
			if (entry.kind === "task") this.#places.set(entry.task, place);
			else if (entry.kind === "timer") this.#timers.set(entry.task, place);
	}

	of(id: TaskId): Standing {
		const task = this.moment.task(id);
		if (task === undefined) return "unborn";
		if (task.ending !== null && task.state === "ended")
			return task.ending.how === "returned" ? "ended" : task.ending.how === "raised" ? "failed" : "cancelled";
		return isCleaningUp(task) ? "cleaning-up" : task.state;
	}

	/** What it does, what it holds, and whether it was told to stop; its place in the ready queue, unless that is to be guessed. Empty: it has not been made. */
	words(id: TaskId, hidesPlace = false): string {
		const task = this.moment.task(id);
		if (task === undefined) return "";
		const told = task.state !== "ended" && task.asked.size + Number(task.delivering !== null) > 0;
		const words = [this.#words(task, hidesPlace), ...this.#holdsWords(task)].join("; ");
		if (told) return `told to stop; ${words}`;
		return isCleaningUp(task) ? `${words}; was told to stop` : words;
	}

	/** Those who wait at a resource, or for tasks, with whom they wait for; only of `tasks`, if they are given. */
	edges(tasks: Iterable<Readonly<Task>> = this.moment.tasks()): Edge[] {
		const edges: Edge[] = [];
		for (const task of tasks) {
			if (task.state !== "blocked" && task.state !== "awaiting") continue;
			const wait = this.#waits.of(task);
			const kind = wait.kind === "lock" || wait.kind === "semaphore" ? "holds" : "ends";
			for (const to of this.#waits.neededBy(wait)) edges.push({ from: task.id, to, kind });
		}
		return edges;
	}

	/** The tasks that wait for each other in a ring. */
	get ring(): ReadonlySet<TaskId> {
		this.#ring ??= new Set(ringOf(this.#mayBeInRing(), this.#waits));
		return this.#ring;
	}

	/** Those that wait for somebody who waits for one of them: mostly nobody, which is known without a search. */
	#mayBeInRing(): Readonly<Task>[] {
		let left = [...this.moment.tasks()].filter(({ state }) => state === "blocked" || state === "awaiting");
		for (let before = left.length + 1; left.length < before; ) {
			before = left.length;
			const ids = new Set(left.map(({ id }) => id));
			// Thousands may wait for one thing that thousands hold.
			const held = new Map<ResourceId, boolean>();
			left = left.filter((task) => {
				const resource = task.wait !== null && "resource" in task.wait ? task.wait.resource : 0;
				const known = held.get(resource);
				if (known !== undefined) return known;
				const isNeeded = this.#waits.neededBy(this.#waits.of(task)).some((id) => ids.has(id));
				if (resource !== 0) held.set(resource, isNeeded);
				return isNeeded;
			});
		}
		return left;
	}

	/** Timers that are not due yet, the next first: those that tasks sleep for, and of limits that they have set. */
	timers(): Timer[] {
		const timers: Timer[] = [];
		for (const { id, state, wait, isWaiting, limits } of this.moment.tasks()) {
			if (state === "waiting" && wait?.kind === "sleep" && !this.#timers.has(id))
				timers.push({ until: wait.until, task: id, kind: "sleep" });
			if (isWaiting && wait?.kind === "tasks" && wait.deadline !== null && !this.#timers.has(id))
				timers.push({ until: wait.deadline, task: id, kind: "wait" });
			for (const { when, expired } of limits.values())
				if (!expired && when !== null && when < Number.MAX_VALUE && !this.#isDue(when))
					timers.push({ until: when, task: id, kind: "limit" });
		}
		return timers.sort((a, b) => a.until - b.until || a.task - b.task);
	}

	/** Whose timer it is: `main`, `the limit of main`. */
	timerName({ task, kind }: Timer): string {
		const name = this.#history.label(task);
		return kind === "sleep" ? name : `the ${kind} of ${name}`;
	}

	/** Whether the timer of that limit is in the ready queue: while the loop is kept it is not, be it late. */
	#isDue(when: Seconds): boolean {
		const isReady = this.ready.some((entry) => entry.kind === "callback" && entry.callback === "limit");
		return when <= this.moment.now && isReady;
	}

	/** The name of what stands in the ready queue. */
	readyName(entry: Ready): string {
		if (entry.kind !== "callback") {
			const name = this.#history.label(entry.task);
			return entry.kind === "task" ? name : `the timer of ${name}`;
		}
		// The loop's own, in which it hears of it.
		if (entry.callback === "main")
			return `end of ${entry.of === NO_TASK ? "all that was left" : this.#history.label(entry.of)}`;
		return entry.of === NO_TASK
			? `callback ${entry.label}`.trim()
			: `callback of ${this.#history.label(entry.of)}`;
	}

	#words(task: Readonly<Task>, hidesPlace: boolean): string {
		switch (task.state) {
			case "ready": {
				const place = this.#places.get(task.id);
				if (place === undefined || hidesPlace) return "ready";
				return place === 0 ? "ready: next to run" : `ready: no. ${place + 1} in line`;
			}
			case "running":
				return "runs";
			case "waiting":
				return task.wait?.kind === "sleep"
					? this.#sleepWords(task.id, task.wait.until, hidesPlace)
					: `waits for ${this.waitWords(task)}`;
			case "blocked":
				return this.#blockedWords(task);
			case "awaiting":
				return `awaits ${this.waitWords(task)}`;
			case "ended":
				return endWords(task);
			default:
				return task.state satisfies never;
		}
	}

	/** What it holds, also while it does something else, or after its end. */
	#holdsWords({ id, isWaiting, wait }: Readonly<Task>): string[] {
		this.#held ??= this.#allHeld();
		const wanted = isWaiting && wait !== null && "resource" in wait ? wait.resource : 0;
		const held = (this.#held.get(id) ?? [])
			// Of what it waits for it is said that it holds it itself.
			.filter(({ resource }) => resource !== wanted)
			.map(({ words }) => words);
		return held.length === 0 ? [] : [`holds ${listed(held)}`];
	}

	#allHeld(): Map<TaskId, Held[]> {
		const held = new Map<TaskId, Held[]>();
		for (const { id, holders, made } of this.moment.resources()) {
			const name = this.#history.names.resource(id);
			for (const [task, count] of holders) {
				const permits = count === 1 ? "a permit" : `${count} permits`;
				const words = made.resourceKind === "semaphore" ? `${permits} of ${name}` : name;
				const known = held.get(task);
				if (known === undefined) held.set(task, [{ resource: id, words }]);
				else known.push({ resource: id, words });
			}
		}
		return held;
	}

	#sleepWords(task: TaskId, until: Seconds, hidesPlace: boolean): string {
		const place = this.#timers.get(task);
		if (place !== undefined) return `its timer is due${hidesPlace ? "" : `: no. ${place + 1} in line`}`;
		if (until >= Number.MAX_VALUE) return "sleeps for ever";
		return this.moment.now > until + 1e-9
			? `due since ${duration(until)}: the loop is kept`
			: `sleeps until ${duration(until)}`;
	}

	#blockedWords(task: Readonly<Task>): string {
		const words = this.waitWords(task);
		const kind = task.wait?.kind;
		return kind === "lock" || kind === "semaphore" || kind === "get" || kind === "put"
			? `wants ${words}`
			: `waits for ${words}`;
	}

	/** What a task waits for, as things stand. */
	waitWords(task: Readonly<Task>): string {
		const wait = this.#waits.of(task);
		switch (wait.kind) {
			case "turn":
			case "sleep":
				// Of these it is said what the task does, not what it waits for.
				return "";
			case "task":
				return this.#history.label(wait.of);
			case "future":
				return wait.label === "" ? "a future" : wait.label;
			case "tasks":
				return this.#tasksWords(wait, task.wait);
			case "outside":
				return wait.label === "" ? "work outside of the loop" : wait.label;
			case "lock":
			case "semaphore":
				return this.#heldWords(task.id, wait.resource);
			case "get":
				return `an item from ${this.#history.names.resource(wait.resource)}`;
			case "put":
				return `room in ${this.#history.names.resource(wait.resource)}`;
			case "join":
				return `${this.#history.names.resource(wait.resource)} to be worked off`;
			case "event":
			case "condition":
			case "barrier":
				return this.#history.names.resource(wait.resource);
			default:
				return wait satisfies never;
		}
	}

	#tasksWords(wait: Extract<Wait, { kind: "tasks" }>, asked: Wait | null): string {
		const left = wait.of.length + wait.futures.length;
		const what =
			wait.by === "taskGroup"
				? "the tasks of its group"
				: `${calledIn(this.#history.names, wait.by)} of ${wait.count}`;
		const before = asked?.kind === "tasks" ? asked.of.length + asked.futures.length : left;
		if (left === before && left > 0) return what;
		return left === 0 ? `${what}, all have ended` : `${what}, ${left} still to end`;
	}

	#heldWords(task: TaskId, resource: number): string {
		const name = this.#history.names.resource(resource);
		const holders = [...(this.moment.resource(resource)?.holders.keys() ?? [])];
		if (holders.length === 0) return name;
		// By number, since several tasks may have one name.
		const names = holders.map((id) => (id === task ? "itself" : this.#history.label(id)));
		const who = holders.length > MOST_HOLDERS ? counted(holders.length, "task") : tasksListed(names);
		return `${name}, held by ${who}`;
	}
}

function isCleaningUp({ heard, cancelling, isWaiting }: Readonly<Task>): boolean {
	return isWaiting && heard !== null && cancelling > 0;
}

function endWords({ ending }: Readonly<Task>): string {
	if (ending === null || ending.how === "returned") return "done";
	return ending.how === "raised" ? `failed: ${ending.error.name}` : "cancelled";
}
