import type { CourseQuestion } from "../../demos/questions/evidence.ts";
import { questions } from "../../demos/questions/questions.ts";
import { sectionTitle } from "../../demos/sections.ts";
import { record } from "../../recording/record.ts";
import { DEFAULT_SEED, Random } from "../../runtime/index.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { commandText, hanging, paintedParagraph } from "../../text/paragraphs.ts";
import { cutEnd } from "../../text/width.ts";
import { renderVariant } from "../../views/render.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf, resizable } from "../display.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { findDemo } from "../find-demo.ts";
import { questionFor, viewFor } from "../lesson/in-python.ts";
import { quoted } from "../option-values.ts";
import type { QuizOptions } from "../options.ts";
import { answerText, isRight, questionText } from "../question-text.ts";
import { programFor, type Run, runOf, viewOf } from "../runs.ts";
import { type Score, Scores } from "../scores.ts";
import { keptLanguage } from "../settings.ts";
import type { Language } from "../source/program.ts";
import type { Job } from "../sources.ts";
import { tellNotKept } from "../state-file.ts";

/** A question that is asked, and what is needed to ask it. */
interface AskedQuestion {
	readonly question: CourseQuestion;
	/** From 0, and of how many. */
	readonly index: number;
	readonly count: number;
	readonly language: Language;
	readonly display: () => ViewOptions;
	readonly context: Context;
}

/** Gives the place of the choice; null: there is no answer, and at a prompt nothing more is to be asked. */
type Answerer = (asked: AskedQuestion) => Promise<number | null>;

/** Asks questions about the course; a run shows each answer. */
export async function quiz(options: QuizOptions, context: Context): Promise<ExitCode> {
	const language = keptLanguage(context.env);
	const chosen = questions
		.filter(({ section }) => options.section === undefined || section === options.section)
		.map((question) => ({ ...question, ...questionFor(language, question) }));
	const ordered = options.seed === undefined ? chosen : shuffled(chosen, new Random(options.seed));
	const answerer = answererOf(options, ordered, context);
	const display = resizable(await displayOf(options, context), options, context);
	const round = new Round();
	try {
		for (const [index, question] of ordered.entries()) {
			const asked = { question, index, count: ordered.length, language, display, context };
			if (!(await askQuestion(asked, answerer, round))) break;
		}
	} finally {
		// Also after Ctrl-C.
		if (answerer === atPrompt) endRound(round, options, display(), context);
		else if (answerer !== nobody) context.out.write(scoreText(round, null, display()));
	}
	return EXIT.asExpected;
}

/** What has been answered. */
class Round {
	answered = 0;
	readonly wrong: CourseQuestion[] = [];

	get score(): Score {
		return { right: this.answered - this.wrong.length, answered: this.answered };
	}
}

/** Asks one question, and shows the run that answers it. False: nothing more is to be asked. */
async function askQuestion(asked: AskedQuestion, answerer: Answerer, round: Round): Promise<boolean> {
	const { question, index, count, language, display, context } = asked;
	const { paint = unpainted } = display();
	const { dot } = glyphsOf(display());
	const place = `${index + 1} of ${count} ${dot} section ${question.section} ${dot} ${question.demo}`;
	const gap = index === 0 || answerer === atPrompt ? "" : "\n";
	context.out.write(gap + paintedParagraph(place, "faint", display()));
	const chosen = await answerer(asked);
	if (chosen === null && answerer === atPrompt) return false;
	const answer = answerTo(question);
	round.answered += 1;
	if (chosen === null || !isRight(question, answer.run, chosen)) round.wrong.push(question);
	context.out.write(answerText(question, answer.run, chosen, display(), language !== "python"));
	if (answerer !== atPrompt) {
		context.out.write(`  ${paint("heading", "Run")}    ${hanging(commandOf(question), display())}`);
		return true;
	}
	context.out.write(`\n${answerChart(answer, language, display())}`);
	return index === count - 1 || goesOn(context, display());
}

