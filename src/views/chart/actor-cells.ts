// The cells of a task, a body or a group.

import type { ActorLane, End, Life, Segment, State } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import { partOfCell } from "../../text/bar.ts";
import type { Glyphs } from "../../text/glyphs.ts";
import type { Role } from "../../text/paint.ts";
import type { Cells, Sign } from "./cells.ts";
import { cellOf, lastCellOf, type Scale } from "./scale.ts";

/** Of states that share a cell the most severe shows. */
const SEVERITY: Readonly<Record<State, number>> = {
	awaiting: 1,
	waiting: 2,
	ready: 3,
	running: 4,
	blocked: 5,
	"cleaning-up": 6,
};

/** Which sign a cell shows: the one of the greatest weight. A stretch with no other cell would vanish, so it weighs more than a mark of no length, and that more than a long stretch. Ends and deliveries weigh most. */
const INSTANT = 10;
const ONLY_CELL = 20;
const DELIVERED = 30;
const ENDED: Readonly<Record<End, number>> = {
	abandoned: 0,
	done: 40,
	cancelled: 41,
	failed: 42,
	"never-woke": 43,
};

/** Less than this part of a cell can't be drawn: a run is then a mark of no length, a wait for a turn is none. */
const LEAST_SEEN = 1 / 8;

/** Cells that a wait without end is drawn beyond the end of the run. */
export const BEYOND = 5;

export interface ActorDrawing {
	readonly cells: Cells;
	readonly scale: Scale;
	readonly glyphs: Glyphs;
	/** Nothing after this is known. */
	readonly until: Seconds;
}

export function drawActor(lane: ActorLane, drawing: ActorDrawing): void {
	if (lane.kind === "span") drawCalls(lane, drawing);
	else drawTask(lane, drawing);
}

/** A body that its caller awaits is no task: what happens in it happens to the task above, and is drawn there. Each call has its own brackets. */
function drawCalls(lane: ActorLane, drawing: ActorDrawing): void {
	const { cells, scale, glyphs, until } = drawing;
	const sign = (text: string): Sign => ({ text, role: "awaiting", means: "call" });
	for (const { from, to, end } of lane.lives) {
		if (from > until || to < scale.from) continue;
		const isOpen = to > until || end === "abandoned" || end === "never-woke";
		const [first, last] = [cellOf(scale, from), lastCellOf(scale, Math.min(to, until))];
		cells.fill(first, Math.min(last, scale.last), sign(glyphs.call.line), 1);
		if (!isOpen && last <= scale.last)
			cells.put(last, endOfCall(end, sign(glyphs.call.end), glyphs), ENDED[end]);
		// A short call shows how it ended only where that is worth it.
		if (first < last || end === "done") cells.put(first, sign(glyphs.call.start), DELIVERED);
	}
}

function endOfCall(end: End, done: Sign, glyphs: Glyphs): Sign {
	if (end !== "failed" && end !== "cancelled") return done;
	return { text: glyphs[end], role: END_ROLES[end], means: end };
}

function drawTask(lane: ActorLane, drawing: ActorDrawing): void {
	for (const [index, segment] of lane.segments.entries()) {
		if (segment.from > drawing.until || segment.to < drawing.scale.from) continue;
		if (isInstant(segment, drawing.scale)) drawInstant(segment.from, drawing);
		else drawStretch(segment, isShownBeside(lane, index, drawing.scale), drawing);
	}
	for (const at of lane.delivered) drawDelivery(at, drawing);
	for (const life of lane.lives) drawEnd(life, lane, drawing);
}

/** A run that takes no time; on the wall clock every run takes some. */
function isInstant({ state, from, to }: Segment, { perSecond }: Scale): boolean {
	return state === "running" && (to - from) * perSecond < LEAST_SEEN;
}

