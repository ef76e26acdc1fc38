// Where exercises lie: those of the course in the package, a teacher's own in a folder.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ExerciseError } from "../../exercises/check-exercise.ts";
import { defineExercise } from "../../exercises/define-exercise.ts";
import type { Exercise, Language } from "../../exercises/exercise.ts";
import { exercises } from "../../exercises/registry.ts";
import { didYouMean } from "../did-you-mean.ts";
import { BrokenModule, UsageError } from "../errors.ts";
import { isScript } from "../file-names.ts";
import { packageUrl } from "../files.ts";
import { quoted } from "../option-values.ts";
import { provideLibrary } from "../own-library.ts";
import { thrownText } from "../thrown-text.ts";

/** What languages are called. */
export const LANGUAGES: Readonly<Record<Language, string>> = { python: "Python", javascript: "JavaScript" };

/** The endings of programs. */
export const ENDINGS: Readonly<Record<Language, string>> = { python: ".py", javascript: ".mjs" };

/** The language of a program, by the name of its file; null: it is neither. */
export function languageOf(file: string): Language | null {
	if (isScript(file)) return "python";
	return /\.[cm]?js$/.test(file) ? "javascript" : null;
}

/** An exercise and the programs beside it. */
export class ExerciseFolder {
	readonly exercise: Exercise;
	readonly path: string;

	/** Whether it is none of the course. */
	readonly isOwn: boolean;

	constructor(exercise: Exercise, path: string, isOwn: boolean) {
		this.exercise = exercise;
		this.path = path;
		this.isOwn = isOwn;
	}

	/** The text of a program: `start`, `model`, `wrong/NAME`. @throws {UsageError} if there is none */
	text(program: string, language: Language): string {
		const text = this.textIfThere(program, language);
		if (text !== null) return text;
		throw new UsageError(`${this.path} has no ${program}${ENDINGS[language]}`);
	}

	textIfThere(program: string, language: Language): string | null {
		const path = join(this.path, program + ENDINGS[language]);
		return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : null;
	}

	/** The names of the programs in one of its folders, without their endings. */
	programsIn(folder: "twins" | "wrong" | "right", language: Language): string[] {
		const path = join(this.path, folder);
		if (statSync(path, { throwIfNoEntry: false }) === undefined) return [];
		const ending = ENDINGS[language];
		return readdirSync(path)
			.filter((file) => file.endsWith(ending))
			.map((file) => basename(file, ending))
			.toSorted();
	}

	/** The languages that it can be solved in. */
	get languages(): Language[] {
		return (["python", "javascript"] as const).filter(
			(language) => this.textIfThere("start", language) !== null,
		);
	}
}

/** The exercises of the course, in its order. */
export function courseFolders(): ExerciseFolder[] {
	return exercises.map(courseFolder);
}

function courseFolder(exercise: Exercise): ExerciseFolder {
	return new ExerciseFolder(exercise, fileURLToPath(packageUrl(`src/exercises/${exercise.name}`)), false);
}

/**
 * The exercise of that name, or in that folder.
 * @throws {UsageError} if there is none
 * @throws {BrokenModule} if the teacher's own fails
 */
export async function exerciseFolder(name: string, cwd: string): Promise<ExerciseFolder> {
	if (/[\\/]/.test(name)) return ownFolder(name, cwd);
	const exercise = exercises.find((one) => one.name === name);
	if (exercise !== undefined) return courseFolder(exercise);
	const meant = didYouMean(
		name,
		exercises.map((one) => one.name),
	);
	const own = meant === "" ? `; a folder of your own is named as ./${basename(name)}` : "";
	throw new UsageError(
		`no exercise called ${quoted(name)}${meant || ";"} "async-lessons exercise" shows all${own}`,
	);
}

const MODULES = ["exercise.mjs", "exercise.js", "exercise.ts"];

async function ownFolder(name: string, cwd: string): Promise<ExerciseFolder> {
	const path = resolve(cwd, name);
	const what = statSync(path, { throwIfNoEntry: false });
	if (what === undefined) throw new UsageError(`no folder ${name}`);
	if (!what.isDirectory()) throw new UsageError(`${name} is no folder; name the one with exercise.mjs in it`);
	const course = courseFolders().find((one) => one.path === path);
	if (course !== undefined) return course;
	const file = MODULES.find((one) => statSync(join(path, one), { throwIfNoEntry: false })?.isFile());
	if (file === undefined)
		throw new UsageError(`${name} has no exercise.mjs; "async-lessons exercise new NAME" writes one`);
	const url = pathToFileURL(join(path, file)).href;
	const { default: exported } = await importOwn(url, `${name}/${file}`);
	try {
		return new ExerciseFolder(defineExercise(exported as Exercise), path, true);
	} catch (error) {
		throw error instanceof ExerciseError ? new UsageError(`${name}/${file}: ${error.message}`) : error;
	}
}

async function importOwn(url: string, name: string): Promise<{ readonly default?: unknown }> {
	await provideLibrary(url);
	try {
		return await import(url);
	} catch (error) {
		if (error instanceof Error && error.name === "ExerciseError")
			throw new UsageError(`${name}: ${error.message}`);
		throw new BrokenModule(`${name} can't be loaded: ${thrownText(error)}`, { cause: error });
	}
}
