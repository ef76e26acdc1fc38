// One lane in a sentence: when it began, what it waited for, how it ended.

import type { ActorLane, End, Lane, ResourceLane, Segment } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import { count, moreOf, spokenDuration } from "../../text/figures.ts";
import { enumerated, withFullStop } from "../../text/words.ts";

/** More stretches than this are counted only. */
const MOST_STRETCHES = 8;
const MOST_STOPS = 3;
/** Of the whole run: on the wall clock every turn takes some time, which is not worth a word. */
const LEAST_TURN = 1 / 1000;
/** Of more lanes alike than this, not all are named. */
const MOST_NAMES = 8;

/** A sentence for each lane; neighbours of which the same is to be said share one. */
export function describeLanes(lanes: readonly Lane[], elapsed: Seconds): string[] {
	const shown: { names: string[]; lane: Lane; rest: string }[] = [];
	for (const lane of lanes) {
		const rest = lane.kind === "resource" ? "" : lifeOf(lane, elapsed * LEAST_TURN);
		const last = shown.at(-1);
		const alike = last && rest !== "" && last.rest === rest && last.lane.parent === lane.parent;
		if (alike && last.lane.kind === lane.kind) last.names.push(lane.label);
		else shown.push({ names: [lane.label], lane, rest });
	}
	return shown.map(({ names, lane, rest }) => {
		if (lane.kind === "resource") return describeResource(lane);
		return withFullStop(`${together(names)}${relation(lane, lanes[lane.parent], names.length)} ${rest}`);
	});
}

/** All names of a few, of many the first ones, the last, and how many. */
function together(names: readonly string[]): string {
	if (names.length <= MOST_NAMES) return enumerated(names);
	return `${names.slice(0, 3).join(", ")}, and so on to ${names.at(-1)} (${count(names.length)} in all)`;
}

function relation(lane: ActorLane, parent: Lane | undefined, several: number): string {
	const each = several > 1 ? " each" : "";
	if (!parent) return each;
	if (lane.kind === "span") return `, called by ${parent.label},${each}`;
	if (lane.kind === "group")
		return `, ${several > 1 ? "task groups" : "a task group"} in ${parent.label},${each}`;
	return `, ${several > 1 ? "tasks" : "a task"} of ${parent.label},${each}`;
}

function lifeOf(lane: ActorLane, least: Seconds): string {
	const born = lane.kind === "span" ? "began" : "started";
	const times = lane.lives.length > 1 ? `, ${count(lane.lives.length)} times` : "";
	const start = `${born} at ${spokenDuration(lane.from)}${times}`;
	return enumerated([start, ...doings(lane, least), ...ends(lane)]);
}

interface Stretch {
	readonly segment: Segment;
	readonly from: Seconds;
	readonly total: Seconds;
	readonly times: number;
}

/** What it did, in order; a cancellation stands where it came. */
function doings(lane: ActorLane, least: Seconds): string[] {
	const stretches = stretchesOf(lane, least);
	const shown = stretches
		.slice(0, MOST_STRETCHES)
		.map((stretch) => ({ at: stretch.from, text: phrase(stretch) }));
	const stops = lane.delivered
		.slice(0, MOST_STOPS)
		.map((at) => ({ at, text: `was told to stop at ${spokenDuration(at)}` }));
	const inOrder = [...stops, ...shown].sort((a, b) => a.at - b.at).map(({ text }) => text);
	const more = stretches.length - MOST_STRETCHES;
	return more > 0 ? [...inOrder, `and so on (${moreOf(more, "stretch", "stretches")})`] : inOrder;
}

/** Neighbours that wait for the same are one stretch; a run or a turn that takes next to no time is none. */
function stretchesOf(lane: ActorLane, least: Seconds): Stretch[] {
	const stretches: Stretch[] = [];
	for (const segment of lane.segments) {
		const brief = segment.state === "running" || segment.state === "ready";
		if (segment.to <= segment.from || (brief && segment.to - segment.from < least)) continue;
		const last = stretches.at(-1);
		const total = segment.to - segment.from;
		if (last && last.segment.state === segment.state && last.segment.why === segment.why)
			stretches[stretches.length - 1] = { ...last, total: last.total + total, times: last.times + 1 };
		else stretches.push({ segment, from: segment.from, total, times: 1 });
	}
	return stretches;
}

