import type { Variant } from "../../demos/define-demo.ts";
import { buildTimeline } from "../../history/lanes/build-timeline.ts";
import type { Recording } from "../../recording/index.ts";
import { MAIN } from "../../recording/main-task.ts";
import { unpainted } from "../../text/paint.ts";
import { neverEnds } from "../../views/outcome.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context, Output } from "../context.ts";
import type { Job } from "../sources.ts";
import { endedLike, eventsOf, labelsOf, lastWakeOfMain, secondsText, totalOf } from "./evidence.ts";
import { answerText, paintedParagraph, type Question, questionText } from "./question.ts";

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
	const { ask } = await import("./ask.ts");
	return ask(question, look, out);
}

function verdictText({ question, run, chosen }: Prediction, look: ViewOptions): string {
	return `\n${paintedParagraph(question.text, "faint", look)}${answerText(question, run, chosen, look)}`;
}

/** More choices than this are no question any more. */
const MOST_CHOICES = 5;

/** What can be foreseen of one variant, made from its run: how it ends, how long it takes, who is first, who is cancelled. */
export function predictionsOf(variant: Variant, run: Recording, all: readonly Recording[]): Question[] {
	const asked = [
		endQuestion(variant, run, all),
		totalQuestion(variant, run, all),
		firstQuestion(variant, run),
		cancelledQuestion(variant, run),
	];
	return asked.filter((question) => question !== null);
}

/** Asked where one of the variants does not return. */
function endQuestion({ name }: Variant, _run: Recording, all: readonly Recording[]): Question | null {
	if (all.every(({ outcome }) => outcome.kind === "returned")) {
		return null;
	}
	return {
		text: `How does ${name} end?`,
		choices: ["it comes to its end", "it raises an error", "never: somebody waits for ever"],
		answer: endOf,
		decides: (run) =>
			eventsOf(run, "diagnosed")[0] ?? eventsOf(run, "task-ended").find(({ task }) => task === MAIN),
		why: "",
	};
}

function endOf({ outcome }: Recording): string {
	switch (outcome.kind) {
		case "returned":
			return "it comes to its end";
		case "raised":
			return "it raises an error";
		default:
			return "never: somebody waits for ever";
	}
}

/** The choices are what one might think: the sum of all waits, the longest, what the others take. */
function totalQuestion(
	{ name, summary }: Variant,
	run: Recording,
	all: readonly Recording[],
): Question | null {
	if (neverEnds(run.outcome.kind)) {
		return null;
	}
	const { work, longestWait } = buildTimeline(run, { lanes: 0 }).statistics;
	const times = [run.elapsed, work, longestWait, ...all.map(({ elapsed }) => elapsed), run.elapsed * 2];
	const texts = [...new Set(times.map(secondsText))].slice(0, 4);
	return asQuestion(
		texts.sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b)),
		{
			text: `How long does ${name} take (${summary})?`,
			answer: totalOf,
			decides: lastWakeOfMain,
			why: "",
		},
	);
}

/** Which of the tasks is over first, where that is one alone. */
function firstQuestion({ name }: Variant, run: Recording): Question | null {
	const ends = eventsOf(run, "task-ended").filter(({ task }) => task !== MAIN);
	const [first, second] = ends;
	if (first === undefined || second === undefined || first.at === second.at || ends.length > MOST_CHOICES) {
		return null;
	}
	const labels = labelsOf(run);
	const tasks = ends.map(({ task }) => task).sort((a, b) => a - b);
	return asQuestion(
		tasks.map((task) => labels.get(task) ?? ""),
		{
			text: `Which task is over first in ${name}?`,
			answer: () => labels.get(first.task) ?? "",
			decides: () => first,
			why: "",
		},
	);
}

/** Asked where a task is cancelled: a summary may say that none is. */
function cancelledQuestion({ name }: Variant, run: Recording): Question | null {
	const tasks = eventsOf(run, "task-created").filter(({ task }) => task !== MAIN);
	const cancelled = endedLike(run, "cancelled");
	if (tasks.length > MOST_CHOICES || cancelled.length === 0) {
		return null;
	}
	const labels = labelsOf(run);
	const names = cancelled.map(({ task }) => labels.get(task) ?? "");
	const answer = names.join(" and ");
	const choices = [...new Set([...tasks.map(({ label }) => label), answer, "none"])];
	return asQuestion(choices, {
		text: `Which task is cancelled in ${name}?`,
		answer: () => answer,
		decides: () => cancelled[0],
		why: "",
	});
}

/** A question needs two choices. */
function asQuestion(texts: readonly string[], rest: Omit<Question, "choices">): Question | null {
	const [first, second, ...others] = texts;
	return first === undefined || second === undefined
		? null
		: { ...rest, choices: [first, second, ...others] };
}
