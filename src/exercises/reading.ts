// What the checks of exercises read off a run.

import { type Life, livesOf, type Mark } from "../expect/lives.ts";
import type { Line } from "../history/lines.ts";
import type { Fact, FactKind, FactOf, Place } from "../recording/index.ts";
import type { ExerciseRun } from "./exercise.ts";

/** A coroutine's body that has had a turn. */
export interface Body extends Life {
	readonly start: Mark;
	/** The first thing that it was called with, as its label says: `A` of `ask A`. */
	readonly of: string;
}

/** The bodies of the coroutine function of that name, in the order in which they began. */
export function bodiesOf<N extends object>({ history }: ExerciseRun<N>, name: string): readonly Body[] {
	return livesOf(history, name).flatMap((life) =>
		life.start === null ? [] : [{ ...life, start: life.start, of: life.label.slice(name.length + 1) }],
	);
}

/** How many of these were under way at once, at most. */
export function mostAtOnce(bodies: readonly Body[]): number {
	const changes = bodies.flatMap(({ start, end }) => [
		{ index: start.index, by: 1 },
		...(end === null ? [] : [{ index: end.index, by: -1 }]),
	]);
	let now = 0;
	let most = 0;
	for (const { by } of changes.toSorted((a, b) => a.index - b.index)) {
		now += by;
		most = Math.max(most, now);
	}
	return most;
}

/** The facts of a kind, in order. */
export function factsOf<N extends object, K extends FactKind>(
	{ recording }: ExerciseRun<N>,
	kind: K,
): readonly FactOf<K>[] {
	const isOfKind = (fact: Fact): fact is Fact & FactOf<K> => fact.kind === kind;
	return [...recording.facts].filter(isOfKind);
}

/** A line that was printed, and its place among all lines. */
export interface Printed extends Line {
	readonly index: number;
	/** Where it was printed; absent without places. */
	readonly place?: Place;
}

/** The lines that are that text, or begin as the expression does. */
export function printedLines<N extends object>(
	run: ExerciseRun<N>,
	text: string | RegExp,
): readonly Printed[] {
	const facts = factsOf(run, "printed").filter(({ stream }) => stream === undefined);
	return run.lines.flatMap((line, index) => {
		const isMeant = typeof text === "string" ? line.text === text : line.text.search(text) === 0;
		const place = facts[index]?.place;
		return isMeant ? [{ ...line, index, ...(place === undefined ? {} : { place }) }] : [];
	});
}

/** The first of them. */
export function printed<N extends object>(run: ExerciseRun<N>, text: string | RegExp): Printed | undefined {
	return printedLines(run, text)[0];
}

/** Seconds between things that happen "at once": under virtual time nothing takes time by itself; a busy machine needs some. */
export function atOnce<N extends object>({ recording }: ExerciseRun<N>): number {
	return isByWallClock({ recording }) ? 0.6 : 0.001;
}

/** Whether its times are those of the wall, from the beginning or since a thread took part. */
export function isByWallClock({ recording }: Pick<ExerciseRun, "recording">): boolean {
	return (
		recording.header.clock === "wall" || [...recording.facts].some(({ kind }) => kind === "clock-switched")
	);
}

/**
 * Whether its task has slept just before it printed that line (null: main, before its end): a guess in the place of a wait for
 * others. What the coroutine functions of these names sleep is their work.
 */
export function sleptBefore<N extends object>(
	run: ExerciseRun<N>,
	line: Printed | null,
	names: readonly string[],
): boolean {
	const facts = [...run.recording.facts];
	const lines = facts.flatMap((fact, index) =>
		fact.kind === "printed" && fact.stream === undefined ? [index] : [],
	);
	const who = line?.task ?? "main";
	const last = facts
		.slice(0, line === null ? facts.length : lines[line.index])
		.findLastIndex(
			(one) => one.kind === "suspended" && one.wait.kind !== "turn" && run.history.label(one.task) === who,
		);
	const fact = facts[last];
	if (fact?.kind !== "suspended" || fact.wait.kind !== "sleep") return false;
	return !names
		.flatMap((name) => bodiesOf(run, name))
		.some(
			({ task, start, end }) => task === fact.task && start.index < last && last < (end?.index ?? Infinity),
		);
}

/** Times that differ by less are the same for a check. */
const SAME = 1e-6;

/** Whether `a` is later than `b`, by more than `tolerance` seconds. */
export function isLater(a: number, b: number, tolerance = 0): boolean {
	return a - b > tolerance + SAME;
}
