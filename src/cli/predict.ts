import type { Variant } from "../demos/define-demo.ts";
import { endedLike, factsOf, lastWakeOfMain, type Question, totalOf } from "../demos/questions/evidence.ts";
import type { ReadRun } from "../demos/told-run.ts";
import { buildTimeline } from "../history/lanes/build-timeline.ts";
import { neverEnds } from "../history/outcome.ts";
import { briefDuration } from "../text/figures.ts";
import { unpainted } from "../text/paint.ts";
import { paintedParagraph } from "../text/paragraphs.ts";
import { hasEnded } from "../views/outcome.ts";
import type { ViewOptions } from "../views/view.ts";
import type { Context, Output } from "./context.ts";
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
	{ demo, variants }: Job,
	runs: readonly Run[],
	display: () => ViewOptions,
	{ out, canAsk }: Context,
): Promise<string> {
	const { paint = unpainted } = display();
	out.write(`  ${paint("heading", `${demo.name}: what will happen?`)}\n\n`);
	const predictions: Prediction[] = [];
	for (const [index, run] of runs.entries()) {
		const variant = variants[index] ?? demo.variants[0];
		for (const question of predictionsOf(variant, run, runs)) {
			const chosen = canAsk ? await askAtPrompt(question, display(), out) : null;
			out.write(canAsk ? "\n" : `${questionText(question, display())}\n`);
			predictions.push({ question, run, chosen });
		}
	}
	out.write("\n");
	return predictions.map((prediction) => verdictText(prediction, display())).join("");
}

async function askAtPrompt(question: Question, display: ViewOptions, out: Output): Promise<number> {
	const { ask } = await import("./ask.ts");
	return ask(question, display, out);
}

function verdictText({ question, run, chosen }: Prediction, display: ViewOptions): string {
	return `\n${paintedParagraph(question.text, "faint", display)}${answerText(question, run, chosen, display)}`;
}

/** The greatest number of choices. With more nothing is asked. */
const MOST_CHOICES = 5;

/** The questions about one variant, made from its run: how it ends, how long it takes, which task is first, which is cancelled. */
function predictionsOf(variant: Variant, run: Run, all: readonly Run[]): Question[] {
	const asked = [
		endQuestion(variant, run, all),
		totalQuestion(variant, run, all),
		firstQuestion(variant, run),
		cancelledQuestion(variant, run),
	];
	return asked.filter((question) => question !== null);
}

/** Asked where one of the variants does not return. */
function endQuestion({ name }: Variant, { history }: Run, all: readonly Run[]): Question | null {
	const { kind } = history.outcome;
	const isKnown = hasEnded(kind) || neverEnds(kind);
	if (!isKnown || all.every((run) => run.history.outcome.kind === "returned")) {
		return null;
	}
	return {
		text: `How does ${name} end?`,
		choices: ["it comes to its end", "it raises an error", "never: somebody waits for ever"],
		answer: endOf,
		decides: (run) =>
			run.findings[0] ?? factsOf(run, "task-ended").find(({ task }) => task === run.history.main),
		why: "",
	};
}

function endOf({ history: { outcome } }: ReadRun): string {
	switch (outcome.kind) {
		case "returned":
			return "it comes to its end";
		case "raised":
			return "it raises an error";
		default:
			return "never: somebody waits for ever";
	}
}

/** The choices are likely guesses: the sum of all waits, the longest, the times of the others. */
function totalQuestion({ name, summary }: Variant, run: Run, all: readonly Run[]): Question | null {
	if (!hasEnded(run.history.outcome.kind)) {
		return null;
	}
	const { waited, busy, longestWait } = buildTimeline(run.history, { lanes: 0 }).statistics;
	const times = [
		run.history.elapsed,
		waited + busy,
		longestWait,
		...all.map(({ history }) => history.elapsed),
		run.history.elapsed * 2,
	];
	const texts = [...new Set(times.map(briefDuration))].slice(0, 4);
	return asQuestion(
		texts.sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b)),
		{
			text: `How long does ${name} take${summary === "" ? "" : ` (${summary})`}?`,
			answer: totalOf,
			decides: lastWakeOfMain,
			why: "",
		},
	);
}

/** Which task ends first. Not asked where two end at the same time. */
function firstQuestion({ name }: Variant, run: Run): Question | null {
	const ends = factsOf(run, "task-ended").filter(({ task }) => task !== run.history.main);
	const [first, second] = ends;
	if (first === undefined || second === undefined || first.at === second.at || ends.length > MOST_CHOICES) {
		return null;
	}
	const tasks = ends.map(({ task }) => task).sort((a, b) => a - b);
	return asQuestion(
		tasks.map((task) => run.history.label(task)),
		{
			text: `Which task is over first in ${name}?`,
			answer: () => run.history.label(first.task),
			decides: () => first,
			why: "",
		},
	);
}

/** Asked only where a task is cancelled. */
function cancelledQuestion({ name }: Variant, run: Run): Question | null {
	const tasks = factsOf(run, "task-created").filter(({ task }) => task !== run.history.main);
	const cancelled = endedLike(run, "cancelled");
	if (tasks.length > MOST_CHOICES || cancelled.length === 0) {
		return null;
	}
	const names = cancelled.map(({ task }) => run.history.label(task));
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
