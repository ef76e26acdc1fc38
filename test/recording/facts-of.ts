import type { Fact, FactKind } from "../../src/recording/facts.ts";
import type { Facts } from "../../src/recording/recording.ts";
import { Trace, type TraceOptions } from "../../src/recording/trace.ts";
import {
	type Body,
	type Coroutine,
	DeadlockError,
	LivelockError,
	type LoopOptions,
	run,
} from "../../src/runtime/index.ts";

/** A fact on one line of a test: when, which task, what, and all the rest of it. */
export type Told = readonly [at: number, task: number, kind: FactKind, rest: object];

/** Runs `main` and answers all that the trace kept of it, also where it is stuck. */
export function factsOf(main: () => Coroutine<unknown> | Body<unknown>, options: LoopOptions = {}): Told[] {
	return told(traceOf(main, {}, options).facts);
}

/** Runs `main`, whatever becomes of it, but for what no test is about. */
function traceOf(
	main: () => Coroutine<unknown> | Body<unknown>,
	traceOptions: TraceOptions = {},
	options: LoopOptions = {},
): Trace {
	const trace = new Trace(traceOptions);
	try {
		run(main(), { ...options, observer: trace });
	} catch (error) {
		if (!(error instanceof DeadlockError || error instanceof LivelockError)) throw error;
	}
	return trace;
}

export function told(facts: Facts | readonly Fact[]): Told[] {
	return Array.from(facts, ({ at, task, kind, ...rest }) => [at, task, kind, rest]);
}

/** The facts of these kinds alone. */
export function only(facts: readonly Told[], ...kinds: FactKind[]): Told[] {
	return facts.filter(([, , kind]) => kinds.includes(kind));
}
