// Solutions that were handed in: each is checked, and a table says what is wrong with which.

import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { jsonText } from "../../recording/index.ts";
import { count } from "../../text/figures.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { paragraph } from "../../text/paragraphs.ts";
import { plainTable } from "../../text/table.ts";
import { plainLine } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { ownFile } from "../files.ts";
import { Interruption } from "../interruption.ts";
import type { ExerciseOptions } from "../options.ts";
import { progressOn } from "../progress.ts";
import { SystemFault, withFaults } from "../system-fault.ts";
import {
	courseFolders,
	type ExerciseFolder,
	exerciseFolder,
	LANGUAGES,
	languageOf,
} from "./exercise-folder.ts";
import { happenedText } from "./pages.ts";
import { Programs } from "./programs.ts";
import { type Handed, type Verdict, verdictDocument, verdictOn } from "./verdict.ts";
import { isOld } from "./workspace.ts";

/** A program, and the exercise that it is for. */
interface HandIn {
	readonly file: string;
	readonly handed: Handed;
	readonly folder: ExerciseFolder;
}

interface Checked extends HandIn {
	readonly verdict: Verdict;
}

/** Checks files, and all programs in folders. Those that can't be are told on stderr, and the others are checked all the same. */
export async function checkFiles(
	names: readonly string[],
	options: ExerciseOptions,
	display: ViewOptions,
	context: Context,
): Promise<ExitCode> {
	if (names.length === 0) throw new UsageError("exercise check wants files, or folders of them");
	const { cwd } = context;
	const folder = options.exercise === undefined ? null : await exerciseFolder(options.exercise, cwd);
	const problems: string[] = [];
	const files = names.flatMap((name) => orProblem(problems, () => programsIn(name, cwd)));
	const handIns = files.flatMap((file) =>
		orProblem(problems, () => [handInOf(file, folder ?? exerciseOf(file, cwd), cwd)]),
	);
	for (const problem of problems) context.error.write(`error: ${plainLine(problem)}\n`);
	if (handIns.length === 0) return EXIT.usage;
	const programs = new Programs(options.interpreter);
	const progress = progressOn(context);
	const interruption = new Interruption();
	const checked: Checked[] = [];
	try {
		for (const one of handIns) {
			await progress.at(one.file);
			const verdict = await interruption.during(() =>
				verdictOn(one.handed, one.folder, programs, interruption.signal),
			);
			checked.push({ ...one, verdict });
		}
	} finally {
		progress.clear();
		programs.close();
	}
	context.out.write(options.json ? documentOf(checked) : tableOf(checked, problems.length, display));
	const isSolved = problems.length === 0 && checked.every(({ verdict }) => verdict.broken === null);
	return isSolved ? EXIT.asExpected : EXIT.failed;
}

/** What `work` finds; where it can't, nothing, and why it can't is one more of the problems. */
function orProblem<T>(problems: string[], work: () => T[]): T[] {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof UsageError || error instanceof SystemFault)) throw error;
		problems.push(error.message);
		return [];
	}
}

/** @throws {UsageError} if the exercise is not there in its language @throws {SystemFault} if it can't be read */
function handInOf(file: string, folder: ExerciseFolder, cwd: string): HandIn {
	const language = languageOf(file) ?? "javascript";
	if (!folder.languages.includes(language))
		throw new UsageError(`${file}: ${folder.exercise.name} is not there in ${LANGUAGES[language]}`);
	return { file, handed: { name: basename(file), text: ownFile(file, cwd), language }, folder };
}

/** A file itself; of a folder, all programs in it, however deep. @throws {UsageError} if there is none */
function programsIn(name: string, cwd: string): string[] {
	const path = resolve(cwd, name);
	const what = withFaults(`can't read ${name}`, "name another file", () =>
		statSync(path, { throwIfNoEntry: false }),
	);
	if (what === undefined) throw new UsageError(`no file ${name}`);
	if (!what.isDirectory()) {
		if (languageOf(name) === null)
			throw new UsageError(`${name} is no program by its name: it has to end in .py or .mjs`);
		return [name];
	}
	const found = withFaults(`can't read ${name}`, "name another folder", () =>
		readdirSync(path, { recursive: true, encoding: "utf8" }),
	)
		.filter((file) => languageOf(file) !== null && !isOld(file) && !/(^|[\\/])(node_modules|\.)/.test(file))
		.toSorted()
		.map((file) => join(name, file));
	if (found.length === 0) throw new UsageError(`${name} has no programs in it: none ends in .py or .mjs`);
	return found;
}

/** By the name of the file, `ovens.py`, `ovens-anna.py`, or of the folder that it lies in. */
function exerciseOf(file: string, cwd: string): ExerciseFolder {
	const name = basename(file).replace(/\.\w+$/, "");
	const parent = basename(dirname(resolve(cwd, file)));
	const isFor = (exercise: string) =>
		name === exercise || (name.startsWith(exercise) && /[-_. ]/.test(name.charAt(exercise.length)));
	const all = courseFolders();
	const found =
		all.find(({ exercise }) => isFor(exercise.name)) ?? all.find(({ exercise }) => exercise.name === parent);
	if (found !== undefined) return found;
	throw new UsageError(
		`${file}: which exercise is it for? Say --exercise NAME, or call it NAME-${basename(file)}; "async-lessons exercise" shows the names`,
	);
}

function documentOf(checked: readonly Checked[]): string {
	return checked
		.map(
			({ file, folder, handed: { language }, verdict }) =>
				`${jsonText(verdictDocument(file, folder, language, verdict))}\n`,
		)
		.join("");
}

function tableOf(checked: readonly Checked[], notChecked: number, display: ViewOptions): string {
	const { paint = unpainted, columns } = display;
	const { done, failed } = glyphsOf(display);
	const rows = checked.map(({ file, folder, verdict: { broken } }) => [
		broken === null ? paint("good", done) : paint("bad", failed),
		file,
		folder.exercise.name,
		broken === null ? "" : paint("bad", broken.check),
		broken === null ? "" : happenedText(broken, folder),
	]);
	const passed = checked.filter(({ verdict }) => verdict.broken === null).length;
	const table = plainTable([{}, {}, {}, {}, { atLeast: 24 }], rows, columns - 1);
	const others = notChecked === 0 ? "" : `, ${count(notChecked)} not checked`;
	return `${table}\n${paragraph(`${passed} of ${checked.length} solved${others}`, display)}`;
}
