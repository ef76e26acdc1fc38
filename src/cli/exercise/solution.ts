import type { Language } from "../../exercises/exercise.ts";
import { paintedParagraph } from "../../text/paragraphs.ts";
import type { ViewOptions } from "../../views/view.ts";
import { markedDifferences } from "../source/differences.ts";
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
	const head = `${paintedParagraph(`${own.file} (-) and our solution (+)`, "heading", display)}\n`;
	const parts = [head + differenceText(own.text, folder.text("model", own.language), display)];
	for (const language of folder.languages) {
		if (language === own.language) continue;
		const listing = listingOfFile(`model${ENDINGS[language]}`, folder.text("model", language));
		parts.push(await listingText(listing, display));
	}
	return parts.join("\n");
}

function differenceText(own: string, model: string, display: ViewOptions): string {
	const [before, after] = [linesOf(own), linesOf(model)];
	if (before.join("\n") === after.join("\n")) return "    They are the same.\n";
	return markedDifferences(before, after, display);
}

function linesOf(text: string): string[] {
	return text.trimEnd().split(/\r?\n/);
}
