import type { History } from "../history/history.ts";
import { buildTimeline } from "../history/lanes/build-timeline.ts";
import type { Timeline } from "../history/timeline.ts";
import type { Seconds } from "../recording/index.ts";
import { renderFrame } from "../views/render.ts";
import type { RunView } from "../views/view.ts";
import type { Failure } from "./failure.ts";

/** A failed test is read in a terminal of any size, or in a file. */
const COLUMNS = 80;
const ROWS = 16;
/** How much of the run is shown before the moment and after it. */
const BEFORE = 0.75;
const AFTER = 0.25;

/** The part of the timeline where it broke, at most 16 lines; empty where there is no such moment. */
export function pictureOf(history: History, { at, who }: Failure): string {
	const { elapsed, recording } = history;
	if (at === null || history.length === 0) return "";
	const span = Math.min(elapsed, Math.max(elapsed / 4, 1));
	const window = windowAround(at, span, elapsed);
	const timeline = withLanesOf(buildTimeline(history, { ...window, lanes: "all" }), who);
	const { program, variant } = recording.header;
	const view: RunView = {
		demo: { name: program, title: program, section: 0, why: "", next: [] },
		sections: 0,
		variants: [{ name: variant, summary: "", work: "", measure: "", timeline, lines: [], findings: [] }],
	};
	return renderFrame(view, 0, window.to, { columns: COLUMNS, rows: ROWS }).join("\n");
}

function windowAround(at: Seconds, span: Seconds, elapsed: Seconds): { from: Seconds; to: Seconds } {
	const to = Math.min(elapsed, Math.max(at + span * AFTER, span));
	return { from: Math.max(0, Math.min(at - span * BEFORE, to - span)), to };
}

/** Where there are more lanes than rows, those that it is about come first. */
function withLanesOf(timeline: Timeline, who: readonly string[]): Timeline {
	const { lanes } = timeline;
	if (lanes.length <= ROWS - 4) return timeline;
	const about = new Set(who);
	const kept = lanes.filter((lane, index) => index === 0 || about.has(lane.label));
	return { ...timeline, lanes: kept.map((lane) => ({ ...lane, parent: -1, depth: 0 })) };
}
