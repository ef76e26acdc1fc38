import type { State, Timeline } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import { listed } from "../../text/words.ts";

/** What shows first, where several things go on at once. */
const ORDER: readonly (readonly [State, one: string, many: string])[] = [
	["running", "runs", "run"],
	["cleaning-up", "cleans up", "clean up"],
	["waiting", "waits for a timer or I/O", "wait for a timer or I/O"],
	["blocked", "is held up", "are held up"],
	["ready", "waits for its turn", "wait for their turn"],
	["awaiting", "awaits a task", "await a task"],
];

/** What goes on at `at`, in one short phrase: `API-1 and API-2 wait for a timer or I/O`. Empty when nothing does. For a spinner. */
export function describeMoment(timeline: Timeline, at: Seconds): string {
	for (const [state, one, many] of ORDER) {
		const names = namesIn(timeline, state, at);
		if (names.length > 0) return `${listed(names)} ${names.length === 1 ? one : many}`;
	}
	return "";
}

function namesIn({ lanes }: Timeline, state: State, at: Seconds): string[] {
	return lanes.flatMap((lane) => {
		if (lane.kind === "resource") return [];
		const now = lane.segments.find((segment) => segment.from <= at && at < segment.to);
		return now?.state === state ? [lane.label] : [];
	});
}
