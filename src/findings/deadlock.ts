import type { History } from "../history/history.ts";
import type { TaskId, Wait } from "../recording/index.ts";
import type { Finding } from "./finding.ts";
import { type Dependencies, ringIn } from "./ring.ts";
import { stuckIndex, Waits, waitingOf } from "./waiting.ts";

/** Nothing is ready and no timer is set: who waits for what, who holds it, and the ring in which they wait for each other. */
export function deadlock(history: History): Finding[] {
	if (history.outcome.kind !== "deadlock") return [];
	const tasks = [...history.end.tasks()];
	const reader = new Waits(history);
	const waits = new Map(tasks.map((task) => [task.id, reader.of(task)]));
	const needed = new Map(Array.from(waits, ([id, wait]) => [id, reader.neededBy(wait)]));
	const ring = ringIn(needed);
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
				ring.length > 0 ? wayOutOfRing(ring.flatMap((id) => waits.get(id) ?? [])) : wayOutOfWait(needed),
			waiting: waitingOf(tasks, history),
			cycle: ring.map((id) => history.label(id)),
		},
	];
}

function whoIsLeft(tasks: number): string {
	if (tasks === 0) return "no task is left, and what the loop runs for is not done";
	return tasks === 1 ? "one task waits for ever" : `${tasks} tasks wait for ever`;
}

function wayOutOfRing(ring: readonly Wait[]): string {
	const held = ring.filter(isHeld).length;
	if (ring.length === 1) {
		return held === 1
			? `a ${ring[0]?.kind} is not re-entrant: don't acquire again what you hold`
			: "a task can't wait for its own end: leave it out of what it awaits";
	}
	if (held === ring.length)
		return "let all tasks take what they need in the same order, or put a timeout around the wait";
	return held === 0
		? "tasks can't await each other in a ring: let one of them go on without the other's result"
		: "release what you hold before you await a task that needs it, or put a timeout around the wait";
}

function wayOutOfWait(needed: Dependencies): string {
	// A task that has ended is needed only for what it never gave back.
	const isOrphan = (tasks: readonly TaskId[]) => tasks.some((task) => !needed.has(task));
	return [...needed.values()].some(isOrphan)
		? "give back what you took also where you fail: lock.with(function* () { … }) does"
		: "somebody has to set, put, notify or release what they wait for; or put a timeout around the wait";
}

/** Whether it is a wait for what other tasks hold, not for the tasks themselves. */
function isHeld(wait: Wait): boolean {
	return wait.kind === "lock" || wait.kind === "semaphore";
}
