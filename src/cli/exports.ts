// Runs in other forms, each as a file.

import type { TimelineOptions } from "../history/timeline.ts";
import { renderFrame, renderLines, renderVariant } from "../views/render.ts";
import { StepBook } from "../views/steps/book.ts";
import { castOf, type Frame } from "../views/steps/cast.ts";
import { markdownOf } from "../views/steps/markdown.ts";
import { traceFile } from "../views/steps/trace-events.ts";
import { renderSvg } from "../views/svg/render-svg.ts";
import type { RunView, ViewOptions } from "../views/view.ts";
import type { Context } from "./context.ts";
import type { ExportFile } from "./files.ts";
import { pageText } from "./page-file.ts";
import { type Run, viewOf } from "./runs.ts";
import type { Source } from "./sources.ts";
import { writeWhole } from "./write-whole.ts";

/** What is written, and how it is shown. */
interface Exported {
	readonly source: Source;
	readonly runs: readonly Run[];
	readonly window: TimelineOptions;
	readonly display: ViewOptions;
	readonly context: Context;
}

export function exportRuns(files: readonly ExportFile[], exported: Exported): void {
	for (const { kind, path } of files) writeWhole(path, [textOf(kind, exported)]);
}

function textOf(kind: ExportFile["kind"], { source, runs, window, display, context }: Exported): string {
	const view = () => viewOf(source.job, runs, window);
	switch (kind) {
		case "svg":
			return renderSvg(view(), display);
		case "html":
			return pageText(source, runs, context);
		case "markdown":
			return markdownText(runs, view());
		case "cast":
			return castText(view(), display);
		case "trace":
			return `${JSON.stringify(traceFile(source.job.demo.name, booksOf(runs)))}\n`;
		default:
			return kind satisfies never;
	}
}

function booksOf(runs: readonly Run[]): { readonly variant: string; readonly book: StepBook }[] {
	return runs.map(({ recording, history, findings }) => ({
		variant: recording.header.variant,
		book: new StepBook(history, findings),
	}));
}

/** Pages of text are of this width, whatever the terminal's. */
const TEXT_COLUMNS = 80;

function markdownText(runs: readonly Run[], view: RunView): string {
	const parts = booksOf(runs).map(({ variant, book }, index) => ({
		variant,
		book,
		summary: view.variants[index]?.summary ?? "",
		picture: renderVariant(view, index, { columns: TEXT_COLUMNS }),
	}));
	return markdownOf(view.demo, parts);
}

const CAST = { columns: 80, rows: 24 } as const;
/** Seconds between two frames, as `--live` has them. */
const FRAME = 0.1;
/** A run that takes longer is shown faster, in so many seconds. */
const LONGEST = 60;
/** How long the end of a run stays, in seconds. */
const REST = 2;
/** Printed lines take no more than this part of the screen. */
const LINES_PART = 1 / 3;

/** One variant after the other, as `--live` shows them. */
function castText(view: RunView, display: ViewOptions): string {
	const options = { ...display, columns: CAST.columns };
	const frames: Frame[] = [];
	let began = 0;
	for (const [index, { timeline }] of view.variants.entries()) {
		const length = Math.min(LONGEST, timeline.elapsed);
		const speed = length > 0 ? timeline.elapsed / length : 1;
		const count = Math.ceil(length / FRAME);
		for (let frame = 0; frame <= count; frame += 1) {
			const at = Math.min(timeline.elapsed, frame * FRAME * speed);
			frames.push({ at: began + at / speed, lines: screenAt(view, index, at, options) });
		}
		const end = renderVariant(view, index, options).split("\n");
		frames.push({ at: began + length, lines: end.slice(0, CAST.rows) });
		began += length + REST;
	}
	const last = frames.at(-1);
	// A player ends with the last frame: it is shown once more when it has stayed for a while.
	const rest = last === undefined ? [] : [{ at: began, lines: [...last.lines, ""] }];
	return castOf([...frames, ...rest], { ...CAST, title: `${view.demo.name}, async-lessons` });
}

function screenAt(view: RunView, index: number, at: number, options: ViewOptions): string[] {
	const printed = view.variants[index]?.lines.filter((line) => line.at <= at) ?? [];
	const lines = renderLines(printed.slice(-CAST.rows), options).split("\n").slice(0, -1);
	const reserved = Math.min(lines.length + 1, Math.floor(CAST.rows * LINES_PART));
	const chart = renderFrame(view, index, at, { ...options, rows: CAST.rows - reserved });
	const room = CAST.rows - chart.length - 1;
	return room < 1 || lines.length === 0 ? chart : [...lines.slice(-room), "", ...chart];
}
