import { programOf } from "../../../src/demos/program.ts";
import type { CourseQuestion } from "../../../src/demos/questions/evidence.ts";
import { guesses } from "../../../src/demos/questions/guesses.ts";
import { questions } from "../../../src/demos/questions/questions.ts";
import { registered, registry } from "../../../src/demos/registry.ts";
import { goodHabits, sections, takeaways } from "../../../src/demos/sections.ts";
import { tell, tellVariant } from "../../../src/demos/tell.ts";
import type { ReadRun } from "../../../src/demos/told-run.ts";
import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import { record } from "../../../src/recording/record.ts";
import { runsOf } from "../run-command.ts";

/**
 * Every sentence of the course, each once: sections, stories, what is said after the default runs and after those to try,
 * take-aways, habits, why a guess is right, and the quiz, each question of which is one with its right answer. Not of these:
 * titles, summaries, and what is guessed of a run, which the run answers.
 */
export function sentencesOfCourse(): string[] {
	const texts = [
		...sections.map(({ about }) => about),
		...takeaways,
		...goodHabits,
		...registry.flatMap((demo) => {
			const commands = [demo.name, ...demo.next.map(({ run }) => run)];
			const told = commands.flatMap((command) => {
				const runs = runsOf(demo, command);
				const fixes = runs.map((run, index) => tellVariant(demo, demo.variants[index], run).fix ?? "");
				return [tell(demo, runs).why, ...fixes];
			});
			const whys = Object.values(guesses[demo.name] ?? {}).map(({ why }) => why);
			return [demo.mentalModel, ...told, demo.takeAway, ...whys];
		}),
		...questions.map(({ why }) => why),
	];
	const sentences = texts.flatMap((text) => text.split(/(?<=[.?!]) /)).filter((text) => text !== "");
	const answered = questions.map((question) => `${question.text} — ${question.answer(runFor(question))}`);
	return [...new Set([...sentences, ...answered])];
}

function runFor({ demo: name, variant, parameters = {} }: CourseQuestion): ReadRun {
	const demo = registered(name);
	if (demo === undefined) throw new Error(`no demo ${name}`);
	const history = new History(record(programOf(demo, variant, parameters)));
	return { history, findings: findingsOf(history) };
}
