import { plainLine, wrapped } from "../../text/width.ts";

/** Paragraphs as lines of at most `columns` less one, an empty line between. */
export function paragraphs(texts: readonly string[], columns: number): string {
	const width = Math.max(1, columns - 1);
	return texts
		.filter((text) => text !== "")
		.map((text) => `${wrapped(plainLine(text), width).join("\n")}\n`)
		.join("\n");
}

/** With a full stop at its end. Labels keep their own first letters, so none is changed. */
export function stopped(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** `a, b, and c` */
export function enumerated(parts: readonly string[]): string {
	if (parts.length <= 1) return parts[0] ?? "";
	if (parts.length === 2) return `${parts[0]} and ${parts[1]}`;
	return `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}
