// What came before what, and how near to it.

import type { History } from "../history/history.ts";
import { MICROSECOND, type Place, type Seconds } from "../recording/index.ts";
import { duration } from "../text/figures.ts";
import { isBefore } from "./bounds.ts";
import { type Failure, failure } from "./failure.ts";
import { livesOf, type Mark, nobody } from "./lives.ts";
import { isNamed, namesOfBody, type Who, whoText } from "./who.ts";

/** A moment to compare with: a time, or what happens: the first turn or the end of those named so, or a line that is printed. */
export type When =
	| Seconds
	| { readonly start: Who }
	| { readonly end: Who }
	| { readonly print: string | RegExp; readonly by?: Who };

/** What happens. */
export type Happening = Exclude<When, Seconds>;

/** One time that it happened. */
export interface Happened {
	/** `bread ends` */
	readonly text: string;
	/** Null: it has not happened, though whom it is about was there. */
	readonly mark: Mark | null;
	readonly who: string;
	readonly place: Place | null;
}

/** Every time that it happened, or should have; or why there is none. */
function happenedOf(history: History, what: Happening): readonly Happened[] | Failure {
	const found = "print" in what ? printsOf(history, what) : turnsOf(history, what);
	if (found.length > 0) return found;
	if ("print" in what) {
		const by = what.by === undefined ? "" : ` by ${whoText(what.by)}`;
		return failure(`"${whoText(what.print)}" is printed${by}, but it never was`);
	}
	return nobody(history, "start" in what ? what.start : what.end);
}

function turnsOf(
	history: History,
	what: Extract<Happening, { readonly start: Who } | { readonly end: Who }>,
): Happened[] {
	const isStart = "start" in what;
	return livesOf(history, isStart ? what.start : what.end).map((life) => ({
		text: `${life.label} ${isStart ? "begins" : "ends"}`,
		mark: isStart ? life.start : life.end,
		who: life.label,
		place: life.place,
	}));
}

function printsOf(
	history: History,
	{ print, by }: Extract<Happening, { readonly print: unknown }>,
): Happened[] {
	const found: Happened[] = [];
	history.replay({
		kinds: ["printed"],
		before: (fact, index, world) => {
			if (fact.kind !== "printed") return;
			if (typeof print === "string" ? fact.text !== print : fact.text.search(print) < 0) return;
			const task = world.task(fact.task);
			const names = task === undefined ? [] : [task.label, task.name];
			for (const span of task?.spans() ?? []) names.push(...namesOfBody(span.made));
			if (by !== undefined && !isNamed(by, names)) return;
			const who = task?.label ?? "loop";
			const text = `"${fact.text}" is printed by ${who}`;
			found.push({ text, mark: { at: fact.at, index }, who, place: fact.place ?? null });
		},
	});
	return found;
}

/** What is compared with: it happened, or it is a time (`index`: null). */
interface Other {
	readonly text: string;
	readonly at: Seconds;
	readonly index: number | null;
}

/** Whether every one of `what` happens before the first of `when`; at one moment the order of the facts counts. */
export function before(history: History, what: Happening, when: When): Failure | null {
	return compared(history, what, when, (one, others) => {
		const [first] = others;
		return first === undefined || isAsEarly(one, first) ? null : `before ${first.text}`;
	});
}

/** Whether every one of `what` happens after the last of `when`, which has to have happened. */
export function after(history: History, what: Happening, when: When): Failure | null {
	return compared(history, what, when, (one, others, missing) => {
		if (missing !== null) return `after ${missing}, which never happened`;
		const last = others.at(-1);
		return last === undefined || isAsLate(one, last) ? null : `after ${last.text}`;
	});
}

/** Whether each of `what` happens no further than `seconds` from the nearest of `when`. */
export function within(history: History, what: Happening, seconds: Seconds, when: When): Failure | null {
	return compared(history, what, when, (one, others, missing) => {
		const nearest = nearestTo(one.at, others);
		const wanted = `within ${duration(seconds)} of the moment when`;
		if (nearest === null) return `${wanted} ${missing}, which never happened`;
		return Math.abs(one.at - nearest.at) <= seconds + MICROSECOND ? null : `${wanted} ${nearest.text}`;
	});
}

/** In words, how one that happened breaks what is wanted; null: it does not. `missing`: of `when`, one that never happened. */
type Compare = (one: Mark, others: readonly Other[], missing: string | null) => string | null;

function compared(history: History, what: Happening, when: When, compare: Compare): Failure | null {
	const happened = happenedOf(history, what);
	if ("text" in happened) return happened;
	const known = othersOf(history, when);
	if ("text" in known) return known;
	for (const { mark, text, who, place } of happened) {
		if (mark === null) return failure(`${text}, but it never did`, { who: [who], place });
		const broken = compare(mark, known.others, known.missing);
		if (broken !== null) {
			const { at } = mark;
			const isSame = known.others.some((other) => other.index !== null && other.at === at);
			const was = isSame ? `at ${duration(at)} it was the other way round` : `it was at ${duration(at)}`;
			return failure(`${text} ${broken}, but ${was}`, { at, who: [who], place });
		}
	}
	return null;
}

/** What `when` stands for, in order; and of it, one that never happened. */
function othersOf(
	history: History,
	when: When,
): { readonly others: readonly Other[]; readonly missing: string | null } | Failure {
	if (typeof when === "number")
		return { others: [{ text: duration(when), at: when, index: null }], missing: null };
	const happened = happenedOf(history, when);
	if ("text" in happened) return happened;
	const others = happened.flatMap(({ text, mark }): Other[] =>
		mark === null ? [] : [{ text: `${text} (${duration(mark.at)})`, ...mark }],
	);
	others.sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
	return { others, missing: happened.find(({ mark }) => mark === null)?.text ?? null };
}

/** A time is no place in the order: what happens just then is both before and after it. */
function isAsEarly(one: Mark, other: Other): boolean {
	return other.index === null ? !isBefore(other.at, one.at) : one.index < other.index;
}

function isAsLate(one: Mark, other: Other): boolean {
	return other.index === null ? !isBefore(one.at, other.at) : one.index > other.index;
}

function nearestTo(at: Seconds, others: readonly Other[]): Other | null {
	let nearest: Other | null = null;
	for (const other of others)
		if (nearest === null || Math.abs(other.at - at) < Math.abs(nearest.at - at)) nearest = other;
	return nearest;
}
