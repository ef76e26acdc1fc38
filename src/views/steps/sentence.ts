// A step in one or a few sentences, and why it came about.

import type { Finding } from "../../findings/finding.ts";
import type { History } from "../../history/history.ts";
import { causeOf, type StepCause } from "../../history/step-cause.ts";
import type { Step, Steps } from "../../history/steps.ts";
import { errorSentence, NO_TASK } from "../../recording/index.ts";
import { counted, duration, timesApart } from "../../text/figures.ts";
import { withFullStop } from "../../text/words.ts";
import type { Act } from "./acts.ts";

/** A part of a sentence. `who`: whose step it is. `bad`: what went wrong. `quiet`: the way out. */
export interface Part {
	readonly text: string;
	readonly role: "who" | "plain" | "bad" | "quiet";
	/** The number of facts after which it is so. */
	readonly after: number;
}

/** The parts of a step, to be joined as they are. `notes`: sentences about what is found in other steps. */
export function partsOf(
	step: Step,
	acts: readonly Act[],
	history: History,
	findings: readonly Finding[],
	notes: readonly string[],
): Part[] {
	const parts =
		step.kind === "turn" || step.kind === "callback"
			? turnParts(step, acts, history)
			: loopParts(step, acts, history, findings);
	const told =
		step.kind === "end"
			? findings.filter(({ kind }) => kind !== "deadlock" && kind !== "livelock")
			: findings;
	return [
		...parts,
		...told.flatMap((finding) => findingParts(finding, step)),
		...notes.map((note): Part => ({ text: ` ${note}`, role: "bad", after: step.to })),
	];
}

/** The same as text. */
export function partsText(parts: readonly Part[]): string {
	return parts.map(({ text }) => text).join("");
}

function turnParts(step: Step, acts: readonly Act[], history: History): Part[] {
	const lead = acts.find(({ kind }) => kind === "lead");
	const isTurn = step.kind === "turn";
	const first = lead?.to ?? step.from + 1;
	const parts: Part[] = isTurn
		? [
				{ text: history.label(step.task), role: "who", after: first },
				{ text: ` ${lead?.words ?? "runs"}.`, role: "plain", after: first },
			]
		: [
				{ text: "The loop", role: "who", after: first },
				{ text: ` calls ${lead?.words ?? "a callback"}.`, role: "plain", after: first },
			];
	const does = acts.filter(({ kind }) => kind === "does" || kind === "ends");
	for (const [index, act] of does.entries()) {
		const isLast = index === does.length - 1;
		const joined = index === 0 ? " It " : isLast ? (act.kind === "ends" ? ", then " : " and ") : ", ";
		parts.push(partOf(act, joined + (isLast ? withFullStop(act.words) : act.words)));
	}
	return [...parts, ...saidParts(acts, history)];
}

function saidParts(acts: readonly Act[], history: History): Part[] {
	const nameIn = ({ from }: Act) => history.label(history.recording.facts.at(from)?.task ?? NO_TASK);
	return acts
		.filter(({ kind }) => kind === "says")
		.map((act) => partOf(act, ` ${capital(withFullStop(act.words), nameIn(act))}`));
}

/** @param name who it may be about: names keep their own first letters */
function capital(text: string, name: string): string {
	const isName = text.startsWith(`${name} `) && name !== "main";
	return !isName && BEGINNINGS.test(text) ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
}

/** What a sentence may begin with that is no name. */
const BEGINNINGS =
	/^(?:a|all|an|barrier|condition|coroutine|event|gather|its?|lock|main has|nobody|queue|semaphore|shield|somebody|that|the|this|wait) /;

function partOf({ to, isBad }: Act, text: string): Part {
	return { text, role: isBad ? "bad" : "plain", after: to };
}

function loopParts(step: Step, acts: readonly Act[], history: History, findings: readonly Finding[]): Part[] {
	if (step.kind === "end") {
		// What a finding tells, too, is said once.
		const found = new Set(findings.map(({ index }) => index + 1));
		const bad = acts.filter(({ isBad, to }) => isBad && !found.has(to));
		return [...endParts(step, history, findings), ...saidParts(bad, history)];
	}
	if (step.kind === "clock") return [...clockParts(step, history), ...saidParts(acts, history)];
	const [first, ...rest] = acts;
	if (first === undefined) return [{ text: "The loop goes on.", role: "plain", after: step.to }];
	const lead: Part = { text: "The loop", role: "who", after: first.to };
	const isStart = step.from === 0 && first.kind === "says";
	const words = isStart ? ` begins: ${withFullStop(first.words)}` : `: ${withFullStop(first.words)}`;
	return [lead, partOf(first, words), ...saidParts(rest, history)];
}

function clockParts(step: Step, history: History): Part[] {
	const before = history.recording.facts.at(step.from - 1)?.at ?? 0;
	const [from, to] = timesApart([before, step.began]);
	const switched = history.indexed("clock-switched")[0]?.[0] ?? Number.POSITIVE_INFINITY;
	const isVirtual = history.recording.header.clock === "virtual" && step.from <= switched;
	const text = isVirtual
		? ` jumps from ${from} to ${to}, since nothing is ready.`
		: ` goes from ${from} to ${to}: nothing was ready.`;
	return [
		{ text: "The clock", role: "who", after: step.from },
		{ text, role: "plain", after: step.from },
	];
}

