// The lanes of a run as SVG, on an axis that is unfolded.

import type { Life } from "../../../history/stretches.ts";
import type { State } from "../../../history/timeline.ts";
import { duration } from "../../../text/figures.ts";
import type { StepBook } from "../../steps/book.ts";
import type { StepLane } from "../../steps/lanes.ts";
import { type Unfolded, type UnfoldedRun, xOfFact, xOfTime } from "../../steps/unfold.ts";
import { escapeHtml } from "../page.ts";

/** The lanes of one run, and where they are. */
export interface Chart {
	readonly book: StepBook;
	readonly lanes: readonly StepLane[];
	readonly lives: readonly Life[];
	readonly axis: Unfolded;
	readonly run: UnfoldedRun;
	/** The middle of a row. */
	readonly rowY: (row: number) => number;
	/** How thick bars are; 1 is usual. */
	readonly thick: number;
}

/** From this width on a turn can be seen. */
const LEAST_SEEN = 1.5;

const f = (x: number) => Math.round(x * 100) / 100;

const SIGNS = {
	done: "M-4 0L-1.2 3.5L4.5 -4",
	failed: "M-4 -4L4 4M4 -4L-4 4",
	cancelled: "M0 -4.5a4.5 4.5 0 1 0 .01 0M-3.1 3.1L3.1 -3.1",
	never: "M0 0c-2 -4 -6 -3.4 -6 0s4 4 6 0c2 -4 6 -3.4 6 0s-4 4 -6 0",
} as const;

export function signSvg(name: keyof typeof SIGNS, x: number, y: number): string {
	return `<path class="sign ${name}" transform="translate(${f(x)} ${y})" d="${SIGNS[name]}"/>`;
}

/** A stretch of a state, from left to right. */
export function barSvg(state: State, x0: number, x1: number, y: number, thick: number): string {
	const [big, middle] = [Math.round(7 * thick), Math.round(5 * thick)];
	const width = Math.max(x1 - x0, 0.01);
	const box = (name: string) => {
		const at = `x="${f(x0)}" y="${y - middle}" width="${f(width)}" height="${2 * middle}"`;
		return `<rect class="${name}" ${at}/><rect class="${name} p" ${at}/>`;
	};
	switch (state) {
		case "running": {
			const wide = Math.max(width, 2.5);
			return `<rect class="run" x="${f(x0)}" y="${y - big}" width="${f(Math.max(wide - (wide > 5 ? 1 : 0), 2))}" height="${2 * big}" rx="1.5"/>`;
		}
		case "ready":
			return width < LEAST_SEEN ? "" : box("ready");
		case "blocked":
			return box("held");
		case "waiting":
			return `<rect class="wait" x="${f(x0)}" y="${y - 2}" width="${f(width)}" height="4"/>`;
		case "awaiting":
			return `<path class="await" d="M${f(x0)} ${y}H${f(x1)}"/>`;
		case "cleaning-up":
			return `<path class="cleaning" d="M${f(x0)} ${y - 2.5}H${f(x1)}M${f(x0)} ${y + 2.5}H${f(x1)}"/>`;
		default:
			return state satisfies never;
	}
}

/** All lanes of a run. */
export function lanesSvg(chart: Chart): string {
	return chart.lanes.map((_lane, row) => laneSvg(chart, row)).join("");
}

function laneSvg({ book, lives, axis, run, rowY, thick }: Chart, row: number): string {
	const life = lives[row];
	if (life === undefined) return "";
	const y = rowY(row);
	let bars = "";
	let last = -1;
	for (const { state, from, to, due } of life.stretches) {
		const [x0, x1] = [xOfFact(book, run, from), xOfFact(book, run, to)];
		// Of what is too fine to be seen, one is drawn for many.
		if (x1 - x0 < 0.4 && (state !== "running" || x1 - last < 1)) continue;
		if (state === "running") last = x1;
		// A timer that is due while somebody keeps the loop: it would be ready, if only the loop could see it.
		const late = due === null ? x1 : Math.max(x0, Math.min(x1, xOfTime(axis, due)));
		bars += barSvg(state, x0, late, y, thick);
		if (late < x1) bars += barSvg("ready", late, x1, y, thick);
	}
	for (const fact of life.asked) {
		const x = xOfFact(book, run, fact);
		bars += `<path class="told" d="M${f(x - 5.5)} ${f(y - 5 - 7 * thick)}h11l-5.5 8.5z"/>`;
	}
	return `<g class="lane">${bars}${endSvg(book, run, life, y)}</g>`;
}

