import { asExpected } from "../../demos/expectation.ts";
import type { Outcome } from "../../history/outcome.ts";
import type { TimelineOptions } from "../../history/timeline.ts";
import { errorSentence, type Header } from "../../recording/index.ts";
import { duration } from "../../text/figures.ts";
import { describeRun } from "../../views/prose/describe-run.ts";
import { renderOutside, renderRun } from "../../views/render.ts";
import { MOST_LINES } from "../../views/shown-lines.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf, resizable, windowOf } from "../display.ts";
import { type ExitCode, Interrupted, UsageError } from "../errors.ts";
import { EXPORTS, type ExportFile, outputPath } from "../files.ts";
import { Interruption } from "../interruption.ts";
import { speedOf } from "../option-values.ts";
import type { RunOptions } from "../options.ts";
import { jobOfRuns } from "../own-files.ts";
import type { OwnScript } from "../own-script.ts";
import { type Progress, progressOn } from "../progress.ts";
import { allAsExpected, type Run, recordJob, recordJobLive, runDocument, viewOf } from "../runs.ts";
import { keptLanguage } from "../settings.ts";
import type { Language } from "../source/program.ts";
import { closeAll, exitCodeOf, type Job, type Source, sourcesOf } from "../sources.ts";

/** All that is known before anything runs. */
interface PreparedRun {
	readonly options: RunOptions;
	readonly window: TimelineOptions;
	readonly display: ViewOptions;
	/** Where the recordings, pictures and texts are also written. */
	readonly files: { readonly save: string | null; readonly exports: readonly ExportFile[] };
	readonly context: Context;
	readonly progress: Progress;
	readonly interruption: Interruption;
}

/** Runs demos and shows what happened. */
export async function run(
	names: readonly string[],
	options: RunOptions,
	context: Context,
): Promise<ExitCode> {
	rejectConflicts(names, options);
	const window = windowOf(options);
	const interruption = new Interruption();
	const sources = await sourcesOf(names, options, context, interruption);
	const files = filesOf(sources, options, context);
	const display = await displayOf(options, context);
	const progress = progressOn(context);
	const prepared: PreparedRun = { options, window, display, files, context, progress, interruption };
	const runs = await showAll(sources, prepared);
	if (files.save !== null) {
		const { saveRuns } = await import("../save-runs.ts");
		saveRuns(files.save, runs);
	}
	if (interruption.happened) throw new Interrupted();
	return exitCodeOf(
		sources.map(({ job }) => job),
		allAsExpected(runs),
	);
}

async function showAll(sources: readonly Source[], prepared: PreparedRun): Promise<Run[]> {
	const runs: Run[] = [];
	try {
		for (const [index, source] of sources.entries()) {
			if (prepared.interruption.happened) break;
			runs.push(...(await showSource(source, index === 0, prepared)));
		}
	} finally {
		prepared.progress.clear();
		closeAll(sources.map(({ job }) => job));
	}
	return runs;
}

async function showSource(source: Source, isFirst: boolean, prepared: PreparedRun): Promise<readonly Run[]> {
	const { options, window, display, files, context, progress } = prepared;
	const { script } = source.job;
	// What a script prints before its first run comes out at once: perhaps it asks for something.
	const isEarly = script !== undefined && !options.json && !options.describe;
	if (isEarly) {
		context.out.write(isFirst ? "" : "\n");
		showBefore(script, prepared);
	}
	const runs = source.saved ?? (await recordedRuns(source.job, prepared));
	const job = script === undefined ? source.job : jobOfRuns(source.job.demo.name, runs);
	progress.clear();
	rejectBeyond(window, runs);
	if (options.json) {
		for (const piece of runDocument(job, runs)) {
			context.out.write(piece);
			await context.out.drained();
		}
	} else {
		const isBelow = isEarly ? script.hasPrintedBefore && options.lines !== false : !isFirst;
		context.out.write(isBelow ? "\n" : "");
		const now = resizable(display, options, context)();
		if (options.source !== undefined || options.predict) {
			// A comment may say what is to be guessed.
			const listing = { ...now, withoutComments: options.predict === true };
			const { programsText } = await import("../source/of-runs.ts");
			const language = languageOf(options, context);
			const text = await programsText({ ...source, job }, runs, language, listing);
			context.out.write(text === "" ? "" : `${text}\n`);
		}
		const verdicts = options.predict ? await predicted(job, runs, prepared) : "";
		const view = script?.withPrinted(viewOf(job, runs, window), runs) ?? viewOf(job, runs, window);
		const { lines = !(options.describe || script?.isRaw) } = options;
		const shown = { ...now, lines };
		context.out.write(options.describe ? describeRun(view, shown) : renderRun(view, shown));
		context.out.write(verdicts);
	}
	for (const one of runs.filter(({ history }) => !asExpected(history))) {
		context.error.write(unexpectedText(one));
	}
	if (files.exports.length > 0) {
		const { exportRuns } = await import("../exports.ts");
		exportRuns(files.exports, { source: { ...source, job }, runs, window, display, context });
	}
	return runs;
}

/** The language in which the program is shown: that of `--source`, else the one that was chosen last. */
function languageOf({ source }: RunOptions, { env }: Context): Language {
	return source === undefined || source === true ? keptLanguage(env) : source;
}

