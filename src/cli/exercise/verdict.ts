// Whether a program solves an exercise: run with the numbers that it shows, then with those of each twin.

import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Language } from "../../exercises/exercise.ts";
import { firstBroken } from "../../exercises/first-broken.ts";
import { givenChange, withGiven } from "../../exercises/given-part.ts";
import type { Failure } from "../../expect/index.ts";
import type { Recording } from "../../recording/index.ts";
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
	const change =
		text.trim() === "" ? "the file is empty" : givenChange(text, folder.text("start", language), language);
	if (change !== null) {
		const wayOut = "put it back, or begin anew with --reset, which keeps a copy of yours";
		return { broken: ofAll("given", "shown", `${change}: ${wayOut}`), recording: null };
	}
	const names = ["shown", ...Object.keys(exercise.runs).filter((name) => name !== "shown")];
	const copies = new Copies();
	try {
		const paths = names.map((name) => {
			const swapped = name === "shown" ? text : withGiven(text, folder.text(`twins/${name}`, language));
			return copies.write(handed.name, swapped ?? text);
		});
		let shown: Recording | null = null;
		let index = 0;
		for await (const { recording = null, problem } of programs.runAll(paths, language, signal)) {
			const name = names[index++] ?? "shown";
			shown ??= recording;
			if (problem !== undefined) return { broken: ofAll(problem.check, name, problem.text), recording };
			const broken = recording === null ? null : firstBroken(exercise, language, { name, recording });
			if (broken !== null) return { broken, recording };
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
	given: "the given part stays as it is: the checks put other numbers there",
	loads: "the program can be loaded",
	ends: "the program comes to its end",
} as const;

function ofAll(check: keyof typeof WANTED, run: string, text: string): Broken {
	return { check, run, wanted: WANTED[check], failure: { text, at: null, who: [], place: null } };
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
