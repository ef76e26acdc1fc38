import type { History } from "../history/history.ts";
import { errorSentence } from "../recording/index.ts";
import type { Finding } from "./finding.ts";
import { placeOfTask } from "./place-of-task.ts";

/** Errors that a callback threw, or a task that the end of the run cancelled: they reached nobody. */
export function unhandledErrors(history: History): Finding[] {
	return history.indexed("error-reported").map(([index, { at, task, message, error }]) => ({
		kind: "unhandled-error",
		index,
		task: history.labelOrNull(task),
		at,
		place: error.place ?? placeOfTask(history, task),
		source: { task },
		text: `${message}: ${errorSentence(error)}`,
		wayOut: "catch it where it can be dealt with; loop.setExceptionHandler tells you of all of them",
	}));
}
