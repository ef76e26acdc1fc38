import type { Recording } from "../../recording/recording.ts";
import { type Paint, type ViewOptions, wrapped } from "../../timeline/index.ts";
import { unpainted } from "../../timeline/paint.ts";
import { eventText } from "./event-text.ts";
import type { Question } from "./question.ts";

const MARGIN = 2;

/** Text broken between words, each line indented. */
export function paragraph(text: string, { columns }: ViewOptions, indent = MARGIN): string {
	const lines = wrapped(text, Math.max(20, columns - 1 - indent));
	return lines.map((line) => `${" ".repeat(indent)}${line}\n`).join("");
}

/** A question with its choices, for whoever does not answer at a prompt. */
export function questionText({ text, choices }: Question, look: ViewOptions): string {
	const { paint = unpainted } = look;
	const list = choices.map((choice, index) => `     ${paint("faint", String(index + 1))}  ${choice}\n`);
	return `${paragraph(text, look)}${list.join("")}`;
}

/** What is right, why, and the event that shows it. `chosen`: what somebody answered; null if nobody did. */
export function answerText(
	question: Question,
	run: Recording,
	chosen: number | null,
	look: ViewOptions,
): string {
	const { paint = unpainted } = look;
	const right = question.answer(run);
	const verdict = verdictText(question.choices[chosen ?? -1], right, paint);
	const event = question.decides(run);
	const decided =
		event === undefined ? "" : `  ${paint("heading", "Seen")}   ${hanging(eventText(run, event), look)}`;
	return `  ${verdict}\n${paragraph(question.why, look)}${decided}`;
}

/** Text after a word of five letters: on one line where it fits, else broken, with what follows below its beginning. */
function hanging(text: string, look: ViewOptions): string {
	const indent = 9;
	return text.length + indent < look.columns ? `${text}\n` : paragraph(text, look, indent).trimStart();
}

function verdictText(chosen: string | undefined, right: string, paint: Paint): string {
	if (chosen === undefined) {
		return `${paint("good", "Answer")} ${right}`;
	}
	return chosen === right ? paint("good", "Right.") : `${paint("bad", "Not so:")} ${right}`;
}

/** Whether the choice is the right one. */
export function isRight(question: Question, run: Recording, chosen: number): boolean {
	return question.choices[chosen] === question.answer(run);
}
