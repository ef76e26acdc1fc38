import type { Recording } from "../../recording/recording.ts";
import type { ViewOptions } from "../../timeline/index.ts";
import type { Context } from "../context.ts";
import type { Job } from "../jobs.ts";
import { UsageError } from "../usage-error.ts";

export async function predict(_job: Job, _look: ViewOptions, _context: Context): Promise<Recording[]> {
	throw new UsageError("--predict is not there yet");
}
