// What runs promise, in words.

import type { Demo, PromisedTime, Variant } from "../demos/define-demo.ts";
import { withDefaults } from "../demos/parameters.ts";
import { promisedOutcome } from "../demos/program.ts";
import type { Outcome } from "../history/outcome.ts";
import { neverEnds } from "../history/outcome.ts";
import { errorSentence, type Header, toMicroseconds } from "../recording/index.ts";
import { DEFAULT_SEED, Random } from "../runtime/index.ts";
import { duration } from "../text/figures.ts";
import type { Run } from "./runs.ts";

type Promised = NonNullable<Header["promise"]>;

/** What a run did instead of what it promises, for stderr: one line, and the stack where there is one. */
export function brokenPromise({ recording: { header }, history: { outcome, elapsed } }: Run): string {
	const { program, variant, promise } = header;
	if (promise === undefined) return "";
	const did =
		outcome.kind === promise.outcome
			? `took ${duration(elapsed)}, and promises ${timeText(promise)}`
			: `${outcomeText(outcome, elapsed)}, and promises ${PROMISES[promise.outcome]}`;
	return `${program}, ${variant}: ${did}${wayOut(outcome)}\n`;
}

const PROMISES: Readonly<Record<Promised["outcome"], string>> = {
	returned: "to return",
	raised: "to raise an error",
	deadlock: "a deadlock",
	livelock: "a livelock",
	stopped: "to go on until it is stopped",
};

function timeText({ atLeast, atMost }: Promised): string {
	if (atMost === null) return `at least ${duration(atLeast)}`;
	return atLeast === atMost ? duration(atLeast) : `${duration(atLeast)} to ${duration(atMost)}`;
}

function outcomeText(outcome: Outcome, elapsed: number): string {
	switch (outcome.kind) {
		case "returned":
			return "returned";
		case "raised":
			return `raised ${errorSentence(outcome.error)}`;
		case "deadlock":
		case "livelock":
			return `ended in a ${outcome.kind}`;
		case "stopped":
			return `was stopped at ${duration(elapsed)}`;
		case "running":
			return `was lost at ${duration(elapsed)}`;
		default:
			return outcome satisfies never;
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
	if (typeof time === "number") return duration(time);
	return `${time.atLeast.toFixed(1)} to ${time.atMost.toFixed(1)} s`;
}
