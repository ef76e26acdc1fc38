import type { TraceEvent } from "../../src/index.ts";

type State = "ready" | "runs" | "waits" | "waits for its turn" | "ended";

/** What a task was found to be before an event, and is after it. */
type Step = readonly [from: readonly (State | undefined)[], to: State | null];

/** What a trace says that can't be: a task that runs before it is woken, a clock that goes back, spans that cross. */
export function contradictions(events: Iterable<TraceEvent>): string[] {
	const tasks = new Map<number, State>();
	const spans = new Map<number, number[]>();
	const found: string[] = [];
	let [place, clock] = [0, 0];
	for (const event of events) {
		const state = tasks.get(event.task);
		const [from, to] = stepOf(event);
		if (event.seq !== place++) found.push(`event ${place - 1} has the number ${event.seq}`);
		if (event.at < clock) found.push(`${event.seq}: the clock goes back from ${clock} to ${event.at}`);
		if (!from.includes(state))
			found.push(`${event.seq}: ${event.kind} of task ${event.task}, which ${state}`);
		if (!isNested(spans, event)) found.push(`${event.seq}: ${event.kind} out of order`);
		if (to !== null) tasks.set(event.task, to);
		clock = event.at;
	}
	return found;
}

const ANY: Step = [[undefined, "ready", "runs", "waits", "waits for its turn", "ended"], null];

function stepOf(event: TraceEvent): Step {
	switch (event.kind) {
		case "task-created":
			return [[undefined], "ready"];
		case "suspended":
			return [["runs"], event.wait.kind === "turn" ? "waits for its turn" : "waits"];
		case "woken":
			// Who is ready may still be cancelled, and is then ready for another reason.
			return [
				event.cause.kind === "cancelled" ? ["waits", "waits for its turn", "ready"] : ["waits"],
				"ready",
			];
		case "resumed":
			return [["ready", "waits for its turn"], "runs"];
		case "task-ended":
			return [["runs"], "ended"];
		case "span-started":
		case "span-ended":
			return [["runs"], null];
		default:
			return ANY;
	}
}

/** Whether a span begins inside of the one that runs in its task, and ends before that does. */
function isNested(spans: Map<number, number[]>, event: TraceEvent): boolean {
	const open = spans.get(event.task) ?? [];
	spans.set(event.task, open);
	if (event.kind === "span-started") {
		const parent = open.at(-1) ?? 0;
		open.push(event.span);
		return event.parent === parent;
	}
	if (event.kind === "span-ended") return open.pop() === event.span;
	return event.kind !== "task-ended" || open.length === 0;
}
