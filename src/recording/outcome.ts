import { DeadlockError, type Diagnosis, LivelockError, type Place, type Waiting } from "../runtime/index.ts";
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
		return stuck("deadlock", thrown.message, thrown.diagnosis, places);
	}
	if (thrown instanceof LivelockError) {
		return stuck("livelock", thrown.message, thrown.diagnosis, places);
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

function stuck(
	kind: "deadlock" | "livelock",
	message: string,
	{ waiting = [], cycle = [] }: Diagnosis,
	places: SourcePlaces,
): Outcome {
	return { kind, message, waiting: waiting.map((one) => stuckTask(one, places)), cycle };
}

function stuckTask(waiting: Waiting, places: SourcePlaces): StuckTask {
	const at = waiting.at && shortPlace(places(waiting.at));
	return { task: waiting.task, for: waiting.for, heldBy: waiting.heldBy, at };
}

/** `cancel.ts:14` */
function shortPlace({ file, line }: Place): string {
	return `${file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)}:${line}`;
}
