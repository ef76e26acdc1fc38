import type { History } from "../history/history.ts";
import type { Reader } from "../history/replay.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";

/** Tasks that returned although a request to stop them had reached them, and was not taken back. */
export function swallowedCancels(history: History): Finding[] {
	const asked = new Set(
		history.indexed("cancel-requested").flatMap(([, { task, accepted }]) => (accepted ? [task] : [])),
	);
	if (asked.size === 0) return [];
	const found: Finding[] = [];
	const reader: Reader = {
		kinds: ["task-ended"],
		before(fact, index, world) {
			if (fact.kind !== "task-ended" || fact.ending.how !== "returned") return;
			const task = world.task(fact.task);
			if (task === undefined || task.heard === null || task.cancelling === 0) return;
			found.push({
				kind: "swallowed-cancel",
				index,
				task: task.label,
				at: fact.at,
				place: placeOf(task),
				source: { task: task.id },
				text: `${task.label} was cancelled, caught the CancelledError, and ended as if nothing had happened`,
				wayOut: "clean up, then throw the CancelledError on",
			});
		},
	};
	history.replay(reader, asked);
	return found;
}
