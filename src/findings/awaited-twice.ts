import type { History } from "../history/history.ts";
import type { Finding } from "./finding.ts";
import { coroutineNamed } from "./words.ts";

/** Coroutines that were awaited again. */
export function awaitedTwice(history: History): Finding[] {
	return history.indexed("awaited-twice").map(([index, { at, task, label, place }]) => ({
		kind: "awaited-twice",
		index,
		task: history.labelOrNull(task),
		at,
		place: place ?? null,
		source: { fact: index },
		text: `${coroutineNamed(label)} was awaited a second time`,
		wayOut: "call the coroutine function again for every try, or await one task several times",
	}));
}
