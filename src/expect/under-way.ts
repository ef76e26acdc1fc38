// How many were at it at once, and how often they began.

import type { History } from "../history/history.ts";
import type { Seconds, TaskId } from "../recording/index.ts";
import { count, duration } from "../text/figures.ts";
import { listed } from "../text/words.ts";
import { isBefore } from "./bounds.ts";
import { type Failure, failure } from "./failure.ts";
import { type Life, livesOf, type Mark, nobody } from "./lives.ts";
import { type Who, whoText } from "./who.ts";

/**
 * Whether no more than `most` tasks are under way in bodies named `who`, ever. A body is under way from its first turn to its
 * end, save where it waits for a lock or a permit. What calls itself counts once.
 */
export function atMostAtOnce(history: History, most: number, who: Who): Failure | null {
	const lives = livesOf(history, who);
	if (lives.length === 0) return nobody(history, who);
	const under = new Map<TaskId, Life[]>();
	for (const { mark, life, by } of changesOf(lives)) {
		const now = under.get(life.task) ?? [];
		const next = by === 1 ? [...now, life] : now.filter((one) => one !== life);
		if (next.length === 0) under.delete(life.task);
		else under.set(life.task, next);
		if (under.size > most) return tooMany(most, who, mark, life, [...under.values()].flat());
	}
	return null;
}

function tooMany(most: number, who: Who, { at }: Mark, last: Life, under: readonly Life[]): Failure {
	const labels = under.map(({ label }) => label);
	const text = `at most ${count(most)} of ${whoText(who)} at once, but at ${duration(at)} there were ${count(labels.length)}: ${listed(labels)}`;
	return { text, at, who: labels, place: last.place };
}

interface Change {
	readonly mark: Mark;
	readonly life: Life;
	/** It is one more, or one less. */
	readonly by: 1 | -1;
}

/** When lives begin, stop and go on to be under way, in order. */
function changesOf(lives: readonly Life[]): readonly Change[] {
	return lives.flatMap(changesOfLife).sort((a, b) => a.mark.index - b.mark.index);
}

function changesOfLife(life: Life): Change[] {
	const { start, end, waits, turns } = life;
	if (start === null) return [];
	const begins = [start, ...waits.map(({ to }) => to)];
	const ends = [...waits.map(({ from }) => from), end];
	// Who begins by waiting to be let in has not been under way before.
	if (waits[0] !== undefined && turns[0]?.to === waits[0].from) {
		begins.shift();
		ends.shift();
	}
	const marked = (marks: readonly (Mark | null)[], by: 1 | -1) =>
		marks.flatMap((mark): Change[] => (mark === null ? [] : [{ mark, life, by }]));
	return [...marked(begins, 1), ...marked(ends, -1)];
}

/** Whether no more than `most` of those named `who` have their first turn within any `seconds`, the end of them not counted. */
export function startsInAnyWindow(
	history: History,
	seconds: Seconds,
	most: number,
	who: Who,
): Failure | null {
	const lives = livesOf(history, who);
	if (lives.length === 0) return nobody(history, who);
	const started = lives.filter((life): life is Life & { readonly start: Mark } => life.start !== null);
	started.sort((a, b) => a.start.index - b.start.index);
	for (const [index, last] of started.entries()) {
		const first = started[index - most];
		if (first === undefined || !isBefore(last.start.at, first.start.at + seconds)) continue;
		const window = started.slice(index - most, index + 1);
		const labels = window.map(({ label }) => label);
		const [from, to] = [duration(first.start.at), duration(last.start.at)];
		const wanted = `at most ${count(most)} of ${whoText(who)} begin within any ${duration(seconds)}`;
		const text = `${wanted}, but from ${from} to ${to} ${count(window.length)} did: ${listed(labels)}`;
		return failure(text, { at: last.start.at, who: labels, place: last.place });
	}
	return null;
}

/**
 * Whether those named `who` never leave the loop alone for longer than `most`: between a turn of one of them and the next, from
 * the first turn to the last end.
 */
export function silence(history: History, who: Who, most: Seconds): Failure | null {
	const lives = livesOf(history, who);
	if (lives.length === 0) return nobody(history, who);
	const over = history.elapsed;
	const turns = lives
		.flatMap((life) => life.turns.map(({ from, to }) => ({ life, from: from.at, to: to?.at ?? over })))
		.sort((a, b) => a.from - b.from);
	const goesOn = lives.some(({ start, end }) => start !== null && end === null);
	let heard = turns[0]?.to ?? 0;
	for (const { life, from, to } of turns) {
		if (isBefore(heard + most, from)) return tooSilent(who, most, heard, from, life);
		if (to > heard) heard = to;
	}
	return goesOn && isBefore(heard + most, over)
		? tooSilent(who, most, heard, over, turns.at(-1)?.life)
		: null;
}

function tooSilent(who: Who, most: Seconds, from: Seconds, to: Seconds, life: Life | undefined): Failure {
	const silent = `silent for ${duration(to - from)}, from ${duration(from)} to ${duration(to)}`;
	const text = `${whoText(who)} is never silent for more than ${duration(most)}, but it was ${silent}`;
	return failure(text, { at: to, who: life === undefined ? [] : [life.label], place: life?.place ?? null });
}
