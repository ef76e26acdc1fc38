// A run in sentences, for a screen reader, and for screens too narrow for a chart.

import type { Finding } from "../../findings/finding.ts";
import type { Line } from "../../history/lines.ts";
import { hasEnded, neverEnds, type StoppedBy } from "../../history/outcome.ts";
import type { Note, Timeline } from "../../history/timeline.ts";
import { errorSentence, placeText } from "../../recording/index.ts";
import { count, counted, moreOf, spokenDuration } from "../../text/figures.ts";
import { paragraphs } from "../../text/paragraphs.ts";
import { enumerated, listed, sentence, withFullStop } from "../../text/words.ts";
import { joined } from "../chart/variant-rows.ts";
import { compared, factorOf, ratioText } from "../comparison.ts";
import { hiddenLinesText, shownLines } from "../shown-lines.ts";
import {
	otherFindings,
	placeBeside,
	sinceText,
	stuckFinding,
	stuckText,
	waitingText,
} from "../stuck-tasks.ts";
import { type RunView, sectionText, type VariantView, type ViewOptions, variantAt } from "../view.ts";
import { describeLanes } from "./describe-lanes.ts";

const MOST_NOTES = 20;
const MOST_STUCK = 20;
const MOST_FINDINGS = 10;
const MOST_LINKS = 6;

/** The same as the picture in sentences: order, times, who waited for whom, how it ended, the comparison. */
export function describeRun(view: RunView, options: ViewOptions): string {
	const variants = view.variants.flatMap(({ printedBefore }, index) => [
		...outsideTexts("before that run", printedBefore, options),
		describeVariant(view, index, options),
	]);
	const after = outsideTexts("after the last run", view.printedAfter, options);
	return [describeHeading(view, options), ...variants, ...after, describeClosing(view, options)].join("\n");
}

function outsideTexts(when: string, lines: readonly string[] = [], options: ViewOptions): string[] {
	const { namesOptions = true } = options;
	if (!options.lines || lines.length === 0) return [];
	const { first, hidden, last } = shownLines(lines, options.lines);
	const shown = first.length + last.length;
	const gap =
		hidden === 0 ? [] : [withFullStop(`Not told here: ${hiddenLinesText(hidden, shown, namesOptions)}`)];
	const told = [...first.map(withFullStop), ...gap, ...last.map(withFullStop)].join(" ");
	return [paragraphs([`Printed ${when}: ${told}`], options.columns)];
}

export function describeHeading(view: RunView, options: ViewOptions): string {
	const { demo, variants } = view;
	const several = variants.length > 1 ? ` ${count(variants.length)} variants to compare.` : "";
	const title = demo.title === "" ? "" : `: ${withFullStop(demo.title)}`;
	const section = demo.section === 0 ? "" : ` ${sentence(sectionText(view))}`;
	return paragraphs([withFullStop(`${demo.name}${title}`) + section + several], options.columns);
}

/** @throws {RangeError} if there is no such variant. */
export function describeVariant(view: RunView, index: number, options: ViewOptions): string {
	const variant = variantAt(view, index);
	const { timeline } = variant;
	const texts = [
		`${variantText(variant)} ${outcomeText(timeline)}`,
		...(options.lines ? [printedText(variant, options.lines, options.namesOptions)] : []),
		...describeLanes(timeline.lanes, timeline.elapsed),
		hiddenText(timeline),
		notesText(timeline),
		figuresText(timeline),
		...stuckTexts(variant),
		...findingTexts(variant),
		variant.fix === undefined ? "" : `The fix: ${withFullStop(variant.fix)}`,
	];
	return paragraphs(texts, options.columns);
}

export function describeClosing({ demo, variants }: RunView, options: ViewOptions): string {
	const [baseline, ...others] = variants;
	const comparison = baseline ? others.map((other) => comparisonText(other, baseline)).join(" ") : "";
	const why = demo.why === "" ? "" : `Why: ${withFullStop(demo.why)}`;
	// The command stands last, so that no full stop can be taken for a part of it.
	const next = demo.next.map(({ run, question }) => `To try next, ${question} async-lessons run ${run}`);
	return paragraphs([comparison, measuresText(variants), why, ...next], options.columns);
}

