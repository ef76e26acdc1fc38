// How the wrong variants of a demo differ from the right ones, with no line wider than the page.

import type { Demo } from "../../demos/define-demo.ts";
import { unpainted } from "../../text/paint.ts";
import { textWidth, wrapped } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import { differencesText } from "../source/differences.ts";
import type { Page, PageOptions } from "./pages.ts";

export function differencePage(demo: Demo): Pick<Page, "text"> {
	return { text: async (options) => foldedDifferences(demo, options) };
}

function foldedDifferences(demo: Demo, display: PageOptions): string {
	const lines = differencesText(demo, display.language, { ...display, paint: unpainted }).split("\n");
	return lines
		.flatMap((line) => folded(line, display.columns).map((part) => painted(part, display)))
		.join("\n");
}

/** A line that goes on keeps its mark, and stands in deeper. */
function folded(line: string, columns: number): string[] {
	const [, lead = "", code = ""] = /^(.{4}\s*)(.*)$/.exec(line) ?? [];
	if (textWidth(line) < columns || code === "") {
		return [line];
	}
	const margin = lead.slice(0, Math.floor(columns / 2) - 4);
	const room = columns - 1 - textWidth(margin) - 4;
	return wrapped(code, room).map((part, index) => margin + (index === 0 ? "" : "    ") + part);
}

function painted(line: string, { paint = unpainted }: ViewOptions): string {
	const mark = line.slice(2, 4).trimEnd();
	if (mark === "") {
		return line;
	}
	return paint(mark === "-" ? "bad" : mark === "+" ? "good" : "heading", line);
}
