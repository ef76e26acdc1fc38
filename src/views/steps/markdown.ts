// A run as Markdown: its picture, and all its steps in sentences.

import { duration } from "../../text/figures.ts";
import { plainLine } from "../../text/width.ts";
import type { StepBook } from "./book.ts";

/** A run, and its picture as lines of text. */
export interface MarkdownRun {
	readonly variant: string;
	readonly summary: string;
	readonly picture: string;
	readonly book: StepBook;
}

/** More steps are not told one by one. */
const MOST_STEPS = 500;

export function markdownOf(
	{ name, title, why }: { readonly name: string; readonly title: string; readonly why: string },
	runs: readonly MarkdownRun[],
): string {
	const heading = title === "" ? name : `${name}: ${title}`;
	const parts = runs.map(runMarkdown);
	const lesson = why === "" ? "" : `\n${escaped(why)}\n`;
	return `# ${escaped(heading)}\n${lesson}\n${parts.join("\n")}`;
}

function runMarkdown({ variant, summary, picture, book }: MarkdownRun): string {
	const shown = Math.min(MOST_STEPS, book.length);
	const steps = Array.from({ length: shown }, (_, index) => {
		const words = book
			.parts(index)
			.map(({ text, role }) =>
				role === "who" || (role === "bad" && !text.startsWith(" ")) ? `**${escaped(text)}**` : escaped(text),
			)
			.join("");
		return `${index + 1}. ${duration(book.step(index).at)}: ${words}\n`;
	});
	const more = book.length > shown ? `\n… and ${book.length - shown} steps more.\n` : "";
	const about = summary === "" ? "" : `${escaped(summary)}\n\n`;
	return `## ${escaped(variant)}\n\n${about}${fenced(picture)}\n${steps.join("")}${more}`;
}

/** A block of text as it is, with a fence that is longer than any in it. */
function fenced(text: string): string {
	const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}text\n${text.replace(/\n*$/, "\n")}${fence}\n`;
}

/** Text in which no sign means anything to Markdown, nor to HTML. */
function escaped(text: string): string {
	return plainLine(text).replace(/[\\`*_{}[\]<>#|~&]/g, (sign) => `\\${sign}`);
}
