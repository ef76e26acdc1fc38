import type { Demo, Variant } from "../demos/define-demo.ts";
import { withDefaults } from "../recording/parameters.ts";
import { DEFAULT_SEED } from "../recording/plan.ts";
import { promisedOutcome } from "../recording/promise.ts";
import { record } from "../recording/record.ts";
import { toMicroseconds } from "../recording/round.ts";
import { Random, type Seconds } from "../runtime/index.ts";
import { inSeconds } from "./seconds.ts";

/**
 * How long a variant takes with the demo's own parameters and the default seed: as it promises, or, where it promises
 * no more than bounds, as it comes out.
 */
export function usualTime(demo: Demo, variant: Variant): Seconds {
	const promised = variant.elapsed(withDefaults(demo, {}), new Random(DEFAULT_SEED));
	return typeof promised === "number" ? toMicroseconds(promised) : record(demo, variant.name).elapsed;
}

/** `2.00 s`, or `deadlock`, where it never ends. */
export function usualTimeText(demo: Demo, variant: Variant): string {
	const outcome = promisedOutcome(variant, withDefaults(demo, {}));
	return outcome === "deadlock" || outcome === "livelock" ? outcome : inSeconds(usualTime(demo, variant));
}
