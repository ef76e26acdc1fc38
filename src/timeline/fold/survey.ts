// The first reading of the events: a few bytes for every task, and the figures of the whole run. Nothing is kept of single events.

import type { Recording } from "../../recording/recording.ts";
import type {
	Cause,
	Ending,
	GroupId,
	ResourceId,
	ResourceKind,
	Seconds,
	TaskId,
	TraceEvent,
	Wait,
} from "../../runtime/events.ts";
import type { ChainLink } from "./chain.ts";
import { Density } from "./density.ts";
import { ResourceDraft, type ResourceFacts } from "./resource-draft.ts";
import { type SpanNode, SpanTree } from "./span-tree.ts";
import * as states from "./states.ts";
import { NEVER, TaskColumns } from "./task-columns.ts";
import { TaskRows } from "./task-rows.ts";
import { actorOf, stateOf } from "./waits.ts";

/** Groups and resources beyond so many are not looked at: nobody could be shown them. */
const MOST_KEPT = 1000;
/** What took less than this part of a run decided nothing; on the wall clock every turn takes some time. */
export const LEAST_PART = 1 / 1000;
/** So many ended tasks are remembered, and all of one instant. */
const MOST_OVER = 4096;
/** The levels of so many resources are followed; few of them will be shown. */
const MOST_LEVELS = 50;

export class Survey {
	readonly tasks = new TaskColumns();
	readonly spans = new SpanTree();
	readonly resources = new Map<ResourceId, ResourceFacts>();
	readonly groups = new Set<GroupId>();
	/** Labels of the loop's plain callbacks. */
	readonly callbacks = new Set<string>();
	readonly density: Density;
	/** Which events are about which task, for those who read on about a few. */
	readonly rows: TaskRows;
	/** Levels of locks, semaphores and queues, of the first ones used. */
	readonly levels = new Map<ResourceId, ResourceDraft>();
	/** The first task made; 0 while there is none. */
	main: TaskId = states.NO_TASK;
	/** What decided when main ended. */
	path: ChainLink | null = null;
	work = 0;
	longestWait = 0;
	longestWaiter: TaskId = states.NO_TASK;
	mostAtOnce = 0;
	readonly endings = states.ENDS.map(() => 0);
	readonly elapsed: Seconds;

	readonly #chains: (ChainLink | null)[] = [null];
	readonly #window: { readonly from: Seconds; readonly to: Seconds };
	/** How many tasks, main aside, are in each state now. */
	readonly #now = states.STATES.map(() => 0);
	#working = 0;
	#clock: Seconds = 0;
	#mainSpan: SpanNode | null = null;
	/** Tasks that ended of late: their chains explain whom they wake, and are of no use later. On the wall clock waking takes a while. */
	readonly #over: TaskId[] = [];
	/** The last run that took time, for those whom it kept waiting. */
	#busy: ChainLink | null = null;

	constructor(recording: Recording, window: { readonly from: Seconds; readonly to: Seconds }) {
		this.#window = window;
		this.elapsed = recording.elapsed;
		this.density = new Density(window.from, window.to);
		this.rows = new TaskRows(recording.events.length);
		let row = 0;
		for (const event of recording.events) {
			this.rows.add(event.task, row);
			this.#read(event);
			row += 1;
		}
		this.#finish(recording.outcome.kind === "deadlock");
	}

	#read(event: TraceEvent): void {
		if (event.at > this.#clock) this.#advance(event.at);
		switch (event.kind) {
			case "task-created":
				this.#create(event.task, event.label, event.at, event.by, event.group ?? 0);
				return;
			case "suspended":
				this.#suspend(event.task, event.at, event.wait, event.span);
				return;
			case "woken":
				this.#wake(event.task, event.at, event.cause);
				return;
			case "resumed":
				this.#resume(event.task, event.at, event.cause);
				return;
			case "task-ended":
				this.#end(event.task, event.at, event.ending);
				return;
			case "span-started":
				if (event.task === this.main)
					this.#mainSpan = this.spans.start(event.span, event.parent, event.label, event.at);
				return;
			case "span-ended":
				if (event.task === this.main)
					this.#mainSpan = this.spans.end(event.span, event.at, event.ending.how === "raised");
				return;
			case "callback":
				if (this.callbacks.size < 2) this.callbacks.add(event.label || "callback");
				return;
			case "blocked":
				if (event.task === states.NO_TASK) this.callbacks.add("loop");
				return;
			case "resource-created":
				this.#resource(event.resource, event.resourceKind, event.name, event.capacity);
				return;
			case "resource-used":
				this.#use(event.resource, event.at, event.level, event.task);
				return;
			case "group-entered":
				if (this.groups.size < MOST_KEPT) this.groups.add(event.group);
				return;
			default:
				return;
		}
	}

	/** Time passes: what holds now has held for a while. */
	#advance(at: Seconds): void {
		if (this.#clock < this.#window.to && at > this.#window.from) {
			for (let state = 0; state < this.#now.length; state++) {
				this.density.atOnce(state, this.#now[state] ?? 0);
			}
		}
		if (this.#working > this.mostAtOnce) this.mostAtOnce = this.#working;
		if (this.#over.length > MOST_OVER) {
			for (const id of this.#over) this.#chains[id] = null;
			this.#over.length = 0;
		}
		this.#clock = at;
	}

	#create(id: TaskId, label: string, at: Seconds, by: TaskId, group: number): void {
		if (this.main === states.NO_TASK) this.main = id;
		this.tasks.add(id, label, at, by, group);
		this.#chains[id] = by === states.NO_TASK ? null : this.#explain(by, at);
		this.#count(id, states.READY, 1);
	}

	#suspend(id: TaskId, at: Seconds, wait: Wait, span: number): void {
		this.#close(id, at);
		const state = stateOf(wait);
		this.#enter(id, state, at);
		this.tasks.due[id] = wait.kind === "sleep" ? wait.until : NEVER;
		if (id === this.main) this.#mainSpan = this.spans.nodeOf(span);
		if (state === states.BLOCKED && "resource" in wait) {
			const resource = this.resources.get(wait.resource);
			if (resource) resource.contended = true;
		}
	}

