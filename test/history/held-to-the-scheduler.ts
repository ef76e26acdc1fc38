// What the history says of a run, held to what the loop itself has.

import { Moment } from "../../src/history/moment.ts";
import type { TaskState, Task as ToldTask } from "../../src/history/task.ts";
import { World } from "../../src/history/world.ts";
import type { Fact, Seconds, TaskId } from "../../src/recording/index.ts";
import type { Program as Recordable } from "../../src/recording/program.ts";
import { Trace } from "../../src/recording/trace.ts";
import { type EventLoop, Future } from "../../src/runtime/index.ts";
import { PENDING, type Settled } from "../../src/runtime/kernel/future.ts";
import { Runner } from "../../src/runtime/kernel/runner.ts";
import { running } from "../../src/runtime/kernel/running.ts";
import { Task } from "../../src/runtime/kernel/task.ts";
import type { DueTimer, GroupId, LimitId, SpanId, WakeKind } from "../../src/runtime/observer.ts";
import { machineOf } from "../conformance/interpreter.ts";
import type { Program } from "../conformance/program.ts";
import { type AnyTask, entryOf, isToBeCancelled, type Noted, stateOfLoop } from "./loop-state.ts";
import { told } from "./told.ts";
import { type State, stateTold } from "./told-state.ts";
import { type Used, usedBy } from "./used.ts";

/** A program is brought to its end when it has logged so many lines. */
export const MOST_LINES = 400;
/** And when the clock has stood still for so many turns. */
export const MOST_TURNS = 2000;
/** No more of what differs is kept. */
const MOST_KEPT = 5;
/** After so many turns a copy of the world takes its place. */
const TURNS_UNTIL_COPY = 7;

/** Called with what the loop has after so many facts, at the start and at the end of each turn. */
export type Keep = (facts: number, has: State) => void;

/** Runs a program to its end, with the shutdown of what it leaves behind. */
export function hold(program: Program, keep?: Keep): HeldTrace {
	const machine = machineOf(program, MOST_LINES);
	return holdMain(() => machine.call("main"), usedBy(machine), keep);
}

/** The same of any coroutine. */
export function holdMain(main: Recordable["main"], used: Used, keep?: Keep): HeldTrace {
	const trace = new HeldTrace(used, keep);
	const runner = new Runner({ observer: trace, maxTurns: MOST_TURNS });
	// A program may end in an error or a deadlock: what is held to the loop is each of its turns.
	attempt(() => runner.run(main()));
	attempt(() => runner.close());
	trace.finish();
	return trace;
}

function attempt(work: () => void): void {
	try {
		work();
	} catch {}
}

/** A trace that reads its own facts as they come, and compares them with the loop at the start and at the end of each turn. */
export class HeldTrace extends Trace {
	/** Where the two differ: after how many facts, and how. No more than a few are kept. */
	readonly contradictions: string[] = [];
	/** How often they were compared. */
	compared = 0;
	readonly #used: Used;
	readonly #keep: Keep | undefined;
	readonly #groupSpans = new Map<GroupId, SpanId>();
	#world = new World();
	/** A world that was given up for its copy, and what was true then. */
	#left: { readonly world: World; readonly was: string } | null = null;
	#read = 0;
	#loop: EventLoop | null = null;
	/** Of the tasks that have not ended. */
	readonly #notes = new Map<TaskId, Noted>();
	#newest: TaskId = 0;
	#requests = 0;
	readonly #limitTasks = new Map<LimitId, TaskId>();
	readonly #futures = new Set<Future<unknown>>();
	readonly #completions = new Map<number, ReadonlySet<Future<unknown>>>();
	#isShuttingDown = false;
	#isClosed = false;
	/** What has been taken out of the ready queue last, and whether it is to be thrown a CancelledError. */
	#turn: string | null = null;
	#isToBeCancelled = false;

	constructor(used: Used, keep?: Keep) {
		super();
		this.#used = used;
		this.#keep = keep;
	}

