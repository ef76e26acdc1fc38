import type { Seconds } from "../../recording/index.ts";
import { Density } from "../density.ts";
import type { History } from "../history.ts";
import { neverEnds } from "../outcome.ts";
import { type ChainLink, isSameBody, LEAST_PART, Path } from "../path.ts";
import type { Lane, Timeline, TimelineOptions, Window } from "../timeline.ts";
import { chooseLanes, FEW } from "./choose-lanes.ts";
import type { LaneDraft } from "./lane-draft.ts";
import { LaneReader } from "./lane-reader.ts";

/** So many facts tell whether there are many tasks. */
const MOST_LOOKED_AT = 10_000;
/** In a longer chain no link is compared with the lanes beside it: nobody reads that. */
const MOST_COMPARED = 20;

/**
 * Makes lanes, marks and figures of a run. Only the lanes chosen are built, so that a million tasks cost little more than reading
 * their facts.
 */
export function buildTimeline(history: History, options: TimelineOptions = {}): Timeline {
	const { elapsed } = history;
	const window = windowOf(elapsed, options);
	const density = new Density(history, window);
	const path = new Path(history, history.followOverview().spans);
	// Facts that nobody has read yet are read once for all.
	const early = history.hasBegun ? [] : [path, ...(isCrowd(history) ? [density] : [])];
	if (early.length > 0) history.replay(early);
	const { spans, figures, levels, callbacks } = history.overview;
	if (!early.includes(path)) history.replayTo(history.mainEnd, [path]);
	const { outcome } = history;
	const offer = { spans: spans.telling, resources: levels.told(), callbacks: callbacks.areThere };
	const chosen = chooseLanes(history, offer, options.lanes, window);
	if (chosen.hidden > 0 && !early.includes(density)) history.replay(density);
	const reader = new LaneReader(history, spans, chosen, window.to - window.from);
	history.replay(reader, chosen.tasks);
	const called = chosen.callbacks ? callbacks.lane(window.to - window.from) : null;
	const tops = called === null ? reader.tops : [...reader.tops, called];
	const least = elapsed * LEAST_PART;
	const links = neverEnds(outcome.kind) ? [] : path.links().filter((link) => isTelling(link, least));
	const twins = links.map((link) => (links.length > MOST_COMPARED ? [] : twinsOf(link, reader, least)));
	markDeciding(links, twins.flat(), reader, tops, least);
	return {
		variant: history.recording.header.variant,
		elapsed,
		outcome,
		window,
		lanes: [...flat(tops), ...levels.lanes(chosen.resources)],
		hidden: chosen.hidden,
		strips: chosen.hidden > 0 ? density.strips() : [],
		notes: reader.notes.notes().filter((note) => note.at >= window.from && note.at <= window.to),
		moreNotes: reader.notes.more,
		path: links.map((link, index) => ({
			who: reader.laneOf(link.task, link.span)?.label ?? history.label(link.task),
			goesOn: isContinued(link, links[index - 1]),
			state: link.state,
			from: link.from,
			to: link.to,
			ties: twins[index]?.length ?? 0,
		})),
		statistics: figures.statistics(),
	};
}

/** Whether tasks are sure to be hidden, as far as the first facts tell: then they are counted while the facts are read. */
function isCrowd({ length, recording: { facts } }: History): boolean {
	let tasks = 0;
	for (let index = 0; index < Math.min(length, MOST_LOOKED_AT); index += 1)
		if (facts.at(index)?.kind === "task-created") tasks += 1;
	return tasks > FEW;
}

/** A run that took next to no time decided nothing, however many of them there were; waits may be many and short. */
function isTelling({ state, from, to }: ChainLink, least: Seconds): boolean {
	return state !== "running" || to - from >= least;
}

/** Never empty or turned round: a window that makes no sense is the whole run. */
function windowOf(elapsed: Seconds, options: TimelineOptions): Window {
	const from = Math.max(0, options.from ?? 0);
	const to = Math.min(elapsed, options.to ?? elapsed);
	return from < to ? { from, to } : { from: 0, to: elapsed };
}

/** Marks the lanes on the path and those just as long, unless that is every lane that did any work: then the mark would say nothing. */
function markDeciding(
	path: readonly ChainLink[],
	twins: readonly LaneDraft[],
	reader: LaneReader,
	tops: readonly LaneDraft[],
	least: Seconds,
): void {
	const deciding = new Set<LaneDraft>(twins);
	for (const link of path) {
		const lane = reader.laneOf(link.task, link.span);
		if (lane) deciding.add(lane);
	}
	if (every(tops).some((lane) => works(lane, least) && !deciding.has(lane)))
		for (const lane of deciding) lane.decides = true;
}

/** Where a lane decided with all of its life: those beside it that began and ended with it might as well have, if they came to their end. */
function twinsOf(link: ChainLink, reader: LaneReader, least: Seconds): LaneDraft[] {
	const lane = reader.laneOf(link.task, link.span);
	if (lane === null || !sameLife(lane, link, least)) return [];
	const siblings = lane.parent?.children ?? [];
	return siblings.filter(
		(one) => one !== lane && isWhole(one) && works(one, least) && sameLife(one, lane, least),
	);
}

type Stretch = Pick<LaneDraft, "from" | "to">;

/** Whether nobody cut it short. */
function isWhole({ lives }: LaneDraft): boolean {
	return lives.every(({ end }) => end !== "cancelled");
}

function sameLife(a: Stretch, b: Stretch, least: Seconds): boolean {
	return Math.abs(a.from - b.from) < least && Math.abs(a.to - b.to) < least;
}

/** Whether it did something by itself that took time, and not within a body that it called. */
function works({ segments, children }: LaneDraft, least: Seconds): boolean {
	const calls = children.flatMap(({ kind, lives }) => (kind === "span" ? lives : []));
	return segments.some(
		({ state, from, to }) =>
			(state === "waiting" || state === "running") &&
			to - from > least &&
			!calls.some((call) => call.from <= from && to <= call.to),
	);
}

function every(tops: readonly LaneDraft[]): LaneDraft[] {
	const all: LaneDraft[] = [];
	const left = [...tops].reverse();
	for (let lane = left.pop(); lane; lane = left.pop()) {
		all.push(lane);
		for (const child of lane.children.toReversed()) left.push(child);
	}
	return all;
}

function flat(tops: readonly LaneDraft[]): Lane[] {
	const order = every(tops);
	const indices = new Map(order.map((lane, index) => [lane, index]));
	const parents = order.map(() => -1);
	for (const lane of order)
		for (const child of lane.children) parents[indices.get(child) ?? 0] = indices.get(lane) ?? -1;
	const depths: number[] = [];
	return order.map((lane, index) => {
		const parent = parents[index] ?? -1;
		const depth = parent === -1 ? 0 : (depths[parent] ?? 0) + 1;
		depths.push(depth);
		const { kind, label, from, to, decides, remark, lives, segments, delivered, stuck } = lane;
		return { kind, label, parent, depth, from, to, decides, remark, lives, segments, delivered, stuck };
	});
}

function isContinued(link: ChainLink, before: ChainLink | undefined): boolean {
	return before !== undefined && isSameBody(before, link);
}
