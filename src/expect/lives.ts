// What tasks and bodies of a name did, from their first turn to their end.

import type { History } from "../history/history.ts";
import type { Reader } from "../history/replay.ts";
import type { Ending, Fact, Place, Seconds, SpanId, TaskId, Wait } from "../recording/index.ts";
import { listed } from "../text/words.ts";
import { type Failure, failure } from "./failure.ts";
import { isNamed, namesOfBody, type Who, whoText } from "./who.ts";

/** A moment of a run: a time, and a place in the order of what happened. */
export interface Mark {
	readonly at: Seconds;
	/** The number of the fact. */
	readonly index: number;
}

/** A stretch between two facts. `to`: null: till the run was over. */
export interface Stretch {
	readonly from: Mark;
	readonly to: Mark | null;
}

/** One body of a coroutine, or, where its label is that of the task alone, one task. */
export interface Life {
	readonly label: string;
	readonly task: TaskId;
	/** When it first ran; null: it never has. */
	readonly start: Mark | null;
	/** Null: it has not ended. */
	readonly end: Mark | null;
	readonly ending: Ending | null;
	/** When its task was first asked to stop while it lived; null: it was not. */
	readonly asked: Mark | null;
	/** Where it waited for a lock or a permit. */
	readonly waits: readonly Stretch[];
	/** The turns of its task. */
	readonly turns: readonly Stretch[];
	/** Where it was called; null without places. */
	readonly place: Place | null;
}

/** The lives of those named `who`, in the order in which they were made or began. */
export function livesOf(history: History, who: Who): readonly Life[] {
	const lives = new Lives(history, who);
	history.replay(lives);
	return lives.found();
}

/** What to say where nobody is named so: an expectation of nobody would hold whatever happened. */
export function nobody(history: History, who: Who): Failure {
	const known = new Set<string>();
	history.replay({
		kinds: ["span-started", "task-created"],
		before: (fact) => {
			if (fact.kind === "span-started") known.add(fact.name);
			else if (fact.kind === "task-created") known.add(fact.label);
		},
	});
	const there = known.size === 0 ? "nobody" : listed([...known]);
	return failure(`no task and no coroutine is called ${whoText(who)}; there was ${there}`);
}

/** A stretch that may go on. */
interface OpenStretch {
	readonly from: Mark;
	to: Mark | null;
}

interface Draft extends Life {
	/** 0: it is the task itself. */
	readonly span: SpanId;
	start: Mark | null;
	end: Mark | null;
	ending: Ending | null;
	asked: Mark | null;
	readonly waits: OpenStretch[];
	readonly turns: OpenStretch[];
}

class Lives implements Reader {
	readonly #history: History;
	readonly #who: Who;
	readonly #drafts: Draft[] = [];
	/** Those of a task that have not ended. */
	readonly #open = new Map<TaskId, Draft[]>();

	constructor(history: History, who: Who) {
		this.#history = history;
		this.#who = who;
	}

	/** A task whose own bodies are among them is not told of a second time. */
	found(): readonly Life[] {
		const withBody = new Set(this.#drafts.filter(({ span }) => span !== 0).map(({ task }) => task));
		return this.#drafts.filter(({ span, task }) => span !== 0 || !withBody.has(task));
	}

	before(fact: Fact, index: number): void {
		const mark = { at: fact.at, index };
		if (fact.kind === "task-created") {
			const label = this.#history.label(fact.task);
			if (isNamed(this.#who, [label, fact.name])) this.#add(fact.task, 0, label, fact.place);
		} else if (fact.kind === "span-started") {
			if (isNamed(this.#who, namesOfBody(fact)))
				begin(this.#add(fact.task, fact.span, fact.label, fact.place), mark);
		} else for (const life of this.#open.get(fact.task) ?? []) change(life, fact, mark);
		if (fact.kind === "task-ended") this.#open.delete(fact.task);
	}

	#add(task: TaskId, span: SpanId, label: string, place: Place | undefined): Draft {
		const unknown = { start: null, end: null, ending: null, asked: null, waits: [], turns: [] };
		// The outermost body of a task is called where the task is made.
		const called = place ?? this.#history.task(task)?.made.place ?? null;
		const life: Draft = { task, span, label, place: called, ...unknown };
		this.#drafts.push(life);
		const open = this.#open.get(task);
		if (open === undefined) this.#open.set(task, [life]);
		else open.push(life);
		return life;
	}
}

/** Its first turn, or a further one, begins. */
function begin(life: Draft, mark: Mark): void {
	life.start ??= mark;
	life.turns.push({ from: mark, to: null });
}

function change(life: Draft, fact: Fact, mark: Mark): void {
	if (life.end !== null) return;
	switch (fact.kind) {
		case "resumed":
			close(life.waits, mark);
			begin(life, mark);
			return;
		case "suspended":
			close(life.turns, mark);
			if (isForPermit(fact.wait)) life.waits.push({ from: mark, to: null });
			return;
		case "cancel-requested":
			if (fact.accepted) life.asked ??= mark;
			return;
		case "span-ended":
			if (fact.span === life.span) end(life, fact.ending, mark);
			return;
		case "task-ended":
			end(life, fact.ending, mark);
			return;
		default:
			return;
	}
}

function end(life: Draft, ending: Ending, mark: Mark): void {
	close(life.waits, mark);
	close(life.turns, mark);
	life.end = mark;
	life.ending = ending;
}

function close(stretches: readonly OpenStretch[], mark: Mark): void {
	const last = stretches.at(-1);
	if (last !== undefined) last.to ??= mark;
}

/** Whoever waits for a lock or a permit is not under way: it waits to be let in. */
function isForPermit({ kind }: Wait): boolean {
	return kind === "lock" || kind === "semaphore";
}
