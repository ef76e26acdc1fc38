import type { Recording } from "../../recording/recording.ts";
import type { ViewOptions } from "../../timeline/index.ts";
import { unpainted } from "../../timeline/paint.ts";
import type { Context, Output } from "../context.ts";
import type { Job } from "../jobs.ts";
import type { Question } from "../quiz/question.ts";
import { answerText, paintedParagraph, questionText } from "../quiz/question-text.ts";
import { predictionsOf } from "./predictions.ts";

/** A question about a run that is yet to be shown, and what somebody answered; null: nobody did. */
interface Prediction {
	readonly question: Question;
	readonly run: Recording;
	readonly chosen: number | null;
}

/**
 * Asks what will happen before the runs are shown; off a terminal the questions are only printed. Answers the text that is
 * to follow the picture: what was right, and the events that decide.
 * @throws {Interrupted} on Ctrl-C
 */
export async function predict(
	{ demo, variants }: Job,
	runs: readonly Recording[],
	look: () => ViewOptions,
	{ out, canAsk }: Context,
): Promise<string> {
	const { paint = unpainted } = look();
	out.write(`  ${paint("heading", `${demo.name}: what will happen?`)}\n\n`);
	const predictions: Prediction[] = [];
	for (const [index, run] of runs.entries()) {
		const variant = variants[index] ?? demo.variants[0];
		for (const question of predictionsOf(variant, run, runs)) {
			const chosen = canAsk ? await askAtPrompt(question, look(), out) : null;
			out.write(canAsk ? "\n" : `${questionText(question, look())}\n`);
			predictions.push({ question, run, chosen });
		}
	}
	out.write("\n");
	return predictions.map((prediction) => verdictText(prediction, look())).join("");
}

async function askAtPrompt(question: Question, look: ViewOptions, out: Output): Promise<number> {
	const { ask } = await import("../quiz/ask.ts");
	return ask(question, look, out);
}

function verdictText({ question, run, chosen }: Prediction, look: ViewOptions): string {
	return `\n${paintedParagraph(question.text, "faint", look)}${answerText(question, run, chosen, look)}`;
}
