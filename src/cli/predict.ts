import type { Question } from "../demos/questions/evidence.ts";
import { guessOf, questionsOf } from "../demos/questions/predictions.ts";
import { registered } from "../demos/registry.ts";
import { unpainted } from "../text/paint.ts";
import { paintedParagraph } from "../text/paragraphs.ts";
import type { ViewOptions } from "../views/view.ts";
import type { Context } from "./context.ts";
import { answerText, questionText } from "./question-text.ts";
import type { Run } from "./runs.ts";
import type { Job } from "./sources.ts";

/** A question about a run that is not shown yet, and the answer to it; null without one. */
interface Prediction {
	readonly question: Question;
	readonly run: Run;
	readonly chosen: number | null;
}

/**
 * Asks what will happen before the runs are shown; off a terminal the questions are only printed. Gives the text that
 * follows the picture: what was right, and the events that decide.
 * @throws {Interrupted} on Ctrl-C
 */
export async function predict(
	job: Job,
	runs: readonly Run[],
	display: () => ViewOptions,
	context: Context,
): Promise<string> {
	const { out, canAsk } = context;
	const { paint = unpainted } = display();
	out.write(`  ${paint("heading", `${job.demo.name}: what will happen?`)}\n\n`);
	const predictions: Prediction[] = [];
	for (const [index, run] of runs.entries()) {
		for (const question of predictionsOf(job, index, runs)) {
			const chosen = canAsk ? await askAtPrompt(question, display(), context) : null;
			out.write(canAsk ? "\n" : `${questionText(question, display())}\n`);
			predictions.push({ question, run, chosen });
		}
	}
	out.write("\n");
	return predictions.map((prediction) => verdictText(prediction, display())).join("");
}

/** The point of a variant of the course; of other programs, and of what has none, what can be asked about any. */
function predictionsOf({ demo, variants }: Job, index: number, runs: readonly Run[]): Question[] {
	const [run, variant = demo.variants[0]] = [runs[index], variants[index]];
	if (run === undefined) return [];
	const isOfCourse = registered(demo.name) === demo && demo.variants.includes(variant);
	if (!isOfCourse) return questionsOf(variant, run, runs);
	const guess = guessOf(demo.name, variant.name, run, runs);
	return guess === null ? [] : [{ ...guess, text: `${variant.name}: ${guess.text}` }];
}

async function askAtPrompt(
	question: Question,
	display: ViewOptions,
	context: Context,
): Promise<number | null> {
	const { ask } = await import("./ask.ts");
	return ask(question, display, context);
}

function verdictText({ question, run, chosen }: Prediction, display: ViewOptions): string {
	return `\n${paintedParagraph(question.text, "faint", display)}${answerText(question, run, chosen, display)}`;
}
