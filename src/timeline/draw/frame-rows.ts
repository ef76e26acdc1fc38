// A chart that grows: as it stands at a time, and no taller than the screen.

import type { Seconds } from "../../runtime/events.ts";
import { count, duration } from "../figures.ts";
import { plainLine } from "../text-width.ts";
import type { Lane, Timeline } from "../timeline.ts";
import type { FrameOptions, RunView } from "../view.ts";
import { axisLabels, axisLine } from "./axis.ts";
import { laneRows, stripRows } from "./lane-rows.ts";
import { layoutOf, MARGIN } from "./layout.ts";
import { blank, justified, piece, type Row } from "./row.ts";

const AXIS_ROWS = 2;

export function frameRows(view: RunView, index: number, at: Seconds, options: FrameOptions): Row[] {
	const variant = view.variants[index];
	if (!variant) throw new RangeError(`no variant ${index} in a run of ${view.variants.length}`);
	const layout = layoutOf(view, options);
	const { timeline, name } = variant;
	const now = [piece(duration(Math.min(at, timeline.elapsed), layout.glyphs.micro), "heading")];
	const head = [blank(MARGIN), piece(plainLine(name).toUpperCase(), "heading")];
	const heading = justified(head, now, layout.width) ?? head;
	const grown = grownTo(timeline, at);
	const drawing = { layout, seen: () => {}, until: at };
	const strips = stripRows(grown, drawing);
	const room = options.rows - 1 - AXIS_ROWS - strips.length;
	const { lanes, hidden } = fitting(grown.lanes, at, room);
	const more: Row[] =
		hidden > 0
			? [[blank(layout.chart), piece(`${layout.glyphs.ellipsis} ${count(hidden)} more`, "faint")]]
			: [];
	const body = laneRows({ ...grown, lanes }, drawing);
	return [heading, axisLabels(layout), axisLine(layout, null), ...strips, ...body, ...more].slice(
		0,
		Math.max(0, options.rows),
	);
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
