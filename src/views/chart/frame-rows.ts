// A chart that grows: as it stands at a time, and no taller than the screen.

import type { Lane, Timeline } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import { count, duration, spokenDuration } from "../../text/figures.ts";
import { blank, padded, piece, type Row } from "../../text/row.ts";
import { cutEnd, plainLine, textWidth, wrapped } from "../../text/width.ts";
import { describeMoment } from "../prose/describe-moment.ts";
import { type FrameOptions, type RunView, type VariantView, variantAt } from "../view.ts";
import { axisLabels, axisLine } from "./axis.ts";
import { laneRows, stripRows } from "./lane-rows.ts";
import { type Layout, LEAST_COLUMNS, layoutOf, MARGIN } from "./layout.ts";

const AXIS_ROWS = 2;

export function frameRows(view: RunView, index: number, at: Seconds, options: FrameOptions): Row[] {
	const variant = variantAt(view, index);
	const rows =
		options.columns < LEAST_COLUMNS ? wordRows(variant, at, options) : drawnRows(view, variant, at, options);
	return rows.slice(0, Math.max(0, options.rows));
}

/** Where there is no room for a chart: what goes on, in words. */
function wordRows(variant: VariantView, at: Seconds, { columns }: FrameOptions): Row[] {
	const now = spokenDuration(Math.min(at, variant.timeline.elapsed));
	const text = plainLine(`At ${now}: ${describeMoment(variant.timeline, at) || "nothing goes on"}`);
	return wrapped(text, Math.max(1, columns - 1)).map((line) => [piece(line)]);
}

function drawnRows(view: RunView, variant: VariantView, at: Seconds, options: FrameOptions): Row[] {
	const layout = layoutOf(view, options);
	const grown = grownTo(variant.timeline, at);
	const drawing = { layout, seen: () => {}, until: at };
	const strips = stripRows(grown, drawing);
	const { lanes, hidden } = fitting(grown.lanes, at, options.rows - 1 - AXIS_ROWS - strips.length);
	const more = piece(`${layout.glyphs.ellipsis} ${count(hidden)} more`, "faint");
	return [
		headingRow(variant, at, layout),
		axisLabels(layout),
		axisLine(layout, null),
		...strips,
		...laneRows({ ...grown, lanes }, drawing),
		...(hidden > 0 ? [[blank(layout.chart), more]] : []),
	];
}

function headingRow({ name, timeline }: VariantView, at: Seconds, { width, glyphs }: Layout): Row {
	const now = piece(duration(Math.min(at, timeline.elapsed), glyphs.micro), "heading");
	const room = width - MARGIN - 2 - textWidth(now.text);
	const head = piece(cutEnd(plainLine(name).toUpperCase(), room, glyphs.ellipsis), "heading");
	return [...padded([blank(MARGIN), head], width - textWidth(now.text)), now];
}

/** What was there at `at`: ends that are yet to come are not known, nor is what decides. */
function grownTo(timeline: Timeline, at: Seconds): Timeline {
	const lanes = timeline.lanes.map((lane): Lane => {
		if (lane.kind === "resource") return { ...lane, decides: false };
		const lives = lane.lives.filter((life) => life.to <= at);
		const over = lives.length === lane.lives.length;
		return {
			...lane,
			lives,
			decides: false,
			remark: over ? lane.remark : "",
			stuck: over ? lane.stuck : null,
		};
	});
	return { ...timeline, lanes };
}

/** The lanes that have begun; when they are too many, those that are over give way first. Parents may go with them. */
function fitting(lanes: readonly Lane[], at: Seconds, room: number): { lanes: Lane[]; hidden: number } {
	const begun = lanes.filter((lane) => lane.from <= at);
	if (begun.length <= room) return { lanes: rooted(lanes, begun), hidden: 0 };
	const space = Math.max(0, room - 1);
	const alive = begun.filter((lane) => lane.to > at);
	const kept = new Set([...alive, ...begun.filter((lane) => lane.to <= at).reverse()].slice(0, space));
	return {
		lanes: rooted(
			lanes,
			begun.filter((lane) => kept.has(lane)),
		),
		hidden: begun.length - kept.size,
	};
}

/** Lanes under their nearest shown ancestors, by their new places. */
function rooted(all: readonly Lane[], shown: readonly Lane[]): Lane[] {
	const places = new Map(shown.map((lane, place) => [lane, place]));
	return shown.map((lane) => {
		let above = all[lane.parent];
		while (above && !places.has(above)) above = all[above.parent];
		return { ...lane, parent: above ? (places.get(above) ?? -1) : -1 };
	});
}
