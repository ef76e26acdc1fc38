import { factWords, isTime } from "../../demos/returned-facts.ts";
import type { Statistics } from "../../history/timeline.ts";
import { bar } from "../../text/bar.ts";
import { count, duration } from "../../text/figures.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { paintedParagraph } from "../../text/paragraphs.ts";
import { cutEnd, padEnd, padStart, plainLine, textWidth, wrapped } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Measure } from "./measure.ts";
import type { Sweep } from "./sweep.ts";

/** The runs of one variant, one for each value of the sweep. */
export interface Series {
	readonly variant: string;
	readonly measures: readonly Measure[];
}

/** One figure of all runs: by variant, then by value; null where a run has none. */
interface Panel {
	readonly title: string;
	readonly text: (figure: number) => string;
	readonly figures: readonly (readonly (number | null)[])[];
}

/** Side by side, a variant's bars have at least this room, in cells. */
const LEAST_BARS = 24;

/** How the figures of the variants grow with a parameter: bars on one scale, and the law in words. */
export function sweepView(
	demo: string,
	sweep: Sweep,
	given: readonly Series[],
	display: ViewOptions,
): string {
	const series = given.map((one) => ({ ...one, variant: plainLine(one.variant) }));
	const unit = sweep.unit === "" ? "" : ` ${sweep.unit}`;
	const heading = `${plainLine(demo)} ${glyphsOf(display).dot} ${sweep.name} from ${sweep.values[0]} to ${sweep.values.at(-1)}${unit}`;
	const panels = panelsOf(series).map(
		(panel) => `${panelBars(sweep, panel, series, display)}\n${panelLaws(sweep, panel, series, display)}`,
	);
	return `${paintedParagraph(heading, "heading", display)}\n${panels.join("\n")}`;
}

function panelsOf(series: readonly Series[]): Panel[] {
	const times = series.map(({ measures }) => measures.map(timeOf));
	const names = new Set(
		series.flatMap(({ measures }) => measures.flatMap(({ facts }) => Object.keys(facts))),
	);
	const facts = [...names].map((name): Panel => {
		const figures = series.map(({ measures }) => measures.map(({ facts }) => numberOf(facts[name])));
		return { title: factWords(name), text: isTime(name) ? duration : count, figures };
	});
	const shown = facts.filter(({ figures }) => figures.flat().some((figure) => figure !== null));
	return [{ title: "time", text: duration, figures: times }, ...shown];
}

function timeOf({ untimed, elapsed }: Measure): number | null {
	return untimed === null ? elapsed : null;
}

/** What is said of a run in place of its figure. */
function withoutFigure(measure: Measure | undefined): string {
	return measure?.untimed === "failed" ? "failed" : "never ends";
}

function numberOf(fact: number | boolean | undefined): number | null {
	return typeof fact === "number" ? fact : null;
}

/** The bars of all variants, side by side where there is room. */
function panelBars(sweep: Sweep, panel: Panel, series: readonly Series[], display: ViewOptions): string {
	const values = sweep.values.map(String);
	const margin = Math.max(textWidth(sweep.name), ...values.map(textWidth));
	const each = Math.floor((display.columns - 1 - margin - 2) / series.length) - 2;
	const columns =
		each >= LEAST_BARS ? [series.map((_one, index) => index)] : series.map((_one, index) => [index]);
	const room = each >= LEAST_BARS ? each : display.columns - 1 - margin - 4;
	const { paint = unpainted } = display;
	const { ellipsis } = glyphsOf(display);
	const blocks = columns.map((shown) => {
		const titles = shown.map((index) =>
			padEnd(cutEnd(`${panel.title}, ${series[index]?.variant}`, room, ellipsis), room),
		);
		const head = `  ${padStart(sweep.name, margin)}  ${titles.join("  ")}`.trimEnd();
		const rows = values.map((value, row) => {
			const bars = shown.map((index) =>
				barText(panel, index, row, series[index]?.measures[row], room, display),
			);
			return `  ${padStart(value, margin)}  ${bars.join("  ")}`.trimEnd();
		});
		return [paint("faint", head), ...rows].map((line) => `${line}\n`).join("");
	});
	return blocks.join("\n");
}

