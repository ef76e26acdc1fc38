// What every view is given: the facts of a demo, its runs, and how they are to be shown.

import type { Finding } from "../findings/finding.ts";
import type { Line } from "../history/lines.ts";
import type { Timeline } from "../history/timeline.ts";
import type { Paint } from "../text/paint.ts";

/** Of a demo, what a view shows, with texts that fit its runs. */
export interface DemoFacts {
	readonly name: string;
	readonly title: string;
	/** 1 to 7; 0 where it is not one of the course. */
	readonly section: number;
	readonly why: string;
	readonly next: readonly { readonly run: string; readonly question: string }[];
}

/** One run of a view, and what its demo says of it. */
export interface VariantView {
	readonly name: string;
	readonly summary: string;
	/** What to change in it, where something went wrong. */
	readonly fix?: string | undefined;
	/** Runs with equal names for their work did the same. */
	readonly work: string;
	/** What it is compared by beside its time, in words; empty: nothing. */
	readonly measure: string;
	readonly timeline: Timeline;
	/** What the program printed. */
	readonly lines: readonly Line[];
	/** What is wrong with it. */
	readonly findings: readonly Finding[];
	/** What a script printed between the run before and this one, a line each. */
	readonly printedBefore?: readonly string[];
}

/** A run of one demo: the variants are drawn on one axis, and compared with the first. */
export interface RunView {
	readonly demo: DemoFacts;
	/** How many sections the course has. */
	readonly sections: number;
	readonly variants: readonly VariantView[];
	/** What a script printed after its last run, a line each. */
	readonly printedAfter?: readonly string[];
}

/** How a view is drawn. */
export interface ViewOptions {
	/** No line is wider than this less one. Below 60 the right-hand column goes, below 40 the prose form is used. */
	readonly columns: number;
	/** Only ASCII characters of our own; labels and printed lines stay as they are. */
	readonly ascii?: boolean | undefined;
	/** Default: no colour. */
	readonly paint?: Paint | undefined;
	/** How many of the lines that the program printed are shown before its chart; true: the usual number. Default: none. */
	readonly lines?: number | boolean | undefined;
	/** Whether the options that show more are named where something is left out. Default: true. */
	readonly namesOptions?: boolean | undefined;
}

/** How a chart is drawn on a screen. */
export interface FrameOptions extends ViewOptions {
	/** No frame is taller than this. */
	readonly rows: number;
}

/** The variant at this place of a view. @throws {RangeError} if there is none */
export function variantAt({ variants }: RunView, index: number): VariantView {
	const variant = variants[index];
	if (!variant) throw new RangeError(`no variant ${index} in a run of ${variants.length}`);
	return variant;
}

/** `section 2 of 7` */
export function sectionText({ demo, sections }: RunView): string {
	return `section ${demo.section} of ${sections}`;
}