function variantText({ name, summary }: VariantView): string {
	return summary === "" ? `Variant ${name}.` : `Variant ${name}: ${withFullStop(summary)}`;
}

function outcomeText({ outcome, elapsed }: Timeline): string {
	const time = spokenDuration(elapsed);
	switch (outcome.kind) {
		case "returned":
			return `It took ${time}.`;
		case "raised":
			return withFullStop(`It took ${time} and ended with ${errorSentence(outcome.error)}`);
		case "deadlock":
			return `It never ends: at ${time} it is stuck in a deadlock.`;
		case "livelock":
			return `It never ends: at ${time} it turns on the spot, a livelock.`;
		case "stopped":
			return `${STOPPED[outcome.by]} at ${time}, before its end.`;
		case "running":
			return `Its recording breaks off at ${time}, before its end.`;
		default:
			return outcome satisfies never;
	}
}

const STOPPED: Readonly<Record<StoppedBy, string>> = {
	until: "It was stopped, as asked,",
	bound: "It goes on and on, and was stopped",
	interrupt: "It was interrupted",
	died: "Its process ended",
};

function printedText({ lines }: VariantView, wanted: number | boolean, namesOptions = true): string {
	const { first, hidden, last } = shownLines(lines, wanted);
	const told = (some: readonly Line[]) =>
		some.map((line) => withFullStop(`At ${spokenDuration(line.at)}, ${line.task} printed: ${line.text}`));
	const shown = first.length + last.length;
	const gap =
		hidden === 0 ? [] : [withFullStop(`Not told here: ${hiddenLinesText(hidden, shown, namesOptions)}`)];
	return [...told(first), ...gap, ...told(last)].join(" ");
}

/** The lanes that are not described one by one, in numbers. */
function hiddenText({ hidden, strips, statistics: all }: Timeline): string {
	if (hidden === 0) return "";
	const ends = [
		all.done > 0 ? `${count(all.done)} done` : "",
		all.failed > 0 ? `${count(all.failed)} failed` : "",
		all.cancelled > 0 ? `${count(all.cancelled)} cancelled` : "",
		all.neverWoke > 0 ? `${count(all.neverWoke)} that never woke` : "",
		all.abandoned > 0 ? `${count(all.abandoned)} still pending` : "",
	].filter((end) => end !== "");
	const states = strips.filter((strip) => !["done", "failed", "cancelled"].includes(strip.name));
	const most = states.map((strip) => `at most ${count(strip.most)} ${strip.name}`);
	const atOnce = most.length === 0 ? "" : ` At once: ${enumerated(most)}.`;
	return `${moreOf(hidden, "lane")} ${hidden === 1 ? "is" : "are"} not told one by one. In all ${counted(all.tasks, "task")}: ${enumerated(ends)}.${atOnce}`;
}

function notesText({ notes, moreNotes }: Timeline): string {
	const shown = notes.slice(0, MOST_NOTES).map(noteText).join(" ");
	const more = notes.length - MOST_NOTES + moreNotes;
	return more > 0 ? `${shown} And ${moreOf(more, "such event")}.` : shown;
}

function noteText({ at, who, what, place, kind }: Note): string {
	const where = place ? ` (${placeText(place)})` : "";
	return withFullStop(
		`At ${spokenDuration(at)}, ${who} ${kind === "cancel-delivered" ? "gets " : ""}${what}${where}`,
	);
}

function figuresText(timeline: Timeline): string {
	const { waited, busy, longestWait, longestWaiter, mostAtOnce, mostHeldUp } = timeline.statistics;
	if (waited + busy <= 0) return "";
	const texts = [
		waited > 0 ? `Waited for timers or I/O, in all: ${spokenDuration(waited)}.` : "",
		longestWait > 0 && longestWait < waited
			? `The longest of them, by ${longestWaiter}, took ${spokenDuration(longestWait)}.`
			: "",
		busy > 0 ? `The thread was busy for ${spokenDuration(busy)}.` : "",
		mostAtOnce > 1
			? `At most ${counted(mostAtOnce, "task")} were under way at once${mostHeldUp > 0 ? `, at most ${count(mostHeldUp)} of them held up` : ""}.`
			: "",
	];
	return texts.filter((text) => text !== "").join(" ") + pathText(timeline);
}

