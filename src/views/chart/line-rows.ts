// What the program printed: when, who, what.

import type { Line } from "../../history/lines.ts";
import { duration } from "../../text/figures.ts";
import { blank, padded, piece, type Row } from "../../text/row.ts";
import { cutEnd, cutMiddle, padStart, plainLine, textWidth, wrapped } from "../../text/width.ts";
import { hiddenLinesText, shownLines } from "../shown-lines.ts";
import { type Layout, MARGIN } from "./layout.ts";

const WIDEST_TASK = 20;

/** With fewer columns for the text, time and task are wrapped together with it. */
const LEAST_ROOM = 12;

type Page = Pick<Layout, "width" | "glyphs" | "namesOptions">;

/** `wanted`: how many of them; true: the usual number. */
export function lineRows(lines: readonly Line[], wanted: number | boolean, page: Page): Row[] {
	const { first, hidden, last } = shownLines(lines, wanted);
	const columns = columnsOf([...first, ...last], page);
	const rows = (some: readonly Line[]) => some.flatMap((line) => oneLine(line, columns, page));
	return [...rows(first), ...gapRows(hidden, first.length + last.length, page), ...rows(last)];
}

/** What a script printed outside of its runs: nobody's, and at no time of a run. */
export function outsideRows(lines: readonly string[], wanted: number | boolean, page: Page): Row[] {
	const { first, hidden, last } = shownLines(lines, wanted);
	const rows = (some: readonly string[]) =>
		some
			.flatMap((line) => keptOrWrapped(plainLine(line), page.width - MARGIN))
			.map((line): Row => [blank(MARGIN), piece(line)]);
	return [...rows(first), ...gapRows(hidden, first.length + last.length, page), ...rows(last)];
}

function gapRows(hidden: number, shown: number, { width, glyphs, namesOptions }: Page): Row[] {
	if (hidden === 0) return [];
	const room = width - MARGIN;
	const textOf = (named: boolean) => `${glyphs.ellipsis} ${hiddenLinesText(hidden, shown, named)}`;
	const more = textWidth(textOf(namesOptions)) <= room ? textOf(namesOptions) : textOf(false);
	return [[blank(MARGIN), piece(cutEnd(more, room, ""), "faint")]];
}

interface Columns {
	readonly time: number;
	readonly task: number;
}

function columnsOf(lines: readonly Line[], { width, glyphs }: Page): Columns {
	const time = lines.reduce(
		(widest, line) => Math.max(widest, textWidth(duration(line.at, glyphs.micro))),
		0,
	);
	const widestTask = lines.reduce((widest, line) => Math.max(widest, textWidth(plainLine(line.task))), 0);
	return { time, task: Math.min(WIDEST_TASK, Math.floor(width / 3), widestTask) };
}

function oneLine(line: Line, columns: Columns, { width, glyphs }: Page): Row[] {
	const start = MARGIN + columns.time + 2 + columns.task + 2;
	const time = duration(line.at, glyphs.micro);
	const text = plainLine(line.text);
	if (width - start < LEAST_ROOM)
		return wrapped(`${time} ${plainLine(line.task)}: ${text}`, width).map((one) => [piece(one)]);
	const task = cutMiddle(plainLine(line.task), columns.task, glyphs.ellipsis);
	const lead = [blank(MARGIN), piece(`${padStart(time, columns.time)}  `, "faint"), piece(task, "name")];
	return keptOrWrapped(text, width - start).map(
		(one, i): Row => [...(i === 0 ? padded(lead, start) : [blank(start)]), piece(one)],
	);
}

/** A line that fits stays as it was printed, its spaces too. */
function keptOrWrapped(text: string, width: number): string[] {
	return textWidth(text) <= width ? [text] : wrapped(text, width);
}
