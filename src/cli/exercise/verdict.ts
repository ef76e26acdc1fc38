// Whether a program solves an exercise: run with the numbers that it shows, then with those of each twin.

import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Language } from "../../exercises/exercise.ts";
import { firstBroken } from "../../exercises/first-broken.ts";
import { withConstants } from "../../exercises/given-constants.ts";
import { givenNameChange } from "../../exercises/given-names.ts";
import { type GivenChange, givenChange, givenDifference, withGiven } from "../../exercises/given-part.ts";
import type { Failure } from "../../expect/index.ts";
import type { Place, Recording } from "../../recording/index.ts";
import type { ExerciseFolder } from "./exercise-folder.ts";
import type { Programs } from "./programs.ts";

/** The check that a program breaks: one of the exercise, or one that every exercise has. */
export interface Broken {
	readonly check: string;
	/** `shown`, or the twin in which it was broken. */
	readonly run: string;
	/** What is wanted. */
	readonly wanted: string;
	/** What happened instead. */
	readonly failure: Failure;
	/** The line that stood at the place of the failure at first, as it stood there: the given part was changed. */
	readonly was?: string;
	/** The lines of the given part that were others in this run. */
	readonly otherLines: readonly string[];
}

/** What came of checking a program. */
export interface Verdict {
	/** Null: all is as it should be. */
	readonly broken: Broken | null;
	/** The run that it is about: the one that breaks something, else that with the numbers shown. Null: there was none. */
	readonly recording: Recording | null;
}

/** A program of a learner. */
export interface Handed {
	/** The name of its file: places are told with it. */
	readonly name: string;
	readonly text: string;
	readonly language: Language;
}

/** Checks a program. Aborting `signal` ends that. @throws {Interrupted} when it was aborted */
export async function verdictOn(
	handed: Handed,
	folder: ExerciseFolder,
	programs: Programs,
	signal?: AbortSignal,
): Promise<Verdict> {
	const { exercise } = folder;
	const { language, text } = handed;
	const start = folder.text("start", language);
	const change =
		text.trim() === ""
			? { text: "the file is empty: write the program", line: null, was: null }
			: (givenChange(text, start, language) ?? givenNameChange(text, language));
	if (change !== null) return { broken: changedGiven(change, handed.name), recording: null };
	const names = ["shown", ...Object.keys(exercise.runs).filter((name) => name !== "shown")];
	const copies = new Copies();
	try {
		const runs = names.map((name) => {
			const given = name === "shown" ? start : folder.text(`twins/${name}`, language);
			const swapped = withGiven(text, given) ?? text;
			const path = copies.write(handed.name, withConstants(swapped, language));
			return { name, text: swapped, path, otherLines: givenDifference(start, given) };
		});
		const paths = runs.map(({ path }) => path);
		let shown: Recording | null = null;
		const rest = runs[Symbol.iterator]();
		for await (const { recording = null, problem } of programs.runAll(paths, language, signal)) {
			const run = rest.next().value as (typeof runs)[number];
			const { name, otherLines } = run;
			shown ??= recording;
			if (problem !== undefined) {
				const { check, text, place } = problem;
				return { broken: { ...ofAll(check, name, text, place), otherLines }, recording };
			}
			const broken =
				recording === null ? null : firstBroken(exercise, language, { ...run, file: handed.name, recording });
			if (broken !== null) return { broken: { ...broken, otherLines }, recording };
		}
		return { broken: null, recording: shown };
	} finally {
		copies.remove();
	}
}

/** What a teacher's script is told. */
export function verdictDocument(
	file: string,
	{ exercise }: ExerciseFolder,
	language: Language,
	{ broken }: Verdict,
): object {
	return {
		format: "async-lessons/verdict",
		version: 1,
		file,
		exercise: exercise.name,
		language,
		passed: broken === null,
		broken:
			broken === null
				? null
				: { check: broken.check, run: broken.run, wanted: broken.wanted, ...broken.failure },
	};
}

/** What is wanted of every program. */
const WANTED = {
	given: "the part between the two comments stays as it is; it is tested with other numbers there",
	loads: "the program can be loaded",
	ends: "the program comes to its end",
} as const;

function ofAll(check: keyof typeof WANTED, run: string, text: string, place: Place | null): Broken {
	return {
		check,
		run,
		wanted: WANTED[check],
		failure: { text, at: null, who: [], place },
		otherLines: [],
	};
}

function changedGiven({ text, line, was }: GivenChange, file: string): Broken {
	const wayOut = "or begin anew with --reset, which keeps a copy of yours";
	const place = line === null ? null : { file, line, column: 1 };
	return { ...ofAll("given", "shown", `${text}, ${wayOut}`, place), ...(was === null ? {} : { was }) };
}

/**
 * Copies of a program with other given parts, each in a folder of its own, where it has the name of the program. That with the part
 * that is shown is one, too: a module is loaded once only from each path.
 */
class Copies {
	readonly #folders: string[] = [];

	write(name: string, text: string): string {
		const folder = mkdtempSync(join(realpathSync(tmpdir()), "async-lessons-"));
		this.#folders.push(folder);
		const path = join(folder, name);
		writeFileSync(path, text);
		return path;
	}

	remove(): void {
		for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
	}
}
