// Which exercise, in which language.

import type { Language } from "../../exercises/exercise.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../errors.ts";
import type { ExerciseOptions } from "../options.ts";
import { keepLanguage, keptLanguage } from "../settings.ts";
import { courseFolders, type ExerciseFolder, exerciseFolder, LANGUAGES } from "./exercise-folder.ts";
import { ExerciseProgress } from "./progress.ts";
import { Workspace } from "./workspace.ts";

/** An exercise in a language, with the learner's file. */
export interface Chosen {
	/** As the learner has named it. */
	readonly name: string;
	readonly folder: ExerciseFolder;
	readonly language: Language;
	readonly workspace: Workspace;
	readonly progress: ExerciseProgress;
}

/** @throws {UsageError} if there is no such exercise, or not in that language */
export async function chosenExercise(
	name: string,
	options: ExerciseOptions,
	context: Context,
): Promise<Chosen> {
	const folder = await exerciseFolder(name, context.cwd);
	const language = chosenLanguage(folder, options, context);
	const workspace = new Workspace(folder, language, context.cwd);
	return { name, folder, language, workspace, progress: new ExerciseProgress(context.env) };
}

/** The one that is asked for, else the one that was asked for last; with only one, that. @throws {UsageError} if there is none */
function chosenLanguage(
	folder: ExerciseFolder,
	{ python, javascript }: ExerciseOptions,
	{ env }: Context,
): Language {
	if (python && javascript) throw new UsageError("--python and --javascript don't go together; take one");
	const asked = python ? "python" : javascript ? "javascript" : null;
	const [only] = folder.languages;
	if (only === undefined)
		throw new UsageError(`${folder.path} has no start program: neither start.py nor start.mjs`);
	if (asked !== null) {
		if (!folder.languages.includes(asked))
			throw new UsageError(
				`${folder.exercise.name} is not there in ${LANGUAGES[asked]}; it is in ${LANGUAGES[only]}`,
			);
		keepLanguage(asked === "python" ? "python" : "typescript", env);
		return asked;
	}
	const kept = keptLanguage(env) === "python" ? "python" : "javascript";
	return folder.languages.includes(kept) ? kept : only;
}

/** The next one of the course that is not solved, after this one; null: there is none. */
export function nextOf(
	folder: ExerciseFolder,
	progress: ExerciseProgress,
	language: Language,
): string | null {
	const all = courseFolders();
	const at = all.findIndex(({ path }) => path === folder.path);
	const rest = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))];
	return rest.find((one) => !progress.of(one).passed.includes(language))?.exercise.name ?? null;
}
