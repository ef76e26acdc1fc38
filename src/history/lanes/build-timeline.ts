import { neverEnds } from "../../recording/never-ends.ts";
import type { Recording } from "../../recording/recording.ts";
import type { Seconds } from "../../runtime/events.ts";
import type { Lane, Link, ResourceLane, Statistics, Timeline, TimelineOptions } from "../timeline.ts";
import { type ChainLink, unrolled } from "./chain.ts";
import { type Chosen, chooseLanes } from "./choose-lanes.ts";
import type { LaneDraft } from "./lane-draft.ts";
import { LaneReader } from "./lane-reader.ts";
import type { ResourceDraft } from "./resource-draft.ts";
import { ABANDONED, CANCELLED, DONE, FAILED, NEVER_WOKE, RUNNING, STATES } from "./states.ts";
import { LEAST_PART, Survey } from "./survey.ts";

/** Folds a recording into lanes, marks and figures. Only the lanes chosen are built, so that a million tasks cost little more than reading their events. */
export function buildTimeline(recording: Recording, options: TimelineOptions = {}): Timeline {
	const window = windowOf(recording.elapsed, options);
	const survey = new Survey(recording, window);
	const chosen = chooseLanes(survey, options.lanes, window);
	const reader = new LaneReader(recording, survey, chosen);
	const stuck = neverEnds(recording.outcome.kind);
	const least = recording.elapsed * LEAST_PART;
	const path = stuck ? [] : unrolled(survey.path).filter((link) => isTelling(link, least));
	const twins = twinsOf(path, reader, least);
	markDeciding(path, twins, reader, least);
	const notes = reader.notes.notes();
	return {
		variant: recording.variant,
		elapsed: recording.elapsed,
		outcome: recording.outcome,
		window,
		lanes: [...flat(reader.tops), ...resourceLanes(survey, chosen)],
		hidden: chosen.hidden,
		strips: chosen.hidden > 0 ? survey.density.strips() : [],
		notes: notes.filter((note) => note.at >= window.from && note.at <= window.to),
		moreNotes: reader.notes.more,
		path: path.map((link) => linkOf(link, reader, survey, twins.length)),
		statistics: statisticsOf(survey),
		diagnoses: recording.diagnoses,
	};
}

/** A run that took next to no time decided nothing, however many of them there were; waits may be many and short. */
function isTelling({ state, from, to }: ChainLink, least: Seconds): boolean {
	return state !== RUNNING || to - from >= least;
}

/** Never empty or turned round: a window that makes no sense is the whole run. */
function windowOf(elapsed: Seconds, options: TimelineOptions): Timeline["window"] {
	const from = Math.max(0, options.from ?? 0);
	const to = Math.min(elapsed, options.to ?? elapsed);
	return from < to ? { from, to } : { from: 0, to: elapsed };
}

/** Marks the lanes on the path and those just as long, unless that is every lane that did any work: then the mark would say nothing. */
function markDeciding(
	path: readonly ChainLink[],
	twins: readonly LaneDraft[],
	reader: LaneReader,
	least: Seconds,
): void {
	const deciding = new Set<LaneDraft>(twins);
	for (const link of path) {
		const lane = reader.laneOf(link.task, link.span);
		if (lane) deciding.add(lane);
	}
	if (every(reader.tops).some((lane) => works(lane, least) && !deciding.has(lane)))
		for (const lane of deciding) lane.decides = true;
}

/** Where one lane alone decided: those beside it that began and ended with it might as well have. */
function twinsOf(path: readonly ChainLink[], reader: LaneReader, least: Seconds): LaneDraft[] {
	const [only, ...others] = path;
	const lane = only && others.length === 0 ? reader.laneOf(only.task, only.span) : null;
	const siblings = lane?.parent?.children ?? [];
	return siblings.filter((one) => one !== lane && lane && works(one, least) && sameLife(one, lane, least));
}

function sameLife(a: LaneDraft, b: LaneDraft, least: Seconds): boolean {
	return Math.abs(a.from - b.from) < least && Math.abs(a.to - b.to) < least;
}

/** Whether it did something by itself that took time. */
function works(lane: LaneDraft, least: Seconds): boolean {
	return lane.segments.some(
		(one) => (one.state === "waiting" || one.state === "running") && one.to - one.from > least,
	);
}

function every(tops: readonly LaneDraft[]): LaneDraft[] {
	const all: LaneDraft[] = [];
	const left = [...tops].reverse();
	for (let lane = left.pop(); lane; lane = left.pop()) {
		all.push(lane);
		for (let i = lane.children.length - 1; i >= 0; i--) {
			const child = lane.children[i];
			if (child) left.push(child);
		}
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

function resourceLanes(survey: Survey, { resources }: Chosen): ResourceLane[] {
	const drafts = [...survey.levels.values()].filter((draft) => resources.has(draft.facts.id));
	return drafts.map(resourceLane);
}

function resourceLane(draft: ResourceDraft): ResourceLane {
	const { facts, levels } = draft;
	return {
		kind: "resource",
		resource: facts.kind === "queue" || facts.kind === "semaphore" ? facts.kind : "lock",
		label: facts.name,
		parent: -1,
		depth: 0,
		from: levels[0]?.from ?? 0,
		to: levels.at(-1)?.to ?? 0,
		decides: false,
		remark: "",
		capacity: facts.capacity,
		most: facts.most,
		levels,
	};
}

function linkOf(link: ChainLink, reader: LaneReader, survey: Survey, ties: number): Link {
	const who = reader.laneOf(link.task, link.span)?.label ?? survey.tasks.label(link.task);
	return { who, state: STATES[link.state] ?? "waiting", from: link.from, to: link.to, ties };
}

function statisticsOf(survey: Survey): Statistics {
	const ended = (end: number): number => survey.endings[end] ?? 0;
	return {
		tasks: ended(DONE) + ended(FAILED) + ended(CANCELLED) + ended(NEVER_WOKE) + ended(ABANDONED),
		work: survey.work,
		longestWait: survey.longestWait,
		longestWaiter: survey.longestWaiter === 0 ? "" : survey.tasks.label(survey.longestWaiter),
		mostAtOnce: survey.mostAtOnce,
		averageAtOnce: survey.elapsed > 0 ? survey.work / survey.elapsed : 0,
		done: ended(DONE),
		failed: ended(FAILED),
		cancelled: ended(CANCELLED),
		neverWoke: ended(NEVER_WOKE),
		abandoned: ended(ABANDONED),
	};
}
