// Whether an exercise does what its author means: the start program fails, the model and the right ways pass, each wrong answer
// is told what was meant for it.

import { basename } from "node:path";
import type { Language } from "../../exercises/exercise.ts";
import { givenChange, givenLength, withGiven } from "../../exercises/given-part.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { paintedParagraph, paragraph } from "../../text/paragraphs.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import type { ExerciseOptions } from "../options.ts";
import { ENDINGS, type ExerciseFolder, exerciseFolder, LANGUAGES } from "./exercise-folder.ts";
import { Programs } from "./programs.ts";
import { type Verdict, verdictOn } from "./verdict.ts";

/** What became of one program of an exercise. */
export interface Verified {
	/** `model.py`, `wrong/in-turn.mjs`, `twins/other-times.py` */
	readonly file: string;
	/** What was meant: the name of a check, `passes`, `fails`. */
	readonly meant: string;
	/** What is not as it was meant; null: all is. */
	readonly problem: string | null;
	/** What the learner is told. Empty: nothing is wrong with the program. */
	readonly told: string;
}

/** Checks all programs of an exercise in a language, and what is missing. */
export async function* verified(
	folder: ExerciseFolder,
	language: Language,
	programs: Programs,
): AsyncGenerator<Verified, void> {
	yield* twinsOf(folder, language);
	const { wrong } = folder.exercise;
	const meant = (name: string, wanted: string) => verifyOne(name, wanted, folder, language, programs);
	yield meant("start", "fails");
	yield meant("model", "passes");
	for (const name of folder.programsIn("right", language)) yield meant(`right/${name}`, "passes");
	const there = folder.programsIn("wrong", language);
	for (const name of there) {
		const check = Object.hasOwn(wrong, name) ? wrong[name] : undefined;
		yield check === undefined
			? unlisted(`wrong/${name}${ENDINGS[language]}`, "it is not in the list of wrong answers in exercise.ts")
			: meant(`wrong/${name}`, check);
	}
	for (const [name, check] of Object.entries(wrong)) {
		if (!there.includes(name))
			yield { ...unlisted(`wrong/${name}${ENDINGS[language]}`, "there is no such file"), meant: check };
	}
}

function unlisted(file: string, problem: string): Verified {
	return { file, meant: "", problem, told: "" };
}

function* twinsOf(folder: ExerciseFolder, language: Language): Generator<Verified, void> {
	const start = folder.text("start", language);
	const names = Object.keys(folder.exercise.runs).filter((name) => name !== "shown");
	for (const name of new Set([...names, ...folder.programsIn("twins", language)])) {
		const twin = folder.textIfThere(`twins/${name}`, language);
		const problem = twinProblem(start, twin, names.includes(name));
		yield { file: `twins/${name}${ENDINGS[language]}`, meant: "fits", problem, told: "" };
	}
}

function twinProblem(start: string, twin: string | null, isListed: boolean): string | null {
	if (twin === null) return "there is no such file";
	if (!isListed) return "it is not in the list of runs in exercise.ts";
	const swapped = withGiven(start, twin);
	if (swapped === null) return "the start program has not the given parts that it has";
	const [wanted, found] = [givenLength(start), givenLength(swapped)];
	return wanted === found
		? null
		: `it has ${found} lines, and the given part ${wanted}: places would be wrong`;
}

async function verifyOne(
	program: string,
	meant: string,
	folder: ExerciseFolder,
	language: Language,
	programs: Programs,
): Promise<Verified> {
	const file = program + ENDINGS[language];
	const text = folder.textIfThere(program, language);
	if (text === null) return { file, meant, problem: "there is no such file", told: "" };
	if (meant !== "given") {
		const change = givenChange(text, folder.text("start", language), language);
		if (change !== null)
			return { file, meant, problem: `its given part is another one: ${change.text}`, told: "" };
	}
	const handed = { name: basename(file), text, language };
	const { broken } = await verdictOn(handed, folder, programs);
	return { file, meant, problem: problemOf(broken, meant), told: broken?.failure.text ?? "" };
}

function problemOf(broken: Verdict["broken"], meant: string): string | null {
	const wanted = meant === "fails" ? broken !== null : meant === (broken?.check ?? "passes");
	if (wanted) return null;
	return broken === null ? "nothing is found to be wrong with it" : `${broken.check} is broken`;
}

/** Verifies exercises, by their names or folders, and prints what became of each of their programs. */
export async function verify(
	names: readonly string[],
	options: ExerciseOptions,
	display: ViewOptions,
	context: Context,
): Promise<ExitCode> {
	if (names.length === 0)
		throw new UsageError("exercise verify wants the folder of an exercise, or its name");
	const folders = await Promise.all(names.map((name) => exerciseFolder(name, context.cwd)));
	const programs = new Programs(options.interpreter);
	let problems = 0;
	try {
		for (const folder of folders) {
			for (const language of folder.languages) {
				if ((options.python && language !== "python") || (options.javascript && language !== "javascript"))
					continue;
				context.out.write(`  ${folder.exercise.name} in ${LANGUAGES[language]}\n`);
				for await (const one of verified(folder, language, programs)) {
					problems += one.problem === null ? 0 : 1;
					context.out.write(verifiedText(one, display));
				}
			}
		}
	} finally {
		programs.close();
	}
	return problems === 0 ? EXIT.asExpected : EXIT.failed;
}

function verifiedText({ file, meant, problem, told }: Verified, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const { done, failed } = glyphsOf(display);
	const sign = problem === null ? paint("good", done) : paint("bad", failed);
	const head = `  ${sign} ${file}${meant === "" ? "" : `  ${paint("faint", meant)}`}\n`;
	return `${head}${problem === null ? "" : paintedParagraph(problem, "bad", display)}${told === "" ? "" : paragraph(told, display, 6)}`;
}
