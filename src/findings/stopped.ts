// A run that was stopped before its end: what stopped it, and what everybody who was left was about.

import type { History } from "../history/history.ts";
import type { StoppedBy } from "../history/outcome.ts";
import type { Task } from "../history/task.ts";
import { type Fact, type Seconds, type TaskId, toMicroseconds } from "../recording/index.ts";
import { count, duration } from "../text/figures.ts";
import { listed } from "../text/words.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";
import { stuckIn } from "./stuck.ts";
import { waitingOf } from "./waiting.ts";
import { placeWords } from "./words.ts";

/** Who has done nothing but sleep so many times only ticks. */
const LEAST_TICKS = 3;
/** So many facts before the end say what somebody is about. */
const MOST_LOOKED_AT = 100_000;

/** Who stopped it and when, who only ticks, who keeps the loop, and who waits for whom; who is stuck or was told to stop has a finding of its own. */
export function stopped(history: History): Finding[] {
	const { outcome } = history;
	if (outcome.kind !== "stopped") return [];
	const live = [...history.end.tasks()];
	const running = live.find(({ state }) => state === "running");
	const ticks = ticksIn(history, live);
	const ticking = live.filter(({ id }) => ticks.has(id));
	const told = new Set(
		stuckIn(history).findings.flatMap(({ waiting = [] }) => waiting.map((one) => one.taskId)),
	);
	// Who sleeps waits for nobody.
	const waiting = live.filter(
		({ id, isWaiting, wait }) => isWaiting && wait?.kind !== "sleep" && !told.has(id),
	);
	return [
		{
			kind: "stopped",
			index: history.length,
			task: null,
			at: history.elapsed,
			place: null,
			source: null,
			text: causeText(history, outcome.by, outcome.exit),
			wayOut: wayOut(outcome.by, outcome.exit, running !== undefined),
			details: [
				...(running === undefined ? [] : [runningText(running, outcome.by)]),
				...tickTexts(ticking, ticks),
				...mainText(history),
			],
			waiting: waitingOf(waiting, history),
			cycle: [],
		},
	];
}

function causeText(history: History, by: StoppedBy, exit?: number | string): string {
	switch (by) {
		case "until":
			return "this is the time up to which it was to run, and it had not ended";
		case "bound":
			return `it had told ${count(history.length)} facts by then, and had not ended`;
		case "interrupt":
			return "it was interrupted, and had not ended";
		case "died":
			if (typeof exit === "string") return `its process was ended by ${exit}`;
			return `its process ended${exit === undefined ? "" : ` with exit code ${exit}`}, and main had not`;
		default:
			return by satisfies never;
	}
}

function wayOut(by: StoppedBy, exit: number | string | undefined, isHeld: boolean): string {
	if (by === "died")
		return typeof exit === "string"
			? "find out what ended the process; stderr may say it"
			: "let main return, or raise an error, instead of ending the process; stderr may say what did";
	if (isHeld) return "let the coroutine that keeps the loop come to an end, or suspend now and then";
	return "if it is to come to an end, let the task that goes on return, or cancel it";
}

/** It had the loop when the run was broken off: within a turn nothing else can happen. */
function runningText(task: Readonly<Task>, by: StoppedBy): string {
	const after = task.place === null ? "" : `, after its wait${placeWords(task.place)}`;
	const turn = `the turn was with ${task.label} since ${duration(task.since)}${after}`;
	return by === "died" ? turn : `${turn}: it did not give it up, so nobody else could run`;
}

function tickTexts(ticking: readonly Readonly<Task>[], ticks: ReadonlyMap<TaskId, Seconds | null>): string[] {
	const [only, ...others] = ticking;
	if (only === undefined) return [];
	if (others.length > 0) {
		const names = listed(ticking.map(({ label }) => label));
		return [`only ticking: ${names} sleep again and again, and do nothing else`];
	}
	const each = ticks.get(only.id) ?? null;
	const long = each === null ? "" : ` for ${duration(each)}`;
	const where = placeWords(placeOf(only));
	return [`only ticking: ${only.label} sleeps${long} again and again, and does nothing else${where}`];
}

/** Where main has ended, the run went on with what it left. */
function mainText(history: History): string[] {
	const endedAt = history.task(history.main)?.endedAt ?? null;
	if (endedAt === null) return [];
	return [`the run went on after main had ended at ${duration(endedAt)}: what it left did not stop`];
}

/** What is known of a task when the facts are read from the last to the first. */
interface Ticking {
	ticks: number;
	/** How long it slept each time; null: not always as long. */
	each: Seconds | null;
	isOver: boolean;
}

/** The tasks that did nothing but sleep lately, each with how long. */
function ticksIn(history: History, live: readonly Readonly<Task>[]): ReadonlyMap<TaskId, Seconds | null> {
	const { facts } = history.recording;
	const all = new Map(live.map(({ id }): [TaskId, Ticking] => [id, { ticks: 0, each: null, isOver: false }]));
	let left = all.size;
	const first = Math.max(0, history.length - MOST_LOOKED_AT);
	for (let index = history.length - 1; index >= first && left > 0; index -= 1) {
		const fact = facts.at(index);
		const task = fact === undefined ? undefined : all.get(fact.task);
		if (fact === undefined || task === undefined || task.isOver) continue;
		if (isTick(fact)) note(fact, task);
		task.isOver = !isTick(fact) || task.ticks >= MOST_TICKS;
		if (task.isOver) left -= 1;
	}
	return new Map(
		[...all].filter(([, { ticks }]) => ticks >= LEAST_TICKS).map(([id, { each }]) => [id, each]),
	);
}

/** Enough to know. */
const MOST_TICKS = 20;

/** Whether it is a part of sleeping, and nothing else. */
function isTick(fact: Fact): boolean {
	if (fact.kind === "suspended") return fact.wait.kind === "sleep";
	if (fact.kind === "woken") return fact.cause.kind === "timer";
	return fact.kind === "resumed";
}

function note(fact: Fact, task: Ticking): void {
	if (fact.kind !== "suspended" || fact.wait.kind !== "sleep") return;
	const each = toMicroseconds(fact.wait.until - fact.at);
	task.each = task.ticks === 0 || task.each === each ? each : null;
	task.ticks += 1;
}
