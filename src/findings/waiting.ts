import type { History } from "../history/history.ts";
import type { Moment } from "../history/moment.ts";
import { sentenceNames } from "../history/names.ts";
import type { Group } from "../history/records.ts";
import type { Task } from "../history/task.ts";
import type { Uses } from "../history/uses.ts";
import { type TaskId, toMicroseconds, type Wait, waitText } from "../recording/index.ts";
import type { ChainStep, Waiting } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";

type TasksWait = Extract<Wait, { readonly kind: "tasks" }>;

/** What tasks wait for at one moment of a run, and for whom. */
export class Waits {
	readonly #moment: Moment;
	readonly #uses: Uses | null;
	/** By task: its innermost group. */
	readonly #groups = new Map<TaskId, Readonly<Group>>();

	/** @param uses what was done with semaphores: then nobody holds what others give than take */
	constructor(moment: Moment, uses: Uses | null = null) {
		this.#moment = moment;
		this.#uses = uses;
		for (const group of moment.groups()) this.#groups.set(group.made.task, group);
	}

	/** What a task waits for; one that is ready waits for its turn. Of several tasks only those that have not ended. */
	of({ id, wait }: Readonly<Task>): Wait {
		if (wait?.kind !== "tasks") return wait ?? { kind: "turn" };
		const of = wait.by === "taskGroup" ? this.#tasksOfGroup(id) : wait.of.filter((one) => this.isLive(one));
		const futures = wait.futures.filter((future) => this.#moment.future(future) !== undefined);
		const ended = wait.of.length - of.length + wait.futures.length - futures.length;
		// A gather counts all that it was given.
		return { ...wait, of, futures, count: wait.by === "gather" ? wait.count : wait.count - ended };
	}

	/** The tasks on which a wait depends, as far as anybody can tell: who holds what it wants, or is to end first. */
	neededBy(wait: Wait): readonly TaskId[] {
		switch (wait.kind) {
			case "task":
				return [wait.of];
			case "tasks":
				return this.#membersOf(wait);
			case "lock":
			case "semaphore":
				if (wait.kind === "semaphore" && this.#uses?.of(wait.resource).isSignal) return [];
				return [...(this.#moment.resource(wait.resource)?.holders.keys() ?? [])];
			default:
				return [];
		}
	}

	isLive(task: TaskId): boolean {
		return this.#moment.task(task)?.state !== "ended";
	}

	/** They can be more than when the task began to wait: they make others. */
	#tasksOfGroup(owner: TaskId): readonly TaskId[] {
		return [...(this.#groups.get(owner)?.members ?? [])];
	}

	/** The tasks that are waited for, and those for which the futures stand, at any depth. */
	#membersOf({ of, futures }: TasksWait): TaskId[] {
		const tasks = new Set(of);
		const all = new Set(futures);
		// What is added while it is gone through comes in turn.
		for (const future of all) {
			const made = this.#moment.future(future)?.made;
			for (const task of made?.of ?? []) if (this.isLive(task)) tasks.add(task);
			for (const inner of made?.futures ?? []) all.add(inner);
		}
		return [...tasks];
	}
}

/** Who waits for what, as it is at that moment; by default at the end. A holder of the same name as who waits is called `another`. */
export function waitingOf(
	tasks: Iterable<Readonly<Task>>,
	history: History,
	moment: Moment = history.end,
	uses: Uses | null = null,
): Waiting[] {
	const names = sentenceNames(history);
	const waits = new Waits(moment, uses);
	const otherThan = (task: Readonly<Task>, id: TaskId) =>
		id !== task.id && history.label(id) === task.label ? "another " : "";
	const label = (id: TaskId) => (waits.isLive(id) ? history.label(id) : `${history.label(id)} (ended)`);
	return Array.from(tasks, (task) => {
		const wait = waits.of(task);
		// One that has ended never gave back what it holds.
		const heldBy = waits.neededBy(wait).map((id) => otherThan(task, id) + label(id));
		return {
			task: task.label,
			taskId: task.id,
			for: waitText(wait, names),
			relation: heldBy.length === 0 ? null : relationOf(wait),
			heldBy,
			since: toMicroseconds(task.since),
			chain: chainOf(task),
			place: placeOf(task),
		};
	});
}

/** A body is called where its caller says, and the innermost waits where the task does. */
function chainOf(task: Readonly<Task>): ChainStep[] {
	const steps: ChainStep[] = [];
	let place = task.place;
	for (const { made, above } of task.spans()) {
		// The outermost is the task itself, by whatever name that goes.
		steps.push({ label: above === null ? task.label : made.label, place });
		place = made.place ?? null;
	}
	return steps.length > 1 ? steps : [];
}

function relationOf(wait: Wait): Waiting["relation"] {
	if (wait.kind === "lock" || wait.kind === "semaphore") return "holders";
	return wait.kind === "tasks" ? "members" : null;
}

/** The number of the fact before which the loop was stuck: what follows is told when it is given up. */
export function stuckIndex(history: History): number {
	const [closed] = history.indexed("loop-closed");
	return closed?.[0] ?? history.length;
}
