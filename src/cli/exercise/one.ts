// One exercise: its program is written, run, drawn and checked.

import { jsonText } from "../../recording/index.ts";
import { paintedParagraph, paragraph } from "../../text/paragraphs.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { Interruption } from "../interruption.ts";
import type { ExerciseOptions } from "../options.ts";
import { type Chosen, chosenExercise, nextOf } from "./chosen.ts";
import { ENDINGS } from "./exercise-folder.ts";
import { hintsText, nextText, otherRunText, pictureText, taskText, verdictText } from "./pages.ts";
import { Programs } from "./programs.ts";
import { solutionText } from "./solution.ts";
import { type Handed, type Verdict, verdictDocument, verdictOn } from "./verdict.ts";

/** What the options ask for of one exercise; without any, it is run and checked. */
export async function oneExercise(
	name: string,
	options: ExerciseOptions,
	display: ViewOptions,
	context: Context,
): Promise<ExitCode> {
	rejectConflicts(options);
	const chosen = await chosenExercise(name, options, context);
	if (options.reset) return reset(chosen, context);
	if (options.hint) return showHint(chosen, display, context);
	if (options.solution) return showSolution(chosen, display, context);
	if (options.watch) {
		const { watch } = await import("./watch.ts");
		return watch(chosen, options, display, context);
	}
	return checkOnce(chosen, options, display, context);
}

function rejectConflicts(options: ExerciseOptions): void {
	const given = (["reset", "hint", "solution", "watch", "json"] as const).filter((one) => options[one]);
	if (given.length > 1) throw new UsageError(`--${given[0]} and --${given[1]} don't go together; take one`);
	if (options.exercise !== undefined) throw new UsageError("--exercise is for exercise check");
}

function reset({ workspace }: Chosen, { out }: Context): ExitCode {
	const kept = workspace.reset();
	out.write(
		kept === null
			? `${workspace.file} is written.\n`
			: `${workspace.file} is as it was at first; yours is kept as ${kept}.\n`,
	);
	return EXIT.asExpected;
}

function showHint({ folder, language, progress }: Chosen, display: ViewOptions, context: Context): ExitCode {
	if (folder.exercise.hints.length === 0) throw new UsageError(`${folder.exercise.name} has no hints`);
	context.out.write(hintsText(folder, progress.hint(folder), language, display));
	progress.tellProblem(context.error);
	return EXIT.asExpected;
}

async function showSolution(
	{ folder, language, workspace }: Chosen,
	display: ViewOptions,
	{ out }: Context,
): Promise<ExitCode> {
	const own = workspace.exists ? workspace.read().text : folder.text("start", language);
	const file = workspace.exists ? workspace.file : `start${ENDINGS[language]}`;
	out.write(await solutionText(folder, { file, text: own, language }, display));
	return EXIT.asExpected;
}

async function checkOnce(
	chosen: Chosen,
	options: ExerciseOptions,
	display: ViewOptions,
	context: Context,
): Promise<ExitCode> {
	const { folder, language, workspace, progress } = chosen;
	const isNew = workspace.begin();
	const programs = new Programs(options.interpreter);
	const interruption = new Interruption();
	try {
		const handed = workspace.read();
		const verdict = await interruption.during(() => verdictOn(handed, folder, programs, interruption.signal));
		const isSolved = verdict.broken === null;
		if (isSolved) progress.pass(folder, language);
		if (options.json)
			context.out.write(`${jsonText(verdictDocument(workspace.file, folder, language, verdict))}\n`);
		else context.out.write(pageText(chosen, handed, verdict, isNew, display));
		progress.tellProblem(context.error);
		return isSolved ? EXIT.asExpected : EXIT.failed;
	} finally {
		programs.close();
	}
}

function pageText(
	{ name, folder, language, workspace, progress }: Chosen,
	handed: Handed,
	verdict: Verdict,
	isNew: boolean,
	display: ViewOptions,
): string {
	const isSolved = verdict.broken === null;
	const file = isNew
		? `It begins in ${workspace.file}, which was just written. Open it in an editor and change it.`
		: `Your program: ${workspace.file}`;
	return [
		taskText(folder, language, display),
		isNew ? paragraph(file, display) : paintedParagraph(file, "faint", display),
		otherRunText(verdict, display),
		verdict.recording === null ? "" : pictureText(verdict.recording, display),
		verdictText(verdict, handed, folder, display),
		nextText(
			{
				name,
				isSolved,
				file: verdict.recording === null ? null : workspace.file,
				hints: [progress.of(folder).hints, folder.exercise.hints.length],
				next: nextOf(folder, progress, language),
			},
			display,
		),
	]
		.filter((part) => part !== "")
		.join("\n");
}