function endSvg(book: StepBook, run: UnfoldedRun, { ended, stretches }: Life, y: number): string {
	if (ended !== null) {
		const told = book.history.recording.facts.at(ended);
		const how = told?.kind === "task-ended" ? told.ending.how : "returned";
		const name = how === "returned" ? "done" : how === "raised" ? "failed" : "cancelled";
		return signSvg(name, xOfFact(book, run, ended) + 8, y);
	}
	if (stretches.length === 0 || book.history.outcome.kind !== "deadlock") return "";
	return `<path class="beyond" d="M${f(run.end)} ${y}H${f(run.end + 10)}"/>${signSvg("never", run.end + 20, y)}`;
}

/** Instants, in which the clock stands still. */
export function zonesSvg({ instants, turn }: Unfolded, top: number, height: number): string {
	if (turn < 2) return "";
	return instants
		.filter(({ left, right }) => right > left)
		.map(
			({ left, right }) =>
				`<rect class="zone" x="${f(left)}" y="${top}" width="${f(right - left)}" height="${height - top}"/>`,
		)
		.join("");
}

/** The axis with its times, as many as fit. */
export function axisSvg({ instants, turn, width }: Unfolded, top: number): string {
	let labels = "";
	let last = Number.NEGATIVE_INFINITY;
	for (const { at, left, right } of instants) {
		if (turn >= 2 && right === left) continue;
		const label = duration(at);
		const isFree = left - last >= label.length * 6.4 + 10;
		if (isFree) {
			last = left;
			labels += `<text class="tick" x="${f(left)}" y="${top - 9}">${escapeHtml(label)}</text>`;
		}
		if (isFree || turn >= 2)
			labels += `<path class="tick" d="M${f(left)} ${top - (isFree ? 6 : 3)}V${top}"/>`;
	}
	return `<path class="base" d="M0 ${top}H${f(width)}"/>${labels}`;
}

/** From one lane to another, at a moment. */
export function arrowSvg(
	x0: number,
	y0: number,
	x1: number,
	y1: number,
	kind: "cause" | "effect" | "cancel",
): string {
	const down = Math.sign(y1 - y0);
	const [from, to] = [y0 + down * 9, y1 - down * 9];
	const tip = kind === "cancel" ? "tipcancel" : "tip";
	const path =
		x1 - x0 < 26
			? `M${f(x0)} ${from}C${f(x0)} ${(from + to) / 2} ${f(x1)} ${(from + to) / 2} ${f(x1)} ${to}`
			: `M${f(x0)} ${from}C${f(x0)} ${y1} ${f(x0 + (x1 - x0) * 0.3)} ${y1} ${f(x1 - 2)} ${y1}`;
	return `<path class="arrow ${kind}" d="${path}" marker-end="url(#${tip})"/>`;
}

/** Who waits for whom, beside the lanes. */
export function arcSvg(
	y0: number,
	y1: number,
	rows: number,
	kind: "holds" | "ends",
	isRing: boolean,
): string {
	const tip = isRing ? "tipbad" : kind === "holds" ? "tipheld" : "tipfaint";
	const name = `arc ${kind}${isRing ? " bad" : ""}`;
	if (rows === 0)
		return `<path class="${name}" d="M6 ${y0 - 4}C34 ${y0 - 17} 34 ${y0 + 17} 8 ${y0 + 5}" marker-end="url(#${tip})"/>`;
	const out = 8 + Math.min(30, rows * 7);
	return `<path class="${name}" d="M5 ${y0}C${out} ${y0} ${out} ${y1} 8 ${y1 + (y1 > y0 ? -3 : 3)}" marker-end="url(#${tip})"/>`;
}
