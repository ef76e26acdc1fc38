// What comes after the charts: the legend, the comparison, why, and what to try next.

import { compared, neverEnds } from "../compare.ts";
import { duration, factorText } from "../figures.ts";
import { cutMiddle, plainLine, textWidth } from "../text-width.ts";
import type { RunView, VariantView } from "../view.ts";
import { type Layout, MARGIN } from "./layout.ts";
import { legend, type Meaning } from "./legend.ts";
import { blank, justified, type Piece, padded, piece, type Row, widthOf } from "./row.ts";
import { headed, indented, paragraphWidth } from "./text-rows.ts";

const WIDEST_NAME = 24;

export function closingRows(view: RunView, layout: Layout, seen: ReadonlySet<Meaning>): Row[] {
	const parts = [
		legend(seen, layout.glyphs, layout.width),
		comparisonRows(view, layout),
		headed("Why", view.demo.why, layout.width),
		nextRows(view, layout),
	];
	return parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : [[], ...part]));
}

/** One bar a variant, on the scale of the charts where that fits. */
function comparisonRows({ variants }: RunView, layout: Layout): Row[] {
	const [baseline, ...others] = variants;
	if (!baseline || others.length === 0) return [];
	const names = variants.map((variant) => textWidth(variant.name));
	const widest = Math.min(
		WIDEST_NAME,
		names.reduce((most, width) => Math.max(most, width), 0),
	);
	const start = MARGIN + widest + 2;
	const room = layout.width - start - 12;
	const longest = variants.reduce((most, one) => Math.max(most, one.timeline.elapsed), 0);
	const perSecond = Math.min(layout.scale.perSecond, longest > 0 ? room / longest : 1);
	return variants.map((variant) => barRow(variant, baseline, { start, widest, perSecond }, layout));
}

interface Bars {
	readonly start: number;
	readonly widest: number;
	readonly perSecond: number;
}

function barRow(variant: VariantView, baseline: VariantView, bars: Bars, layout: Layout): Row {
	const { glyphs, width } = layout;
	const name = cutMiddle(plainLine(variant.name), bars.widest, glyphs.ellipsis);
	const bar = barOf(variant.timeline.elapsed * bars.perSecond, layout);
	const left = [...padded([blank(MARGIN), piece(name)], bars.start), piece(bar, "waiting")];
	const time = [
		piece(neverEnds(variant.timeline) ? "never ends" : duration(variant.timeline.elapsed, glyphs.micro)),
	];
	for (const words of comparedWords(variant, baseline, glyphs.times, glyphs.micro)) {
		const row = justified([...left, piece(`  ${words}`)], time, width);
		if (row) return row;
	}
	return justified(left, time, width) ?? left;
}

/** At least a sliver, and as long as it should be to an eighth of a cell. */
function barOf(cells: number, { glyphs }: Layout): string {
	const eighths = Math.max(1, Math.round(cells * 8));
	const whole = Math.floor(eighths / 8);
	return glyphs.bar.repeat(whole) + (glyphs.eighths[(eighths % 8) - 1] ?? "");
}

/** How a variant compares with the first one: longest form first. */
function comparedWords(variant: VariantView, baseline: VariantView, times: string, micro: string): string[] {
	if (variant === baseline) return [];
	const comparison = compared(variant.timeline, baseline.timeline);
	if (comparison.kind === "none") return [];
	if (comparison.kind === "same") return ["the same time", "same"];
	const { kind, factor, difference } = comparison;
	const ratio = `${factorText(factor)}${times} ${kind}`;
	return [`${ratio}, ${duration(difference, micro)} ${kind === "faster" ? "saved" : "more"}`, ratio];
}

function nextRows({ demo }: RunView, layout: Layout): Row[] {
	const commands = demo.next.map((next) => `async-lessons run ${next.run}`);
	const widest = commands.reduce((most, command) => Math.max(most, textWidth(command)), 0);
	return demo.next.flatMap(({ question }, i) => {
		const lead: Piece[] = [blank(MARGIN), piece((i === 0 ? "Next" : "").padEnd(7), "heading")];
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
