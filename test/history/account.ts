// All that the history of a run says of it, as text: lanes, notes, what decided, figures, and what became of cancellations.

import { readFileSync } from "node:fs";
import type { Delivery, LimitStory } from "../../src/history/deliveries.ts";
import type { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import { AllPermits } from "../../src/history/permits.ts";
import { livesOf } from "../../src/history/stretches.ts";
import type {
	ActorLane,
	Lane,
	Link,
	Note,
	ResourceLane,
	TimelineOptions,
} from "../../src/history/timeline.ts";
import type { Place, TaskId } from "../../src/recording/index.ts";

const PROGRAMS = readFileSync(new URL("account-programs.ts", import.meta.url), "utf8").split("\n");

export function accountOf(history: History, options?: TimelineOptions): string {
	const { outcome, elapsed, window, lanes, hidden, strips, notes, moreNotes, path, statistics } =
		buildTimeline(history, options);
	const { deliveries } = history;
	const parts: readonly (readonly [string, readonly string[]])[] = [
		["lanes", [...lanes.map(laneText), ...(hidden > 0 ? [`and ${hidden} more`] : [])]],
		["at once", strips.map(({ name, most }) => `${name} ${most}`)],
		["notes", [...notes.map(noteText), ...(moreNotes > 0 ? [`and ${moreNotes} more`] : [])]],
		["what decided", path.map(linkText)],
		["figures", [Object.entries(statistics).map(figureText).join(", ")]],
		["cancellations", deliveries.all.map((one) => deliveryText(one, history))],
		["time limits", Array.from(deliveries.limits.values(), (one) => limitText(one, history))],
		["permits", permitTexts(history)],
		["lives", lifeTexts(history)],
	];
	const told = parts.filter(([, lines]) => lines.length > 0);
	const head = `${JSON.stringify(outcome)} after ${elapsed} s, shown ${window.from}-${window.to}`;
	return `${head}\n${told.map(([name, lines]) => `\n${name}\n${lines.map((line) => `  ${line}\n`).join("")}`).join("")}`;
}

/** `0-2`, or `2` where it took no time. */
function span(from: number, to: number): string {
	return from === to ? `${from}` : `${from}-${to}`;
}

/** The line of the program itself: its number changes with every line before it. */
function placeText(place: Place | null): string {
	return place === null ? "" : ` at \`${PROGRAMS[place.line - 1]?.trim()}\``;
}

function laneText(lane: Lane): string {
	const { depth, kind, label, from, to, parent, decides, remark } = lane;
	const own = lane.kind === "resource" ? sharedTexts(lane) : actorTexts(lane);
	const more = [...(decides ? ["it decides"] : []), ...(remark === "" ? [] : [`remark: ${remark}`])];
	return `${"  ".repeat(depth)}${kind} ${label} ${from}-${to} in ${parent}: ${[...own, ...more].join("; ")}`;
}

function actorTexts({ segments, lives, delivered, stuck }: ActorLane): string[] {
	return [
		segments
			.map(({ state, from, to, why }) => `${state} ${span(from, to)}${why === "" ? "" : ` (${why})`}`)
			.join(", "),
		...lives.map(({ from, to, end }) => `${end} ${span(from, to)}`),
		...(delivered.length === 0 ? [] : [`told to stop at ${delivered.join(", ")}`]),
		...(stuck === null ? [] : [`stuck ${stuck}`]),
	];
}

function sharedTexts({ resource, capacity, most, levels, overtaken }: ResourceLane): string[] {
	const times = levels.map(
		({ from, to, level, holder }) => `${level} ${span(from, to)}${holder === "" ? "" : ` (${holder})`}`,
	);
	return [
		`${resource} of ${capacity}, at most ${most}`,
		times.join(", "),
		...(overtaken === null ? [] : [`overtaken ${JSON.stringify(overtaken)}`]),
	];
}

function noteText({ at, who, what, place, kind }: Note): string {
	return `${at} ${kind}: ${who} ${what}${placeText(place)}`;
}

function linkText({ who, goesOn, state, from, to, ties }: Link): string {
	return `${who} ${state} ${from}-${to}${goesOn ? ", goes on" : ""}${ties > 0 ? `, as ${ties} others` : ""}`;
}

function figureText([name, value]: [string, unknown]): string {
	return `${name} ${value}`;
}

function deliveryText(one: Delivery, history: History): string {
	const { task, request, requests, at, place, waitIndex, bodies, catcher, next, resolution } = one;
	const { resolvedAt, resolvedIndex } = one;
	const open = bodies.map(({ label }) => label);
	return [
		`${history.label(task)} at ${at}${placeText(place)}, wait #${waitIndex}`,
		`by ${history.label(request.by)} for ${request.origin.kind}, requests ${requests.map((each) => each.request)}`,
		`open ${open.length === 0 ? "none" : open.join(" in ")}, caught by ${catcher}`,
		next === null ? "did nothing" : `went on at ${next.at}${placeText(next.place)}`,
		`${resolution} at ${resolvedAt} #${resolvedIndex}`,
	].join("; ");
}

function limitText(
	{ made, index, when, expiredAt, left, deliveries, taken }: LimitStory,
	history: History,
): string {
	const who = (one: Delivery) => `${history.label(one.task)} at ${one.at}`;
	return [
		`${made.limit} of ${history.label(made.task)} #${index}: ${made.seconds} s, in the end at ${when}`,
		`expired at ${expiredAt}`,
		left === null ? "not left" : `left ${left.fact.how} at ${left.fact.at} #${left.index}`,
		`delivered to ${deliveries.length === 0 ? "nobody" : deliveries.map(who).join(" and ")}`,
		`taken ${taken === null ? "none" : who(taken)}`,
	].join("; ");
}

/** Of each semaphore what was taken, and what was given back by who had nothing left to give back. */
function permitTexts(history: History): string[] {
	const all = new AllPermits();
	history.replayHolders(all);
	const isEnded = (task: TaskId) => history.task(task)?.state === "ended";
	return Array.from(all.values(), (permits) => {
		const { made, most, held, surplus } = permits;
		const given = surplus.map(({ task, at, index, place, before, others }) => {
			const earlier = before.length === 0 ? "" : `, after that${before.map(placeText).join(" and")}`;
			return `${history.label(task)} gave one more at ${at} #${index}${placeText(place)}${earlier}, while others held ${others}`;
		});
		const exceeded = permits.isExceeded(isEnded) ? ["given back too often"] : [];
		return [
			`${made.name} of ${made.capacity}: at most ${most}, in the end ${held}`,
			...given,
			...exceeded,
		].join("; ");
	});
}

/** What each task did from which fact to which. */
function lifeTexts(history: History): string[] {
	const tasks = Array.from(history.tasks(), ({ id }) => id);
	return livesOf(history, tasks).map(({ task, stretches, asked, ended }) => {
		const states = stretches.map(
			({ state, from, to, due }) => `${state} ${from}-${to}${due === null ? "" : ` (due at ${due})`}`,
		);
		const more = asked.length === 0 ? "" : `; asked ${asked.join(", ")}`;
		return `${history.label(task)}: ${states.join(", ")}${more}; ended ${ended}`;
	});
}
