import {
	type Cause,
	type Ending,
	type Names,
	NO_TASK,
	type Place,
	placeText,
	type Recording,
	type Seconds,
	type TaskId,
} from "../../recording/index.ts";
import { MAIN } from "../../recording/main-task.ts";
import { describeWait, type TraceEvent } from "../../runtime/index.ts";
import { duration } from "../../text/figures.ts";

type Kind = TraceEvent["kind"];
type EventOf<K extends Kind> = Extract<TraceEvent, { kind: K }>;

/** What each task is called. */
export function labelsOf({ events }: Recording): Map<TaskId, string> {
	const labels = new Map([[NO_TASK, "the loop"]]);
	for (const event of events) {
		if (event.kind === "task-created") {
			labels.set(event.task, event.label);
		}
	}
	return labels;
}

/** The events of one kind, in order. */
export function eventsOf<K extends Kind>({ events }: Recording, kind: K): EventOf<K>[] {
	const isOfKind = (event: TraceEvent): event is EventOf<K> => event.kind === kind;
	return Array.from(events).filter(isOfKind);
}

/** `4.5 s` */
export function secondsText(seconds: Seconds): string {
	return `${Number(seconds.toFixed(2))} s`;
}

/** How long it took. */
export function totalOf(run: Recording): string {
	return secondsText(run.elapsed);
}

/** The first line that begins like this. */
export function lineLike(run: Recording, start: string): EventOf<"printed"> | undefined {
	return eventsOf(run, "printed").find(({ text }) => text.trimStart().startsWith(start));
}

/** The lines that begin like this. */
export function linesLike(run: Recording, start: string): string[] {
	return run.lines.map(({ text }) => text.trimStart()).filter((text) => text.startsWith(start));
}

/** The tasks beside main that ended like this. */
export function endedLike(
	run: Recording,
	how: EventOf<"task-ended">["ending"]["how"],
): EventOf<"task-ended">[] {
	return eventsOf(run, "task-ended").filter(({ task, ending }) => task !== MAIN && ending.how === how);
}

/** What let main go on for the last time: the end of the task that it awaited, or its own timer. */
export function lastWakeOfMain(run: Recording): TraceEvent | undefined {
	const wake = eventsOf(run, "woken").findLast(({ task }) => task === MAIN);
	const { cause } = wake ?? {};
	const ended = eventsOf(run, "task-ended");
	return cause?.kind === "result" ? ended.findLast(({ task }) => task === cause.by) : wake;
}

/** Where a CancelledError was raised for the first time. */
export function firstDelivery(run: Recording): EventOf<"resumed"> | undefined {
	return eventsOf(run, "resumed").find(({ cause }) => cause.kind === "cancelled");
}

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
