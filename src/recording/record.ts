import type { Demo } from "../demos/define-demo.ts";
import { Runner } from "../runtime/index.ts";
import type { Ran } from "./outcome.ts";
import { planOf, type RecordOptions, recordingOf } from "./plan.ts";
import { keepsPromise } from "./promise.ts";
import type { Recording } from "./recording.ts";

/**
 * Runs one variant of a demo under virtual time and keeps what happened. What main raises is part of the recording.
 * @throws {RangeError} of a variant, a parameter or a seed that the demo does not allow
 */
export function record(demo: Demo, variant: string, options: RecordOptions = {}): Recording {
	const plan = planOf(demo, variant, options);
	const runner = new Runner(plan.loop);
	const run = () => runner.run(plan.variant.main(plan.values));
	const ran = attempt(plan.stacks ? run : () => withoutStacks(run));
	const ended = runner.getLoop().time();
	const closed = attempt(() => runner.close());
	return recordingOf(plan, ended, "value" in ran && "thrown" in closed ? closed : ran, keepsPromise);
}

/** Where nobody asks for stacks there are none: with 100,000 errors they cost more than the run. */
function withoutStacks<T>(work: () => T): T {
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = 0;
	try {
		return work();
	} finally {
		Error.stackTraceLimit = limit;
	}
}

function attempt(work: () => unknown): Ran {
	try {
		return { value: work() };
	} catch (thrown) {
		return { thrown };
	}
}