function barText(
	panel: Panel,
	index: number,
	row: number,
	measure: Measure | undefined,
	room: number,
	display: ViewOptions,
): string {
	const all = panel.figures.flat().filter((figure) => figure !== null);
	const widest = Math.max(...all.map((figure) => textWidth(panel.text(figure))));
	const figure = panel.figures[index]?.[row] ?? null;
	if (figure === null) {
		return padEnd(cutEnd(withoutFigure(measure), room, ""), room);
	}
	const drawn = barOf(figure, Math.max(...all), room - widest - 1, display);
	return padEnd(`${drawn}${drawn === "" ? "" : " "}${panel.text(figure)}`, room);
}

/** On a scale on which `greatest` takes `cells`, in ASCII to the nearest cell; nothing for nothing. */
function barOf(figure: number, greatest: number, cells: number, display: ViewOptions): string {
	if (figure <= 0 || greatest <= 0) return "";
	const length = (figure / greatest) * cells;
	return bar(display.ascii ? Math.round(length) : length, glyphsOf(display));
}

/** The law of each variant, from a line of its own on. */
function panelLaws(sweep: Sweep, panel: Panel, series: readonly Series[], { columns }: ViewOptions): string {
	const widest = Math.max(...series.map(({ variant }) => textWidth(variant)));
	const margin = Math.min(widest, Math.floor((columns - 3) / 2)) + 2;
	return series
		.flatMap((one, index) => {
			const law = wrapped(lawText(sweep, panel, index, one.measures), columns - 1 - 2 - margin);
			const name = wrapped(one.variant, margin - 2);
			const rows = Array.from({ length: Math.max(name.length, law.length) }, (_, row) => row);
			return rows.map((row) => `  ${padEnd(name[row] ?? "", margin)}${law[row] ?? ""}`.trimEnd());
		})
		.map((line) => `${line}\n`)
		.join("");
}

function lawText(sweep: Sweep, panel: Panel, index: number, measures: readonly Measure[]): string {
	const figures = (panel.figures[index] ?? []).filter((figure) => figure !== null);
	if (figures.length < sweep.values.length) {
		return figures.length === 0
			? withoutFigure(measures[0])
			: `ends for ${figures.length} of ${sweep.values.length} values`;
	}
	const reason = panel.title === "time" ? reasonText(measures) : "";
	return growthText(sweep, figures, panel.text) + reason;
}

/** Which waits make the time, if it is the same answer for every run. */
function reasonText(measures: readonly Measure[]): string {
	const is = (figure: (statistics: Statistics) => number) =>
		measures.every((one) => Math.abs(one.elapsed - figure(one.statistics)) <= TOLERANCE * one.elapsed);
	const [isSum, isLongest] = [is(({ waited, busy }) => waited + busy), is(({ longestWait }) => longestWait)];
	return isSum === isLongest ? "" : isSum ? ": the sum of all waits" : ": the longest wait alone";
}

/** How far figures may be from each other, or from a law, and count as the same: as a part of the greatest. */
const TOLERANCE = 0.01;

/** How a figure grows with a parameter: `2.00 s more for each of urls`, `stays at 2.00 s`. */
function growthText(sweep: Sweep, figures: readonly number[], text: (figure: number) => string): string {
	const [first = 0] = figures;
	const last = figures.at(-1) ?? 0;
	const near = TOLERANCE * Math.max(...figures.map(Math.abs));
	if (Math.max(...figures) - Math.min(...figures) <= near) {
		return `stays at ${text(first)}`;
	}
	const slope = slopeOf(sweep.values, figures, near);
	if (slope !== null) {
		return `${text(Math.abs(slope))} ${slope > 0 ? "more" : "less"} for each ${unitOf(sweep)}`;
	}
	const isOneWay = isGrowing(figures) || isGrowing(figures.toReversed());
	return `from ${text(first)} to ${text(last)}, ${isOneWay ? "in steps" : "up and down"}`;
}

/** The slope of the line from the first figure to the last, if all of them lie on it. */
function slopeOf(values: readonly number[], figures: readonly number[], near: number): number | null {
	const [start = 0] = values;
	const [first = 0] = figures;
	const slope = ((figures.at(-1) ?? 0) - first) / ((values.at(-1) ?? 1) - start);
	const isOnLine = (figure: number, index: number) => {
		const expected = first + slope * ((values[index] ?? 0) - start);
		return Math.abs(figure - expected) <= near;
	};
	return figures.every(isOnLine) ? slope : null;
}

function isGrowing(figures: readonly number[]): boolean {
	return figures.every((figure, index) => figure >= (figures[index - 1] ?? figure));
}

function unitOf({ name, unit }: Sweep): string {
	return unit === "" ? `of ${name}` : `${unit === "s" ? "second" : unit} of ${name}`;
}
