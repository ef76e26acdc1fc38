// Questions, what a run shows of their answers, and the words for it.

import type { Finding } from "../../findings/finding.ts";
import {
	type Cause,
	type Ending,
	type Fact,
	type FactKind,
	type FactOf,
	type Names,
	NO_TASK,
	placeText,
	waitText,
} from "../../recording/index.ts";
import { briefDuration, duration } from "../../text/figures.ts";
import type { ReadRun } from "../told-run.ts";

/** A question about a run, asked before it is shown. The run itself gives the right choice. */
export interface Question {
	readonly text: string;
	readonly choices: readonly [string, string, ...string[]];
	/** The right choice, read off the run. */
	readonly answer: (run: ReadRun) => string;
	/** The one event that decides between the choices. */
	readonly decides: (run: ReadRun) => Evidence | undefined;
	/** Why it is so, one or two sentences. */
	readonly why: string;
}

/** A question of the course, with the run that answers it. */
export interface CourseQuestion extends Question {
	/** 1 to 7. */
	readonly section: number;
	readonly demo: string;
	readonly variant: string;
	/** In place of the demo's defaults. */
	readonly parameters?: Readonly<Record<string, number>>;
}

/** Something that happened, with its number among all facts. */
export type Numbered<F = Fact> = F & { readonly index: number };

/** What is shown to prove an answer: something that happened, or something that is wrong. */
export type Evidence = Numbered | Finding;

/** The facts of one kind, in order. */
export function factsOf<K extends FactKind>({ history }: ReadRun, kind: K): Numbered<FactOf<K>>[] {
	const isOfKind = (fact: Fact): fact is Extract<Fact, FactOf<K>> => fact.kind === kind;
	const found: Numbered<FactOf<K>>[] = [];
	let index = 0;
	for (const fact of history.recording.facts) {
		if (isOfKind(fact)) found.push({ ...fact, index });
		index += 1;
	}
	return found;
}

/** How long it took: `4.5 s`. */
export function totalOf({ history }: ReadRun): string {
	return briefDuration(history.elapsed);
}

/** The first line that begins like this. */
export function lineLike(run: ReadRun, start: string): Numbered<FactOf<"printed">> | undefined {
	return factsOf(run, "printed").find(({ text }) => text.trimStart().startsWith(start));
}

/** The lines that begin like this. */
export function linesLike({ history }: ReadRun, start: string): string[] {
	return history.lines.map(({ text }) => text.trimStart()).filter((text) => text.startsWith(start));
}

/** The tasks beside main that ended like this. */
export function endedLike(run: ReadRun, how: Ending["how"]): Numbered<FactOf<"task-ended">>[] {
	const { main } = run.history;
	return factsOf(run, "task-ended").filter(({ task, ending }) => task !== main && ending.how === how);
}

/** What woke main for the last time: the end of the task that it awaited, or its own timer. */
export function lastWakeOfMain(run: ReadRun): Evidence | undefined {
	const wake = factsOf(run, "woken").findLast(({ task }) => task === run.history.main);
	const { cause } = wake ?? {};
	const ended = factsOf(run, "task-ended");
	return cause?.kind === "result" ? ended.findLast(({ task }) => task === cause.by) : wake;
}

/** The first request to stop that was made of a task. */
export function firstRequest(run: ReadRun): Numbered<FactOf<"cancel-requested">> | undefined {
	return factsOf(run, "cancel-requested")[0];
}

/** Where a CancelledError was raised for the first time. */
export function firstDelivery(run: ReadRun): Numbered<FactOf<"resumed">> | undefined {
	return factsOf(run, "resumed").find((fact) => causeOf(run, fact)?.kind === "cancelled");
}

/** Why a task resumes: what woke it since it last ran. Null: its turn has come. */
function causeOf(run: ReadRun, { index, task }: Numbered<FactOf<"resumed">>): Cause | null {
	const { facts } = run.history.recording;
	for (let before = index - 1; before >= 0; before -= 1) {
		const fact = facts.at(before);
		if (fact?.task !== task) continue;
		if (fact.kind === "woken") return fact.cause;
		if (fact.kind === "suspended") return null;
	}
	return null;
}

/** One event on one line: `2.00 s  API-1  goes on: its timer is due   fetch.ts:14`. */
export function eventText(run: ReadRun, event: Evidence, withPlace = true): string {
	const names: Names = {
		task: (id) => (id === NO_TASK ? "the loop" : run.history.label(id)),
		resource: (id) => run.history.names.resource(id),
	};
	const place = event.kind !== "printed" && "place" in event ? event.place : null;
	const where = place && withPlace ? `   ${placeText(place)}` : "";
	// A finding names its task itself.
	const what = isFinding(event)
		? event.text
		: `${names.task(event.task)}  ${whatHappened(run, event, names)}`;
	return `${duration(event.at)}  ${what}${where}`;
}

function isFinding(event: Evidence): event is Finding {
	return "wayOut" in event;
}

function whatHappened(run: ReadRun, event: Numbered, names: Names): string {
	switch (event.kind) {
		case "task-created":
			return `is made by ${names.task(event.by)}, and has not run yet`;
		case "suspended":
			return `waits for ${waitText(event.wait, names)}`;
		case "woken":
			return `may go on: ${causeText(event.cause, names)}`;
		case "resumed": {
			const cause = causeOf(run, event);
			if (cause === null) return "goes on: its turn has come";
			return cause.kind === "cancelled"
				? "gets CancelledError at its await"
				: `goes on: ${causeText(cause, names)}`;
		}
		case "task-ended":
			return endingText(event.ending);
		case "cancel-requested":
			return `is asked to stop by ${askerText(event, names)}`;
		case "printed":
			return `prints "${event.text.trim()}"`;
		case "blocked":
			return `blocks the loop for ${duration(event.seconds)}: nobody else can run`;
		default:
			return event.kind.replaceAll("-", " ");
	}
}

function askerText({ origin, by }: FactOf<"cancel-requested">, names: Names): string {
	switch (origin.kind) {
		case "group":
			return "its group";
		case "limit":
			return "its time limit";
		case "signal":
			return "a signal";
		case "shutdown":
		case "task":
			return names.task(by);
		default:
			return origin satisfies never;
	}
}

function causeText(cause: Cause, names: Names): string {
	switch (cause.kind) {
		case "timer":
			return "its timer is due";
		case "result":
			return `${names.task(cause.by)} has ended what it waited for`;
		case "handed":
			return `${names.task(cause.by)} handed over what it waited for`;
		case "cancelled":
			return `${names.task(cause.by)} asked it to stop`;
		default:
			return cause satisfies never;
	}
}

function endingText(ending: Ending): string {
	switch (ending.how) {
		case "returned":
			return "is done";
		case "raised":
			return `fails with ${ending.error.name}: ${ending.error.message}`;
		case "cancelled":
			return "is cancelled";
		default:
			return ending satisfies never;
	}
}
