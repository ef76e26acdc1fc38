// All of one variant: heading, printed lines, axis, strips, lanes, notes, figures, and what went wrong.

import { hasEnded } from "../../history/outcome.ts";
import type { Link, Timeline } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import { count, duration, moreOf } from "../../text/figures.ts";
import { blank, justified, piece, type Row } from "../../text/row.ts";
import { cutEnd, plainLine, textWidth, wrapped } from "../../text/width.ts";
import { totalText } from "../outcome.ts";
import type { VariantView } from "../view.ts";
import { axisLabels, axisLine } from "./axis.ts";
import { type LaneDrawing, laneRows, stripRows } from "./lane-rows.ts";
import { isStuck, type Layout, MARGIN } from "./layout.ts";
import type { Meaning } from "./legend.ts";
import { lineRows } from "./line-rows.ts";
import { noteRows } from "./note-rows.ts";
import { reportRows } from "./report-rows.ts";
import { cellOf } from "./scale.ts";

/** Links of the deciding chain that are named. */
const MOST_LINKS = 6;

export interface VariantDrawing {
	readonly layout: Layout;
	readonly seen: (meaning: Meaning) => void;
	/** How many of the printed lines are shown; true: the usual number, false: none. */
	readonly lines: number | boolean;
}

export function variantRows(variant: VariantView, { layout, seen, lines }: VariantDrawing): Row[] {
	const { timeline } = variant;
	const until = Number.POSITIVE_INFINITY;
	return [
		...variantHeading(variant, layout),
		...printedRows(variant, lines, layout),
		...chartRows(timeline, { layout, seen, until }),
		...noteRows(timeline, layout, until),
		...figureRows(timeline, layout),
		...reportRows(variant, layout),
	];
}

function printedRows(variant: VariantView, wanted: number | boolean, layout: Layout): Row[] {
	const rows = wanted === false ? [] : lineRows(variant.lines, wanted, layout);
	return rows.length === 0 ? [] : [...rows, []];
}

/** Axis, strips and lanes. */
function chartRows(timeline: Timeline, drawing: LaneDrawing): Row[] {
	const { layout } = drawing;
	const stuckAt = isStuck(timeline) ? cellOf(layout.scale, timeline.elapsed) : null;
	const strips = stripRows(timeline, drawing);
	const gap: Row[] = strips.length > 0 && timeline.lanes.length > 0 ? [[]] : [];
	return [
		axisLabels(layout),
		axisLine(layout, stuckAt),
		...strips,
		...gap,
		...laneRows(timeline, drawing),
		...hiddenRow(timeline, layout),
	];
}

function hiddenRow({ hidden, lanes }: Timeline, layout: Layout): Row[] {
	if (hidden === 0) return [];
	const lanesMore = `${layout.glyphs.ellipsis} ${moreOf(hidden, "lane")}`;
	const text = layout.namesOptions
		? `${lanesMore}: --lanes ${Math.max(40, 2 * lanes.length)}, --lanes all`
		: lanesMore;
	const room = layout.width - layout.chart;
	return [
		[blank(layout.chart), piece(cutEnd(textWidth(text) <= room ? text : lanesMore, room, ""), "faint")],
	];
}

/** `SEQUENTIAL   each fetch awaited before the next is made      4.50 s` */
function variantHeading({ name, summary, timeline }: VariantView, layout: Layout): Row[] {
	const { glyphs, width, hasRightColumn } = layout;
	const { kind } = timeline.outcome;
	const total = totalText(timeline.outcome, duration(timeline.elapsed, glyphs.micro));
	const right = piece(total, hasEnded(kind) ? "heading" : "bad");
	const room = width - MARGIN - 2 - textWidth(total);
	const head = [
		blank(MARGIN),
		piece(cutEnd(plainLine(name).toUpperCase(), room, glyphs.ellipsis), "heading"),
	];
	const text = plainLine(summary);
	const whole = hasRightColumn ? justified([...head, piece(`   ${text}`)], [right], width) : null;
	if (whole) return [whole];
	const first = justified(head, [right], width) ?? head;
	return [first, ...wrapped(text, width - MARGIN).map((line) => [blank(MARGIN), piece(line)])];
}