function endParts(step: Step, history: History, findings: readonly Finding[]): Part[] {
	const { outcome, elapsed } = history;
	const after = step.to;
	const stuck = findings.find(({ kind }) => kind === "deadlock" || kind === "livelock");
	const part = (who: string, text: string, role: Part["role"] = "plain"): Part[] => [
		{ text: who, role: role === "bad" ? "bad" : "who", after },
		{ text, role: "plain", after },
	];
	switch (outcome.kind) {
		case "returned":
			return part("The run", ` is over, after ${duration(elapsed)}: main has returned.`);
		case "raised":
			return part(
				"The run",
				` is over, after ${duration(elapsed)}: ${withFullStop(errorSentence(outcome.error))}`,
				"bad",
			);
		case "deadlock":
		case "livelock": {
			const name = outcome.kind === "deadlock" ? "Deadlock" : "Livelock";
			if (stuck === undefined) return part(name, " at the end of the run.", "bad");
			return [...part(name, `: ${withFullStop(stuck.text)}`, "bad"), ...stuckParts(stuck, after)];
		}
		case "stopped":
			return part("The run", ` was stopped at ${duration(elapsed)}${STOPPED_BY[outcome.by]}.`);
		case "running":
			return part("The recording", ` breaks off at ${duration(elapsed)}.`);
		default:
			return outcome satisfies never;
	}
}

const STOPPED_BY = {
	until: ", as it was asked for",
	bound: ": it had done more than it may",
	interrupt: " by somebody",
	died: ": its process ended",
} as const;

function stuckParts({ cycle = [], details = [], wayOut }: Finding, after: number): Part[] {
	const parts: Part[] = [];
	const [likeliest] = details;
	if (cycle.length === 0 && likeliest !== undefined)
		parts.push({ text: ` ${capital(withFullStop(likeliest), "")}`, role: "plain", after });
	if (cycle.length === 1) parts.push({ text: ` ${cycle[0]} waits for itself.`, role: "plain", after });
	if (cycle.length > 1)
		parts.push({ text: ` ${[...cycle, cycle[0]].join(" waits for ")}.`, role: "plain", after });
	return [...parts, { text: ` Way out: ${withFullStop(wayOut)}`, role: "quiet", after }];
}

function findingParts({ text, task, wayOut, index }: Finding, { from, to }: Step): Part[] {
	const after = Math.min(Math.max(index + 1, from + 1), Math.max(to, from + 1));
	return [
		{ text: ` ${capital(withFullStop(text), task ?? "")}`, role: "bad", after },
		{ text: ` Way out: ${withFullStop(wayOut)}`, role: "quiet", after },
	];
}

/** Why a step came about, and where one has to go to see it. */
export interface Why {
	/** The number of the step. */
	readonly step: number;
	/** `main set its timer` */
	readonly words: string;
}

/** Null: nothing in the run brought it about. */
export function whyOf(steps: Steps, index: number, ring: ReadonlySet<number>): Why | null {
	const { history } = steps;
	if (steps.kindOf(index) === "end") return whyStuck(steps, ring);
	const cause = causeOf(steps, index);
	return cause === null ? null : { step: steps.ofFact(cause.fact), words: causeWords(cause, history) };
}

/** Who closed the ring. */
export function whyStuck(steps: Steps, ring: ReadonlySet<number>): Why | null {
	const { history } = steps;
	let last = -1;
	let by = NO_TASK;
	for (const task of ring) {
		const waits = history
			.factsAbout(task)
			.findLast((fact) => history.recording.facts.at(fact)?.kind === "suspended");
		if (waits !== undefined && waits > last) [last, by] = [waits, task];
	}
	if (by === NO_TASK) return null;
	const name = history.label(by);
	const words =
		ring.size === 1
			? `${name} began to wait for itself`
			: `${name} closed the ring of ${counted(ring.size, "task")}`;
	return { step: steps.ofFact(last), words };
}

function causeWords(cause: StepCause, history: History): string {
	const name = history.label(cause.task);
	switch (cause.kind) {
		case "timer":
			return `${name} set its timer`;
		case "turn":
			return `${name} gave up its turn`;
		case "made":
			return `${history.label(cause.by)} made ${name}`;
		case "handed":
			return `${history.label(cause.by)} left ${name} what it waited for`;
		case "queued":
			return `${cause.by === NO_TASK ? "the loop" : history.label(cause.by)} put it into the ready queue`;
		case "asked":
			return askedWords(cause, name, history);
		case "woken":
			if (cause.task === NO_TASK) return `${history.label(cause.by)} ended`;
			return cause.by === NO_TASK ? `the loop woke ${name}` : `${history.label(cause.by)} woke ${name}`;
		default:
			return cause satisfies never;
	}
}

function askedWords(
	{ origin, by }: Extract<StepCause, { kind: "asked" }>,
	name: string,
	history: History,
): string {
	switch (origin.kind) {
		case "limit":
			return `its time limit asked ${name} to stop`;
		case "group":
			return `its group asked ${name} to stop`;
		case "shutdown":
			return `the end of the run asked ${name} to stop`;
		case "signal":
			return `somebody from outside asked ${name} to stop`;
		case "task":
			return `${by === NO_TASK ? "the loop" : history.label(by)} asked ${name} to stop`;
		default:
			return origin satisfies never;
	}
}

/** How far a jump goes, for who has just made it: `3 steps back, 2.00 s`. */
export function distanceText(steps: Steps, from: number, to: number): string {
	const count = Math.abs(to - from);
	const time = Math.abs(steps.at(to).at - steps.at(from).at);
	const far = `${count} step${count === 1 ? "" : "s"} ${to < from ? "back" : "on"}`;
	return far + (time > 0 ? `, ${duration(time)}` : ", at the same instant");
}
