import Table from "cli-table3";
import { folded, paintedWidth } from "./width.ts";

const NO_LINES = {
	top: "",
	"top-mid": "",
	"top-left": "",
	"top-right": "",
	bottom: "",
	"bottom-mid": "",
	"bottom-left": "",
	"bottom-right": "",
	left: "",
	"left-mid": "",
	mid: "",
	"mid-mid": "",
	right: "",
	"right-mid": "",
	middle: "  ",
};

/** Cells that hold no text: at the left, and between two columns. */
const MARGIN = 2;

/** No column gives way further than this. */
const LEAST = 4;

/** How the cells of a column are laid out. */
export interface Column {
	readonly align?: "left" | "right";
	/** Takes the room that the others leave; longer text is broken between words. With less than this it is left out. */
	readonly atLeast?: number;
}

/** A line of cells, which may hold several lines of text, or one text across all of them. */
export type Row = readonly string[] | string;

/** A table without lines, its columns two cells apart and all of it indented by two, no wider than `width`. */
export function plainTable(columns: readonly Column[], rows: readonly Row[], width: number): string {
	const widths = columns.map((_column, index) => widest(rows, index));
	const elastic = columns.findIndex(({ atLeast }) => atLeast !== undefined);
	const room = width - widths.reduce((sum, own, index) => sum + MARGIN + (index === elastic ? 0 : own), 0);
	if (elastic >= 0 && room < Math.min(columns[elastic]?.atLeast ?? 0, widths[elastic] ?? 0)) {
		return plainTable(
			without(columns, elastic),
			rows.map((row) => withoutCell(row, elastic)),
			width,
		);
	}
	const fitting = narrowed(
		widths.map((own, index) => (index === elastic ? Math.min(own, room) : own)),
		width,
	);
	return takenBy(fitting) > width ? stacked(rows, width) : drawn(columns, rows, fitting);
}

/** Where not even the narrowest columns have room beside each other: the cells of a row below each other. */
function stacked(rows: readonly Row[], width: number): string {
	const lines = rows.flatMap((row) => {
		const [first = "", ...others] = typeof row === "string" ? [row] : row;
		const shown = [first, ...others.map((cell) => cell.replaceAll("\n", ", "))].filter(
			(cell) => cell.trim() !== "",
		);
		return shown.flatMap((cell, index) => {
			const margin = " ".repeat(index === 0 ? MARGIN : 3 * MARGIN);
			return folded(cell, width - margin.length).map((line) => margin + line);
		});
	});
	return `${lines.join("\n")}\n`;
}

function takenBy(widths: readonly number[]): number {
	return widths.reduce((sum, own) => sum + MARGIN + own, 0);
}

/** The widest columns give way, where all of them together are too wide; their texts are broken then, within words too. */
function narrowed(widths: readonly number[], width: number): number[] {
	// Wider than the whole table none can be: a very long word is not taken from letter by letter.
	const fitting = widths.map((own) => Math.min(own, Math.max(LEAST, width)));
	while (takenBy(fitting) > width && Math.max(...fitting) > LEAST) {
		fitting[fitting.indexOf(Math.max(...fitting))] = Math.max(...fitting) - 1;
	}
	return fitting;
}

function drawn(columns: readonly Column[], rows: readonly Row[], widths: readonly number[]): string {
	// The package breaks words by the number of their characters, escape sequences included. Where a word has to be broken we do it.
	const isBroken = !rows.every((row) => fits(row, widths));
	const table = new Table({
		chars: NO_LINES,
		style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
		colAligns: columns.map(({ align = "left" }) => align),
		colWidths: [...widths],
		wordWrap: !isBroken,
	});
	// To a text across all columns the package gives one cell for each gap between them, however wide that is.
	const whole = widths.reduce((sum, own) => sum + 1 + own, -1);
	const shown = isBroken ? rows.map((row) => foldedRow(row, widths, whole)) : rows;
	table.push(...shown.map((row) => cells(row, columns.length)));
	const text = table.toString().replaceAll(/^(?=.*\S)/gm, " ".repeat(MARGIN));
	return `${text.replaceAll(/ +$/gm, "")}\n`;
}

/** Whether every word of a row has room on a line of its column. */
function fits(row: Row, widths: readonly number[]): boolean {
	const isWide = (text: string, width: number) =>
		text.split(/\s+/).some((word) => paintedWidth(word) > width);
	return typeof row === "string" || row.every((text, index) => !isWide(text, widths[index] ?? 0));
}

function foldedRow(row: Row, widths: readonly number[], whole: number): Row {
	if (typeof row === "string") return foldedCell(row, whole);
	return row.map((text, index) => foldedCell(text, widths[index] ?? whole));
}

function foldedCell(text: string, width: number): string {
	const lines = text.split("\n").flatMap((line) => folded(line, width));
	return lines.join("\n");
}

function cells(row: Row, count: number): Table.HorizontalTableRow {
	return typeof row === "string" ? [{ content: row, colSpan: count }] : [...row];
}

function without<T>(items: readonly T[], index: number): T[] {
	return items.filter((_item, at) => at !== index);
}

function withoutCell(row: Row, index: number): Row {
	return typeof row === "string" ? row : without(row, index);
}

function widest(rows: readonly Row[], column: number): number {
	const lines = rows.flatMap((row) => (typeof row === "string" ? [] : (row[column]?.split("\n") ?? [])));
	return lines.reduce((most, line) => Math.max(most, paintedWidth(line)), 1);
}
