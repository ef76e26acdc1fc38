import type { Lane, State, Timeline } from "../../history/timeline.ts";
import type { Seconds } from "../../recording/index.ts";
import { listed } from "../../text/words.ts";

/** What shows first, where several things go on at once. */
const ORDER: readonly (readonly [State, one: string, many: string])[] = [
	["running", "runs", "run"],
	["cleaning-up", "was told to stop and goes on", "were told to stop and go on"],
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
	const isIn = (lane: Lane) => stateAt(lane, at) === state;
	// Of a task that is in a call, the call says more.
	const isCaller = (index: number) =>
		lanes.some((one) => one.kind === "span" && one.parent === index && isIn(one));
	return lanes.filter((lane, index) => isIn(lane) && !isCaller(index)).map(({ label }) => label);
}

function stateAt(lane: Lane, at: Seconds): State | undefined {
	if (lane.kind === "resource") return undefined;
	return lane.segments.find(({ from, to }) => from <= at && at < to)?.state;
}
