// The lines of the lanes and strips: label, cells, and what stands at the right.

import type { ActorLane, Lane, ResourceLane, Timeline } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import { count, counted, duration } from "../../text/figures.ts";
import { blank, justified, padded, piece, type Row } from "../../text/row.ts";
import { cutMiddle, plainLine, textWidth } from "../../text/width.ts";
import { drawActor } from "./actor-cells.ts";
import { Cells } from "./cells.ts";
import { isStuck, type Layout, MARGIN } from "./layout.ts";
import type { Meaning } from "./legend.ts";
import { drawResource, drawStrip, isEnd } from "./level-cells.ts";
import { prefixesOf } from "./stems.ts";

export interface LaneDrawing {
	readonly layout: Layout;
	readonly seen: (meaning: Meaning) => void;
	/** Nothing after this is known. */
	readonly until: Seconds;
}

export function laneRows(timeline: Timeline, drawing: LaneDrawing): Row[] {
	const prefixes = prefixesOf(timeline.lanes, drawing.layout.stems);
	return timeline.lanes.map((lane, i) => laneRow(lane, prefixes[i] ?? "", timeline, drawing));
}

function laneRow(lane: Lane, prefix: string, timeline: Timeline, { layout, seen, until }: LaneDrawing): Row {
	const { scale, glyphs } = layout;
	const cells = new Cells(layout.width - layout.chart);
	const drawing = { cells, scale, glyphs, until, stuckAt: isStuck(timeline) ? timeline.elapsed : null };
	if (lane.kind === "resource") drawResource(lane, drawing);
	else drawActor(lane, drawing);
	for (const meaning of cells.meanings()) seen(meaning);
	const left = labelled(lane.label, prefix, layout, cells);
	if (!layout.hasRightColumn) return left;
	const row = withRightColumn(left, rightOf(lane, timeline, layout), layout.width);
	// Where there is no room, its mark is left out.
	if (row.some(({ text, role }) => text === glyphs.decides && role === "good")) seen("decides");
	return row;
}

function labelled(label: string, prefix: string, layout: Layout, cells: Cells): Row {
	const text = cutMiddle(plainLine(label), layout.labelWidth - textWidth(prefix), layout.glyphs.ellipsis);
	const left = [blank(MARGIN), piece(prefix, "faint"), piece(text, "name")];
	return [...padded(left, layout.chart), ...cells.pieces()];
}

/** The first that fits; no right side at all if none does. */
function withRightColumn(left: Row, candidates: readonly Row[], width: number): Row {
	for (const right of candidates) {
		const row = justified(left, right, width);
		if (row) return row;
	}
	return left;
}

/** What stands at the right of a lane: the longest form first. */
function rightOf(lane: Lane, timeline: Timeline, layout: Layout): Row[] {
	if (lane.kind === "resource") return mostOf(lane, layout);
	const time = duration(lifetime(lane), layout.glyphs.micro);
	const end = lane.lives.at(-1)?.end;
	if (lane.remark !== "")
		return [[piece(lane.remark, "bad")], [piece(end === "abandoned" ? "pending" : "never woke", "bad")]];
	const mark = lane.decides ? [piece(layout.glyphs.decides, "good"), piece(" ")] : [];
	if (end === "cancelled" || end === "failed") {
		const role = end === "failed" ? "failed" : "cancelled";
		const whole = piece(`${end} after ${time}`, role);
		return [[...mark, whole], [...mark, piece(end, role)], [piece(end, role)]];
	}
	if (lane.decides) return [[...mark, piece(time)], [piece(time)]];
	// The whole run's time stands in the heading.
	const whole = lane.depth === 0 && time === duration(timeline.elapsed, layout.glyphs.micro);
	return lane.lives.length === 0 || whole ? [] : [[piece(time)]];
}

function lifetime(lane: ActorLane): Seconds {
	return lane.lives.reduce((sum, life) => sum + life.to - life.from, 0);
}

function mostOf(lane: ResourceLane, { glyphs }: Layout): Row[] {
	if (lane.resource === "lock" || lane.resource === "event") return [];
	const of = lane.capacity > 0 ? ` of ${count(lane.capacity)}` : "";
	const most = `at most ${count(lane.most)}${of}`;
	const full = `${most} ${unitOf(lane)}`;
	const { overtaken } = lane;
	const passed = overtaken && [
		[piece(`${full}, item ${overtaken.item} overtaken ${counted(overtaken.times, "time")}`)],
		[piece(`item ${overtaken.item} overtaken ${count(overtaken.times)}${glyphs.times}`)],
	];
	return [...(passed ?? []), [piece(full)], [piece(most)]];
}

/** What is counted, of as many as there can be or there were. */
function unitOf({ resource, capacity, most }: ResourceLane): string {
	const isOne = (capacity > 0 ? capacity : most) === 1;
	switch (resource) {
		case "queue":
			return isOne ? "item" : "items";
		case "semaphore":
			return isOne ? "permit" : "permits";
		case "signals":
			return isOne ? "signal" : "signals";
		case "condition":
			return "waiting";
		case "barrier":
			return "there";
		case "lock":
		case "event":
			return "";
		default:
			return resource satisfies never;
	}
}

export function stripRows(timeline: Timeline, { layout, seen, until }: LaneDrawing): Row[] {
	const { scale, glyphs, width, chart } = layout;
	return timeline.strips.map((strip) => {
		const cells = new Cells(width - chart);
		drawStrip(strip, timeline.window, { cells, scale, glyphs, until, stuckAt: null });
		for (const meaning of cells.meanings()) seen(meaning);
		const left = labelled(strip.name, "", layout, cells);
		const most = isEnd(strip) ? count(strip.most) : `at most ${count(strip.most)}`;
		// While a chart grows the most is not known yet.
		return layout.hasRightColumn && until >= timeline.window.to
			? withRightColumn(left, [[piece(most)]], width)
			: left;
	});
}
