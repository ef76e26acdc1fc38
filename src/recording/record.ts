import { DeadlockError, LivelockError } from "../runtime/kernel/errors.ts";
import { DEFAULT_SEED } from "../runtime/kernel/random.ts";
import { Runner } from "../runtime/kernel/runner.ts";
import type { Seconds } from "../runtime/observer.ts";
import { ErrorTexts } from "./error-text.ts";
import type { End, Header } from "./facts.ts";
import type { PlacesWanted } from "./place-budget.ts";
import type { Program } from "./program.ts";
import type { Recording } from "./recording.ts";
import { toMicroseconds } from "./round.ts";
import { createSourcePlaces } from "./source-places.ts";
import { Trace } from "./trace.ts";
import { VERSION } from "./version.ts";

/** Options of one run. */
export interface RecordOptions {
	/** A whole number from 0 to 2^32 - 1. Default: 42. */
	readonly seed?: number;
	/** Whether facts say where in the source they happened, which costs a stack each. Default: false for a {@link Program}. */
	readonly places?: boolean;
	/** Whether errors keep their stacks, which costs one for each error of the run. Default: false. */
	readonly stacks?: boolean;
	/** How many turns may pass at one instant before it counts as a livelock. Default: the loop's, 1,000,000. */
	readonly maxTurns?: number;
}

/** What a call came to. */
export type Ran = { readonly value: unknown } | { readonly thrown: unknown };

/** A recording that can be asked for places beyond those that were looked for at first. */
export interface Recorded extends Recording {
	/**
	 * Looks for the places of the facts with these numbers by a second, identical run, and fills them in. A program that does not
	 * do the same twice gets none.
	 */
	fillPlaces(facts: readonly number[]): void;
}

/**
 * Runs a program under virtual time and keeps what happened. What main raises is part of the recording. A coroutine function
 * alone is a program without numbers, of its own name, and its facts have places unless `places` is false.
 * @throws {RangeError} of a seed out of its range
 */
export function record(program: Program | Program["main"], given: RecordOptions = {}): Recorded {
	return typeof program === "function"
		? recordProgram(programOfMain(program), { places: true, ...given })
		: recordProgram(program, given);
}

function programOfMain(main: Program["main"]): Program {
	const name = main.name === "" ? "main" : main.name;
	return { name, variant: name, parameters: {}, main };
}

function recordProgram(program: Program, options: RecordOptions): Recorded {
	const first = runOnce(program, options, options.places ?? false);
	return {
		...first.recording,
		fillPlaces: (facts) => {
			const wanted = first.trace.placesWanted(facts);
			if (wanted.facts.size > 0) first.trace.fillPlaces(runOnce(program, options, wanted).trace, facts);
		},
	};
}

function runOnce(
	program: Program,
	options: RecordOptions,
	places: boolean | PlacesWanted,
): { readonly trace: Trace; readonly recording: Recording } {
	const { maxTurns, stacks = false } = options;
	const header = headerOf(program, options, null);
	const trace = traceOf(program, places, stacks);
	const limit = maxTurns === undefined ? {} : { maxTurns };
	const runner = new Runner({ seed: header.seed, observer: trace, ...limit });
	const run = () => runner.run(program.main());
	const loop = runner.getLoop();
	const [ran, closed] = withStacks(stacks || places === true, () => [
		attempt(run),
		attempt(() => runner.close()),
	]);
	const isWhole = !("thrown" in closed) || "thrown" in ran;
	const end = endOf(isWhole ? ran : closed, trace, loop.time(), isWhole);
	return { trace, recording: { header, facts: trace.facts, end } };
}

/** The trace of a run of `program`. */
export function traceOf(program: Program, places: boolean | PlacesWanted, stacks: boolean): Trace {
	const sourcePlaces = createSourcePlaces(program.folder ?? process.cwd());
	return new Trace({ places, sourcePlaces, stacks });
}

/** What kind of run it is. `speed`: null under virtual time. */
export function headerOf(
	{ name, variant, parameters, promise }: Program,
	{ seed = DEFAULT_SEED }: RecordOptions,
	speed: number | null,
): Header {
	return {
		format: "async-lessons/recording",
		version: 2,
		program: name,
		variant,
		parameters: { ...parameters },
		seed,
		language: "typescript",
		runtime: `async-lessons ${VERSION}`,
		clock: speed === null ? "virtual" : "wall",
		...(speed === null ? {} : { speed }),
		sources: [],
		...(promise === undefined ? {} : { promise: promise(seed) }),
	};
}

/** How a run ended at the loop's time `stopped`, with `ran`. `isMain`: whether that is what running main came to. */
export function endOf(ran: Ran, trace: Trace, stopped: Seconds, isMain = true): End {
	const at = toMicroseconds(stopped);
	if ("thrown" in ran && ran.thrown instanceof DeadlockError) return { kind: "end", how: "deadlock", at };
	if ("thrown" in ran && ran.thrown instanceof LivelockError) {
		const { turns, busy } = ran.thrown;
		return { kind: "end", how: "livelock", at, turns, busy };
	}
	const { mainEndedAt } = trace;
	if (isMain && mainEndedAt !== null)
		return { kind: "end", how: "main-ended", at: toMicroseconds(mainEndedAt) };
	const error = new ErrorTexts(true, trace.sourcePlaces, true).textOf(
		"thrown" in ran ? ran.thrown : undefined,
	);
	return { kind: "end", how: "crashed", at, error };
}

/** Where nobody asks for stacks there are none: with 100,000 errors they cost more than the run. */
function withStacks<T>(wanted: boolean, work: () => T): T {
	const limit = Error.stackTraceLimit;
	if (!wanted) Error.stackTraceLimit = 0;
	try {
		return work();
	} finally {
		Error.stackTraceLimit = limit;
	}
}

function attempt(work: () => unknown): Ran {
	try {
		return { value: work() };
	} catch (thrown) {
		return { thrown };
	}
}
