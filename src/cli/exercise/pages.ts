// What is said about an exercise and a program for it.

import { type Language, type Numbers, wordsIn } from "../../exercises/exercise.ts";
import { History } from "../../history/history.ts";
import { buildTimeline } from "../../history/lanes/build-timeline.ts";
import { placeText, type Recording } from "../../recording/index.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { commandText, paintedParagraph, paragraph } from "../../text/paragraphs.ts";
import { cutEnd, plainLine } from "../../text/width.ts";
import { withFullStop } from "../../text/words.ts";
import { renderFrame, renderLines, renderVariant } from "../../views/render.ts";
import type { RunView, ViewOptions } from "../../views/view.ts";
import type { ExerciseFolder } from "./exercise-folder.ts";
import type { Broken, Handed, Verdict } from "./verdict.ts";

/** So many tasks have a lane: all of them in the exercises of the course. */
const MOST_LANES = 40;

/** The story and what is to be done. */
export function taskText({ exercise }: ExerciseFolder, language: Language, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const title = paintedParagraph(exercise.title, "heading", display);
	const story = paragraph(wordsIn(language, exercise.story), display);
	const task = paragraph(wordsIn(language, exercise.task), display);
	const dialect = language === "python" ? "" : `\n${paintedParagraph(DIALECT, "faint", display)}`;
	return `${title}\n${story}\n  ${paint("heading", "To do")}\n${task}${dialect}`;
}

/** What somebody who knows JavaScript has to know of it here. */
const DIALECT =
	'Here coroutine("name", function* () { … }) stands for an async function, and yield* for await. async-lessons run FILE runs a program: node alone does not find async-lessons.';

/** What was run, as a picture with the lines that it printed. */
export function pictureText(recording: Recording, display: ViewOptions): string {
	const view = viewOf(recording);
	const printed = linesText(view, true, display);
	return `${printed === "" ? "" : `${printed}\n`}${renderVariant(view, 0, display)}`;
}

/** The same in so many rows at most, without line feeds: a third of them for the lines at least, and what the picture leaves. */
export function pictureRows(recording: Recording, rows: number, display: ViewOptions): string[] {
	const view = viewOf(recording);
	const few = lineRows(view, Math.floor(rows / 3), display);
	const picture = renderFrame(view, 0, Number.POSITIVE_INFINITY, { ...display, rows: rows - few.length });
	return [...lineRows(view, rows - picture.length, display), ...picture];
}

/** As many of the lines as there is room for, and an empty row below. */
function lineRows(view: RunView, room: number, display: ViewOptions): string[] {
	for (let lines = room - 1; lines > 0; lines -= 1) {
		const text = linesText(view, lines, display);
		// The last line feed is that of the empty row.
		const rows = text.split("\n");
		if (text !== "" && rows.length <= room) return rows;
	}
	return [];
}

/** `lines`: how many of them; true: the usual number. */
function linesText({ variants }: RunView, lines: number | true, display: ViewOptions): string {
	return renderLines(variants[0]?.lines ?? [], { ...display, lines, namesOptions: false });
}

/** What is found to be wrong is not in it: one thing at a time is told, below. */
function viewOf(recording: Recording): RunView {
	const history = new History(recording);
	const { program: name, variant } = recording.header;
	const timeline = buildTimeline(history, { lanes: MOST_LANES });
	return {
		demo: { name, title: "", section: 0, why: "", next: [] },
		sections: 0,
		variants: [
			{ name: variant, summary: "", work: "", measure: "", timeline, lines: history.lines, findings: [] },
		],
	};
}

/** Whether it is solved, else what is wrong. */
export function verdictText(
	{ broken }: Verdict,
	handed: Handed,
	folder: ExerciseFolder,
	display: ViewOptions,
): string {
	const { paint = unpainted } = display;
	const { done, failed } = glyphsOf(display);
	if (broken === null) {
		const text = `Solved: all that is wanted holds${hasTwins(folder) ? ", with other numbers too" : ""}.`;
		return signed(
			paint("good", done),
			paintedParagraph(text, "good", { ...display, columns: display.columns - 2 }),
		);
	}
	const wanted = withFullStop(`Wanted: ${plainLine(broken.wanted)}`);
	const head = signed(
		paint("bad", failed),
		paintedParagraph(wanted, "bad", { ...display, columns: display.columns - 2 }),
	);
	return `${head}${paragraph(happenedText(broken, folder), display, 4)}${sourceText(broken, handed, display)}`;
}

