// What comes after the charts: the legend, the comparison, why, and what to try next.

import { neverEnds } from "../../history/outcome.ts";
import { bar } from "../../text/bar.ts";
import { duration } from "../../text/figures.ts";
import type { Glyphs } from "../../text/glyphs.ts";
import { blank, justified, type Piece, padded, piece, type Row, widthOf } from "../../text/row.ts";
import { cutMiddle, padEnd, plainLine, textWidth } from "../../text/width.ts";
import { compared, comparisonTexts } from "../comparison.ts";
import { totalText } from "../outcome.ts";
import type { RunView, VariantView } from "../view.ts";
import { type Layout, MARGIN } from "./layout.ts";
import { legend, type Meaning } from "./legend.ts";
import { headed, indented } from "./text-rows.ts";

const WIDEST_NAME = 24;
/** With less room words begin further left. */
const LEAST_WORDS = 30;
/** The least length of a bar that makes room for words, in cells. */
const LEAST_BAR = 8;

export function closingRows(view: RunView, layout: Layout, seen: ReadonlySet<Meaning>): Row[] {
	const parts = [
		legend(seen, layout),
		comparisonRows(view, layout),
		[...headed("Why", view.demo.why, layout.width), ...nextRows(view, layout)],
	];
	return parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : [[], ...part]));
}

/** One bar a variant, on the scale of the charts where that leaves room for the words. */
function comparisonRows({ variants }: RunView, layout: Layout): Row[] {
	const [baseline, ...others] = variants;
	if (!baseline || others.length === 0) return [];
	const names = variants.map((variant) => textWidth(plainLine(variant.name)));
	const widest = Math.min(WIDEST_NAME, Math.max(...names));
	const start = MARGIN + widest + 2;
	const scales = variants.map((variant) => {
		if (neverEnds(variant.timeline.outcome.kind)) return Number.POSITIVE_INFINITY;
		const beside = layout.width - start - 2 - textWidth(timeOf(variant, layout)) - 2;
		// What is too long for the least bar stands below.
		const words = comparedWords(variant, baseline, layout.glyphs).filter(
			(one) => textWidth(one) <= beside - LEAST_BAR,
		);
		const shown = words.find((one) => textWidth(one) <= layout.width / 2) ?? words.at(-1) ?? "";
		const room = beside - textWidth(shown);
		return Math.max(room, LEAST_BAR) / variant.timeline.elapsed;
	});
	const perSecond = Math.min(layout.scale.perSecond, ...scales.filter(Number.isFinite));
	return variants.flatMap((variant) => barRows(variant, baseline, { start, widest, perSecond }, layout));
}

function timeOf({ timeline }: VariantView, { glyphs }: Layout): string {
	return totalText(timeline.outcome, duration(timeline.elapsed, glyphs.micro));
}

interface Bars {
	readonly start: number;
	readonly widest: number;
	readonly perSecond: number;
}

/** The words beside the bar, or below it where they are too long: none is left out. */
function barRows(variant: VariantView, baseline: VariantView, bars: Bars, layout: Layout): Row[] {
	const { glyphs, width } = layout;
	const name = cutMiddle(plainLine(variant.name), bars.widest, glyphs.ellipsis);
	const lead = padded([blank(MARGIN), piece(name)], bars.start);
	// What never ends has no length.
	const isEndless = neverEnds(variant.timeline.outcome.kind);
	const length = variant.timeline.elapsed * bars.perSecond;
	const left = isEndless ? lead : [...lead, piece(bar(length, glyphs), "waiting"), blank(2)];
	const time = [piece(timeOf(variant, layout))];
	const texts = comparedWords(variant, baseline, glyphs);
	for (const words of texts) {
		const row = justified([...left, piece(words)], time, width);
		if (row) return [row];
	}
	const room = width - bars.start;
	const [indent, whole = ""] = room < LEAST_WORDS ? [2 * MARGIN, texts.at(-1)] : [bars.start, texts.at(0)];
	return [justified(left, time, width) ?? left, ...(whole === "" ? [] : indented(whole, indent, width))];
}

/** What a variant is to be compared by, and how it compares with the first one: longest form first. */
function comparedWords(variant: VariantView, baseline: VariantView, glyphs: Glyphs): string[] {
	const { timeline, measure } = variant;
	const texts = neverEnds(timeline.outcome.kind)
		? [`stuck at ${duration(timeline.elapsed, glyphs.micro)}`]
		: variant === baseline
			? []
			: comparisonTexts(compared(variant, baseline), glyphs);
	if (measure === "") return texts;
	const own = plainLine(measure);
	return texts.length === 0 ? [own] : texts.map((text) => (text === "" ? own : `${own}, ${text}`));
}

function nextRows({ demo }: RunView, layout: Layout): Row[] {
	const all = demo.next.map(({ run, question }) => ({ command: `async-lessons run ${run}`, question }));
	const widest = all.reduce((most, { command }) => Math.max(most, textWidth(command)), 0);
	return all.flatMap(({ command: text, question }, i) => {
		const lead: Piece[] = [blank(MARGIN), piece(padEnd(i === 0 ? "Next" : "", 7), "heading")];
		const command = piece(text, "good");
		const row = [...padded([...lead, command], widthOf(lead) + widest + 4), piece(question, "faint")];
		if (widthOf(row) <= layout.width) return [row];
		const wrappedCommand = headed(i === 0 ? "Next" : "", text, layout.width);
		return [...wrappedCommand, ...indented(question, MARGIN + 9, layout.width, "faint")];
	});
}
