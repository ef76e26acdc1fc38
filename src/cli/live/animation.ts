import ora from "ora";
import type { TimelineOptions } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { rowsOf } from "../display.ts";
import { momentOf, type Playing, statusLine } from "./moment.ts";
import type { Stage } from "./stage.ts";

/** The time between two pictures, in milliseconds. */
const FRAME = 100;

/** Drawing takes this part of the time at most: large runs are drawn less often. */
const DRAWING_PART = 1 / 4;

export interface PlayOptions {
	readonly window: TimelineOptions;
	/** The display at this moment: a terminal may be resized. */
	readonly display: () => ViewOptions;
	readonly context: Context;
}

/** What is drawn now: a run, and how far it has come. */
export interface Scene {
	readonly playing: Playing;
	readonly at: Seconds;
}

/** Draws on a stage how a run goes on while `work` does. `hint`: the key that stops it. */
export async function animated<T>(
	stage: Stage,
	scene: () => Scene,
	hint: string,
	{ display, context }: PlayOptions,
	work: () => Promise<T>,
): Promise<T> {
	const spinner = ora({ isEnabled: false, color: false, spinner: display().ascii ? "line" : "dots" });
	let timer: NodeJS.Timeout | undefined;
	const draw = () => {
		const began = performance.now();
		const { playing, at } = scene();
		const { lines, now } = momentOf(playing, at, rowsOf(context.out) - 2, display());
		spinner.text = now;
		stage.show([...lines, "", statusLine(spinner.frame(), hint, display())]);
		const took = performance.now() - began;
		timer = setTimeout(draw, Math.max(FRAME - took, took / DRAWING_PART));
	};
	const working = work();
	draw();
	try {
		return await working;
	} finally {
		clearTimeout(timer);
	}
}
