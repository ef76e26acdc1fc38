// The cells of what has a level: permits in use, items in a queue, tasks in a state; and of a lock, with its holders' names.

import type { Level, ResourceLane, Strip, Timeline } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import type { Glyphs } from "../../text/glyphs.ts";
import { charactersOf, plainLine, startOf, textWidth } from "../../text/width.ts";
import { BEYOND } from "./actor-cells.ts";
import type { Cells, Sign } from "./cells.ts";
import { cellOf, lastCellOf, type Scale } from "./scale.ts";

export interface LevelDrawing {
	readonly cells: Cells;
	readonly scale: Scale;
	readonly glyphs: Glyphs;
	/** Nothing after this is known. */
	readonly until: Seconds;
	/** When the run got stuck: what is held then is held for ever. */
	readonly stuckAt: Seconds | null;
}

export function drawResource(lane: ResourceLane, drawing: LevelDrawing): void {
	for (const level of lane.levels) {
		if (level.from > drawing.until) continue;
		const known = { ...level, to: Math.min(level.to, drawing.until) };
		if (lane.resource === "lock") drawHold(known, "held", drawing);
		else if (lane.resource === "event") drawHold(known, "set", drawing);
		else drawLevel(known, lane.capacity > 0 ? lane.capacity : lane.most, drawing);
	}
}

/** The holder's name where there is room, then a line for as long as the lock is held. */
function drawHold(
	{ from, to, holder }: Level,
	means: "held" | "set",
	{ cells, scale, glyphs, stuckAt }: LevelDrawing,
): void {
	const first = cellOf(scale, from);
	const held = Math.min(scale.last, Math.max(first, lastCellOf(scale, to)));
	const last = stuckAt !== null && to >= stuckAt ? cellOf(scale, to) + BEYOND : held;
	if (last <= first) {
		cells.put(first, { text: glyphs.heldBriefly, role: "faint", means }, 1);
		return;
	}
	cells.fill(first, last, { text: glyphs.held, role: "faint", means }, 1);
	let cell = first;
	for (const text of charactersOf(startOf(plainLine(holder), last - first))) {
		cells.put(cell, { text, role: "name", means: null }, 2);
		const next = cell + textWidth(text);
		// A wide character also takes the cell after its own.
		cells.fill(cell + 1, next - 1, { text: "", role: "name", means: null }, 2);
		cell = next;
	}
}

function drawLevel({ from, to, level }: Level, most: number, { cells, scale, glyphs }: LevelDrawing): void {
	const first = cellOf(scale, from);
	const last = Math.min(scale.last, Math.max(first, lastCellOf(scale, to)));
	cells.fill(first, last, { text: height(level, most, glyphs), role: "name", means: "heights" }, level);
}

/** As high as the part of `most` that `count` is; anything at all shows. */
function height(count: number, most: number, { heights }: Glyphs): string {
	if (count <= 0) return " ";
	return (
		heights[Math.min(heights.length, Math.ceil((count / Math.max(most, 1)) * heights.length)) - 1] ?? " "
	);
}

/** A cell shows the most there was in it; of the ends, how many there were at its end. */
export function drawStrip(
	strip: Strip,
	window: Timeline["window"],
	{ cells, scale, glyphs, until }: LevelDrawing,
): void {
	const role = strip.name === "done" ? "plain" : strip.name;
	// The end itself is of interest for the ends alone: nothing is in any state after it.
	const to = Math.min(window.to, until);
	const last = isEnd(strip) ? cellOf(scale, to) : lastCellOf(scale, to);
	for (let cell = Math.max(0, cellOf(scale, window.from)); cell <= last; cell++) {
		const count = mostIn(strip, window, cell, scale);
		const sign: Sign = { text: height(count, strip.most, glyphs), role, means: count > 0 ? "heights" : null };
		cells.put(cell, sign, count);
	}
}

function mostIn({ counts }: Strip, window: Timeline["window"], cell: number, scale: Scale): number {
	const perSecond = counts.length / (window.to - window.from);
	const sliceAt = (place: number) => {
		const at = scale.from + place / scale.perSecond;
		return Math.min(counts.length - 1, Math.max(0, Math.floor((at - window.from) * perSecond)));
	};
	const last = sliceAt(cell + 1 - 1e-6);
	let most = 0;
	for (let slice = sliceAt(cell + 1e-6); slice <= last; slice++) most = Math.max(most, counts[slice] ?? 0);
	return most;
}

export function isEnd({ name }: Strip): boolean {
	return name === "done" || name === "failed" || name === "cancelled";
}