function phrase({ segment: { state, why }, total, times }: Stretch): string {
	const time = spokenDuration(total) + (times > 1 ? ` in ${count(times)} stretches` : "");
	switch (state) {
		case "running":
			return `ran for ${time} while nobody else could`;
		case "ready":
			return `waited ${time} for its turn`;
		case "waiting":
			return `waited ${time} for ${why}`;
		case "blocked":
			return `was held up ${time}, waiting for ${why}`;
		case "awaiting":
			return `awaited ${why} for ${time}`;
		case "cleaning-up":
			return `cleaned up for ${time}`;
		default:
			return state satisfies never;
	}
}

const ENDINGS: Readonly<Record<End, string>> = {
	done: "was done",
	failed: "failed",
	cancelled: "was cancelled",
	"never-woke": "never woke",
	abandoned: "was still pending",
};

/** How each of its lives ended; alike ends are counted. */
function ends(lane: ActorLane): string[] {
	const last = lane.lives.at(-1);
	if (!last) return [];
	const others = lane.lives.slice(0, -1).filter((life) => life.end !== last.end);
	const before = [...new Set(others.map((life) => life.end))].map((end) => {
		const times = others.filter((life) => life.end === end).length;
		return `${ENDINGS[end]} ${times === 1 ? "once" : `${count(times)} times`}`;
	});
	return [...before, `${ENDINGS[last.end]}${when(last.end, last.to, lane.remark)}`];
}

function when(end: End, at: number, remark: string): string {
	if (end === "abandoned") return ` when the run ended at ${spokenDuration(at)}`;
	if (end !== "never-woke") return ` at ${spokenDuration(at)}`;
	return remark === "" || remark === "never woke" ? "" : `: it ${remark}`;
}

function describeResource(lane: ResourceLane): string {
	if (lane.resource === "lock") return describeLock(lane);
	if (lane.resource === "event") return describeEvent(lane);
	const of = lane.capacity > 0 ? ` of ${count(lane.capacity)}` : "";
	const isOne = (lane.capacity > 0 ? lane.capacity : lane.most) === 1;
	const unit = UNITS[lane.resource][isOne ? 0 : 1];
	return `${lane.label} had at most ${count(lane.most)}${of} ${unit} at once.${describeOvertaken(lane)}`;
}

const UNITS = {
	queue: ["item in it", "items in it"],
	semaphore: ["permit in use", "permits in use"],
	signals: ["signal to take", "signals to take"],
	condition: ["waiting", "waiting"],
	barrier: ["task there", "tasks there"],
} as const;

function describeOvertaken({ overtaken }: ResourceLane): string {
	if (overtaken === null) return "";
	const { item, by, at, times, takenAt } = overtaken;
	const end = takenAt === null ? "never taken" : `taken at ${spokenDuration(takenAt)}`;
	return ` Item ${count(item)}, put by ${by} at ${spokenDuration(at)}, was overtaken by ${count(times)} that ${times === 1 ? "was" : "were"} put later, and ${end}.`;
}

function describeEvent({ label, levels }: ResourceLane): string {
	const when = levels.map(({ from, to }) =>
		from === to
			? `at ${spokenDuration(from)}, for an instant`
			: `from ${spokenDuration(from)} to ${spokenDuration(to)}`,
	);
	const shown = when.length > 4 ? [...when.slice(0, 3), `${count(when.length - 3)} more times`] : when;
	return withFullStop(
		shown.length === 0 ? `${label} was never set` : `${label} was set ${enumerated(shown)}`,
	);
}

function describeLock({ label, levels }: ResourceLane): string {
	const held = levels.reduce((sum, level) => sum + level.to - level.from, 0);
	const all = levels.map((level) => level.holder).filter((holder) => holder !== "");
	const holders = [...new Set(all)];
	const names =
		holders.length > 4 ? `${count(holders.length)} tasks, last by ${all.at(-1)}` : enumerated(holders);
	return withFullStop(`${label} was held for ${spokenDuration(held)} in all, by ${names}`);
}