/** Waits until the answer has been read. */
async function goesOn(
	{ out, input }: Context,
	{ columns, paint = unpainted }: ViewOptions,
): Promise<boolean> {
	const { nextQuestion } = await import("../ask.ts");
	out.write(`\n${paint("faint", cutEnd("  space: the next question   q: leave", columns - 1, ""))}`);
	return nextQuestion(input).finally(() => out.write("\r\x1b[K"));
}

/** The score of those who answered something, which is kept. */
function endRound(
	round: Round,
	{ section }: QuizOptions,
	display: ViewOptions,
	{ out, error, env }: Context,
): void {
	if (round.answered === 0) return;
	const scores = new Scores(section, env);
	out.write(scoreText(round, scores.last, display));
	scores.keep(round.score);
	tellNotKept("Your score", scores.problem, error);
}

function answererOf(
	{ answers, input }: QuizOptions,
	ordered: readonly CourseQuestion[],
	{ canAsk }: Context,
): Answerer {
	if (answers !== undefined) {
		return fromList(parseAnswers(answers, ordered));
	}
	return input === false || !canAsk ? nobody : atPrompt;
}

const atPrompt: Answerer = async ({ question, display, context }) => {
	const { ask } = await import("../ask.ts");
	return ask(question, display(), context);
};

const nobody: Answerer = async ({ question, display, context }) => {
	context.out.write(questionText(question, display()));
	return null;
};

function fromList(answers: readonly number[]): Answerer {
	return async (asked) => {
		await nobody(asked);
		return answers[asked.index] ?? null;
	};
}

/** The places of the choices in `2,1,4`, from 0. @throws {UsageError} if there are too many, or no such choice */
function parseAnswers(text: string, ordered: readonly CourseQuestion[]): number[] {
	const parts = text.split(",");
	if (parts.length > ordered.length) {
		throw new UsageError(`--answers has ${parts.length} answers, and there are ${ordered.length} questions`);
	}
	return parts.map((part, index) => {
		const most = ordered[index]?.choices.length ?? 0;
		const answer = /^[1-9]$/.test(part.trim()) ? Number(part) : 0;
		if (answer < 1 || answer > most) {
			throw new UsageError(
				`--answers wants 1 to ${most} for question ${index + 1}, not ${quoted(part.trim())}`,
			);
		}
		return answer - 1;
	});
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
	const left = [...items];
	return items.flatMap(() => left.splice(random.randint(0, left.length - 1), 1));
}

/** @param last the score before this one; null: there is none */
function scoreText(round: Round, last: Score | null, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const missed = [...new Set(round.wrong.map(({ section }) => section))].sort();
	const again = missed.map((section) =>
		commandText(`async-lessons lesson ${section}`, sectionTitle(section), display),
	);
	const text = ({ right, answered }: Score) => `${right} of ${answered} right`;
	const before = last === null ? "" : `, the last time ${text(last)}`;
	const score = `${paint("heading", text(round.score))}${before}`;
	return `\n  ${score}\n${again.length === 0 ? "" : `\n  To look at again:\n${again.join("")}`}`;
}

/** The run that answers a question. */
export interface Answer {
	readonly run: Run;
	readonly job: Job;
}

/** Runs what answers the question. */
export function answerTo({ demo: name, variant, parameters = {} }: CourseQuestion): Answer {
	const demo = findDemo(name);
	const variants = demo.variants.filter((one) => one.name === variant);
	const job: Job = { demo, variants, parameters, seed: DEFAULT_SEED };
	return { run: runOf(record(programFor(job, variant), { seed: DEFAULT_SEED, places: true })), job };
}

/** The picture of the run, and what its signs mean. */
export function answerChart({ run, job }: Answer, language: Language, display: ViewOptions): string {
	return renderVariant(viewFor(language, viewOf(job, [run], {})), 0, display);
}

/** The command that shows the run. */
function commandOf({ demo, variant, parameters = {} }: CourseQuestion): string {
	const settings = Object.entries(parameters).map(([name, value]) => ` --set ${name}=${value}`);
	return `async-lessons run ${demo} --variant ${variant}${settings.join("")}`;
}
