import { jsonText } from "../../recording/index.ts";
import type { Comparison } from "../compare/measure.ts";
import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { type ExitCode, Interrupted, UsageError } from "../errors.ts";
import { Interruption } from "../interruption.ts";
import { speedOf } from "../option-values.ts";
import type { CompareOptions } from "../options.ts";
import { progressOn } from "../progress.ts";
import { closeAll, exitCodeOf, type Job, jobsOf } from "../sources.ts";

/** Puts the times of the variants side by side. */
export async function compare(
	names: readonly string[],
	options: CompareOptions,
	context: Context,
): Promise<ExitCode> {
	rejectConflicts(names, options);
	const interruption = new Interruption();
	const jobs = await jobsOf(names, { ...options, all: names.length === 0 }, context, interruption);
	const comparison = await comparisonOf(jobs, options);
	const display = await displayOf(options, context);
	const progress = progressOn(context);
	const { text, rows, asExpected } = await comparison(display, progress, interruption).finally(() => {
		progress.clear();
		closeAll(jobs);
	});
	const document = { format: "async-lessons/compare", version: 1, rows };
	context.out.write(options.json ? `${jsonText(document)}\n` : text);
	if (interruption.happened) throw new Interrupted();
	return exitCodeOf(jobs, asExpected);
}

async function comparisonOf(
	jobs: readonly Job[],
	{ sweep, seeds, live }: CompareOptions,
): Promise<Comparison> {
	if (sweep !== undefined) {
		const { compareSwept, parseSweep } = await import("../compare/sweep.ts");
		return compareSwept(jobs, parseSweep(sweep));
	}
	const { compareOnce, compareSeeded, compareWallClock } = await import("../compare/tables.ts");
	const speed = speedOf(live);
	if (seeds !== undefined) {
		return compareSeeded(jobs, seeds);
	}
	return speed === undefined ? compareOnce(jobs) : compareWallClock(jobs, speed);
}

function rejectConflicts(names: readonly string[], { sweep, seeds, live }: CompareOptions): void {
	if ([sweep, seeds, live].filter((option) => option !== undefined).length > 1) {
		throw new UsageError("compare takes one of --sweep, --seeds and --live");
	}
	if (sweep !== undefined && names.length === 0) {
		throw new UsageError("compare --sweep wants the name of a demo: gather --sweep urls=1..10");
	}
}
