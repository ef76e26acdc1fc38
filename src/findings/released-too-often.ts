import type { History } from "../history/history.ts";
import { quotedNames } from "../history/names.ts";
import { AllPermits, type Permits } from "../history/permits.ts";
import { placeText, type TaskId } from "../recording/index.ts";
import { duration } from "../text/figures.ts";
import type { Finding } from "./finding.ts";

/** Semaphores to which tasks gave back more permits than they had taken, while others held some: from then on more go in than may. */
export function releasedTooOften(history: History): Finding[] {
	const isSemaphore = history
		.indexed("resource-created")
		.some(([, { resourceKind, capacity }]) => resourceKind === "semaphore" && capacity > 0);
	if (!isSemaphore) return [];
	const all = new AllPermits();
	history.replayHolders(all);
	const isEnded = (task: TaskId) => history.task(task)?.state === "ended";
	return [...all.values()]
		.filter((permits) => permits.isExceeded(isEnded))
		.flatMap((one) => exceeded(one, history));
}

function exceeded({ made, surplus, most }: Permits, history: History): Finding[] {
	const [first] = surplus;
	if (first === undefined) return [];
	const who = history.label(first.task);
	const name = quotedNames(history).resource(made.resource);
	const times = surplus.length === 1 ? "once" : `${surplus.length} times, first`;
	const others = first.others === 1 ? "another held one" : `others held ${first.others}`;
	const lines = [...new Set(first.before.map(placeText))];
	const before =
		lines.length === 0 ? "" : `, which had released it at ${lines.join(" and ")} in the same moment`;
	const came = most > made.capacity ? `; up to ${most} of ${made.capacity} were held at once` : "";
	return [
		{
			kind: "released-too-often",
			index: first.index,
			task: who,
			at: first.at,
			place: first.place,
			source: { fact: first.index, task: first.task },
			text: `${name} was given back more often than it was taken, ${times} at ${duration(first.at)} by ${who}${before}, while ${others}${came}`,
			wayOut:
				"release a permit once for each time it was taken: semaphore.with(function* () { … }) does, and a BoundedSemaphore raises an error",
		},
	];
}
