// Where that began which is found only later: the ring of a deadlock closes, a request to stop is swallowed.

import type { Finding } from "../../findings/finding.ts";
import type { Steps } from "../../history/steps.ts";
import { NO_TASK } from "../../recording/index.ts";
import { listed } from "../../text/words.ts";
import { whyStuck } from "./sentence.ts";
import { Standings } from "./standing.ts";

export interface Onset {
	/** The number of the step. */
	readonly step: number;
	readonly words: string;
}

/** Of a finding that is told at step number `told`. Null: it is not known, or is that step. */
export function onsetOf(finding: Finding, told: number, steps: Steps): Onset | null {
	const onset =
		finding.kind === "deadlock"
			? ofRing(finding, steps)
			: finding.kind === "swallowed-cancel" || finding.kind === "swallowed-limit"
				? ofSwallowing(finding, told, steps)
				: null;
	return onset === null || onset.step >= told ? null : onset;
}

function ofRing({ cycle = [] }: Finding, steps: Steps): Onset | null {
	if (cycle.length === 0) return null;
	const { history } = steps;
	const { ring } = new Standings(history.at(steps.at(steps.length - 1).from - 1), history);
	const closed = whyStuck(steps, ring);
	if (closed === null) return null;
	const words =
		cycle.length === 1
			? `Now ${cycle[0]} can never go on.`
			: cycle.length === 2
				? `Now neither ${cycle.join(" nor ")} can ever go on.`
				: `Now none of ${listed(cycle)} can ever go on.`;
	return { step: closed.step, words };
}

/** The turn in which the CancelledError was raised that nobody passed on. */
function ofSwallowing({ source }: Finding, told: number, steps: Steps): Onset | null {
	const waited = source?.fact;
	if (waited === undefined) return null;
	const { facts } = steps.history.recording;
	const raised = steps.history
		.factsAbout(facts.at(waited)?.task ?? NO_TASK)
		.find((fact) => fact > waited && facts.at(fact)?.kind === "resumed");
	if (raised === undefined) return null;
	return {
		step: steps.ofFact(raised),
		words: `The request to stop is swallowed here: see step ${told + 1}.`,
	};
}
