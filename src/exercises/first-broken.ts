import { ExpectationError, expectRun, type Failure } from "../expect/index.ts";
import { History } from "../history/history.ts";
import type { Recording } from "../recording/index.ts";
import { type Check, type Exercise, type ExerciseRun, type Language, wordsIn } from "./exercise.ts";
import { ownPlace } from "./own-place.ts";

/** A run of a learner's program: `shown`, or a twin. */
export interface NamedRun {
	readonly name: string;
	readonly recording: Recording;
	/** The name of its file, as places tell it. */
	readonly file: string;
	/** The program as it was run. */
	readonly text: string;
}

/** The check that a run breaks. */
export interface BrokenCheck {
	/** The name of the check. */
	readonly check: string;
	/** What is wanted. */
	readonly wanted: string;
	/** `shown`, or the twin in which it was broken. */
	readonly run: string;
	/** What happened instead. */
	readonly failure: Failure;
}

/** The first check, in their order, that a run breaks; null: it holds to all of them. Anything else that a check throws is its own fault. */
export function firstBroken(exercise: Exercise, language: Language, run: NamedRun): BrokenCheck | null {
	const seen = exerciseRun(exercise, language, run);
	for (const check of exercise.checks) {
		const error = brokenBy(check, seen);
		if (error === null) continue;
		const { text, at, who } = error;
		const wanted = wordsIn(language, check.text);
		const place = ownPlace(seen.history, error, run);
		return { check: check.name, wanted, run: run.name, failure: { text, at, who, place } };
	}
	return null;
}

function brokenBy(check: Check, run: ExerciseRun): ExpectationError | null {
	try {
		check.test(run);
		return null;
	} catch (error) {
		if (isExpectationError(error)) return error;
		throw error;
	}
}

/** That of another copy of the library counts, too. */
function isExpectationError(error: unknown): error is ExpectationError {
	return error instanceof ExpectationError || (error instanceof Error && error.name === "ExpectationError");
}

function exerciseRun({ runs }: Exercise, language: Language, { name, recording }: NamedRun): ExerciseRun {
	const history = new History(recording);
	return {
		name,
		language,
		numbers: runs[name] ?? runs.shown,
		recording,
		history,
		expect: expectRun(history),
		lines: history.lines.filter(({ stream }) => stream === undefined),
	};
}
