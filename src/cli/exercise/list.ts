// The exercises of the course, with what is solved.

import type { Language } from "../../exercises/exercise.ts";
import { jsonText } from "../../recording/index.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { commandText, paragraph } from "../../text/paragraphs.ts";
import { plainTable } from "../../text/table.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../errors.ts";
import type { ExerciseOptions } from "../options.ts";
import { courseFolders, LANGUAGES } from "./exercise-folder.ts";
import { ExerciseProgress } from "./progress.ts";

/** Shows the list. */
export function listExercises(options: ExerciseOptions, display: ViewOptions, context: Context): ExitCode {
	const progress = new ExerciseProgress(context.env);
	const rows = courseFolders().map((folder) => ({ folder, ...progress.of(folder) }));
	if (options.json) {
		const exercises = rows.map(({ folder: { exercise, languages }, passed, hints }) => {
			const { name, title, after = null } = exercise;
			return { name, title, after, languages, passed, hints };
		});
		context.out.write(`${jsonText({ format: "async-lessons/exercises", version: 1, exercises })}\n`);
		return EXIT.asExpected;
	}
	const { paint = unpainted, columns } = display;
	const { done } = glyphsOf(display);
	const cells = rows.map(({ folder: { exercise }, passed }) => [
		passed.length > 0 ? paint("good", done) : " ",
		paint("name", exercise.name),
		exercise.title,
		exercise.after === undefined ? "" : paint("faint", `after ${exercise.after}`),
		paint("faint", solvedText(passed)),
	]);
	const solved = rows.filter(({ passed }) => passed.length > 0).length;
	const next = rows.find(({ passed }) => passed.length === 0)?.folder.exercise.name;
	const head = paragraph(`Now you: ${solved} of ${rows.length} solved`, display);
	const hint =
		next === undefined ? "" : `\n${commandText(`async-lessons exercise ${next}`, "the next one", display)}`;
	// Where there is no room for the name of a demo, none is shown.
	const atLeast = Math.max(...rows.map(({ folder: { exercise } }) => exercise.after?.length ?? 0));
	const table = plainTable([{}, {}, {}, { atLeast }, {}], cells, columns - 1);
	context.out.write(`${head}\n${table}${hint}`);
	return EXIT.asExpected;
}

function solvedText(passed: readonly Language[]): string {
	return passed.map((language) => LANGUAGES[language]).join(", ");
}
