import { DeadlockError, type Diagnosis, LivelockError, stuckText, type Waiting } from "../runtime/index.ts";
import { placeText } from "./place-text.ts";
import { placedDiagnosis } from "./placed-events.ts";
import { plainValue } from "./plain-value.ts";
import type { Outcome, RaisedError, StuckTask } from "./recording.ts";
import type { SourcePlaces } from "./source-places.ts";

/** What a run came to, as data. */
export type Ran = { readonly value: unknown } | { readonly thrown: unknown };

/** How a run ended: the value that main returned, what it raised, or why the loop could not go on. */
export function outcomeOf(ran: Ran, places: SourcePlaces, withStack: boolean): Outcome {
	if ("value" in ran) {
		return { kind: "returned", value: plainValue(ran.value) };
	}
	const { thrown } = ran;
	if (thrown instanceof DeadlockError) {
		return stuck("deadlock", placedDiagnosis(thrown.diagnosis, places));
	}
	if (thrown instanceof LivelockError) {
		return stuck("livelock", placedDiagnosis(thrown.diagnosis, places));
	}
	return { kind: "raised", error: raisedError(thrown, withStack) };
}

function raisedError(thrown: unknown, withStack: boolean): RaisedError {
	if (!(thrown instanceof Error)) {
		return { name: typeof thrown, message: String(thrown) };
	}
	const { name, message, stack } = thrown;
	return withStack && stack !== undefined ? { name, message, stack } : { name, message };
}

/** Its text is made again, since the error's own names places in what was built. */
function stuck(kind: "deadlock" | "livelock", diagnosis: Diagnosis): Outcome {
	const { waiting = [], cycle = [] } = diagnosis;
	return { kind, message: stuckText(diagnosis), waiting: waiting.map(stuckTask), cycle };
}

function stuckTask({ task, for: what, heldBy, at }: Waiting): StuckTask {
	return { task, for: what, heldBy, at: at && placeText(at) };
}
