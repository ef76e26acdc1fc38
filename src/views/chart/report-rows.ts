// What went wrong and the way out, under the chart of a variant.

import type { Finding, FindingKind, Waiting } from "../../findings/finding.ts";
import { placeText, type Seconds } from "../../recording/index.ts";
import { count, duration } from "../../text/figures.ts";
import { blank, justified, padded, piece, type Row, widthOf } from "../../text/row.ts";
import { cutMiddle, plainLine, textWidth, wrapped } from "../../text/width.ts";
import { sentence, withFullStop } from "../../text/words.ts";
import {
	otherFindings,
	placeBeside,
	type StuckFinding,
	sinceText,
	stuckFinding,
	stuckText,
	waitingText,
} from "../stuck-tasks.ts";
import type { VariantView } from "../view.ts";
import { type Layout, MARGIN } from "./layout.ts";
import { headed, indented, withHeadWord } from "./text-rows.ts";

/** Tasks of a report that are named; the rest is counted. */
const MOST_NAMED = 10;
/** Findings of one kind that are shown; the rest is counted. */
const MOST_ALIKE = 3;
/** Of more reasons than this the first ones are told. */
const MOST_DETAILS = 4;
const INDENT = 5;

export function reportRows({ findings, fix }: VariantView, layout: Layout): Row[] {
	const stuck = stuckFinding(findings);
	// The program's own fix is more to the point than what a finding can know.
	const others = byKind(otherFindings(findings)).flatMap((alike) => [
		[],
		...alikeRows(alike, fix === undefined, layout),
	]);
	const fixRows = (wayOut: string | undefined) =>
		wayOut === undefined ? [] : [[], ...headed("Fix", sentence(wayOut), layout.width, "good")];
	const stuckAndFix =
		stuck === undefined
			? []
			: [...stuckRows(stuck, layout), ...fixRows(fix === undefined ? stuck.wayOut : undefined)];
	return [...stuckAndFix, ...others, ...fixRows(fix)];
}

function stuckRows(finding: StuckFinding, layout: Layout): Row[] {
	const { kind, at } = finding;
	const text = `at ${duration(at, layout.glyphs.micro)}: ${withFullStop(plainLine(stuckText(finding)))}`;
	return [[], ...withHeadWord(kind.toUpperCase(), text, layout.width), ...evidenceRows(finding, layout)];
}

/** Who waits for what, the ring, and what else is known. */
function evidenceRows(finding: Finding, layout: Layout): Row[] {
	const { at, waiting = [], details = [] } = finding;
	const named = waiting.slice(0, MOST_NAMED);
	const widest = named.reduce((most, one) => Math.max(most, textWidth(plainLine(one.task))), 0);
	const lines = named.flatMap((one) => waitingRows(one, at, widest, layout));
	const more = waiting.length - named.length;
	if (more > 0) lines.push([blank(INDENT), piece(`${layout.glyphs.ellipsis} ${count(more)} more`, "faint")]);
	const told = details
		.slice(0, MOST_DETAILS)
		.flatMap((text) => [[], ...indented(sentence(plainLine(text)), INDENT, layout.width)]);
	return [...(lines.length > 0 ? [[], ...lines] : []), ...ringRows(finding, layout), ...told];
}

/** Who waits, what for, since when, and where: `bob  waits for lock pen, held by alice     pen.ts:4`. */
function waitingRows(waiting: Waiting, at: Seconds, widest: number, layout: Layout): Row[] {
	const since = sinceText(waiting, at, (seconds) => duration(seconds, layout.glyphs.micro));
	const rows = placedRows(waitingText(waiting, since), waiting, widest, layout);
	// What it waits for, and where, is more important than since when.
	const short = since === "" ? rows : placedRows(waitingText(waiting, ""), waiting, widest, layout);
	return short.length < rows.length ? short : rows;
}

function placedRows(text: string, waiting: Waiting, widest: number, layout: Layout): Row[] {
	const place = placeBeside(waiting);
	const name = [blank(INDENT), piece(plainLine(waiting.task), "name")];
	const indent = Math.min(INDENT + widest + 2, Math.floor(layout.width / 2));
	const [first = "", ...others] = wrapped(plainLine(text), layout.width - indent);
	const beside = [...padded(name, Math.max(indent, widthOf(name) + 1)), piece(first)];
	const below = (lines: readonly string[]) => lines.map((line): Row => [blank(indent), piece(line)]);
	const rows =
		widthOf(beside) > layout.width
			? [...indented(waiting.task, INDENT, layout.width, "name"), ...below([first, ...others])]
			: [beside, ...below(others)];
	const last = rows.at(-1) ?? name;
	if (place === null || !layout.hasRightColumn) return rows;
	const where = cutMiddle(plainLine(placeText(place)), layout.width - 2, layout.glyphs.ellipsis);
	const aside = [piece(where, "faint")];
	const placed = justified(last, aside, layout.width);
	return placed ? [...rows.slice(0, -1), placed] : [...rows, justified([], aside, layout.width) ?? aside];
}

/** Who waits for whom in a ring; a task that waits for itself has that in its own line. */
function ringRows({ cycle = [], since, at }: Finding, layout: Layout): Row[] {
	if (cycle.length < 2) return [];
	const ring = [...cycle, cycle[0] ?? ""].map(plainLine).join(` ${layout.glyphs.arrow} `);
	// Where it closed only now, the heading says when.
	const time = since === undefined || since === at ? "" : ` since ${duration(since, layout.glyphs.micro)}`;
	return [[], ...indented(`In a ring${time}: ${ring}`, INDENT, layout.width)];
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

function findingRows(finding: Finding, layout: Layout): Row[] {
	const { kind, at, text, place } = finding;
	const head = kind.replaceAll("-", " ").toUpperCase();
	const where = place ? ` (${placeText(place)})` : "";
	const told = `at ${duration(at, layout.glyphs.micro)}: ${plainLine(text)}${where}`;
	const evidence = evidenceRows(finding, layout);
	return [...withHeadWord(head, told, layout.width), ...(evidence.length > 0 ? [...evidence, []] : [])];
}
