import type { Recording } from "../recording/recording.ts";
import type { Context } from "./context.ts";
import { type Job, type JobOptions, jobsOf } from "./jobs.ts";
import { isSaved, readSaved, type SavedRun } from "./saved-runs.ts";
import { UsageError } from "./usage-error.ts";

/** Something to show: a job that is to be run, or one that was run and saved. */
export interface Source {
	readonly job: Job;
	/** What happened, if it is known already. */
	readonly saved: readonly Recording[] | null;
}

/**
 * What the names stand for, in their order, all of it known to be right before any of it runs.
 * @throws {UsageError} of whatever is not
 */
export async function sourcesOf(
	names: readonly string[],
	options: JobOptions,
	context: Context,
): Promise<Source[]> {
	const files = names.filter(isSaved);
	if (files.length > 0 && (options.variant ?? options.set ?? options.seed) !== undefined) {
		throw new UsageError("a saved run is shown as it was: --variant, --set and --seed can't change it");
	}
	const jobs = await jobsOf(
		names.filter((name) => !isSaved(name)),
		options,
		context,
	);
	const savedIn = new Map(files.map((path) => [path, readSaved(path, context.cwd)]));
	const fresh = jobs.map((job): Source => ({ job, saved: null }));
	return options.all
		? fresh
		: names.flatMap((name) => savedIn.get(name)?.map(sourceOf) ?? fresh.splice(0, 1));
}

function sourceOf({ job, recordings }: SavedRun): Source {
	return { job, saved: recordings };
}
