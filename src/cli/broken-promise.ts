import type { PromisedTime } from "../demos/define-demo.ts";
import { promisedOutcome } from "../recording/promise.ts";
import type { Outcome, Recording } from "../recording/recording.ts";
import { Random } from "../runtime/index.ts";
import type { Job } from "./jobs.ts";
import { inSeconds } from "./seconds.ts";

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
