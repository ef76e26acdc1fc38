// One demo of the list: its variants and numbers, and what it is measured by.

import type { Demo, Parameter } from "../../demos/define-demo.ts";
import { duration } from "../../text/figures.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import { commandText, fittedPage } from "../../text/paragraphs.ts";
import { plainTable } from "../../text/table.ts";
import { totalText } from "../../views/outcome.ts";
import { renderHeading } from "../../views/render.ts";
import type { RunView, VariantView, ViewOptions } from "../../views/view.ts";

/** Narrower summaries are not worth their lines. */
const LEAST_TEXT = 12;

/** The page of one demo. `view`: its variants, each run once with its own numbers. */
export function demoPage(demo: Demo, view: RunView, display: ViewOptions): string {
	const { columns, paint = unpainted } = display;
	const heading = (word: string, option: string) =>
		`  ${paint("heading", word)}  ${paint("faint", option)}\n`;
	const variants = plainTable(
		[{}, { align: "right" }, { atLeast: LEAST_TEXT }, {}],
		view.variants.map((variant) => variantCells(variant, paint)),
		columns - 1,
	);
	const numbers = Object.entries(demo.parameters).map(([name, facts]) => numberCells(name, facts, paint));
	const table =
		numbers.length === 0
			? ""
			: `\n${heading("Numbers", "--set NAME=VALUE")}${plainTable([{}, { align: "right" }, {}, { atLeast: LEAST_TEXT }], numbers, columns - 1)}`;
	const source = commandText(`async-lessons show ${view.demo.name}`, "its source", display);
	const page = [
		renderHeading(view, display),
		"\n",
		heading("Variants", "--variant NAME"),
		variants,
		table,
		...(view.demo.section > 0 ? ["\n", source] : []),
	];
	return fittedPage(page.join(""), columns);
}

function variantCells({ name, summary, timeline, measure }: VariantView, paint: Paint): string[] {
	return [paint("name", name), totalText(timeline.outcome, duration(timeline.elapsed)), summary, measure];
}

function numberCells(
	name: string,
	{ default: usual, unit, range, whole, description }: Parameter,
	paint: Paint,
): string[] {
	const [least, greatest] = range;
	const kind = whole === true ? ", whole" : "";
	const withUnit = (text: string) => (unit === "" ? text : `${text} ${unit}`);
	return [
		paint("name", name),
		withUnit(String(usual)),
		withUnit(`${least} to ${greatest}`) + kind,
		description,
	];
}
