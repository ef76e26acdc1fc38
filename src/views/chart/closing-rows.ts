// What comes after the charts: the legend, the comparison, why, and what to try next.

import { bar } from "../../text/bar.ts";
import { duration } from "../../text/figures.ts";
import type { Glyphs } from "../../text/glyphs.ts";
import { blank, justified, type Piece, padded, piece, type Row, widthOf } from "../../text/row.ts";
import { cutMiddle, padEnd, plainLine, textWidth } from "../../text/width.ts";
import { totalText } from "../outcome.ts";
import { factorOf, ratioText, speedup } from "../speedup.ts";
import type { RunView, VariantView } from "../view.ts";
import { type Layout, MARGIN } from "./layout.ts";
import { legend, type Meaning } from "./legend.ts";
import { headed, indented, paragraphWidth } from "./text-rows.ts";

const WIDEST_NAME = 24;
/** The least length of a bar that makes room for words, in cells. */
const LEAST_BAR = 8;

export function closingRows(view: RunView, layout: Layout, seen: ReadonlySet<Meaning>): Row[] {
	const parts = [
		legend(seen, layout.glyphs, layout.width),
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
		const words = comparedWords(variant, baseline, layout.glyphs)[0] ?? "";
		const room = layout.width - start - textWidth(words) - 2 - textWidth(timeOf(variant, layout)) - 2;
		return Math.max(room, LEAST_BAR) / variant.timeline.elapsed;
	});
	const perSecond = Math.min(layout.scale.perSecond, ...scales.filter(Number.isFinite));
	return variants.map((variant) => barRow(variant, baseline, { start, widest, perSecond }, layout));
}

function timeOf({ timeline }: VariantView, { glyphs }: Layout): string {
	return totalText(timeline.outcome, duration(timeline.elapsed, glyphs.micro));
}

interface Bars {
	readonly start: number;
	readonly widest: number;
	readonly perSecond: number;
}

function barRow(variant: VariantView, baseline: VariantView, bars: Bars, layout: Layout): Row {
	const { glyphs, width } = layout;
	const name = cutMiddle(plainLine(variant.name), bars.widest, glyphs.ellipsis);
	const left = [
		...padded([blank(MARGIN), piece(name)], bars.start),
		piece(bar(variant.timeline.elapsed * bars.perSecond, glyphs), "waiting"),
	];
	const time = [piece(timeOf(variant, layout))];
	for (const words of comparedWords(variant, baseline, glyphs)) {
		const row = justified([...left, piece(`  ${words}`)], time, width);
		if (row) return row;
	}
	return justified(left, time, width) ?? left;
}

/** How a variant compares with the first one: longest form first. */
function comparedWords(variant: VariantView, baseline: VariantView, { times, micro }: Glyphs): string[] {
	if (variant === baseline) return [];
	const compared = speedup(variant.timeline, baseline.timeline);
	if (compared?.saved === 0) return ["the same time", "same"];
	const factor = compared && factorOf(compared);
	if (!factor) return [];
	const ratio = ratioText(factor, times);
	const difference = duration(Math.abs(compared.saved), micro);
	return [`${ratio}, ${difference} ${factor.word === "faster" ? "saved" : "more"}`, ratio];
}

function nextRows({ demo }: RunView, layout: Layout): Row[] {
	const commands = demo.next.map((next) => `async-lessons run ${next.run}`);
	const widest = commands.reduce((most, command) => Math.max(most, textWidth(command)), 0);
	return demo.next.flatMap(({ question }, i) => {
		const lead: Piece[] = [blank(MARGIN), piece(padEnd(i === 0 ? "Next" : "", 7), "heading")];
		const command = piece(commands[i] ?? "", "good");
		const row = [...padded([...lead, command], widthOf(lead) + widest + 4), piece(question, "faint")];
		if (widthOf(row) <= layout.width) return [row];
		const wrappedCommand = headed(i === 0 ? "Next" : "", command.text, layout.width);
		return [
			...wrappedCommand,
			...indented(question, MARGIN + 9, Math.min(layout.width, paragraphWidth(layout.width, 0)), "faint"),
		];
	});
}
