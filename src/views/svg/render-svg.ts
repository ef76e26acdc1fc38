import type { Role } from "../../text/paint.ts";
import { type Piece, type Row, trimmed } from "../../text/row.ts";
import { plainLine, textWidth } from "../../text/width.ts";
import { LEAST_COLUMNS } from "../chart/layout.ts";
import { runRows } from "../chart/run-rows.ts";
import { describeRun } from "../prose/describe-run.ts";
import type { RunView, ViewOptions } from "../view.ts";
import { CELL, shapeOf, short } from "./shapes.ts";
import { STYLE } from "./style.ts";

const PADDING = 12;
/** Where the foot of the letters stands within a line. */
const BASELINE = 13;

/** The same picture as the terminal's as one SVG document, with colours for light and dark backgrounds. Screen readers get the prose. */
export function renderSvg(view: RunView, options: ViewOptions): string {
	const columns = Math.max(LEAST_COLUMNS, options.columns);
	const rows = runRows(view, { ...options, columns, ascii: false });
	const width = columns * CELL.width + 2 * PADDING;
	const height = rows.length * CELL.height + 2 * PADDING;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
		`<title id="title">${escaped(plainLine(`${view.demo.name}: ${view.demo.title}`))}</title>`,
		`<desc id="desc">${escaped(describeRun(view, { columns: 100 }).trimEnd())}</desc>`,
		STYLE,
		`<rect class="back" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="6"/>`,
		...rows.map((row, line) => drawnRow(row, PADDING + line * CELL.height)).filter((drawn) => drawn !== ""),
		"</svg>",
		"",
	].join("\n");
}

function drawnRow(row: Row, y: number): string {
	let column = 0;
	let drawn = "";
	for (const one of trimmed(row)) {
		const inside = drawnPiece(one, column, y);
		if (inside !== "") drawn += `<g class="${classOf(one.role)}">${inside}</g>`;
		column += textWidth(one.text);
	}
	return drawn;
}

function classOf(role: Role): string {
	return role === "cleaning-up" ? "cleaning" : role;
}

/** Shapes for what we draw ourselves, text for the rest. */
function drawnPiece({ text }: Piece, column: number, y: number): string {
	const runs =
		text.match(/([─━┄╌═█▒░▏▎▍▌▋▊▉▁▂▃▄▅▆▇├└│┼┤✓✗⊘∞▼◆])\1*|[^─━┄╌═█▒░▏▎▍▌▋▊▉▁▂▃▄▅▆▇├└│┼┤✓✗⊘∞▼◆]+/gu) ?? [];
	let at = column;
	let drawn = "";
	for (const run of runs) {
		const x = PADDING + at * CELL.width;
		drawn += shapeOf(run.slice(0, 1), run.length, x, y) ?? drawnText(run, x, y);
		at += textWidth(run);
	}
	return drawn;
}

/** Words are placed one by one: fonts differ, the grid does not. */
function drawnText(run: string, x: number, y: number): string {
	let drawn = "";
	for (const match of run.matchAll(/\S+(?: \S+)*/g)) {
		const left = x + textWidth(run.slice(0, match.index)) * CELL.width;
		const width = textWidth(match[0]) * CELL.width;
		drawn += `<text x="${short(left)}" y="${y + BASELINE}" textLength="${short(width)}">${escaped(match[0])}</text>`;
	}
	return drawn;
}

function escaped(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
}
