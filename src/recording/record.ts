import { DeadlockError, LivelockError, StoppedError } from "../runtime/kernel/errors.ts";
import type { EventLoop } from "../runtime/kernel/event-loop.ts";
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
import { Trace, type TraceOptions } from "./trace.ts";
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
	/** The loop's time, in seconds, at which the run is stopped if it goes on. Default: none. */
	readonly until?: Seconds;
	/** How many facts are kept; then the run is stopped. Default: 5,000,000. */
	readonly mostFacts?: number;
	/** Is called with each fact beyond, which a program tells without giving up its turn: the run can't be stopped from within. */
	readonly onOverflow?: () => void;
}

/** A program that goes on for ever is stopped after so many facts: they are counted, so it is the same on every machine. */
export const MOST_FACTS = 5_000_000;

/** What a call came to. */
export type RunResult = { readonly value: unknown } | { readonly thrown: unknown };

/** A recording that can be asked for places beyond those that were looked for at first. */
export interface Recorded extends Recording {
	/**
	 * Looks for the places of the facts with these numbers by a second, identical run, and fills them in. A program that does not
	 * do the same twice gets none.
	 */
	fillPlaces(facts: readonly number[]): void;
}

/** A recording that is being made, by bursts: between two of them the program stands still. */
export interface Take {
	/** What has happened so far: its facts grow, and it has no end. */
	readonly soFar: Recording;
	/** Runs on until the program has ended, or `goesOn`, which is asked now and then, says no. Answers whether it has ended. */
	run(goesOn?: () => boolean): boolean;
	/** The recording of a program that has ended. */
	ended(): Recorded;
	/** The recording so far of a program that was broken off, be it in the midst of a burst. It can't be run on. */
	stopped(): Recorded;
}

/**
 * Runs a program under virtual time and keeps what happened. What main raises is part of the recording. A coroutine function
 * alone is a program without numbers, of its own name, and its facts have places unless `places` is false.
 * @throws {RangeError} of an option out of its range
 */
export function record(program: Program | Program["main"], given: RecordOptions = {}): Recorded {
	const take =
		typeof program === "function"
			? startRecording(programOfMain(program), { places: true, ...given })
			: startRecording(program, given);
	take.run();
	return take.ended();
}

function programOfMain(main: Program["main"]): Program {
	const name = main.name === "" ? "main" : main.name;
	return { name, variant: name, parameters: {}, main };
}

/** Begins to record a program as `record` does, for whoever has something else to do meanwhile. @throws {RangeError} of an option out of its range */
export function startRecording(program: Program, options: RecordOptions = {}): Take {
	return new VirtualTake(program, options, options.places ?? false);
}

class VirtualTake implements Take {
	readonly trace: Trace;
	readonly #header: Header;
	readonly #program: Program;
	readonly #options: RecordOptions;
	readonly #runner: Runner;
	readonly #loop: EventLoop;
	readonly #steps: Generator<void, void>;
	readonly #withStacks: boolean;
	readonly #stackLimit = Error.stackTraceLimit;
	#ran: RunResult | null = null;
	/** What closing came to, if that failed, or was left undone. */
	#closed: RunResult | null = null;

	constructor(program: Program, options: RecordOptions, places: boolean | PlacesWanted) {
		const { maxTurns, until, stacks = false, mostFacts = MOST_FACTS, onOverflow } = options;
		this.#program = program;
		this.#options = options;
		this.#header = headerOf(program, options, null);
		this.#withStacks = stacks || places === true;
		this.trace = traceOf(program, {
			places,
			stacks,
			mostFacts,
			...(onOverflow === undefined ? {} : { onOverflow }),
		});
		this.#runner = new Runner({
			seed: this.#header.seed,
			observer: this.trace,
			...(maxTurns === undefined ? {} : { maxTurns }),
			...(until === undefined ? {} : { until }),
		});
		this.#loop = this.#runner.getLoop();
		this.#steps = this.#whole();
	}

	get soFar(): Recording {
		return { header: this.#header, facts: this.trace.facts, end: null };
	}

	run(goesOn: () => boolean = always): boolean {
		// Where nobody asks for stacks there are none: with 100,000 errors they cost more than the run.
		if (!this.#withStacks) Error.stackTraceLimit = 0;
		try {
			let step = this.#steps.next();
			while (step.done !== true && goesOn()) step = this.#steps.next();
			return step.done === true;
		} finally {
			Error.stackTraceLimit = this.#stackLimit;
		}
	}

	ended(): Recorded {
		const [ran, closed] = [this.#ran ?? { value: undefined }, this.#closed ?? { value: undefined }];
		const isWhole = !("thrown" in closed) || "thrown" in ran;
		return this.#recorded(endOf(isWhole ? ran : closed, this.trace, this.#loop.time(), isWhole), true);
	}

	stopped(): Recorded {
		const by = this.trace.isFull ? "bound" : "interrupt";
		// Whoever broke it off may have left no time for that.
		this.#loop.leave();
		Error.stackTraceLimit = this.#stackLimit;
		return this.#recorded({ kind: "end", how: "stopped", at: toMicroseconds(this.#loop.time()), by }, false);
	}

	/** `again`: whether it comes to an end when it is run again. */
	#recorded(end: End, again: boolean): Recorded {
		const { trace } = this;
		return {
			header: this.#header,
			facts: trace.facts,
			end,
			fillPlaces: (facts) => {
				const wanted = trace.placesWanted(facts);
				if (wanted.facts.size === 0 || !again) return;
				const mostFacts = Math.max(...wanted.facts) + 1;
				const second = new VirtualTake(this.#program, { ...this.#options, mostFacts }, wanted);
				second.run();
				trace.fillPlaces(second.trace, facts);
			},
		};
	}

	*#whole(): Generator<void, void> {
		this.#ran = yield* attempt(() => this.#runner.runInSteps(this.#program.main()));
		// What was stopped is left as it is.
		if ("thrown" in this.#ran && this.#ran.thrown instanceof StoppedError) return;
		this.#closed = yield* attempt(() => this.#runner.closeInSteps());
	}
}

function always(): boolean {
	return true;
}

function* attempt(work: () => Generator<void, unknown>): Generator<void, RunResult> {
	try {
		return { value: yield* work() };
	} catch (thrown) {
		return { thrown };
	}
}

/** The trace of a run of `program`. */
export function traceOf(program: Program, options: Omit<TraceOptions, "sourcePlaces">): Trace {
	const sourcePlaces = createSourcePlaces(program.folder ?? process.cwd());
	return new Trace({ ...options, sourcePlaces });
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
export function endOf(ran: RunResult, trace: Trace, stopped: Seconds, isMain = true): End {
	const at = toMicroseconds(stopped);
	if ("thrown" in ran && ran.thrown instanceof StoppedError)
		return { kind: "end", how: "stopped", at: toMicroseconds(ran.thrown.at), by: ran.thrown.by };
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
