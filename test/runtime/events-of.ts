import {
	type Body,
	type Coroutine,
	DeadlockError,
	type Events,
	LivelockError,
	type LoopOptions,
	run,
	Trace,
	type TraceEvent,
} from "../../src/index.ts";

/** An event on one line of a test: when, which task, what, and all the rest of it. */
export type Told = readonly [at: number, task: number, kind: TraceEvent["kind"], rest: object];

/** Runs `main` and answers all that the trace kept of it. */
export function eventsOf(main: () => Coroutine<unknown> | Body<unknown>, options: LoopOptions = {}): Told[] {
	const trace = new Trace();
	try {
		run(main(), { ...options, trace });
	} catch (error) {
		if (error instanceof DeadlockError || error instanceof LivelockError) return told(trace.events);
		throw error;
	}
	return told(trace.events);
}

/** The events without their numbers, which only count. */
export function told(events: Events): Told[] {
	return Array.from(events, ({ seq, at, task, kind, ...rest }) => [at, task, kind, rest]);
}
