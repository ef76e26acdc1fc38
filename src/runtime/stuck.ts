import { dependsOn, describeWait, type Names, secondsText } from "./describe-wait.ts";
import { DeadlockError, LivelockError } from "./errors.ts";
import type { EventLoop } from "./event-loop.ts";
import { type Diagnosis, NO_TASK, type Place, type TaskId, type Wait, type Waiting } from "./events.ts";
import type { Task } from "./task.ts";

/** More than this many tasks are counted, not named, in a message; the diagnosis has them all. */
const MOST_NAMED = 20;

/** The error for a loop in which nothing is ready and no timer is set. */
export function deadlock(loop: EventLoop): DeadlockError {
	const tasks = loop.tasks();
	const waiting = waitingOf(loop, tasks);
	const ring = findRing(tasks);
	const text = `${whoIsLeft(tasks.length)}: nothing is ready, and no timer is set`;
	const diagnosis = {
		...stuck(loop),
		kind: "deadlock",
		text,
		wayOut: ring.length > 0 ? wayOutOfRing(ring) : wayOutOfWait(tasks),
		waiting,
		cycle: ring.map((task) => task.label),
	} as const;
	loop.trace?.diagnosed(diagnosis, NO_TASK);
	return new DeadlockError(diagnosis, stuckText(diagnosis));
}

/** The error for a loop whose clock stands still. `busy` are the tasks that were ready in its last turns. */
export function livelock(loop: EventLoop, busy: readonly Task<unknown>[], turns: number): LivelockError {
	const who = named(busy.map((task) => task.label)) || "callbacks";
	const keep = busy.length === 1 ? "keeps" : "keep";
	const text = `${turns} turns, and the clock stands still: ${who} ${keep} the loop busy`;
	const wayOut =
		"wait for what is to come, with an Event, a Queue or a sleep, instead of looking again and again";
	const waiting = waitingOf(loop, busy);
	const diagnosis = { ...stuck(loop), kind: "livelock", text, wayOut, waiting, cycle: [] } as const;
	loop.trace?.diagnosed(diagnosis, NO_TASK);
	return new LivelockError(diagnosis, stuckText(diagnosis));
}

function stuck(loop: EventLoop): Pick<Diagnosis, "task" | "at" | "place"> {
	return { task: null, at: loop.time(), place: null };
}

function whoIsLeft(tasks: number): string {
	if (tasks === 0) return "no task is left, and what the loop runs for is not done";
	return tasks === 1 ? "one task waits for ever" : `${tasks} tasks wait for ever`;
}

function named(labels: readonly string[]): string {
	const shown = labels.slice(0, MOST_NAMED).join(", ");
	return labels.length > MOST_NAMED ? `${shown} and ${labels.length - MOST_NAMED} more` : shown;
}

function wayOutOfRing(ring: readonly Task<unknown>[]): string {
	const waits = ring.map(waitOf);
	const held = waits.filter(isHeld).length;
	if (ring.length === 1) {
		return held === 1
			? `a ${waits[0]?.kind} is not re-entrant: don't acquire again what you hold`
			: "a task can't wait for its own end: leave it out of what it awaits";
	}
	if (held === ring.length)
		return "let all tasks take what they need in the same order, or put a timeout around the wait";
	return held === 0
		? "tasks can't await each other in a ring: let one of them go on without the other's result"
		: "release what you hold before you await a task that needs it, or put a timeout around the wait";
}

function wayOutOfWait(tasks: readonly Task<unknown>[]): string {
	const alive = new Set(tasks.map((task) => task.id));
	const isOrphan = (task: Task<unknown>) => {
		const wait = waitOf(task);
		return isHeld(wait) && dependsOn(wait).some((holder) => !alive.has(holder));
	};
	return tasks.some(isOrphan)
		? "give back what you took also where you fail: lock.with(function* () { … }) does"
		: "somebody has to set, put, notify or release what they wait for; or put a timeout around the wait";
}

/** Whether it is a wait for what other tasks hold, not for the tasks themselves. */
function isHeld(wait: Wait): boolean {
	return wait.kind === "lock" || wait.kind === "semaphore";
}

