// What the history says of a run, held to what the loop itself has.

import { type Ready, stateOf, type Task as ToldTask, World } from "../../src/history/index.ts";
import type { TaskId, Wait } from "../../src/recording/index.ts";
import { Trace } from "../../src/recording/trace.ts";
import { type EventLoop, Future, Task } from "../../src/runtime/index.ts";
import { PENDING } from "../../src/runtime/kernel/future.ts";
import type { Resource } from "../../src/runtime/kernel/resource.ts";
import { ListedWaiter } from "../../src/runtime/kernel/wait-list.ts";
import type { DueTimer } from "../../src/runtime/observer.ts";

type AnyTask = Task<unknown>;

/** A trace that reads its own facts as they come, and compares them with the loop at the start of each turn. */
export class HeldTrace extends Trace {
	readonly world = new World();
	/** Where the two differ: after how many facts, and how. No more than a few are kept. */
	readonly contradictions: string[] = [];
	/** How often they were compared. */
	turns = 0;
	#read = 0;
	#loop: EventLoop | null = null;

	override attach(loop: { time(): number }): void {
		super.attach(loop);
		this.#loop = loop as EventLoop;
	}

	override taskResumed(task: AnyTask): void {
		super.taskResumed(task);
		this.#compare(task);
	}

	override callbackStarted(actor: TaskId): void {
		super.callbackStarted(actor);
		this.#compare(null);
	}

	override loopClosing(): void {
		this.#compare(null);
		super.loopClosing();
	}

	#compare(running: AnyTask | null): void {
		for (; this.#read < this.facts.length; this.#read += 1) {
			const fact = this.facts.at(this.#read);
			if (fact !== undefined) this.world.apply(fact);
		}
		this.turns += 1;
		if (this.#loop === null || this.contradictions.length >= 5) return;
		for (const text of contradictions(this.#loop, this.world, running))
			this.contradictions.push(`after ${this.#read} facts: ${text}`);
	}
}

/** Everything in which `world` is not as `loop` is. `running`: whose turn has just begun; it has not been run yet. */
export function contradictions(loop: EventLoop, world: World, running: AnyTask | null): string[] {
	const tasks = loop.tasks();
	const ready = Array.from(loop.ready, entryOf);
	return [
		...compared(
			"tasks",
			tasks.map((task) => task.id),
			Array.from(world.tasks.live, ({ id }) => id),
		),
		...compared("ready queue", ready, Array.from(world.ready, textOf)),
		...tasks.flatMap((task) => ofTask(task, world, running, ready)),
		...loop.resources.flatMap((resource, index) => ofResource(resource, index + 1, world)),
		...tasks.flatMap((task) => ofLine(task, world, ready)),
	];
}

function compared(what: string, loop: unknown, told: unknown): string[] {
	const [has, says] = [JSON.stringify(loop), JSON.stringify(told)];
	return has === says ? [] : [`${what}: the loop has ${has}, told is ${says}`];
}

function ofTask(task: AnyTask, world: World, running: AnyTask | null, ready: readonly string[]): string[] {
	const told = world.task(task.id);
	if (told === undefined) return [];
	const wait = waitOf(task, running, ready);
	const state = task === running ? "running" : wait === null ? "ready" : stateOf(wait);
	return [
		...compared(`state of ${task.id}`, state, told.state),
		...compared(`requests of ${task.id}`, task.cancelling(), told.cancelling),
		...(wait === null
			? []
			: compared(`wait of ${task.id}`, lasting(wait, world), waitTold(told, wait, world))),
	];
}

/** What it waits for; null: it runs or is ready. */
function waitOf(task: AnyTask, running: AnyTask | null, ready: readonly string[]): Wait | null {
	if (task === running || ready.includes(`task ${task.id}`)) return null;
	return task.waitingFor?.describeWait() ?? null;
}

/** What was told of its wait; of a timer that is out of the heap the loop does not know any more when it was due. */
function waitTold(told: ToldTask, wait: Wait, world: World): unknown {
	if (told.wait?.kind === "sleep" && wait.kind === "sleep") {
		const isDue = [...world.ready].some((entry) => entry.kind === "timer" && entry.task === told.id);
		if (isDue) return wait;
	}
	return told.wait && lasting(told.wait, world);
}

/** Without those among several that have ended since. */
function lasting(wait: Wait, world: World): unknown {
	if (wait.kind !== "tasks") return wait;
	const of = wait.of.filter((task) => world.task(task) !== undefined);
	const futures = wait.futures.filter((future) => world.futures.has(future));
	return { ...wait, of, futures, count: null };
}

function ofResource(resource: Resource, id: number, world: World): string[] {
	const holders = Array.from(resource.holders.tasks(), (task) => task.id);
	const told = world.resources.get(id);
	return [
		...compared(`kind of resource ${id}`, resource.kind, told?.made.resourceKind),
		...compared(`holders of ${resource.text}`, holders, [...(told?.holders.keys() ?? [])]),
	];
}

/** The line in which it stands first, if it does. */
function ofLine(task: AnyTask, world: World, ready: readonly string[]): string[] {
	const wait = waitOf(task, null, ready);
	const waiter = task.waitingFor;
	if (wait === null || !("resource" in wait) || !(waiter instanceof ListedWaiter)) return [];
	const line: TaskId[] = [];
	for (let one = waiter.list?.first ?? null; one !== null; one = one.following)
		if (one.isWaiting && one.task !== null) line.push(one.task.id);
	if (line[0] !== task.id) return [];
	return compared(`line at resource ${wait.resource}`, line, [
		...(world.resources.get(wait.resource)?.line(wait.kind) ?? []),
	]);
}

function entryOf(runnable: object): string {
	if (runnable instanceof Future)
		return runnable instanceof Task && runnable.state === PENDING ? `task ${runnable.id}` : "callback";
	// The turn in which a task is thrown the error of what it yielded.
	if (runnable.constructor.name === "Refused") return `task ${(runnable as { task: AnyTask }).task.id}`;
	if (!("dueTimer" in runnable)) return "callback";
	const timer = (runnable as { dueTimer(): DueTimer }).dueTimer();
	return "task" in timer ? `timer ${timer.task}` : "callback";
}

function textOf(entry: Ready): string {
	return entry.kind === "callback" ? "callback" : `${entry.kind} ${entry.task}`;
}
