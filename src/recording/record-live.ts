import type { Demo } from "../demos/define-demo.ts";
import { type Events, runLive, type Seconds } from "../runtime/index.ts";
import { MAIN } from "./main-task.ts";
import type { Ran } from "./outcome.ts";
import { type Plan, planOf, type RecordOptions, recordingOf } from "./plan.ts";
import { keepsOutcome } from "./promise.ts";
import type { Recording } from "./recording.ts";

/** What a run on the wall clock may be told. */
export interface RecordLiveOptions extends RecordOptions {
	/** Seconds of the run that pass in each second. Default: 1. */
	readonly speed?: number;
	/** Aborting it cancels the run, which is then recorded as far as it came. */
	readonly signal?: AbortSignal;
}

/** A run on the wall clock. */
export interface LiveRun {
	/** What has happened so far; it counts as not ended, and as long as its last event. */
	readonly soFar: () => Recording;
	readonly ended: Promise<Recording>;
}

/**
 * Runs one variant of a demo on the wall clock and keeps what happens. A promised time is not held against it.
 * @throws {RangeError} of a variant, a parameter or a seed that the demo does not allow
 */
export function recordLive(demo: Demo, variant: string, options: RecordLiveOptions = {}): LiveRun {
	const plan = planOf(demo, variant, options);
	const { speed = 1, signal } = options;
	const main = runLive(plan.variant.main(plan.values), { ...plan.loop, speed, ...(signal && { signal }) });
	return {
		soFar: () => recordedAs(plan, { value: null }),
		ended: settled(main).then((ran) => recordedAs(plan, ran)),
	};
}

function recordedAs(plan: Plan, ran: Ran): Recording {
	return recordingOf(plan, endOfMain(plan.trace.events), ran, keepsOutcome);
}

async function settled(main: Promise<unknown>): Promise<Ran> {
	try {
		return { value: await main };
	} catch (thrown) {
		return { thrown };
	}
}

/** When main ended; where it has not, the time of the last event. */
function endOfMain(events: Events): Seconds {
	for (let index = events.length - 1; index >= 0; index -= 1) {
		const event = events.at(index);
		if (event?.kind === "task-ended" && event.task === MAIN) {
			return event.at;
		}
	}
	return events.at(-1)?.at ?? 0;
}
