import type { PromisedOutcome, PromisedTime, Values, Variant } from "../demos/define-demo.ts";
import { Random, type Seconds } from "../runtime/index.ts";
import type { Judge } from "./plan.ts";
import { MICROSECOND } from "./round.ts";

/** How the variant promises to end with these parameters. */
export function promisedOutcome(variant: Variant, values: Values): PromisedOutcome {
	const promised = variant.outcome ?? "returned";
	return typeof promised === "function" ? promised(values) : promised;
}

/** Whether a run took the time and ended the way that the variant promises, to the microsecond. */
export const keepsPromise: Judge = ({ variant, values, seed }, elapsed, outcome) => {
	const time = variant.elapsed(values, new Random(seed));
	return outcome.kind === promisedOutcome(variant, values) && isWithin(time, elapsed);
};

/** Whether a run on the wall clock, which keeps no time to the microsecond, ended the way that the variant promises. */
export const keepsOutcome: Judge = ({ variant, values }, _elapsed, outcome) =>
	outcome.kind === promisedOutcome(variant, values);

function isWithin(promised: PromisedTime, elapsed: Seconds): boolean {
	const { atLeast, atMost } =
		typeof promised === "number" ? { atLeast: promised, atMost: promised } : promised;
	return elapsed >= atLeast - MICROSECOND && elapsed <= atMost + MICROSECOND;
}
