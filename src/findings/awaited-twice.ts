import type { History } from "../history/history.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";
import { coroutineNamed } from "./words.ts";

/** Coroutines that were awaited again. */
export function awaitedTwice(history: History): Finding[] {
	const tasks = new Set(history.indexed("awaited-twice").map(([, { task }]) => task));
	if (tasks.size === 0) return [];
	const found: Finding[] = [];
	history.replay(
		{
			before(fact, index, world) {
				if (fact.kind !== "awaited-twice") return;
				// A task that was made of a coroutine that is used up has no line of its own: where it was made has.
				const task = world.task(fact.task);
				found.push({
					kind: "awaited-twice",
					index,
					task: history.labelOrNull(fact.task),
					at: fact.at,
					place: fact.place ?? (task === undefined ? null : placeOf(task)),
					source: { fact: index },
					text: `${coroutineNamed(fact.label)} was awaited a second time`,
					wayOut: "call the coroutine function again for every try, or await one task several times",
				});
			},
		},
		tasks,
	);
	return found;
}
