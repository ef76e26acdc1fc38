// Why a step came about: the fact that brought it about, and who did that.

import { type CancelOrigin, type FactOf, NO_TASK, type TaskId } from "../recording/index.ts";
import type { History } from "./history.ts";
import type { Step, Steps } from "./steps.ts";

/** `fact`: the number of the fact to go to. */
export type StepCause = { readonly fact: number } & (
	| { readonly kind: "made" | "woken" | "handed" | "queued"; readonly task: TaskId; readonly by: TaskId }
	| { readonly kind: "timer" | "turn"; readonly task: TaskId }
	| { readonly kind: "asked"; readonly task: TaskId; readonly by: TaskId; readonly origin: CancelOrigin }
);

/** Null: nothing in the run brought it about. */
export function causeOf(steps: Steps, index: number): StepCause | null {
	const step = steps.at(index);
	const { history } = steps;
	if (step.kind === "turn") return ofTurn(step, history);
	if (step.kind === "callback") return ofCallback(step, history);
	return step.kind === "end" ? null : ofLoop(step, history);
}

function ofTurn({ task, from, to }: Step, history: History): StepCause | null {
	const { facts } = history.recording;
	let resumed = from;
	while (resumed < to && facts.at(resumed)?.kind !== "resumed") resumed += 1;
	for (let fact = history.previousOf(resumed); fact >= 0; fact = history.previousOf(fact)) {
		const told = facts.at(fact);
		if (told?.kind === "task-created")
			return told.by === NO_TASK ? null : { kind: "made", fact, task, by: told.by };
		if (told?.kind === "suspended")
			return { kind: told.wait.kind === "sleep" ? "timer" : "turn", fact, task };
		if (told?.kind === "woken") return ofWake(told, fact, history);
	}
	return null;
}

function ofWake(woken: FactOf<"woken">, fact: number, history: History): StepCause | null {
	const { cause, task } = woken;
	if (cause.kind === "timer") {
		const set = lastOf(fact, history, (told) => told.kind === "suspended");
		return set === null ? null : { kind: "timer", fact: set, task };
	}
	if (cause.kind !== "cancelled") {
		if (cause.by === NO_TASK) return { kind: "woken", fact, task, by: NO_TASK };
		return { kind: cause.kind === "handed" ? "handed" : "woken", fact, task, by: cause.by };
	}
	const asked = lastOf(
		fact,
		history,
		(told) => told.kind === "cancel-requested" && told.request === cause.request,
	);
	const request = asked === null ? undefined : history.recording.facts.at(asked);
	return asked !== null && request?.kind === "cancel-requested"
		? { kind: "asked", fact: asked, task, by: request.by, origin: request.origin }
		: { kind: "woken", fact, task, by: cause.by };
}

/** The last fact before that one, about the same task, for which `isIt` says so. */
function lastOf(
	fact: number,
	history: History,
	isIt: (told: FactOf<"suspended"> | FactOf<"cancel-requested">) => boolean,
): number | null {
	for (let before = history.previousOf(fact); before >= 0; before = history.previousOf(before)) {
		const told = history.recording.facts.at(before);
		if ((told?.kind === "suspended" || told?.kind === "cancel-requested") && isIt(told)) return before;
	}
	return null;
}

/** Who queued it: the last who queued one like it. */
function ofCallback({ from }: Step, history: History): StepCause | null {
	const { turn } = history.at(from);
	if (turn?.kind !== "callback") return null;
	for (let fact = from - 1; fact >= 0; fact -= 1) {
		const told = history.recording.facts.at(fact);
		if (told?.kind !== "callback-queued") continue;
		if (told.callback === turn.callback && told.label === turn.label && told.of === turn.of)
			return { kind: "queued", fact, task: told.of, by: told.task };
	}
	return null;
}

/** Of the clock: who set the first of its timers. Of the loop's own callbacks: whose end they tell. */
function ofLoop({ from, to }: Step, history: History): StepCause | null {
	const { facts } = history.recording;
	for (let fact = from; fact < to; fact += 1) {
		const told = facts.at(fact);
		if (told?.kind === "woken") return told.cause.kind === "timer" ? ofWake(told, fact, history) : null;
		if (told?.kind !== "callback-started") continue;
		const { turn } = history.at(fact);
		const of = turn?.kind === "callback" ? turn.of : NO_TASK;
		const ended = history
			.factsAbout(of)
			.findLast((one) => one < fact && facts.at(one)?.kind === "task-ended");
		return of === NO_TASK || ended === undefined
			? null
			: { kind: "woken", fact: ended, task: NO_TASK, by: of };
	}
	return null;
}
