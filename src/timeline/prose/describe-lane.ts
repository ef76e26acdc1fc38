// One lane in a sentence: when it began, what it waited for, how it ended.

import { count, spokenDuration } from "../figures.ts";
import type { ActorLane, End, Lane, ResourceLane, Segment } from "../timeline.ts";
import { asSentence, enumerated } from "./paragraphs.ts";

/** More stretches than this are counted only. */
const MOST_STRETCHES = 8;

export function describeLane(lane: Lane, lanes: readonly Lane[]): string {
	return lane.kind === "resource" ? describeResource(lane) : describeActor(lane, lanes[lane.parent]);
}

function describeActor(lane: ActorLane, parent: Lane | undefined): string {
	const born = lane.kind === "span" ? "began" : "started";
	const times = lane.lives.length > 1 ? `, ${count(lane.lives.length)} times` : "";
	const start = `${lane.label}${relation(lane, parent)} ${born} at ${spokenDuration(lane.from)}${times}`;
	return asSentence(enumerated([start, ...doings(lane), ...ends(lane)]));
}

function relation(lane: ActorLane, parent: Lane | undefined): string {
	if (!parent) return "";
	if (lane.kind === "span") return `, called by ${parent.label},`;
	return lane.kind === "group" ? `, a task group in ${parent.label},` : `, a task of ${parent.label},`;
}

interface Stretch {
	readonly segment: Segment;
	readonly total: number;
	readonly times: number;
}

/** What it did, in order; a cancellation stands where it came. */
function doings(lane: ActorLane): string[] {
	const stretches = stretchesOf(lane);
	const phrases = stretches
		.slice(0, MOST_STRETCHES)
		.map(({ segment, total, times }) => phrase(segment, total, times));
	const more = stretches.length - MOST_STRETCHES;
	if (more > 0) phrases.push(`so on, ${count(more)} stretches more`);
	const told = lane.delivered.map((at) => `was told to stop at ${spokenDuration(at)}`);
	return [...phrases, ...told.slice(0, 3)];
}

/** Neighbours that wait for the same are one stretch; a run that takes no time is none. */
function stretchesOf(lane: ActorLane): Stretch[] {
	const stretches: Stretch[] = [];
	for (const segment of lane.segments) {
		if (segment.to <= segment.from) continue;
		const last = stretches.at(-1);
		const total = segment.to - segment.from;
		if (last && last.segment.state === segment.state && last.segment.why === segment.why)
			stretches[stretches.length - 1] = { segment, total: last.total + total, times: last.times + 1 };
		else stretches.push({ segment, total, times: 1 });
	}
	return stretches;
}

function phrase({ state, why }: Segment, total: number, times: number): string {
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
	const of = lane.capacity > 0 ? ` of ${count(lane.capacity)}` : "";
	const what = lane.resource === "queue" ? "items were in" : "permits were in use of";
	return asSentence(`at most ${count(lane.most)}${of} ${what} ${lane.label}`);
}

function describeLock({ label, levels }: ResourceLane): string {
	const held = levels.reduce((sum, level) => sum + level.to - level.from, 0);
	const holders = [...new Set(levels.map((level) => level.holder))].filter((holder) => holder !== "");
	const names =
		holders.length > 4 ? `${count(holders.length)} tasks, last by ${holders.at(-1)}` : enumerated(holders);
	return asSentence(`${label} was held for ${spokenDuration(held)} in all, by ${names}`);
}
