import type { History } from "../history/history.ts";
import type { Finding } from "./finding.ts";
import { coroutineNamed } from "./words.ts";

/** Coroutines that were made, and that nobody awaited. */
export function neverAwaited(history: History): Finding[] {
	return history.indexed("never-awaited").map(([index, { at, task, label, place }]) => ({
		kind: "never-awaited",
		index,
		task: history.labelOrNull(task),
		at,
		place: place ?? null,
		source: { fact: index },
		text: `${coroutineNamed(label)} was never awaited: nothing of it has run`,
		wayOut: "await it with yield*, or make a task of it with createTask",
	}));
}
