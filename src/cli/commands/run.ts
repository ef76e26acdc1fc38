import type { Recording } from "../../recording/recording.ts";
import {
	describeRun,
	parseLaneChoice,
	renderRun,
	type TimelineOptions,
	type ViewOptions,
} from "../../timeline/index.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Job, type JobOptions, jobsOf } from "../jobs.ts";
import { quoted } from "../option-values.ts";
import { type Progress, progressOn } from "../progress.ts";
import { recordJob, runDocument, viewOf } from "../run-jobs.ts";
import { UsageError } from "../usage-error.ts";
import { type LookOptions, viewOptionsOf } from "../view-options.ts";

export interface RunOptions extends JobOptions, LookOptions {
	readonly lanes?: string;
	readonly from?: number;
	readonly to?: number;
	readonly describe?: boolean;
	/** The speed. */
	readonly live?: number;
	readonly predict?: boolean;
	readonly json?: boolean;
	readonly svg?: string;
	readonly save?: string;
}

/** All that a run needs to know before it begins. */
interface Show {
	readonly options: RunOptions;
	readonly window: TimelineOptions;
	readonly look: ViewOptions;
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
	const jobs = await jobsOf(names, options, context);
	const look = await viewOptionsOf(options, context);
	const show = { options, window, look, context, progress: progressOn(context) };
	let code: ExitCode = EXIT.asPromised;
	for (const [index, job] of jobs.entries()) {
		const recordings = await showJob(job, index === 0, show);
		if (!recordings.every((recording) => recording.asPromised)) {
			code = EXIT.failed;
		}
	}
	return code;
}

async function showJob(job: Job, isFirst: boolean, show: Show): Promise<Recording[]> {
	const { options, context, progress } = show;
	const recordings = await recordJob(job, progress);
	const text = options.json
		? `${JSON.stringify(runDocument(job, recordings))}\n`
		: drawn(job, recordings, show);
	progress.clear();
	context.out.write(isFirst || options.json ? text : `\n${text}`);
	return recordings;
}

function drawn(job: Job, recordings: readonly Recording[], { options, window, look }: Show): string {
	const view = viewOf(job, recordings, window);
	return options.describe ? describeRun(view, look) : renderRun(view, { ...look, lines: true });
}

function windowOf({ lanes, from, to }: RunOptions): TimelineOptions {
	if (from !== undefined && to !== undefined && from >= to) {
		throw new UsageError(`--from ${from} must be before --to ${to}`);
	}
	return { lanes: lanes === undefined ? undefined : laneChoice(lanes), from, to };
}

function laneChoice(text: string) {
	const choice = parseLaneChoice(text);
	if (choice === null) {
		throw new UsageError(`--lanes wants a number, all, failed, or slowest:NUMBER, not ${quoted(text)}`);
	}
	return choice;
}

function requireSense(names: readonly string[], options: RunOptions): void {
	if (names.length === 0 && !options.all) {
		throw new UsageError('run wants the name of a demo, or --all; "async-lessons list" shows the names');
	}
	if (names.length > 0 && options.all) {
		throw new UsageError("run takes names or --all, not both");
	}
}
