import Table from "cli-table3";

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

export interface Column {
	readonly align?: "left" | "right";
	/** Cells across; longer text is broken between words. Without it, as wide as its widest text. */
	readonly width?: number;
}

/** A line of cells, or one text across all of them. */
export type Row = readonly string[] | string;

/** A table without lines: columns two cells apart, all of it indented by two. */
export function plainTable(columns: readonly Column[], rows: readonly Row[]): string {
	const table = new Table({
		chars: NO_LINES,
		style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
		colAligns: columns.map(({ align = "left" }) => align),
		colWidths: columns.map(({ width }) => width ?? null),
		wordWrap: true,
	});
	table.push(...rows.map((row) => cells(row, columns.length)));
	const text = table.toString();
	return text.replaceAll(/^(?=.*\S)/gm, "  ").replaceAll(/ +$/gm, "");
}

function cells(row: Row, count: number): Table.HorizontalTableRow {
	return typeof row === "string" ? [{ content: row, colSpan: count }] : [...row];
}
