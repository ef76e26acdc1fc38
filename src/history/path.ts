// Why a task is where it is at a time: the chain of waits and runs that led there, one into the other.

import {
	type Fact,
	type FactOf,
	NO_TASK,
	type Seconds,
	type SpanId,
	type TaskId,
} from "../recording/index.ts";
import type { History } from "./history.ts";
import { SPAN_KINDS, type SpanNode, type SpanTree, SpanWalk } from "./lanes/span-tree.ts";
import type { Reader } from "./replay.ts";
import type { LiveState, Task } from "./task.ts";
import type { World } from "./world.ts";

/** What took less than this part of a run decided nothing; on the wall clock every turn takes some time. */
export const LEAST_PART = 1 / 1000;
/** So many ended tasks are remembered, and all of one instant. */
const MOST_OVER = 4096;

/** What a task did last before it came here, and what led to that. Chains share their beginnings; what no task needs any more is let go. */
export interface ChainLink {
	readonly task: TaskId;
	readonly span: SpanNode | null;
	/** The call in which main was; 0 of others, and where it is not known. */
	readonly call: SpanId;
	readonly state: LiveState;
	readonly from: Seconds;
	readonly to: Seconds;
	readonly before: ChainLink | null;
}

/** Finds what decided when main ended. */
export class Path implements Reader {
	readonly kinds = ["task-created", "task-ended", ...SPAN_KINDS] as const;
	readonly #main: TaskId;
	readonly #least: Seconds;
	readonly #spans: SpanWalk;
	/** By task. An array, since it is asked all the time; numbers far apart are no reason for room in it. */
	readonly #chains: (ChainLink | null)[] = [];
	/** Tasks that ended of late: their chains explain whom they wake, and are of no use later. On the wall clock waking takes a while. */
	readonly #over: TaskId[] = [];
	/** The last run that took time, for those whom it kept waiting. */
	#busy: ChainLink | null = null;
	#end: ChainLink | null = null;

	constructor(history: History, spans: SpanTree) {
		this.#main = history.main;
		this.#least = history.elapsed * LEAST_PART;
		this.#spans = new SpanWalk(history, spans);
	}

	passing(): void {
		if (this.#over.length <= MOST_OVER) return;
		for (const id of this.#over) this.#chains[id] = null;
		this.#over.length = 0;
	}

	leaving(task: Readonly<Task>, to: Seconds, fact: Fact | null, world: World): void {
		if (fact?.kind === "woken") {
			this.#woken(task, to, fact, world);
			return;
		}
		if (fact?.kind === "resumed") this.#resumed(task, to);
		if (task.state === "running" && to > task.since) this.#ran(task, to);
	}

	before(fact: Fact): void {
		this.#spans.endedBy(fact);
	}

	after(fact: Fact, _index: number, world: World): void {
		this.#spans.after(fact, world);
		if (fact.kind === "task-created")
			this.#chains[fact.task] = fact.by === NO_TASK ? null : this.#explain(fact.by, fact.at, world);
		else if (fact.kind === "task-ended") {
			if (fact.task === this.#main) this.#end = this.#chains[fact.task] ?? null;
			this.#over.push(fact.task);
		}
	}

	/** From the start to the end of main. */
	links(): ChainLink[] {
		const links: ChainLink[] = [];
		for (let link = this.#end; link; link = link.before) links.push(link);
		return links.reverse();
	}

	/** Who woke it explains why it goes on; nobody: its own wait does. */
	#woken(task: Readonly<Task>, to: Seconds, { at, cause }: FactOf<"woken">, world: World): void {
		const by = cause.kind === "timer" ? NO_TASK : cause.by;
		if (by !== NO_TASK && by !== task.id) this.#chains[task.id] = this.#explain(by, at, world);
		else if (to > task.since) this.#chains[task.id] = this.#link(task, to);
	}

	/** Was it ready for long, who ran meanwhile explains that. */
	#resumed(task: Readonly<Task>, at: Seconds): void {
		const keptWaiting = at - task.since > this.#least && this.#busy !== null && this.#busy.to > task.since;
		if (keptWaiting) this.#chains[task.id] = this.#busy;
	}

	#ran(task: Readonly<Task>, to: Seconds): void {
		this.#busy = this.#link(task, to);
		this.#chains[task.id] = this.#busy;
	}

	/** A wait or run that goes on where the one before it stopped is one with it: who sleeps a million times makes one link. */
	#link(task: Readonly<Task>, to: Seconds): ChainLink {
		const span = task.id === this.#main ? this.#spans.nodeOf(task.span) : null;
		const state = task.state === "ended" ? "ready" : task.state;
		const call = task.id === this.#main ? (task.span?.made.span ?? 0) : 0;
		const before = this.#chains[task.id] ?? null;
		const link = { task: task.id, span, call, state, from: task.since, to, before };
		return before !== null && continues(before, link)
			? { ...link, from: before.from, before: before.before }
			: link;
	}

	/** Why `id`, which runs, is where it is at `at`. */
	#explain(id: TaskId, at: Seconds, world: World): ChainLink | null {
		const task = world.task(id);
		if (task?.state === "running" && at > task.since) return this.#link(task, at);
		return this.#chains[id] ?? null;
	}
}

function continues(link: ChainLink, next: ChainLink): boolean {
	return isSameBody(link, next) && link.state === next.state && link.to === next.from;
}

/** Whether both happened in the same call of the same body. */
export function isSameBody(one: ChainLink, other: ChainLink): boolean {
	return one.task === other.task && one.span === other.span && one.call === other.call;
}
