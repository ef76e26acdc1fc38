import type { History } from "../history/history.ts";
import { sentenceNames } from "../history/names.ts";
import type { Task } from "../history/task.ts";
import { type TaskId, type Wait, waitText } from "../recording/index.ts";
import type { Waiting } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";

/** What a task waits for at the end; a task that is ready waits for its turn. Of several tasks only those that have not ended. */
export function waitOf({ id, wait }: Readonly<Task>, history: History): Wait {
	if (wait?.kind !== "tasks") return wait ?? { kind: "turn" };
	const of = wait.by === "taskGroup" ? membersOfGroup(id, history) : wait.of.filter(isLive(history));
	const futures = wait.futures.filter((future) => history.future(future)?.ending === null);
	const ended = wait.of.length - of.length + wait.futures.length - futures.length;
	// A gather counts all that it was given.
	return { ...wait, of, futures, count: wait.by === "gather" ? wait.count : wait.count - ended };
}

/** The tasks of the innermost group of a task. They can be more than when it began to wait: its tasks make others. */
function membersOfGroup(owner: TaskId, history: History): TaskId[] {
	const own = Array.from(history.end.groups()).filter(({ made }) => made.task === owner);
	return [...(own.at(-1)?.members ?? [])];
}

function isLive(history: History): (task: TaskId) => boolean {
	return (id) => history.task(id)?.state !== "ended";
}

/** The tasks on which a wait depends at the end, as far as anybody can tell: who holds what it wants, or is to end first. */
export function dependsOn(wait: Wait, history: History): readonly TaskId[] {
	switch (wait.kind) {
		case "task":
			return [wait.of];
		case "tasks":
			return [...new Set([...wait.of, ...wait.futures.flatMap((future) => membersOf(future, history))])];
		case "lock":
		case "semaphore":
			return [...(history.resource(wait.resource)?.holders.keys() ?? [])];
		default:
			return [];
	}
}

/** The tasks for which a future stands that have not ended, those of futures in it included. */
function membersOf(future: number, history: History): TaskId[] {
	const made = history.future(future)?.made;
	if (made === undefined) return [];
	const own = made.of.filter(isLive(history));
	// A future is made after those for which it stands: there is no ring.
	return [
		...own,
		...made.futures.filter((inner) => inner < future).flatMap((inner) => membersOf(inner, history)),
	];
}

/** Who waits for what, as it is at the end. */
export function waitingOf(tasks: Iterable<Readonly<Task>>, history: History): Waiting[] {
	const names = sentenceNames(history);
	return Array.from(tasks, (task) => {
		const wait = waitOf(task, history);
		const heldBy = dependsOn(wait, history).map((id) => holderLabel(id, history));
		return {
			task: task.label,
			taskId: task.id,
			for: waitText(wait, names),
			relation: heldBy.length === 0 ? null : relationOf(wait),
			heldBy,
			place: placeOf(task),
		};
	});
}

function relationOf(wait: Wait): Waiting["relation"] {
	if (wait.kind === "lock" || wait.kind === "semaphore") return "holders";
	return wait.kind === "tasks" ? "members" : null;
}

/** One that has ended, and never gave back what it holds, is told of as that. */
function holderLabel(id: TaskId, history: History): string {
	return isLive(history)(id) ? history.label(id) : `${history.label(id)} (ended)`;
}

/** The number of the fact before which the loop was stuck: what follows is told when it is given up. */
export function stuckIndex(history: History): number {
	const [closed] = history.indexed("loop-closed");
	return closed?.[0] ?? history.length;
}
