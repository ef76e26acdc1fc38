import type { Demo, Values, Variant } from "../demos/define-demo.ts";
import { DEFAULT_SEED, type LoopOptions, type Seconds, Trace } from "../runtime/index.ts";
import { printedLines } from "./lines.ts";
import { outcomeOf, type Ran } from "./outcome.ts";
import { withDefaults } from "./parameters.ts";
import { PlacedEvents, placedDiagnosis } from "./placed-events.ts";
import type { Outcome, Recording } from "./recording.ts";
import { toMicroseconds } from "./round.ts";
import { createSourcePlaces } from "./source-places.ts";

/** What one run may be told. */
export interface RecordOptions {
	/** In place of the demo's defaults. */
	readonly parameters?: Readonly<Record<string, number>>;
	/** A whole number from 0 to 2^32 - 1. Default: {@link DEFAULT_SEED}. */
	readonly seed?: number;
	/** Whether events say where in the source they happened, which costs a stack each. Default: false. */
	readonly places?: boolean;
	/** Whether the error that main raises keeps its stack, which costs one for each error of the run. Default: false. */
	readonly stacks?: boolean;
	/** How many turns may pass at one instant before it counts as a livelock. Default: the loop's, 1,000,000. */
	readonly maxTurns?: number;
}

/** One run that is about to be, or is. */
export interface Plan {
	readonly demo: Demo;
	readonly variant: Variant;
	readonly values: Values;
	readonly seed: number;
	readonly stacks: boolean;
	readonly trace: Trace;
	readonly loop: LoopOptions;
}

/** Checks what is to be run. @throws {RangeError} of a variant or a parameter that the demo does not allow */
export function planOf(demo: Demo, name: string, options: RecordOptions): Plan {
	const { parameters = {}, seed = DEFAULT_SEED, places = false, stacks = false, maxTurns } = options;
	const trace = new Trace({ places });
	return {
		demo,
		variant: variantOf(demo, name),
		values: withDefaults(demo, parameters),
		seed,
		stacks,
		trace,
		loop: { seed, trace, ...(maxTurns === undefined ? {} : { maxTurns }) },
	};
}

function variantOf(demo: Demo, name: string): Variant {
	const variant = demo.variants.find((one) => one.name === name);
	if (variant === undefined) {
		const known = demo.variants.map((one) => one.name).join(", ");
		throw new RangeError(`${demo.name} has no variant called ${name}; it has ${known}`);
	}
	return variant;
}

/** Whether a run kept its promise. */
export type Judge = (plan: Plan, elapsed: Seconds, outcome: Outcome) => boolean;

/** What has happened by the time `ended`. */
export function recordingOf(plan: Plan, ended: Seconds, ran: Ran, isKept: Judge): Recording {
	const { demo, variant, values, seed, trace } = plan;
	const places = createSourcePlaces();
	const elapsed = toMicroseconds(ended);
	const outcome = outcomeOf(ran, places, plan.stacks);
	return {
		demo: demo.name,
		variant: variant.name,
		parameters: values,
		seed,
		elapsed,
		asPromised: isKept(plan, elapsed, outcome),
		outcome,
		lines: printedLines(trace),
		events: new PlacedEvents(trace.events, places),
		diagnoses: trace.diagnoses.map((diagnosis) => placedDiagnosis(diagnosis, places)),
	};
}
