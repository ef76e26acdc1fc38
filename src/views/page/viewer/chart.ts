// The lanes of a run as SVG, on an axis that is unfolded: of what is in sight, a path for each kind of thing.

import type { Life, Stretch } from "../../../history/stretches.ts";
import type { State } from "../../../history/timeline.ts";
import { firstOf } from "../../../recording/index.ts";
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

/** The part of an axis that is in sight. */
export interface Sight {
	readonly left: number;
	readonly right: number;
}

/** From this width on a turn can be seen. */
const LEAST_SEEN = 1.5;

const f = (x: number) => Math.round(x * 100) / 100;

const SIGNS = {
	done: "m-4 0l2.8 3.5l5.7 -7.5",
	failed: "m-4 -4l8 8m0 -8l-8 8",
	cancelled: "m0 -4.5a4.5 4.5 0 1 0 .01 0m-3.11 7.6l6.2 -6.2",
	never: "c-2 -4 -6 -3.4 -6 0s4 4 6 0c2 -4 6 -3.4 6 0s-4 4 -6 0",
} as const;

/** What is drawn, the lowest first. */
const PAINTS = [
	"zone",
	"base",
	"tick",
	"ready",
	"ready p",
	"held",
	"held p",
	"wait",
	"await",
	"cleaning",
	"run",
	"told",
	"beyond",
	"sign done",
	"sign failed",
	"sign cancelled",
	"sign never",
] as const;

export type SignName = keyof typeof SIGNS;

type Paint = (typeof PAINTS)[number];

/** Collects what is painted alike in one path: thousands of nodes would be drawn anew at every step. */
export class Drawing {
	readonly #paths = new Map<Paint, string>();

	add(paint: Paint, path: string): void {
		this.#paths.set(paint, (this.#paths.get(paint) ?? "") + path);
	}

	sign(name: SignName, x: number, y: number): void {
		this.add(`sign ${name}`, `M${f(x)} ${y}${SIGNS[name]}`);
	}

	/** A stretch of a state, from left to right. */
	bar(state: State, x0: number, x1: number, y: number, thick: number): void {
		const [big, middle] = [Math.round(7 * thick), Math.round(5 * thick)];
		const width = Math.max(x1 - x0, 0.01);
		const box = (half: number) => `M${f(x0)} ${y - half}h${f(width)}v${2 * half}h${f(-width)}z`;
		switch (state) {
			case "running": {
				const wide = Math.max(width, 2.5);
				const inner = Math.max(wide - (wide > 5 ? 1 : 0), 2) - 2;
				const corner = (x: number, end: number) => `a1 1 0 0 1 ${x} ${end}`;
				this.add(
					"run",
					`M${f(x0 + 1)} ${y - big}h${f(inner)}${corner(1, 1)}v${2 * big - 2}${corner(-1, 1)}h${f(-inner)}${corner(-1, -1)}v${2 - 2 * big}${corner(1, -1)}z`,
				);
				return;
			}
			case "ready":
				if (width < LEAST_SEEN) return;
				this.add("ready", box(middle));
				this.add("ready p", box(middle));
				return;
			case "blocked":
				this.add("held", box(middle));
				this.add("held p", box(middle));
				return;
			case "waiting":
				this.add("wait", box(2));
				return;
			case "awaiting":
				this.add("await", `M${f(x0)} ${y}H${f(x1)}`);
				return;
			case "cleaning-up":
				this.add("cleaning", `M${f(x0)} ${y - 2.5}H${f(x1)}M${f(x0)} ${y + 2.5}H${f(x1)}`);
				return;
			default:
				state satisfies never;
		}
	}

	/** That the task was told to stop. */
	told(x: number, y: number): void {
		this.add("told", `M${f(x - 5.5)} ${f(y)}h11l-5.5 8.5z`);
	}

	svg(): string {
		return PAINTS.map((paint) => {
			const path = this.#paths.get(paint);
			return path === undefined ? "" : `<path class="${paint}" d="${path}"/>`;
		}).join("");
	}
}

/** All lanes of a run. */
export function lanesSvg(chart: Chart, sight: Sight): string {
	const drawing = new Drawing();
	for (const row of chart.lanes.keys()) drawLane(drawing, chart, row, sight);
	return drawing.svg();
}

