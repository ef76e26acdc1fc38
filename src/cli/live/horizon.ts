import { withDefaults } from "../../recording/parameters.ts";
import { Random, type Seconds } from "../../runtime/index.ts";
import type { Job } from "../jobs.ts";

/** The axis of a run that promises nothing, in seconds. */
const USUAL: Seconds = 5;

/** How long the longest variant of a job promises to take. */
export function horizonOf({ demo, variants, parameters, seed }: Job): Seconds {
	const values = withDefaults(demo, parameters);
	const times = variants.map((variant) => {
		const promised = variant.elapsed(values, new Random(seed));
		return typeof promised === "number" ? promised : promised.atMost;
	});
	return Math.max(...times.map((time) => (time > 0 && time < Number.POSITIVE_INFINITY ? time : USUAL)));
}