function drawInstant(at: Seconds, { cells, scale, glyphs }: ActorDrawing): void {
	const cell = cellOf(scale, at);
	if (cell > scale.last) return;
	cells.put(cell, { text: glyphs.instant, role: "running", means: "instant" }, INSTANT);
}

/** Whether the same state has cells of its own beyond a run of no length beside it: it does not vanish where that run hides it. */
function isShownBeside(lane: ActorLane, index: number, scale: Scale): boolean {
	return [-1, 1].some((side) => {
		const [run, other] = [lane.segments[index + side], lane.segments[index + 2 * side]];
		if (run === undefined || other === undefined || !isInstant(run, scale)) return false;
		return (
			other.state === lane.segments[index]?.state && cellOf(scale, other.from) < lastCellOf(scale, other.to)
		);
	});
}

function drawStretch(
	{ state, from, to: end }: Segment,
	mayBeHidden: boolean,
	{ cells, scale, glyphs, until }: ActorDrawing,
): void {
	const to = Math.min(end, until);
	if (to <= from) return;
	if (state === "ready" && (to - from) * scale.perSecond < LEAST_SEEN) return;
	const first = cellOf(scale, from);
	const last = Math.max(first, lastCellOf(scale, to));
	const weight = SEVERITY[state] + (first === last && !mayBeHidden ? ONLY_CELL : 0);
	const sign: Sign = { text: glyphs.states[state], role: state, means: state };
	cells.fill(first, Math.min(last, scale.last), sign, weight);
	if (state === "running" && last <= scale.last)
		cells.put(last, { ...sign, text: lastPart(from, to, last, scale, glyphs) }, weight);
}

/** A run that ends within a cell fills it in part, and shows at least a sliver. */
function lastPart(from: Seconds, to: Seconds, cell: number, scale: Scale, glyphs: Glyphs): string {
	const begin = Math.max(0, (from - scale.from) * scale.perSecond - cell);
	const end = Math.min(1, (to - scale.from) * scale.perSecond - cell);
	return partOfCell(end - begin, glyphs);
}

function drawDelivery(at: Seconds, { cells, scale, glyphs, until }: ActorDrawing): void {
	if (at > until) return;
	const sign: Sign = { text: glyphs.delivered, role: "cancelled", means: "delivered" };
	if (cellOf(scale, at) <= scale.last) cells.put(cellOf(scale, at), sign, DELIVERED);
}

const END_ROLES: Readonly<Record<"done" | "failed" | "cancelled", Role>> = {
	done: "plain",
	failed: "failed",
	cancelled: "cancelled",
};

function drawEnd(life: Life, lane: ActorLane, drawing: ActorDrawing): void {
	const { cells, scale, glyphs, until } = drawing;
	const { from, to, end } = life;
	const at = cellOf(scale, to);
	if (to > until || at > scale.last || end === "abandoned") return;
	if (end === "never-woke") drawForEver(lane, drawing);
	else {
		// A life of less than a cell, or a delivery at the end, keeps its cell: the end moves on by one.
		const isDeliveredHere = lane.delivered.some((delivered) => cellOf(scale, delivered) === at);
		const crowded = isDeliveredHere || (to > from && cellOf(scale, from) === at);
		const cell = crowded && cells.has(at) ? at + 1 : at;
		cells.put(cell, { text: glyphs[end], role: END_ROLES[end], means: end }, ENDED[end]);
	}
}

/** The last wait goes on beyond the end of the run. */
function drawForEver(lane: ActorLane, { cells, scale, glyphs }: ActorDrawing): void {
	const state = lane.stuck ?? "awaiting";
	const last = cellOf(scale, lane.to) + BEYOND;
	const sign: Sign = { text: glyphs.states[state], role: state, means: state };
	cells.fill(last - BEYOND, last, sign, SEVERITY[state]);
	for (const [i, text] of [...glyphs.neverWoke].entries())
		cells.put(last + 2 + i, { text, role: "bad", means: "never-woke" }, ENDED["never-woke"]);
}
