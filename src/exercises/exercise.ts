import type { RunExpectations } from "../expect/index.ts";
import type { History } from "../history/history.ts";
import type { Line } from "../history/lines.ts";
import type { Recording } from "../recording/index.ts";

/** What an exercise can be solved in. */
export type Language = "python" | "javascript";

/** A text; where it names code, one for each language. */
export type Words = string | Readonly<Record<Language, string>>;

/** Numbers of the given part, and other things that stand there, by name. */
export type Numbers = object;

/** One run of a learner's program, as a check sees it. */
export interface ExerciseRun<N extends Numbers = Numbers> {
	/** `shown`, or the name of the twin whose numbers it was run with. */
	readonly name: string;
	readonly language: Language;
	/** What stands in the given part of this run. */
	readonly numbers: N;
	readonly recording: Recording;
	readonly history: History;
	/** What is expected of it: see docs/expect.md. */
	readonly expect: RunExpectations;
	/** What it printed to stdout. */
	readonly lines: readonly Line[];
}

/** One thing that is wanted of each run. */
export interface Check<N extends Numbers = Numbers> {
	readonly name: string;
	/** What is wanted, as a sentence without a full stop: `both ovens bake at the same time`. */
	readonly text: Words;
	/** Throws if the run does not hold to it: an expectation's error, or that of `broken`. */
	test(run: ExerciseRun<N>): void;
}

/** A program that is to be mended or written, and what is wanted of its runs. */
export interface Exercise<N extends Numbers = Numbers> {
	/** What `exercise NAME` calls it; its folder's name too. */
	readonly name: string;
	readonly title: string;
	/** The demo of the course that it follows. Absent: none. */
	readonly after?: string;
	readonly story: Words;
	readonly task: Words;
	/** From a push in the right direction to nearly all of it. */
	readonly hints: readonly Words[];
	/** What stands in the given part: as shown, and in each twin by its name. */
	readonly runs: { readonly shown: N } & Readonly<Record<string, N>>;
	/** In the order of what explains most: the first that is broken is the one that is told. */
	readonly checks: readonly [Check<N>, ...Check<N>[]];
	/** By the name of its file in `wrong/`: the check that tells a wrong answer, or one of {@link BUILT_IN}. */
	readonly wrong: Readonly<Record<string, string>>;
}

/** What is found before any check of an exercise: the given part was changed; the program can't be loaded; a run does not end. */
export const BUILT_IN = ["given", "loads", "ends"] as const;

/** A text in a language. */
export function wordsIn(language: Language, words: Words): string {
	return typeof words === "string" ? words : words[language];
}
