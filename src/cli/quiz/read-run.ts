import { MAIN } from "../../recording/main-task.ts";
import type { Recording } from "../../recording/recording.ts";
import { NO_TASK, type Seconds, type TaskId, type TraceEvent } from "../../runtime/index.ts";

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
