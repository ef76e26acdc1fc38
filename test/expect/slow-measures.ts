// What expectations are about, measured in the plainest way: fact by fact, in a world that takes them in one at a time.

import type { History } from "../../src/history/history.ts";
import type { Task } from "../../src/history/task.ts";
import { World } from "../../src/history/world.ts";
import {
	type Fact,
	type Recording,
	type Seconds,
	type TaskId,
	toMicroseconds,
} from "../../src/recording/index.ts";

/** The names in a recording: of tasks, and of functions. */
export function namesIn({ facts }: Recording): string[] {
	const names = new Set<string>();
	for (const fact of facts) {
		if (fact.kind === "task-created") names.add(fact.label).add(fact.name);
		if (fact.kind === "span-started") names.add(fact.label).add(fact.name);
	}
	return [...names];
}

/** Calls `look` after each fact. */
function walk({ facts }: Recording, look: (world: World, fact: Fact, index: number) => void): void {
	const world = new World();
	let index = 0;
	for (const fact of facts) {
		world.apply(fact);
		look(world, fact, index);
		index += 1;
	}
}

/** Whether a body of that name is open in the task; where its tasks have no body of that name, the task itself has begun. */
function isAt(history: History, who: string, task: Readonly<Task>): boolean {
	if (hasBody(history.recording, who, task.id))
		return [...task.spans()].some(({ made }) => made.label === who || made.name === who);
	return isTask(history, who, task) && task.ran;
}

function isTask(history: History, who: string, task: Readonly<Task>): boolean {
	return history.label(task.id) === who || task.made.name === who;
}

function hasBody({ facts }: Recording, who: string, task: TaskId): boolean {
	for (const fact of facts)
		if (fact.kind === "span-started" && fact.task === task && (fact.label === who || fact.name === who))
			return true;
	return false;
}

/** The most tasks that are under way in `who` after any fact. */
export function mostAtOnce(history: History, who: string): number {
	let most = 0;
	walk(history.recording, ({ tasks }, _fact, index) => {
		const at = [...tasks.live].filter(
			(task) => isAt(history, who, task) && !isAtPermit(task) && !beginsByWaiting(history, who, task, index),
		);
		most = Math.max(most, at.length);
	});
	return most;
}

function isAtPermit({ state, wait }: Readonly<Task>): boolean {
	return state !== "running" && (wait?.kind === "lock" || wait?.kind === "semaphore");
}

/** Whether all of its bodies of that name are in a first turn that ends in a wait for a permit. */
function beginsByWaiting(history: History, who: string, { id }: Readonly<Task>, index: number): boolean {
	const facts = [...history.recording.facts];
	return livesOf(history, who)
		.filter(
			({ task, start, end }) => task === id && (start ?? index + 1) <= index && (end ?? index + 1) > index,
		)
		.every(({ start, end }) => {
			const stop = facts.findIndex(
				(fact, at) => at > (start ?? 0) && fact.kind === "suspended" && fact.task === id,
			);
			const fact = facts[stop];
			const isFirst = index < stop && (end === null || stop < end);
			return isFirst && fact?.kind === "suspended" && ["lock", "semaphore"].includes(fact.wait.kind);
		});
}

/** When each body of that name, or task without one, begins and ends. */
export function livesOf(history: History, who: string) {
	const { recording } = history;
	const lives: {
		task: TaskId;
		span: number;
		start: number | null;
		end: number | null;
		how: string | null;
	}[] = [];
	const facts = [...recording.facts];
	for (const [index, fact] of facts.entries()) {
		if (fact.kind === "span-started" && (fact.label === who || fact.name === who)) {
			const { task, span } = fact;
			const end = facts.findIndex((other) => other.kind === "span-ended" && other.span === span);
			lives.push({ task, span, start: index, end: end < 0 ? null : end, how: howOf(facts[end]) });
		}
		if (fact.kind === "task-created" && (history.label(fact.task) === who || fact.name === who)) {
			const { task } = fact;
			if (hasBody(recording, who, task)) continue;
			const start = facts.findIndex((other) => other.kind === "resumed" && other.task === task);
			const end = facts.findIndex((other) => other.kind === "task-ended" && other.task === task);
			const begun = start < 0 ? null : start;
			lives.push({ task, span: 0, start: begun, end: end < 0 ? null : end, how: howOf(facts[end]) });
		}
	}
	return lives;
}

function howOf(fact: Fact | undefined): string | null {
	return fact?.kind === "span-ended" || fact?.kind === "task-ended" ? fact.ending.how : null;
}

/** The most that begin in any stretch of so many seconds. */
export function mostStarts(history: History, who: string, seconds: Seconds): number {
	const starts = timesOf(
		history,
		livesOf(history, who).map(({ start }) => start),
	);
	return Math.max(
		0,
		...starts.map((from) => starts.filter((at) => at >= from && toMicroseconds(at - from) < seconds).length),
	);
}

/** The times of facts. */
export function timesOf({ recording }: History, indexes: readonly (number | null)[]): Seconds[] {
	return indexes.flatMap((index) => (index === null ? [] : [recording.facts.at(index)?.at ?? 0]));
}

/** The longest stretch in which none of `who` has a turn, between the first turn and the last end. */
export function longestSilence(history: History, who: string): Seconds {
	const lives = livesOf(history, who).filter(({ start }) => start !== null);
	if (lives.length === 0) return 0;
	const last = lives.some(({ end }) => end === null)
		? history.elapsed
		: Math.max(
				...timesOf(
					history,
					lives.map(({ end }) => end),
				),
			);
	let heard: Seconds | null = null;
	let longest = 0;
	let wasAt = false;
	const hear = (at: Seconds) => {
		if (heard !== null && !wasAt) longest = Math.max(longest, at - heard);
		heard = at;
	};
	walk(history.recording, ({ tasks }, fact) => {
		const runs = [...tasks.live].some((task) => task.state === "running" && isAt(history, who, task));
		if (runs || wasAt) hear(fact.at);
		wasAt = runs;
	});
	if (heard !== null && !wasAt && heard < last) longest = Math.max(longest, last - heard);
	return toMicroseconds(longest);
}

/** The highest level of the resources of that name. */
export function highestLevel(recording: Recording, name: string): number {
	let most = 0;
	walk(recording, ({ resources }) => {
		for (const one of resources.values()) if (one.made.name === name) most = Math.max(most, one.level);
	});
	return most;
}

/** The labels of the tasks other than main that live on when main ends. */
export function leftAtEnd(history: History): string[] {
	const left: string[] = [];
	walk(history.recording, ({ tasks }, fact) => {
		if (fact.kind !== "task-ended" || fact.task !== history.main) return;
		for (const task of tasks.live) left.push(task.label);
	});
	return left;
}
