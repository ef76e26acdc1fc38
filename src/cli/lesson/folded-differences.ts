import type { Demo } from "../../demos/define-demo.ts";
import { type ViewOptions, wrapped } from "../../timeline/index.ts";
import { unpainted } from "../../timeline/paint.ts";
import { textWidth } from "../../timeline/text-width.ts";
import { differencesText } from "../show/differences.ts";

/** How the wrong variants of a demo differ from the right ones, with no line wider than the page. */
export function foldedDifferences(demo: Demo, look: ViewOptions): string {
	const lines = differencesText(demo, { ...look, paint: unpainted }).split("\n");
	return lines.flatMap((line) => folded(line, look.columns).map((part) => painted(part, look))).join("\n");
}

/** A line that goes on keeps its mark, and stands in deeper. */
function folded(line: string, columns: number): string[] {
	const [, lead = "", code = ""] = /^(.{4}\s*)(.*)$/.exec(line) ?? [];
	if (textWidth(line) < columns || code === "") {
		return [line];
	}
	const room = Math.max(8, columns - 1 - lead.length - 4);
	return wrapped(code, room).map((part, index) => lead + (index === 0 ? "" : "    ") + part);
}

function painted(line: string, { paint = unpainted }: ViewOptions): string {
	const mark = line.slice(2, 4).trimEnd();
	if (mark === "") {
		return line;
	}
	return paint(mark === "-" ? "bad" : mark === "+" ? "good" : "heading", line);
}
