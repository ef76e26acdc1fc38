import { plainLine, wrapped } from "../../text/width.ts";

/** Paragraphs as lines of at most `columns` less one, an empty line between. */
export function paragraphs(texts: readonly string[], columns: number): string {
	const width = Math.max(1, columns - 1);
	return texts
		.filter((text) => text !== "")
		.map((text) => `${wrapped(plainLine(text), width).join("\n")}\n`)
		.join("\n");
}
