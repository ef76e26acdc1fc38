// The first page of the course, and its last one.

import { goals, goodHabits, takeaways } from "../../demos/sections.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { commandText, paragraph } from "../../text/paragraphs.ts";
import { blank, padded, piece, printed, type Row, widthOf } from "../../text/row.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Language } from "../source/program.ts";
import { wordsFor } from "./in-python.ts";

/** What the course is for, how its pictures are read, and what stands for what in its programs. */
export function startText(display: ViewOptions, language: Language): string {
	return [
		listText("After this course you can", goals, display),
		`${headText("A picture has a lane for each task. Time goes from left to right.", display)}${picture(display)}`,
		`${headText(shownIn(language), display)}${languages(display, language)}`,
	].join("\n");
}

/** What somebody can do who has come so far. */
export function recapText(display: ViewOptions, language: Language): string {
	const own = takeaways.map((text) => wordsFor(language, text));
	return [
		listText("You can now", goals, display),
		listText("Take away", own, display),
		listText("Good habits", goodHabits, display),
		commandText("async-lessons quiz", "what do you remember?", display),
	].join("\n");
}

function headText(text: string, display: ViewOptions): string {
	const { paint = unpainted } = display;
	return paragraph(text, display).replaceAll(/\S.*/g, (line) => paint("heading", line));
}

function listText(head: string, items: readonly string[], display: ViewOptions): string {
	const { dot } = glyphsOf(display);
	const list = items.map((item) => `  ${dot} ${paragraph(item, display, 4).trimStart()}`);
	return `${headText(head, display)}${list.join("")}`;
}

/** A task that runs and awaits another one, which waits for its turn and then for a timer. */
function picture(display: ViewOptions): string {
	const { states, instant, done, tree, axis } = glyphsOf(display);
	const [names, second, turn] = [11, 10, 5];
	const rest = 2 * second - turn;
	const tick = axis.line.repeat(second - 1) + axis.tick;
	const gap = " ".repeat(second - 1);
	const rows: (readonly [Row, words: string])[] = [
		[[blank(names), piece(`0${gap}1${gap}2 s`, "faint")], ""],
		[
			[blank(names), piece(axis.start + tick + tick, "faint")],
			"virtual seconds: nobody has to wait for them",
		],
		[
			[
				...padded([piece("  main")], names),
				piece(states.running.repeat(turn), "running"),
				piece(states.awaiting.repeat(rest), "awaiting"),
				piece(done),
			],
			"runs, then awaits its task, and is done",
		],
		[
			[
				...padded([piece("  "), piece(tree.last, "faint"), piece("Ada")], names),
				piece(states.ready.repeat(turn), "ready"),
				piece(instant, "running"),
				piece(states.waiting.repeat(rest - 1), "waiting"),
				piece(done),
			],
			"waits for its turn, then for a timer",
		],
	];
	return rowsText(rows, names + 2 * second + 3, display);
}

function shownIn(language: Language): string {
	return language === "python"
		? "The programs are shown in Python. TypeScript has its names in camelCase."
		: "The programs are shown in TypeScript, with the names of Python's asyncio.";
}

/** What is written in the language that is shown, and in the other one. */
function languages(display: ViewOptions, language: Language): string {
	const pairs = [
		["function* greet() { … }", "async def greet(): …"],
		["yield* sleep(1)", "await asyncio.sleep(1)"],
		["createTask(greet())", "asyncio.create_task(greet())"],
	] as const;
	const { ellipsis } = glyphsOf(display);
	const rows = pairs.map((pair) => {
		const [typescript, python] = pair.map((text) => text.replace("…", ellipsis));
		const [shown = "", other = ""] = language === "python" ? [python, typescript] : [typescript, python];
		return [[blank(2), piece(shown)], other] as const;
	});
	const other = language === "python" ? "TypeScript" : "Python";
	return `${rowsText(rows, 34, display)}${paragraph(`The key p shows them in ${other}, here and on a page with a program.`, display)}`;
}

/** Words beside a row where they fit, else below it; where not even the row fits, the words alone. */
function rowsText(rows: readonly (readonly [Row, string])[], column: number, display: ViewOptions): string {
	const { columns, paint = unpainted } = display;
	const lines = rows.flatMap(([row, words]): Row[] => {
		const isTooWide = widthOf(row) >= columns;
		if (words === "") return isTooWide ? [] : [row];
		const whole = [...padded(row, column), piece(words)];
		if (widthOf(whole) < columns) return [whole];
		const below = paragraph(words, display, 4).trimEnd().split("\n");
		return [...(isTooWide ? [] : [row]), ...below.map((line): Row => [piece(line)])];
	});
	return `${printed(lines, paint).join("\n")}\n`;
}
