import type { History } from "../history/history.ts";
import type { Task } from "../history/task.ts";
import { Uses } from "../history/uses.ts";
import type { Seconds, TaskId, Wait } from "../recording/index.ts";
import { toMicroseconds } from "../recording/index.ts";
import { Explainer, type Explanation, textsOf } from "./explain.ts";
import type { Finding } from "./finding.ts";
import { ringIn } from "./ring.ts";
import { stuckIndex, Waits, waitingOf } from "./waiting.ts";

/** Nothing is ready and no timer is set: who waits for what, who holds it, why nobody brings it, and the ring in which they wait for each other. */
export function deadlock(history: History): Finding[] {
	if (history.outcome.kind !== "deadlock") return [];
	const { end } = history;
	const tasks = [...end.tasks()];
	const uses = new Uses();
	uses.readFrom(0, history);
	const reader = new Waits(end, uses);
	const waits = new Map(tasks.map((task) => [task.id, reader.of(task)]));
	const ring = ringOf(tasks, reader);
	const explained = new Explainer(history, end, uses).of(tasks);
	const since = ringSince(ring, history);
	return [
		{
			kind: "deadlock",
			index: stuckIndex(history),
			task: null,
			at: history.elapsed,
			place: null,
			source: null,
			text: `${whoIsLeft(tasks.length)}: nothing is ready, and no timer is set`,
			wayOut:
				ring.length > 0 ? wayOutOfRing(ring.flatMap((id) => waits.get(id) ?? [])) : wayOutOfWaits(explained),
			details: textsOf(explained),
			...(since === null ? {} : { since }),
			waiting: waitingOf(tasks, history, end, uses),
			cycle: ring.map((id) => history.label(id)),
		},
	];
}

/** The first ring among `tasks`, of which only `members` count. Whoever holds one permit of several can be helped by who holds another. */
export function ringOf(
	tasks: readonly Readonly<Task>[],
	waits: Waits,
	members: ReadonlySet<TaskId> | null = null,
): TaskId[] {
	const needed = tasks.map((task): [TaskId, readonly TaskId[]] => {
		const of = waits.neededBy(waits.of(task));
		const others = of.filter((id) => id !== task.id && (members?.has(id) ?? true));
		return [
			task.id,
			task.wait?.kind === "semaphore" && others.length > 0
				? others
				: of.filter((id) => members?.has(id) ?? true),
		];
	});
	return ringIn(new Map(needed));
}

/** Since when the ring is closed; null: there is none. */
function ringSince(ring: readonly TaskId[], history: History): Seconds | null {
	if (ring.length === 0) return null;
	return toMicroseconds(Math.max(...ring.map((id) => history.task(id)?.since ?? 0)));
}

function whoIsLeft(tasks: number): string {
	if (tasks === 0) return "no task is left, and what the loop runs for is not done";
	return tasks === 1 ? "one task waits for ever" : `${tasks} tasks wait for ever`;
}

/** @param ring what each of it waits for */
export function wayOutOfRing(ring: readonly Wait[]): string {
	const held = ring.filter(isHeld).length;
	if (ring.length === 1) {
		return held === 1
			? `a ${ring[0]?.kind} is not re-entrant: don't acquire again what you hold`
			: "a task can't wait for its own end: leave it out of what it awaits";
	}
	const [first] = ring;
	if (
		first?.kind === "semaphore" &&
		ring.every((one) => one.kind === "semaphore" && one.resource === first.resource)
	)
		return "give back the permit that you hold before you wait for another, or have as many as are needed at once";
	if (held === ring.length)
		return "let all tasks take what they need in the same order, or put a timeout around the wait";
	return held === 0
		? "tasks can't await each other in a ring: let one of them go on without the other's result"
		: "release what you hold before you await a task that needs it, or put a timeout around the wait";
}

/** What would have helped with the likeliest of the causes. */
export function wayOutOfWaits([likeliest]: readonly Explanation[]): string {
	return likeliest?.wayOut ?? "somebody has to set what they wait for; or put a timeout around the wait";
}

/** Whether it is a wait for what other tasks hold, not for the tasks themselves. */
function isHeld(wait: Wait): boolean {
	return wait.kind === "lock" || wait.kind === "semaphore";
}