/** Everybody whom a wait may name: tasks that are not done, and ended ones that never gave back what they hold. */
function namesOf(loop: EventLoop): Names {
	const labels = new Map<TaskId, string>();
	for (const resource of loop.resources) {
		for (const holder of resource.holders.tasks()) labels.set(holder.id, `${holder.label} (ended)`);
	}
	for (const task of loop.tasks()) labels.set(task.id, task.label);
	return {
		task: (id) => labels.get(id) ?? `task ${id}`,
		resource: (id) => loop.resources[id - 1]?.text ?? `resource ${id}`,
	};
}

function waitOf(task: Task<unknown>): Wait {
	return task.waitingFor?.describeWait() ?? { kind: "turn" };
}

function waitingOf(loop: EventLoop, tasks: readonly Task<unknown>[]): Waiting[] {
	const names = namesOf(loop);
	return tasks.map((task) => {
		const wait = waitOf(task);
		return {
			task: task.label,
			taskId: task.id,
			for: describeWait(wait, names),
			heldBy: dependsOn(wait).map(names.task),
			at: loop.trace?.placeOf(task.id) ?? null,
		};
	});
}

/** The first ring of tasks that wait for each other, in order of creation of its first; empty if there is none. */
function findRing(tasks: readonly Task<unknown>[]): Task<unknown>[] {
	const byId = new Map(tasks.map((task) => [task.id, task]));
	const done = new Set<TaskId>();
	for (const task of tasks) {
		const ring = ringFrom(task.id, byId, done);
		if (ring !== null) return ring.map((id) => byId.get(id) as Task<unknown>);
	}
	return [];
}

/** A walk in depth that keeps its own path, since a chain of waits can be longer than the stack is deep. */
function ringFrom(
	start: TaskId,
	byId: ReadonlyMap<TaskId, Task<unknown>>,
	done: Set<TaskId>,
): TaskId[] | null {
	const path: { id: TaskId; next: Iterator<TaskId> }[] = [];
	const onPath = new Set<TaskId>();
	const enter = (id: TaskId) => {
		const task = byId.get(id);
		if (task === undefined || done.has(id)) return;
		onPath.add(id);
		path.push({ id, next: dependsOn(waitOf(task))[Symbol.iterator]() });
	};
	enter(start);
	for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
		const { done: exhausted, value: id } = top.next.next();
		if (exhausted === true) {
			done.add(top.id);
			onPath.delete(top.id);
			path.pop();
		} else if (onPath.has(id)) {
			return path.slice(path.findIndex((step) => step.id === id)).map((step) => step.id);
		} else enter(id);
	}
	return null;
}

/** A deadlock or a livelock in words: what the error says. */
export function stuckText({ kind, at, text, wayOut, waiting = [], cycle = [] }: Diagnosis): string {
	const lines = [`${kind} at ${secondsText(at)} s: ${text}`];
	for (const one of waiting.slice(0, MOST_NAMED)) lines.push(`  ${waitingText(one)}`);
	if (waiting.length > MOST_NAMED) lines.push(`  … and ${waiting.length - MOST_NAMED} more`);
	if (cycle.length > 0) lines.push(`  cycle: ${[...cycle, cycle[0]].join(" → ")}`);
	lines.push(`  way out: ${wayOut}`);
	return lines.join("\n");
}

/** `bob waits for lock "pen", held by alice (table.ts:14)`, `main waits for gather of 3: bob, carol (table.ts:20)` */
function waitingText({ task, for: what, heldBy, at }: Waiting): string {
	const holders = named(heldBy.map((holder) => (holder === task ? `${holder} itself` : holder)));
	const who = holders === "" || what.startsWith("task ") ? "" : `${joint(what)}${holders}`;
	return `${task} waits for ${what}${who}${placeText(at)}`;
}

function joint(what: string): string {
	return /^(lock|semaphore) /.test(what) ? ", held by " : ": ";
}

function placeText(place: Place | null): string {
	return place === null ? "" : ` (${place.file.slice(place.file.lastIndexOf("/") + 1)}:${place.line})`;
}
