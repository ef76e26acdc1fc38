import type { Demo, Values, Variant } from "../demos/define-demo.ts";
import { EventLoop, Random, runLive, type Seconds, Trace } from "../runtime/index.ts";
import { printedLines } from "./lines.ts";
import { outcomeOf, type Ran } from "./outcome.ts";
import { withDefaults } from "./parameters.ts";
import { PlacedEvents, placedDiagnosis } from "./placed-events.ts";
import { keepsPromise } from "./promise.ts";
import type { Recording } from "./recording.ts";
import { toMicroseconds } from "./round.ts";
import { createSourcePlaces } from "./source-places.ts";

/** The seed of a run for which none was given. */
export const DEFAULT_SEED = 42;

export interface RecordOptions {
	/** In place of the demo's defaults. */
	readonly parameters?: Readonly<Record<string, number>>;
	/** A whole number from 0 to 2^32 - 1. Default: {@link DEFAULT_SEED}. */
	readonly seed?: number;
	/** Whether events say where in the source they happened, which costs a stack each. Default: false. */
	readonly places?: boolean;
}

/** One run that is about to be. */
interface Plan {
	readonly demo: Demo;
	readonly variant: Variant;
	readonly values: Values;
	readonly seed: number;
	readonly trace: Trace;
}

/**
 * Runs one variant of a demo under virtual time and keeps what happened. What main raises is part of the recording.
 * @throws {RangeError} of a variant, a parameter or a seed that the demo does not allow
 */
export function record(demo: Demo, variant: string, options: RecordOptions = {}): Recording {
	const plan = planOf(demo, variant, options);
	const loop = new EventLoop({ seed: plan.seed, trace: plan.trace });
	const ran = attempt(() => loop.runUntilComplete(plan.variant.main(plan.values)));
	return recordingOf(plan, loop.time(), ran);
}

function planOf(demo: Demo, name: string, options: RecordOptions): Plan {
	const { parameters = {}, seed = DEFAULT_SEED, places = false } = options;
	return {
		demo,
		variant: variantOf(demo, name),
		values: withDefaults(demo, parameters),
		seed,
		trace: new Trace({ places }),
	};
}

/** @throws {RangeError} if there is none of that name */
export function variantOf(demo: Demo, name: string): Variant {
	const variant = demo.variants.find((one) => one.name === name);
	if (variant === undefined) {
		const known = demo.variants.map((one) => one.name).join(", ");
		throw new RangeError(`${demo.name} has no variant called ${name}; it has ${known}`);
	}
	return variant;
}

function attempt(work: () => unknown): Ran {
	try {
		return { value: work() };
	} catch (thrown) {
		return { thrown };
	}
}

function recordingOf(plan: Plan, ended: Seconds, ran: Ran): Recording {
	const { demo, variant, values, seed, trace } = plan;
	const places = createSourcePlaces();
	const elapsed = toMicroseconds(ended);
	const outcome = outcomeOf(ran, places);
	return {
		demo: demo.name,
		variant: variant.name,
		parameters: values,
		seed,
		elapsed,
		asPromised: keepsPromise(variant, values, seed, elapsed, outcome),
		outcome,
		lines: printedLines(trace.events),
		events: new PlacedEvents(trace.events, places),
		diagnoses: trace.diagnoses.map((diagnosis) => placedDiagnosis(diagnosis, places)),
	};
}
