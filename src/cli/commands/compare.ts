import type { Comparison } from "../compare/measure.ts";
import type { Context } from "../context.ts";
import { type LookOptions, viewOptionsOf } from "../display.ts";
import { UsageError } from "../errors.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { progressOn } from "../progress.ts";
import { type Job, type JobOptions, jobsOf } from "../sources.ts";

export interface CompareOptions extends JobOptions, LookOptions {
	readonly sweep?: string;
	readonly seeds?: number;
	/** The speed. */
	readonly live?: number;
	readonly json?: boolean;
}

/** Puts the times of the variants side by side. */
export async function compare(
	names: readonly string[],
	options: CompareOptions,
	context: Context,
): Promise<ExitCode> {
	requireSense(names, options);
	const jobs = await jobsOf(names, { ...options, all: names.length === 0 }, context);
	const comparison = await comparisonOf(jobs, options);
	const look = await viewOptionsOf(options, context);
	const progress = progressOn(context);
	const { text, rows, asPromised } = await comparison(look, progress).finally(() => progress.clear());
	const document = { format: "async-lessons/compare", version: 1, rows };
	context.out.write(options.json ? `${JSON.stringify(document)}\n` : text);
	return asPromised ? EXIT.asPromised : EXIT.failed;
}

async function comparisonOf(
	jobs: readonly Job[],
	{ sweep, seeds, live }: CompareOptions,
): Promise<Comparison> {
	if (sweep !== undefined) {
		const [{ compareSwept }, { parseSweep }] = await Promise.all([
			import("../compare/sweep.ts"),
			import("../compare/sweep.ts"),
		]);
		return compareSwept(jobs, parseSweep(sweep));
	}
	if (seeds !== undefined) {
		return (await import("../compare/seeded.ts")).compareSeeded(jobs, seeds);
	}
	if (live !== undefined) {
		return (await import("../compare/wall-clock.ts")).compareWallClock(jobs, live);
	}
	return (await import("../compare/once.ts")).compareOnce(jobs);
}

function requireSense(names: readonly string[], { sweep, seeds, live }: CompareOptions): void {
	if ([sweep, seeds, live].filter((option) => option !== undefined).length > 1) {
		throw new UsageError("compare takes one of --sweep, --seeds and --live");
	}
	if (sweep !== undefined && names.length === 0) {
		throw new UsageError("compare --sweep wants the name of a demo: gather --sweep urls=1..10");
	}
}
