import type { History } from "../history/history.ts";
import type { Reader } from "../history/replay.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";
import { coroutineNamed } from "./words.ts";

/** Coroutines that were awaited again. */
export function awaitedTwice(history: History): Finding[] {
	const tasks = new Set(history.indexed("awaited-twice").map(([, { task }]) => task));
	if (tasks.size === 0) return [];
	const found: Finding[] = [];
	const reader: Reader = {
		kinds: ["awaited-twice"],
		before(fact, index, world) {
			if (fact.kind !== "awaited-twice") return;
			// A task that is made of such a coroutine has no line of its own there.
			const place = fact.place ?? placeOf(world.task(fact.task));
			found.push({
				kind: "awaited-twice",
				index,
				task: history.labelOrNull(fact.task),
				at: fact.at,
				place,
				source: { fact: index, task: fact.task },
				text: `${coroutineNamed(fact.label)} was awaited a second time`,
				wayOut: "call the coroutine function again for every try, or await one task several times",
			});
		},
	};
	history.replay(reader, tasks);
	return found;
}