/** The figures of a run in a line, and what decided its time in another. */
function figureRows(timeline: Timeline, layout: Layout): Row[] {
	return [...figureRow(timeline, layout), ...pathRow(timeline, layout)];
}

/** The words of the figures, the longest first. */
const FIGURE_WORDS = [
	{ waits: "at timers or I/O", tasks: "tasks under way" },
	{ waits: "at timers or I/O", tasks: "under way" },
	{ waits: "waited", tasks: "under way" },
];

function figureRow({ statistics, elapsed }: Timeline, layout: Layout): Row[] {
	const { waited, busy, longestWait, mostAtOnce, mostHeldUp } = statistics;
	// Where one wait follows the other, the total in the heading says it all.
	const isInTurn = busy <= 0 && mostAtOnce <= 1 && Math.abs(waited - elapsed) < 1e-6;
	if (waited + busy <= 0 || isInTurn) return [];
	const time = (seconds: Seconds) => duration(seconds, layout.glyphs.micro);
	const thread = busy > 0 ? [`thread busy for ${time(busy)}`] : [];
	const longest = longestWait > 0 && longestWait < waited ? [`longest ${time(longestWait)}`] : [];
	// One after the other is no news.
	const heldUp = mostHeldUp > 0 ? `, ${count(mostHeldUp)} held up` : "";
	// Waits for locks and for other tasks are none of these.
	const lines = FIGURE_WORDS.map(({ waits, tasks }) => {
		const own = waited > 0 ? [[`${time(waited)} ${waits}`, ...longest].join(", ")] : [];
		const atOnce = mostAtOnce > 1 ? [`at most ${count(mostAtOnce)} ${tasks}${heldUp}`] : [];
		return [...own, ...thread, ...atOnce].join(` ${layout.glyphs.dot} `);
	});
	const fits = (line: string) => textWidth(line) <= layout.width - MARGIN;
	const line = lines.find(fits) ?? lines.at(-1) ?? "";
	return faint(line, layout);
}

/** Of one lane that decided alone its mark says enough; where all did in turn, or alike, there is nothing to say. */
function pathRow({ path, lanes, hidden }: Timeline, layout: Layout): Row[] {
	const links = joined(path);
	const areMarked = lanes.some(({ decides }) => decides);
	const isTold = areMarked && (links.length > 1 || !layout.hasRightColumn);
	if (links.length === 0 || !(isTold || hidden > 0)) return [];
	const shown = links.slice(0, MOST_LINKS).map(({ who, time, ties }) => {
		const alike = ties > 0 ? `, ${ties === 1 ? "another one" : `${count(ties)} others`} as long` : "";
		return `${plainLine(who)} (${duration(time, layout.glyphs.micro)}${alike})`;
	});
	const more =
		links.length > MOST_LINKS ? [`${layout.glyphs.ellipsis} ${count(links.length - MOST_LINKS)} more`] : [];
	return faint(`decided by ${[...shown, ...more].join(` ${layout.glyphs.arrow} `)}`, layout);
}

interface JoinedLink {
	readonly who: string;
	time: Seconds;
	readonly ties: number;
}

/** Links that go on in the same body are one link. */
export function joined(path: readonly Link[]): JoinedLink[] {
	const links: JoinedLink[] = [];
	for (const { who, goesOn, from, to, ties } of path) {
		const last = links.at(-1);
		if (last && goesOn) last.time += to - from;
		else links.push({ who, time: to - from, ties });
	}
	return links;
}

function faint(text: string, layout: Layout): Row[] {
	return wrapped(text, layout.width - MARGIN).map((line) => [blank(MARGIN), piece(line, "faint")]);
}
