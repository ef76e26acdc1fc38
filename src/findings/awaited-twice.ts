import type { History } from "../history/history.ts";
import type { Reader } from "../history/replay.ts";
import { placeText } from "../recording/index.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";
import { coroutineNamed, named } from "./words.ts";

/** Coroutines that were awaited again. Those that were at one moment in one line are one finding: a list of them was used again. */
export function awaitedTwice(history: History): Finding[] {
	const tasks = new Set(history.indexed("awaited-twice").map(([, { task }]) => task));
	if (tasks.size === 0) return [];
	const found = new Map<string, { readonly first: Omit<Finding, "text">; readonly labels: string[] }>();
	const reader: Reader = {
		kinds: ["awaited-twice"],
		before(fact, index, world) {
			if (fact.kind !== "awaited-twice") return;
			// A task that is made of such a coroutine has no line of its own there.
			const place = fact.place ?? placeOf(world.task(fact.task));
			const key = `${fact.at} ${place === null ? index : placeText(place)}`;
			const same = found.get(key);
			if (same !== undefined) {
				same.labels.push(fact.label);
				return;
			}
			const first = {
				kind: "awaited-twice" as const,
				index,
				task: history.labelOrNull(fact.task),
				at: fact.at,
				place,
				source: { fact: index, task: fact.task },
				wayOut: "call the coroutine function again for every try, or await one task several times",
			};
			found.set(key, { first, labels: [fact.label] });
		},
	};
	history.replay(reader, tasks);
	return Array.from(found.values(), ({ first, labels }) => ({ ...first, text: textOf(labels) }));
}

function textOf(labels: readonly string[]): string {
	const [first = ""] = labels;
	if (labels.length === 1) return `${coroutineNamed(first)} was awaited a second time`;
	return `the coroutines ${named(labels)} were awaited a second time`;
}
