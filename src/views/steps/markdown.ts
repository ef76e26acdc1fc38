// A run as Markdown: its picture, and all its steps in sentences.

import { duration, moreOf } from "../../text/figures.ts";
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
	const lesson = why === "" ? "" : `\n${paragraph(why)}\n`;
	return `# ${escaped(heading)}\n${lesson}\n${parts.join("\n")}`;
}

function runMarkdown({ variant, summary, picture, book }: MarkdownRun): string {
	const shown = Math.min(MOST_STEPS, book.length);
	const steps = Array.from({ length: shown }, (_, index) => {
		const words = book
			.parts(index)
			.map(({ text, role }) => (role === "who" || role === "bad" ? strong(text) : escaped(text)))
			.join("");
		return `${index + 1}. ${duration(book.step(index).at)}: ${words}\n`;
	});
	const left = book.length - shown;
	const more = left > 0 ? `\n… and ${moreOf(left, "step")}.\n` : "";
	const about = summary === "" ? "" : `${paragraph(summary)}\n\n`;
	return `## ${escaped(variant)}\n\n${about}${fenced(picture)}\n${steps.join("")}${more}`;
}

/** A block of text as it is, with a fence that is longer than any in it. */
function fenced(text: string): string {
	const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}text\n${text.replace(/\n*$/, "\n")}${fence}\n`;
}

/** Stars mean nothing where they touch a space or a stop: those stay outside. */
function strong(text: string): string {
	const [, before = "", words = "", after = ""] =
		/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/su.exec(plainLine(text)) ?? [];
	const inner = words === "" ? "" : `**${escaped(words)}**`;
	return `${escaped(before)}${inner}${escaped(after)}`;
}

/** Text that begins no list and no block of code, nor underlines what stands before it. */
function paragraph(text: string): string {
	return escaped(text)
		.trim()
		.replace(/^[-+=]/, "\\$&")
		.replace(/^(\d+)([.)])/, "$1\\$2");
}

/** Text in which no sign means anything to Markdown, nor to HTML. An address is no link, in which a backslash would be read as one. */
function escaped(text: string): string {
	return plainLine(text).replace(/[\\`*_{}[\]<>#|~&]|:(?=\/\/)|(?<=www)\./gi, "\\$&");
}
