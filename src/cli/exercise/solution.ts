import type { Language } from "../../exercises/exercise.ts";
import { type Role, unpainted } from "../../text/paint.ts";
import { folded } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import { type DifferenceLine, lineDifferences } from "../source/differences.ts";
import { listingOfFile, listingText } from "../source/listing.ts";
import { ENDINGS, type ExerciseFolder } from "./exercise-folder.ts";

/** A learner's program: what it is called, and what stands in it. */
interface OwnProgram {
	readonly file: string;
	readonly text: string;
	readonly language: Language;
}

/** How a program differs from the model solution, and the model in the other languages. */
export async function solutionText(
	folder: ExerciseFolder,
	own: OwnProgram,
	display: ViewOptions,
): Promise<string> {
	const { paint = unpainted } = display;
	const head = `  ${paint("heading", `${own.file} (-) and our solution (+)`)}\n\n`;
	const parts = [head + differenceText(own.text, folder.text("model", own.language), display)];
	for (const language of folder.languages) {
		if (language === own.language) continue;
		const listing = listingOfFile(`model${ENDINGS[language]}`, folder.text("model", language));
		parts.push(await listingText(listing, display));
	}
	return parts.join("\n");
}

function differenceText(own: string, model: string, display: ViewOptions): string {
	const lines = lineDifferences(linesOf(own), linesOf(model));
	if (lines.every(({ side }) => side === "both")) return "    They are the same.\n";
	return lines.map((line) => markedLine(line, display)).join("");
}

const MARKS: Readonly<Record<DifferenceLine["side"], readonly [mark: string, role: Role]>> = {
	first: ["-", "bad"],
	second: ["+", "good"],
	both: [" ", "plain"],
};

function markedLine({ side, text }: DifferenceLine, { columns, paint = unpainted }: ViewOptions): string {
	const [mark, role] = MARKS[side];
	const parts = folded(text.replaceAll("\t", "  "), columns - 5);
	return parts.map((part) => `${paint(role, `  ${mark} ${part}`.trimEnd())}\n`).join("");
}

function linesOf(text: string): string[] {
	return text.trimEnd().split(/\r?\n/);
}
