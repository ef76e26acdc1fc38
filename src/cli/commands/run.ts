import { writeFileSync } from "node:fs";
import { keptPromise } from "../../demos/promise.ts";
import type { TimelineOptions } from "../../history/timeline.ts";
import { describeRun } from "../../views/prose/describe-run.ts";
import { renderRun } from "../../views/render.ts";
import { renderSvg } from "../../views/svg/render-svg.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { type LookOptions, lookNow, viewOptionsOf } from "../display.ts";
import { UsageError } from "../errors.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { outputPath } from "../output-file.ts";
import { type Progress, progressOn } from "../progress.ts";
import { brokenPromise } from "../promises.ts";
import { allKept, type Run, recordJob, recordJobLive, runDocument, viewOf } from "../runs.ts";
import { type Job, type JobOptions, type Source, sourcesOf } from "../sources.ts";
import { type WindowOptions, windowOf } from "../window.ts";

export interface RunOptions extends JobOptions, LookOptions, WindowOptions {
	readonly describe?: boolean;
	/** The speed. */
	readonly live?: number;
	readonly predict?: boolean;
	readonly json?: boolean;
	readonly svg?: string;
	readonly save?: string;
}

/** All that is known before anything runs. */
interface Show {
	readonly options: RunOptions;
	readonly window: TimelineOptions;
	readonly look: ViewOptions;
	/** Where the picture and the recordings are written too. */
	readonly files: { readonly svg: string | null; readonly save: string | null };
	readonly context: Context;
	readonly progress: Progress;
}

/** Runs demos and shows what happened. */
export async function run(
	names: readonly string[],
	options: RunOptions,
	context: Context,
): Promise<ExitCode> {
	requireSense(names, options);
	const window = windowOf(options);
	const sources = await sourcesOf(names, options, context);
	const files = filesOf(sources, options, context);
	const look = await viewOptionsOf(options, context);
	const show: Show = { options, window, look, files, context, progress: progressOn(context) };
	const runs = await showAll(sources, show);
	if (files.save !== null) {
		const { writeRecording } = await import("../../recording/write.ts");
		writeFileSync(files.save, runs.map(({ recording }) => writeRecording(recording)).join(""));
	}
	return allKept(runs) ? EXIT.asPromised : EXIT.failed;
}

async function showAll(sources: readonly Source[], show: Show): Promise<Run[]> {
	const runs: Run[] = [];
	try {
		for (const [index, source] of sources.entries()) {
			runs.push(...(await showSource(source, index === 0, show)));
		}
	} finally {
		show.progress.clear();
	}
	return runs;
}

async function showSource(source: Source, isFirst: boolean, show: Show): Promise<readonly Run[]> {
	const { options, window, look, files, context, progress } = show;
	const runs = source.saved ?? (await happened(source.job, show));
	progress.clear();
	if (options.json) {
		context.out.write(`${JSON.stringify(runDocument(source.job, runs))}\n`);
	} else {
		context.out.write(isFirst ? "" : "\n");
		const verdicts = options.predict ? await predicted(source.job, runs, show) : "";
		const view = viewOf(source.job, runs, window);
		const now = lookNow(look, options, context)();
		context.out.write(options.describe ? describeRun(view, now) : renderRun(view, { ...now, lines: true }));
		context.out.write(verdicts);
	}
	for (const one of runs.filter(({ history }) => !keptPromise(history))) {
		context.error.write(brokenPromise(one));
	}
	if (files.svg !== null) {
		writeFileSync(files.svg, renderSvg(viewOf(source.job, runs, window), look));
	}
	return runs;
}

/** Asks before the runs are shown; answers what is to be said after. */
async function predicted(job: Job, runs: readonly Run[], { options, look, context }: Show): Promise<string> {
	const { predict } = await import("../quiz/predict.ts");
	return predict(job, runs, lookNow(look, options, context), context);
}

/** Runs a job the way that was asked for. */
async function happened(job: Job, { options, window, look, context, progress }: Show): Promise<Run[]> {
	const { live: speed } = options;
	if (speed === undefined) {
		return recordJob(job, progress);
	}
	if (!context.canAsk || options.json) {
		return recordJobLive(job, speed, progress);
	}
	const { playJob } = await import("../live/play.ts");
	return playJob(job, { speed, window, look: lookNow(look, options, context), context });
}

function filesOf(sources: readonly Source[], { svg, save }: RunOptions, { cwd }: Context): Show["files"] {
	if (svg !== undefined && sources.length > 1) {
		throw new UsageError("--svg draws one demo at a time");
	}
	return {
		svg: svg === undefined ? null : outputPath("--svg", svg, cwd),
		save: save === undefined ? null : outputPath("--save", save, cwd),
	};
}

function requireSense(names: readonly string[], { all, json, describe, live, predict }: RunOptions): void {
	if (names.length === 0 && !all) {
		throw new UsageError('run wants the name of a demo, or --all; "async-lessons list" shows the names');
	}
	if (names.length > 0 && all) {
		throw new UsageError("run takes names or --all, not both");
	}
	if (json && (describe || predict)) {
		throw new UsageError(`run takes --json or ${describe ? "--describe" : "--predict"}, not both`);
	}
	if (live !== undefined && predict) {
		throw new UsageError("run takes --live or --predict, not both");
	}
}
