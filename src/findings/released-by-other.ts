import type { History } from "../history/history.ts";
import { quotedNames } from "../history/names.ts";
import type { Reader } from "../history/replay.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";

/** Locks that were released by who did not hold them. Permits of a semaphore may be given back by anybody. */
export function releasedByOther(history: History): Finding[] {
	const locks = history.indexed("resource-created").filter(([, { resourceKind }]) => resourceKind === "lock");
	if (locks.length === 0) return [];
	const names = quotedNames(history);
	const found: Finding[] = [];
	const reader: Reader = {
		kinds: ["resource-used"],
		before(fact, index, world) {
			if (fact.kind !== "resource-used" || fact.use !== "released") return;
			const lock = world.resources.get(fact.resource);
			if (lock === undefined || lock.made.resourceKind !== "lock" || lock.holders.has(fact.task)) return;
			const [holder] = lock.holders.keys();
			if (holder === undefined) return;
			const who = history.labelOrNull(fact.task);
			found.push({
				kind: "released-by-other",
				index,
				task: who,
				at: fact.at,
				place: fact.place ?? placeOf(history.at(index - 1).task(fact.task)),
				source: { fact: index, task: fact.task },
				text: `${who ?? "a callback"} released ${names.resource(lock.id)}, which ${history.label(holder)} holds`,
				wayOut: "release it where it was acquired: lock.with(function* () { … }) does",
			});
		},
	};
	history.replayHolders(reader);
	return found;
}
