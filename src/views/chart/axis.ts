// The time axis: its numbers, and its line.

import { blank, piece, type Row } from "../../text/row.ts";
import { padEnd, textWidth } from "../../text/width.ts";
import { BEYOND } from "./actor-cells.ts";
import type { Layout } from "./layout.ts";
import { tickLabel, unitOf } from "./scale.ts";

/** Numbers at the ticks, the last one with the unit. */
export function axisLabels({ scale, chart, width, glyphs }: Layout): Row {
	const ticks = Math.floor(scale.last / scale.tick.cells);
	const step = labelEvery(ticks, scale.tick.cells, (tick) => textWidth(tickLabel(scale, tick)));
	const { name } = unitOf(scale);
	const unit = ` ${name === "us" ? glyphs.micro : name}`;
	let line = "";
	for (let tick = 0; tick <= ticks; tick += step) {
		const isLast = tick + step > ticks;
		const label = tickLabel(scale, tick);
		const fits = chart + tick * scale.tick.cells + textWidth(label + unit) <= width;
		if (fits || !isLast) line = padEnd(line, tick * scale.tick.cells) + label;
		if (isLast) line += fits ? unit : "";
	}
	return [blank(chart), piece(line, "faint")];
}

/** Labels at every tick, or every second, fifth, tenth …, so that they don't touch. */
function labelEvery(ticks: number, apart: number, widthOf: (tick: number) => number): number {
	const longest = Math.max(widthOf(0), widthOf(ticks)) + 2;
	for (let power = 1; ; power *= 10)
		for (const digit of [1, 2, 5]) if (digit * power * apart >= longest) return digit * power;
}

/** `stuckAt`: the cell where a run stopped for good; from there on the axis is dotted. */
export function axisLine({ scale, chart, glyphs }: Layout, stuckAt: number | null): Row {
	const end = stuckAt === null ? scale.last : Math.max(scale.last, stuckAt + BEYOND);
	let line = "";
	for (let cell = 0; cell <= end; cell++) line += axisGlyph(cell);
	return [blank(chart), piece(line, "faint")];

	function axisGlyph(cell: number): string {
		const { axis } = glyphs;
		if (cell === 0) return axis.start;
		if (stuckAt !== null && cell > stuckAt) return axis.beyond;
		if (cell % scale.tick.cells !== 0) return axis.line;
		return cell === scale.last && stuckAt === null ? axis.end : axis.tick;
	}
}
