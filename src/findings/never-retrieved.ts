import type { History } from "../history/history.ts";
import { errorSentence } from "../recording/index.ts";
import type { Finding } from "./finding.ts";
import { placeOfTask } from "./place-of-task.ts";

/** Tasks and futures that failed, and whose error nobody asked for. */
export function neverRetrieved(history: History): Finding[] {
	return history.indexed("never-retrieved").map(([index, { at, task, error }]) => {
		const who = history.labelOrNull(task);
		return {
			kind: "never-retrieved",
			index,
			task: who,
			at,
			place: error.place ?? placeOfTask(history, task),
			source: { task },
			text: `${who ?? "a future"} failed, and nobody asked for its error: ${errorSentence(error)}`,
			wayOut: "await it, or look at its exception()",
		};
	});
}
