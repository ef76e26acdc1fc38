import type { Demo, PromisedTime, Variant } from "../demos/define-demo.ts";
import { withDefaults } from "../demos/parameters.ts";
import { promisedOutcome } from "../demos/promise.ts";
import type { Outcome } from "../history/history.ts";
import { type Recording, toMicroseconds } from "../recording/index.ts";
import { DEFAULT_SEED, Random } from "../runtime/index.ts";
import { neverEnds } from "../views/outcome.ts";
import { inSeconds } from "./seconds.ts";
import type { Job } from "./sources.ts";

/** What a run did instead of what it promises, for stderr: one line, and the stack where there is one. */
export function brokenPromise({ demo, variants }: Job, { variant: name, ...run }: Recording): string {
	const variant = variants.find((one) => one.name === name) ?? demo.variants[0];
	const promised = promisedOutcome(variant, run.parameters);
	const did =
		run.outcome.kind === promised
			? `took ${inSeconds(run.elapsed)}, and promises ${timeText(variant.elapsed(run.parameters, new Random(run.seed)))}`
			: `${outcomeText(run.outcome)}, and promises ${PROMISES[promised]}`;
	return `${demo.name}, ${name}: ${did}${wayOut(run.outcome)}\n`;
}

const PROMISES: Readonly<Record<Outcome["kind"], string>> = {
	returned: "to return",
	raised: "to raise an error",
	deadlock: "a deadlock",
	livelock: "a livelock",
};

function timeText(time: PromisedTime): string {
	return typeof time === "number"
		? inSeconds(time)
		: `${inSeconds(time.atLeast)} to ${inSeconds(time.atMost)}`;
}

function outcomeText(outcome: Outcome): string {
	switch (outcome.kind) {
		case "returned":
			return "returned";
		case "raised":
			return `raised ${outcome.error.name}: ${outcome.error.message}`;
		default:
			return `ended in a ${outcome.kind}`;
	}
}

function wayOut(outcome: Outcome): string {
	if (outcome.kind !== "raised") {
		return "";
	}
	const { message, stack } = outcome.error;
	// The runtime's own words, which the demo's copy of the library may have said: there is no class to compare with.
	const hint = message.startsWith("fromPromise needs the wall clock")
		? "; --live runs it on the wall clock"
		: "";
	if (stack !== undefined) {
		return `${hint}\n${stack}`;
	}
	return hint || "; --debug shows where";
}

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