function showBefore(script: OwnScript, { options, display, context, progress }: PreparedRun): void {
	script.showBefore = (lines) => {
		progress.clear();
		if (options.lines === false) return;
		const now = resizable(display, options, context)();
		// All of them: how many come at a time is chance.
		context.out.write(renderOutside(lines, { ...now, lines: MOST_LINES }));
	};
}

/** Asks before the runs are shown. Gives the text that follows them. */
async function predicted(
	job: Job,
	runs: readonly Run[],
	{ options, display, context }: PreparedRun,
): Promise<string> {
	const { predict } = await import("../predict.ts");
	return predict(job, runs, resizable(display, options, context), context);
}

/** Runs a job: at once, on the wall clock, or on the wall clock as a moving picture. */
async function recordedRuns(
	job: Job,
	{ options, window, display, context, progress, interruption }: PreparedRun,
): Promise<Run[]> {
	const speed = speedOf(options.live);
	if (speed === undefined) {
		return recordJob(job, progress, interruption);
	}
	const { script } = job;
	const isShown = script === undefined ? context.canAsk : context.out.isTerminal && !script.isRaw;
	if (!isShown || options.json) return recordJobLive(job, speed, progress, interruption);
	const playing = { window, display: resizable(display, options, context), context };
	if (script !== undefined) {
		const { playScript } = await import("../live/play-script.ts");
		return playScript(job, script, playing, progress, interruption);
	}
	const { playJob } = await import("../live/play.ts");
	return playJob(job, speed, playing);
}

function filesOf(sources: readonly Source[], options: RunOptions, { cwd }: Context): PreparedRun["files"] {
	const exports = EXPORTS.flatMap((kind): ExportFile[] => {
		const file = options[kind];
		if (file === undefined) return [];
		if (sources.length > 1) throw new UsageError(`--${kind} takes one demo at a time`);
		return [{ kind, path: outputPath(`--${kind}`, file, cwd) }];
	});
	return { save: options.save === undefined ? null : outputPath("--save", options.save, cwd), exports };
}

/** Nothing would be drawn. */
function rejectBeyond({ from = 0 }: TimelineOptions, runs: readonly Run[]): void {
	const end = runs.reduce((latest, { history }) => Math.max(latest, history.elapsed), 0);
	if (from > 0 && from >= end)
		throw new UsageError(`--from ${from} is not before the end, ${duration(end)}: there is nothing to draw`);
}

function rejectConflicts(
	names: readonly string[],
	{ all, json, describe, lines, live, predict, raw, source }: RunOptions,
): void {
	if (names.length === 0 && !all) {
		throw new UsageError('run wants the name of a demo, or --all; "async-lessons list" shows the names');
	}
	if (names.length > 0 && all) {
		throw new UsageError("run takes names or --all, not both");
	}
	const other = describe ? "--describe" : predict ? "--predict" : source !== undefined ? "--source" : null;
	if (json && other !== null) throw new UsageError(`run takes --json or ${other}, not both`);
	if (json && raw) {
		throw new UsageError(
			"run takes --json or --raw, not both: stdout would hold what the script prints, too",
		);
	}
	if (raw && lines) {
		throw new UsageError("run takes --raw or --lines, not both: what is printed comes out as it is");
	}
	if (live !== undefined && predict) {
		throw new UsageError("run takes --live or --predict, not both");
	}
}

type Promised = NonNullable<Header["promise"]>;

/** What a run did instead of what it promises, for stderr: one line, and the stack where there is one. */
function unexpectedText({ recording: { header }, history: { outcome, elapsed } }: Run): string {
	const { program, variant, promise } = header;
	if (promise === undefined) return "";
	const did =
		outcome.kind === promise.outcome
			? `took ${duration(elapsed)}, and promises ${boundsText(promise)}`
			: `${outcomeText(outcome, elapsed)}, and promises ${PROMISES[promise.outcome]}`;
	return `${program}, ${variant}: ${did}${hintText(outcome)}\n`;
}

const PROMISES: Readonly<Record<Promised["outcome"], string>> = {
	returned: "to return",
	raised: "to raise an error",
	deadlock: "a deadlock",
	livelock: "a livelock",
	stopped: "to go on until it is stopped",
};

function boundsText({ atLeast, atMost }: Promised): string {
	if (atMost === null) return `at least ${duration(atLeast)}`;
	return atLeast === atMost ? duration(atLeast) : `${duration(atLeast)} to ${duration(atMost)}`;
}

function outcomeText(outcome: Outcome, elapsed: number): string {
	switch (outcome.kind) {
		case "returned":
			return "returned";
		case "raised":
			return `raised ${errorSentence(outcome.error)}`;
		case "deadlock":
		case "livelock":
			return `ended in a ${outcome.kind}`;
		case "stopped":
			return outcome.by === "died"
				? `lost its process at ${duration(elapsed)}`
				: `was stopped at ${duration(elapsed)}`;
		case "running":
			return `was lost at ${duration(elapsed)}`;
		default:
			return outcome satisfies never;
	}
}

function hintText(outcome: Outcome): string {
	if (outcome.kind !== "raised") {
		return "";
	}
	const { message, stack } = outcome.error;
	// The text is compared, since the demo's copy of the library may have raised it: then there is no class to compare with.
	const hint = message.startsWith("fromPromise needs the wall clock")
		? "; --live runs it on the wall clock"
		: "";
	if (stack !== undefined) {
		return `${hint}\n${stack}`;
	}
	return hint || "; --debug shows where";
}
