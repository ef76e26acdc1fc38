import { type Role, unpainted } from "../../text/paint.ts";
import type { ViewOptions } from "../../views/view.ts";
import { hanging, paragraph } from "../paragraphs.ts";
import type { Run } from "../runs.ts";
import { type Evidence, eventText } from "./evidence.ts";

/** Something to foresee about a run. The run itself says which choice is right. */
export interface Question {
	/** What happened, or would: asked before it is shown. */
	readonly text: string;
	readonly choices: readonly [string, string, ...string[]];
	/** The right choice, read off the run. */
	readonly answer: (run: Run) => string;
	/** The one event that decides between the choices. */
	readonly decides: (run: Run) => Evidence | undefined;
	/** Why it is so, one or two sentences. */
	readonly why: string;
}

/** A question of the course, with the run that answers it. */
export interface CourseQuestion extends Question {
	/** 1 to 7. */
	readonly section: number;
	readonly demo: string;
	readonly variant: string;
	/** In place of the demo's defaults. */
	readonly parameters?: Readonly<Record<string, number>>;
}

/** A question with its choices, for whoever does not answer at a prompt. */
export function questionText({ text, choices }: Question, look: ViewOptions): string {
	const { paint = unpainted } = look;
	const list = choices.map(
		(choice, index) => `     ${paint("faint", String(index + 1))}  ${paragraph(choice, look, 8).trimStart()}`,
	);
	return `${paragraph(text, look)}${list.join("")}`;
}

/** What is right, why, and the event that shows it. `chosen`: what somebody answered; null if nobody did. */
export function answerText(question: Question, run: Run, chosen: number | null, look: ViewOptions): string {
	const { paint = unpainted } = look;
	const right = question.answer(run);
	const verdict = verdictText(question.choices[chosen ?? -1], right, look);
	const event = question.decides(run);
	const decided =
		event === undefined ? "" : `  ${paint("heading", "Seen")}   ${hanging(eventText(run, event), look)}`;
	return `${verdict}${paragraph(question.why, look)}${decided}`;
}

function verdictText(chosen: string | undefined, right: string, look: ViewOptions): string {
	const { paint = unpainted } = look;
	const [word, role, rest] = verdictOf(chosen, right);
	return paragraph(`${word} ${rest}`, look).replace(word, () => paint(role, word));
}

function verdictOf(chosen: string | undefined, right: string): [word: string, role: Role, rest: string] {
	if (chosen === undefined) {
		return ["Answer", "good", right];
	}
	return chosen === right ? ["Right.", "good", ""] : ["Not so:", "bad", right];
}

/** Whether the choice is the right one. */
export function isRight(question: Question, run: Run, chosen: number): boolean {
	return question.choices[chosen] === question.answer(run);
}
