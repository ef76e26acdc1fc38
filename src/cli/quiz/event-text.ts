import { placeText } from "../../recording/place-text.ts";
import type { Recording } from "../../recording/recording.ts";
import {
	type Cause,
	describeWait,
	type Ending,
	type Names,
	type Place,
	type TraceEvent,
} from "../../runtime/index.ts";
import { duration } from "../../timeline/index.ts";
import { eventsOf, labelsOf } from "./read-run.ts";

/** One event on one line: `2.00 s  API-1  goes on: its timer is due   fetch.ts:14`. */
export function eventText(run: Recording, event: TraceEvent): string {
	const names = namesOf(run);
	const place = placeOf(event);
	const where = place === null ? "" : `   ${placeText(place)}`;
	// A diagnosis names who it is about itself.
	const who = event.kind === "diagnosed" ? "" : `  ${names.task(event.task)}`;
	return `${duration(event.at)}${who}  ${whatHappened(event, names)}${where}`;
}

function namesOf(run: Recording): Names {
	const labels = labelsOf(run);
	const resources = new Map(eventsOf(run, "resource-created").map(({ resource, name }) => [resource, name]));
	return {
		task: (id) => labels.get(id) ?? `task ${id}`,
		resource: (id) => resources.get(id) ?? `resource ${id}`,
	};
}

function placeOf(event: TraceEvent): Place | null {
	if (event.kind === "diagnosed") {
		return event.diagnosis.place;
	}
	return "place" in event ? (event.place ?? null) : null;
}

function whatHappened(event: TraceEvent, names: Names): string {
	switch (event.kind) {
		case "task-created":
			return `is made by ${names.task(event.by)}, and has not run yet`;
		case "suspended":
			return `waits for ${describeWait(event.wait, names)}`;
		case "woken":
			return `may go on: ${causeText(event.cause, names)}`;
		case "resumed":
			return event.cause.kind === "cancelled"
				? "gets CancelledError at its await"
				: `goes on: ${causeText(event.cause, names)}`;
		case "task-ended":
			return endingText(event.ending);
		case "cancel-requested":
			return `is asked to stop by ${names.task(event.by)}`;
		case "printed":
			return `prints "${event.text.trim()}"`;
		case "blocked":
			return `blocks the loop for ${duration(event.seconds)}: nobody else can run`;
		case "callback":
			return "calls a plain callback";
		case "group-aborted":
			return "cancels what is left of its group";
		case "diagnosed":
			return event.diagnosis.text;
		default:
			return event.kind.replaceAll("-", " ");
	}
}

function causeText(cause: Cause, names: Names): string {
	switch (cause.kind) {
		case "start":
			return "its first turn";
		case "turn":
			return "its turn has come round";
		case "timer":
			return "its timer is due";
		case "result":
			return `${names.task(cause.by)} has ended what it waited for`;
		case "handed":
			return `${names.task(cause.by)} handed over what it waited for`;
		case "cancelled":
			return `${names.task(cause.by)} asked it to stop`;
		default:
			return cause satisfies never;
	}
}

function endingText(ending: Ending): string {
	switch (ending.how) {
		case "returned":
			return "is done";
		case "raised":
			return `fails with ${ending.error.name}: ${ending.error.message}`;
		case "cancelled":
			return "is cancelled";
		default:
			return ending satisfies never;
	}
}
