// The steps of a run, in which somebody goes through it: a turn of the scheduler, a jump of the clock, or what the loop does in between.

import { type Fact, firstOf, NO_TASK, type Seconds, type TaskId } from "../recording/index.ts";
import type { History } from "./history.ts";
import type { Moment } from "./moment.ts";
import type { Reader } from "./replay.ts";
import type { World } from "./world.ts";

/**
 * `turn`: of a task, with all that follows from it at once. `callback`: of a callback of the program. `clock`: nothing is ready, and
 * time passes until a timer is due. `loop`: what the loop does by itself between two turns. `end`: the run is over, or stuck.
 */
export type StepKind = "turn" | "callback" | "clock" | "loop" | "end";

/** One step: its facts are those from number `from` up to `to`, that not included. Only the last may have none. */
export interface Step {
	readonly index: number;
	readonly kind: StepKind;
	/** Whose turn it is; 0: nobody's. */
	readonly task: TaskId;
	readonly from: number;
	readonly to: number;
	/** When its first fact happened, and when its last. A blocking call lies between the two. */
	readonly began: Seconds;
	readonly at: Seconds;
}

/** What the loop does by itself, beside telling its own callbacks. */
const LOOP_FACTS: ReadonlySet<Fact["kind"]> = new Set(["timers-due", "shutdown-started"]);

/** Cuts facts into steps as they are read. */
class Cutter implements Reader {
	readonly from: number[] = [];
	readonly stepKinds: StepKind[] = [];
	readonly tasks: TaskId[] = [];
	readonly #facts: History["recording"]["facts"];
	/** `over`: the turn has ended, and what follows from it may come. */
	#open: "turn" | "over" | "callback" | "loop" | "end" | null = null;
	#task: TaskId = NO_TASK;
	/** The turn that a callback-started has just begun is that of a callback of the loop's own, and tells of the end of main. */
	#tellsMain = false;
	#isIdle = true;
	#wasReady = false;
	#now: Seconds = 0;

	constructor(history: History) {
		this.#facts = history.recording.facts;
	}

	before(fact: Fact, _index: number, world: World): void {
		this.#isIdle = world.ready.length === 0;
		this.#now = world.now;
		this.#wasReady = world.task(fact.task)?.state === "ready";
		if (fact.kind === "callback-started") this.#tellsMain = false;
	}

	after(fact: Fact, index: number, world: World): void {
		if (this.#open === "end") return;
		if (fact.kind === "loop-closed") this.#close(index);
		else if (fact.kind === "resumed") this.#beginTurn(fact.task, index);
		else if (this.#isDeliveredNext(fact, index)) this.#begin("turn", "turn", fact.task, index);
		else if (fact.kind === "callback-started") this.#callback(fact, index, world);
		else if (this.#open === "turn") {
			const isOver = fact.kind === "suspended" || fact.kind === "task-ended";
			if (isOver && fact.task === this.#task) this.#open = "over";
		} else if (this.#open === "over" ? !this.#follows(fact) : !this.#belongsToCallback(fact))
			this.#loop(fact, index);
	}

	#begin(open: "turn" | "callback" | "loop" | "end", kind: StepKind, task: TaskId, index: number): void {
		this.#open = open;
		this.#task = task;
		this.from.push(index);
		this.stepKinds.push(kind);
		this.tasks.push(task);
	}

	/** A CancelledError may have been told of that is raised in this turn. */
	#beginTurn(task: TaskId, index: number): void {
		const isBegun = this.#open === "turn" && this.#task === task && this.from.at(-1) === index - 1;
		const told = isBegun && this.#facts.at(index - 1)?.kind === "woken";
		if (!told) this.#begin("turn", "turn", task, index);
	}

	/** Of a task that is ready, it says only what is raised in the turn that begins. */
	#isDeliveredNext(fact: Fact, index: number): boolean {
		if (fact.kind !== "woken" || fact.cause.kind !== "cancelled" || this.#open === "turn") return false;
		const next = this.#facts.at(index + 1);
		return next?.kind === "resumed" && next.task === fact.task && this.#wasReady;
	}

	/** What a turn brings about is told after its end: all that nobody else begins. */
	#follows(fact: Fact): boolean {
		switch (fact.kind) {
			case "timers-due":
			case "shutdown-started":
			case "limit-expired":
			case "work-ended":
				return false;
			case "woken":
				return fact.cause.kind !== "timer";
			case "cancel-requested":
				return fact.origin.kind !== "signal" && fact.origin.kind !== "shutdown";
			case "callback-queued":
				// Nobody's: that of a timer which is due.
				return fact.task === this.#task || (fact.callback !== "call" && fact.callback !== "limit");
			default:
				return true;
		}
	}

	#belongsToCallback(fact: Fact): boolean {
		return this.#open === "callback" && !LOOP_FACTS.has(fact.kind) && !isTimer(fact);
	}