function drawLane(drawing: Drawing, chart: Chart, row: number, sight: Sight): void {
	const { book, lives, axis, run, rowY, thick } = chart;
	const life = lives[row];
	if (life === undefined) return;
	const y = rowY(row);
	const { stretches } = life;
	const isSeen = (x0: number, x1: number) => x1 >= sight.left && x0 <= sight.right;
	let last = Number.NEGATIVE_INFINITY;
	for (let index = firstSeen(chart, stretches, sight); index < stretches.length; index += 1) {
		const stretch = stretches[index];
		if (stretch === undefined) continue;
		const { state, from, to, due } = stretch;
		const [whole0, whole1] = [xOfFact(book, run, from), xOfFact(book, run, to)];
		if (whole0 > sight.right) break;
		const [x0, x1] = [Math.max(whole0, sight.left), Math.min(whole1, sight.right)];
		// Of what is too fine to be seen, one is drawn for many.
		if (x1 - x0 < 0.4 && (state !== "running" || x1 - last < 1)) continue;
		if (state === "running") last = x1;
		// A timer that is due while somebody keeps the loop: it would be ready, if only the loop could see it.
		const late = due === null ? x1 : Math.max(x0, Math.min(x1, xOfTime(axis, due)));
		drawing.bar(state, x0, late, y, thick);
		if (late < x1) drawing.bar("ready", late, x1, y, thick);
	}
	for (const fact of life.asked) {
		const x = xOfFact(book, run, fact);
		if (isSeen(x - 6, x + 6)) drawing.told(x, y - 5 - 7 * thick);
	}
	drawEnd(drawing, chart, life, y);
}

/** The number of the first stretch that reaches into sight. */
function firstSeen({ book, run }: Chart, stretches: readonly Stretch[], { left }: Sight): number {
	return firstOf(stretches.length, (index) => xOfFact(book, run, stretches[index]?.to ?? 0) >= left);
}

function drawEnd(drawing: Drawing, { book, run }: Chart, { ended, stretches }: Life, y: number): void {
	if (ended !== null) {
		const told = book.history.recording.facts.at(ended);
		const how = told?.kind === "task-ended" ? told.ending.how : "returned";
		const name = how === "returned" ? "done" : how === "raised" ? "failed" : "cancelled";
		drawing.sign(name, xOfFact(book, run, ended) + 8, y);
	} else if (stretches.length > 0 && book.history.outcome.kind === "deadlock") {
		drawing.add("beyond", `M${f(run.end)} ${y}H${f(run.end + 10)}`);
		drawing.sign("never", run.end + 20, y);
	}
}

/** Instants, in which the clock stands still. */
export function zonesSvg({ instants, turn }: Unfolded, top: number, height: number, sight: Sight): string {
	const drawing = new Drawing();
	for (const { left, right } of turn < 2 ? [] : instants)
		if (right > left && right >= sight.left && left <= sight.right)
			drawing.add("zone", `M${f(left)} ${top}H${f(right)}V${height}H${f(left)}z`);
	return drawing.svg();
}

/** The axis with its times, as many as fit. */
export function axisSvg({ instants, turn, width }: Unfolded, top: number, sight: Sight): string {
	const drawing = new Drawing();
	drawing.add("base", `M${f(sight.left)} ${top}H${f(Math.min(width, sight.right))}`);
	let labels = "";
	let last = Number.NEGATIVE_INFINITY;
	for (const { at, left, right } of instants) {
		if (left < sight.left || left > sight.right || (turn >= 2 && right === left)) continue;
		// Where no label can be, none is made.
		const label = left - last < 20 ? "" : duration(at);
		const isFree = label !== "" && left - last >= label.length * 6.4 + 10;
		if (isFree) {
			last = left;
			labels += `<text class="tick" x="${f(left)}" y="${top - 9}">${escapeHtml(label)}</text>`;
		}
		if (isFree || turn >= 2) drawing.add("tick", `M${f(left)} ${top - (isFree ? 6 : 3)}V${top}`);
	}
	return drawing.svg() + labels;
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
