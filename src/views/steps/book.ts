// A run that is gone through step by step: what page and terminal both ask.

import type { Finding } from "../../findings/finding.ts";
import { stuckIndex } from "../../findings/waiting.ts";
import type { History } from "../../history/history.ts";
import { type Step, Steps } from "../../history/steps.ts";
import { type Life, LifeReader, livesOf } from "../../history/stretches.ts";
import type { Fact, TaskId } from "../../recording/index.ts";
import { plainLine } from "../../text/width.ts";
import { listed } from "../../text/words.ts";
import { type Act, actsOf } from "./acts.ts";
import { FEW_TASKS } from "./lanes.ts";
import { type Onset, onsetOf } from "./onset.ts";
import { type Part, partsOf, partsText, type Why, whyOf } from "./sentence.ts";
import { Standings } from "./standing.ts";

/** So many moments are kept at most. */
const MOST_KEPT = 4;

export class StepBook {
	readonly history: History;
	readonly steps: Steps;
	/** By step. */
	readonly #findings = new Map<number, Finding[]>();
	/** The lives of the first tasks: of a run that has no others they are all that is drawn. */
	readonly #first = new LifeReader((task) => task <= FEW_TASKS);
	readonly #lives = new Map<TaskId, Life>();
	/** By the number of facts, the latest last. */
	readonly #standings = new Map<number, Standings>();
	/** Of the step that was asked for last: sentence and source ask for the same. */
	#acts: { readonly index: number; readonly acts: readonly Act[] } | null = null;
	#searched: string[] | null = null;
	#onsets: readonly Onset[] | null = null;

