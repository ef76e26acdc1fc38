import type { Demo, PromisedTime, Variant } from "../demos/define-demo.ts";
import { neverEnds } from "../recording/never-ends.ts";
import { withDefaults } from "../recording/parameters.ts";
import { promisedOutcome } from "../recording/promise.ts";
import { toMicroseconds } from "../recording/round.ts";
import { DEFAULT_SEED, Random } from "../runtime/index.ts";
import { inSeconds } from "./seconds.ts";

/** How long a variant promises to take with the demo's own parameters and the usual seed. Nothing is run to find out. */
export function usualTime(demo: Demo, variant: Variant): PromisedTime {
	const promised = variant.elapsed(withDefaults(demo, {}), new Random(DEFAULT_SEED));
	return typeof promised === "number" ? toMicroseconds(promised) : promised;
}

/** `2.00 s`; `0.5 to 7.8 s`, where it promises bounds; `deadlock`, where it never ends. */
export function usualTimeText(demo: Demo, variant: Variant): string {
	const outcome = promisedOutcome(variant, withDefaults(demo, {}));
	if (neverEnds(outcome)) return outcome;
	const time = usualTime(demo, variant);
	if (typeof time === "number") return inSeconds(time);
	return `${time.atLeast.toFixed(1)} to ${time.atMost.toFixed(1)} s`;
}