function signed(sign: string, text: string): string {
	return text
		.split("\n")
		.map((line, index) => (line === "" ? "" : `  ${index === 0 ? sign : " "} ${line.trimStart()}`))
		.join("\n");
}

function hasTwins({ exercise }: ExerciseFolder): boolean {
	return Object.keys(exercise.runs).length > 1;
}

/** What happened instead, in which run, and at which line. */
export function happenedText({ run, failure }: Broken, { exercise }: ExerciseFolder): string {
	const { text, place } = failure;
	const line = place === null ? "" : ` (${placeText(place)})`;
	const where = run === "shown" ? "" : `with other numbers${numbersText(exercise.runs[run])}, `;
	return withFullStop(`${where}${text}${line}`);
}

/** ` (bread 1.5, cake 4)`; nothing where they are more than numbers and texts. */
function numbersText(numbers: Numbers = {}): string {
	const parts = Object.entries(numbers);
	const isPlain = parts.length > 0 && parts.every(([, value]) => ["number", "string"].includes(typeof value));
	return isPlain ? ` (${parts.map(([name, value]) => `${name} ${value}`).join(", ")})` : "";
}

/** The line that it is about, and what stood there at first. */
function sourceText(
	{ failure: { place }, was }: Broken,
	{ name, text }: Handed,
	display: ViewOptions,
): string {
	if (place === null || placeText(place) !== `${name}:${place.line}`) return "";
	const line = text.split(/\r?\n/)[place.line - 1] ?? "";
	if (was !== undefined) {
		const is = line.trim() === "" ? "" : codeText("now", line, display);
		return `\n${is}${codeText("was", was, display)}`;
	}
	return line.trim() === "" ? "" : `\n${codeText(`${place.line}`, line.trim(), display)}`;
}

/** A line of a program as it stands there. */
function codeText(lead: string, line: string, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const code = plainLine(line.replaceAll("\t", "    "));
	const head = lead === "" ? "" : `${lead}  `;
	const cut = cutEnd(code, display.columns - 8 - head.length, glyphsOf(display).ellipsis);
	return `      ${paint("faint", head)}${cut}\n`;
}

/** In which run it is broken, where that is not the one of the learner's file: the lines that are others in it. */
export function otherRunText({ broken }: Verdict, display: ViewOptions): string {
	if (broken === null || broken.otherLines.length === 0) return "";
	const head = paragraph("With your program as it stands all is well. It was run again with", display);
	const lines = broken.otherLines.map((line) => codeText("", line, display));
	return `${head}\n${lines.join("")}`;
}

/** The first hints, so many of them. */
export function hintsText(
	{ exercise }: ExerciseFolder,
	count: number,
	language: Language,
	display: ViewOptions,
): string {
	return exercise.hints
		.slice(0, count)
		.map((hint, index) => {
			const isLast = index + 1 === exercise.hints.length;
			const head = `Hint ${index + 1} of ${exercise.hints.length}${isLast ? ", the last" : ""}: `;
			return paragraph(head + wordsIn(language, hint), display);
		})
		.join("");
}

/** What can be offered next. */
export interface Offers {
	/** As the learner has named the exercise. */
	readonly name: string;
	readonly isSolved: boolean;
	/** The program that was run; null: it has no run to look at. */
	readonly file: string | null;
	/** How many hints were shown, and how many there are. */
	readonly hints: readonly [shown: number, all: number];
	/** The next exercise; null: all others are solved. */
	readonly next: string | null;
}

/** What can be done next. */
export function nextText({ name, isSolved, file, hints, next }: Offers, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const [shown, all] = hints;
	const hint = shown === 0 ? "a hint" : shown < all ? "one more hint" : "the hints again";
	const offers = isSolved
		? [
				[`exercise ${name} --solution`, "how we would do it"],
				...(next === null ? [] : [[`exercise ${next}`, "the next one"]]),
			]
		: [
				[`exercise ${name} --watch`, "again at each save"],
				...(all === 0 ? [] : [[`exercise ${name} --hint`, hint]]),
				...(file === null ? [] : [[`step ${file}`, "the run step by step"]]),
			];
	const lines = offers.map(([rest, remark = ""]) => commandText(`async-lessons ${rest}`, remark, display));
	return `  ${paint("heading", "Next")}\n${lines.join("")}`;
}
