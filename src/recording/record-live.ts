import { runLive } from "../runtime/kernel/run-live.ts";
import type { Program } from "./program.ts";
import { endOf, headerOf, MOST_FACTS, type RecordOptions, type RunResult, traceOf } from "./record.ts";
import type { Recording } from "./recording.ts";

/** Options of a run on the wall clock. */
export interface RecordLiveOptions extends RecordOptions {
	/** Seconds of the run that pass in each second. Default: 1. */
	readonly speed?: number;
	/** Aborting it cancels the run, which is then recorded as far as it came. */
	readonly signal?: AbortSignal;
}

/** A run on the wall clock. */
export interface LiveRun {
	/** What has happened so far: its facts grow, and it has no end. */
	readonly soFar: () => Recording;
	readonly ended: Promise<Recording>;
}

/**
 * Runs a program on the wall clock and keeps what happens.
 * @throws {RangeError} of a seed out of its range
 * @throws {ValueError} of a speed that is not greater than 0
 */
export function recordLive(program: Program, options: RecordLiveOptions = {}): LiveRun {
	const {
		speed = 1,
		signal,
		places = false,
		stacks = false,
		maxTurns,
		until,
		mostFacts = MOST_FACTS,
	} = options;
	const header = headerOf(program, options, speed);
	const trace = traceOf(program, { places, stacks, mostFacts });
	const { facts } = trace;
	const main = runLive(program.main(), {
		seed: header.seed,
		observer: trace,
		speed,
		...(signal === undefined ? {} : { signal }),
		...(maxTurns === undefined ? {} : { maxTurns }),
		...(until === undefined ? {} : { until }),
	});
	const ended = settled(main).then((ran) => {
		return { header, facts, end: endOf(ran, trace, facts.at(-1)?.at ?? 0) };
	});
	return { soFar: () => ({ header, facts, end: null }), ended };
}

async function settled(main: Promise<unknown>): Promise<RunResult> {
	try {
		return { value: await main };
	} catch (thrown) {
		return { thrown };
	}
}