	constructor(history: History, findings: readonly Finding[]) {
		this.history = history;
		this.steps = new Steps(history, [this.#first]);
		const stuck = stuckIndex(history);
		for (const finding of findings) {
			const step = finding.index >= stuck ? this.steps.length - 1 : this.steps.ofFact(finding.index);
			const known = this.#findings.get(step);
			if (known === undefined) this.#findings.set(step, [finding]);
			else known.push(finding);
		}
	}

	get length(): number {
		return this.steps.length;
	}

	step(index: number): Step {
		return this.steps.at(index);
	}

	/** The lives of `tasks`, in their order. */
	lives(tasks: readonly TaskId[]): Life[] {
		const others = tasks.filter((task) => task > FEW_TASKS && !this.#lives.has(task));
		if (others.length > 0) for (const life of livesOf(this.history, others)) this.#lives.set(life.task, life);
		return tasks.map((task) => this.#lives.get(task) ?? this.#first.life(task));
	}

	findings(index: number): readonly Finding[] {
		return this.#findings.get(index) ?? [];
	}

	get hasFindings(): boolean {
		return this.#findings.size > 0;
	}

	/** Where what is found later began, as far as that is an earlier step. */
	get onsets(): readonly Onset[] {
		this.#onsets ??= Array.from(this.#findings, ([step, findings]) =>
			findings.flatMap((finding) => onsetOf(finding, step, this.steps) ?? []),
		).flat();
		return this.#onsets;
	}

	parts(index: number): Part[] {
		return partsOf(
			this.step(index),
			this.acts(index),
			this.history,
			this.findings(index),
			this.#notes(index),
		);
	}

	#notes(index: number): string[] {
		const begins = this.onsets.filter(({ step }) => step === index).map(({ words }) => words);
		if (index < this.length - 1) return begins;
		const told = [...this.#findings.keys()].filter((step) => step < index).sort((a, b) => a - b);
		if (told.length === 0) return begins;
		const steps = listed(told.map((step) => String(step + 1)));
		return [
			...begins,
			told.length === 1 ? `A fault was found in step ${steps}.` : `Faults were found in steps ${steps}.`,
		];
	}

	/** What happened in a step, in sentences. */
	text(index: number): string {
		return partsText(this.parts(index));
	}

	acts(index: number): readonly Act[] {
		if (this.#acts?.index === index) return this.#acts.acts;
		const step = this.step(index);
		const { acts, after } = actsOf(step, this.history);
		this.#acts = { index, acts };
		// What is true after the step is asked for next.
		if (!this.#standings.has(step.to)) this.#keep(step.to, new Standings(after, this.history));
		return acts;
	}

	/** How everybody stands after so many facts. */
	standings(facts: number): Standings {
		return (
			this.#standings.get(facts) ?? this.#keep(facts, new Standings(this.history.at(facts - 1), this.history))
		);
	}

	#keep(facts: number, standings: Standings): Standings {
		this.#standings.set(facts, standings);
		const [oldest] = this.#standings.keys();
		if (this.#standings.size > MOST_KEPT && oldest !== undefined) this.#standings.delete(oldest);
		return standings;
	}

	/** How everybody stands after a step; at the end of a run that is stuck, as it was when it got stuck. */
	standingsAfter(index: number): Standings {
		const { kind, from, to } = this.step(index);
		if (kind !== "end") return this.standings(to);
		// That main has ended is heard first.
		const isHeard = this.history.recording.facts.at(from)?.kind === "callback-started";
		return this.standings(isHeard ? from + 1 : from);
	}

	/** Why a step came about. */
	why(index: number): Why | null {
		const isEnd = this.step(index).kind === "end";
		return whyOf(this.steps, index, isEnd ? this.standingsAfter(index).ring : new Set());
	}

	/** The next step in which something happens to a task, or the one before (`by` is -1); null: there is none. */
	nextOf(task: TaskId, index: number, by: 1 | -1): number | null {
		const steps = this.steps.ofTask(task);
		return (by > 0 ? steps.find((one) => one > index) : steps.findLast((one) => one < index)) ?? null;
	}

	/** The next step with the clock at another time, or the one before. */
	nextClock(index: number, by: 1 | -1): number {
		for (let step = index + by; step > 0 && step < this.length - 1; step += by)
			if (this.steps.kindOf(step) === "clock") return step;
		return by > 0 ? this.length - 1 : 0;
	}

	/** The numbers of the steps in which that was said or happened, whatever the case of its letters. */
	find(text: string): number[] {
		const wanted = text.trim().toLowerCase();
		if (wanted === "") return [];
		this.#searched ??= this.#index();
		return this.#searched.flatMap((words, index) => (words.includes(wanted) ? [index] : []));
	}

	/** What steps are found by: the sentences would take a state of the run for each. */
	#index(): string[] {
		const texts: string[] = [];
		const { facts } = this.history.recording;
		for (let index = 0; index < this.length; index += 1) {
			const { kind, task, from, to } = this.step(index);
			const words = [
				kind === "turn" ? this.history.label(task) : kind === "clock" ? "the clock jumps" : "the loop",
			];
			for (let fact = from; fact < to; fact += 1) {
				const told = facts.at(fact);
				if (told !== undefined) words.push(this.#wordsOf(told));
			}
			for (const { kind: found, text } of this.findings(index)) words.push(found, text);
			texts.push(words.join(" ").toLowerCase());
		}
		return texts;
	}

	#wordsOf(fact: Fact): string {
		const name = this.history.label(fact.task);
		switch (fact.kind) {
			case "task-created":
				return `makes ${name}`;
			case "suspended":
				return fact.wait.kind === "sleep" ? "sleeps" : `waits for ${this.#waitWords(fact.wait)}`;
			case "woken":
				if (fact.cause.kind === "timer") return `the timer of ${name} is due`;
				return `wakes ${name}${fact.cause.kind === "cancelled" ? " CancelledError" : ""}`;
			case "task-ended":
				return fact.ending.how === "raised"
					? `fails ${fact.ending.error.name} ${fact.ending.error.message}`
					: fact.ending.how === "cancelled"
						? "cancelled"
						: "done";
			case "span-started":
				return `calls ${fact.label}`;
			case "cancel-requested":
				return `asks ${name} to stop cancel`;
			case "resource-used":
				return `${fact.use} ${this.history.names.resource(fact.resource)}`;
			case "printed":
				return plainLine(fact.text);
			case "blocked":
				return "blocks the loop";
			case "limit-expired":
				return "time limit expired timeout";
			default:
				return "";
		}
	}

	#waitWords(wait: Extract<Fact, { kind: "suspended" }>["wait"]): string {
		if (wait.kind === "task") return this.history.label(wait.of);
		if (wait.kind === "tasks") return wait.by;
		return "resource" in wait ? this.history.names.resource(wait.resource) : wait.kind;
	}
}
