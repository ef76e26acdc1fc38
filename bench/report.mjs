// The benchmark's results as text: one line a row.
import { median } from "./median.mjs";

const MEGABYTE = 1024 ** 2;
const number = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/**
 * What was measured for one row: all rounds, by contestant.
 * @typedef {object} Result
 * @property {import("./table.mjs").Row} row
 * @property {object} size
 * @property {unknown} expected
 * @property {Record<string, import("./measure.mjs").Measurement[]>} rounds
 * @property {Record<string, string>} failures
 * @property {Result} [base] of the row that it is compared with, measured in the same rounds
 */

/** What a row is about: milliseconds, or bytes. */
export function figureOf(row, measurements) {
	return median((measurements ?? []).map((m) => (row.unit === "bytes" ? m.bytes : m.milliseconds)));
}

/** Our figure to the one that it is compared with; NaN if either was not measured. */
export function ratioOf({ row, rounds, base }) {
	const theirs = base === undefined ? rounds.native : base.rounds.ours;
	return figureOf(row, rounds.ours) / figureOf(row, theirs);
}

/** Medians, and our ratio beside its target. */
export function timesTable(results, contestants) {
	const heading = ["median", ...contestants, "ratio", "target", ""];
	return table([heading, ...results.map((result) => timesLine(result, contestants))]);
}

function timesLine(result, contestants) {
	const { row, rounds, failures } = result;
	const cells = contestants.map((name) => (name in failures ? "failed" : cell(figureOf(row, rounds[name]))));
	const ratio = ratioOf(result);
	const name = row.unit === "bytes" ? `${row.name} (bytes)` : row.name;
	return [name, ...cells, Number.isNaN(ratio) ? "-" : ratio.toFixed(2), ...targetCells(result, ratio)];
}

function targetCells({ row, rounds }, ratio) {
	const [reached, target, shown] =
		row.limit === undefined
			? [ratio, row.target, row.target]
			: [figureOf(row, rounds.ours), row.limit, `${row.limit} bytes`];
	if (target === undefined || Number.isNaN(reached)) return [String(shown ?? "-"), ""];
	return [String(shown), reached <= target ? "met" : "missed"];
}

/** Medians of the largest memory that a process took, in MB. */
export function memoryTable(results, contestants) {
	const heading = ["peak MB", ...contestants];
	const peak = (measurements) => median((measurements ?? []).map((m) => m.peakBytes / MEGABYTE));
	return table([
		heading,
		...results.map(({ row, rounds }) => [row.name, ...contestants.map((name) => cell(peak(rounds[name])))]),
	]);
}

function cell(figure) {
	return Number.isNaN(figure) ? "-" : number.format(figure);
}

function table(lines) {
	const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
	const pad = (text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]));
	return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}
