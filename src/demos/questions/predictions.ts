// What is asked about a run before it is shown.

import { buildTimeline } from "../../history/lanes/build-timeline.ts";
import { hasEnded, neverEnds } from "../../history/outcome.ts";
import { briefDuration } from "../../text/figures.ts";
import type { ReadRun } from "../told-run.ts";
import { endedLike, factsOf, lastWakeOfMain, type Question, totalOf } from "./evidence.ts";
import { guesses } from "./guesses.ts";

/** A variant, as it is asked about. */
export interface AskedVariant {
	readonly name: string;
	readonly summary: string;
}

/** The point of a variant of the course as a question; null where none is asked, or its choices don't fit these numbers. */
export function guessOf(
	demo: string,
	variant: string,
	run: ReadRun,
	all: readonly ReadRun[],
): Question | null {
	const guess = guesses[demo]?.[variant];
	if (guess === undefined) return null;
	const { choices = () => likelyTimes(run, all) } = guess;
	const texts = typeof choices === "function" ? choices(run) : turned(choices, guess.text.length);
	if (!texts.includes(guess.answer(run))) return null;
	return asQuestion(texts, guess);
}

/** The greatest number of choices. With more nothing is asked. */
const MOST_CHOICES = 5;

/** The choices from another one on, so that the right one is not always the first. */
function turned(choices: readonly string[], by: number): string[] {
	const first = by % choices.length;
	return [...choices.slice(first), ...choices.slice(0, first)];
}

/** Questions about any run, made from it: how it ends, how long it takes, which task is first, which is cancelled. */
export function questionsOf(variant: AskedVariant, run: ReadRun, all: readonly ReadRun[]): Question[] {
	const asked = [
		endQuestion(variant, run, all),
		totalQuestion(variant, run, all),
		firstQuestion(variant, run),
		cancelledQuestion(variant, run),
	];
	return asked.filter((question) => question !== null);
}

/** Asked where one of the variants does not return. */
function endQuestion({ name }: AskedVariant, { history }: ReadRun, all: readonly ReadRun[]): Question | null {
	const { kind } = history.outcome;
	const isKnown = hasEnded(kind) || neverEnds(kind);
	if (!isKnown || all.every((run) => run.history.outcome.kind === "returned")) {
		return null;
	}
	return {
		text: `How does ${name} end?`,
		choices: ["it comes to its end", "it raises an error", "never: somebody waits for ever"],
		answer: endOf,
		decides: (run) =>
			run.findings[0] ?? factsOf(run, "task-ended").find(({ task }) => task === run.history.main),
		why: "",
	};
}

function endOf({ history: { outcome } }: ReadRun): string {
	switch (outcome.kind) {
		case "returned":
			return "it comes to its end";
		case "raised":
			return "it raises an error";
		default:
			return "never: somebody waits for ever";
	}
}

function totalQuestion(
	{ name, summary }: AskedVariant,
	run: ReadRun,
	all: readonly ReadRun[],
): Question | null {
	if (!hasEnded(run.history.outcome.kind)) {
		return null;
	}
	return asQuestion(likelyTimes(run, all), {
		text: `How long does ${name} take${summary === "" ? "" : ` (${summary})`}?`,
		answer: totalOf,
		decides: lastWakeOfMain,
		why: "",
	});
}

/** What one might think: the sum of all waits, the longest, the times of the others. */
function likelyTimes(run: ReadRun, all: readonly ReadRun[]): string[] {
	const { waited, busy, longestWait } = buildTimeline(run.history, { lanes: 0 }).statistics;
	const times = [
		run.history.elapsed,
		waited + busy,
		longestWait,
		...all.map(({ history }) => history.elapsed),
		run.history.elapsed * 2,
	];
	const texts = [...new Set(times.filter((time) => time > 0).map(briefDuration))].slice(0, 4);
	return texts.sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b));
}

/** Which task ends first. Not asked where two end at the same time. */
function firstQuestion({ name }: AskedVariant, run: ReadRun): Question | null {
	const ends = factsOf(run, "task-ended").filter(({ task }) => task !== run.history.main);
	const [first, second] = ends;
	if (first === undefined || second === undefined || first.at === second.at || ends.length > MOST_CHOICES) {
		return null;
	}
	const tasks = ends.map(({ task }) => task).sort((a, b) => a - b);
	return asQuestion(
		tasks.map((task) => run.history.label(task)),
		{
			text: `Which task is over first in ${name}?`,
			answer: () => run.history.label(first.task),
			decides: () => first,
			why: "",
		},
	);
}

/** Asked only where a task is cancelled. */
function cancelledQuestion({ name }: AskedVariant, run: ReadRun): Question | null {
	const tasks = factsOf(run, "task-created").filter(({ task }) => task !== run.history.main);
	const cancelled = endedLike(run, "cancelled");
	if (tasks.length > MOST_CHOICES || cancelled.length === 0) {
		return null;
	}
	const names = cancelled.map(({ task }) => run.history.label(task));
	const answer = names.join(" and ");
	const choices = [...new Set([...tasks.map(({ label }) => label), answer, "none"])];
	return asQuestion(choices, {
		text: `Which task is cancelled in ${name}?`,
		answer: () => answer,
		decides: () => cancelled[0],
		why: "",
	});
}

/** A question needs two choices. */
function asQuestion(texts: readonly string[], rest: Omit<Question, "choices">): Question | null {
	const [first, second, ...others] = texts;
	return first === undefined || second === undefined
		? null
		: { ...rest, choices: [first, second, ...others] };
}
