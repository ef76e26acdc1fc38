// What comes next in a run, as a question to somebody who does not see that yet. The answer is the next step.

import type { Ready } from "../../history/ready-queue.ts";
import type { Step } from "../../history/steps.ts";
import type { Task } from "../../history/task.ts";
import type { Seconds, TaskId } from "../../recording/index.ts";
import { timesApart } from "../../text/figures.ts";
import type { StepBook } from "./book.ts";
import type { Standings } from "./standing.ts";

export interface Choice {
	/** `Fast goes on` */
	readonly text: string;
	/** What is said to whoever chose it: why it is right, or why it is not. */
	readonly told: string;
}

export interface Guess {
	readonly choices: readonly Choice[];
	/** Which of them comes, from 0 on. */
	readonly right: number;
}

/** What a choice stands for. */
type Next =
	| { readonly kind: "task"; readonly task: TaskId }
	| { readonly kind: "callback"; readonly entry: number }
	| { readonly kind: "clock"; readonly to: Seconds }
	| { readonly kind: "over" | "stuck" };

export const QUESTION = "What comes next?";
/** Of tasks that are ready there are at most one fewer, since a time may stand beside them. */
export const MOST_CHOICES = 6;
const MOST_TASKS = 4;
const MOST_READY = 5;
/** So many tasks that wait for others are offered where nobody is ready, and so many times. */
const MOST_WAITING = 2;
const MOST_TIMES = 2;

/**
 * What may come after that step, where there is something to say: several are ready, or nobody is. Null elsewhere, and where the loop
 * goes on by itself.
 */
export function guessAt(book: StepBook, index: number): Guess | null {
	if (index >= book.length - 1) return null;
	const question = new Question(book, book.standingsAfter(index), book.step(index + 1));
	return question.guess();
}

class Question {
	readonly #book: StepBook;
	readonly #standings: Standings;
	/** What stands in the ready queue and is no callback of the loop's own, in order. */
	readonly #ready: readonly { readonly next: Next; readonly name: string }[];
	readonly #right: Next | null;
	/** When timers are due, the first first. */
	readonly #times: readonly Seconds[];
	readonly #hasTimers: boolean;

