import type { History } from "../history/history.ts";
import type { Finding } from "./finding.ts";
import { stuckIndex, waitingOf } from "./waiting.ts";
import { named } from "./words.ts";

const VIRTUAL =
	"the clock is virtual: it moves on only when nobody can run. Who turns until time() has moved ends on a real clock, with --live or runLive, and is busy all that time";

/** The loop turned without end, and its clock stood still: who kept it busy. */
export function livelock(history: History): Finding[] {
	const { end } = history.recording;
	if (end?.how !== "livelock") return [];
	const busy = end.busy.flatMap((id) => history.task(id) ?? []);
	const who = named(busy.map(({ label }) => label)) || "callbacks";
	const keep = busy.length === 1 ? "keeps" : "keep";
	return [
		{
			kind: "livelock",
			index: stuckIndex(history),
			task: null,
			at: history.elapsed,
			place: null,
			source: null,
			text: `${end.turns} turns, and the clock stands still: ${who} ${keep} the loop busy`,
			wayOut:
				"wait for what is to come, with an Event, a Queue or a sleep, instead of looking again and again",
			...(history.recording.header.clock === "virtual" ? { details: [VIRTUAL] } : {}),
			waiting: waitingOf(busy, history),
			cycle: [],
		},
	];
}
