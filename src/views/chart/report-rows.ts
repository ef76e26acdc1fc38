// What went wrong and the way out, under the chart of a variant.

import type { Finding, FindingKind, Waiting } from "../../findings/finding.ts";
import { placeText } from "../../recording/index.ts";
import { count, duration } from "../../text/figures.ts";
import { blank, justified, padded, piece, type Row, widthOf } from "../../text/row.ts";
import { plainLine, textWidth, wrapped } from "../../text/width.ts";
import { sentence, withFullStop } from "../../text/words.ts";
import { otherFindings, type StuckFinding, stuckFinding, stuckText, waitingText } from "../stuck-tasks.ts";
import type { VariantView } from "../view.ts";
import { type Layout, MARGIN } from "./layout.ts";
import { headed, indented, withHeadWord } from "./text-rows.ts";

/** Tasks of a report that are named; the rest is counted. */
const MOST_NAMED = 10;
/** Findings of one kind that are shown; the rest is counted. */
const MOST_ALIKE = 3;
const INDENT = 5;

export function reportRows({ findings, fix }: VariantView, layout: Layout): Row[] {
	const stuck = stuckFinding(findings);
	// The program's own fix is more to the point than what a finding can know.
	const others = byKind(otherFindings(findings)).flatMap((alike) => [
		[],
		...alikeRows(alike, fix === undefined, layout),
	]);
	const wayOut = fix ?? stuck?.wayOut;
	const fixRows = wayOut === undefined ? [] : [[], ...headed("Fix", sentence(wayOut), layout.width, "good")];
	return [...(stuck ? stuckRows(stuck, layout) : []), ...others, ...fixRows];
}

function stuckRows(finding: StuckFinding, layout: Layout): Row[] {
	const { kind, at, waiting = [], cycle = [] } = finding;
	const named = waiting.slice(0, MOST_NAMED);
	const widest = named.reduce((most, one) => Math.max(most, textWidth(plainLine(one.task))), 0);
	const lines = named.flatMap((one) => waitingRows(one, widest, layout));
	const more = waiting.length - named.length;
	if (more > 0) lines.push([blank(INDENT), piece(`${layout.glyphs.ellipsis} ${count(more)} more`, "faint")]);
	const text = `at ${duration(at, layout.glyphs.micro)}: ${withFullStop(plainLine(stuckText(finding)))}`;
	return [
		[],
		...withHeadWord(kind.toUpperCase(), text, layout.width),
		[],
		...lines,
		...ringRows(cycle, layout),
	];
}

/** Who waits, what for, and where: `bob  waits for lock pen, held by alice     pen.ts:4`. */
function waitingRows(waiting: Waiting, widest: number, layout: Layout): Row[] {
	const name = [blank(INDENT), piece(plainLine(waiting.task), "name")];
	const indent = Math.min(INDENT + widest + 2, Math.floor(layout.width / 2));
	const rows = wrapped(plainLine(waitingText(waiting)), layout.width - indent).map((line, i): Row => {
		if (i > 0) return [blank(indent), piece(line)];
		return [...padded(name, Math.max(indent, widthOf(name) + 1)), piece(line)];
	});
	const last = rows.at(-1) ?? name;
	if (waiting.place === null || !layout.hasRightColumn) return rows;
	const aside = [piece(placeText(waiting.place), "faint")];
	const placed = justified(last, aside, layout.width);
	return placed ? [...rows.slice(0, -1), placed] : [...rows, justified([], aside, layout.width) ?? aside];
}

/** Who waits for whom in a ring; one that waits for itself is told of in its own line. */
function ringRows(cycle: readonly string[], layout: Layout): Row[] {
	if (cycle.length < 2) return [];
	const ring = [...cycle, cycle[0] ?? ""].map(plainLine).join(` ${layout.glyphs.arrow} `);
	return [[], ...indented(`In a ring: ${ring}`, INDENT, layout.width)];
}

function byKind(findings: readonly Finding[]): Finding[][] {
	const groups = new Map<FindingKind, Finding[]>();
	for (const finding of findings) groups.set(finding.kind, [...(groups.get(finding.kind) ?? []), finding]);
	return [...groups.values()];
}

function alikeRows(alike: readonly Finding[], withWayOut: boolean, layout: Layout): Row[] {
	const rows = alike.slice(0, MOST_ALIKE).flatMap((one) => findingRows(one, layout));
	const more = alike.length - MOST_ALIKE;
	if (more > 0)
		rows.push([blank(MARGIN), piece(`${layout.glyphs.ellipsis} ${count(more)} more like this`, "faint")]);
	const wayOut = alike[0]?.wayOut;
	return wayOut && withWayOut ? [...rows, ...headed("Fix", sentence(wayOut), layout.width, "good")] : rows;
}

function findingRows({ kind, at, text, place }: Finding, layout: Layout): Row[] {
	const head = kind.replaceAll("-", " ").toUpperCase();
	const where = place ? ` (${placeText(place)})` : "";
	return withHeadWord(
		head,
		`at ${duration(at, layout.glyphs.micro)}: ${plainLine(text)}${where}`,
		layout.width,
	);
}