	constructor(book: StepBook, standings: Standings, step: Step) {
		this.#book = book;
		this.#standings = standings;
		this.#ready = standings.ready.flatMap((entry, place) =>
			isProgramsOwn(entry) ? [{ next: nextOf(entry, place), name: standings.readyName(entry) }] : [],
		);
		const timers = standings.timers().flatMap(({ until }) => (until < Number.MAX_VALUE ? [until] : []));
		this.#hasTimers = timers.length > 0;
		this.#right = this.#rightOf(step, timers[0]);
		const due = this.#right?.kind === "clock" ? [this.#right.to] : [];
		this.#times = [...new Set([...due, ...timers])].sort((a, b) => a - b);
	}

	guess(): Guess | null {
		const right = this.#right;
		if (right === null) return null;
		const isTurn = right.kind === "task" || right.kind === "callback";
		if (isTurn ? this.#ready.length < 2 : this.#ready.length > 0) return null;
		if (right.kind === "clock" && this.#times.length < 2 && this.#isAlone) return null;
		const all = isTurn ? this.#whileReady(right) : this.#whileNobody();
		const answer = this.#text(right);
		// Tasks of one name are one choice.
		const texts = [...new Set(all.map((next) => this.#text(next)))];
		if (texts.length < 2) return null;
		const choices = texts.map((text) => {
			const next = all.find((one) => this.#text(one) === text) ?? right;
			return { text, told: text === answer ? this.#whyRight(right) : this.#whyNot(next) };
		});
		return { choices, right: texts.indexOf(answer) };
	}

	/** Whether there is but one task: of its timer there is nothing to say. */
	get #isAlone(): boolean {
		return [...this.#standings.moment.tasks()].length < 2;
	}

	#rightOf(step: Step, timer: Seconds | undefined): Next | null {
		switch (step.kind) {
			case "turn":
				return { kind: "task", task: step.task };
			case "callback":
				return this.#ready.find(({ next }) => next.kind === "callback")?.next ?? null;
			case "clock":
				// What comes without a timer of a task: a time limit, or something from outside.
				return { kind: "clock", to: timer !== undefined && timer <= step.at + 1e-9 ? timer : step.at };
			case "end":
				return this.#book.history.outcome.kind === "deadlock" ? { kind: "stuck" } : null;
			case "loop":
				return null;
			default:
				return step.kind satisfies never;
		}
	}

	/** Those who are ready, and some who are not. */
	#whileReady(right: Next): Next[] {
		const rest = this.#ready.map(({ next }) => next).filter((next) => !isSame(next, right));
		// Of a long line those at its front, and those at its end.
		const few = rest.length < MOST_READY ? rest : [...rest.slice(0, 2), ...rest.slice(-2)];
		const kept = [right, ...few];
		const others = this.#tasks(
			({ id, state }) => state !== "running" && !kept.some((next) => isOf(next, id)),
		);
		const tasks = [...kept, ...others.slice(0, Math.max(0, MOST_TASKS - kept.length))];
		return [...inOrder(tasks), ...this.#clocks(1)];
	}

	#whileNobody(): Next[] {
		const waiting = this.#tasks(({ state }) => state === "awaiting" || state === "blocked");
		return [
			...waiting.slice(0, MOST_WAITING),
			...this.#clocks(MOST_TIMES),
			{ kind: "over" },
			{ kind: "stuck" },
		];
	}

	#tasks(isOne: (task: Readonly<Task>) => boolean): Next[] {
		return [...this.#standings.moment.tasks()]
			.filter(isOne)
			.map(({ id }) => ({ kind: "task", task: id }) as const);
	}

	#clocks(most: number): Next[] {
		return this.#times.slice(0, most).map((to) => ({ kind: "clock", to }) as const);
	}

	#text(next: Next): string {
		switch (next.kind) {
			case "task": {
				const name = this.#book.history.label(next.task);
				return `${name} ${this.#standings.moment.task(next.task)?.ran ? "goes on" : "begins"}`;
			}
			case "callback":
				return this.#nameOf(next);
			case "clock":
				return `clock goes to ${this.#when(next.to)}`;
			case "over":
				return "the run is over";
			case "stuck":
				return "deadlock: all wait";
			default:
				return next satisfies never;
		}
	}

	#when(time: Seconds): string {
		const times = this.#times.slice(0, MOST_TIMES);
		return timesApart(times)[times.indexOf(time)] ?? "";
	}

	#whyRight(next: Next): string {
		switch (next.kind) {
			case "task":
			case "callback":
				return `${this.#nameOf(next)} was first in line.`;
			case "clock":
				return "nobody was ready, and this is what came first.";
			default:
				return "nobody is ready, and no timer is set.";
		}
	}

	#whyNot(next: Next): string {
		const [first] = this.#ready;
		switch (next.kind) {
			case "task":
			case "callback": {
				const place = this.#ready.findIndex((entry) => isSame(entry.next, next));
				if (next.kind === "task" && place < 0)
					return `${this.#nameOf(next)}: ${this.#standings.words(next.task)}.`;
				return `${this.#nameOf(next)} was no. ${place + 1} in line, ${first?.name} the first.`;
			}
			case "clock":
				return first === undefined
					? `something came earlier, at ${this.#when(this.#times[0] ?? 0)}.`
					: "while somebody is ready, the loop waits for no timer.";
			case "over":
				return "main was not done.";
			case "stuck":
				return this.#hasTimers ? "a timer was set." : "something was still to come.";
			default:
				return next satisfies never;
		}
	}

	#nameOf(next: Next): string {
		if (next.kind === "task") return this.#book.history.label(next.task);
		return this.#ready.find((entry) => isSame(entry.next, next))?.name ?? "";
	}
}

function isProgramsOwn(entry: Ready): boolean {
	if (entry.kind === "callback") return entry.callback === "call" || entry.callback === "done";
	return entry.kind === "task";
}

function nextOf(entry: Ready, place: number): Next {
	return entry.kind === "callback" ? { kind: "callback", entry: place } : { kind: "task", task: entry.task };
}

function isSame(one: Next, other: Next): boolean {
	switch (one.kind) {
		case "task":
			return isOf(other, one.task);
		case "callback":
			return other.kind === "callback" && other.entry === one.entry;
		case "clock":
			return other.kind === "clock" && other.to === one.to;
		default:
			return other.kind === one.kind;
	}
}

function isOf(next: Next, task: TaskId): boolean {
	return next.kind === "task" && next.task === task;
}

/** Tasks as their lanes come, and not as they stand in line; then callbacks. */
function inOrder(all: readonly Next[]): Next[] {
	const rank = (next: Next) => (next.kind === "task" ? next.task : Number.MAX_SAFE_INTEGER);
	return [...all].sort((a, b) => rank(a) - rank(b));
}