	#wake(id: TaskId, at: Seconds, cause: Cause): void {
		const state = this.tasks.state[id];
		if (state === undefined || state === states.READY || state === states.RUNNING) return;
		const since = this.tasks.since[id] ?? at;
		const until = cause.kind === "timer" ? Math.max(since, Math.min(at, this.tasks.due[id] ?? at)) : at;
		const by = actorOf(cause);
		if (by !== states.NO_TASK && by !== id) this.#chains[id] = this.#explain(by, at);
		else if (until > since) this.#chains[id] = this.#link(id, state, since, until);
		this.#close(id, until, false);
		this.#enter(id, states.READY, until);
	}

	#resume(id: TaskId, at: Seconds, cause: Cause): void {
		this.#wake(id, at, cause);
		const since = this.tasks.since[id] ?? at;
		const keptWaiting =
			at - since > this.elapsed * LEAST_PART && this.#busy !== null && this.#busy.to > since;
		if (keptWaiting) this.#chains[id] = this.#busy;
		this.#close(id, at);
		this.#enter(id, states.RUNNING, at);
	}

	#end(id: TaskId, at: Seconds, ending: Ending): void {
		this.#close(id, at);
		this.#leave(id, at, endOf(ending));
		if (id === this.main) this.path = this.#chains[id] ?? null;
		this.#over.push(id);
	}

	/** The state that a task was in lasted till now. */
	#close(id: TaskId, at: Seconds, explained = true): void {
		const state = this.tasks.state[id] ?? states.READY;
		const since = this.tasks.since[id] ?? at;
		if (at <= since) return;
		if (explained && state === states.RUNNING) this.#ran(id, since, at);
		if (id !== this.main) this.density.stay(state, since, at);
		if (state === states.WAITING || state === states.RUNNING) this.work += at - since;
		if (state === states.WAITING && at - since > this.longestWait) {
			this.longestWait = at - since;
			this.longestWaiter = id;
		}
	}

	#ran(id: TaskId, from: Seconds, to: Seconds): void {
		this.#busy = this.#link(id, states.RUNNING, from, to);
		this.#chains[id] = this.#busy;
	}

	#enter(id: TaskId, state: number, at: Seconds): void {
		this.#count(id, this.tasks.state[id] ?? states.READY, -1);
		this.#count(id, state, 1);
		this.tasks.state[id] = state;
		this.tasks.since[id] = at;
	}

	#leave(id: TaskId, at: Seconds, end: number): void {
		this.#count(id, this.tasks.state[id] ?? states.READY, -1);
		this.tasks.ended[id] = at;
		this.tasks.end[id] = end;
		this.endings[end] = (this.endings[end] ?? 0) + 1;
		if (id !== this.main) this.density.ended(end, at);
	}

	#count(id: TaskId, state: number, by: number): void {
		if (state === states.WAITING || state === states.RUNNING) this.#working += by;
		if (id !== this.main) this.#now[state] = (this.#now[state] ?? 0) + by;
	}

	#link(task: TaskId, state: number, from: Seconds, to: Seconds): ChainLink {
		const span = task === this.main ? this.#mainSpan : null;
		return { task, span, state, from, to, before: this.#chains[task] ?? null };
	}

	/** Why `id`, which runs, is where it is at `at`. */
	#explain(id: TaskId, at: Seconds): ChainLink | null {
		const since = this.tasks.since[id] ?? at;
		if (this.tasks.state[id] === states.RUNNING && this.tasks.end[id] === states.ALIVE && at > since)
			return this.#link(id, states.RUNNING, since, at);
		return this.#chains[id] ?? null;
	}

	#resource(id: ResourceId, kind: ResourceKind, name: string, capacity: number): void {
		if (this.resources.size < MOST_KEPT)
			this.resources.set(id, { id, kind, name, capacity, contended: false, most: 0 });
	}

	#use(id: ResourceId, at: Seconds, level: number, task: TaskId): void {
		const resource = this.resources.get(id);
		if (!resource) return;
		if (level > resource.most) resource.most = level;
		let draft = this.levels.get(id);
		if (!draft) {
			if (this.levels.size >= MOST_LEVELS) return;
			draft = new ResourceDraft(resource);
			this.levels.set(id, draft);
		}
		draft.change(at, level, task === states.NO_TASK ? "" : this.tasks.label(task));
	}

	#finish(stuck: boolean): void {
		if (this.elapsed > this.#clock) this.#advance(this.elapsed);
		for (const draft of this.levels.values()) draft.change(Math.max(this.elapsed, this.#clock), 0, "");
		for (let id = 1; id <= this.tasks.last; id++) {
			if (this.tasks.end[id] !== states.ALIVE || this.tasks.labels[id] === undefined) continue;
			const waits = (this.tasks.state[id] ?? 0) > states.READY;
			this.#close(id, this.elapsed);
			this.#leave(id, this.elapsed, stuck && waits ? states.NEVER_WOKE : states.ABANDONED);
		}
	}
}

export function endOf(ending: Ending): number {
	if (ending.how === "returned") return states.DONE;
	return ending.how === "raised" ? states.FAILED : states.CANCELLED;
}
