import type { TraceEvent } from "../runtime/index.ts";
import { RECORDING_FORMAT, RECORDING_VERSION } from "./format.ts";
import { plainValue } from "./plain-value.ts";
import type { Recording } from "./recording.ts";

/** A recording as one line of JSON, to be read back by {@link readRecording} here or on another machine. */
export function writeRecording(recording: Recording): string {
	return JSON.stringify({
		format: RECORDING_FORMAT,
		version: RECORDING_VERSION,
		...plainRecording(recording),
	});
}

/** A recording whose events are an array and whose values are what JSON can carry. */
export function plainRecording(recording: Recording): Recording {
	return { ...recording, events: Array.from(recording.events, plainEvent) };
}

/** What tasks and coroutines returned is the only thing in an event that may be anything. */
function plainEvent(event: TraceEvent): TraceEvent {
	if ((event.kind === "task-ended" || event.kind === "span-ended") && event.ending.how === "returned") {
		return { ...event, ending: { how: "returned", value: plainValue(event.ending.value) } };
	}
	return event;
}