function pathText({ path, lanes }: Timeline): string {
	const links = joined(path);
	if (links.length === 0 || lanes.length < 2) return "";
	const shown = links.slice(0, MOST_LINKS).map(({ who, time }) => `${who} (${spokenDuration(time)})`);
	const more = links.length > MOST_LINKS ? ` and ${count(links.length - MOST_LINKS)} more` : "";
	return ` The total was decided by ${shown.join(", then ")}${more}.`;
}

function stuckTexts({ findings, fix }: VariantView): string[] {
	const finding = stuckFinding(findings);
	if (!finding) return [];
	const name = finding.kind === "deadlock" ? "Deadlock" : "Livelock";
	const report = [`${name}: ${withFullStop(stuckText(finding))}`, ...evidenceTexts(finding)].join(" ");
	return fix === undefined ? [report, `The way out: ${withFullStop(finding.wayOut)}`] : [report];
}

/** Who waits for what, the ring, and what else is known. */
function evidenceTexts({ at, since, waiting = [], cycle = [], details = [] }: Finding): string[] {
	const who = waiting.slice(0, MOST_STUCK).map((one) => {
		const place = placeBeside(one);
		const where = place === null ? "" : ` (${placeText(place)})`;
		return withFullStop(`${one.task} ${waitingText(one, sinceText(one, at, spokenDuration))}${where}`);
	});
	const more = waiting.length > MOST_STUCK ? [`And ${count(waiting.length - MOST_STUCK)} more.`] : [];
	const time = since === undefined || since === at ? "" : ` since ${spokenDuration(since)}`;
	const ring =
		cycle.length > 1 ? [`They wait in a ring${time}: ${cycle.join(", ")}, and again ${cycle[0]}.`] : [];
	return [...who, ...more, ...ring, ...details.map(sentence)];
}

function findingTexts({ findings, fix }: VariantView): string[] {
	const others = otherFindings(findings);
	const texts = others.slice(0, MOST_FINDINGS).map((finding) => {
		const { kind, at, text, place, wayOut } = finding;
		const where = place ? ` (${placeText(place)})` : "";
		const found = `Found at ${spokenDuration(at)}, ${kind.replaceAll("-", " ")}: ${withFullStop(text + where)}`;
		const way = fix === undefined ? [`The way out: ${withFullStop(wayOut)}`] : [];
		return [found, ...evidenceTexts(finding), ...way].join(" ");
	});
	const more = others.length - MOST_FINDINGS;
	return more > 0 ? [...texts, `And ${moreOf(more, "finding")}.`] : texts;
}

function comparisonText(variant: VariantView, first: VariantView): string {
	const { timeline, name } = variant;
	if (neverEnds(timeline.outcome.kind)) return `${name} never ends.`;
	if (!hasEnded(timeline.outcome.kind)) return `${name} did not come to its end.`;
	const time = spokenDuration(timeline.elapsed);
	const comparison = compared(variant, first);
	const { saved, differences } = comparison;
	if (saved === null) return `${name} took ${time}.`;
	const but = differences.length === 0 ? "" : `. Their times can't be compared: ${listed(differences)}`;
	if (saved === 0) return withFullStop(`${name} took the same time as ${first.name}, ${time}${but}`);
	const against = `against ${spokenDuration(first.timeline.elapsed)} of ${first.name}`;
	const factor = factorOf(comparison);
	if (factor === null) return withFullStop(`${name} took ${time} ${against}${but}`);
	const rest = `${spokenDuration(Math.abs(saved))} ${factor.word === "faster" ? "saved" : "more"}`;
	return `${name} took ${time} ${against}: ${ratioText(factor, " times")}, ${rest}.`;
}

/** What each is to be compared by. */
function measuresText(variants: readonly VariantView[]): string {
	const shown = variants.filter(
		({ measure, timeline }) => measure !== "" && !neverEnds(timeline.outcome.kind),
	);
	return shown.map(({ name, measure }) => withFullStop(`${name}: ${measure}`)).join(" ");
}
