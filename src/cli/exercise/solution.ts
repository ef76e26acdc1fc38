import type { Language } from "../../exercises/exercise.ts";
import { unpainted } from "../../text/paint.ts";
import { fittedCode } from "../../text/paragraphs.ts";
import type { ViewOptions } from "../../views/view.ts";
import { lineDifferences } from "../source-parts.ts";
import { ENDINGS, type ExerciseFolder, LANGUAGES } from "./exercise-folder.ts";

/** A learner's program: what it is called, and what stands in it. */
interface OwnProgram {
	readonly file: string;
	readonly text: string;
	readonly language: Language;
}

/** How a program differs from the model solution, and the model in the other languages. */
export function solutionText(folder: ExerciseFolder, own: OwnProgram, display: ViewOptions): string {
	const { paint = unpainted, columns } = display;
	const heading = (text: string) => `  ${paint("heading", text)}\n\n`;
	const model = folder.text("model", own.language);
	const others = folder.languages
		.filter((language) => language !== own.language)
		.map((language) => heading(`In ${LANGUAGES[language]}`) + indented(folder.text("model", language)));
	const parts = [
		heading(`${own.file} (-) and our model${ENDINGS[own.language]} (+)`) +
			differenceText(own.text, model, display),
		...others,
	];
	return fittedCode(parts.join("\n"), columns);
}

function differenceText(own: string, model: string, { paint = unpainted }: ViewOptions): string {
	const [first, second] = [linesOf(own), linesOf(model)];
	const lines = lineDifferences(first, second);
	if (lines.every(({ side }) => side === "both")) return "    They are the same.\n";
	return lines
		.map(({ side, text }) => {
			const line = text.replaceAll("\t", "  ");
			if (side === "both") return `${`    ${line}`.trimEnd()}\n`;
			return side === "first"
				? `${paint("bad", `  - ${line}`.trimEnd())}\n`
				: `${paint("good", `  + ${line}`.trimEnd())}\n`;
		})
		.join("");
}

function linesOf(text: string): string[] {
	return text.trimEnd().split(/\r?\n/);
}

function indented(text: string): string {
	return linesOf(text)
		.map((line) => `${`    ${line.replaceAll("\t", "  ")}`.trimEnd()}\n`)
		.join("");
}