	/** It also stands between the loop and its ready queue, so that it sees the end of each turn. */
	override attach(attached: { time(): Seconds }): void {
		super.attach(attached);
		const loop = attached as EventLoop;
		this.#loop = loop;
		const shift = loop.ready.shift.bind(loop.ready);
		loop.ready.shift = () => {
			const runnable = shift();
			if (runnable === undefined) return undefined;
			this.#turn = entryOf(runnable);
			const isTask = runnable instanceof Task && runnable.state === PENDING;
			this.#isToBeCancelled = isTask && isToBeCancelled(runnable);
			return {
				run: () => {
					const before = loop.time();
					runnable.run();
					// Of a callback that took time, the end is told: callbackEnded() compares.
					if (isTask || loop.time() === before) this.#compare(null, null, this.#turn);
				},
			};
		};
	}

	override taskCreated(task: AnyTask, group: GroupId): void {
		super.taskCreated(task, group);
		this.#newest = task.id;
		this.#notes.set(task.id, {
			madeIn: running.task === null ? 0 : spanThatRuns(),
			since: this.#now,
			cause: null,
			until: null,
			isWaiting: false,
			asked: [],
			delivering: 0,
			heard: 0,
			limits: new Map(),
		});
	}

	override taskResumed(task: AnyTask): void {
		super.taskResumed(task);
		const noted = this.#noted(task.id);
		noted.since = this.#now;
		if (noted.delivering !== 0) noted.heard = noted.delivering;
		noted.delivering = 0;
		if ((noted.cause === "cancelled") !== this.#isToBeCancelled)
			this.#contradict(`a CancelledError is raised in task ${task.id}: ${this.#isToBeCancelled}`);
		if (this.#isToBeCancelled && noted.asked.length > 0)
			this.#contradict(`the CancelledError raised in task ${task.id} delivers no request`);
		this.#compare(task, this.#turn);
	}

	override taskSuspended(task: AnyTask): void {
		super.taskSuspended(task);
		const noted = this.#noted(task.id);
		const wait = task.waitingFor?.describeWait();
		noted.since = this.#now;
		noted.cause = null;
		noted.until = wait?.kind === "sleep" ? wait.until : null;
		noted.isWaiting = wait !== undefined;
	}

	override taskWoken(task: AnyTask, kind: WakeKind): void {
		super.taskWoken(task, kind);
		const noted = this.#noted(task.id);
		noted.cause = kind;
		noted.isWaiting = false;
		noted.since = Math.max(noted.since, Math.min(this.#now, noted.until ?? this.#now));
	}

	override taskCancelled(task: AnyTask, message: string | null): void {
		super.taskCancelled(task, message);
		const noted = this.#noted(task.id);
		noted.cause = "cancelled";
		noted.delivering = noted.asked.at(-1) ?? noted.delivering;
		noted.asked = [];
		if (noted.isWaiting) noted.since = this.#now;
		noted.isWaiting = false;
	}

	override taskEnded(task: AnyTask, how: Settled, value: unknown): void {
		super.taskEnded(task, how, value);
		this.#notes.delete(task.id);
	}

	override cancelRequested(task: AnyTask, message: string | null, accepted: boolean): void {
		super.cancelRequested(task, message, accepted);
		this.#requests += 1;
		if (accepted) this.#noted(task.id).asked.push(this.#requests);
	}

	override cancelTakenBack(task: AnyTask, left: number): void {
		super.cancelTakenBack(task, left);
		if (left === 0) this.#noted(task.id).asked = [];
	}

	override limitSet(seconds: Seconds | null, when: Seconds | null): LimitId {
		const limit = super.limitSet(seconds, when);
		const task = running.task?.id ?? 0;
		this.#limitTasks.set(limit, task);
		this.#noted(task).limits.set(limit, { when, expired: false });
		return limit;
	}

	override limitRescheduled(limit: LimitId, when: Seconds | null): void {
		super.limitRescheduled(limit, when);
		const noted = this.#noted(this.#limitTasks.get(limit) ?? 0).limits.get(limit);
		if (noted !== undefined) noted.when = when;
	}

	override limitExpired(limit: LimitId): void {
		super.limitExpired(limit);
		const noted = this.#noted(this.#limitTasks.get(limit) ?? 0).limits.get(limit);
		if (noted !== undefined) noted.expired = true;
	}

	override limitLeft(limit: LimitId, how: Parameters<Trace["limitLeft"]>[1], error: unknown): void {
		super.limitLeft(limit, how, error);
		this.#noted(this.#limitTasks.get(limit) ?? 0).limits.delete(limit);
	}

	override groupEntered(): GroupId {
		const group = super.groupEntered();
		this.#groupSpans.set(group, spanThatRuns());
		return group;
	}

	override groupExited(...told: Parameters<Trace["groupExited"]>): void {
		super.groupExited(...told);
		this.#groupSpans.delete(told[0]);
	}

	override futureMade(...told: Parameters<Trace["futureMade"]>): number {
		const id = super.futureMade(...told);
		const [, members, future] = told;
		if (future instanceof Future) this.#futures.add(future);
		// Those that are left of it leave this set, as they complete.
		else if (members instanceof Set) this.#completions.set(id, members);
		return id;
	}

	override callbackStarted(actor: TaskId): void {
		super.callbackStarted(actor);
		this.#compare(null, this.#turn);
	}

	override callbackEnded(): void {
		super.callbackEnded();
		this.#compare(null, null);
	}

	override timersDue(timers: readonly DueTimer[]): void {
		super.timersDue(timers);
		this.#compare(null, null);
	}

	override shutdownStarted(): void {
		super.shutdownStarted();
		this.#isShuttingDown = true;
		this.#compare(null, null);
	}

	override loopClosing(): void {
		super.loopClosing();
		this.#isClosed = true;
	}

	/** The loop is closed, and told of what nobody did. */
	finish(): void {
		this.#compare(null, null);
		this.#checkLeft();
	}

	get #now(): Seconds {
		return this.#loop?.time() ?? 0;
	}

	#noted(id: TaskId): Noted {
		const noted = this.#notes.get(id);
		if (noted !== undefined) return noted;
		this.#contradict(`nobody was told of task ${id}`);
		throw new Error(`nobody was told of task ${id}`);
	}

	#contradict(text: string): void {
		if (this.contradictions.length < MOST_KEPT)
			this.contradictions.push(`after ${this.facts.length} facts: ${text}`);
	}

	/** `over`: the turn that may be told of still, since the end of one that is no task's is told only where it took time. */
	#compare(task: AnyTask | null, turn: string | null, over: string | null = null): void {
		for (; this.#read < this.facts.length; this.#read += 1) {
			const fact = this.facts.at(this.#read);
			if (fact !== undefined) this.#apply(fact);
		}
		this.compared += 1;
		if (this.contradictions.length >= MOST_KEPT) return;
		const has = this.#stateOfLoop(task, turn);
		this.#keep?.(this.facts.length, has);
		const says = stateTold(new Moment(this.#read - 1, this.#world, this.#world.tasks));
		const isOver = says.turn === over && over?.startsWith("task") === false;
		this.#differ(has, isOver ? { ...says, turn: null } : says);
		this.#differ(countsOf(has.tasks), this.#world.tasks.counts);
		const { size, tasks } = this.#world;
		this.#differ({ newest: this.#newest, size: sizeOf(has) }, { newest: tasks.newest, size });
		if (this.compared % TURNS_UNTIL_COPY === 0) this.#copyWorld();
	}

	#stateOfLoop(task: AnyTask | null, turn: string | null): State {
		const loop = this.#loop;
		if (loop === null) throw new Error("the trace is attached to no loop");
		// Waits are described only while their loop runs.
		const isOutside = running.loop === null;
		if (isOutside) loop.enter();
		try {
			return stateOfLoop({
				loop,
				used: this.#used,
				groupSpans: this.#groupSpans,
				turn,
				running: task,
				notes: this.#notes,
				isShuttingDown: this.#isShuttingDown,
				isClosed: this.#isClosed,
				futures: this.#futures,
				completions: this.#completions,
			});
		} catch (error) {
			// It breaks the loop off, which is taken for one more way to end.
			this.#contradict(`the loop can't be asked: ${error}`);
			throw error;
		} finally {
			if (isOutside) loop.leave();
		}
	}

	/** One stretch of a task ends where the next begins, and in that it does something else. */
	#apply(fact: Fact): void {
		const left: { readonly task: Readonly<ToldTask>; readonly state: TaskState; readonly to: Seconds }[] = [];
		this.#world.apply(fact, (task, to) => left.push({ task, state: task.state, to }));
		for (const { task, state, to } of left)
			if (task.state === state || task.since !== to)
				this.#contradict(
					`task ${task.id} was ${state} until ${to}, and is ${task.state} since ${task.since}`,
				);
	}

	#differ(loop: object, told: object): void {
		if (isSame(loop, told)) return;
		for (const text of differences(loop, told, "")) this.#contradict(text);
	}

	/** From here on a copy is held to the loop, and the world that it is a copy of is to stay as it is. */
	#copyWorld(): void {
		this.#checkLeft();
		const world = this.#world;
		this.#world = world.copy();
		this.#left = { world, was: textOf(world) };
		if (textOf(this.#world) !== this.#left.was)
			this.#contradict("a copy of the world is not as the world is");
		if (this.#world.size !== world.size) this.#contradict("a copy of the world has another size");
	}

	#checkLeft(): void {
		if (this.#left !== null && textOf(this.#left.world) !== this.#left.was)
			this.#contradict("what is true later changes a world that was copied before");
	}
}

/** Without what was returned, which may be anything, and is not looked into. */
function textOf(world: World): string {
	return JSON.stringify(told(new Moment(0, world, world.tasks)), (key, value) =>
		key === "value" ? undefined : value,
	);
}

/** How many things there are. */
function sizeOf({ tasks, ready, resources, groups, futures }: State): number {
	const holders = resources.reduce((sum, resource) => sum + resource.holders.length, 0);
	return tasks.length + ready.length + resources.length + groups.length + futures.length + holders;
}

function countsOf(tasks: readonly { readonly state: string }[]): Record<string, number> {
	const counts: Record<string, number> = { running: 0, ready: 0, waiting: 0, blocked: 0, awaiting: 0 };
	for (const { state } of tasks) counts[state] = (counts[state] ?? 0) + 1;
	return counts;
}

function isSame(loop: unknown, told: unknown): boolean {
	if (loop === told) return true;
	if (!isObject(loop) || !isObject(told)) return false;
	const keys = Object.keys(loop);
	return keys.length === Object.keys(told).length && keys.every((key) => isSame(loop[key], told[key]));
}

/** Everything in which what was told is not as what the loop has: where, and both. */
function differences(loop: unknown, told: unknown, path: string): string[] {
	if (isSame(loop, told)) return [];
	const areLists = Array.isArray(loop) && Array.isArray(told);
	if (!isObject(loop) || !isObject(told) || (areLists && loop.length !== told.length))
		return [`${path}: the loop has ${JSON.stringify(loop)}, told is ${JSON.stringify(told)}`];
	return Object.keys({ ...loop, ...told }).flatMap((key) =>
		differences(loop[key], told[key], path === "" ? key : `${path}.${key}`),
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}

/** The innermost body that runs and is a span. */
function spanThatRuns(): number {
	for (let frame = running.task?.frame ?? null; frame !== null; frame = frame.parent)
		if (frame.isSpan) return frame.span;
	return 0;
}
