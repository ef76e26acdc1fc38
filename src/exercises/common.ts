// Checks that many exercises have.

import type { FindingKind } from "../findings/finding.ts";
import { findingsOf } from "../findings/findings.ts";
import { errorSentence } from "../recording/index.ts";
import { duration } from "../text/figures.ts";
import { broken } from "./broken.ts";
import type { Check, ExerciseRun, Numbers } from "./exercise.ts";
import { FROZEN, GIVEN_STAYS } from "./given-constants.ts";
import { atOnce, bodiesOf, isLater } from "./reading.ts";

/** main returns: it neither raises an error nor waits for ever. */
export function returns(): Check {
	return {
		name: "returns",
		text: "the program comes to its end",
		test: (run) => {
			const error = errorOfMain(run);
			if (error === null) run.expect.toReturn();
			else broken(run, error.text, error);
		},
	};
}

/** Every coroutine that was made is awaited, or made a task of. */
export function awaited(): Check {
	return {
		name: "awaited",
		text: "every coroutine is awaited",
		test: (run) => {
			const [first] = run.history.indexed("never-awaited");
			if (first === undefined) return;
			const { at, task, label, place, future } = first[1];
			if (future !== undefined) return never(run, "never-awaited");
			const what = /^sleep\b/.test(label) ? "does not wait" : "never runs";
			const error = errorOfMain(run);
			if (error !== null) broken(run, `${error.text}; and ${label} never ran`, error);
			broken(
				run,
				`at ${duration(at)} ${label} was called without ${named(run, "await", "yield*")}, so it ${what}`,
				{ at, task: run.history.label(task), place: place ?? null },
			);
		},
	};
}

/** No await is forgotten, no task left behind, no error unseen, no request to stop swallowed. */
export function clean(): Check {
	return {
		name: "clean",
		text: "nothing is forgotten or left behind",
		test: (run) =>
			never(run, "never-awaited", "pending-at-end", "never-retrieved", "swallowed-cancel", "awaited-twice"),
	};
}

/** The error that ended main, in our words; null: none has. */
function errorOfMain<N extends Numbers>({ history }: ExerciseRun<N>) {
	const { outcome, elapsed: at } = history;
	if (outcome.kind !== "raised") return null;
	const { error } = outcome;
	const { message } = error;
	const why = REASONS.find(([words]) => words.test(message));
	const said = PROMISE.test(message) ? ASYNC : `main stopped with ${errorSentence(error)}`;
	const text = `at ${duration(at)} ${said}${why === undefined ? "" : `; ${why[1]}`}`;
	return { text, at, task: "main", place: error.place ?? null };
}

/** What errors that beginners meet come from. */
const REASONS: readonly (readonly [words: RegExp, why: string])[] = [
	[/NoneType'? (object )?can't be used in 'await'/, "time.sleep gives nothing that can be awaited"],
	[FROZEN, GIVEN_STAYS],
];

const PROMISE = /^a coroutine was expected, not Promise/;
/** In place of words that name what no exercise needs. */
const ASYNC =
	'an async function was called; here it has to be coroutine("name", function* () { … }), with yield* for await';

/**
 * Nothing of these kinds is found in the run. An error that ended main is told before what was left undone because of it.
 * @throws {ExpectationError} of the first that is
 */
export function never<N extends Numbers>(run: ExerciseRun<N>, ...kinds: readonly FindingKind[]): void {
	const found = findingsOf(run.history).find(({ kind }) => kinds.includes(kind));
	if (found === undefined) return;
	const { at, task, place, text } = found;
	const error = found.kind === "never-awaited" ? errorOfMain(run) : null;
	if (error !== null) broken(run, error.text, error);
	broken(run, `at ${duration(at)} ${text}`, { at, place, ...(task === null ? {} : { task }) });
}

/** It takes hardly more than so many seconds. */
export function total<N extends Numbers>(atMost: (numbers: N) => number): Check<N> {
	return {
		name: "total",
		text: "it is not slower than it has to be",
		test: (run) => void run.expect.toTake({ atMost: atMost(run.numbers) + atOnce(run) }),
	};
}

/**
 * The given coroutine function is the one that runs: each of its bodies takes its time, unless it was asked to stop. A function of
 * the program's own with that name would be quicker. `seconds`: how long it takes for what it was called with; undefined where that
 * is not known, and then nothing is checked.
 */
export function givenIsUsed<N extends Numbers>(
	name: string,
	seconds: (numbers: N, of: string) => number | undefined,
): Check<N> {
	return {
		name: "given-is-used",
		text: `${name} is the one of the given part`,
		test: (run) => {
			for (const { label, of, start, end, asked } of bodiesOf(run, name)) {
				const wanted = seconds(run.numbers, of) ?? 0;
				if (end === null || asked !== null || !isLater(start.at + wanted, end.at)) continue;
				broken(
					run,
					`${label} takes ${duration(end.at - start.at)}, and the ${name} of the given part takes ${duration(wanted)}: that one is to be used`,
					{ at: start.at, task: label },
				);
			}
		},
	};
}

/** The text of what is written differently in each language. */
export function named(
	{ language }: Pick<ExerciseRun, "language">,
	python: string,
	javascript: string,
): string {
	return language === "python" ? python : javascript;
}
