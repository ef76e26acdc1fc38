// Everything that is ever shown or written of a recording.

import { runDocument, runOf, viewOf } from "../../src/cli/runs.ts";
import { readRecordings } from "../../src/recording/read.ts";
import { writeRecording } from "../../src/recording/write.ts";
import { describeRun } from "../../src/views/prose/describe-run.ts";
import { renderFrame, renderRun } from "../../src/views/render.ts";
import { renderSvg } from "../../src/views/svg/render-svg.ts";
import { type Job, jobOf } from "./saved-job.ts";

/** The forms by their names. `job`: what is known of the demo; default: nothing but names. */
export function formsOf(text: string, job: Job | null = null, columns = 80): Record<string, string> {
	const recordings = readRecordings(text);
	const own = job ?? jobOf(recordings);
	const runs = recordings.map(runOf);
	const view = viewOf(own, runs, {});
	const display = { columns, lines: true };
	return {
		chart: renderRun(view, display),
		ascii: renderRun(view, { ...display, ascii: true }),
		narrow: renderRun(view, { ...display, columns: 30 }),
		prose: describeRun(view, display),
		frame: `${renderFrame(view, 0, 1, { ...display, rows: 24 }).join("\n")}\n`,
		svg: renderSvg(view, { columns }),
		json: [...runDocument(own, runs)].join(""),
		saved: recordings.map(writeRecording).join(""),
	};
}
