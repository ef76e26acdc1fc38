// The words of a question, and of its answer.

import { eventText, type Question } from "../demos/questions/evidence.ts";
import type { ReadRun } from "../demos/told-run.ts";
import { type Role, unpainted } from "../text/paint.ts";
import { hanging, paragraph } from "../text/paragraphs.ts";
import type { ViewOptions } from "../views/view.ts";

/** A question with its choices, where there is no prompt. */
export function questionText({ text, choices }: Question, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const list = choices.map(
		(choice, index) =>
			`     ${paint("faint", String(index + 1))}  ${paragraph(choice, display, 8).trimStart()}`,
	);
	return `${paragraph(text, display)}${list.join("")}`;
}

/** The right answer, why, and the event that shows it. `chosen`: the answer that was given; null without one. */
export function answerText(
	question: Question,
	run: ReadRun,
	chosen: number | null,
	display: ViewOptions,
	withPlace = true,
): string {
	const { paint = unpainted } = display;
	const right = question.answer(run);
	const verdict = verdictText(chosen === null ? undefined : question.choices[chosen], right, display);
	const event = question.decides(run);
	const decided =
		event === undefined
			? ""
			: `  ${paint("heading", "Seen")}   ${hanging(eventText(run, event, withPlace), display)}`;
	return `${verdict}${paragraph(question.why, display)}${decided}`;
}

function verdictText(chosen: string | undefined, right: string, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const [word, role, rest] = verdictOf(chosen, right);
	return paragraph(`${word} ${rest}`, display).replace(word, () => paint(role, word));
}

function verdictOf(chosen: string | undefined, right: string): [word: string, role: Role, rest: string] {
	if (chosen === undefined) {
		return ["Answer", "good", right];
	}
	return chosen === right ? ["Right.", "good", ""] : ["Not so:", "bad", right];
}

/** Whether the choice is the right one. */
export function isRight(question: Question, run: ReadRun, chosen: number): boolean {
	return question.choices[chosen] === question.answer(run);
}
