// What went wrong and the way out, under the chart of a variant.

import type { Timeline } from "../../history/timeline.ts";
import { type Diagnosis, placeText } from "../../recording/index.ts";
import { count, duration } from "../../text/figures.ts";
import { blank, justified, padded, piece, type Row, widthOf } from "../../text/row.ts";
import { plainLine, textWidth, wrapped } from "../../text/width.ts";
import { deadlockText, stuckTasks } from "../stuck-tasks.ts";
import type { VariantView } from "../view.ts";
import { type Layout, MARGIN } from "./layout.ts";
import { announced, headed, indented, sentence } from "./text-rows.ts";

/** Tasks of a report that are named; the rest is counted. */
const MOST_NAMED = 10;
/** Findings of one kind that are shown; the rest is counted. */
const MOST_ALIKE = 3;
const INDENT = 5;

export function reportRows({ timeline, fix }: VariantView, layout: Layout): Row[] {
	const stuck = stuckRows(timeline, layout);
	// The program's own fix is more to the point than what a diagnosis can know.
	const others = byKind(timeline.diagnoses).flatMap((alike) => [
		[],
		...diagnosisRows(alike, fix === undefined, layout),
	]);
	const wayOut = fix ?? timeline.diagnoses.find(isStuckKind)?.wayOut;
	const fixRows = wayOut === undefined ? [] : [[], ...headed("Fix", sentence(wayOut), layout.width, "good")];
	return [...stuck, ...others, ...fixRows];
}

function isStuckKind(diagnosis: Diagnosis): boolean {
	return diagnosis.kind === "deadlock" || diagnosis.kind === "livelock";
}

function stuckRows(timeline: Timeline, layout: Layout): Row[] {
	const { outcome } = timeline;
	if (outcome.kind !== "deadlock" && outcome.kind !== "livelock") return [];
	const at = duration(timeline.elapsed, layout.glyphs.micro);
	const head = outcome.kind === "deadlock" ? "DEADLOCK" : "LIVELOCK";
	const text =
		outcome.kind === "deadlock" ? `${deadlockText(timeline.statistics.neverWoke)}.` : livelockText(timeline);
	const named = outcome.waiting.slice(0, MOST_NAMED);
	const widest = named.reduce((most, one) => Math.max(most, textWidth(one.task)), 0);
	const lines = stuckTasks(named).flatMap(({ task, text, at: place }) =>
		stuckRow(task, text, place, widest, layout),
	);
	const more = outcome.waiting.length - named.length;
	if (more > 0) lines.push([blank(INDENT), piece(`${layout.glyphs.ellipsis} ${count(more)} more`, "faint")]);
	return [
		[],
		...announced(head, `at ${at}: ${text}`, layout.width),
		[],
		...lines,
		...ringRows(outcome.cycle, layout),
	];
}

function livelockText(timeline: Timeline): string {
	const text = timeline.diagnoses.find((diagnosis) => diagnosis.kind === "livelock")?.text;
	return sentence(text ?? "the loop turns and turns, and the clock stands still");
}

function stuckRow(task: string, text: string, place: string | null, widest: number, layout: Layout): Row[] {
	const name = [blank(INDENT), piece(plainLine(task), "name")];
	const indent = Math.min(INDENT + widest + 2, Math.floor(layout.width / 2));
	const rows = wrapped(plainLine(text), layout.width - indent).map((line, i): Row => {
		if (i > 0) return [blank(indent), piece(line)];
		return [...padded(name, Math.max(indent, widthOf(name) + 1)), piece(line)];
	});
	const last = rows.at(-1) ?? name;
	if (place === null || !layout.sided) return rows;
	const aside = [piece(place, "faint")];
	const placed = justified(last, aside, layout.width);
	return placed ? [...rows.slice(0, -1), placed] : [...rows, justified([], aside, layout.width) ?? aside];
}

/** Who waits for whom in a ring; one that waits for itself is told of in its own line. */
function ringRows(cycle: readonly string[], layout: Layout): Row[] {
	if (cycle.length < 2) return [];
	const ring = [...cycle, cycle[0]].join(` ${layout.glyphs.arrow} `);
	return [[], ...indented(`In a ring: ${ring}`, INDENT, layout.width)];
}

function byKind(diagnoses: readonly Diagnosis[]): Diagnosis[][] {
	const groups = new Map<string, Diagnosis[]>();
	for (const diagnosis of diagnoses) {
		if (isStuckKind(diagnosis)) continue;
		const alike = groups.get(diagnosis.kind) ?? [];
		groups.set(diagnosis.kind, [...alike, diagnosis]);
	}
	return [...groups.values()];
}

function diagnosisRows(alike: readonly Diagnosis[], withWayOut: boolean, layout: Layout): Row[] {
	const rows = alike.slice(0, MOST_ALIKE).flatMap((one) => findingRows(one, layout));
	const more = alike.length - MOST_ALIKE;
	if (more > 0)
		rows.push([blank(MARGIN), piece(`${layout.glyphs.ellipsis} ${count(more)} more like this`, "faint")]);
	const wayOut = alike[0]?.wayOut;
	return wayOut && withWayOut ? [...rows, ...headed("Fix", sentence(wayOut), layout.width, "good")] : rows;
}

function findingRows({ kind, at, text, place }: Diagnosis, layout: Layout): Row[] {
	const head = kind.replaceAll("-", " ").toUpperCase();
	const where = place ? ` (${placeText(place)})` : "";
	return announced(head, `at ${duration(at, layout.glyphs.micro)}: ${plainLine(text)}${where}`, layout.width);
}