	#callback(fact: Fact, index: number, { turn }: World): void {
		const isOwn = turn?.kind === "callback" && (turn.callback === "call" || turn.callback === "done");
		this.#tellsMain = turn?.kind === "callback" && turn.callback === "main";
		if (isOwn) this.#begin("callback", "callback", NO_TASK, index);
		else this.#loop(fact, index);
	}

	#loop(fact: Fact, index: number): void {
		const isWoken = fact.kind === "woken" && fact.cause.kind !== "timer";
		const isClock = this.#isIdle && fact.at > this.#now && index > 0 && !isWoken;
		if (this.#open !== "loop" || isClock) this.#begin("loop", isClock ? "clock" : "loop", NO_TASK, index);
	}

	/** That main has ended is told just before the run is over: that is one step. */
	#close(index: number): void {
		if (this.#tellsMain && this.#open === "loop" && this.from.at(-1) === index - 1) {
			this.#open = "end";
			this.stepKinds[this.stepKinds.length - 1] = "end";
		} else this.#begin("end", "end", NO_TASK, index);
	}

	finish(): void {
		if (this.#open !== "end") this.#begin("end", "end", NO_TASK, this.#facts.length);
	}
}

function isTimer(fact: Fact): boolean {
	return fact.kind === "woken" && fact.cause.kind === "timer";
}

/** The steps of a run that is over. */
export class Steps {
	readonly history: History;
	readonly #from: Int32Array;
	readonly #kinds: readonly StepKind[];
	readonly #tasks: Int32Array;

	/** @param readers read along: the facts of a large run are better read once */
	constructor(history: History, readers: readonly Reader[] = []) {
		this.history = history;
		const cutter = new Cutter(history);
		history.replay([cutter, ...readers]);
		this.#from = Int32Array.from(cutter.from);
		this.#kinds = cutter.stepKinds;
		this.#tasks = Int32Array.from(cutter.tasks);
	}

	get length(): number {
		return this.#from.length;
	}

	/** The step with that number; where there is none, the first or the last. */
	at(index: number): Step {
		const known = Math.min(Math.max(0, index), this.length - 1);
		const from = this.#from[known] ?? 0;
		const to = this.#from[known + 1] ?? this.history.length;
		const { facts } = this.history.recording;
		const last = facts.at(Math.max(0, Math.min(to, facts.length) - 1))?.at ?? 0;
		const isEnd = this.#kinds[known] === "end";
		const began = from < facts.length ? (facts.at(from)?.at ?? 0) : last;
		return {
			index: known,
			kind: this.#kinds[known] ?? "end",
			task: this.#tasks[known] ?? NO_TASK,
			from,
			to,
			began: isEnd ? Math.max(began, this.history.elapsed) : began,
			at: isEnd ? Math.max(last, this.history.elapsed) : last,
		};
	}

	kindOf(index: number): StepKind {
		return this.#kinds[index] ?? "end";
	}

	taskOf(index: number): TaskId {
		return this.#tasks[index] ?? NO_TASK;
	}

	/** The number of the step that the fact belongs to. */
	ofFact(fact: number): number {
		return Math.max(0, firstOf(this.length, (step) => (this.#from[step] ?? 0) > fact) - 1);
	}

	/** The last step that had begun by then. */
	atTime(seconds: Seconds): number {
		return Math.max(0, firstOf(this.length, (step) => this.at(step).began > seconds) - 1);
	}

	/** The numbers of the steps in which something happened to a task, in order. */
	ofTask(task: TaskId): number[] {
		const steps: number[] = [];
		for (const fact of this.history.factsAbout(task)) {
			const step = this.ofFact(fact);
			if (step !== steps.at(-1)) steps.push(step);
		}
		return steps;
	}

	/** What is true after a step. */
	after(index: number): Moment {
		return this.history.at(this.at(index).to - 1);
	}
}
